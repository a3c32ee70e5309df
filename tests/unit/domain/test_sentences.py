"""Plain sentences about a row say the figure, what it is set against and what is not known."""

from dataclasses import replace
from fractions import Fraction

import pytest

from headway.domain.indicator import Frequency, Unit
from headway.domain.periods import financial_year, month, quarter
from headway.domain.published import Derived
from headway.domain.sentences import (
    against_target,
    average_words,
    benchmark_words,
    benchmarks_sentence,
    change_sentence,
    compared_periods,
    figure_sentence,
    latest_known,
    maximum_words,
    not_known_sentence,
    standing_sentence,
)
from headway.domain.target_words import target_words
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Absent, State, number
from tests.builders import (
    indicator,
    scorecard_2019,
    scorecard_2020,
    scorecard_of_states,
    small_scorecard,
)

PREVIOUS, LAST_YEAR = Derived.CHANGE_PREVIOUS, Derived.CHANGE_LAST_YEAR


def row_2020(name):
    return scorecard_2020().row(name)


def test_a_figure_is_said_with_its_period():
    assert figure_sentence(row_2020("assessments-completed")) == "263 in August 2020"
    assert figure_sentence(row_2020("children-in-need")) == "2,256 in August 2020"


def test_a_change_is_said_with_both_figures_and_what_it_means():
    row = row_2020("assessments-completed")
    assert change_sentence(row, LAST_YEAR) == "Up 13% on August 2019 (263 against 232): better"
    assert change_sentence(row, PREVIOUS) == "Similar to July 2020: down 5% (263 against 278)"


def test_a_fall_of_what_should_fall_is_better_and_no_polarity_is_not_judged():
    assert change_sentence(row_2020("children-in-need"), LAST_YEAR).endswith(": better")
    assert change_sentence(row_2020("assessments-started"), LAST_YEAR) == (
        "Similar to August 2019: up 5% (132 against 126)"
    )


def test_a_printed_change_without_its_base_says_what_it_rests_on():
    row = scorecard_2019().row("assessments-started")
    assert change_sentence(row, LAST_YEAR) == (
        "Up 505% as printed, on an earlier figure of about 21"
    )


def test_no_change_is_said_with_its_reason():
    assert change_sentence(row_2020("neet"), PREVIOUS) == (
        "No change on July 2020 can be given: no figure for this period (awaited)"
    )


def test_the_very_same_figure_and_a_small_base_are_said():
    [same] = small_scorecard([(indicator("a"), [number(40), number(40)])]).rows
    assert change_sentence(same, PREVIOUS) == "The same as July 2020 (40 against 40)"
    [small] = small_scorecard([(indicator("a"), [number(2), number(4)])]).rows
    assert change_sentence(small, PREVIOUS).endswith("(4 against 2): better, small base")


def test_percentages_move_in_points():
    neet = indicator("neet", unit=Unit.PERCENTAGE, decimals=1)
    [row] = small_scorecard([(neet, [number("6.8"), number("8.3")])]).rows
    assert (
        change_sentence(row, PREVIOUS) == "Up 1.5 points on July 2020 (8.3% against 6.8%): better"
    )


def test_only_the_two_changes_are_changes():
    with pytest.raises(ValueError, match="a change is on"):
        change_sentence(row_2020("neet"), Derived.AVERAGE_12)


def test_each_state_has_its_own_sentence():
    said = {figure_sentence(row) for row in scorecard_of_states().rows}
    assert len(said) == len(State)
    assert "No figure yet for August 2020: awaited" in said
    assert "The figure for August 2020 is withheld to protect people" in said


def test_what_is_not_known_names_the_latest_known():
    assert not_known_sentence(row_2020("neet")) == (
        "No figure yet for August 2020: awaited; the latest known is 6.8% in quarter 2 2019/20"
    )
    [never] = small_scorecard([(indicator("a"), [Absent(State.AWAITED)])]).rows
    assert latest_known(never) is None
    assert not_known_sentence(never).endswith("none is known from earlier")


def test_average_and_maximum_say_what_they_rest_on():
    row = row_2020("assessments-completed")
    assert average_words(row) == "236 (10 of 12 known)"
    assert maximum_words(row) == "322 (10 of 12 known)"


def test_a_standing_is_said_against_its_target():
    assert standing_sentence(row_2020("assessments-completed")) == (
        "Off target: 263 against at least 300 for August 2020"
    )
    assert standing_sentence(row_2020("neet")) == "No target for this period"
    assert against_target(row_2020("neet")) == ""
    assert against_target(row_2020("assessments-completed")) == (
        "263 against at least 300 for August 2020"
    )
    assert standing_sentence(scorecard_2019().row("assessments-completed")) == (
        "The target for 2019/20 is to be confirmed"
    )


def test_a_target_without_a_figure_says_why_there_is_no_colour():
    target = Target(month(2020, 8), TargetForm.AT_MOST, Fraction(6))
    [row] = small_scorecard([(indicator("a"), [Absent(State.AWAITED)])], targets=(target,)).rows
    assert standing_sentence(row) == (
        "No colour, tbc against at most 6 for August 2020: no figure (awaited)"
    )


def test_a_years_target_says_nothing_of_a_month_and_why_is_said():
    target = Target(financial_year(2020), TargetForm.AT_LEAST, Fraction(3600))
    [row] = small_scorecard([(indicator("a"), [number(263)])], targets=(target,)).rows
    assert standing_sentence(row).startswith(
        "No colour, 263 against at least 3,600 for 2020/21: a target for 2020/21"
    )


@pytest.mark.parametrize(
    ("form", "goal", "high", "words"),
    [
        (TargetForm.AT_LEAST, "73.5", None, "at least 73.5%"),
        (TargetForm.AT_MOST, "6", None, "at most 6%"),
        (TargetForm.WITHIN, "10", "20", "between 10% and 20%"),
        (TargetForm.UNSTATED, "288", None, "288% (direction not stated)"),
        (TargetForm.TO_BE_CONFIRMED, None, None, "to be confirmed"),
    ],
)
def test_a_target_is_said_as_it_was_set(form, goal, high, words):
    target = Target(
        financial_year(2020),
        form,
        Fraction(goal) if goal else None,
        Fraction(high) if high else None,
    )
    assert target_words(target, Unit.PERCENTAGE) == words


def test_benchmarks_are_said_with_their_year():
    row = row_2020("neet")
    assert [benchmark_words(row, each) for each in row.benchmarks] == [
        "statistical neighbours 6.1% (2017/18)",
        "England 6.0% (2017/18)",
        "South East 6.4% (2017/18)",
    ]
    assert benchmarks_sentence(row) == (
        "statistical neighbours 6.1%, England 6.0%, South East 6.4% (2017/18)"
    )
    started = row_2020("assessments-started")
    assert benchmarks_sentence(started) == "none (not collected)"
    partly = replace(row, benchmarks=(row.benchmarks[0], started.benchmarks[1]))
    assert benchmarks_sentence(partly) == (
        "statistical neighbours 6.1% (2017/18); not collected: England"
    )
    assert benchmark_words(started, started.benchmarks[1]) == "England: not collected"


def test_a_quarterly_figure_is_compared_with_quarters():
    quarterly = indicator("a", frequency=Frequency.QUARTERLY)
    assert compared_periods(quarterly, month(2020, 6)) == (
        quarter(2020, 1),
        quarter(2019, 4),
        quarter(2019, 1),
    )
