"""A break in a line: from a day on, what is counted, where it comes from or whose it is changed.

Figures on both sides of a break are figures of two things. They are shown with a gap and a mark
between them, and no arrow, average or maximum is made of both, unless they were worked out again
on one footing: then the break is ``restated`` and says on which.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from headway.domain.periods import Period, month_of

BREAK_MARK = "¦"
"""Stands beside the first figure after a break; a sign every console and workbook can show."""


class BreakKind(Enum):
    """What changed."""

    DEFINITION = "definition"  # what is counted
    ORGANISATION = "organisation"  # whose it is: teams merged, split or moved
    SOURCE = "source"  # where it comes from, such as a new case system


@dataclass(frozen=True, slots=True)
class Break:
    """A change on the day ``since``, which lies in ``period``; ``words`` say what it was.

    ``restated`` names the one footing on which Headway worked the figures of both sides out
    again; empty where there is none. ``since`` is the period's first day unless it is given.
    """

    period: Period
    kind: BreakKind
    words: str
    since: date | None = None
    restated: str = ""

    def __post_init__(self) -> None:
        if not self.words.strip():
            raise ValueError("a break says what changed")
        if self.since is not None and self.since not in self.period:
            raise ValueError("the day of a break lies in its period")

    @property
    def day(self) -> date:
        """The first day on the new footing."""
        return self.since or self.period.start

    @property
    def said(self) -> str:
        """What changed, and when: "the definition changed in April 2026"."""
        return f"the {self.kind.value} changed in {month_of(self.day)}"

    @property
    def sentence(self) -> str:
        """All of it, without a full stop, in lower case: "the definition changed in ...: ..."."""
        after = f" (figures on both sides restated on {self.restated})" if self.restated else ""
        return f"{self.said}: {self.words}{after}"

    def lies_between(self, one: Period, other: Period) -> bool:
        """Say whether two periods stand, in whole or in part, on different sides of it.

        A change in the middle of a month leaves that month on both sides: neither the month
        before nor the one after is like it.
        """
        earlier, later = sorted((one, other))
        return earlier != later and earlier.start < self.day < later.end


def break_on(day: date, kind: BreakKind, words: str, restated: str = "") -> Break:
    """Return the break of a day, in the month that holds it."""
    return Break(month_of(day), kind, words, day, restated)


def lasting(breaks: Iterable[Break]) -> tuple[Break, ...]:
    """Return the breaks that nothing was restated over."""
    return tuple(each for each in breaks if not each.restated)


def latest_between(breaks: Iterable[Break], one: Period, other: Period) -> Break | None:
    """Return the latest break between two periods, or None."""
    found = [each for each in breaks if each.lies_between(one, other)]
    return max(found, key=lambda each: each.day, default=None)


def within(breaks: Iterable[Break], periods: Sequence[Period]) -> tuple[Break, ...]:
    """Return the breaks between the first and the last of some periods, oldest first."""
    if not periods:
        return ()
    first, last = min(periods, key=lambda each: each.start), max(periods)
    found = [each for each in breaks if each.lies_between(first, last)]
    return tuple(sorted(found, key=lambda each: (each.day, each.kind.value, each.words)))
