"""Text that is so plainly a table that every reader of csv finds the same records in it.

Then a fast reader of columns may take the place of the careful one. Plain is: no control
characters; lines that end in LF or CRLF; a delimiter, as often in every line; no line without a
visible cell; quotation marks only around whole cells that end in their own line. A file that is
anything else is no worse, it is read the careful way.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from headway.readers import limits
from headway.readers.delimited import delimiter_of, stated_delimiter
from headway.readers.making import trimmed

_CONTROL = bytes({*range(32), 127} - {9, 10, 13})
_QUOTED = re.compile(rb'"(?:[^"\n]|"")*"')
_UNSEEN = re.compile(rb'"[\s\x80-\xff]*"')
_FILLED, _EMPTY = b"\x01", b"\x02"  # for quoted cells: no text that is plain holds these
_MARK, _LOST = b"\xef\xbb\xbf", b"\xef\xbf\xbd"
LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class PlainTable:
    """How a plain table is written: its delimiter, its bytes of mark, and its first rows.

    ``ascii_only`` says that it holds no other characters, so that only plain spaces are trimmed.
    """

    delimiter: str
    mark: int
    ascii_only: bool
    beginning: tuple[tuple[str, ...], ...]


def plain_table(data: bytes) -> PlainTable | None:
    """Look through the bytes of a whole csv file; None where it must be read the careful way."""
    mark = len(_MARK) if data.startswith(_MARK) else 0
    body = data[mark:]
    try:
        text = body.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None
    if _LOST in body or stated_delimiter(text):
        return None
    delimiter = delimiter_of(text)
    if not is_plain([body], delimiter):
        return None
    return PlainTable(delimiter, mark, body.isascii(), first_rows(text, delimiter))


def first_rows(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    """Give the cells of the first lines of a plain table as a person sees them."""
    lines = [line for line in text.split("\n", LOOKED_AT)[:LOOKED_AT] if line]
    return tuple(tuple(map(trimmed, _cells(line, delimiter))) for line in lines)


def _cells(line: str, delimiter: str) -> list[str]:
    if '"' not in line:
        return line.split(delimiter)
    sign = re.escape(delimiter)
    found = re.finditer(rf'{sign}(?:"((?:[^"]|"")*)"|([^{sign}]*))', delimiter + line)
    return [one[2] if one[1] is None else one[1].replace('""', '"') for one in found]


def is_plain(pieces: Iterable[bytes], delimiter: str) -> bool:
    """Say whether pieces of one text, cut at the ends of lines, are a plain table by a delimiter.

    The text is UTF-8, without a byte order mark.
    """
    sign, width = delimiter.encode("ascii"), 0
    blank = re.compile(rb"\n[\s\x02\x80-\xff" + re.escape(sign) + rb"]*(?:\n|\Z)")
    for piece in pieces:
        if len(piece.translate(None, _CONTROL)) != len(piece):
            return False
        if piece.count(b"\r") != piece.count(b"\r\n"):
            return False
        lines = _without_quoted(piece.removesuffix(b"\n"), sign)
        if lines is None or blank.search(b"\n" + lines):
            return False
        parted = lines.split(b"\n")
        width = width or parted[0].count(sign)
        if not width or not all(line.count(sign) == width for line in parted):
            return False
        if max(map(len, parted)) > limits.MAX_FIELD_CHARACTERS:
            return False
    return width > 0


def _without_quoted(lines: bytes, sign: bytes) -> bytes | None:
    """Put one sign for each quoted cell; None where a mark stands anywhere else."""
    if b'"' not in lines:
        return lines
    if max(map(len, lines.split(b"\n"))) > limits.MAX_FIELD_CHARACTERS:
        return None
    lines = _QUOTED.sub(_stand_in, lines)
    end = rb"[^\n" + re.escape(sign) + rb"]"
    beside = re.compile(end + rb"[\x01\x02]|[\x01\x02](?!\r\n|\r\Z)" + end)
    return None if b'"' in lines or beside.search(lines) else lines


def _stand_in(quoted: re.Match[bytes]) -> bytes:
    return _EMPTY if _UNSEEN.fullmatch(quoted[0]) else _FILLED
