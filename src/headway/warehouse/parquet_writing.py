"""Rows written to a file in the background, while the next ones are being made ready.

Reading and checking hold Python's lock, compressing and writing do not: side by side they take
both processors. Only a few batches wait at a time, so memory stays that of some batches.
"""

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

WAITING = 3
"""Batches of one file that may wait for the disk."""
_LOOKED_AT = 5_000
_REPEATS = 2
"""A text that stands this often on average is stored by a number, and others as they are."""


class _Sink(Protocol):
    def write_table(self, rows: pa.Table) -> None: ...

    def close(self) -> None: ...


class BackgroundWriter:
    """A file of rows that is written batch by batch, in their order, by a thread of its own.

    What goes wrong there is raised at the next ``write`` or at ``close``.
    """

    def __init__(self, path: Path, first: pa.Table, *, to_be_asked: bool) -> None:
        """Open a file for rows like those of ``first``.

        Parquet where it ``to_be_asked`` by the engine, column by column; otherwise Arrow's own
        form, which is quickest to write, and to read whole.
        """
        self._sink: _Sink = _parquet(path, first) if to_be_asked else _arrow(path, first.schema)
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._waiting: deque[Future[None]] = deque()

    def write(self, rows: pa.Table) -> None:
        """Hand over rows; waits while too many are waiting."""
        self._waiting.append(self._thread.submit(self._sink.write_table, rows))
        while len(self._waiting) > WAITING:
            self._waiting.popleft().result()

    def close(self) -> None:
        """Wait until everything is written, and finish the file."""
        try:
            while self._waiting:
                self._waiting.popleft().result()
        finally:
            self._thread.shutdown(wait=True)
            self._sink.close()

    def abandon(self) -> None:
        """Give up: the file need not be whole."""
        self._thread.shutdown(wait=True, cancel_futures=True)
        self._sink.close()


def _parquet(path: Path, first: pa.Table) -> pq.ParquetWriter:
    repeated = [name for name in first.column_names if _repeats(first[name])]
    return pq.ParquetWriter(path, first.schema, compression="lz4", use_dictionary=repeated)


def _repeats(column: pa.ChunkedArray) -> bool:
    """Say whether a column of texts repeats itself; numbers and dates are small as they are."""
    if not pa.types.is_string(column.type):
        return not pa.types.is_integer(column.type)
    some = column.slice(0, _LOOKED_AT)
    return bool(_REPEATS * pc.count_distinct(some).as_py() <= max(len(some) - some.null_count, 2))


def _arrow(path: Path, schema: pa.Schema) -> pa.RecordBatchFileWriter:
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    return _ArrowFile(path, schema, options)


class _ArrowFile:
    def __init__(self, path: Path, schema: pa.Schema, options: pa.ipc.IpcWriteOptions) -> None:
        self._file = pa.OSFile(str(path), "wb")
        self._writer = pa.ipc.new_file(self._file, schema, options=options)

    def write_table(self, rows: pa.Table) -> None:
        self._writer.write_table(rows)

    def close(self) -> None:
        self._writer.close()
        self._file.close()
