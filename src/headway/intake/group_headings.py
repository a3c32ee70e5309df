"""Headings read together with the group headings over them, such as years over months."""

import re
from collections.abc import Sequence
from dataclasses import replace

from headway.domain.period_labels import period_of_day
from headway.domain.periods import PeriodKind
from headway.intake.heading_periods import calendar_year
from headway.intake.heading_words import BESIDE_TARGET, PART_OF_FIGURE, UNDER_PERIOD
from headway.intake.headings import Heading, plain_words, read_heading
from headway.intake.looks import tidy
from headway.intake.roles import BENCHMARKS, TEXTS, Role
from headway.intake.tables import Table
from headway.readers.grid import BLANK, Cell

FEWEST_KNOWN = 3
_DAY = re.compile(
    r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?\s+[A-Za-z]{3}"
)


def _cell(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else BLANK


def headings_of(table: Table, width: int) -> list[Heading]:
    """Read the headings of ``width`` columns together with the group headings over them."""
    return _of_one_kind(table, _read(table, width))


def _read(table: Table, width: int) -> list[Heading]:
    own = [_of_cell(_cell(table.heading.cells, column)) for column in range(width)]
    texts = (*TEXTS, Role.UNLABELLED)
    start = next((at for at, each in enumerate(own) if each.role not in texts), width)
    return [
        _with_group(own[c], _above(table, c), _spanning(table, c, start), _is_upper_row(table))
        for c in range(width)
    ]


def _is_upper_row(table: Table) -> bool:
    """Whether the row above the headings is headings too, and those below only add to it."""
    if not table.groups:
        return False
    over = [read_heading(cell.text).role for cell in table.groups[0].cells if cell.text]
    known = [role for role in over if role is not Role.UNKNOWN]
    return Role.TITLE in known and len(known) >= FEWEST_KNOWN


def _of_cell(cell: Cell, expect: PeriodKind | None = None) -> Heading:
    if cell.date is not None and (period := period_of_day(cell.date, expect)):
        return Heading(Role.PERIOD, cell.text, period)
    return read_heading(cell.text, expect)


def _above(table: Table, column: int) -> Cell:
    """Return the text directly above a column's heading, in the nearest row that has one."""
    cells = (_cell(group.cells, column) for group in table.groups)
    return next((cell for cell in cells if cell.text), BLANK)


def _spanning(table: Table, column: int, start: int) -> tuple[str, ...]:
    """Return the group headings that reach over a column, the nearest first.

    A group heading reaches to the next one in its row. One that begins over the texts at the
    left is no group but a title, except over its own column.
    """
    found = []
    for group in table.groups:
        reaching = [at for at in range(column, -1, -1) if _cell(group.cells, at).text]
        if reaching and (reaching[0] >= start or reaching[0] == column):
            found.append(tidy(group.cells[reaching[0]].text))
    return tuple(found)


def _with_group(own: Heading, above: Cell, groups: Sequence[str], among_headings: bool) -> Heading:
    if own.role is Role.UNLABELLED:
        over = _of_cell(above)
        return own if over.role is Role.UNKNOWN and not among_headings else over
    for group in groups:
        if (joined := _joined(own, group)) is not None:
            return joined
    return own


def _joined(own: Heading, group: str) -> Heading | None:
    """Read a heading together with its group's; None where the group adds nothing."""
    over = read_heading(group)
    text = f"{group} {own.text}"
    if own.role is Role.PERIOD and own.part is not None:
        start = (
            over.period if over.period and over.period.kind is PeriodKind.FINANCIAL_YEAR else None
        )
        if (year := calendar_year(group)) is not None:
            return replace(own, period=own.part.in_calendar_year(year), part=None)
        return (
            replace(own, period=own.part.in_year_from(start.financial_year), part=None)
            if start
            else None
        )
    if own.role is Role.PERIOD and over.role in (Role.TARGET, *BENCHMARKS):
        return replace(over, text=text, period=own.period)
    if own.role is Role.TARGET and own.period is None and over.period is not None:
        return replace(own, text=text, period=over.period)
    if over.role is Role.PERIOD and (over.period or over.part):
        words = plain_words(own.text)
        if UNDER_PERIOD.fullmatch(words):
            return replace(over, text=text)
        if PART_OF_FIGURE.fullmatch(words):
            return Heading(Role.UNKNOWN, text)
    if over.role is Role.TARGET and BESIDE_TARGET.fullmatch(plain_words(own.text)):
        return Heading(Role.UNKNOWN, text)
    if own.role is Role.UNKNOWN:
        both = read_heading(text)
        return both if both.role not in (Role.UNKNOWN, Role.FLAG) else None
    return None


def _of_one_kind(table: Table, headings: list[Heading]) -> list[Heading]:
    """Settle dates that end a quarter: a month among months, a year where all end in March."""
    days = [
        at
        for at, each in enumerate(headings)
        if each.role is Role.PERIOD and each.period and _is_day(_cell(table.heading.cells, at))
    ]
    others = {h.period.kind for h in headings if h.role is Role.PERIOD and h.period}
    ends = {headings[at].period.last_day.month for at in days}  # type: ignore[union-attr]
    expect: PeriodKind | None = None
    if PeriodKind.MONTH in others:
        expect = PeriodKind.MONTH
    elif len(days) > 1 and ends == {3}:
        expect = PeriodKind.FINANCIAL_YEAR
    for at in days:
        if expect is not None:
            headings[at] = _of_cell(_cell(table.heading.cells, at), expect)
    return headings


def _is_day(cell: Cell) -> bool:
    return cell.date is not None or bool(_DAY.search(tidy(cell.text)))
