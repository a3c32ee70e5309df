"""A piece of work that somebody asked for in the browser, and how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any


class WorkKind(Enum):
    """What is asked for; the value is how the trail names it. One of a kind is done at a time."""

    LOAD = "load"
    PREVIEW = "preview of an edition"
    PUBLISH = "publishing of an edition"
    RESTATEMENT = "restatement of an edition"
    BENCHMARKS = "load of benchmarks"
    FIGURES = "working out of figures"
    TRAILS = "check of both trails"


class WorkState(Enum):
    """How far a piece of work has come."""

    WAITING = "waiting"
    RUNNING = "under way"
    DONE = "done"
    FAILED = "not done"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self in {WorkState.DONE, WorkState.FAILED}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One line of what came of it: where, what was found, what to do. None is of a child."""

    place: str
    found: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class AskedWork:
    """A piece of work: its opaque name, the words it was asked with, and what came of it.

    ``words`` and ``result`` are what JSON can hold; each kind says what stands in its own.
    ``is_forgotten`` says that what came of it was kept for its time and is gone.
    """

    name: str
    kind: WorkKind
    state: WorkState
    asked_by: str
    asked_at: datetime
    words: Mapping[str, Any]
    doing: str
    ended_at: datetime | None
    result: Mapping[str, Any]
    told: tuple[ToldLine, ...]
    is_forgotten: bool
