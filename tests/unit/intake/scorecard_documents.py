"""Small scorecards for the tests, and what was read of them in a form that is easy to compare."""

from headway.domain.problems import Severity
from headway.domain.values import Number
from headway.intake.scorecards import read_scorecards
from headway.readers.grid import BLANK, Cell, CellKind, Document, Row, Sheet


def document(*tables, file="sheet.csv", name="", known=True, separator="|"):
    """A document with one sheet for each text: a line is a row, a bar parts its cells."""
    sheets = tuple(
        Sheet(f"{name}{at}" if name else "", _rows(table, separator), file=file)
        for at, table in enumerate(tables, start=1)
    )
    return Document(file, sheets, known, (), "0" * 64)


def _rows(table, separator):
    lines = table.strip("\n").split("\n")
    return tuple(
        Row(number, tuple(_cell(text) for text in line.split(separator)) if line.strip() else ())
        for number, line in enumerate(lines, start=1)
    )


def _cell(text):
    text = text.strip()
    return Cell(text, CellKind.TEXT) if text else BLANK


def read(table, **named):
    """The one scorecard of a document made from a text."""
    (found,) = read_scorecards(document(table), **named)
    return found


def shown(value):
    """A value as plain text: a number as a fraction's text, else the name of its state."""
    return str(value.amount) if isinstance(value, Number) else value.state.name.lower()


def months(row):
    """What a row has under each column: "2020-08" to the value."""
    return {f"{figure.column.last_day:%Y-%m}": shown(figure.value) for figure in row.figures}


def row_of(found, reference):
    """The row with a reference, or a title where it has none."""
    return next(r for r in found.dataset.rows if reference in (r.reference, r.title))


def told(found, severity=None):
    """The findings of a scorecard as text, of one severity or of all."""
    return [
        str(each)
        for each in found.dataset.findings
        if severity is None or each.severity is severity
    ]


def not_taken(found):
    """What was left out because it was not certain."""
    return told(found, Severity.NOT_TAKEN)


def inferred(found):
    """What was taken on evidence."""
    return told(found, Severity.INFERRED)
