"""A snapshot of more texts than fit in memory is built in parts, and is the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headway.tables import TABLES
from headway.warehouse import snapshot_building
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_engine import EngineSettings
from headway.warehouse.snapshot_numbering import Dictionary, passes
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_rejects import Reject
from headway.warehouse.snapshot_writing import write_snapshot
from tests.unit.warehouse.snapshots import ABOUT, AT, REJECTS

PEOPLE, CONTACTS, MERGED = 30_000, 90_000, 300
LITTLE, PLENTY = EngineSettings(1, "40MB"), EngineSettings(1, "1GB")


@cache
def many() -> dict[str, list[pa.Table]]:
    """People of whom some were merged, in families, with visits: none stands in order."""
    people = [f"P{each * 7919 % PEOPLE:07d}" for each in range(PEOPLE)]
    families = [f"a family by number {each % 20_011:06d}" for each in range(PEOPLE)]
    visits = [each * 7919 % CONTACTS for each in range(CONTACTS)]
    first = date(2024, 1, 1)
    return {
        "organisation_unit": [
            pa.table({"unit_id": ["T1", "T2"], "name": ["North", "South"], "kind": ["team"] * 2})
        ],
        "person": [pa.table({"person_id": people})],
        "merged_identifier": [
            pa.table(
                {
                    "identifies": ["person"] * MERGED,
                    "old_id": [f"P{each * 3:07d}" for each in range(MERGED)],
                    "new_id": [f"P{each * 3 + 1:07d}" for each in range(MERGED)],
                }
            )
        ],
        "family": [pa.table({"family_id": sorted(set(families))})],
        "household_membership": [
            pa.table({"person_id": people, "family_id": families, "started_on": [first] * PEOPLE})
        ],
        "direct_contact": [
            pa.table(
                {
                    "direct_contact_id": [f"V{each:07d}" for each in visits],
                    "person_id": [people[each % PEOPLE] for each in visits],
                    "family_id": [families[each % PEOPLE] for each in visits],
                    "kind": ["group"] * CONTACTS,
                    "team_id": [("T1", "T2", None)[each % 3] for each in visits],
                    "held_on": [first + timedelta(each % 700) for each in visits],
                }
            )
        ],
    }


def built(
    place: Path, settings: EngineSettings
) -> tuple[dict[str, dict[str, pa.ChunkedArray]], Any]:
    """Build the snapshot; give its files row by row, and what its manifest says of the tables."""
    folder = open_folder(place, create=True)
    name = write_snapshot(folder, many(), ABOUT, by="A", at=AT, rejects=REJECTS, settings=settings)
    files = place / "snapshots" / f"{name}-r0"
    with open_snapshot(folder) as snapshot:
        told = snapshot.manifest.tables, snapshot.manifest.rejected
    read = {path.name: pq.read_table(path) for path in sorted(files.glob("*.parquet"))}
    return {
        name: dict(zip(rows.column_names, rows.columns, strict=True)) for name, rows in read.items()
    }, told


def test_with_little_memory_the_snapshot_is_the_same_row_by_row(tmp_path, monkeypatch):
    made: list[str] = []
    copy = snapshot_building.Builder._copy

    def seen(self: snapshot_building.Builder, query: str, path: Path, *form: str) -> None:
        made.append(path.name)
        copy(self, query, path, *form)

    monkeypatch.setattr(snapshot_building.Builder, "_copy", seen)
    plenty = built(tmp_path / "plenty", PLENTY)
    assert not [name for name in made if name.startswith("pass")]
    little = built(tmp_path / "little", LITTLE)
    assert [name for name in made if name.startswith("pass")]
    assert little == plenty
    person = next(one for one in plenty[1][0] if one.name == "person")
    assert (person.rows, person.merged) == (PEOPLE - MERGED, MERGED)


def spilled(folder: DataFolder) -> list[Path]:
    return [one for one in (folder.path / "temporary").rglob("spill/*") if one.is_file()]


@pytest.mark.parametrize("fails", [False, True])
def test_what_is_spilled_lies_in_the_data_folder_and_is_gone_afterwards(tmp_path, fails):
    folder = open_folder(tmp_path / "data", create=True)
    seen: list[int] = []

    def rejects() -> Iterator[Reject]:
        seen.append(len(spilled(folder)))
        if fails:
            raise KeyboardInterrupt
        yield from REJECTS

    def load() -> None:
        write_snapshot(folder, many(), ABOUT, by="A", at=AT, rejects=rejects(), settings=LITTLE)

    if fails:
        with pytest.raises(KeyboardInterrupt):
            load()
    else:
        load()
    assert seen[0] > 0
    assert list((folder.path / "temporary").iterdir()) == []


def test_a_pass_takes_the_columns_that_fit_and_a_large_one_goes_alone():
    table = TABLES["assessment_subject"]
    sizes = {"assessment.assessment_id": 50, "people": 30}
    made = {domain: Dictionary(domain, size) for domain, size in sizes.items()}
    assert passes(table, made, 80) == (frozenset({"assessment_id", "person_id"}),)
    assert passes(table, made, 79) == (frozenset({"person_id"}), frozenset({"assessment_id"}))
    assert passes(table, made, 1) == passes(table, made, 79)


@pytest.mark.parametrize(
    ("words", "is_in_bytes"),
    [("2GB", 2 * 10**9), ("1.5 GB", 15 * 10**8), ("4MiB", 4 << 20), ("100KB", 100_000)],
)
def test_an_amount_of_memory_in_bytes(words, is_in_bytes):
    assert EngineSettings(memory=words).memory_bytes == is_in_bytes


def test_what_is_no_amount_of_memory_is_refused():
    with pytest.raises(ValueError, match="not an amount of memory"):
        _ = EngineSettings(memory="plenty").memory_bytes
