"""Where a month stands, as the rest of Headway sees it: a value, not a record."""

from dataclasses import dataclass
from datetime import datetime

from headway.domain.periods import Period
from headway.domain.sign_off import SignOffState, SignOffStep


@dataclass(frozen=True, slots=True)
class MonthKey:
    """A scorecard of a month."""

    card: str
    month: Period

    @property
    def subject(self) -> str:
        """How the trail names it."""
        return f"scorecard {self.card}, {self.month}"


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One thing that was done with a month."""

    step: SignOffStep
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MonthStands:
    """Where a month stands. ``version`` is what an action on it is made from."""

    key: MonthKey
    state: SignOffState
    reason: str
    version: int
    put_forward_by: int | None = None
    steps: tuple[StepTaken, ...] = ()


class StaleMonth(Exception):
    """Somebody else has taken a step since the page was made. ``now`` is where it stands."""

    def __init__(self, now: MonthStands) -> None:
        super().__init__(f"somebody else was here before you: it is {now.state.value} now")
        self.now = now
