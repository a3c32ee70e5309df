"""Teams' sheets: when they are due, what is noticed about them, how they add up."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.entries import Limits
from headway.domain.entry_answers import BLANK, NoFigure, SheetAnswer, read_figure_text
from headway.domain.entry_checks import Asked, Filled, remarks_on, unanswered, usual_range
from headway.domain.entry_totals import HandedIn, completeness, timeliness, total, worked_out
from headway.domain.indicator import Frequency, Indicator, Part, RatioOf, Unit
from headway.domain.periods import month, quarter
from headway.domain.polarity import Polarity
from headway.domain.team_sheets import PartOf, TeamSheet, working_day_after
from headway.domain.values import Absent, Number, State, divide, number

SHEET = TeamSheet("s", "S", Frequency.QUARTERLY, Level.TEAM, 10, 20, ("a",))


def indicator(name, unit=Unit.NUMBER, **more):
    return Indicator(
        name, name.capitalize(), Part.HOW_MUCH, Polarity.NONE, unit, Frequency.QUARTERLY, **more
    )


def asked(name, past=(), before=None, unit=Unit.NUMBER, **more):
    amounts = tuple(Fraction(one) for one in past)
    return Asked(indicator(name, unit, **more), amounts, None if before is None else number(before))


def answers(**given):
    return {name: SheetAnswer(number(amount)) for name, amount in given.items()}


def said(filled):
    return [(one.indicator, one.is_error, one.said) for one in remarks_on(filled)]


def test_a_sheet_is_due_so_many_working_days_after_its_period():
    assert working_day_after(date(2026, 10, 2), 1) == date(2026, 10, 5)  # from a Friday
    assert working_day_after(date(2026, 12, 24), 1) == date(2026, 12, 29)  # over Christmas
    assert SHEET.due_on(quarter(2026, 2)) == date(2026, 10, 14)
    assert SHEET.ended_by(date(2026, 10, 1)) == quarter(2026, 2)
    assert SHEET.ended_by(date(2026, 9, 30)) == quarter(2026, 1)
    assert SHEET.ended_by(date(2026, 9, 30), back=1) == quarter(2025, 4)
    monthly = TeamSheet("m", "M", Frequency.MONTHLY, Level.TEAM, 1, 1, ("a",))
    assert monthly.ended_by(date(2026, 3, 1)) == month(2026, 2)


def test_a_sheet_is_asked_of_the_units_that_are_meant():
    team, service = UnitRef(Level.TEAM, "T01"), UnitRef(Level.SERVICE, "SV1")
    assert SHEET.asks(team)
    assert not SHEET.asks(UnitRef(Level.TEAM))
    within = replace(SHEET, within=("SV1",))
    assert within.asks(team, (service,))
    assert not within.asks(team, (UnitRef(Level.SERVICE, "SV2"),))


def test_a_sheet_that_closes_before_it_is_due_cannot_be_made():
    with pytest.raises(ValueError, match="then closes"):
        TeamSheet("s", "S", Frequency.QUARTERLY, Level.TEAM, 10, 9, ("a",))


@pytest.mark.parametrize(
    ("typed", "unit", "amount"),
    [
        ("12", Unit.NUMBER, 12),
        (" 1,204 ", Unit.NUMBER, 1204),
        ("6.8%", Unit.PERCENTAGE, Fraction(34, 5)),
        ("£1,200.50", Unit.POUNDS, Fraction(2401, 2)),
        ("-3", Unit.SCORE, -3),
        ("\u22123", Unit.SCORE, -3),
        ("0", Unit.NUMBER, 0),
    ],
)
def test_a_figure_is_read_as_people_type_it(typed, unit, amount):
    limits = Limits(unit, from_nought=unit is not Unit.SCORE)
    assert read_figure_text(typed, limits) == number(amount)


@pytest.mark.parametrize("typed", ["twelve", "1,20", "1.2.3", "12 of 13", "6.8%", "1e3", "٣", "-1"])
def test_what_is_no_figure_is_refused_in_words(typed):
    with pytest.raises(NoFigure):
        read_figure_text(typed, Limits())


def test_nothing_typed_is_nothing():
    assert read_figure_text("  ", Limits()) is None


def test_awaited_is_an_answer_and_blank_is_none():
    filled = Filled((asked("a"), asked("b")), {"a": SheetAnswer(Absent(State.AWAITED))})
    assert said(filled) == [("b", True, "Enter a number, or choose “not applicable” or “awaited”.")]
    with pytest.raises(ValueError, match="awaited"):
        SheetAnswer(Absent(State.SUPPRESSED))


def test_half_a_person_cannot_be():
    found = said(Filled((asked("a"),), answers(a="2.5")))
    assert found == [("a", True, "2.5 cannot be: it is not a whole number.")]


def test_a_part_larger_than_its_whole_is_an_error_where_the_sheet_says_so():
    both = (asked("part"), asked("whole"))
    filled = Filled(both, answers(part=9, whole=8), (PartOf("part", "whole"),))
    assert said(filled) == [
        ("part", True, "9 is more than the 8 given for “Whole”, of which it is a part.")
    ]
    assert said(Filled(both, answers(part=8, whole=8), (PartOf("part", "whole"),))) == []


def test_the_two_figures_of_a_percentage_are_only_asked_about():
    share = indicator("share", Unit.PERCENTAGE, ratio=RatioOf("part", "whole"))
    both = (asked("part"), asked("whole"))
    filled = Filled(both, answers(part=9, whole=8), worked_out=(share,))
    assert [one[:2] for one in said(filled)] == [("part", False)]


def test_a_percentage_over_100_is_asked_about():
    filled = Filled((asked("a", unit=Unit.PERCENTAGE),), answers(a=120))
    assert said(filled) == [("a", False, "120% is over 100%.")]


def test_the_usual_range_is_the_average_and_how_far_figures_usually_move():
    # Average 12; the moves 2, 2, 2, 2, 2 average 2, and 2.66 times 2 is 5.32.
    past = [Fraction(one) for one in (11, 13, 11, 13, 11, 13)]
    assert usual_range(past) == (12 - Fraction("5.32"), 12 + Fraction("5.32"))
    assert usual_range(past[:5]) is None
    filled = Filled((asked("a", past),), answers(a=31))
    expected = "31 is more than usual: from the last 6 figures, 6 to 18 would be expected."
    assert said(filled) == [("a", False, expected)]
    assert said(Filled((asked("a", past),), answers(a=18))) == []
    assert "less than usual" in said(Filled((asked("a", past),), answers(a=5)))[0][2]


def test_a_usual_range_does_not_reach_below_nought():
    past = (0, 9, 0, 9, 0, 9)
    assert "0 to 29 would be" in said(Filled((asked("a", past),), answers(a=40)))[0][2]
    assert said(Filled((asked("a", past),), answers(a=0))) == []


def test_a_figure_carried_forward_is_asked_about_unless_it_is_small():
    one = (asked("a", before=12), asked("b", before=3))
    same = "12 is exactly what was given for the quarter before."
    assert said(Filled(one, answers(a=12, b=4), period_word="quarter")) == [("a", False, same)]
    assert said(Filled(one, answers(a=11, b=3))) == []


def test_a_whole_sheet_carried_forward_is_asked_about_however_small():
    three = tuple(asked(name, before=2) for name in "abc")
    assert [one[0] for one in said(Filled(three, answers(a=2, b=2, c=2)))] == ["a", "b", "c"]
    assert said(Filled(three, answers(a=2, b=2, c=3))) == []
    noughts = tuple(asked(name, before=0) for name in "abc")
    assert said(Filled(noughts, answers(a=0, b=0, c=0))) == []


def test_a_warning_is_settled_by_a_word_and_an_error_is_not():
    filled = Filled((asked("a", before=12), asked("b")), {"a": SheetAnswer(number(12), "Counted.")})
    standing = unanswered(remarks_on(filled), filled.answers)
    assert [one.indicator for one in standing] == ["b"]


def test_teams_are_added_up_and_a_missing_one_is_told():
    counts = indicator("a")
    figures = {"T1": number(3), "T2": number(4), "T3": Absent(State.NOT_APPLICABLE)}
    assert total(counts, figures, ("T1", "T2", "T3")) == number(7)
    short = total(counts, figures, ("T1", "T2", "T3", "T4"))
    assert short == Absent(State.INCOMPLETE, "3 of 4 teams")
    waiting = figures | {"T2": Absent(State.AWAITED)}
    assert total(counts, waiting, ("T1", "T2", "T3")).note == "2 of 3 teams"
    for unit, decimals in ((Unit.DAYS, 0), (Unit.PERCENTAGE, 1), (Unit.NUMBER, 1)):
        kind = indicator("a", unit, decimals=decimals)
        assert total(kind, {"T1": number(3)}, ("T1",)).state is State.NOT_APPLICABLE


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=1, max_size=9))
def test_a_percentage_of_all_teams_is_never_the_average_of_theirs(given_parts):
    names = [f"T{place}" for place in range(len(given_parts))]
    share = indicator("share", Unit.PERCENTAGE, ratio=RatioOf("part", "whole"))
    parts = {
        name: total(
            indicator(name),
            {team: number(pair[at]) for team, pair in zip(names, given_parts, strict=True)},
            names,
        )
        for at, name in enumerate(("part", "whole"))
    }
    above, below = (sum(pair[at] for pair in given_parts) for at in (0, 1))
    assert worked_out(share, parts) == divide(number(above), number(below), 100)


def test_completeness_and_timeliness_count_questions():
    sheets = (
        HandedIn(13, date(2026, 10, 14)),
        HandedIn(13, date(2026, 10, 15)),
        HandedIn(13, date(2026, 11, 20)),
        HandedIn(13),
    )
    whole = completeness(sheets, date(2026, 10, 28))
    assert (whole.some, whole.of, whole.value) == (26, 52, number(50))
    in_time = timeliness(sheets, date(2026, 10, 14))
    assert (in_time.some, in_time.of) == (13, 39)
    assert in_time.value == Number(Fraction(100, 3))
    assert timeliness((HandedIn(13),), date(2026, 10, 14)).value == Absent(
        State.NOT_APPLICABLE, "nothing to divide by"
    )


def test_an_answer_not_given_is_blank():
    assert BLANK.is_blank
    assert BLANK.amount is None
