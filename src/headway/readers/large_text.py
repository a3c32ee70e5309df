"""Text files too large to hold: looked through once in pieces, then read record by record.

One look says how the text is encoded, by what its fields are parted, and whether every line is a
record of its own; no piece is longer than a mebibyte.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import Finding
from headway.readers import limits
from headway.readers.delimited import Quirks, delimiter_of, records
from headway.readers.kinds import FileKind, kind_of
from headway.readers.refusals import READABLE, SAVE_AS, noted, refusal

LARGE = 8 * limits.MIB
"""Bytes from which on a text file is streamed."""
MOST = 64 * 1024 * limits.MIB  # 64 GiB: beyond, it is not an export
_PIECE = limits.MIB


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text file is written.

    ``plain`` says that it is UTF-8 without control characters and without quotation marks;
    ``rectangular``, besides, that every line has as many delimiters as the first.
    """

    file: str
    encoding: str
    mark: int  # bytes of the byte order mark
    delimiter: str
    plain: bool
    rectangular: bool
    findings: tuple[Finding, ...] = ()


def is_large_text(path: Path) -> bool:
    """Say whether a file is to be streamed: it is large, and its bytes are those of text."""
    try:
        if not path.is_file() or path.stat().st_size < LARGE:
            return False
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        return False  # the reader that opens it says what is wrong
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\x00" in head:
        return False
    return not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(
        (b"<", b"PK", b"%PDF", b"\xd0\xcf", b"\x1f\x8b")
    )


def form_of(path: Path) -> TextForm:
    """Look through a file; raises ``FileMistake`` where it is no text."""
    file = path.name
    with path.open("rb") as opened:
        head = opened.read(4 * limits.MAX_FIELD_CHARACTERS)
    if kind_of(file, head) is not FileKind.TEXT:
        raise refusal(file, "the file is no text", READABLE, SAVE_AS)
    mark = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    looked = _look_through(path, mark)
    encoding = "utf-8" if looked.is_utf_8 else "cp1252"
    text = head[mark:].decode(encoding, errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    delimiter = delimiter_of(text.rpartition("\n")[0] or text)
    plain = looked.is_utf_8 and not looked.odd
    findings = () if looked.is_utf_8 else (_not_utf_8(file),)
    rectangular = plain and _rectangular(path, mark, delimiter)
    return TextForm(file, encoding, mark, delimiter, plain, rectangular, findings)


def records_of(path: Path, form: TextForm) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the line a record starts on, fields), one line in memory at a time.

    Raises ``FileMistake`` for a quotation mark that is not closed and for a line too long.
    """
    quirks = Quirks(form.file)
    return records(quirks, _lines(path, form), form.delimiter)


def _lines(path: Path, form: TextForm) -> Iterator[tuple[int, str]]:
    with path.open(encoding=form.encoding, newline=None, errors="replace") as file:
        number = 0
        while line := file.readline(limits.MAX_LINE_CHARACTERS + 1):
            number += 1
            if len(line) > limits.MAX_LINE_CHARACTERS:
                raise refusal(
                    form.file,
                    f"line {number:,} has more than {limits.MAX_LINE_CHARACTERS:,} characters",
                    "A row of a table is shorter.",
                    "Check that the file is a table, and save it again as CSV UTF-8.",
                )
            yield number, (line.removeprefix("\ufeff") if number == 1 else line).rstrip("\n")


@dataclass(slots=True)
class _Looked:
    is_utf_8: bool = True
    odd: bool = False  # a quotation mark, or a line ended by CR alone


def _look_through(path: Path, mark: int) -> _Looked:
    decoder = codecs.getincrementaldecoder("utf-8")()
    looked = _Looked()
    with path.open("rb") as file:
        file.seek(mark)
        while piece := file.read(_PIECE):
            if b"\x00" in piece:
                raise refusal(
                    path.name,
                    "the file is not text: it holds bytes that no text has",
                    READABLE,
                    SAVE_AS,
                )
            looked.odd = (
                looked.odd
                or b'"' in piece
                or piece.count(b"\r") != piece.count(b"\r\n") + piece.endswith(b"\r")
            )
            if looked.is_utf_8:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    looked.is_utf_8 = False
    return looked


def _rectangular(path: Path, mark: int, delimiter: str) -> bool:
    """Say whether every line has the delimiters of the first, and none is blank."""
    sign = delimiter.encode("ascii")
    with path.open("rb") as file:
        file.seek(mark)
        width = file.readline(limits.MAX_LINE_CHARACTERS).count(sign)
        if not width:
            return False  # one column: a blank line would pass for a row
        rest = b""
        while piece := file.read(_PIECE):
            lines = (rest + piece).split(b"\n")
            rest = lines.pop()
            if len(rest) > limits.MAX_LINE_CHARACTERS or any(
                line.count(sign) != width for line in lines
            ):
                return False
        return not rest or rest.count(sign) == width


def _not_utf_8(file: str) -> Finding:
    return noted(
        file,
        "the text is encoded as Windows-1252, not UTF-8",
        "It was read as such.",
        "If accents or pound signs look wrong, save the file as CSV UTF-8.",
    )
