"""Groups beside each other, as text, as a page and as tidy csv."""

from collections.abc import Sequence
from dataclasses import dataclass

from headway.domain.group_comparison import GroupLine, Scale
from headway.domain.intervals import Interval
from headway.domain.rounding import round_to
from headway.domain.show import show
from headway.domain.values import Absent, Number, Value
from headway.writers.html_page import Paper, fill
from headway.writers.tables import CellType, Table, columns, csv_text, number_cell, state_cell
from headway.writers.terminal_page import Column, Page


@dataclass(frozen=True, slots=True)
class GroupsShown:
    """What the writers show: heads, lines, and what is said beneath them."""

    title: str
    indicator: str
    period: str
    by: str
    scale: Scale
    lines: Sequence[GroupLine]
    minimum: int
    source: str
    why_not: str


CSV = columns(
    ("indicator", CellType.TEXT, "the indicator's identifier"),
    ("period", CellType.TEXT, "what the figures are about"),
    ("by", CellType.WORD, "by what the groups are formed"),
    ("group", CellType.TEXT, "the group"),
    ("known", CellType.FLAG, "no where the group is not recorded"),
    ("state", CellType.WORD, "number, or why the count is not there"),
    ("count", CellType.NUMBER, "how many are counted"),
    ("base", CellType.NUMBER, "of how many cases or people"),
    ("rate", CellType.NUMBER, "exact: per 100 cases, or per 10,000 people"),
    ("rate_low", CellType.NUMBER, "the lower end of its 95% interval"),
    ("rate_high", CellType.NUMBER, "the higher end"),
    ("rate_method", CellType.TEXT, "the interval's method"),
    ("ratio", CellType.NUMBER, "exact: against the rest, or the named group"),
    ("ratio_low", CellType.NUMBER, "the lower end of its 95% interval"),
    ("ratio_high", CellType.NUMBER, "the higher end"),
    ("ratio_method", CellType.TEXT, "the interval's method"),
    ("said", CellType.TEXT, "the comparison in words"),
)


def groups_csv(shown: GroupsShown) -> str:
    """Return the comparison as csv text, a group in each row."""
    rows = tuple(
        (
            shown.indicator,
            shown.period,
            shown.by,
            line.group,
            "yes" if line.known else "no",
            state_cell(line.count),
            number_cell(line.count),
            number_cell(line.base),
            number_cell(line.rate),
            *_ends(line.rate_interval),
            number_cell(line.ratio),
            *_ends(line.ratio_interval),
            line.sentence,
        )
        for line in shown.lines
    )
    return csv_text(Table("groups.csv", CSV, rows))


def _ends(found: Interval | None) -> tuple[str, str, str]:
    if found is None:
        return ("", "", "")
    return (f"{round_to(found.low, 6)}", f"{round_to(found.high, 6)}", found.method)


def groups_text(shown: GroupsShown, width: int = 100, unicode: bool = True) -> str:
    """Return the comparison as text of at most ``width`` columns."""
    page = Page(width, unicode)
    page.say(shown.title.upper())
    page.say(f"{shown.period}, by {shown.by}")
    page.rule("=")
    heads = [Column("group", 14), Column("count", 5, True), Column("of", 4, True)]
    heads += [Column("rate", 5, True), Column("95%", 9), Column("ratio", 5, True)]
    page.table([*heads, Column("95%", 9)], [cells(line, shown.scale) for line in shown.lines])
    if shown.why_not:
        page.say(f"Nothing to compare: {shown.why_not}.")
    page.blank()
    for line in shown.lines:
        page.item(f"{sentence(line, shown.by)}.")
    page.blank()
    for said in rules(shown):
        page.say(said)
    return page.text


def cells(line: GroupLine, scale: Scale) -> tuple[str, ...]:
    """Return a group's cells as a reader sees them."""
    percent = "%" if scale.proportion else ""
    return (
        line.group,
        show(line.count),
        show(line.base),
        _figure(line.rate, 1, percent),
        _interval(line.rate_interval, 1),
        _figure(line.ratio, 2),
        _interval(line.ratio_interval, 2),
    )


def _figure(value: Value, decimals: int, unit: str = "") -> str:
    shown = show(value, decimals=decimals)
    return shown if isinstance(value, Absent) else f"{shown}{unit}"


def _interval(found: Interval | None, decimals: int) -> str:
    if found is None:
        return ""
    return f"{round_to(found.low, decimals)} to {round_to(found.high, decimals)}"


def sentence(line: GroupLine, by: str) -> str:
    """Say a line: "Recorded as Male: 1.2 times as likely as ...", or why there is no comparison."""
    recorded = line.known and isinstance(line.ratio, Number) and by not in ("age", "locality")
    name = f"recorded as {line.group}" if recorded else line.group
    return f"{name[0].upper()}{name[1:]}: {line.sentence}"


def rules(shown: GroupsShown) -> tuple[str, ...]:
    """Say what the figures are and by which methods they were worked out."""
    base = "of the cases counted" if shown.scale.proportion else shown.scale.words
    methods = "Wilson's score interval for the share and Katz's logarithm for the ratio"
    if not shown.scale.proportion:
        methods = "Byar's approximation for the rate and the logarithm of the rate ratio"
    rate = f"The rate is {base}"
    if not shown.scale.proportion:
        rate += ", by the estimate for the middle of the year before"
    by_chance = (
        f"{rate}. Intervals are of 95%: {methods}. Of twenty groups that do not differ at all, "
        "about one lies as far off as that by chance."
    )
    withheld = (
        f"Numbers from 1 to {shown.minimum - 1} are withheld (*), and others where a subtraction "
        "would tell them. Who is of no recorded group stands on a line of their own and belongs to "
        "no side."
    )
    return by_chance, withheld, f"From {shown.source}."


def groups_page(shown: GroupsShown) -> str:
    """Return the comparison as a page, which prints on A4 landscape."""
    values = {
        "shown": shown,
        "rows": [cells(line, shown.scale) for line in shown.lines],
        "sentences": [sentence(line, shown.by) for line in shown.lines],
        "rules": rules(shown),
    }
    return fill("groups.html", Paper.A4_LANDSCAPE, values)
