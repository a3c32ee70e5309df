"""Numbers for texts: the texts of each domain in their order, joined to the rows of a table.

A join keeps the texts of its domain in memory, and only what is over goes to the disk. Several
joins of many texts at once leave no room to do even that, so a table is numbered in passes: each
joins as many columns as have room side by side, and writes what the next one reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from headway.tables.schema import Column, Table
from headway.warehouse.snapshot_form import domain_of, literal, quoted, who
from headway.warehouse.snapshot_merging import MERGED

BESIDE_A_TEXT = 64
"""Bytes that a join keeps for each text besides the text: its number, digest and places."""
AT_LEAST = 4 << 20
"""Bytes that a join takes however few its texts are: the parts it is made in, for each thread."""
MOVED = "moved"
"""A column beside the table's own: whether a merger changed an identifier of the key."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The texts of a domain: ``relation`` holds them in their order, the number is the place.

    ``size`` says how many bytes a join with them takes in memory.
    """

    relation: str
    size: int


def make_dictionary(
    connection: duckdb.DuckDBPyConnection, domain: str, columns: Iterable[tuple[str, str]]
) -> Dictionary:
    """Make the dictionary of a domain; ``columns`` are sources of rows, each with a column."""
    relation = quoted(f"texts of {domain}")
    texts = " UNION ".join(
        f"SELECT DISTINCT {quoted(name)} AS text FROM {rows}" for rows, name in columns
    )
    connection.execute(
        f"CREATE TABLE {relation} AS SELECT text FROM ({texts}) WHERE text IS NOT NULL "
        "ORDER BY text"
    )
    ((size,),) = connection.execute(
        f"SELECT CAST(coalesce(sum(strlen(text) + {BESIDE_A_TEXT}), 0) AS BIGINT) FROM {relation}"
    ).fetchall()
    return Dictionary(relation, max(size, AT_LEAST))


def passes(
    table: Table, dictionaries: Mapping[str, Dictionary], room: int
) -> tuple[frozenset[str], ...]:
    """Say which columns are numbered in each pass; ``room`` is the bytes the joins may take.

    A column that needs more has a pass of its own. There is at least one pass.
    """
    sizes = {
        column.name: dictionaries[domain].size
        for column in table.columns
        if (domain := domain_of(table, column))
    }
    made, taken = [set[str]()], 0
    for name in sorted(sizes, key=lambda one: (sizes[one], one)):
        if made[-1] and taken + sizes[name] > room:
            made.append(set())
            taken = 0
        made[-1].add(name)
        taken += sizes[name]
    return tuple(frozenset(one) for one in made)


def numbered(
    table: Table,
    rows: str,
    columns: frozenset[str],
    dictionaries: Mapping[str, Dictionary],
    *,
    merges: bool,
    again: bool,
) -> str:
    """Give the query for the rows of a table with numbers instead of the texts of ``columns``.

    ``rows`` is the source; ``again`` says that it came out of an earlier pass. Where ``merges``
    is set, identifiers of people are followed to the one that stays. The rows have MOVED besides.
    """
    selected, joined = list[str](), [f"{rows} AS r"]
    moved = [f"r.{MOVED}"] if again else []
    for place, column in enumerate(table.columns):
        text = f"r.{quoted(column.name)}"
        if column.name not in columns:
            selected.append(text)
            continue
        kind = who(table, column) if merges else ""
        if kind:
            joined.append(_merged(place, kind, text))
            text = f"coalesce(m{place}.stays, {text})"
            if column.name in table.key.columns:
                moved.append(f"m{place}.old IS NOT NULL")
        relation = dictionaries[domain_of(table, column)].relation
        joined.append(f"LEFT JOIN {relation} d{place} ON d{place}.text = {text}")
        selected.append(f"CAST(d{place}.rowid + 1 AS INTEGER) AS {quoted(column.name)}")
    selected.append(f"{' OR '.join(moved) or 'false'} AS {MOVED}")
    return f"SELECT {', '.join(selected)} FROM {' '.join(joined)}"


def _merged(place: int, kind: str, text: str) -> str:
    return (
        f"LEFT JOIN {MERGED} m{place} ON m{place}.kind = {literal(kind)} AND m{place}.old = {text}"
    )


def without_doubles(table: Table, rows: str) -> str:
    """Give the query that leaves out rows which mergers made the same as another.

    Of these the one of the identifier that stays is kept. ``rows`` is a query with MOVED.
    """
    key = ", ".join(quoted(name) for name in table.key.columns)
    others = ", ".join(quoted(name) for name in table.column_names)
    return (
        f"SELECT * FROM ({rows}) QUALIFY NOT {MOVED} "
        f"OR row_number() OVER (PARTITION BY {key} ORDER BY {MOVED}, {others}) = 1"
    )


def may_move(table: Table) -> bool:
    """Say whether a merger can change an identifier of the table's key."""
    columns: Sequence[Column] = [table.column(name) for name in table.key.columns]
    return any(who(table, column) for column in columns)
