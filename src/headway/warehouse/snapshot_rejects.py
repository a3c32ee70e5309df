"""Rows that were not taken in, each with its reason: protected, and part of the snapshot.

They hold the values of the export as they were, so that somebody entitled can put them right.
They lie in the snapshot's folder, so erasure, backup and subject access reach them with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

AT_ONCE = 10_000  # rejects held in memory

_SCHEMA = pa.schema(
    [
        ("table_name", pa.string()),
        ("source", pa.string()),
        ("row_number", pa.int64()),
        ("code", pa.string()),
        ("message", pa.string()),
        ("cell_names", pa.list_(pa.string())),
        ("cell_values", pa.list_(pa.string())),
    ]
)


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not taken: where it stood, why, and its cells as they were found.

    ``row_number`` counts from 1 as a person counts; ``message`` holds no value of the row.
    """

    table_name: str
    source: str
    row_number: int
    code: str
    message: str
    cells: tuple[tuple[str, str], ...]


def write_rejects(rejects: Iterable[Reject], path: Path) -> int:
    """Write the rejects to a new file, and say how many there are."""
    count, held = 0, list[Reject]()
    with pq.ParquetWriter(path, _SCHEMA, compression="zstd") as writer:
        for reject in rejects:
            held.append(reject)
            count += 1
            if len(held) == AT_ONCE:
                writer.write_table(_table(held))
                held.clear()
        writer.write_table(_table(held))
    return count


def _table(rejects: list[Reject]) -> pa.Table:
    columns = {
        name: [getattr(one, name) for one in rejects]
        for name in ("table_name", "source", "row_number", "code", "message")
    }
    columns["cell_names"] = [[name for name, _ in one.cells] for one in rejects]
    columns["cell_values"] = [[value for _, value in one.cells] for one in rejects]
    return pa.Table.from_pydict(columns, schema=_SCHEMA)
