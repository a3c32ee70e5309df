"""Which column of which table points to which."""

from collections.abc import Iterator
from dataclasses import dataclass

from headway.tables import TABLES


@dataclass(frozen=True, slots=True)
class Relationship:
    """The values of ``column`` of ``table`` are found in ``to_column`` of ``to_table``."""

    table: str
    column: str
    to_table: str
    to_column: str


def relationships() -> tuple[Relationship, ...]:
    """Give every reference between the tables, in the order of the tables and their columns."""
    return tuple(_each())


def _each() -> Iterator[Relationship]:
    for table in TABLES.values():
        for column in table.columns:
            if column.references is not None:
                to_table, _, to_column = column.references.partition(".")
                yield Relationship(table.name, column.name, to_table, to_column)
