"""Which column of a table holds what: headings read with those above them, beside them, below."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from headway.catalogue.mapping import RowMapping
from headway.domain.period_labels import short_label
from headway.domain.periods import Period, PeriodKind
from headway.domain.problems import Severity
from headway.intake.benchmark_notes import BenchmarkNote, benchmark_note
from headway.intake.damaged_headings import Profile, infer
from headway.intake.group_headings import headings_of
from headway.intake.headings import Heading, read_heading
from headway.intake.missing_years import lines_above, with_years
from headway.intake.reporting import Report, quoted
from headway.intake.roles import BENCHMARKS, TEXTS, Role
from headway.intake.tables import Table, holds_figures, look_at

ROWS_FOR_PROFILE = 300


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
    completed = with_years(table, headings_of(table, width), profiles, report)
    if completed is None:
        return None
    headings, arrows = infer(completed, profiles, table, report)
    headings = _without_repeats(table, headings, report)
    columns = _columns(table, headings, profiles, report)
    headings = _named(table, headings, edition_of(columns[-1]), mapping, report)
    columns = sorted({*columns, *_of_kind(headings, columns[-1].kind, columns[-1])})
    _report_unknown(table, headings, profiles, report)
    note = benchmark_note(lines_above(table), [h.text for h in headings if h.role in BENCHMARKS])
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
