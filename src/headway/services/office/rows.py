"""Rows of children shown in the office: on the trail of the office and of the data folder."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.db import transaction

from headway.domain.trail import Verb
from headway.register.accounts.people import Actor
from headway.register.trail.actions import record
from headway.services.analysis.rows import RowsAsked, RowsRead, read_rows
from headway.services.analysis.worklists import ListAsked, Listed, read_list

Read = TypeVar("Read")


def figure_rows(data: Path, overlay: Path | None, asked: RowsAsked, by: Actor) -> RowsRead:
    """Read the rows behind a figure; Refused as ``read_rows`` says, and then nothing is shown."""
    told = {
        "indicator": asked.indicator,
        "period": str(asked.period),
        "unit": asked.unit.id or asked.unit.level.value,
        "purpose": asked.purpose.strip(),
    }
    return _told(told, by, lambda: read_rows(data, asked, catalogue=_taken(overlay)))


def list_rows(data: Path, overlay: Path | None, asked: ListAsked, by: Actor) -> Listed:
    """Read a worklist; Refused as ``read_list`` says, and then nothing is shown."""
    told = {
        "list": asked.name,
        "teams": ", ".join(sorted(asked.teams)),
        "purpose": asked.purpose.strip(),
    }
    return _told(told, by, lambda: read_list(data, asked, catalogue=_taken(overlay)))


def _told(told: dict[str, str], by: Actor, read: Callable[[], Read]) -> Read:
    """Read, and tell the office's trail before anything is shown: both, or neither."""
    found = read()
    with transaction.atomic():
        record(verb=Verb.READ_ROWS, subject="case rows", by=by.email, details=told)
    return found


def _taken(overlay: Path | None) -> Path | None:
    return overlay if overlay is not None and overlay.is_dir() else None
