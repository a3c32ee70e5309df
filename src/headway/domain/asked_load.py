"""A load that somebody asked for in the browser, and how far it has come."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum


class LoadState(Enum):
    """How far a load has come."""

    WAITING = "waiting"
    RUNNING = "under way"
    DONE = "done"
    FAILED = "not loaded"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self in {LoadState.DONE, LoadState.FAILED}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line of what came of a load: where, what was found, what to do. None is of a child."""

    place: str
    found: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class AskedLoad:
    """A load: its opaque name, the files handed over, and what came of them."""

    name: str
    state: LoadState
    asked_by: str
    asked_at: datetime
    as_of: date | None
    files: tuple[str, ...]
    doing: str
    ended_at: datetime | None
    snapshot: str
    told: tuple[ToldLine, ...]
