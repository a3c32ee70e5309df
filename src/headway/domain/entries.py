"""What a person answers on a workbook: a figure or a commentary, always with who and when."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import product

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.indicator import Unit
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Severity
from headway.domain.values import Absent, Number, State, Value

LONGEST_COMMENTARY = 5_000  # characters
LONGEST_NAME = 100
TEAM_SHEETS = "teams' sheets"
"""The file named as the place of what was accepted on a team's sheet, and of its totals."""


class EntryKind(Enum):
    """What may be asked of a person."""

    FIGURE = "figure"
    COMMENTARY = "commentary"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a figure can possibly be: a percentage, a whole number, not below 0, not above 100."""

    unit: Unit = Unit.NUMBER
    whole: bool = False
    from_nought: bool = True
    up_to_100: bool = False

    @property
    def words(self) -> str:
        """The limits as a person reads them: "percentage, 0 to 100"; see ``limits_from``."""
        what = "whole number" if self.whole else self.unit.value
        if self.whole and self.unit is not Unit.NUMBER:
            what = f"{self.unit.value}, whole"
        low = {True: "0", False: "any figure"}[self.from_nought]
        if self.up_to_100:
            return f"{what}, {low} to 100" if self.from_nought else f"{what}, up to 100"
        return f"{what}, {low} or more" if self.from_nought else f"{what}, {low}"

    def broken_by(self, value: Value) -> str:
        """Say why ``value`` cannot be, or nothing."""
        if isinstance(value, Absent):
            return ""
        if self.from_nought and value.amount < 0:
            return "it is below 0"
        if self.up_to_100 and value.amount > 100:
            return "it is above 100"
        if self.whole and value.amount.denominator != 1:
            return "it is not a whole number"
        return ""


_BY_WORDS = {
    limits.words: limits
    for limits in (
        Limits(unit, whole, from_nought, up_to_100)
        for unit in Unit
        for whole, from_nought, up_to_100 in product((False, True), repeat=3)
    )
}


def limits_from(words: str) -> Limits | None:
    """Read what ``Limits.words`` wrote; None where the words are not from there."""
    return _BY_WORDS.get(" ".join(words.split()))


# The words a person may give in place of a figure, beside each state's own name and symbol.
_OTHER_WORDS = {
    "to be confirmed": State.AWAITED,
    "na": State.NOT_APPLICABLE,
    "–": State.NOT_COLLECTED,
    "withheld": State.SUPPRESSED,
}
OFFERED_STATES = (
    State.AWAITED,
    State.NOT_APPLICABLE,
    State.NOT_COLLECTED,
    State.NOT_DUE,
    State.SUPPRESSED,
)


def state_from(text: str) -> State | None:
    """Return the state that a word stands for in place of a figure, or None.

    "missing" and "?" are no answers: they say what is asked about, so they are not among them.
    """
    word = " ".join(text.split()).casefold()
    for state in OFFERED_STATES:
        if word in (state.value, state.symbol):
            return state
    return _OTHER_WORDS.get(word)


def state_words() -> tuple[str, ...]:
    """Return the words to offer in place of a figure, the shortest for each state."""
    return tuple(
        state.value if len(state.symbol) == 1 else state.symbol for state in OFFERED_STATES
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer: a figure's value or a commentary's text, who gave it and on which day.

    ``written`` is what stood in the cell. ``by`` is a name or a role; an entry without one, or
    without a day, cannot be made. ``unit`` is what it is a figure of: the council, or a part of it.
    """

    indicator: str
    period: Period
    what: EntryKind
    value: Value | str
    by: str
    on: date
    written: str = ""
    place: Place = field(default_factory=Place)
    unit: UnitRef = COUNCIL

    def __post_init__(self) -> None:
        if not self.by.strip() or len(self.by) > LONGEST_NAME:
            raise ValueError("an entry says who gave it, in up to 100 characters")
        if not isinstance(self.on, date):
            raise TypeError("an entry says on which day it was given")
        is_text = isinstance(self.value, str)
        if is_text is not (self.what is EntryKind.COMMENTARY):
            raise TypeError("a commentary is text, and a figure is a value")
        if isinstance(self.value, str) and not 0 < len(self.value.strip()) <= LONGEST_COMMENTARY:
            raise ValueError("a commentary holds 1 to 5,000 characters")

    @property
    def figure(self) -> Value | None:
        """The value, where this is a figure."""
        return self.value if isinstance(self.value, Number | Absent) else None


@dataclass(frozen=True, slots=True)
class WorkbookIdentity:
    """What a workbook says of itself, so that a stale or foreign one is told.

    ``scorecard`` is the scorecard's identifier, ``digest`` stands for the figures it shows.
    """

    scorecard: str
    title: str
    period: Period
    digest: str
    version: str = ""
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """A workbook read back: the answers that are good, and everything that was noticed.

    ``unanswered`` counts the rows that were left blank: a blank is not an entry.
    """

    identity: WorkbookIdentity
    entries: tuple[Entry, ...]
    findings: tuple[Finding, ...] = ()
    unanswered: int = 0

    @property
    def stops(self) -> bool:
        """Whether anything was found that must be put right before all can be stored."""
        return any(finding.severity is Severity.STOPS for finding in self.findings)
