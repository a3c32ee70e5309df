"""Teams' sheets as the rest of Headway sees them: values, not records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from headway.domain.entry_answers import SheetAnswer
from headway.domain.team_sheets import SheetKey, SheetState


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that was done to a sheet: to an answer, or to where the sheet stands."""

    at: datetime
    by: str
    what: str
    indicator: str = ""
    before: str = ""
    after: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SheetKept:
    """A sheet as it stands. A sheet that nobody saved yet is not started, at version 0."""

    key: SheetKey
    state: SheetState = SheetState.NOT_STARTED
    version: int = 0
    answers: Mapping[str, SheetAnswer] = field(default_factory=dict)
    note: str = ""
    first_on: date | None = None
    submitted_by: str = ""
    submitted_by_number: int = 0
    accepted_by: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """A period in which nothing more is entered: since when, by whom, and why."""

    on: date
    by: str
    reason: str
