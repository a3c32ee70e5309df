"""When no chart is given, and why; what a chart asks to be read with care."""

from fractions import Fraction

import pytest

from headway.domain.control_charts.cautions import CautionKind
from headway.domain.control_charts.chart import ControlChart, control_chart
from headway.domain.control_charts.options import (
    ChangingTarget,
    ChartOptions,
    ImpossibleLimits,
    Rebase,
    RunningTotals,
)
from headway.domain.control_charts.refusals import NoChart, Refusal
from headway.domain.indicator import Unit
from headway.domain.periods import financial_year, rolling_12, year_to_date
from headway.domain.polarity import Polarity
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Absent, State, number
from tests.unit.domain.control_charts.making import START, chart, series

CALM = [10, 11] * 6


def kinds(made):
    return {caution.kind for caution in made.cautions}


@pytest.mark.parametrize(
    ("figures", "refused"),
    [
        ([4, 5] * 7, True),  # mean 4.5
        ([5] * 7 + [4, 6], False),  # mean 5 is not under 5
        ([0, 0, 0, 0, 0, 0, 0, 40], False),
        ([0, 1, 0, 2, 0, 1, 0, 1], True),
        ([4, 5, 4, 5, None, 5, 5, 6, 6], False),  # 40 over the 8 known: a gap is not nought
    ],
)
def test_small_counts_have_no_xmr_chart(figures, refused):
    made = chart(*figures, unit=Unit.NUMBER)
    assert isinstance(made, NoChart) is refused
    if refused:
        assert made.refusal is Refusal.SMALL_COUNTS
        assert "under 5" in made.sentence


def test_a_mean_just_under_five_is_not_said_to_be_five():
    assert "average 4.9," in chart(*[5] * 29, 4, unit=Unit.NUMBER).reason


def test_only_counts_are_refused_for_being_small_unless_the_counts_behind_are_given():
    shares = series(*[2, 3] * 7)
    named = {"polarity": Polarity.HIGHER, "unit": Unit.PERCENTAGE}
    assert isinstance(control_chart(shares, **named), ControlChart)
    few = control_chart(shares, cases=series(*[1, 2] * 7), **named)
    assert few.refusal is Refusal.SMALL_COUNTS
    assert "counts behind" in few.reason
    assert isinstance(control_chart(shares, cases=series(*[50] * 14), **named), ControlChart)


def test_counts_that_are_small_since_the_limits_restarted_are_refused():
    figures = [50, 52] * 6 + [1, 2] * 4
    assert isinstance(chart(*figures, unit=Unit.NUMBER), ControlChart)
    made = chart(*figures, unit=Unit.NUMBER, rebases=(Rebase(START.shift(12)),))
    assert "since the limits restarted" in made.reason
    other_way = chart(
        *[1, 2] * 4, *[50, 52] * 6, unit=Unit.NUMBER, rebases=(Rebase(START.shift(8)),)
    )
    assert CautionKind.SMALL_COUNTS in kinds(other_way)


def test_the_least_mean_count_is_an_option():
    assert isinstance(
        chart(*[4, 5] * 7, unit=Unit.NUMBER, least_mean_count=Fraction(4)), ControlChart
    )


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ([], "no figure is known"),
        ([10], "1 figure is known"),
        ([10, 11, None, 12, 10, 11, 12], "6 figures are known"),
    ],
)
def test_too_few_figures_are_refused(figures, words):
    made = chart(*figures)
    assert made.refusal is Refusal.TOO_FEW
    assert made.sentence == f"No control chart: {words}, and a chart needs 7 or more."


def test_running_totals_and_mixed_periods_are_refused():
    for kind in (year_to_date, rolling_12):
        totals = [(kind(period), value) for period, value in series(*CALM)]
        assert control_chart(totals, polarity=Polarity.NONE).refusal is Refusal.RUNNING_TOTALS
        allowed = ChartOptions(running_totals=RunningTotals.CHARTED)
        made = control_chart(totals, polarity=Polarity.NONE, options=allowed)
        assert isinstance(made, ControlChart)
    mixed = [*series(*CALM), (financial_year(2022), number(100))]
    assert control_chart(mixed, polarity=Polarity.NONE).refusal is Refusal.MIXED_PERIODS


def test_fewer_than_thirteen_figures_carry_a_warning_and_thirteen_do_not():
    assert CautionKind.SHORT in kinds(chart(*CALM))
    assert chart(*CALM).warnings[0].startswith("Only 12 figures: with fewer than 13 the limits")
    assert CautionKind.SHORT not in kinds(chart(*CALM, 10))
    restarted = chart(*CALM, 10, 11, 10, rebases=(Rebase(START.shift(13)),))
    assert "only 2 figures from May 2025 to June 2025" in restarted.cautions[0].words


