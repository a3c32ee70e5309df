"""A commentary on its way: whose figure it is about, how far it has come, what may follow."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.periods import Period
from headway.domain.roles import Role

MAY_WRITE = frozenset({Role.INDICATOR_OWNER})
"""Who says why a figure is what it is."""

MAY_SIGN = frozenset({Role.HEAD_OF_SERVICE, Role.ANALYST})
"""Who signs off what an owner wrote, as long as they did not write it themselves."""


class CommentaryState(Enum):
    """How far a commentary has come."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    SIGNED = "signed off"


class Step(Enum):
    """What can be done with a commentary, in the past tense of its history."""

    SAVED = "saved"
    CONFIRMED = "confirmed the figures in it"
    SUBMITTED = "submitted"
    RETURNED = "returned with a note"
    SIGNED = "signed off"


_AFTER = {
    Step.SAVED: CommentaryState.DRAFT,
    Step.SUBMITTED: CommentaryState.SUBMITTED,
    Step.RETURNED: CommentaryState.RETURNED,
    Step.SIGNED: CommentaryState.SIGNED,
}
_FROM = {
    Step.SAVED: frozenset(CommentaryState),
    Step.CONFIRMED: frozenset({CommentaryState.DRAFT, CommentaryState.RETURNED}),
    Step.SUBMITTED: frozenset({CommentaryState.DRAFT, CommentaryState.RETURNED}),
    Step.RETURNED: frozenset({CommentaryState.SUBMITTED, CommentaryState.SIGNED}),
    Step.SIGNED: frozenset({CommentaryState.SUBMITTED}),
}


@dataclass(frozen=True, slots=True)
class CommentaryKey:
    """Which figure a commentary is about: an indicator of a unit for a period."""

    indicator: str
    period: Period
    unit: UnitRef = COUNCIL

    def __post_init__(self) -> None:
        if not self.indicator or self.unit.not_allocated:
            raise ValueError("a commentary is about an indicator of a unit that is named")

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"commentary on {self.indicator}, {self.unit.label({})}, {self.period}"


def state_after(state: CommentaryState, step: Step) -> CommentaryState:
    """Give the state that a step leads to; ValueError, in words, where it may not be taken."""
    if state not in _FROM[step]:
        raise ValueError(f"a commentary that is {state.value} cannot be {step.value}")
    return _AFTER.get(step, state)


def refuse_own_signature(writers: frozenset[int], signer: int) -> None:
    """Refuse a signature by anybody who wrote what is signed: four eyes see it."""
    if signer in writers:
        raise ValueError("you wrote it: somebody else signs it off")


def due_on(period: Period, days: int) -> date:
    """Give the day by which a period is commented: so many days after its last one."""
    return period.last_day + timedelta(days=days)


def same_words(text: str, other: str) -> bool:
    """Whether two texts say the same, whatever the spaces and the letters' case."""
    return bool(text.strip()) and text.casefold().split() == other.casefold().split()
