"""The hand-written statement for everything that can be added up: one row, one month, one team."""

from collections.abc import Callable

from bench.recipe_words import (
    Aged,
    Asked,
    AtMost,
    Facts,
    Flag,
    Is,
    IsNot,
    Known,
    Line,
    Missing,
    Responsible,
    Within,
)
from bench.recipes_plain import LINES, PLAIN
from bench.sql_around import COUNTS, SHARES, around_statements
from bench.sql_words import END, START, Codes, month, numbers, places, responsible

HALVES = ("above", "below")
_SCORED = "grade"
COLUMNS = (
    *((line.indicator, "above") for line in LINES if not line.each),
    *((line.indicator, "below") for line in LINES if line.divides and not line.each),
    *((name, half) for name in SHARES for half in HALVES),
    *((name, "above") for name in COUNTS),
)
"""The columns of sums of the statement: an indicator and a half of it."""


def facts_statement(snapshot: Codes, worked: str) -> str:
    """Write the statement; ``worked`` is SQL for (day, n), the working days up to each day."""
    selects = [
        _plain(facts, snapshot) for facts in PLAIN if any(not line.each for line in facts.lines)
    ]
    selects += around_statements(snapshot)
    facts = "\nUNION ALL BY NAME\n".join(f"({one})" for one in selects)
    sums = ", ".join(f'sum("{name} {half}")' for name, half in COLUMNS)
    return f"""
WITH {places(snapshot)}, worked AS MATERIALIZED ({worked}),
facts AS ({facts})
SELECT f.month, grouping(f.unit, locality, service), f.unit, locality, service, {sums}
FROM facts f LEFT JOIN placed p ON p.unit = f.unit AND p.month = f.month
GROUP BY GROUPING SETS (
    (f.month, f.unit), (f.month, locality), (f.month, service), (f.month)
)"""


def _plain(facts: Facts, snapshot: Codes) -> str:
    cells = ", ".join(
        f'{sql} AS "{line.indicator} {half}"'
        for line in facts.lines
        if not line.each
        for half, sql in zip(HALVES, _halves(line, facts, snapshot), strict=True)
        if sql
    )
    source, unit = _source(facts, snapshot), "unit"
    if isinstance(facts.unit, str):
        unit = _named(facts.unit, facts)
    day = _seen(facts.day, facts)
    return f"""
SELECT {unit} AS unit, {month(day)} AS month, {cells} FROM {source} GROUP BY ALL"""


def subjects_of(facts: Facts, line: Line, number: int, snapshot: Codes) -> str:
    """Give rows for a line that counts different subjects: ind, month, unit, subject, holds."""
    asked = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.where) or "true"
    those = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.of_those or ())
    unit = _named(facts.unit, facts) if isinstance(facts.unit, str) else "unit"
    return f"""
SELECT {number} AS ind, {month(_seen(facts.day, facts))} AS month, {unit} AS unit,
    {_seen(line.each, facts)} AS subject, {those or "true"} AS holds
FROM {_source(facts, snapshot)} AND {asked}"""


def _source(facts: Facts, snapshot: Codes) -> str:
    joins = [facts.table]
    for table, key, by, needed in facts.joins:
        joins.append(f"{'' if needed else 'LEFT '}JOIN {table} ON {table}.{key} = "
                     f"{facts.table}.{by}")  # fmt: skip
    day = _named(facts.day, facts)
    asked = [f"{day} >= {START}", f"{day} < {END}"]
    if any(isinstance(one, Within) and one.working for line in facts.lines
           for one in line.of_those or ()):  # fmt: skip
        (within,) = facts.lines[0].of_those or ()
        if isinstance(within, Within):
            for name, column in (("w0", within.earlier), ("w1", within.later)):
                joins.append(f"LEFT JOIN worked {name} ON {name}.day = {_named(column, facts)}")
    asked += [_condition(one, facts, snapshot, _named) for one in facts.where]
    rows = f"{' '.join(joins)} WHERE {' AND '.join(asked)}"
    unit = facts.unit
    if isinstance(unit, str):
        return rows
    by, own = _named(unit.by, facts), _named(unit.own, facts)
    return f"({_credited(unit, facts, rows, by, own, day)}) AS {facts.table}"


