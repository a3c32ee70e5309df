"""A csv read by columns, by the fast way where that is certain to be right.

The fast way (Arrow's reader, both processors) is taken for a plain table (``plain_tables``): its
records are the same, whoever reads them. Every other large file is streamed the careful way, line
by line, by the rules of the readers; every other small one is theirs from the beginning.
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
from headway.readers.kinds import FileKind, kind_of
from headway.readers.large_text import TextForm, form_of, is_large_text, records_of
from headway.readers.making import trimmed
from headway.readers.open import file_bytes
from headway.readers.plain_tables import PlainTable, plain_table

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
        if not self.form.plain:
            return _careful(self, heading_row, wanted)
        table = PlainTable(
            self.form.delimiter, self.form.mark, self.form.ascii_only, self.beginning
        )
        return _fast(self.path, table, heading_row, wanted)


@dataclass(frozen=True, slots=True)
class SmallText:
    """A small csv that is a plain table, held as its bytes."""

    file: str
    data: bytes
    table: PlainTable

    @property
    def sheet(self) -> str:
        """A text file has no sheets."""
        return ""

    @property
    def beginning(self) -> tuple[tuple[str, ...], ...]:
        """The first rows, in which the headings stand."""
        return self.table.beginning

    def batches(self, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
        """Give the rows below the headings."""
        return _fast(pa.BufferReader(self.data), self.table, heading_row, wanted)


def small_text(path: Path) -> SmallText | None:
    """Open a small csv where it is a plain table; None where the readers must look at it."""
    if path.suffix.lower() != ".csv" or is_large_text(path):
        return None
    data = file_bytes(path)
    if kind_of(path.name, data) is not FileKind.TEXT:
        return None
    table = plain_table(data)
    return None if table is None else SmallText(path.name, data, table)


def large_text(path: Path) -> LargeText:
    """Open a large text file; raises ``FileMistake`` for one that is no table."""
    form = form_of(path)
    first = itertools.islice(records_of(path, form), LOOKED_AT)
    return LargeText(path, form, tuple(tuple(map(trimmed, fields)) for _, fields in first))


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


def _fast(
    what: Path | pa.BufferReader, table: PlainTable, heading_row: int, wanted: Sequence[int]
) -> Iterator[pa.Table]:
    names = [str(at) for at in range(len(table.beginning[heading_row]))]
    if heading_row + 1 == len(table.beginning) < LOOKED_AT:
        return  # nothing stands below the headings, and Arrow takes that for a fault
    reading = csv.ReadOptions(block_size=BLOCK, column_names=names, skip_rows=heading_row + 1)
    parsing = csv.ParseOptions(
        delimiter=table.delimiter, newlines_in_values=False, ignore_empty_lines=False
    )
    converting = csv.ConvertOptions(
        column_types=dict.fromkeys(names, pa.string()),
        include_columns=[names[at] for at in wanted],
        strings_can_be_null=True,
        null_values=[""],
        quoted_strings_can_be_null=True,
    )
    line = heading_row + 2
    with csv.open_csv(what, reading, parsing, converting) as reader:
        for batch in reader:
            columns = {
                str(place): _trimmed(batch.column(place), ascii_only=table.ascii_only)
                for place in range(len(wanted))
            }
            lines = pa.array(range(line, line + batch.num_rows), pa.int64())
            shapes = pa.nulls(batch.num_rows, pa.uint8()).fill_null(FITS)
            line += batch.num_rows
            yield batch_of(lines, shapes, columns)


def _trimmed(texts: pa.Array, *, ascii_only: bool) -> pa.Array:
    """Trim as the readers do; other spaces than the plain one are looked at one by one."""
    if not ascii_only:
        texts = _seen(texts)
    trimmed = pc.ascii_trim_whitespace(texts)
    empty = pc.equal(trimmed, "")
    if not pc.any(empty).as_py():
        return trimmed
    return pc.if_else(empty, pa.scalar(None, pa.string()), trimmed)


def _seen(texts: pa.Array) -> pa.Array:
    other = pc.invert(pc.string_is_ascii(texts)).fill_null(False)
    if not pc.any(other).as_py():
        return texts
    seen = [trimmed(text) for text in texts.filter(other).to_pylist()]
    return pc.replace_with_mask(texts, other, pa.array(seen, pa.string()))


def _careful(source: LargeText, heading_row: int, wanted: Sequence[int]) -> Iterator[pa.Table]:
    width = len(source.beginning[heading_row])
    records = itertools.islice(records_of(source.path, source.form), heading_row + 1, None)
    filled = (one for one in records if any(field.strip() for field in one[1]))
    while held := list(itertools.islice(filled, ROWS_AT_ONCE)):
        columns = {
            str(place): pa.array(
                [trimmed(fields[at]) or None if at < len(fields) else None for _, fields in held],
                pa.string(),
            )
            for place, at in enumerate(wanted)
        }
        shapes = [_shape(fields, width) for _, fields in held]
        yield batch_of([line for line, _ in held], shapes, columns)


def _shape(fields: Sequence[str], width: int) -> int:
    if any(field.strip() for field in fields[width:]):
        return TOO_WIDE
    return TOO_NARROW if len(fields) < width else FITS


__all__ = ["LargeText", "SmallText", "digest_of", "findings_of", "large_text", "small_text"]
