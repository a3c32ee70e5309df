"""A data folder made again from a backup."""

from datetime import datetime
from pathlib import Path

from headway.warehouse.backing_up import Backup, restore


def restore_backup(backup: Path, into: Path, *, by: str, at: datetime, named: str = "") -> Backup:
    """Make the data folder ``into`` of a backup, checked byte by byte."""
    return restore(backup, into, by=by, at=at, named=named)
