import datetime as dt
from fractions import Fraction

import pytest

from headway.domain.values import Absent, Number, State
from headway.intake.figure_text import read_figure, read_figure_text
from headway.readers.grid import BLANK, Cell, CellKind


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("96", 96),
        ("1,491", 1491),
        ("6.8%", Fraction("6.8")),
        ("£2,000.50", Fraction("2000.5")),
        ("(5)", -5),
        ("-21%", -21),
        ("−3", -3),
        ("0", 0),
    ],
)
def test_numbers(text, amount):
    reading = read_figure_text(text)
    assert reading.value == Number(Fraction(amount))
    assert not reading.problem
    assert not reading.inferred


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", State.INCOMPLETE),
        ("tbc", State.AWAITED),
        ("TBC", State.AWAITED),
        ("n/a", State.NOT_APPLICABLE),
        ("-", State.NOT_COLLECTED),
        ("–", State.NOT_COLLECTED),
        ("*", State.SUPPRESSED),
        ("<5", State.SUPPRESSED),
        ("c", State.SUPPRESSED),
        ("supp", State.SUPPRESSED),
    ],
)
def test_states_are_not_nought_and_not_one_another(text, state):
    value = read_figure_text(text).value
    assert isinstance(value, Absent)
    assert value.state is state


@pytest.mark.parametrize("text", ["#REF!", "about thirty", "45/60", "~30", "100+", "6,8", "1.2.3"])
def test_what_cannot_be_read_is_broken_and_says_so(text):
    reading = read_figure_text(text)
    assert isinstance(reading.value, Absent)
    assert reading.value.state is State.BROKEN
    assert reading.problem


@pytest.mark.parametrize(("text", "amount"), [("96*", 96), ("12 (p)", 12), ("12 days", 12)])
def test_a_footnote_mark_is_told(text, amount):
    reading = read_figure_text(text)
    assert reading.value == Number(Fraction(amount))
    assert reading.inferred


def test_a_percentage_cell_is_held_as_it_is_spoken():
    cell = Cell("6.8%", CellKind.NUMBER, Fraction("0.068"), percent=True)
    assert read_figure(cell).value == Number(Fraction("6.8"))


def test_a_number_cell_keeps_its_exact_value():
    cell = Cell("18.1", CellKind.NUMBER, Fraction(181, 10))
    assert read_figure(cell).value == Number(Fraction(181, 10))


@pytest.mark.parametrize(
    "cell",
    [
        Cell("#DIV/0!", CellKind.ERROR),
        Cell("=A1", CellKind.ERROR, formula_without_result=True),
        Cell("01/02/2020", CellKind.DATE, date=dt.date(2020, 2, 1)),
        Cell("TRUE", CellKind.TRUTH),
    ],
)
def test_cells_that_hold_no_figure_are_broken(cell):
    reading = read_figure(cell)
    assert isinstance(reading.value, Absent)
    assert reading.value.state is State.BROKEN
    assert reading.problem


def test_a_blank_cell():
    assert read_figure(BLANK).value == Absent(State.INCOMPLETE)
