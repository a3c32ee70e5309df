"""Columns reached from a table: its own, those of rows it points to, and a few worked out.

A path follows references, so it leads from many rows to one and never makes one row two:
``assessment.completed_on`` from ``assessment_subject``. A step is named after the table pointed
to; where several columns point there, after the column (``destination_id.kind``).
"""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from headway.tables import TABLES
from headway.tables.columns import code, count, day, flag
from headway.tables.schema import Code, Column, Table

AGE_BANDS: Final = (
    ("0-4", 0),
    ("5-10", 5),
    ("11-15", 11),
    ("16-17", 16),
    ("18-20", 18),
    ("21+", 21),
)
"""Age bands with the age at which each begins; an unborn child is of age 0."""

DERIVED: Final[dict[str, tuple[Column, ...]]] = {
    "person": (
        count(
            "age",
            "Age on the day that is asked about, as if born on the first of the month; 0 before"
            " birth.",
            "years",
        ),
        flag(
            "is_child",
            "Under 18 on the day that is asked about; where no month of birth is known, what the"
            " stage of life says.",
        ),
        code(
            "age_band",
            "The age band on the day that is asked about.",
            tuple(
                Code(name, f"Aged {name.replace('-', ' to ').replace('+', ' or over')}")
                for name, _ in AGE_BANDS
            ),
        ),
    ),
    "plan": (
        day(
            "first_opened_on",
            "The day on which the first of the plans that this one carries on was opened.",
        ),
    ),
}
"""Columns that no table holds: they are worked out where a calculation asks for them."""


@dataclass(frozen=True, slots=True)
class Join:
    """One step of a path: from the column ``by`` to the row of ``table`` whose ``key`` it is."""

    by: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Path:
    """A column and the way to it. ``derived`` says that it is worked out."""

    steps: tuple[Join, ...]
    table: str
    column: Column
    derived: bool = False


class NoSuchPath(ValueError):
    """A path leads nowhere; the message says what there is instead."""


def resolve(table: str, path: str) -> Path:
    """Find the column that a path leads to from a table; raises ``NoSuchPath``."""
    if table not in TABLES:
        raise NoSuchPath(f"there is no table “{table}”{_nearest(table, list(TABLES))}")
    *names, last = path.split(".")
    here, steps = TABLES[table], []
    for name in names:
        step = _step(here, name)
        steps.append(step)
        here = TABLES[step.table]
    for column in here.columns:
        if column.name == last:
            return Path(tuple(steps), here.name, column)
    for column in DERIVED.get(here.name, ()):
        if column.name == last:
            return Path(tuple(steps), here.name, column, derived=True)
    known = [*here.column_names, *(one.name for one in DERIVED.get(here.name, ()))]
    raise NoSuchPath(f"table “{here.name}” has no column “{last}”{_nearest(last, known)}")


def _step(table: Table, name: str) -> Join:
    pointing = {
        one.name: one.references.split(".") for one in table.columns if one.references is not None
    }
    if name in pointing:
        target, key = pointing[name]
        return Join(name, target, key)
    found = [(by, target, key) for by, (target, key) in pointing.items() if target == name]
    if len(found) == 1:
        return Join(*found[0])
    if found:
        raise NoSuchPath(
            f"several columns of “{table.name}” point to “{name}”: name one of "
            + ", ".join(by for by, _, _ in found)
        )
    known = sorted({target for target, _ in pointing.values()})
    raise NoSuchPath(f"“{table.name}” does not point to “{name}”{_nearest(name, known)}")


def _nearest(name: str, known: list[str]) -> str:
    nearest = get_close_matches(name, known, n=1)
    if nearest:
        return f"; did you mean “{nearest[0]}”?"
    return f"; it has {', '.join(known)}" if known else ""
