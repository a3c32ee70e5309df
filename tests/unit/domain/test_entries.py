"""What is asked of people, what they may answer, and how a workbook is known again."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.asking import (
    asked_of,
    check_code,
    figures_digest,
    identity_of,
    limits_of,
    plain_figure,
)
from headway.domain.entries import (
    Entry,
    EntryKind,
    Limits,
    Returned,
    limits_from,
    state_from,
    state_words,
)
from headway.domain.entry_sheet import figures_check, figures_in_check
from headway.domain.indicator import Unit
from headway.domain.periods import month, quarter
from headway.domain.problems import Finding, Place, Severity
from headway.domain.values import Absent, State, number
from tests.builders import indicator, scorecard_2020, small_scorecard

AUGUST = month(2020, 8)
EVERY_LIMITS = [Limits(unit, *flags) for unit in Unit for flags in product((False, True), repeat=3)]


@pytest.mark.parametrize("limits", EVERY_LIMITS, ids=lambda each: each.words)
def test_the_words_of_limits_are_read_back(limits):
    assert limits_from(f" {limits.words}  ") == limits


def test_limits_have_words_of_their_own():
    assert len({limits.words for limits in EVERY_LIMITS}) == len(EVERY_LIMITS)
    assert limits_from("anything") is None


def test_limits_say_what_cannot_be():
    assert Limits(Unit.PERCENTAGE, up_to_100=True).broken_by(number(101)) == "it is above 100"
    assert Limits().broken_by(number(-1)) == "it is below 0"
    assert Limits(whole=True).broken_by(number("1.5")) == "it is not a whole number"
    assert Limits(from_nought=False).broken_by(number(-1)) == ""
    assert Limits().broken_by(Absent(State.AWAITED)) == ""


def test_limits_come_from_the_definition_and_the_figures_known():
    capacity = indicator("capacity", unit=Unit.PERCENTAGE)
    share = indicator("share", unit=Unit.PERCENTAGE, decimals=1)
    load = indicator("load")
    money = indicator("money", unit=Unit.POUNDS)
    rows = small_scorecard(
        [
            (capacity, [number(83), number(120)]),
            (share, [number("6.8")]),
            (load, [number("17.5")]),
            (money, [number(-3)]),
            (indicator("count"), [number(3)]),
        ]
    ).rows
    assert [limits_of(row).words for row in rows] == [
        "percentage, 0 or more",
        "percentage, 0 to 100",
        "number, 0 or more",
        "pounds, any figure",
        "whole number, 0 or more",
    ]


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("tbc", State.AWAITED),
        ("TBC ", State.AWAITED),
        ("to be confirmed", State.AWAITED),
        ("N/A", State.NOT_APPLICABLE),
        ("not  due", State.NOT_DUE),
        ("-", State.NOT_COLLECTED),
        ("–", State.NOT_COLLECTED),
        ("*", State.SUPPRESSED),
        ("missing", None),
        ("?", None),
        ("soon", None),
    ],
)
def test_words_in_place_of_a_figure(word, state):
    assert state_from(word) is state


def test_every_word_offered_is_understood_and_cannot_run():
    assert all(state_from(word) for word in state_words())
    assert not any(word.startswith(("=", "+", "-", "@")) for word in state_words())


def entry(**named):
    said = {
        "indicator": "one",
        "period": AUGUST,
        "what": EntryKind.FIGURE,
        "value": number(3),
        "by": "Head of service",
        "on": date(2020, 9, 1),
    }
    return Entry(**said | named)


def test_an_entry_without_who_or_when_cannot_be_made():
    assert entry().figure == number(3)
    with pytest.raises(ValueError, match="who gave it"):
        entry(by="  ")
    with pytest.raises(ValueError, match="who gave it"):
        entry(by="x" * 101)
    with pytest.raises(TypeError, match="on which day"):
        entry(on=None)


def test_a_commentary_is_text_and_a_figure_a_value():
    with pytest.raises(TypeError):
        entry(value="three")
    with pytest.raises(TypeError):
        entry(what=EntryKind.COMMENTARY)
    with pytest.raises(ValueError, match="5,000"):
        entry(what=EntryKind.COMMENTARY, value=" ")
    with pytest.raises(ValueError, match="5,000"):
        entry(what=EntryKind.COMMENTARY, value="x" * 5_001)
    assert entry(what=EntryKind.COMMENTARY, value="words").figure is None


def test_what_is_asked_of_a_scorecard():
    asked = {(each.reference, each.period, each.what): each for each in asked_of(scorecard_2020())}
    missing = asked["LSCB1", quarter(2020, 1), EntryKind.FIGURE]
    assert (missing.now, missing.allowed, missing.decimals) == (
        "missing",
        "percentage, 0 to 100",
        1,
    )
    assert ("EH1a", AUGUST, EntryKind.FIGURE) not in asked
    assert asked["EH1c", AUGUST, EntryKind.COMMENTARY].now == "See above"
    assert len({each.check for each in asked.values()}) == len(asked)


def test_what_is_not_due_not_collected_or_withheld_is_not_asked():
    states = [State.NOT_DUE, State.NOT_COLLECTED, State.SUPPRESSED, State.NOT_APPLICABLE]
    scorecard = small_scorecard([(indicator("one"), [Absent(state) for state in states])])
    assert [each.what for each in asked_of(scorecard)] == [EntryKind.COMMENTARY]


@given(st.text(), st.text())
def test_codes_bear_what_a_spreadsheet_does_to_blanks(one, other):
    assert check_code(one, other) == check_code(f" {one}\n", other)
    assert check_code("a", one) != check_code("b", one)


def test_the_digest_follows_the_figures_and_not_the_order_of_rows():
    scorecard = scorecard_2020()
    turned = replace(scorecard, rows=tuple(reversed(scorecard.rows)), title="Another")
    assert figures_digest(turned) == figures_digest(scorecard)
    row = scorecard.rows[0]
    cells = (replace(row.cells[0], value=number(114)), *row.cells[1:])
    moved = replace(scorecard, rows=(replace(row, cells=cells), *scorecard.rows[1:]))
    assert figures_digest(moved) != figures_digest(scorecard)
    assert identity_of(moved, None).scorecard == "early-help-dataset"


@given(st.lists(st.one_of(st.integers(), st.fractions(), st.sampled_from(State)), min_size=1))
def test_a_check_gives_its_figures_back_unless_changed(drawn):
    values = [Absent(each) if isinstance(each, State) else number(each) for each in drawn]
    figures = tuple(plain_figure(value) for value in values)
    text = figures_check("one", figures)
    assert figures_in_check("one", text) == figures
    assert figures_in_check("two", text) is None
    assert figures_in_check("one", f"9{text}") is None


def test_a_return_stops_only_for_what_must_be_put_right():
    identity = identity_of(scorecard_2020(), date(2020, 9, 1))
    noted = Finding(Place(), Severity.NOT_TAKEN, "x")
    assert not Returned(identity, (), (noted,)).stops
    assert Returned(identity, (), (replace(noted, severity=Severity.STOPS),)).stops
