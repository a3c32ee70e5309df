"""Checks between the rows of one table: keys, rows told twice, and times that overlap.

Plain and slow: for drawn tables and for small exports. A store of millions of rows asks the same
rules, from the same constraints, in its own language.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from headway.tables.checks import Problem, Row
from headway.tables.constraints import Consequence, NoOverlap, UniqueTogether
from headway.tables.schema import Table


def problems_between_rows(table: Table, rows: Sequence[Row]) -> tuple[tuple[int, Problem], ...]:
    """Give each problem with the position of the later of the two rows, counted from 0.

    The first row stands; the one that repeats it or overlaps with it has the problem.
    """
    key = Problem(
        f"{table.name}.key_twice",
        table.key.columns[0],
        f"{table.title}: this key stands in an earlier row; keep one of them.",
        Consequence.ROW_REJECTED,
    )
    found = [(position, key) for position in _repeats(rows, table.key.columns)]
    for rule in table.constraints:
        match rule:
            case UniqueTogether():
                positions = _repeats(rows, rule.together)
            case NoOverlap():
                positions = _overlaps(rows, rule)
            case _:
                continue
        problem = Problem(
            f"{table.name}.{rule.code}", rule.columns[-1], rule.message, rule.consequence
        )
        found += [(position, problem) for position in positions]
    return tuple(sorted(found, key=lambda one: (one[0], one[1].code)))


def _repeats(rows: Sequence[Row], names: tuple[str, ...]) -> Iterator[int]:
    """Give the position of each row whose cells of these columns all stood in an earlier one."""
    seen: set[tuple[object, ...]] = set()
    for position, row in enumerate(rows):
        values = tuple(row.get(name) for name in names)
        if None in values:
            continue
        if values in seen:
            yield position
        seen.add(values)


def _overlaps(rows: Sequence[Row], rule: NoOverlap) -> Iterator[int]:
    """Give the position of each row that covers a day which an earlier start still covers."""
    spans = [
        (tuple(str(row.get(name)) for name in rule.within), start, end, position)
        for position, row in enumerate(rows)
        if (start := _day(row.get(rule.start)))
        and start < (end := _day(row.get(rule.end)) or date.max)
    ]
    covered: dict[tuple[str, ...], date] = {}
    for who, start, end, position in sorted(spans):
        if start < covered.get(who, date.min):
            yield position
        covered[who] = max(end, covered.get(who, date.min))


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
