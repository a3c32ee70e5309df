"""One row of the sheet of answers: an entry, a blank, or findings that say why neither."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from headway.domain.asking import check_code
from headway.domain.entries import (
    LONGEST_COMMENTARY,
    LONGEST_NAME,
    Entry,
    EntryKind,
    Limits,
    limits_from,
)
from headway.domain.entry_sheet import ASKED_WORDS, Heading
from headway.domain.period_labels import NotAPeriod, parse_period
from headway.domain.periods import Period
from headway.domain.problems import Findings, Severity
from headway.domain.safe_text import restore
from headway.domain.values import Value
from headway.intake.returned_figures import Typed, Unclear, read_day, read_figure
from headway.intake.returned_sheets import Table
from headway.readers.grid import Cell, CellKind, Row

_NOT_TAKEN = "The answer was not taken"
_KINDS = {words: kind for kind, words in ASKED_WORDS.items()}


class Answered(Enum):
    """A row that gives no entry."""

    BLANK = "left blank"
    BAD = "not taken"
    NOTHING = "asks nothing"


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands in for what a person left out, and when the workbook was made."""

    today: date
    by: str = ""
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry, and what was filled in for the person who gave it."""

    entry: Entry
    without_day: bool = False
    without_name: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a row says it asks."""

    indicator: str
    period: Period
    what: EntryKind
    limits: Limits | None


def read_row(table: Table, row: Row, asking: Asking, findings: Findings) -> Answer | Answered:
    """Read one row; every reason why its answer cannot be taken becomes a stopping finding."""
    cell = table.cell(row, Heading.ANSWER.value)
    if cell.kind is CellKind.BLANK:
        asks = bool(table.words(row, Heading.IDENTIFIER.value))
        return Answered.BLANK if asks else Answered.NOTHING
    reader = _Row(table, row, asking, findings)
    return reader.read(cell)


@dataclass(slots=True)
class _Row:
    """Reads one answered row, gathering all that is wrong with it before it gives up."""

    table: Table
    row: Row
    asking: Asking
    findings: Findings
    good: bool = True

    def read(self, cell: Cell) -> Answer | Answered:
        asked = self._asked()
        value = self._value(cell, asked) if asked else None
        by, day = self._by(), self._day()
        if not self.good or asked is None or value is None:
            return Answered.BAD
        typed_by = self._words(Heading.BY)
        entry = Entry(
            asked.indicator,
            asked.period,
            asked.what,
            value,
            by,
            day or self.asking.today,
            cell.text,
            self.table.place(self.row, Heading.ANSWER.value),
        )
        return Answer(entry, without_day=day is None, without_name=not typed_by)

    def _asked(self) -> _Asked | None:
        identifier = self._words(Heading.IDENTIFIER)
        if not identifier:
            self._refuse(
                Heading.IDENTIFIER,
                "an answer stands in a row that Headway did not make",
                "Move it to the row that asks for it",
            )
            return None
        if not self._unchanged(identifier):
            self._refuse(
                Heading.CHECK,
                "what this row asks was changed by hand",
                "Copy the answer into a fresh workbook",
            )
            return None
        return self._parsed(identifier)

    def _unchanged(self, identifier: str) -> bool:
        if not self.table.has(Heading.CHECK.value):
            return True
        return self._words(Heading.CHECK) == check_of(self.table, self.row, identifier)

    def _parsed(self, identifier: str) -> _Asked | None:
        kind = _KINDS.get(self._words(Heading.ASKED).casefold())
        try:
            period = parse_period(self._words(Heading.PERIOD))
        except NotAPeriod as mistake:
            self._refuse(Heading.PERIOD, str(mistake), "Put back the period that stood there")
            return None
        limits = limits_from(self._words(Heading.ALLOWED))
        if kind is None or (kind is EntryKind.FIGURE and limits is None):
            heading = Heading.ASKED if kind is None else Heading.ALLOWED
            self._refuse(
                heading,
                f"“{self._words(heading)[:40]}” is not what Headway wrote there",
                "Copy the answer into a fresh workbook",
            )
            return None
        return _Asked(identifier, period, kind, limits)

    def _value(self, cell: Cell, asked: _Asked) -> Value | str | None:
        if asked.what is EntryKind.COMMENTARY:
            return self._commentary(cell)
        try:
            typed = read_figure(cell, asked.limits or Limits())
        except Unclear as unclear:
            self._refuse(Heading.ANSWER, unclear.found, unclear.next_step)
            return None
        self._tell(typed)
        return typed.value

    def _tell(self, typed: Typed) -> None:
        if typed.doubt:
            place = self.table.place(self.row, Heading.ANSWER.value)
            self.findings.add(
                place, Severity.INFERRED, typed.doubt, "", "Look whether that is meant"
            )

    def _commentary(self, cell: Cell) -> str | None:
        if cell.kind is CellKind.ERROR:
            self._refuse(
                Heading.ANSWER,
                "the cell holds a formula or an error, not words",
                "Type the words; where they begin with =, put an apostrophe in front",
            )
            return None
        words = restore(cell.text)
        if len(words) > LONGEST_COMMENTARY:
            self._refuse(
                Heading.ANSWER,
                f"the commentary has {len(words):,} characters",
                f"Shorten it to {LONGEST_COMMENTARY:,}",
            )
            return None
        return words

    def _by(self) -> str:
        by = " ".join(self._words(Heading.BY).split()) or self.asking.by.strip()
        if not by:
            self._refuse(
                Heading.BY,
                "the answer does not say who gave it",
                "Write a name or role in “Entered by”, or say --by for all that have none",
            )
        elif len(by) > LONGEST_NAME:
            self._refuse(
                Heading.BY,
                f"the name has {len(by):,} characters",
                f"Give a name or role in up to {LONGEST_NAME} characters",
            )
        return by

    def _day(self) -> date | None:
        cell = self.table.cell(self.row, Heading.ON.value)
        if cell.kind is CellKind.BLANK:
            return None
        try:
            day = read_day(cell)
        except Unclear as unclear:
            self._refuse(Heading.ON, unclear.found, unclear.next_step)
            return None
        if day > self.asking.today:
            self._refuse(Heading.ON, f"the date {day:%d/%m/%Y} is in the future", "Correct it")
        made = self.asking.made_on
        if made and day < made:
            self.findings.add(
                self.table.place(self.row, Heading.ON.value),
                Severity.INFERRED,
                f"the date {day:%d/%m/%Y} is before the workbook was made ({made:%d/%m/%Y})",
                "It was taken as given",
                "Look whether the year is right",
            )
        return day

    def _words(self, heading: Heading) -> str:
        return self.table.words(self.row, heading.value).strip()

    def _refuse(self, heading: Heading, found: str, next_step: str) -> None:
        self.good = False
        place = self.table.place(self.row, heading.value)
        self.findings.add(place, Severity.STOPS, found, _NOT_TAKEN, next_step)


def check_of(table: Table, row: Row, identifier: str) -> str:
    """Return the code that belongs to what a row says now."""
    period, asked, allowed, now = (
        table.words(row, heading.value)
        for heading in (Heading.PERIOD, Heading.ASKED, Heading.ALLOWED, Heading.NOW)
    )
    return check_code(identifier, period, asked, allowed, now)
