"""Erasing: a person on request, and rows past their retention, from every snapshot."""

from datetime import date, datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.naming import refuse_naming
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_erasing import Erased, First, erase_person
from headway.warehouse.snapshot_retention import PastRetention, erase_past, past_retention
from headway.warehouse.trail_retention import OldOnes, let_old_go, old_ones


def erase(
    data: Path, person: str, *, reason: str, by: str, at: datetime, first: First | None = None
) -> Erased:
    """Erase a person from every snapshot and from the rejects; published figures stay.

    ``first`` is called with all identifiers of the person before any is erased. Raises Refused
    where the reason names the person, for it stays on the trail.
    """
    refuse_naming(data, reason, "the reason")
    return erase_person(open_folder(data), person, reason=reason, by=by, at=at, first=first)


def lapsed(data: Path, on: date) -> tuple[PastRetention, ...]:
    """Say what is past its retention on a day, snapshot by snapshot; nothing is changed."""
    return past_retention(open_folder(data), on)


def old_trail(data: Path, before: datetime) -> OldOnes | None:
    """Say which entries of the data folder's trail are past their time; nothing is changed."""
    return old_ones(open_folder(data), before)


def let_trail_go(
    data: Path, before: datetime, *, kept_for: str, reason: str, by: str, at: datetime
) -> OldOnes | None:
    """Take entries from before a time out of the data folder's trail; None where there are none.

    Those on which something rests stay. Raises Refused where the trail cannot be relied on, and
    where no reason is given, or one that names somebody: it stays on the trail.
    """
    if not reason.strip():
        found, step = "no reason is given", "Say why, with --reason"
        raise Refused(Finding(Place("the trail"), Severity.STOPS, found, "Nothing was done", step))
    refuse_naming(data, reason, "the reason")
    folder = open_folder(data)
    return let_old_go(folder, before, kept_for=kept_for, reason=reason, by=by, at=at)


def erase_lapsed(data: Path, on: date, *, by: str, at: datetime) -> Erased:
    """Erase what is past its retention on a day from every snapshot."""
    reason = f"retention on {on.isoformat()}"
    return erase_past(open_folder(data), on, reason=reason, by=by, at=at)
