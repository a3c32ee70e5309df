"""Records of delimited text: which delimiter, and fields with quotation marks read strictly.

Python's csv module reads on to the end of the file when a quotation mark is not closed, and
drops marks that stand where they should not, both without a word. Here the module reads the
lines that are well formed, which is nearly all of them; the rest is read below, and reported.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from headway.domain.problems import FileMistake, Finding, Place, Severity
from headway.readers import limits
from headway.readers.refusals import refusal, some_of

_CANDIDATES = "\t;|,"  # a comma last: it is also found in numbers and in sentences
_SAMPLE_CHARACTERS = 65_536
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_STATED = re.compile(r"sep=([,;|\t])[ ,;|\t]*(?:\n|\Z)", re.IGNORECASE)
_TABBED_FIELD = re.compile(r'(?:"(?:[^"]|"")*+"|[^"\t\n]*+)(\t|\n|\Z)')
_RECTANGULAR = 0.9  # of the records that are as wide as most are

_Line = tuple[int, str]


@dataclass(slots=True)
class Quirks:
    """What is odd about the records of one file, collected while they are read."""

    file: str
    literal: list[int] = field(default_factory=list)  # lines with text after a closing mark
    stated: bool = False  # whether the first line only states the delimiter

    def findings(self) -> list[Finding]:
        """Return one finding for each kind of oddity, with the first places it was met at."""
        found = []
        if self.stated:
            found.append(
                Finding(
                    Place(file=self.file, line=1),
                    Severity.NOTED,
                    "the first line only says which delimiter the file uses",
                    "It was followed, and is no row.",
                )
            )
        if self.literal:
            lines = some_of(sorted(set(self.literal)))
            found.append(
                Finding(
                    Place(file=self.file, line=self.literal[0]),
                    Severity.INFERRED,
                    f"fields with text after a closing quotation mark, in lines {lines}",
                    "Each was taken as it stands, with its marks, up to the next delimiter.",
                    "Look at those lines; in a quoted field a quotation mark is written twice.",
                )
            )
        return found


def stated_delimiter(text: str) -> str | None:
    """Return the delimiter that a first line such as ``sep=;`` states; Excel knows this line."""
    match = _STATED.match(text)
    return match[1] if match else None


def delimiter_of(text: str) -> str:
    """Return the delimiter that the most lines have equally often, quoted fields aside."""
    lines = _sample(text)
    usual = {each: _usual(lines, each) for each in _CANDIDATES}
    return max(_CANDIDATES, key=lambda each: (usual[each][1], -_CANDIDATES.index(each)))


def is_table(text: str, delimiter: str) -> bool:
    """Say whether the text is plainly a table by this delimiter: every line has it as often.

    Asked only of text that is not named csv: two sentences with a comma each are no table.
    """
    lines = _sample(text)
    count, having = _usual(lines, delimiter)
    return having == len(lines) >= 2 and (count >= 2 or having >= 3)


def is_quoted_table(text: str) -> bool:
    """Say whether tab-separated text was written with quoting, as Excel's "Unicode text" is.

    Its every quotation mark must fit the rules, and nearly all of its records must be as wide.
    Text extracted from a document has ragged lines, and its marks are part of the sentences.
    """
    if '"' not in text:
        return False
    widths: Counter[int] = Counter()
    at, width = 0, 0
    while at < len(text):
        match = _TABBED_FIELD.match(text, at)
        if match is None:
            return False
        width += 1
        at = match.end()
        if match[1] != "\t":
            widths[width] += width > 1 or match.end() - match.start() > 1
            width = 0
    usual, having = max(widths.items(), key=lambda pair: pair[1], default=(0, 0))
    return usual > 1 and having >= _RECTANGULAR * widths.total()


def _sample(text: str) -> list[str]:
    whole = text[:_SAMPLE_CHARACTERS]
    if len(text) > _SAMPLE_CHARACTERS:
        whole = whole.rpartition("\n")[0] or whole
    return [line for line in _QUOTED.sub("", whole).split("\n") if line.strip()]


def _usual(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Return how often most lines that have the delimiter have it, and how many lines do so."""
    counts = Counter(line.count(delimiter) for line in lines)
    del counts[0]
    return max(counts.items(), key=lambda pair: (pair[1], pair[0]), default=(0, 0))


