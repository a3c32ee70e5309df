"""Whether words are identifiers in the current snapshot: of people, plans, anything of theirs."""

from collections.abc import Collection

import duckdb

from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_listing import current_of, snapshots_on
from headway.warehouse.snapshot_manifest import IDENTIFIERS_FILE, SNAPSHOTS


def any_identifier(folder: DataFolder, words: Collection[str]) -> bool:
    """Say whether one of these words, in small letters, is an identifier; none are given out.

    False where nothing was loaded yet.
    """
    with in_plain_words(folder.path):
        listed = current_of(snapshots_on(folder.trail()).values())
        if listed is None or not words:
            return False
        path = folder.path / SNAPSHOTS / listed.folder / IDENTIFIERS_FILE
        with duckdb.connect() as connection:
            asked = "SELECT count(*) FROM read_parquet(?) WHERE list_contains(?, lower(text))"
            found = connection.execute(asked, [str(path), sorted(words)]).fetchone()
    return bool(found and found[0])
