"""Every identifier that a person has had, in any snapshot."""

from collections.abc import Iterable

import duckdb

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.snapshot_decoding import decoded
from headway.warehouse.snapshot_opening import OpenedSnapshot

NAMES_SOMEBODY = "the purpose or reason names the person it is about"
MERGERS = "merged_identifier"


def refuse_names(text: str, people: set[str]) -> None:
    """Refuse a purpose or reason in which an identifier of a person stands, for the trail keeps it.

    The message does not repeat it.
    """
    if names_one(text.casefold(), {one.casefold() for one in people}):
        place, done = Place("the trail"), "No identifier may stand on it. Nothing was done"
        step = "Say what it is for without naming the person"
        raise Refused(Finding(place, Severity.STOPS, NAMES_SOMEBODY, done, step))


def names_one(line: str, words: set[str]) -> bool:
    """Say whether a line holds one of the words by itself, not inside a longer one."""
    for word in words:
        at = line.find(word)
        while at >= 0:
            before, after = line[at - 1 : at], line[at + len(word) : at + len(word) + 1]
            if not (before.isalnum() or after.isalnum()):
                return True
            at = line.find(word, at + 1)
    return False


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
