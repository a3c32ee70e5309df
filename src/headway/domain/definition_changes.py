"""Changes to a council's own definitions: what is asked for, and how far it has come."""

from dataclasses import dataclass
from enum import Enum

ALL_OF_IT = "all of it"


class ChangeKind(Enum):
    """What a change touches."""

    TARGET = "a target"
    AUDIENCE = "what an audience may see"
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