def records(
    quirks: Quirks, lines: Iterator[_Line], delimiter: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the line it starts on, fields); blank lines have no fields.

    Raises ``FileMistake`` for a quotation mark that is not closed and for a field too long.
    """
    for number, line in lines:
        if number == 1 and _STATED.fullmatch(line):
            quirks.stated = True
            yield number, []
        elif not line.strip(" \f\v"):
            yield number, []
        else:
            yield number, _fields(quirks, number, line, lines, delimiter)


def _fields(
    quirks: Quirks, number: int, line: str, lines: Iterator[_Line], delimiter: str
) -> list[str]:
    if '"' in line:
        fields = _well_formed(line, delimiter)
        if fields is None:
            fields = _Record(quirks, number, line, lines, delimiter).fields()
    else:
        fields = line.split(delimiter)
    if len(line) > limits.MAX_FIELD_CHARACTERS:
        _check_lengths(quirks.file, number, fields)
    return fields


def _well_formed(line: str, delimiter: str) -> list[str] | None:
    try:
        reader = csv.reader([line], delimiter=delimiter, strict=True, skipinitialspace=True)
        return next(reader)
    except csv.Error:
        return None


def _check_lengths(file: str, number: int, fields: list[str]) -> None:
    for at, text in enumerate(fields, start=1):
        if len(text) > limits.MAX_FIELD_CHARACTERS:
            raise refusal(
                Place(file=file, line=number, column=str(at)),
                f"a field of {len(text):,} characters",
                f"A field has at most {limits.MAX_FIELD_CHARACTERS:,}.",
                "Check that the file is a table and that its delimiter is a comma, semicolon, "
                "tab or bar; save it again as CSV UTF-8.",
            )


class _Record:
    """Reads one record that the csv module does not take, over more lines if it must."""

    def __init__(
        self, quirks: Quirks, number: int, line: str, lines: Iterator[_Line], delimiter: str
    ) -> None:
        self.quirks = quirks
        self.number = number  # of the line that is being read
        self.text = line  # grows by a line when a quoted field runs on
        self.lines = lines
        self.delimiter = delimiter
        self.at = 0
        self.done: list[str] = []

    def fields(self) -> list[str]:
        """Return the record's fields."""
        self.done.append(self._field())
        while self.at < len(self.text):
            self.at += 1  # past the delimiter
            self.done.append(self._field())
        return self.done

    def _field(self) -> str:
        start = self.at
        while self.text.startswith(" ", self.at):
            self.at += 1
        if self.text.startswith('"', self.at):
            return self._quoted()
        self.at = self._next_delimiter(start)
        return self.text[start : self.at]

    def _quoted(self) -> str:
        start, line = self.at, self.number
        end = self._closing(start, line)
        self.at = self._next_delimiter(end + 1)
        if not self.text[end + 1 : self.at].strip():
            return self.text[start + 1 : end].replace('""', '"')
        if self.number != line:
            raise self._unclosed(line)
        self.quirks.literal.append(line)
        return self.text[start : self.at]

    def _closing(self, start: int, line: int) -> int:
        """Return where the field's closing mark stands, reading on over further lines."""
        at = start + 1
        while True:
            at = self.text.find('"', at)
            if at < 0:
                at = len(self.text)
                self._read_on(start, line)
            elif self.text.startswith('"', at + 1):
                at += 2
            else:
                return at

    def _read_on(self, start: int, line: int) -> None:
        following = next(self.lines, None)
        too_far = (
            self.number - line >= limits.MAX_QUOTED_LINES
            or len(self.text) - start > limits.MAX_FIELD_CHARACTERS
        )
        if following is None or too_far:
            raise self._unclosed(line)
        self.number = following[0]
        self.text += "\n" + following[1]

    def _next_delimiter(self, start: int) -> int:
        found = self.text.find(self.delimiter, start)
        return len(self.text) if found < 0 else found

    def _unclosed(self, line: int) -> FileMistake:
        column = len(self.done) + 1
        return refusal(
            Place(file=self.quirks.file, line=line, column=str(column)),
            "a field begins with a quotation mark that is not closed; read on, it would swallow "
            f"the lines that follow (looked at up to line {self.number})",
            "A quoted field ends with a quotation mark before a delimiter or the end of a line, "
            f"within {limits.MAX_QUOTED_LINES} lines and {limits.MAX_FIELD_CHARACTERS:,} "
            "characters; a mark inside it is written twice.",
            "Put the mark right in this line, or open the file in a spreadsheet and save it again "
            "as CSV UTF-8.",
        )
