"""Whether words are identifiers in a snapshot: of people, plans, anything of theirs."""

from collections.abc import Collection
from pathlib import Path

import duckdb

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_listing import snapshots_on
from headway.warehouse.snapshot_manifest import IDENTIFIERS_FILE, SNAPSHOTS
from headway.warehouse.snapshot_reading import spill_folder


def any_identifier(folder: DataFolder, words: Collection[str]) -> bool:
    """Say whether one of these words, in small letters, is an identifier; none are given out.

    Every snapshot that is not withdrawn is looked through: whoever is not in the latest exports
    any more is named no less. A file that is gone names nobody. False where nothing was loaded.
    Raises Refused where a file is damaged.
    """
    with in_plain_words(folder.path):
        listed = [one for one in snapshots_on(folder.trail()).values() if not one.withdrawn]
        paths = [folder.path / SNAPSHOTS / one.folder / IDENTIFIERS_FILE for one in listed]
        there = [str(one) for one in paths if one.is_file()]
        if not there or not words:
            return False
        with engine(spill_folder(folder), EngineSettings()) as connection:
            asked = "SELECT count(*) FROM read_parquet(?) WHERE list_contains(?, lower(text))"
            try:
                found = connection.execute(asked, [there, sorted(words)]).fetchone()
            except duckdb.InvalidInputException as problem:
                raise _damaged(folder.path / SNAPSHOTS) from problem
    return bool(found and found[0])


def _damaged(place: Path) -> Refused:
    return Refused(
        Finding(
            Place(str(place)),
            Severity.STOPS,
            "a snapshot's identifiers cannot be read, so nobody can say whether one is named",
            "Nothing was done",
            "See which file it is with “headway snapshots --verify”, and put it back from a backup",
        )
    )
