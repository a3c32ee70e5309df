"""Identifiers that were found to mean the same, followed to the one that stays."""

from collections.abc import Iterable, Mapping

import duckdb

from headway.domain.problems import ContentMistake, Finding, Place, Severity

MERGED = "merged"  # the table that tells, by kind and old identifier, which one stays


def followed(pairs: Iterable[tuple[str, str, str]]) -> Mapping[tuple[str, str], str]:
    """Follow each (kind, old identifier, new one) to its end.

    Raises ContentMistake for a chain that leads back to itself, without naming an identifier.
    """
    step = {(kind, old): new for kind, old, new in pairs}
    ends: dict[tuple[str, str], str] = {}
    for (kind, old), new in step.items():
        seen, at = {old}, new
        while (kind, at) in step:
            if at in seen:
                raise _circle(kind, len(seen))
            seen.add(at)
            at = ends.get((kind, at), step[kind, at])
        ends[kind, old] = at
    return ends


def make_merged(connection: duckdb.DuckDBPyConnection, staged: str, kinds: Iterable[str]) -> bool:
    """Make the table of mergers from the staged one; say whether there are any.

    ``staged`` is the query's source, ``kinds`` the words of its first column's codes in order.
    """
    words = dict(enumerate(kinds, start=1))
    rows = connection.execute(f"SELECT identifies, old_id, new_id FROM {staged}").fetchall()
    ends = followed((words[kind], old, new) for kind, old, new in rows)
    connection.execute(f"CREATE TABLE {MERGED} (kind VARCHAR, old VARCHAR, stays VARCHAR)")
    if ends:
        values = [[kind, old, stays] for (kind, old), stays in ends.items()]
        connection.executemany(f"INSERT INTO {MERGED} VALUES (?, ?, ?)", values)
    return bool(ends)


def _circle(kind: str, length: int) -> ContentMistake:
    return ContentMistake(
        Finding(
            Place("table merged_identifier"),
            Severity.STOPS,
            f"{length} mergers of a {kind} lead back to where they began",
            "No snapshot was made, and nothing that was stored before has changed",
            "Say in the case system which identifier stays, and load again",
        )
    )
