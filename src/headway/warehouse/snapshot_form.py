"""How a table of case data lies in a snapshot: what each column is stored as.

Codes become small numbers whose list stands in the manifest; identifiers become whole numbers
whose texts stand apart, in a protected file. Identifiers that may be compared share a **domain**:
within it, the same text has the same number, in every table.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from headway.domain.trail import canonical_json
from headway.tables import TABLES
from headway.tables.schema import Column, Table, Type
from headway.warehouse.artefacts import sha256

UNIT = "unit"
PEOPLE = "people"  # persons, families and workers: merged_identifier holds all three in one column
KINDS = ("person", "family", "worker")
DECIMALS = 6


class Stored(Enum):
    """What a column is stored as."""

    CODE = "code"  # the place in its list, from 1
    IDENTIFIER = "identifier"  # the number in the protected dictionary of its domain
    LABEL = "label"  # the number in the open dictionary of its column
    INTEGER = "whole number"
    DECIMAL = "decimal number"
    DATE = "date"
    FLAG = "flag"


ENGINE_TYPES: Final = {
    Stored.CODE: "UTINYINT",  # no list here is longer than 255
    Stored.IDENTIFIER: "INTEGER",
    Stored.LABEL: "INTEGER",
    Stored.INTEGER: "BIGINT",
    Stored.DECIMAL: f"DECIMAL(18,{DECIMALS})",
    Stored.DATE: "DATE",
    Stored.FLAG: "BOOLEAN",
}

_PLAIN: Final = {
    Type.CODE: Stored.CODE,
    Type.INTEGER: Stored.INTEGER,
    Type.DECIMAL: Stored.DECIMAL,
    Type.DATE: Stored.DATE,
    Type.MONTH: Stored.DATE,
    Type.FLAG: Stored.FLAG,
}


def stored_as(column: Column) -> Stored:
    """Say what a column is stored as."""
    if column.type is not Type.TEXT:
        return _PLAIN[column.type]
    is_identifier = column.references or column.personal or column.name.endswith("_id")
    return Stored.IDENTIFIER if is_identifier else Stored.LABEL


def domain_of(table: Table, column: Column) -> str:
    """Name the domain of an identifier or label; empty for a column that is neither."""
    if column.references:
        return domain_of(*referenced(column))
    if stored_as(column) not in {Stored.IDENTIFIER, Stored.LABEL}:
        return ""
    if column.personal:
        return PEOPLE
    is_unit = table.name == "organisation_unit" and column.name == "unit_id"
    return UNIT if is_unit else f"{table.name}.{column.name}"


def referenced(column: Column) -> tuple[Table, Column]:
    """Return the table and column that a column points to; KeyError if it points to none."""
    other, _, name = (column.references or "").partition(".")
    return TABLES[other], TABLES[other].column(name)


def who(table: Table, column: Column) -> str:
    """Say whom an identifier of people names, as merged_identifier words it; empty for others."""
    if column.references:
        return who(*referenced(column))
    is_own = table.name in KINDS and column.name == f"{table.name}_id"
    return table.name if is_own else ""


def is_open(table: Table, column: Column) -> bool:
    """Say whether the texts of a column may be read by anybody who reads figures."""
    return stored_as(column) is Stored.LABEL or domain_of(table, column) == UNIT


def domains(tables: Iterable[Table]) -> Mapping[str, tuple[tuple[Table, Column], ...]]:
    """Give every domain of the tables, with the columns whose identifiers belong to it."""
    found: dict[str, list[tuple[Table, Column]]] = {}
    for table in tables:
        for column in table.columns:
            if domain := domain_of(table, column):
                found.setdefault(domain, []).append((table, column))
    return {name: tuple(found[name]) for name in sorted(found)}


def sorting(table: Table) -> tuple[str, ...]:
    """Name the columns a table is sorted by: the unit responsible, the day, then its key."""
    first = (table.unit_column, table.event_date or table.recorded_date, *table.key.columns)
    return tuple(dict.fromkeys(name for name in first if name))


def schema_version() -> str:
    """Name the schema as it is now: the digest of its tables, columns, types and codes."""
    told = {
        table.name: [
            [column.name, column.type.name, column.references, [one.value for one in column.codes]]
            for column in table.columns
        ]
        for table in TABLES.values()
    }
    return sha256(canonical_json(told).encode("ascii"))[:16]


def quoted(name: str) -> str:
    """Write a name for the engine."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Write a text for the engine, where it takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
