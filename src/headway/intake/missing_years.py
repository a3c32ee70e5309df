"""Months and quarters whose headings do not say their year."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from headway.domain.period_labels import short_label
from headway.domain.periods import Period, PeriodKind, month
from headway.domain.problems import Severity
from headway.intake.damaged_headings import Profile
from headway.intake.heading_periods import complete, periods_in, years_in
from headway.intake.headings import Heading
from headway.intake.reporting import Report, quoted
from headway.intake.roles import Role
from headway.intake.tables import Table


def with_years(
    table: Table, headings: list[Heading], profiles: Sequence[Profile], report: Report
) -> list[Heading] | None:
    """Give months and quarters without a year theirs; None, with a finding that stops, where none.

    The year is that of a neighbour, else what the sheet says it is about, else the year beside.
    """
    parts = [(at, h.part) for at, h in enumerate(headings) if h.role is Role.PERIOD and h.part]
    if not parts:
        return headings
    known = [(at, h.period) for at, h in enumerate(headings) if h.role is Role.PERIOD and h.period]
    last, said = _last_period_named(table, headings, crossing=_crosses(parts))
    if last is None:
        last, said = _year_before(headings, parts[0][0])
    if last is None:
        last, said = _year_beside(table, headings)
    filled = [at for at, _ in parts if profiles[at].looks]
    found = complete(parts, known, last, max(filled, default=None))
    place = table.sheet.place(table.heading.number)
    if found is None:
        report.tell(
            place,
            Severity.STOPS,
            f"the headings name {parts[0][1].kind.value}s without a year"
            f" ({quoted(headings[parts[0][0]].text)})",
            "no figure can be taken without knowing its year",
            "write the year into one heading or into the title",
        )
        return None
    if not any(period.kind is parts[0][1].kind for _, period in known):
        ends = short_label(found[max(filled, default=parts[-1][0])])
        report.tell(
            place,
            Severity.INFERRED,
            f"the headings name {parts[0][1].kind.value}s without a year, and {said} says when",
            f"the last of them that is filled is read as {ends}, the latest that does not lie"
            " after that",
            "check that the figures are of those months",
        )
    return [replace(h, period=found.get(at, h.period), part=None) for at, h in enumerate(headings)]


def _year_before(headings: Sequence[Heading], first: int) -> tuple[Period | None, str]:
    """Return the year after the one whose figures stand just before the months, if one does."""
    years = [
        heading
        for heading in headings[:first]
        if heading.role is Role.PERIOD
        and heading.period is not None
        and heading.period.kind is PeriodKind.FINANCIAL_YEAR
    ]
    periods = [heading.period for heading in years if heading.period]
    if not periods or any(later != earlier.shift(1) for earlier, later in pairwise(periods)):
        return None, ""
    return periods[-1].shift(1), f"the year {quoted(years[-1].text)} before them"


def _year_beside(table: Table, headings: Sequence[Heading]) -> tuple[Period | None, str]:
    """Return the one year that targets and running totals are for, else the sheet's name's."""
    said = [h.text for h in headings if h.role in (Role.TARGET, Role.YEAR_TO_DATE)]
    for texts in (said, [table.sheet.name]):
        years = {
            period: text
            for text in texts
            for period in periods_in(text)
            if period.kind is PeriodKind.FINANCIAL_YEAR
        }
        if len(years) == 1:
            year, text = next(iter(years.items()))
            return year, f"{quoted(text)} beside them" if texts is said else "the sheet's name"
    return None, ""


def _crosses(parts: Sequence[tuple[int, object]]) -> bool:
    numbers = [part.number for _, part in parts]  # type: ignore[attr-defined]
    return any(later <= earlier for earlier, later in pairwise(numbers))


def _last_period_named(
    table: Table, headings: Sequence[Heading], *, crossing: bool
) -> tuple[Period | None, str]:
    """Return the period the sheet says it is about, and where it says so."""
    for heading in headings:
        if heading.role is Role.COMMENTARY and heading.period:
            return heading.period, f"the heading {quoted(heading.text)}"
    years: list[tuple[int, str]] = []
    for line in lines_above(table):
        if "updated" in line.casefold() or "benchmark" in line.casefold():
            continue
        if named := periods_in(line):
            return max(named), f"the line {quoted(line)}"
        years += [(year, line) for year in years_in(line)]
    if years and not crossing:
        year, line = max(years)
        return month(year, 12), f"the line {quoted(line)}"
    return None, ""


def lines_above(table: Table) -> list[str]:
    """Return the lines of text over a table's headings, the nearest first."""
    rows = [*table.groups, *reversed(table.above)]
    return [" ".join(cell.text for cell in row.cells if cell.text) for row in rows if row.cells]
