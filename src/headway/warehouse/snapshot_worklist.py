"""Reading what a snapshot kept out and what was noticed of its rows: protected, like its rows."""

from collections.abc import Iterator

import pyarrow.parquet as pq

from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_listing import snapshots_on
from headway.warehouse.snapshot_manifest import (
    REJECTS_FILE,
    SNAPSHOTS,
    SnapshotId,
    SnapshotManifest,
)
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_reading import chosen
from headway.warehouse.snapshot_rejects import AT_ONCE, Reject


def manifests(folder: DataFolder) -> tuple[SnapshotManifest, ...]:
    """Return the manifests of the snapshots that are offered, oldest first; damaged ones not."""
    with in_plain_words(folder.path):
        listed = [one for one in snapshots_on(folder.trail()).values() if not one.withdrawn]
        opened = (look_at(folder.path, one, every_byte=False).manifest for one in listed)
        return tuple(one for one in opened if one is not None)


def read_rejects(folder: DataFolder, name: SnapshotId | None = None) -> Iterator[Reject]:
    """Give the entries of the rejects of the current snapshot, or of the one named.

    Whoever asks puts it on the trail first. Raises Refused for a damaged or withdrawn snapshot.
    """
    with in_plain_words(folder.path):
        listed = chosen(folder, name, None)
        look_at(folder.path, listed).whole()
        with pq.ParquetFile(folder.path / SNAPSHOTS / listed.folder / REJECTS_FILE) as file:
            for batch in file.iter_batches(AT_ONCE):
                for row in batch.to_pylist():
                    names, values = row.pop("cell_names"), row.pop("cell_values")
                    yield Reject(**row, cells=tuple(zip(names, values, strict=True)))
