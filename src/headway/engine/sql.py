"""Small pieces of the syntax tree, so that the longer ones read as sentences."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeAlias

from sqlglot import exp

Cells: TypeAlias = Mapping[str, Sequence[int | date | None]]

DIALECT = "duckdb"
LAST_DAY = date(9999, 12, 31)
FIRST_DAY = date(1, 1, 1)


def column(name: str, table: str | None = None) -> exp.Column:
    """Name a column of a relation."""
    return exp.column(name, table=table)


def whole(number: int) -> exp.Expr:
    """Write a whole number."""
    return exp.convert(number)


def day(value: date) -> exp.Expr:
    """Write a date."""
    return exp.cast(exp.Literal.string(value.isoformat()), exp.DataType.Type.DATE)


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """Call a function of the engine's own."""
    return exp.Anonymous(this=name, expressions=list(arguments))


def every(conditions: Sequence[exp.Expr]) -> exp.Expr:
    """Join conditions by AND; none at all always holds."""
    return exp.and_(*conditions) if conditions else exp.true()


def as_whole(value: exp.Expr) -> exp.Expr:
    """Ask for a whole number of 64 bits; the engine refuses one that does not fit."""
    return exp.Cast(this=value, to=exp.DataType(this=exp.DataType.Type.BIGINT))


def missing(value: exp.Expr) -> exp.Expr:
    """Ask whether nothing is known."""
    return exp.Is(this=value.copy(), expression=exp.null())


def known(value: exp.Expr) -> exp.Expr:
    """Ask whether something is known."""
    return exp.not_(missing(value))


def less(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Ask whether one is less than (before) the other."""
    return exp.LT(this=one.copy(), expression=other.copy())


def at_most(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Ask whether one is at most (not after) the other."""
    return exp.LTE(this=one.copy(), expression=other.copy())


def same(one: exp.Expr, other: exp.Expr) -> exp.Expr:
    """Ask whether both are equal."""
    return exp.EQ(this=one.copy(), expression=other.copy())


def months_between(earlier: exp.Expr, later: exp.Expr) -> exp.Expr:
    """Count the ends of months between two dates."""
    return call("datediff", exp.Literal.string("month"), earlier.copy(), later.copy())


def days_between(earlier: exp.Expr, later: exp.Expr) -> exp.Expr:
    """Count the days between two dates."""
    return call("datediff", exp.Literal.string("day"), earlier.copy(), later.copy())


def months_later(start: exp.Expr, months: int) -> exp.Expr:
    """Give the same day so many months later, or that month's last where it has no such day."""
    step = exp.Interval(this=exp.Literal.string(str(months)), unit=exp.var("MONTH"))
    return exp.Paren(this=exp.Add(this=start.copy(), expression=step))


def days_later(start: exp.Expr, days: int) -> exp.Expr:
    """Give the day so many days later; a negative number goes back."""
    return exp.Paren(this=exp.Add(this=start.copy(), expression=whole(days)))


def when(condition: exp.Expr, then: exp.Expr) -> exp.Expr:
    """Give a value where a condition holds, and nothing where it does not."""
    return exp.Case().when(condition.copy(), then.copy())


def count_if(condition: exp.Expr) -> exp.Expr:
    """Count the rows for which a condition holds: by far the fastest form.

    Where nothing is known of any row it would give nothing, and none is meant.
    """
    return exp.Coalesce(this=exp.CountIf(this=condition.copy()), expressions=[whole(0)])


def count_distinct(value: exp.Expr) -> exp.Expr:
    """Count the different values that are known."""
    return exp.Count(this=exp.Distinct(expressions=[value.copy()]))


def total(value: exp.Expr) -> exp.Expr:
    """Add up; nothing to add up is nought."""
    return exp.Sum(this=exp.Coalesce(this=value.copy(), expressions=[whole(0)]))


def listed(whole_numbers: Cells, dates: Cells) -> exp.Select:
    """Make a relation of columns that are written out, all of one length; it may have no rows.

    Each column is one text that the engine takes apart: a node for each cell would be copied, and
    parsed, again and again while statements are put together.
    """
    kinds = ((whole_numbers, "INTEGER[]"), (dates, "DATE[]"))
    return exp.select(
        *[
            exp.alias_(call("unnest", exp.cast(_written(cells), kind)), name)
            for columns, kind in kinds
            for name, cells in columns.items()
        ]
    )


def _written(cells: Sequence[int | date | None]) -> exp.Literal:
    return exp.Literal.string(
        "[" + ",".join("NULL" if one is None else str(one) for one in cells) + "]"
    )


def text(statement: exp.Expr, *, pretty: bool = False) -> str:
    """Write a statement out in the engine's own SQL."""
    return statement.sql(dialect=DIALECT, pretty=pretty)
