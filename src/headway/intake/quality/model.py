"""What a rule of data quality is, and what it is asked against.

A rule is asked of the staged rows of a whole load. It gives questions in SQL, each of which names
rows by number; the runner carries them out, so that no rule holds rows in memory and none sees a
value it could repeat in a message.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from headway.tables import TABLES
from headway.tables.constraints import Consequence
from headway.tables.schema import Table
from headway.warehouse.staging import Staging


class Phase(Enum):
    """When a rule is asked; each phase sees the rows that those before have left."""

    CELLS = 1
    ROWS = 2
    KEYS = 3
    BETWEEN = 4


@dataclass(frozen=True, slots=True)
class Question:
    """Rows of one table that break a rule: SQL that gives ``row_id`` and ``column_name``.

    ``code`` stays the same for ever and begins with the table's name. ``from_fault`` says that
    the words stand beside each fault. A ``duplicate`` says nothing new and is only counted.
    """

    table: str
    code: str
    message: str
    consequence: Consequence
    sql: str
    duplicate: bool = False
    from_fault: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: code, phase, what it is for, how to put right what it finds, its questions."""

    code: str
    phase: Phase
    title: str
    fix: str
    questions: Callable[["Scope"], Iterator[Question]]


@dataclass(slots=True)
class Scope:
    """What is asked: the tables that were staged, the day of the export, where faults are.

    ``rows(table)`` names the relation of a table's rows that are still in. ``fed`` gives the
    columns that a sheet feeds, so that nobody is told of what an export never holds.
    """

    staging: Staging
    today: date
    fed: Mapping[str, frozenset[str]]
    joined: frozenset[str] = frozenset()
    faulty: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables that were staged, in the order of ``TABLES``."""
        return tuple(TABLES[name] for name in TABLES if name in self.fed)

    def rows(self, table: str) -> str:
        """Name the relation of the rows that are still in."""
        return f'"live_{table}"'

    def has(self, table: str, *columns: str) -> bool:
        """Say whether a table is there and each of the columns is fed."""
        return table in self.fed and self.fed[table].issuperset(columns)

    def sound(self, table: str, columns: tuple[str, ...]) -> str:
        """Give the condition that none of these cells was faulty, for the end of a question."""
        wrong = sorted(self.faulty.get(table, frozenset()).intersection(columns))
        if not wrong:
            return "true"
        names = ", ".join(f"'{name}'" for name in wrong)
        return (
            f"row_id NOT IN (SELECT row_id FROM fault WHERE table_name = '{table}'"
            f" AND column_name IN ({names}))"
        )


def first_of(conditions: Mapping[str, str]) -> str:
    """Give SQL for the name of the first column whose condition holds."""
    cases = " ".join(f"WHEN {condition} THEN '{name}'" for name, condition in conditions.items())
    return f"CASE {cases} END"


def either(conditions: Mapping[str, str]) -> str:
    """Give SQL that holds where any of the conditions does."""
    return "(" + " OR ".join(f"coalesce({one}, false)" for one in conditions.values()) + ")"
