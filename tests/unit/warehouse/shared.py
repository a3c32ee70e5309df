"""What the tests of the data folder store, and how they try what may be refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from headway.domain.problems import Refused
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import DataFolder, Stored

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FIGURES = {"figures.csv": b"indicator,value\r\nEH07,2577\r\n", "dictionary.csv": b"name,meaning\n"}
Answer = TypeVar("Answer")
ABOUT = {"council": "Somewhere", "edition": "2020-08"}


def store(folder: DataFolder, number: int = 1, kind: Kind = Kind.HISTORY) -> Stored:
    """Store the figures, about something that differs by number."""
    about = ABOUT | {"number": str(number)}
    return folder.store(kind, FIGURES, about, by="Analyst", at=AT)


def tried(action: Callable[[], Answer]) -> Answer | Refused:
    """Return what the action gives, or its refusal."""
    try:
        return action()
    except Refused as refused:
        return refused