def _credited(unit: Responsible, facts: Facts, rows: str, by: str, own: str, day: str) -> str:
    asked_on, just_began = day, "false"
    if unit.day_before:
        just_began = f"{_named(unit.began, facts)} >= {day}"
        asked_on = f"CASE WHEN {just_began} THEN {day} ELSE {day} - 1 END"
    columns = {one.rpartition(".")[2]: _named(one, facts) for one in sorted(facts.columns())}
    columns.pop(unit.by.rpartition(".")[2], None)
    kept = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    inner = (
        f"SELECT {by} AS {unit.by}, {kept}, {own} AS own_team, {asked_on} AS asked_on,"
        f" {just_began} AS just_began FROM {rows}"
    )
    return responsible(inner, unit.table, unit.by)


def _named(column: str, facts: Facts) -> str:
    return column if "." in column else f"{facts.table}.{column}"


def _seen(column: str, facts: Facts) -> str:
    """Name a column outside: the rows of a credited table are known by its own name alone."""
    if isinstance(facts.unit, Responsible):
        return f"{facts.table}.{column.rpartition('.')[2]}"
    return _named(column, facts)


def _halves(line: Line, facts: Facts, snapshot: Codes) -> tuple[str, str]:
    asked = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.where) or "true"
    if line.sum_of:
        value = f"coalesce({_seen(line.sum_of, facts)}, 1)"
        return f"sum(CASE WHEN {asked} THEN {value} ELSE 0 END)", ""
    if line.scores:
        cases = " ".join(
            f"WHEN {_condition(Is(_SCORED, (code,)), facts, snapshot, _seen)} THEN {score}"
            for code, score in line.scores
        )
        value = f"CASE WHEN {asked} THEN CASE {cases} END END"
        return f"sum({value})", f"count({value})"
    if line.lasted:
        start, end = (_seen(one, facts) for one in line.lasted)
        value = f"CASE WHEN {asked} AND {start} <= {end} THEN {end} - {start} END"
        return f"sum({value})", f"count({value})"
    if line.of_those is None:
        return ("count(*)" if asked == "true" else f"count_if({asked})"), ""
    those = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.of_those)
    return f"count_if({asked} AND {those})", f"count_if({asked})"


def _condition(
    asked: Asked, facts: Facts, snapshot: Codes, named: Callable[[str, Facts], str]
) -> str:
    match asked:
        case Is():
            return f"{named(asked.column, facts)} IN {_numbers(asked, facts, snapshot)}"
        case IsNot():
            column = named(asked.column, facts)
            told = f"{column} NOT IN {_numbers(asked, facts, snapshot)}"
            return f"({told} OR {column} IS NULL)" if asked.or_missing else told
        case AtMost():
            return f"{named(asked.column, facts)} <= {asked.number}"
        case Known():
            return f"{named(asked.column, facts)} IS NOT NULL"
        case Missing():
            return f"{named(asked.column, facts)} IS NULL"
        case Flag():
            return f"{'' if asked.yes else 'NOT '}{named(asked.column, facts)}"
        case Within():
            return _within(asked, facts, named)
        case Aged():
            born = "coalesce(person.month_of_birth, person.expected_month)"
            day = named(facts.day, facts)
            age = f"greatest(datediff('month', {born}, {day}) // 12, 0)"
            fits = f"{age} BETWEEN {asked.least} AND {asked.most}"
            return f"({born} IS NULL OR {fits})" if asked.or_missing else fits


def _within(asked: Within, facts: Facts, named: Callable[[str, Facts], str]) -> str:
    early, late = named(asked.earlier, facts), named(asked.later, facts)
    if asked.working:
        return f"w0.day <= w1.day AND w1.n - w0.n <= {asked.days}"
    if asked.months:
        return f"{early} <= {late} AND {late} < {early} + INTERVAL {asked.days} MONTH"
    return f"{early} <= {late} AND {late} - {early} <= {asked.days}"


def condition(asked: Asked, facts: Facts, snapshot: Codes) -> str:
    """Give SQL for a condition on rows of a table and what is joined to them."""
    return _condition(asked, facts, snapshot, _named)


def _numbers(asked: Is | IsNot, facts: Facts, snapshot: Codes) -> str:
    table, _, column = _named(asked.column, facts).partition(".")
    return numbers(snapshot, table, column, *asked.codes)
