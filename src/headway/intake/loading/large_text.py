"""A csv too large to hold: streamed in blocks, by the fast way where that is certain to be right.

The fast way (Arrow's reader, both processors) is taken for a file that is UTF-8, has no quotation
mark, and has as many delimiters in every line: then lines are records, whoever reads them. Every
other file is read the careful way, line by line, by the rules of the readers.
"""

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from headway.domain.problems import Finding
from headway.intake.loading.sources import (
    FITS,
    LOOKED_AT,
    ROWS_AT_ONCE,
    TOO_NARROW,
    TOO_WIDE,
    batch_of,
)
from headway.readers.large_text import TextForm, form_of, records_of

BLOCK = 8 << 20


@dataclass(frozen=True, slots=True)
class LargeText:
    """A text file that is read from the disk each time it is asked for."""

    path: Path
    form: TextForm
    beginning: tuple[tuple[str, ...], ...]

    @property
    def file(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def sheet(self) -> str:
        """A text file has no sheets."""
        return ""

    def batches(self, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
        """Give the rows below the headings, block by block."""
        if self.form.rectangular:
            return _fast(self, heading_row, wanted)
        return _careful(self, heading_row, wanted)


def large_text(path: Path) -> LargeText:
    """Open a large text file; raises ``FileMistake`` for one that is no table."""
    form = form_of(path)
    first = itertools.islice(records_of(path, form), LOOKED_AT)
    return LargeText(path, form, tuple(tuple(fields) for _, fields in first))


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(BLOCK):
            digest.update(piece)
    return digest.hexdigest()


def findings_of(source: LargeText) -> tuple[Finding, ...]:
    """Give what is to be said of the file's form."""
    return source.form.findings


def _fast(source: LargeText, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
    width = len(source.beginning[heading_row])
    names = [str(at) for at in range(width)]
    reading = csv.ReadOptions(block_size=BLOCK, column_names=names, skip_rows=heading_row + 1)
    parsing = csv.ParseOptions(
        delimiter=source.form.delimiter, quote_char=False, ignore_empty_lines=False
    )
    converting = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        include_columns=[names[at] for at in wanted],
        strings_can_be_null=True,
        null_values=[""],
        quoted_strings_can_be_null=True,
    )
    line = heading_row + 2
    with csv.open_csv(source.path, reading, parsing, converting) as reader:
        for batch in reader:
            columns = {str(place): _trimmed(batch.column(place)) for place in range(len(wanted))}
            lines = pa.array(range(line, line + batch.num_rows), pa.int64())
            shapes = pa.nulls(batch.num_rows, pa.uint8()).fill_null(FITS)
            line += batch.num_rows
            yield batch_of(lines, shapes, columns)


def _trimmed(texts: pa.Array) -> pa.Array:
    trimmed = pc.utf8_trim_whitespace(texts)
    return pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)


def _careful(source: LargeText, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
    width = len(source.beginning[heading_row])
    records = itertools.islice(records_of(source.path, source.form), heading_row + 1, None)
    filled = (one for one in records if any(field.strip() for field in one[1]))
    while held := list(itertools.islice(filled, ROWS_AT_ONCE)):
        columns = {
            str(place): _trimmed(
                pa.array(
                    [fields[at] if at < len(fields) else None for _, fields in held], pa.string()
                )
            )
            for place, at in enumerate(wanted)
        }
        shapes = [_shape(fields, width) for _, fields in held]
        yield batch_of([line for line, _ in held], shapes, columns)


def _shape(fields: Sequence[str], width: int) -> int:
    if any(field.strip() for field in fields[width:]):
        return TOO_WIDE
    return TOO_NARROW if len(fields) < width else FITS


__all__ = ["LargeText", "digest_of", "findings_of", "large_text"]
