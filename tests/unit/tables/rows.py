"""Rows for the tests: one in order for any table, and one that breaks a given constraint."""

from collections.abc import Mapping
from datetime import date, timedelta

from headway.tables.constraints import (
    Constraint,
    Different,
    NotAfter,
    NotBoth,
    NotInFuture,
    OneOf,
    RequiredWhen,
    WithinLife,
)
from headway.tables.schema import Column, Table, Type

SNAPSHOT_ON = date(2026, 11, 1)
BORN = {"month_of_birth": date(2016, 3, 1), "month_of_death": date(2026, 10, 1)}

Row = dict[str, object]


def value_for(column: Column, number: int = 0) -> object:
    """A value in order for the column; a higher number gives a later date or a greater number."""
    match column.type:
        case Type.TEXT:
            return f"{column.name}-{number}"
        case Type.CODE:
            return column.codes[0].value
        case Type.FLAG:
            return True
        case Type.DATE:
            return date(2026, 1, 1) + timedelta(days=number)
        case Type.MONTH:
            return date(2020 + number, 1, 1)
        case _:
            return (column.least or 0) + number


def row_in_order(table: Table) -> Row:
    """The smallest row that keeps every constraint of its own."""
    row: Row = {
        column.name: value_for(column, place)
        for place, column in enumerate(table.columns)
        if column.required
    }
    for rule in table.constraints:
        if isinstance(rule, OneOf) and not any(name in row for name in rule.columns):
            row[rule.columns[0]] = value_for(table.column(rule.columns[0]))
    for rule in [*table.constraints, *table.constraints]:
        if isinstance(rule, RequiredWhen) and needs(rule, row):
            row.setdefault(rule.column, value_for(table.column(rule.column)))
    return row


def needs(rule: RequiredWhen, row: Mapping[str, object]) -> bool:
    return row.get(rule.when) in rule.has if rule.has else row.get(rule.when) is not None


def row_that_breaks(table: Table, rule: Constraint) -> Row:
    """A row in order but for this constraint of one row, and whatever that drags along."""
    row = row_in_order(table)
    first, *others = [table.column(name) for name in rule.columns]
    match rule:
        case NotAfter():
            row[first.name], row[others[0].name] = value_for(first, 2), value_for(others[0], 1)
        case Different():
            row |= {first.name: "same", others[0].name: "same"}
        case NotBoth():
            row |= {one.name: value_for(one) for one in (first, *others)}
        case OneOf():
            for name in rule.columns:
                row.pop(name, None)
        case RequiredWhen():
            row[rule.when] = rule.has[0] if rule.has else value_for(others[0])
            row.pop(rule.column, None)
        case NotInFuture():
            row[rule.dates[-1]] = SNAPSHOT_ON + timedelta(days=1)
        case WithinLife():
            row[rule.dates[-1]] = date(2015, 4, 30)
    return row
