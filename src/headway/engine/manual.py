"""An indicator's page of the manual: words first, an example, where its data come from, SQL last.

The pages in ``docs/indicators`` and what ``headway explain`` prints are the same text; on a page
the statement is folded away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from headway.domain.calculation import Entered, Rate, Ratio
from headway.domain.calculation_words import divided_in_words, in_words
from headway.domain.days import day_words
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.engine.columns_used import codes_asked, columns_used
from headway.engine.examples import Example
from headway.engine.explained import statement_of
from headway.tables import TABLES


@dataclass(frozen=True, slots=True)
class Brought:
    """What one feed of an export known without a map of one's own brings to a table.

    ``always`` are columns that say the same in each of its rows, such as the kind of an event.
    """

    title: str
    columns: frozenset[str]
    always: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a page says beyond its own definition.

    ``known`` are the indicators that others are made of; ``shown_on`` gives each its scorecards'
    titles; ``filled_by`` what brings each table's rows.
    """

    known: Mapping[str, Indicator]
    shown_on: Mapping[str, Sequence[str]] = field(default_factory=dict)
    filled_by: Mapping[str, Sequence[Brought]] = field(default_factory=dict)


def is_worked_out(indicator: Indicator) -> bool:
    """Say whether case rows or loaded files give an indicator, rather than people who enter it."""
    return indicator.calculation is not None and not isinstance(indicator.calculation, Entered)


def manual_page(
    indicator: Indicator,
    examples: Sequence[Example],
    around: Surroundings,
    period: Period,
    *,
    folded: bool = False,
) -> str:
    """Give an indicator's page as Markdown; ``period`` is the one its statement is written for."""
    parts = [
        _opening(indicator),
        _words(indicator),
        _examples(examples),
        _sources(indicator, around),
        _uses(indicator, around),
        ["## Versions", "", *version_lines(indicator), ""],
        _statement(indicator, period, folded=folded),
    ]
    return "\n".join(line for part in parts for line in part).rstrip() + "\n"


def version_lines(indicator: Indicator) -> list[str]:
    """Give the history of a definition as a list, the newest version last."""
    lines = []
    for one in indicator.versions:
        begins = f"from {day_words(one.starts)}" if one.starts else "from the beginning"
        compared = "" if one.comparable else " Figures before it are not comparable."
        lines.append(f"- Version {one.number}, {begins}. {one.change}{compared}".rstrip())
    if not lines:
        lines.append(f"- Version {indicator.version}, the first.")
    if indicator.reviewed and indicator.next_review:
        reviewed, following = day_words(indicator.reviewed), day_words(indicator.next_review)
        lines.append(f"- Reviewed on {reviewed}; next by {following}.")
    return lines


def _opening(indicator: Indicator) -> list[str]:
    how = "worked out" if is_worked_out(indicator) else "**entered**"
    when = "on the last day of the period" if indicator.at_a_date else "over the period"
    facts = [indicator.unit.value, indicator.frequency.value, when, indicator.polarity.value, how]
    return [
        f"# {indicator.title}",
        "",
        " · ".join([f"`{indicator.id}`", *facts]),
        "",
        indicator.definition,
        "",
        f"**Why it matters.** {indicator.why_it_matters}",
        "",
        f"**Outcome it serves.** {indicator.outcome}",
        "",
        f"One of it is {indicator.counts}. " + _roles(indicator),
        "",
    ]


def _roles(indicator: Indicator) -> str:
    return f"Owner: {indicator.owner}. Reporter: {indicator.reporter}."


def _words(indicator: Indicator) -> list[str]:
    calculation = indicator.calculation
    lines = ["## How it is worked out", ""]
    if calculation is None or isinstance(calculation, Entered):
        lines.append("It is not: no export holds it, so people enter it with its source.")
        return [*lines, ""]
    lines += [f"- {one}" for one in in_words(calculation)]
    if calculation.common.breakdowns:
        named = ", ".join(f"`{one}`" for one in calculation.common.breakdowns)
        lines.append(f"- It may be parted by {named}.")
    if indicator.ratio is not None and isinstance(calculation, Ratio):
        above, below = _link(indicator.ratio.numerator), _link(indicator.ratio.denominator)
        lines += ["", divided_in_words(above, below, indicator.ratio.scale)]
    if isinstance(calculation, Rate):
        lines += ["", f"{_link(calculation.of)} ÷ people × {calculation.per:,}."]
    return [*lines, ""]


