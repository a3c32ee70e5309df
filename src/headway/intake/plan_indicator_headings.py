"""The headings over a priority's indicators, one to a cell or several run into one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headway.domain.periods import Period, PeriodKind, month_of
from headway.domain.plan import Review
from headway.intake.heading_periods import PartLabel, complete
from headway.intake.headings import Heading, read_heading
from headway.intake.looks import tidy
from headway.intake.roles import BENCHMARKS, Role

FIGURES = (Role.PERIOD, *BENCHMARKS, Role.YEAR_TO_DATE)
FEWEST_IN_A_RUN = 3
FEWEST_HINTS = 2
# What one of the headings of figures is sure to hold; a look at it spares reading every row.
_HINT = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\bq(?:tr|uarter)?\.?\s?[1-4]\b"
    r"|\b20\d\d\b|\b\d\d/\d\d\b|\bytd\b|\byear to date\b|\bcumulative\b|\btotal\b"
    r"|\bsn\b|\bneighbours?\b|\bengland\b|\beng\b|\bnat(?:ional)?\b|\bregion\w*|\baverage\b"
    r"|\bnorth\b|\bsouth\b|\beast\b|\bmidlands\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class IndicatorHeadings:
    """The headings of one table. ``run`` is the cell that holds the last several, if any."""

    headings: tuple[Heading, ...]
    run: int | None = None

    def at(self, *wanted: Role) -> list[int]:
        """Return the columns that say any of these, from left to right."""
        return [at for at, each in enumerate(self.headings) if each.role in wanted]

    @property
    def months(self) -> list[int]:
        """The columns of months whose year is not said."""
        return [at for at in self.at(Role.PERIOD) if self.headings[at].part is not None]


def indicator_headings(texts: Sequence[str]) -> IndicatorHeadings | None:
    """Return the headings of an indicator table, or None where the row is not one.

    Such a row names the indicator and two columns at least of figures. Where extraction ran the
    last headings into one cell they are told apart by their words, which must all be known.
    """
    if len(_HINT.findall(" ".join(texts))) < FEWEST_HINTS:
        return None
    found = [read_heading(text) for text in texts]
    while found and found[-1].role is Role.UNLABELLED:
        found.pop()
    run = None
    if found and (parts := _run(found[-1].text)):
        run = len(found) - 1
        found = found[:-1] + parts
    headings = IndicatorHeadings(tuple(found), run)
    if len(headings.at(Role.TITLE)) != 1 or len(headings.at(*FIGURES)) < 2:
        return None
    return headings


def _run(text: str) -> list[Heading]:
    """Tell headings in one cell apart; nothing where a word of it is no plain heading."""
    words, found = tidy(text).split(), []
    while words:
        take = 2 if _plain(words[:2]) and not _plain(words[1:2]) else 1
        if not _plain(words[:take]):
            return []
        found.append(read_heading(" ".join(words[:take])))
        words = words[take:]
    return found if len(found) >= FEWEST_IN_A_RUN else []


def _plain(words: Sequence[str]) -> bool:
    if not words:
        return False
    heading = read_heading(" ".join(words))
    return heading.role not in (Role.UNKNOWN, Role.UNLABELLED) and heading.certain


@dataclass(frozen=True, slots=True)
class Years:
    """The period of each column that has one; ``why`` tells what gave months their year.

    Where nothing does, or two things disagree, ``doubt`` says so and the months are left out.
    """

    periods: dict[int, Period]
    why: str = ""
    doubt: str = ""


def periods_of(headings: IndicatorHeadings, reviews: Sequence[Review]) -> Years:
    """Return the period of each column of figures.

    Months without a year are the last ones up to the first dated review; failing that, those of
    the year after the one whole year shown. Where both speak they must say the same.
    """
    known = {
        at: period for at in headings.at(Role.PERIOD) if (period := headings.headings[at].period)
    }
    parts = [(at, part) for at in headings.months if (part := headings.headings[at].part)]
    if not parts:
        return Years(known)
    by_review = _by_review(parts, known, reviews)
    by_year = _by_year(parts, known)
    if by_review and by_year and by_review[0] != by_year[0]:
        return Years(known, doubt=f"{by_review[1]} and {by_year[1]} give different years")
    months, why = by_review or by_year or _by_neighbours(parts, known) or ({}, "")
    if not months:
        return Years(known, doubt="neither a review's date nor another year is there to tell it")
    return Years(known | months, why=why)


Parts = Sequence[tuple[int, PartLabel]]
Found = tuple[dict[int, Period], str] | None


def _by_neighbours(parts: Parts, known: dict[int, Period]) -> Found:
    months = complete(parts, list(known.items()), None)
    return (months, "the months beside them that have a year") if months else None


def _by_review(parts: Parts, known: dict[int, Period], reviews: Sequence[Review]) -> Found:
    dates = [review.on for review in reviews if review.on is not None]
    if not dates:
        return None
    months = complete(parts, list(known.items()), month_of(min(dates)))
    first = min(
        (review for review in reviews if review.on), key=lambda review: review.on or min(dates)
    )
    return (months, f"the first review after them, “{first.label}”,") if months else None


def _by_year(parts: Parts, known: dict[int, Period]) -> Found:
    years = [period for period in known.values() if period.kind is PeriodKind.FINANCIAL_YEAR]
    if len(years) != 1:
        return None
    months = complete(parts, list(known.items()), years[0].shift(1))
    return (months, f"the year before them, {years[0]},") if months else None
