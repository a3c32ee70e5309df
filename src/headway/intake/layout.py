"""Which column of a table holds what: headings read with those above them, beside them, below."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from headway.catalogue.mapping import RowMapping
from headway.domain.period_labels import period_of_day, short_label
from headway.domain.periods import Period, PeriodKind, month
from headway.domain.problems import Severity
from headway.intake.benchmark_notes import BenchmarkNote, benchmark_note
from headway.intake.damaged_headings import Profile, infer
from headway.intake.heading_periods import (
    calendar_year,
    complete,
    periods_in,
    years_in,
)
from headway.intake.heading_words import PART_OF_FIGURE, UNDER_PERIOD
from headway.intake.headings import Heading, plain_words, read_heading
from headway.intake.looks import tidy
from headway.intake.reporting import Report, quoted
from headway.intake.roles import BENCHMARKS, TEXTS, Role
from headway.intake.tables import Table, holds_figures, look_at
from headway.readers.grid import BLANK, Cell

ROWS_FOR_PROFILE = 300
FEWEST_KNOWN = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, read.

    ``headings`` has one heading for each column; ``columns`` are the periods of the sheet's
    own kind, in order of time, and ``period`` the last of them. ``arrows`` tells for a column
    of arrows which column of changes they belong to. ``benchmarks`` is what the sheet says of
    the year and the date of its benchmarks. ``even_width`` is how many cells every row of a
    text should have, as its headings and nearly all its rows do; 0 where rows are not even.
    """

    headings: tuple[Heading, ...]
    columns: tuple[Period, ...]
    period: Period
    arrows: Mapping[int, int]
    benchmarks: BenchmarkNote
    profiles: tuple[Profile, ...]
    moved_from: int | None = None
    even_width: int = 0

    def is_plain(self, column: int) -> bool:
        """Whether a column's heading stands where it was found."""
        return self.moved_from is None or column < self.moved_from

    def first(self, role: Role) -> int | None:
        """Return the index of the first column with a role, or None."""
        return next((at for at, each in enumerate(self.headings) if each.role is role), None)

    def all(self, *roles: Role) -> tuple[int, ...]:
        """Return the indices of every column with one of the roles."""
        return tuple(at for at, each in enumerate(self.headings) if each.role in roles)


def layout_of(table: Table, report: Report, mapping: RowMapping) -> Layout | None:
    """Read a table's headings; None, with a finding that stops, where its months have no year.

    ``mapping`` may name columns of figures that have no heading.
    """
    width = _width(table)
    profiles = tuple(_profile(table, column) for column in range(width))
    completed = _completed(table, _of_one_kind(table, _read(table, width)), profiles, report)
    if completed is None:
        return None
    headings, arrows = infer(completed, profiles, table, report)
    headings = _without_repeats(table, headings, report)
    columns = _columns(table, headings, profiles, report)
    headings = _named(table, headings, edition_of(columns[-1]), mapping, report)
    columns = sorted({*columns, *_of_kind(headings, columns[-1].kind, columns[-1])})
    _report_unknown(table, headings, profiles, report)
    note = benchmark_note(_lines_above(table), [h.text for h in headings if h.role in BENCHMARKS])
    _report_benchmarks(table, headings, note, report)
    return Layout(
        tuple(headings),
        tuple(columns),
        columns[-1],
        arrows,
        note,
        profiles,
        table.moved_from,
        _even_width(table),
    )


def edition_of(period: Period) -> str:
    """Name the edition that is about a period by its last month: "2020-08"."""
    return f"{period.last_day:%Y-%m}"


def _of_kind(
    headings: Sequence[Heading], kind: PeriodKind, last: Period | None = None
) -> set[Period]:
    periods = (h.period for h in headings if h.role is Role.PERIOD and h.period)
    return {p for p in periods if p.kind is kind and (last is None or p <= last)}


def _named(
    table: Table, headings: list[Heading], edition: str, mapping: RowMapping, report: Report
) -> list[Heading]:
    """Name columns without a heading that a person has named in the mapping file."""
    result = list(headings)
    taken = {heading.period for heading in headings if heading.role is Role.PERIOD}
    for at, (heading, following) in enumerate(pairwise(headings)):
        if heading.role is not Role.UNLABELLED or following.role is not Role.PERIOD:
            continue
        name = mapping.name_of(edition, following.text)
        named = read_heading(name) if name else None
        if named is not None and named.period and named.period not in taken:
            result[at] = named
            report.tell(
                table.sheet.place(table.heading.number, at),
                Severity.INFERRED,
                f"the column before {quoted(following.text)} has no heading",
                f"read as {named.period}, as the mapping file says",
            )
    return result


def _columns(
    table: Table, headings: Sequence[Heading], profiles: Sequence[Profile], report: Report
) -> list[Period]:
    columns = sorted(_of_kind(headings, _main_kind(headings)))
    return _without_empty_ends(table, headings, columns, profiles, report)


def _width(table: Table) -> int:
    """Count the columns: those with headings, and those a fifth of the rows reach with text."""
    width = max((at + 1 for at, cell in enumerate(table.heading.cells) if cell.text), default=0)
    filled = [row for row in table.body if holds_figures(row)]
    reach = Counter[int]()
    for row in filled:
        reach[max(at + 1 for at, cell in enumerate(row.cells) if cell.text)] += 1
    for end in sorted(reach):
        if end > width and 5 * sum(n for at, n in reach.items() if at >= end) >= len(filled):
            width = end
    return width


