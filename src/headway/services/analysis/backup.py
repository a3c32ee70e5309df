"""A data folder backed up into one file."""

from datetime import datetime
from pathlib import Path

from headway.warehouse.backing_up import Backup, back_up
from headway.warehouse.folder import open_folder


def make_backup(data: Path, out: Path, *, by: str, at: datetime, named: str = "") -> Backup:
    """Back a data folder up into the new file ``out``, while nobody else writes."""
    return back_up(open_folder(data), out, by=by, at=at, named=named)
