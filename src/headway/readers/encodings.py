"""From the bytes of a text file to its text, by rule: each step is certain or says what it took.

1. A byte order mark says which Unicode form it is.
2. NUL bytes on every second place, and nearly nowhere else, are UTF-16 without its mark; any
   other NUL byte is no text.
3. What is valid UTF-8 is UTF-8: other text with accents is valid UTF-8 only by a rare chance.
4. Otherwise it is Windows-1252, which Windows programs in the United Kingdom write. Five bytes
   mean nothing there; a file with one of them is refused.
5. UTF-8 with some stray Windows-1252 bytes (files joined together) is read as both, and said.
"""

import codecs
import re

from headway.domain.problems import FileMistake, Finding, Place, Severity
from headway.readers import limits
from headway.readers.refusals import READABLE, SAVE_AS, noted, refusal, some_of

_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", ""),  # the expected form; its mark is not worth a word
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16 (which Excel calls Unicode text)"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 8192
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")  # what ends or parts lines is not among them
_BINARY_SHARE = 20  # more than one control character in 20: no text
_LOST = "\ufffd"  # what a program puts for a character it could not read


def decoded(file: str, data: bytes) -> tuple[str, list[Finding]]:
    """Return the text of ``data`` with plain line ends, and what is to be said about it.

    Raises ``FileMistake`` when it is no text, or of an encoding that is not certain.
    """
    text, findings = _text(file, data)
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    text = _without_controls(file, text, findings)
    if _LOST in text:
        line = _line_of(text, text.index(_LOST))
        findings.append(
            Finding(
                Place(file=file, line=line),
                Severity.NOTED,
                f"{text.count(_LOST):,} characters were lost before the file came here "
                "(each stands as �); the first is in this line",
                "They were kept as they are.",
                "Have the file written again as CSV UTF-8 by the program it came from.",
            )
        )
    return text, findings


def _text(file: str, data: bytes) -> tuple[str, list[Finding]]:
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            body = data[len(mark) :]
            if encoding == "utf-8":
                return _utf_8_or_mixed(file, body)
            return _strict(file, body, encoding), [_not_utf_8(file, name)]
    without_mark = _utf_16_without_mark(data)
    if without_mark:
        return _strict(file, data, without_mark), [_not_utf_8(file, "UTF-16 without its mark")]
    if b"\x00" in data:
        raise _binary(file, data.count(b"\n", 0, data.index(b"\x00")) + 1)
    return _utf_8_or_mixed(file, data)


def _utf_8_or_mixed(file: str, data: bytes) -> tuple[str, list[Finding]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        has_utf_8 = not data.decode("utf-8", errors="ignore").isascii()
        _refuse_unknown_bytes(file, data)
        if has_utf_8:
            return _mixed(file, data, error.start)
        return data.decode("cp1252"), [_not_utf_8(file, "Windows-1252")]


def _refuse_unknown_bytes(file: str, data: bytes) -> None:
    """Refuse bytes that are neither part of UTF-8 nor anything in Windows-1252."""
    for match in re.finditer(rb"[\x81\x8d\x8f\x90\x9d]", data):
        around = data[max(0, match.start() - 3) : match.end() + 3]
        if around.decode("utf-8", errors="ignore").isascii():
            raise refusal(
                Place(file=file, line=data.count(b"\n", 0, match.start()) + 1),
                f"a byte (0x{data[match.start()]:02X}) that neither UTF-8 nor Windows-1252 has",
                "Text is read as UTF-8, UTF-16 or Windows-1252.",
                f"Open the file in the program that wrote it. {SAVE_AS}",
            )


def _mixed(file: str, data: bytes, first: int) -> tuple[str, list[Finding]]:
    lines: list[int] = []

    def as_windows_1252(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeDecodeError):
            raise error
        if len(lines) <= limits.PLACES_NAMED:
            lines.append(data.count(b"\n", 0, error.start) + 1)
        return error.object[error.start : error.end].decode("cp1252", errors="replace"), error.end

    codecs.register_error("headway-windows-1252", as_windows_1252)
    text = data.decode("utf-8", errors="headway-windows-1252")
    named = some_of(sorted(set(lines))[: limits.PLACES_NAMED])
    more = " and others" if len(lines) > limits.PLACES_NAMED else ""
    return text, [
        Finding(
            Place(file=file, line=data.count(b"\n", 0, first) + 1),
            Severity.INFERRED,
            f"the text is UTF-8, but holds bytes of another encoding in lines {named}{more}",
            "Those bytes were read as Windows-1252.",
            "Look at the accents and pound signs in those lines, or have the file written again "
            "as CSV UTF-8.",
        )
    ]


def _utf_16_without_mark(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 2 >= half and even * 20 <= half:
        return "utf-16-le"
    return "utf-16-be" if even * 2 >= half and odd * 20 <= half else None


def _strict(file: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refusal(
            file,
            f"the file begins as {encoding.upper()} text but is not, from byte {error.start:,} on",
            "Headway reads a file only when the whole of it can be read.",
            "It was probably cut short: fetch it again. " + SAVE_AS,
        ) from error


def _without_controls(file: str, text: str, findings: list[Finding]) -> str:
    """Put a space for each control character that has no business in text, and note it."""
    first = _CONTROL.search(text)
    if first is None:
        return text
    count = sum(1 for _ in _CONTROL.finditer(text))
    line = _line_of(text, first.start())
    if count * _BINARY_SHARE > len(text) or "\x00" in text:
        raise _binary(file, line)
    findings.append(
        Finding(
            Place(file=file, line=line),
            Severity.NOTED,
            f"{count:,} control characters, which no text needs; the first is in this line",
            "A space was put for each.",
        )
    )
    return _CONTROL.sub(" ", text)


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _binary(file: str, line: int) -> FileMistake:
    return refusal(
        Place(file=file, line=line),
        "the file is not text and no workbook either: it holds bytes that no text has",
        READABLE,
        f"Open it in the program that wrote it. {SAVE_AS}",
    )


def _not_utf_8(file: str, name: str) -> Finding:
    return noted(
        file,
        f"the text is encoded as {name}, not UTF-8",
        "It was read as such.",
        "If accents or pound signs look wrong, save the file as CSV UTF-8.",
    )