def _even_width(table: Table) -> int:
    """Return how many cells each row of a text has; 0 for a workbook, which keeps no blank ends."""
    if table.sheet.name:
        return 0
    widths = [len(row.cells) for row in table.body[:ROWS_FOR_PROFILE] if holds_figures(row)]
    width = len(table.heading.cells)
    return width if 5 * widths.count(width) >= 4 * len(widths) else 0


def _profile(table: Table, column: int) -> Profile:
    looks = Counter(
        look_at(row.cells[column])
        for row in table.body[:ROWS_FOR_PROFILE]
        if column < len(row.cells) and row.cells[column].text
    )
    return Profile(looks)


def _cell(cells: Sequence[Cell], column: int) -> Cell:
    return cells[column] if column < len(cells) else BLANK


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
    return (
        cell.date is not None
        or len([part for part in tidy(cell.text).split("/") if part.isdigit()]) == 3
    )


def _completed(
    table: Table, headings: list[Heading], profiles: Sequence[Profile], report: Report
) -> list[Heading] | None:
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
    for line in _lines_above(table):
        if "updated" in line.casefold() or "benchmark" in line.casefold():
            continue
        if named := periods_in(line):
            return max(named), f"the line {quoted(line)}"
        years += [(year, line) for year in years_in(line)]
    if years and not crossing:
        year, line = max(years)
        return month(year, 12), f"the line {quoted(line)}"
    return None, ""


def _lines_above(table: Table) -> list[str]:
    rows = [*table.groups, *reversed(table.above)]
    return [" ".join(cell.text for cell in row.cells if cell.text) for row in rows if row.cells]


def _without_repeats(table: Table, headings: list[Heading], report: Report) -> list[Heading]:
    """Set aside the later of two columns that claim to be the same; of two flags the earlier."""
    first: dict[tuple[Role, Period | None, str], int] = {}
    result = list(headings)
    for at, heading in enumerate(headings):
        key = (heading.role, heading.period, heading.name)
        if heading.role in _MAY_REPEAT or first.setdefault(key, at) == at:
            continue
        kept, left = first[key], at
        if heading.role in (Role.FLAG, Role.MARK):
            # A flag under each month: the last one is about the period the sheet is about.
            kept, left = at, first[key]
            first[key] = at
        role = Role.REPEATED if heading.role is Role.PERIOD else Role.UNKNOWN
        result[left] = replace(result[left], role=role, why="repeated")
        _tell_repeat(table, heading, kept, left, report)
    return result


_MAY_REPEAT = (Role.UNLABELLED, Role.UNKNOWN, Role.ARROW)


def _tell_repeat(table: Table, heading: Heading, kept: int, left: int, report: Report) -> None:
    name = str(heading.period) if heading.role is Role.PERIOD else heading.role.value
    if heading.period and heading.role is not Role.PERIOD:
        name += f" of {heading.period}"
    harmless = heading.role in (Role.FLAG, Role.MARK, *TEXTS)
    report.tell(
        table.sheet.place(table.heading.number, left),
        Severity.NOTED if harmless else Severity.NOT_TAKEN,
        f"the headings name {name} twice",
        f"column {table.sheet.place(1, kept).column} is taken, this one is not",
        "" if harmless else "remove one of the two, or correct its heading",
        kind="headings that stand twice",
    )


def _main_kind(headings: Sequence[Heading]) -> PeriodKind:
    """Return the kind of most columns of figures; the shorter of two that are as frequent."""
    kinds = Counter(h.period.kind for h in headings if h.role is Role.PERIOD and h.period)
    order = list(PeriodKind)
    return min(kinds, key=lambda kind: (-kinds[kind], order.index(kind)))


def _without_empty_ends(
    table: Table,
    headings: Sequence[Heading],
    columns: list[Period],
    profiles: Sequence[Profile],
    report: Report,
) -> list[Period]:
    """Leave out the periods at the end under which nothing stands yet in any row."""
    filled = {
        h.period for at, h in enumerate(headings) if h.role is Role.PERIOD and profiles[at].looks
    }
    last = max((at for at, period in enumerate(columns) if period in filled), default=-1)
    if last < 0 or last == len(columns) - 1:
        return columns
    report.tell(
        table.sheet.place(table.heading.number),
        Severity.NOTED,
        f"nothing stands yet under {short_label(columns[last + 1])}"
        + (f" to {short_label(columns[-1])}" if len(columns) - last > 2 else ""),
        f"the sheet is read as being about {columns[last]}",
    )
    return columns[: last + 1]


def _report_unknown(
    table: Table, headings: Sequence[Heading], profiles: Sequence[Profile], report: Report
) -> None:
    for at, heading in enumerate(headings):
        if heading.role is not Role.UNKNOWN or heading.why == "repeated":
            continue
        figures = profiles[at].figures
        report.tell(
            table.sheet.place(table.heading.number, at),
            Severity.NOT_TAKEN if figures else Severity.NOTED,
            f"the heading {quoted(heading.text)} is none that Headway knows"
            + (f"; {figures} figures stand under it" if figures else ""),
            "the column is not taken",
            "give the column a plain heading in the sheet, if it is needed",
            kind="unknown headings",
        )


def _report_benchmarks(
    table: Table, headings: Sequence[Heading], note: BenchmarkNote, report: Report
) -> None:
    if note.damaged and any(h.role in BENCHMARKS for h in headings):
        parts = [
            f"data of {note.year}" if note.year else "",
            f"updated {note.updated}" if note.updated else "",
        ]
        report.tell(
            table.sheet.place(table.heading.number),
            Severity.INFERRED,
            "the year and date of the benchmarks stand in pieces in the headings",
            f"read as: {', '.join(part for part in parts if part)}",
            "check the year of the benchmarks",
        )
