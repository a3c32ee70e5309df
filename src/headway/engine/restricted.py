"""Whose rows are counted and never listed: restricted records, and relatives of staff.

A row is such a row where any identifier in it leads to such a person: itself, their family, a plan
or an assessment about them, and whatever names one of these in turn.
"""

from functools import reduce
from typing import cast

from sqlglot import exp

from headway.engine.source import Snapshot
from headway.engine.sql import column
from headway.tables import TABLES
from headway.tables.schema import Column

FLAGS = ("restricted", "relative_of_staff")
SAID_BY = {
    "family": "household_membership",
    "plan": "plan_subject",
    "assessment": "assessment_subject",
}
"""The tables that say which people a family, a plan or an assessment is of."""


def restricted_in(table: str, snapshot: Snapshot) -> frozenset[int]:
    """Give the numbers of a table's own identifiers whose rows are never listed.

    The table has a key of one column. The numbers are those of the snapshot.
    """
    found = _query(table, snapshot)
    if found is None:
        return frozenset()
    rows = snapshot.query(found.sql("duckdb"))
    return frozenset(cast("int", number) for (number,) in rows if number is not None)


def _query(table: str, snapshot: Snapshot) -> exp.Query | None:
    """Select the identifiers of a table that are never listed; None where it can have none."""
    if table not in snapshot.table_names or len(TABLES[table].key.columns) != 1:
        return None
    own = TABLES[table].key.columns[0]
    conditions = [_flagged()] if table == "person" else _named(table, snapshot)
    chosen: list[exp.Query] = []
    if conditions:
        chosen.append(exp.select(column(own)).from_(table).where(exp.or_(*conditions)))
    if said_by := SAID_BY.get(table):
        chosen += _said_by(said_by, table, snapshot)
    if not chosen:
        return None
    return reduce(lambda one, other: cast("exp.Query", one.union(other)), chosen)


def _flagged() -> exp.Expr:
    return exp.or_(*(exp.Is(this=column(one), expression=exp.true()) for one in FLAGS))


def _named(table: str, snapshot: Snapshot) -> list[exp.Expr]:
    """Ask whether a row names something whose rows are never listed."""
    found: list[exp.Expr] = []
    for one in TABLES[table].columns:
        above = _above(table, one)
        inner = _query(above, snapshot) if above else None
        if inner is not None:
            found.append(exp.In(this=column(one.name), query=inner.subquery()))
    return found


def _above(table: str, one: Column) -> str:
    above = (one.references or "").partition(".")[0]
    # A row that names another of its own table is judged by what it names itself.
    return "" if above == table else above


def _said_by(table: str, about: str, snapshot: Snapshot) -> list[exp.Query]:
    people = _query("person", snapshot)
    if people is None or table not in snapshot.table_names:
        return []
    own = TABLES[about].key.columns[0]
    inside = exp.In(this=column("person_id"), query=people.subquery())
    return [exp.select(column(own)).from_(table).where(inside)]
