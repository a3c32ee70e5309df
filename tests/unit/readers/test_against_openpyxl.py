"""Read twice: our reader of xlsx must find what openpyxl, another program's work, finds."""

import datetime as dt
import io
from fractions import Fraction

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from headway.readers import CellKind
from headway.readers.making import trimmed
from headway.readers.xlsx import read_xlsx

VALUES = st.one_of(
    st.none(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e12, 1e12, allow_nan=False),
    st.booleans(),
    st.dates(dt.date(1900, 3, 1)),
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12
    ).filter(lambda text: not text.startswith("=") and text.upper() not in openpyxl_errors()),
)


def openpyxl_errors():
    return {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}


def ours(cell):
    if cell.kind is CellKind.NUMBER:
        return cell.number
    if cell.kind is CellKind.DATE:
        return cell.date
    if cell.kind is CellKind.TRUTH:
        return cell.text == "TRUE"
    return cell.text or None


def theirs(value):
    if isinstance(value, bool):
        return value
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, int | float):
        return Fraction(str(value))
    return (trimmed(unescape(value)) or None) if isinstance(value, str) else value


def without_end(values):
    kept = list(values)
    while kept and kept[-1] is None:
        kept.pop()
    return kept


@given(st.lists(st.lists(VALUES, max_size=5), min_size=1, max_size=6))
def test_both_find_the_same_values_in_the_same_places(table):
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for at, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            page.cell(at, column, value)
    out = io.BytesIO()
    book.save(out)
    (sheet,), _ = read_xlsx("drawn.xlsx", out.getvalue())
    found = {row.number: without_end(map(ours, row.cells)) for row in sheet.rows}
    again = openpyxl.load_workbook(out, data_only=True).active
    assert again is not None
    expected = {
        at: without_end(map(theirs, row))
        for at, row in enumerate(again.iter_rows(values_only=True), start=1)
    }
    assert {at: row for at, row in found.items() if row} == {
        at: row for at, row in expected.items() if row
    }
