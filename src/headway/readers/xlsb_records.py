"""Walks the cells of an .xlsb before python-calamine does: for errors, and for the size.

python-calamine gives cells that show an error as blank ones, and holds the whole rectangle that
a sheet's cells span: two cells at opposite corners would be 17 thousand million. Layout:
Microsoft's open specification MS-XLSB.
"""

import struct
from collections.abc import Iterator

from headway.readers import limits
from headway.readers.archive import part_of
from headway.readers.refusals import refusal
from headway.readers.workbook_parts import PartNames
from headway.readers.xls_records import error_text

_MAIN = "xl/workbook.bin"
_SHEET = 156
_ROW = 0
_CELLS = range(1, 12)  # blank, numbers, errors, truths, texts, and formulas of each
_ERRORS = {3, 11}


def errors_by_sheet(parts: PartNames) -> list[dict[tuple[int, int], str]]:
    """Return for each sheet its error cells: {(row, column) from 0: "#DIV/0!"}.

    The sheets come in the order of the workbook. Raises ``FileMistake`` when a sheet spans more
    cells than are read, ``struct.error`` or ``IndexError`` when its records are broken.
    """
    related = parts.related(_MAIN)
    found = []
    for kind, body in _records(_bytes(parts, _MAIN)):
        if kind == _SHEET:
            (length,) = struct.unpack_from("<I", body, 8)
            relation = body[12 : 12 + 2 * length].decode("utf-16-le")
            _, path = related.get(relation, ("", ""))
            found.append(_errors(parts, path))
    return found


def _bytes(parts: PartNames, path: str) -> bytes:
    real = parts.real(path)
    if real is None:
        raise IndexError("a part is missing")
    with part_of(parts.file, parts.archive, real) as part:
        return part.read()


def _errors(parts: PartNames, path: str) -> dict[tuple[int, int], str]:
    errors = {}
    row = rows = columns = 0
    for kind, body in _records(_bytes(parts, path)):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", body)
        elif kind in _CELLS:
            (column,) = struct.unpack_from("<I", body)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if kind in _ERRORS:
                errors[row, column] = error_text(body[8])
    _check_size(parts.file, rows, columns)
    return errors


def _check_size(file: str, rows: int, columns: int) -> None:
    if rows * columns > limits.MAX_CELLS_OF_WORKBOOK:
        raise refusal(
            file,
            f"a sheet spans {rows:,} rows of {columns:,} columns",
            f"At most {limits.MAX_CELLS_OF_WORKBOOK:,} cells are read from one file.",
            "Delete what stands far from the table, or save the workbook as .xlsx, of which only "
            "the cells in use count.",
        )


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (kind, body); both kind and size are numbers of 7 bits a byte."""
    at = 0
    while at < len(data):
        kind, at = _seven_bits(data, at, most=2)
        size, at = _seven_bits(data, at, most=4)
        yield kind, data[at : at + size]
        at += size


def _seven_bits(data: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for position in range(most):
        byte = data[at + position]
        number |= (byte & 0x7F) << (7 * position)
        if byte < 0x80:
            return number, at + position + 1
    return number, at + most
