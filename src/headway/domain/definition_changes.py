"""Changes to a council's own definitions: what is asked for, and how far it has come."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from headway.domain.calculation_results import UnitRef
from headway.domain.unit_naming import NAMED_LEVELS, UnitName, plain_name


class ChangeKind(Enum):
    """What a change touches."""

    TARGET = "a target"
    AUDIENCE = "what an audience may see"
    UNIT_NAME = "the name of a unit"
    WHOLE = "the whole folder of definitions"


class ChangeState(Enum):
    """How far a change has come."""

    WAITING = "waiting for somebody else to approve it"
    TAKEN = "approved"
    REFUSED = "turned down"
    WITHDRAWN = "taken back"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """A target as it is to be: what a form gives, every part as text, empty where it has none.

    ``period`` is a label such as "2026/27"; ``was`` says in words what was in force when the change
    was asked for. ValueError where indicator, period or form is missing.
    """

    indicator: str
    period: str
    form: str
    goal: str = ""
    high: str = ""
    tolerance: str = ""
    floor: str = ""
    was: str = "no target"

    def __post_init__(self) -> None:
        if not (self.indicator and self.period.strip() and self.form):
            raise ValueError("a target is of an indicator, for a period, and has a form")


@dataclass(frozen=True, slots=True)
class AudienceChange:
    """The policy of small numbers that is to hold for an audience, and the one that held."""

    audience: str
    policy: str
    was: str

    def __post_init__(self) -> None:
        if not (self.audience and self.policy):
            raise ValueError("a choice names an audience and a policy")


@dataclass(frozen=True, slots=True)
class UnitNameChange:
    """What a unit is to be called from a day on ("" is: always), every part as text.

    ``was`` is what it was called on that day when the change was asked for, and ``held`` the name
    that the council's own definitions gave it then, if any. ValueError for what is no team,
    locality or service, no day and no name.
    """

    level: str
    id: str
    name: str
    start: str = ""
    was: str = ""
    held: str = ""

    def __post_init__(self) -> None:
        UnitName(self.unit, plain_name(self.name), self.day)

    @property
    def unit(self) -> UnitRef:
        """The unit."""
        levels = {one.value: one for one in NAMED_LEVELS}
        if self.level not in levels:
            raise ValueError(f"“{self.level}” is no level at which units have names")
        return UnitRef(levels[self.level], self.id)

    @property
    def day(self) -> date | None:
        """The first day on which it is called so; None where it always was."""
        return date.fromisoformat(self.start) if self.start else None


class NotByOneself(ValueError):
    """Whoever asked for a change does not approve it."""


class DecidedAlready(ValueError):
    """A change was approved, turned down or taken back before."""


class Overtaken(ValueError):
    """What a change was made from is no longer in force."""


def check_decision(state: ChangeState, asked_by: int, decided_by: int, *, take: bool) -> None:
    """Check that somebody may decide on a change.

    Raises ``DecidedAlready``, and ``NotByOneself`` where a person would approve their own (they
    may take it back instead).
    """
    if state is not ChangeState.WAITING:
        raise DecidedAlready(f"this change is {state.value} already")
    if take and asked_by == decided_by:
        raise NotByOneself("somebody else approves a change: four eyes see more than two")
