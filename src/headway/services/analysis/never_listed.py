"""Whose rows are never listed, by their identifiers: restricted records and relatives of staff."""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.engine.restricted import FLAGS, restricted_in
from headway.engine.source import Snapshot
from headway.services.analysis.seen_rows import Named
from headway.tables import TABLES
from headway.tables.naming import named_by

SAYS_SO = ("restrict", "relative", "sensitive")
"""Parts of headings that exports give such a mark, where a row was not taken in."""

NOT_SO = {"", "0", "n", "no", "false", "none", "f"}
SHORTEST = 4
"""Characters: what is shorter, in a cell that nobody knows, may be a number of anything."""


def never_listed(snapshot: Snapshot) -> Named:
    """Give what is never listed, as ("plan", "PL00078"); the snapshot is open for identifiers."""
    found: set[tuple[str, str]] = set()
    for name in sorted(snapshot.table_names & TABLES.keys()):
        numbers = restricted_in(name, snapshot) if len(TABLES[name].key.columns) == 1 else ()
        if numbers:
            texts = snapshot.codes(name, TABLES[name].key.columns[0])
            found |= {(name, text) for text, number in texts.items() if number in numbers}
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Folded:
    """What is never listed, in small letters: with what it is, and by itself."""

    known: Named = frozenset()
    texts: frozenset[str] = frozenset()


def folded(never: Named) -> Folded:
    """Put what is never listed into small letters, once for all rows that are looked at."""
    known = frozenset((kind, text.casefold()) for kind, text in never)
    return Folded(known, frozenset(text for _, text in known))


def names_any(table: str, cells: Iterable[tuple[str, str]], never: Folded) -> bool:
    """Say whether a row, as it was found, leads to somebody who is never listed.

    A row that was not taken in has the headings of its export. Where one is no column of ours, its
    cell is looked for among all such identifiers: rather one row too many is left out. A mark that
    the row itself carries counts, for a record that was not taken in is marked nowhere else.
    """
    columns = set(TABLES[table].column_names) if table in TABLES else set[str]()
    for heading, cell in cells:
        value = cell.strip().casefold()
        name = "_".join(heading.strip().casefold().replace("-", " ").split())
        if name in columns:
            if named_by(table, name, value) in never.known:
                return True
        elif len(value) >= SHORTEST and value in never.texts:
            return True
        if (name in FLAGS or any(one in name for one in SAYS_SO)) and value not in NOT_SO:
            return True
    return False
