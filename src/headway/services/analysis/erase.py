"""Erasing: a person on request, and rows past their retention, from every snapshot."""

from datetime import date, datetime
from pathlib import Path

from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_erasing import Erased, erase_person
from headway.warehouse.snapshot_retention import PastRetention, erase_past, past_retention


def erase(data: Path, person: str, *, reason: str, by: str, at: datetime) -> Erased:
    """Erase a person from every snapshot and from the rejects; published figures stay."""
    return erase_person(open_folder(data), person, reason=reason, by=by, at=at)


def lapsed(data: Path, on: date) -> tuple[PastRetention, ...]:
    """Say what is past its retention on a day, snapshot by snapshot; nothing is changed."""
    return past_retention(open_folder(data), on)


def erase_lapsed(data: Path, on: date, *, by: str, at: datetime) -> Erased:
    """Erase what is past its retention on a day from every snapshot."""
    reason = f"retention on {on.isoformat()}"
    return erase_past(open_folder(data), on, reason=reason, by=by, at=at)
