"""Finds what python-calamine does not tell of an .xls: its lock, and cells that show an error.

A blank cell is a figure that is not there; #DIV/0! is one that is broken. They must not be
mixed up. Layout: Microsoft's open specification MS-XLS; only a few kinds of record matter.
"""

import struct
from collections.abc import Iterator

_BEGINS, _ENDS, _LOCK = 0x0809, 0x000A, 0x002F
_SHEET, _TRUTH_OR_ERROR, _FORMULA = 0x0085, 0x0205, 0x0006
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


def errors_by_sheet(stream: bytes) -> list[dict[tuple[int, int], str]]:
    """Return for each sheet its error cells: {(row, column) from 0: "#DIV/0!"}.

    ``stream`` is the "Workbook" stream; the sheets come in the order of the workbook. Raises
    ``struct.error`` or ``IndexError`` when the stream is broken.
    """
    starts = [
        struct.unpack_from("<I", body)[0] for kind, body in _records(stream, 0) if kind == _SHEET
    ]
    return [dict(_errors(stream, start)) for start in starts]


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