def test_a_figure_that_mostly_repeats_itself_is_a_reason_to_be_careful():
    assert CautionKind.REPEATS in kinds(chart(*[10, 10, 11, 11, 10, 10, 11, 11, 10, 10, 10]))
    assert CautionKind.REPEATS not in kinds(chart(*CALM))


def test_counts_on_a_day_are_a_reason_to_be_careful():
    assert CautionKind.CARRIED_OVER in kinds(chart(*CALM, at_a_date=True))


@pytest.mark.parametrize(
    ("unit", "figures", "words"),
    [
        (Unit.NUMBER, [2, 12] * 7, "lower limit"),
        (Unit.PERCENTAGE, [90, 99] * 7, "upper limit"),
        (Unit.PERCENTAGE, [90, 103] * 7, ""),  # a percentage that may pass 100
        (Unit.PERCENTAGE, [2, 12] * 7, "lower limit"),
        (Unit.SCORE, [2, 12] * 7, ""),
    ],
)
def test_limits_that_no_figure_could_reach_are_kept_and_said(unit, figures, words):
    made = chart(*figures, unit=unit)
    found = [each for each in made.cautions if each.kind is CautionKind.IMPOSSIBLE_LIMIT]
    assert [words in each.words for each in found] == ([True] if words else [])
    if words:
        band = made.limits.band
        assert band.lower < 0 or band.upper > 100  # kept as worked out


def test_limits_may_be_cut_to_what_is_possible():
    made = chart(*[2, 12] * 7, unit=Unit.NUMBER, impossible_limits=ImpossibleLimits.CUT)
    assert made.limits.band.lower == 0
    assert made.limits.mean == 7
    share = chart(*[90, 99] * 7, unit=Unit.PERCENTAGE, impossible_limits=ImpossibleLimits.CUT)
    assert share.limits.band.upper == 100


def test_a_target_that_changed_under_the_limits_is_said_and_may_take_the_icon_away():
    targets = [
        Target(financial_year(2024), TargetForm.AT_LEAST, Fraction(14)),
        Target(financial_year(2025), TargetForm.AT_LEAST, Fraction(7)),
    ]
    made = chart(*CALM, 10, 11, targets=targets)
    assert made.assurance.name == "MET"  # by the latest
    assert CautionKind.CHANGED_TARGET in kinds(made)
    assert [point.target for point in made.points[11:13]] == targets
    none = chart(*CALM, 10, 11, targets=targets, changing_target=ChangingTarget.NO_ICON)
    assert none.assurance.name == "NONE"
    restarted = chart(*CALM, 10, 11, targets=targets, rebases=(Rebase(START.shift(12)),))
    assert CautionKind.CHANGED_TARGET not in kinds(restarted)


@pytest.mark.parametrize(
    ("target", "polarity", "reason"),
    [
        (None, Polarity.HIGHER, "no target"),
        (
            Target(financial_year(2024), TargetForm.TO_BE_CONFIRMED),
            Polarity.HIGHER,
            "to be confirmed",
        ),
        (
            Target(financial_year(2024), TargetForm.AT_LEAST, Fraction(5)),
            Polarity.NONE,
            "neither way",
        ),
        (
            Target(financial_year(2024), TargetForm.AT_MOST, Fraction(5)),
            Polarity.HIGHER,
            "at most",
        ),
        (
            Target(financial_year(2024), TargetForm.UNSTATED, Fraction(5)),
            Polarity.NEAR_TARGET,
            "which way",
        ),
    ],
)
def test_where_there_is_no_assurance_the_reason_is_given(target, polarity, reason):
    made = chart(*CALM[:-1], 10, polarity=polarity, targets=target)
    assert made.assurance.name == "NONE"
    assert reason in made.assured.reason


def test_a_printed_target_points_where_the_polarity_says():
    printed = Target(financial_year(2024), TargetForm.UNSTATED, Fraction(14))
    assert chart(*CALM, polarity=Polarity.LOWER, targets=printed).assurance.name == "MET"
    assert chart(*CALM, polarity=Polarity.HIGHER, targets=printed).assurance.name == "MISSED"


def test_a_withheld_figure_is_worked_with_as_any_other_gap():
    def worked_out(state):
        made = chart(*CALM[:6], state, *CALM[6:], 14)
        return made.segments, made.variation, made.said, made.warnings

    assert worked_out(State.SUPPRESSED) == worked_out(State.AWAITED)
    assert chart(*CALM[:6], State.SUPPRESSED, *CALM).points[6].value == Absent(State.SUPPRESSED)
