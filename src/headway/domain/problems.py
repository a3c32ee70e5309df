"""Where something is wrong, what was found, what is allowed and what to do next.

The tree of errors is small, and each kind has its exit code:

    HeadwayError            1  anything Headway stops for
    ├── FileMistake         3  a file cannot be read at all
    ├── ContentMistake      4  a file was read, but what it holds cannot be used
    ├── DefinitionMistake   5  a definition, mapping or setting is wrong
    └── Refused             6  Headway will not do this (overwrite, damaged store, ...)

Exit code 2 belongs to the command line's own parser. A ``Finding`` that does not stop the
work travels with the result instead of being raised.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place a person can go to: a file, and inside it a sheet, row, column or line.

    ``row`` and ``line`` count from 1 as a person counts them. ``column`` is the sheet's letter
    ("F") for a workbook, or the number of the column, counted from 1, for a text file.
    """

    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
    line: int = 0

    def __post_init__(self) -> None:
        if self.row < 0 or self.line < 0:
            raise ValueError("rows and lines count from 1; 0 stands for 'the whole'")

    def __str__(self) -> str:
        parts = [self.file or "(no file)"]
        if self.sheet:
            parts.append(f"sheet “{self.sheet}”")
        if self.line:
            parts.append(f"line {self.line}")
        if self.row:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)


class Severity(Enum):
    """How much a finding matters to the figures."""

    STOPS = "stops"  # the file cannot be used until this is put right
    NOT_TAKEN = "not taken"  # a cell or row was left out because it is not certain
    INFERRED = "inferred"  # something was taken on evidence that is named; a person should look
    DIFFERS = "differs"  # a printed figure is not what its own parts give
    NOTED = "noted"  # worth knowing; no figure is affected


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed while reading or checking.

    ``found`` says what is there, ``done`` what is allowed or what Headway did about it, and
    ``next_step`` what a person can do.
    """

    place: Place
    severity: Severity
    found: str
    done: str = ""
    next_step: str = ""

    def __post_init__(self) -> None:
        if not self.found.strip():
            raise ValueError("a finding says what was found")

    def __str__(self) -> str:
        return " ".join(
            [f"{self.place}: {_ended(self.found)}"]
            + [sentence(text) for text in (self.done, self.next_step) if text]
        )


def sentence(text: str) -> str:
    """Return a remark as a sentence: a capital in front and a stop at its end; nothing stays so."""
    return capital(_ended(text)) if text.strip() else ""


def capital(text: str) -> str:
    """Return a text with a capital in front; the rest stays as it is."""
    return text[:1].upper() + text[1:]


def _ended(text: str) -> str:
    text = text.strip()
    return text if text.endswith((".", "?", "!", ":")) else f"{text}."


class HeadwayError(Exception):
    """Anything Headway stops for; carries every finding at once and its exit code."""

    exit_code = 1

    def __init__(self, findings: "Finding | Iterable[Finding]") -> None:
        """Take one finding or several; none at all is refused."""
        self.findings: tuple[Finding, ...] = (
            (findings,) if isinstance(findings, Finding) else tuple(findings)
        )
        if not self.findings:
            raise ValueError("an error carries at least one finding")
        super().__init__("\n".join(str(finding) for finding in self.findings))


class FileMistake(HeadwayError):
    """A file cannot be read at all: empty, locked, binary, of an unknown kind."""

    exit_code = 3


class ContentMistake(HeadwayError):
    """A file was read, but what it holds cannot be used."""

    exit_code = 4


class DefinitionMistake(HeadwayError):
    """A definition, mapping or setting is wrong."""

    exit_code = 5


class Refused(HeadwayError):
    """Headway will not do this, and says why."""

    exit_code = 6


@dataclass(slots=True)
class Findings:
    """A list that fills while a file is read, so that all its problems are told at once."""

    items: list[Finding] = field(default_factory=list)

    def add(
        self, place: Place, severity: Severity, found: str, done: str = "", next_step: str = ""
    ) -> None:
        """Add one finding; see ``Finding`` for the words."""
        self.items.append(Finding(place, severity, found, done, next_step))

    def stop_if_needed(self, error: type[HeadwayError] = ContentMistake) -> None:
        """Raise ``error`` with every stopping finding, if there is any."""
        stopping = [item for item in self.items if item.severity is Severity.STOPS]
        if stopping:
            raise error(stopping)
