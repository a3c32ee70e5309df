import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import Place
from headway.readers.grid import (
    BLANK,
    Cell,
    CellKind,
    Document,
    Row,
    Sheet,
    column_letters,
    column_number,
)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": "18.1", "kind": CellKind.NUMBER},
        {"text": "18.1", "kind": CellKind.TEXT, "number": Fraction(181, 10)},
        {"text": "Aug-20", "kind": CellKind.DATE},
        {"text": "Aug-20", "kind": CellKind.TEXT, "date": dt.date(2020, 8, 1)},
        {"text": "", "kind": CellKind.TEXT},
        {"text": "x", "kind": CellKind.BLANK},
        {"text": "6.8%", "kind": CellKind.TEXT, "percent": True},
        {"text": "=A1", "kind": CellKind.TRUTH, "formula_without_result": True},
    ],
)
def test_a_wrong_cell_cannot_be_built(wrong):
    with pytest.raises(ValueError, match=r"cell|percentage|formula"):
        Cell(**wrong)


def test_rows_count_from_one_and_documents_hold_something():
    with pytest.raises(ValueError, match="from 1"):
        Row(0, ())
    with pytest.raises(ValueError, match="at least one sheet"):
        Document("x.csv", (), True, (), "")


def test_a_workbook_cell_has_letters_and_a_text_cell_has_a_line():
    sheet = Sheet("List 1", (Row(4, (BLANK,)),), file="a.xlsx")
    assert sheet.place(4, 5) == Place(file="a.xlsx", sheet="List 1", row=4, column="F")
    assert sheet.place(4) == Place(file="a.xlsx", sheet="List 1", row=4)
    text = Sheet("", (Row(12, (BLANK,)),), file="a.txt")
    assert text.place(12, 0) == Place(file="a.txt", line=12, column="1")
    assert str(text.place(12, 6)) == "a.txt, line 12, column 7"
    with pytest.raises(ValueError, match="from 0"):
        text.place(12, -1)


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")]
)
def test_column_letters_are_those_of_a_spreadsheet(number, letters):
    assert column_letters(number) == letters


@given(st.integers(1, 16_384))
def test_column_letters_come_back_as_the_same_number(number):
    assert column_number(column_letters(number)) == number