def _examples(examples: Sequence[Example]) -> list[str]:
    lines = ["## Worked example" + ("s" if len(examples) > 1 else ""), ""] if examples else []
    for one in examples:
        lines += [f"### {one.title}", "", "```text", *one.lines, "```", ""]
    return lines


def _sources(indicator: Indicator, around: Surroundings) -> list[str]:
    lines = ["## Where its data come from", "", f"The council's source: {indicator.source}.", ""]
    used = columns_used(indicator, around.known)
    if not used:
        return [*lines, f"It is entered by the {indicator.reporter}.", ""]
    asked = codes_asked(indicator, around.known)
    for name, columns in used.items():
        told = ", ".join(f"`{one}`" for one in columns)
        brought = _brought(name, columns, asked, around)
        lines.append(f"- [{TABLES[name].title}](../tables.md#{name}): {told}. {brought}")
    last = (
        "Headway's own template of a table brings all of its columns; [a column map]"
        "(../loading.md) does for any other export."
    )
    return [*lines, "", last, ""]


def _brought(
    table: str,
    columns: Sequence[str],
    asked: Mapping[tuple[str, str], frozenset[str]],
    around: Surroundings,
) -> str:
    """Say which national exports bring rows that count with the columns, wholly or but for some."""
    brought: dict[str, frozenset[str]] = {}
    for feed in around.filled_by.get(table, ()):
        if all(word in asked.get((table, name), {word}) for name, word in feed.always.items()):
            brought[feed.title] = brought.get(feed.title, frozenset()) | feed.columns
    found = []
    for title, brings in brought.items():
        missing = [one for one in columns if one not in brings]
        if not missing:
            found.append(title)
        elif len(missing) < len(columns):
            found.append(f"{title} (not {', '.join(f'`{one}`' for one in missing)})")
    return f"Brought by {'; '.join(found)}." if found else "No national export brings them."


def _uses(indicator: Indicator, around: Surroundings) -> list[str]:
    lines = ["## Who uses it", ""]
    for one in indicator.printed_as:
        name = ", ".join(part for part in (one.reference, one.title and f"“{one.title}”") if part)
        lines.append(f"- {one.document}: {name or 'under this title'}.")
    for title in around.shown_on.get(indicator.id, ()):
        lines.append(f"- Scorecard “{title}”.")
    for name in _made_of_it(indicator.id, around.known):
        lines.append(f"- It is a part of {_link(name)}.")
    if len(lines) == 2:
        lines.append("- No document or scorecard that comes with Headway yet.")
    return [*lines, ""]


def _made_of_it(name: str, known: Mapping[str, Indicator]) -> Iterator[str]:
    for one in known.values():
        ratio = one.ratio if isinstance(one.calculation, Ratio) else None
        parts = {ratio.numerator, ratio.denominator} if ratio else set()
        if name in parts or getattr(one.calculation, "of", "") == name:
            yield one.id


def _link(name: str) -> str:
    return f"[`{name}`]({name}.md)"


def _statement(indicator: Indicator, period: Period, *, folded: bool) -> list[str]:
    sql = statement_of(indicator, period)
    if not sql:
        return []
    lines = [f"For {period}, over a snapshot:", "", "```sql", sql, "```"]
    if not folded:
        return ["## Its statement", "", *lines]
    return ["## Its statement", "", "<details>", "<summary>The SQL as it is run</summary>", "",
            *lines, "", "</details>"]  # fmt: skip


def index_page(indicators: Sequence[Indicator]) -> str:
    """Give the list of all pages, by section, with what is worked out and what is entered."""
    worked = sum(map(is_worked_out, indicators))
    opening = (
        f"{len(indicators)} in all: {worked} worked out from case rows or loaded files, "
        f"{len(indicators) - worked} entered. Made from their definitions and worked examples by "
        "`python tools/write_indicator_pages.py`."
    )
    lines = ["# The indicators", "", opening]
    sections = dict.fromkeys(one.section for one in sorted(indicators, key=lambda one: one.section))
    for section in sections:
        lines += ["", f"## {section}", "", "| Indicator | How often | |", "|---|---|---|"]
        for one in sorted(indicators, key=lambda one: one.title):
            if one.section == section:
                how = "worked out" if is_worked_out(one) else "**entered**"
                lines.append(f"| [{one.title}]({one.id}.md) | {one.frequency.value} | {how} |")
    return "\n".join(lines) + "\n"
