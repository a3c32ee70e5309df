"""Finds what python-calamine does not tell of an .xls: its lock, and cells that show an error.

A blank cell is a figure that is not there; #DIV/0! is one that is broken. They must not be
mixed up. Layout: Microsoft's open specification MS-XLS; only a few kinds of record matter.
"""

import struct
from collections.abc import Iterator

_BEGINS, _ENDS, _LOCK = 0x0809, 0x000A, 0x002F
_SHEET, _TRUTH_OR_ERROR, _FORMULA = 0x0085, 0x0205, 0x0006
_TEXTS, _SPAN = 0x00FC, 0x0200
# Formula, several numbers or blanks, text, blank, number, truth or error, compressed number.
_CELLS = {0x0006, 0x00BD, 0x00BE, 0x00FD, 0x00D6, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_LAST_ROW, _LAST_COLUMN = 65_536, 255
_LEAST_TEXT = 3  # bytes that the shortest text takes
_ERROR_RESULT = 2
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


def is_locked(stream: bytes) -> bool:
    """Say whether the "Workbook" stream is encrypted by a password."""
    return any(kind == _LOCK for kind, _ in _records(stream, 0))


def check_sizes(stream: bytes) -> None:
    """Raise ``ValueError`` when the records state sizes that no such workbook has.

    python-calamine makes room for whatever a damaged file states, and when there is not so much
    memory the whole program ends, without an exception.
    """
    for kind, body in _records(stream, 0):
        if kind == _TEXTS and struct.unpack_from("<I", body, 4)[0] * _LEAST_TEXT > len(stream):
            raise ValueError("the list of texts states more than there can be")
    for start in _sheet_starts(stream):
        for kind, body in _records(stream, start):
            if kind == _SPAN:
                _check_span(body)
            elif kind in _CELLS and struct.unpack_from("<H", body, 2)[0] > _LAST_COLUMN:
                raise ValueError("a cell is beyond the last column")


def _check_span(body: bytes) -> None:
    """Check the rows and columns a sheet states to use; Excel 95 counts rows in 16 bits."""
    layout = "<IIHH" if len(body) >= 14 else "<HHHH"
    first_row, row, first_column, column = struct.unpack_from(layout, body)
    if row > _LAST_ROW or column > _LAST_COLUMN + 1 or first_row > row or first_column > column:
        raise ValueError("a sheet states more rows and columns than there can be")


def _sheet_starts(stream: bytes) -> list[int]:
    return [
        struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET
    ]


def errors_by_sheet(stream: bytes) -> list[dict[tuple[int, int], str]]:
    """Return for each sheet its error cells: {(row, column) from 0: "#DIV/0!"}.

    ``stream`` is the "Workbook" stream; the sheets come in the order of the workbook. Raises
    ``struct.error`` or ``IndexError`` when the stream is broken.
    """
    return [dict(_errors(stream, start)) for start in _sheet_starts(stream)]


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Yield (kind, body) of a substream's own records; charts inside it are passed over."""
    at, depth = start, 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BEGINS) - (kind == _ENDS)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, body in _records(stream, start):
        if kind == _TRUTH_OR_ERROR and body[7]:
            yield struct.unpack_from("<HH", body), error_text(body[6])
        elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _ERROR_RESULT:
            yield struct.unpack_from("<HH", body), error_text(body[8])


def error_text(code: int) -> str:
    """Return the error Excel shows for its code."""
    return _ERRORS.get(code, "#ERROR")
