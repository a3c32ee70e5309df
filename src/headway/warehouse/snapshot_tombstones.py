"""Which rows of one snapshot the erasures of another would have taken.

An erasure goes through every snapshot there is. Who comes again in a later load was never erased
from it: against that load, the earlier ones lack the rows because they were erased.
"""

from collections.abc import Mapping

from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_aliases import aliases
from headway.warehouse.snapshot_decoding import texts
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_form import PEOPLE
from headway.warehouse.snapshot_key import keyed_digest, read_key
from headway.warehouse.snapshot_manifest import Change
from headway.warehouse.snapshot_opening import OpenedSnapshot
from headway.warehouse.snapshot_reach import Reach
from headway.warehouse.snapshot_reading import spill_folder
from headway.warehouse.snapshot_retention import start_with_time


def doomed_by(
    folder: DataFolder, erased: OpenedSnapshot, other: OpenedSnapshot
) -> Mapping[str, frozenset[int]]:
    """Give the rows of ``other`` that what was erased from ``erased`` would have taken.

    By table, by their number in its file. Retention is taken as of the day it was carried out.
    """
    own = {(one.at, one.person) for one in other.whole().changes}
    changes = [one for one in erased.whole().changes if (one.at, one.person) not in own]
    found: dict[str, set[int]] = {}
    for change in changes:
        for table, row in _doomed(folder, other, change):
            found.setdefault(table, set()).add(row)
    return {table: frozenset(rows) for table, rows in found.items()}


def _doomed(folder: DataFolder, other: OpenedSnapshot, change: Change) -> list[tuple[str, int]]:
    with engine(spill_folder(folder), EngineSettings()) as connection:
        reach = Reach(connection, other.folder, other.whole())
        if change.person:
            people = _people(folder, reach, change.person)
            if not people:
                return []
            reach.start({name for one in people for name in aliases(connection, [other], one)})
            reach.spread()
        else:
            start_with_time(reach, change.at.date())
        rows = connection.execute("SELECT tab, row FROM doomed").fetchall()
    return [(str(table), int(row)) for table, row in rows]


def _people(folder: DataFolder, reach: Reach, digest: str) -> set[str]:
    key = read_key(folder.path)
    if key is None:
        return set()
    named = reach.connection.execute(texts(reach.folder, PEOPLE)).fetchall()
    return {str(text) for _, text in named if keyed_digest(key, str(text)) == digest}
