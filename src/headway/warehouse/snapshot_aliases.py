"""Every identifier that a person has had, in any snapshot."""

from collections.abc import Iterable

import duckdb

from headway.warehouse.snapshot_decoding import decoded
from headway.warehouse.snapshot_opening import OpenedSnapshot

MERGERS = "merged_identifier"


def aliases(
    connection: duckdb.DuckDBPyConnection, opened: Iterable[OpenedSnapshot], person: str
) -> set[str]:
    """Return the identifier with all those it was merged with, forwards and backwards."""
    pairs: set[tuple[str, str]] = set()
    for one in opened:
        table = one.whole().table(MERGERS)
        if table and table.rows:
            columns = ("identifies", "old_id", "new_id")
            rows = connection.execute(decoded(one.folder, table, columns)).fetchall()
            pairs |= {(old, new) for _, kind, old, new in rows if kind == "person"}
    found = {person}
    while True:
        more = {other for pair in pairs if found & set(pair) for other in pair} - found
        if not more:
            return found
        found |= more
