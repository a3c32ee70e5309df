"""Rows on their way into a snapshot: on disk, in a private folder that is taken away afterwards.

Exports of millions of rows do not fit in memory, and the checks that need a whole table (twice,
orphaned, overlapping) are questions for the engine. So what was read is staged here as Parquet
and asked in SQL, in this room's dialect; only the answers leave.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as pads
import pyarrow.parquet as pq

from headway.warehouse.disk import Disk, in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.parquet_writing import BackgroundWriter
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_form import literal, quoted
from headway.warehouse.snapshot_sweeping import BUILDING, work_folder

AT_ONCE = 100_000  # rows handed out at a time


@dataclass(slots=True)
class Staging:
    """Staged rows, and a connection that asks about them: get one from ``staged_beside``."""

    folder: Path
    _connection: duckdb.DuckDBPyConnection = field(repr=False)
    _disk: Disk = field(default_factory=Disk, repr=False)
    _writers: dict[str, BackgroundWriter] = field(default_factory=dict, repr=False)
    _whole: set[str] = field(default_factory=set, repr=False)
    _datasets: dict[str, pads.Dataset] = field(default_factory=dict, repr=False)

    def write(self, name: str, rows: pa.Table, *, read_whole: bool = False) -> None:
        """Add rows to the staged relation ``name``; all batches of one have the same columns.

        ``read_whole`` is for what is read once from end to end and hardly ever asked about.
        """
        writer = self._writers.get(name)
        if writer is None:
            if read_whole:
                self._whole.add(name)
            self._disk.step("make file", self._path(name))
            writer = BackgroundWriter(self._path(name), rows, to_be_asked=not read_whole)
            self._writers[name] = writer
        writer.write(rows)

    def close(self, name: str) -> None:
        """Finish a relation and make it known to the engine by its name."""
        self._writers.pop(name).close()
        if name in self._whole:
            self._datasets[name] = pads.dataset(str(self._path(name)), format="ipc")
            self._connection.register(name, self._datasets[name])
            return
        path = literal(str(self._path(name)))
        self._connection.execute(
            f"CREATE VIEW {quoted(name)} AS SELECT * FROM read_parquet({path})"
        )

    def batches(self, name: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Give the columns of a finished relation, in the order in which they were written."""
        if name in self._whole:
            yield from _whole_batches(self._path(name), columns)
            return
        with pq.ParquetFile(self._path(name)) as file:
            yield from file.iter_batches(AT_ONCE, columns=list(columns))

    def run(self, sql: str) -> None:
        """Run a statement that makes a relation."""
        self._connection.execute(sql)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of an answer; ask only for what fits in memory."""
        rows: list[tuple[Any, ...]] = self._connection.execute(sql).fetchall()
        return rows

    def stream(self, sql: str, at_once: int = AT_ONCE) -> Iterator[pa.RecordBatch]:
        """Give the rows of an answer batch by batch. One stream may be open beside questions."""
        cursor = self._connection.cursor()
        for name, rows in self._datasets.items():
            cursor.register(name, rows)  # a cursor knows the views, not what was registered
        try:
            yield from cursor.sql(sql).to_arrow_reader(at_once)
        finally:
            cursor.close()

    def abandon(self) -> None:
        """Close what is still being written."""
        for writer in self._writers.values():
            writer.abandon()
        self._writers.clear()

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.{'arrow' if name in self._whole else 'parquet'}"


def _whole_batches(path: Path, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    with pa.OSFile(str(path), "rb") as file, pa.ipc.open_file(file) as reader:
        for at in range(reader.num_record_batches):
            yield reader.get_batch(at).select(list(columns))


@contextmanager
def staged_beside(folder: DataFolder, settings: EngineSettings | None = None) -> Iterator[Staging]:
    """Give an empty staging area in the data folder, where its protection holds.

    Whatever happens, what was staged is deleted at the end; what a killed process leaves is never
    read, and is swept away with other work of that kind.
    """
    with (
        in_plain_words(folder.path),
        work_folder(folder, BUILDING) as work,
        engine(work / "spill", settings or EngineSettings()) as connection,
    ):
        connection.execute("SET preserve_insertion_order = false")
        staging = Staging(work, connection, folder.disk)
        try:
            yield staging
        finally:
            staging.abandon()
