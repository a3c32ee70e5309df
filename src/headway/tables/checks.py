"""Checks of one row that has been parsed: types, codes and what its cells say of each other.

A problem names the kind and length of what was found, never the value: rows are about children,
and messages travel further than rows do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from headway.tables.constraints import (
    Consequence,
    Constraint,
    Different,
    NotAfter,
    NotBoth,
    NotInFuture,
    OneOf,
    RequiredWhen,
    WithinLife,
)
from headway.tables.schema import LONGEST_TEXT, Column, Table, Type

MONTHS_BEFORE_BIRTH = 10

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a row: a code that stays the same, the column, a plain message."""

    code: str
    column: str
    message: str
    consequence: Consequence


def problems_in_row(
    table: Table, row: Row, *, snapshot_on: date | None = None, person: Row | None = None
) -> tuple[Problem, ...]:
    """Give every problem of one parsed row of the table; none for a row in order.

    Args:
        table: the row's table.
        row: values by column name; ``None`` or no entry where nothing is known.
        snapshot_on: the day of the export, for dates that lie after it; unasked without it.
        person: the row of the person concerned, for dates outside their life; unasked without it.
    """
    problems = [_unknown(table, name) for name in row if name not in table.column_names]
    for column in table.columns:
        problems += _problems_in_cell(table, column, row.get(column.name))
    wrong = {problem.column for problem in problems}
    for rule in table.constraints:
        if wrong.isdisjoint(rule.columns):
            problems += _broken(table, rule, row, snapshot_on, person)
    return tuple(problems)


def kind_and_length(value: object) -> str:
    """Say what sort of thing was found and how long it is, without saying what it is."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "yes or no"
        case str():
            return f"text of {len(value)} character{'' if len(value) == 1 else 's'}"
        case int():
            digits = len(str(abs(value)))
            return f"a whole number of {digits} digit{'' if digits == 1 else 's'}"
        case Decimal() | float():
            return f"a decimal number of {len(str(value))} characters"
        case datetime():
            return "a date with a time of day"
        case date():
            return "a date"
        case _:
            return f"a value of the kind {type(value).__name__}"


def _unknown(table: Table, name: str) -> Problem:
    message = f"The table {table.name} has no such column: take it out of the column map."
    return Problem(f"{table.name}.unknown_column", name, message, Consequence.TOLD)


def _problems_in_cell(table: Table, column: Column, value: object) -> list[Problem]:
    if value is None:
        fault = ("missing", "It is needed and there is nothing.") if column.required else None
    else:
        fault = _fault(column, value)
    if fault is None:
        return []
    kind, message = fault
    consequence = Consequence.ROW_REJECTED if column.required else Consequence.CELL_EMPTIED
    code = f"{table.name}.{column.name}.{kind}"
    return [Problem(code, column.name, f"{table.title}, {column.name}: {message}", consequence)]


def _fault(column: Column, value: object) -> tuple[str, str] | None:
    if not _is_of(column.type, value):
        wanted = f"{column.type.value} is needed"
        return "wrong_type", f"Found {kind_and_length(value)} where a {wanted}."
    match value:
        case str() if column.codes and value not in column.code_values:
            return "unknown_code", (
                f"Found {kind_and_length(value)}, which is none of the {len(column.codes)} codes"
                " allowed: add it to the column map or correct it."
            )
        case str() if not value.strip():
            return "blank", "Found only spaces: leave it empty or fill it."
        case str() if len(value) > LONGEST_TEXT:
            return "too_long", (
                f"Found {kind_and_length(value)}; at most {LONGEST_TEXT} are allowed, since longer"
                " text is a note."
            )
        case bool():
            return None
        case int() | Decimal():
            return _out_of_bounds(column, value)
        case _:
            return None


def _is_of(wanted: Type, value: object) -> bool:
    is_day = isinstance(value, date) and not isinstance(value, datetime)
    match wanted:
        case Type.TEXT | Type.CODE:
            return isinstance(value, str)
        case Type.FLAG:
            return isinstance(value, bool)
        case Type.INTEGER:
            return isinstance(value, int) and not isinstance(value, bool)
        case Type.DECIMAL:
            if isinstance(value, Decimal):
                return value.is_finite()
            return isinstance(value, int) and not isinstance(value, bool)
        case Type.DATE:
            return is_day
        case Type.MONTH:
            return isinstance(value, date) and is_day and value.day == 1


def _out_of_bounds(column: Column, value: int | Decimal) -> tuple[str, str] | None:
    if column.least is not None and value < column.least:
        return "too_small", f"Found a number below {column.least} {column.unit}: correct it."
    if column.most is not None and value > column.most:
        return "too_great", f"Found a number above {column.most} {column.unit}: correct it."
    return None


def _broken(
    table: Table, rule: Constraint, row: Row, snapshot_on: date | None, person: Row | None
) -> list[Problem]:
    """Give a problem for the first column that breaks the rule, or none."""
    columns = _columns_that_break(rule, row, snapshot_on, person)
    code = f"{table.name}.{rule.code}"
    return [Problem(code, column, rule.message, rule.consequence) for column in columns[:1]]


def _columns_that_break(
    rule: Constraint, row: Row, snapshot_on: date | None, person: Row | None
) -> tuple[str, ...]:
    filled = [name for name in rule.columns if row.get(name) is not None]
    match rule:
        case NotAfter():
            return (rule.later,) if _is_after(row, rule.earlier, rule.later) else ()
        case Different():
            same = len(filled) == 2 and row[rule.first] == row[rule.second]
            return (rule.second,) if same else ()
        case NotBoth():
            return tuple(filled[1:])
        case OneOf():
            return () if filled else rule.columns
        case RequiredWhen():
            return (rule.column,) if _is_needed(rule, row) and rule.column not in filled else ()
        case NotInFuture():
            return _dates_outside(row, rule.dates, None, snapshot_on)
        case WithinLife():
            return _dates_outside(row, rule.dates, *_life(person))
        case _:
            return ()  # rules between rows: see headway.tables.between_rows


def _is_after(row: Row, earlier: str, later: str) -> bool:
    one, other = row.get(earlier), row.get(later)
    if one is None or other is None:
        return False
    return bool(one > other)  # type: ignore[operator] # both have passed the check of their type


def _is_needed(rule: RequiredWhen, row: Row) -> bool:
    value = row.get(rule.when)
    return value in rule.has if rule.has else value is not None


def _dates_outside(
    row: Row, names: tuple[str, ...], first: date | None, last: date | None
) -> tuple[str, ...]:
    def is_outside(value: object) -> bool:
        if not isinstance(value, date):
            return False
        return (first is not None and value < first) or (last is not None and value > last)

    return tuple(name for name in names if is_outside(row.get(name)))


def _life(person: Row | None) -> tuple[date | None, date | None]:
    """Give the first day of the pregnancy and the last of the month of death, as far as known."""
    if person is None:
        return None, None
    birth = person.get("month_of_birth") or person.get("expected_month")
    death = person.get("month_of_death")
    first = _months_later(birth, -MONTHS_BEFORE_BIRTH) if isinstance(birth, date) else None
    after = _months_later(death, 1) if isinstance(death, date) else None
    return first, None if after is None else date.fromordinal(after.toordinal() - 1)


def _months_later(month: date, months: int) -> date:
    years, index = divmod(month.year * 12 + month.month - 1 + months, 12)
    return date(years, index + 1, 1)
