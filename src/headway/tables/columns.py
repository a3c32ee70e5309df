"""Columns and constraints that many tables share, so that they are worded once."""

from headway.tables.constraints import NoOverlap, NotAfter, NotInFuture, WithinLife
from headway.tables.schema import Code, Column, Type

YEARS_KEPT = 7
"""The retention shipped for rows about people: a council's own schedule replaces it."""


def identifier(
    name: str,
    description: str,
    *,
    required: bool = True,
    references: str | None = None,
    personal: bool = False,
    example: str = "",
) -> Column:
    """Give a column that holds an identifier: never a name, never a case note."""
    return Column(
        name,
        Type.TEXT,
        description,
        required,
        references=references,
        personal=personal,
        example=example,
    )


def person_id(
    description: str = "The person this row is about.", *, required: bool = True
) -> Column:
    """Give the column that points to a person."""
    return identifier(
        "person_id",
        description,
        required=required,
        references="person.person_id",
        personal=True,
        example="P000123",
    )


def family_id(
    description: str = "The family this row is about.", *, required: bool = False
) -> Column:
    """Give the column that points to a family."""
    return identifier(
        "family_id",
        description,
        required=required,
        references="family.family_id",
        personal=True,
        example="F000045",
    )


def plan_id(
    description: str = "The family's plan it belongs to.", *, required: bool = False
) -> Column:
    """Give the column that points to a family's plan."""
    return identifier(
        "plan_id", description, required=required, references="plan.plan_id", example="PL00078"
    )


def worker_id(
    description: str = "The worker, by an identifier that is not a name.", *, required: bool = True
) -> Column:
    """Give the column that points to a worker."""
    return identifier(
        "worker_id",
        description,
        required=required,
        references="worker.worker_id",
        personal=True,
        example="W0031",
    )


def unit_id(
    name: str = "team_id",
    description: str = "The team responsible.",
    *,
    required: bool = False,
    example: str = "T04",
) -> Column:
    """Give a column that points to an organisation unit."""
    return identifier(
        name,
        description,
        required=required,
        references="organisation_unit.unit_id",
        example=example,
    )


def day(
    name: str, description: str, *, required: bool = False, example: str = "2026-10-14"
) -> Column:
    """Give a column that holds a date."""
    return Column(name, Type.DATE, description, required, example=example)


def month(name: str, description: str, *, personal: bool = True) -> Column:
    """Give a column that holds a month, kept as the first day of it."""
    return Column(name, Type.MONTH, description, personal=personal, example="2016-03-01")


def recorded_on() -> Column:
    """Give the column for the day a row was written down."""
    return day(
        "recorded_on",
        "The day it was written into the case system. Late recording is seen by comparing it with"
        " the day it happened; without it, only the snapshot says when it was known.",
        example="2026-10-21",
    )


def code(name: str, description: str, codes: tuple[Code, ...], *, required: bool = False) -> Column:
    """Give a column that holds one code of a list."""
    return Column(
        name, Type.CODE, description, required, codes=codes, example=codes[0].value if codes else ""
    )


def codes(**meanings: str) -> tuple[Code, ...]:
    """Make a list of codes out of ``value="meaning"``; a list of national codes is written out."""
    return tuple(Code(value, meaning) for value, meaning in meanings.items())


def flag(name: str, description: str) -> Column:
    """Give a column that holds yes or no; empty means that nobody said."""
    return Column(name, Type.FLAG, description, example="yes")


def count(
    name: str,
    description: str,
    unit: str,
    *,
    required: bool = False,
    least: int = 0,
    most: int | None = None,
) -> Column:
    """Give a column that holds a whole number of ``unit``."""
    return Column(
        name,
        Type.INTEGER,
        description,
        required,
        unit=unit,
        example=str(max(least, 12) if most is None else most),
        least=least,
        most=most,
    )


def amount(
    name: str,
    description: str,
    unit: str,
    *,
    required: bool = False,
    least: int | None = 0,
    most: int | None = None,
) -> Column:
    """Give a column that holds a number of ``unit`` that need not be whole."""
    return Column(
        name,
        Type.DECIMAL,
        description,
        required,
        unit=unit,
        example="0.8",
        least=least,
        most=most,
    )


def label(name: str, description: str, *, required: bool = False, example: str) -> Column:
    """Give a column that holds a short label of the council's own; never a case note."""
    return Column(name, Type.TEXT, description, required, example=example)


def in_order(earlier: str, later: str, message: str, *, code: str = "dates_in_order") -> NotAfter:
    """Say that one date is not after another, with what to do about it."""
    return NotAfter(code=code, message=message, earlier=earlier, later=later)


def not_in_future(*dates: str) -> NotInFuture:
    """Say that the dates of what has happened do not lie after the snapshot."""
    return NotInFuture(
        code="in_the_future",
        message="A date lies after the day of the export: correct it, or wait until it has come.",
        dates=dates,
    )


def within_life(*dates: str, person: str = "person_id") -> WithinLife:
    """Say that the dates lie in the person's life, pregnancy included."""
    return WithinLife(
        code="outside_life",
        message="A date lies before the pregnancy or after the death of the person: correct it, or"
        " the month of birth or death.",
        person=person,
        dates=dates,
    )


def no_overlap(*within: str, message: str) -> NoOverlap:
    """Say that rows alike in ``within`` do not cover the same day."""
    return NoOverlap(
        code="overlap", message=message, within=within, start="started_on", end="ended_on"
    )
