"""No text that a person wrote can run in a spreadsheet, and none is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.safe_text import neutralise, restore, safe_symbol
from headway.domain.values import State

STARTS = ["=", "+", "-", "@", "\t", "\r", "\n"]


@pytest.mark.parametrize("start", STARTS)
def test_text_that_could_run_gets_an_apostrophe(start):
    text = f'{start}HYPERLINK("http://example.org")'
    assert neutralise(text) == f"'{text}"


@pytest.mark.parametrize("text", [" =1+1", "  @SUM(A1)", "\u00a0=1", "＝1+1"])
def test_blanks_and_wide_signs_hide_nothing(text):
    assert neutralise(text).startswith("'")


@pytest.mark.parametrize("text", ["", "Families", "a=b", "1 - 2", "'quoted'", "n/a", "– none"])
def test_harmless_text_stays_as_it_is(text):
    assert neutralise(text) == text


@given(st.text())
def test_nothing_written_begins_with_a_sign_that_runs(text):
    assert not neutralise(text).startswith(tuple(STARTS))


@given(st.one_of(st.text(), st.text("'=+-@ \t\r\nx")))
def test_what_was_neutralised_can_be_restored(text):
    assert restore(neutralise(text)) == text


def test_no_symbol_of_a_state_needs_an_apostrophe():
    for state in State:
        assert neutralise(safe_symbol(state)) == safe_symbol(state) != ""
    assert len({safe_symbol(state) for state in State}) == len(State)
