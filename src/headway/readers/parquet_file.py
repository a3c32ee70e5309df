"""Columns of a Parquet file, handed on in pieces as text.

National figures are published in this form. Nothing is interpreted: a number becomes the digits
a person would write, what is absent an empty text.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from headway.readers.numbers import exact, plain
from headway.readers.open import file_bytes
from headway.readers.refusals import refusal

SIGNATURE = b"PAR1"
PIECE_ROWS = 65_536


@dataclass(frozen=True, slots=True)
class ColumnsFile:
    """A file of columns: its name, the digest of its bytes, its columns' names, its rows."""

    file: str
    sha256: str
    names: tuple[str, ...]
    rows: int
    parquet: Any

    def pieces(self, names: tuple[str, ...]) -> Iterator[tuple[list[str], ...]]:
        """Yield the named columns in pieces of rows, each column a list of texts.

        Only one piece is in memory at a time. Raises ``FileMistake`` where a piece is damaged.
        """
        try:
            for piece in self.parquet.iter_batches(PIECE_ROWS, columns=list(dict.fromkeys(names))):
                yield tuple(_texts(piece.column(name)) for name in names)
        except (pa.ArrowException, OSError) as error:
            raise _damaged(self.file) from error


def is_parquet(path: Path) -> bool:
    """Say whether a file's first bytes are those of a Parquet file."""
    try:
        with path.open("rb") as file:
            return file.read(4) == SIGNATURE
    except OSError:
        return False


def read_columns(path: Path) -> ColumnsFile:
    """Open a Parquet file; raises ``FileMistake`` for one that cannot be read."""
    data = file_bytes(path)
    try:
        parquet = pq.ParquetFile(io.BytesIO(data))
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path.name) from error
    return ColumnsFile(
        path.name,
        hashlib.sha256(data).hexdigest(),
        tuple(parquet.schema_arrow.names),
        parquet.metadata.num_rows,
        parquet,
    )


def _texts(column: pa.Array) -> list[str]:
    """Write a column as texts; each different value is written once."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode()
    words = [_text(value) for value in column.dictionary.to_pylist()]
    return ["" if at is None else words[at] for at in column.indices.to_pylist()]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, float):
        number = exact(value)
        return "" if number is None else plain(number)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _damaged(file: str) -> Exception:
    return refusal(
        file,
        "the Parquet file is damaged or incomplete",
        "A Parquet file must be whole.",
        "Fetch it again.",
    )
