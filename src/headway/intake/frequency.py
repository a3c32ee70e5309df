"""How often an indicator's figures come, where the sheet shows it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from headway.domain.due import due_period
from headway.domain.indicator import Frequency
from headway.domain.periods import Period, PeriodKind
from headway.domain.values import Number, State, Value
from headway.intake.looks import tidy

_WORDS = (
    (Frequency.MONTHLY, re.compile(r"\bm(?:onthly|onth)?\b|\bevery month\b", re.IGNORECASE)),
    (
        Frequency.QUARTERLY,
        re.compile(
            r"\bq(?:uarterly|uarter|trly|tr)?\b|\bevery (?:3|three) months\b", re.IGNORECASE
        ),
    ),
    (
        Frequency.ANNUAL,
        re.compile(r"\ba(?:nnual(?:ly)?)?\b|\byear(?:ly)?\b|\bonce a year\b", re.IGNORECASE),
    ),
)
_IN_TITLE = (
    (
        Frequency.QUARTERLY,
        re.compile(r"\b(?:per|each|every|in the|in a|by) quarter\b|\bquarterly\b", re.IGNORECASE),
    ),
    (
        Frequency.ANNUAL,
        re.compile(r"\b(?:per|each|every) year\b|\bannual(?:ly)?\b|\bper annum\b", re.IGNORECASE),
    ),
    (
        Frequency.MONTHLY,
        re.compile(r"\b(?:per|each|every|in the) month\b|\bmonthly\b", re.IGNORECASE),
    ),
)
_OF_KIND = {
    PeriodKind.MONTH: Frequency.MONTHLY,
    PeriodKind.QUARTER: Frequency.QUARTERLY,
    PeriodKind.FINANCIAL_YEAR: Frequency.ANNUAL,
}


# A sheet asks this of the same few columns for every row.
due_under = lru_cache(maxsize=1024)(due_period)


@dataclass(frozen=True, slots=True)
class Pace:
    """A frequency and on what evidence; ``certain`` where the sheet leaves no doubt."""

    frequency: Frequency
    certain: bool
    why: str


def pace_of(
    printed: str, title: str, kind: PeriodKind, values: Mapping[Period, Value]
) -> Pace | None:
    """Say how often a row's figures come: as printed, as titled, as the columns or figures show.

    ``printed`` is the cell of a frequency column, ``kind`` that of the sheet's own columns,
    ``values`` what stands under each. None where nothing tells.
    """
    if found := _among(_WORDS, printed):
        return Pace(found, True, "the sheet's own frequency column says so")
    usual = _OF_KIND.get(kind, Frequency.MONTHLY)
    if usual is not Frequency.MONTHLY:
        return Pace(usual, True, "the columns of the sheet are of that kind")
    if found := _among(_IN_TITLE, title):
        return Pace(found, found is Frequency.MONTHLY, "the title says so")
    return _from_figures(values)


def _among(words: tuple[tuple[Frequency, re.Pattern[str]], ...], text: str) -> Frequency | None:
    return next((each for each, pattern in words if pattern.search(tidy(text))), None)


def _from_figures(values: Mapping[Period, Value]) -> Pace | None:
    """Tell a monthly row from one that is filled only where a quarter ends."""
    ends = {column for column in values if due_under(column, Frequency.QUARTERLY) is not None}
    filled = {
        column
        for column, value in values.items()
        if isinstance(value, Number) or value.state is not State.INCOMPLETE
    }
    numbers = {column for column in filled if isinstance(values[column], Number)}
    if len(numbers - ends) > 1:
        return Pace(Frequency.MONTHLY, True, "figures stand under months that end no quarter")
    others = set(values) - ends
    if len(filled) > 1 and numbers and filled <= ends and len(others) > 1:
        return Pace(Frequency.QUARTERLY, False, "figures stand only where a quarter ends")
    return None
