"""A data folder of an older format brought up to date."""

from datetime import datetime
from pathlib import Path

from headway.warehouse.upgrading import Upgraded, upgrade


def upgrade_data(data: Path, backup: Path | None, *, by: str, at: datetime) -> Upgraded:
    """Bring a data folder to the present format, a backup made first where there is work."""
    return upgrade(data, backup, by=by, at=at)
