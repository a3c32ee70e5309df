"""What a sheet says of its benchmarks: the year of their data and when they were brought up."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headway.domain.periods import Period, PeriodKind
from headway.intake.heading_periods import periods_in

_ABOUT = re.compile(r"benchmark|comparator|neighbour|updated", re.IGNORECASE)
_RUNNING = (PeriodKind.FINANCIAL_YEAR,)


@dataclass(frozen=True, slots=True)
class BenchmarkNote:
    """The year of the benchmarks' data and the month they were updated, where the sheet says.

    ``damaged`` is true where this was put together from pieces.
    """

    year: Period | None = None
    updated: Period | None = None
    damaged: bool = False


def benchmark_note(lines: Sequence[str], headings: Sequence[str]) -> BenchmarkNote:
    """Read the note from the lines above the headings, or from the benchmarks' own headings.

    A line such as "(Updated Mar-19, using 17-18 data)" gives both; failing one, what the
    headings themselves hold is put together, and the note says that it is.
    """
    speaking = [line for line in lines if _ABOUT.search(line)]
    found = _note(" ".join(reversed(speaking)))
    if found.year or found.updated:
        return found
    pieces = " ".join(headings)
    if not _ABOUT.search(pieces):
        return BenchmarkNote()
    found = _note(pieces)
    return BenchmarkNote(found.year, found.updated, damaged=bool(found.year or found.updated))


def _note(text: str) -> BenchmarkNote:
    named = periods_in(text)
    years = {each for each in named if each.kind in _RUNNING}
    months = {each for each in named if each.kind is PeriodKind.MONTH}
    spoken = "updated" in text.casefold()
    return BenchmarkNote(
        years.pop() if len(years) == 1 else None,
        months.pop() if len(months) == 1 and spoken else None,
    )
