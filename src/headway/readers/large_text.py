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
from headway.readers.plain_tables import is_plain
from headway.readers.refusals import READABLE, SAVE_AS, noted, refusal

LARGE = 8 * limits.MIB
"""Bytes from which on a text file is streamed."""
MOST = 64 * 1024 * limits.MIB  # 64 GiB: beyond, it is not an export
_PIECE = limits.MIB


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a text file is written.

    ``plain`` says that it is UTF-8 and a plain table (see ``plain_tables``); ``ascii_only`` that
    it holds no other characters.
    """

    file: str
    encoding: str
    mark: int  # bytes of the byte order mark
    delimiter: str
    plain: bool
    ascii_only: bool
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
    findings = () if looked.is_utf_8 else (_not_utf_8(file),)
    plain = looked.is_utf_8 and is_plain(_whole_lines(path, mark), delimiter)
    return TextForm(file, encoding, mark, delimiter, plain, looked.is_ascii, findings)


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
    is_ascii: bool = True


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
            looked.is_ascii = looked.is_ascii and piece.isascii()
            if looked.is_utf_8 and not looked.is_ascii:
                looked.is_utf_8 = _goes_on(decoder, piece)
    looked.is_utf_8 = looked.is_utf_8 and _goes_on(decoder, b"", end=True)
    return looked


def _goes_on(decoder: codecs.IncrementalDecoder, piece: bytes, *, end: bool = False) -> bool:
    try:
        decoder.decode(piece, end)
    except UnicodeDecodeError:
        return False
    return True


def _whole_lines(path: Path, mark: int) -> Iterator[bytes]:
    """Give a file piece by piece, each of which ends where a line ends."""
    with path.open("rb") as file:
        file.seek(mark)
        rest = b""
        while piece := file.read(_PIECE):
            lines, end, begun = piece.rpartition(b"\n")
            if end:
                yield rest + lines + end
                rest = b""
            rest += begun
            if len(rest) > limits.MAX_LINE_CHARACTERS:
                break  # no row of a table: a line this long is not plain either
        if rest:
            yield rest


def _not_utf_8(file: str) -> Finding:
    return noted(
        file,
        "the text is encoded as Windows-1252, not UTF-8",
        "It was read as such.",
        "If accents or pound signs look wrong, save the file as CSV UTF-8.",
    )
