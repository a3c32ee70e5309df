"""Workbooks that were sent out, written in as a person would, and read when they come back."""

import warnings
from datetime import date

import openpyxl

from headway.domain.indicator import Unit
from headway.domain.periods import month
from headway.domain.problems import Severity
from headway.domain.values import Absent, State, number
from headway.intake.returned import read_returned
from headway.readers import read_document
from headway.writers.workbook import workbook_bytes
from tests.builders import indicator, small_scorecard

MADE_ON = date(2020, 9, 14)
TODAY = date(2020, 9, 20)
AUGUST = month(2020, 8)
TBC = Absent(State.AWAITED)


class Sent:
    """A workbook that was sent out, to be written in as a person would."""

    def __init__(self, folder, scorecard):
        self.path = folder / "returned.xlsx"
        self.path.write_bytes(workbook_bytes(scorecard, made_on=MADE_ON))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            self.book = openpyxl.load_workbook(self.path)

    @property
    def entry(self):
        return self.book["Entry"]

    def column(self, heading, sheet="Entry"):
        rows = self.book[sheet].iter_rows()
        return next(c.column for row in rows for c in row if c.value == heading)

    def row(self, reference, asked="figure", period=None):
        kind, when = self.column("Asked for"), self.column("Period")
        for (cell,) in self.entry.iter_rows(min_col=1, max_col=1):
            found = self.entry.cell(cell.row, kind).value, self.entry.cell(cell.row, when).value
            if cell.value == reference and found[0] == asked and period in (None, found[1]):
                return cell.row
        raise LookupError(reference)

    def put(self, reference, answer, asked="figure", *, by="Head of service", on=date(2020, 9, 16)):
        """Answer one row; returns the answer's cell."""
        row = self.row(reference, asked)
        cell = self.entry.cell(row, self.column("Your answer"), answer)
        self.entry.cell(row, self.column("Entered by"), by)
        self.entry.cell(row, self.column("Date entered"), on)
        return cell

    def back(self, **named):
        self.book.save(self.path)
        return read_returned(read_document(self.path), **{"today": TODAY} | named)


def share(*values, **named):
    return indicator("share", "A share", unit=Unit.PERCENTAGE, decimals=1, **named), list(values)


def small():
    """One percentage, one count and one score, each awaited in August."""
    return small_scorecard(
        [
            share(number("6.5"), TBC),
            (indicator("count", "A count"), [number(1200), TBC]),
            (indicator("score", "A score", unit=Unit.SCORE, decimals=1), [number(3), TBC]),
        ]
    )


def told(returned, severity=Severity.STOPS):
    return [str(each) for each in returned.findings if each.severity is severity]


def only(returned):
    assert told(returned) == []
    (entry,) = returned.entries
    return entry
