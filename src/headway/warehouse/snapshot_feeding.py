"""Batches of conformed rows, turned into columns of the right types before they are stored.

A batch is a mapping of column names to lists (plain values or numpy arrays), or an Arrow table or
record batch. A column that a batch leaves out holds nothing. What does not fit is refused, by kind
and never by value: the intake has looked at every row before, so this is the last net.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.tables.schema import Column, Table
from headway.warehouse.parquet_writing import BackgroundWriter
from headway.warehouse.snapshot_form import DECIMALS, Stored, stored_as

Batch: TypeAlias = Mapping[str, Sequence[Any]] | pa.Table | pa.RecordBatch
"""Some rows of one table, column by column."""

_ARROW = {
    Stored.CODE: pa.uint8(),
    Stored.IDENTIFIER: pa.string(),
    Stored.LABEL: pa.string(),
    Stored.INTEGER: pa.int64(),
    Stored.DECIMAL: pa.decimal128(18, DECIMALS),
    Stored.DATE: pa.date32(),
    Stored.FLAG: pa.bool_(),
}


def stage(table: Table, batches: Iterable[Batch], path: Path) -> None:
    """Write the rows of a table as they come, one batch in memory at a time.

    Raises ContentMistake for anything that does not fit the table, and what ``batches`` raises.
    """
    schema = pa.schema([(one.name, _ARROW[stored_as(one)]) for one in table.columns])
    shaped = _in_shape(table, schema, batches)
    first = next(shaped, schema.empty_table())
    writer = BackgroundWriter(path, first, to_be_asked=True)
    try:
        for rows in chain((first,), shaped):
            writer.write(rows)
    except BaseException:
        writer.abandon()
        raise
    writer.close()


def _in_shape(table: Table, schema: pa.Schema, batches: Iterable[Batch]) -> Iterator[pa.Table]:
    for batch in batches:
        given = _columns(table, batch)
        lengths = {len(one) for one in given.values()}
        if len(lengths) > 1:
            raise _wrong(table, "", f"the columns of a batch have {len(lengths)} different lengths")
        rows = lengths.pop() if lengths else 0
        arrays = [_array(table, one, given.get(one.name), rows) for one in table.columns]
        if rows:
            yield pa.Table.from_arrays(arrays, schema=schema)


def _columns(table: Table, batch: Batch) -> Mapping[str, Any]:
    names = batch.schema.names if hasattr(batch, "schema") else list(batch)
    unknown = [name for name in names if name not in table.column_names]
    if unknown:
        raise _wrong(table, str(unknown[0]), "the table has no such column")
    return {name: batch[name] for name in names}


def _array(
    table: Table, column: Column, values: Sequence[Any] | pa.Array | None, rows: int
) -> pa.Array | pa.ChunkedArray:
    kind = stored_as(column)
    if values is None:
        return pa.nulls(rows, _ARROW[kind])
    plain = pa.string() if kind is Stored.CODE else _ARROW[kind]
    try:
        is_array = isinstance(values, pa.Array | pa.ChunkedArray)
        array: Any = values if is_array else pa.array(values, plain)
        array = array if array.type == plain else pc.cast(array, plain)
    except (pa.ArrowException, TypeError, ValueError, OverflowError):
        message = f"a value is not {column.type.value}, or is too great for it"
        raise _wrong(table, column.name, message) from None  # Arrow's own words show the value
    if column.required and array.null_count:
        raise _wrong(table, column.name, f"{array.null_count:,} rows lack a value that is required")
    return _numbered(table, column, array) if kind is Stored.CODE else array


def _numbered(
    table: Table, column: Column, array: pa.Array | pa.ChunkedArray
) -> pa.Array | pa.ChunkedArray:
    listed = pa.array([code.value for code in column.codes], pa.string())
    numbers = pc.add(
        pc.cast(pc.index_in(array, value_set=listed), pa.uint8()), pa.scalar(1, "uint8")
    )
    unknown = numbers.null_count - array.null_count
    if unknown:
        raise _wrong(table, column.name, f"{unknown:,} values are none of its codes")
    return numbers


def _wrong(table: Table, column: str, found: str) -> ContentMistake:
    place = Place(f"table {table.name}", column=column)
    done = "No snapshot was made, and nothing that was stored before has changed"
    next_step = "Correct the column map or the export, and load again"
    return ContentMistake(Finding(place, Severity.STOPS, found, done, next_step))
