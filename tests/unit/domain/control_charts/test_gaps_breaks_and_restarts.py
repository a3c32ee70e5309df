"""What stands side by side: gaps, breaks, restarts, fixed limits, figures not settled."""

from dataclasses import replace

import pytest

from headway.domain.breaks import Break, BreakKind, break_on
from headway.domain.control_charts.cautions import CautionKind
from headway.domain.control_charts.chart import control_chart
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.limits import xmr_limits
from headway.domain.control_charts.options import (
    AtABreak,
    ChartOptions,
    Gaps,
    LastPoint,
    NoVariation,
    Rebase,
    UnknownRebase,
    Unsettled,
)
from headway.domain.control_charts.points import PointKind, Rule
from headway.domain.control_charts.refusals import NoChart, Refusal
from headway.domain.indicator import Unit
from headway.domain.periods import month
from headway.domain.polarity import Polarity
from headway.domain.values import State
from tests.unit.domain.control_charts.making import START, chart, series

CALM = [10, 11] * 6
RISING = list(range(20, 27))  # seven figures


def ranges(made):
    return [None if p.moving_range is None else int(p.moving_range) for p in made.points]


def kinds(made):
    return {caution.kind for caution in made.cautions}


def flagged(made, rule):
    return [at for at, p in enumerate(made.points) if any(each.rule is rule for each in p.fired)]


@pytest.mark.parametrize("state", list(State))
def test_no_absent_figure_is_nought_and_none_is_passed_over_in_a_moving_range(state):
    made = chart(10, 11, 10, state, 11, 10, 11, 10)
    assert ranges(made) == [None, 1, 1, None, None, 1, 1, 1]
    assert made.limits.mean * 7 == 73
    assert made.points[3].kind is PointKind.ABSENT
    assert CautionKind.GAPS in kinds(made)


def test_a_month_left_out_of_the_series_is_a_gap_too():
    whole = series(*range(10, 20))
    made = control_chart(
        [each for at, each in enumerate(whole) if at != 4],
        polarity=Polarity.HIGHER,
        unit=Unit.SCORE,
    )
    assert ranges(made) == [None, 1, 1, 1, None, 1, 1, 1, 1]
    assert flagged(made, Rule.TREND) == []


@pytest.mark.parametrize(
    ("gaps", "found"), [(Gaps.BREAK_RUNS, []), (Gaps.PASSED_OVER, [0, 1, 2, 4, 5, 6, 7])]
)
def test_a_gap_breaks_a_trend_unless_it_is_to_be_passed_over(gaps, found):
    made = chart(*RISING[:3], None, *RISING[3:], gaps=gaps)
    assert flagged(made, Rule.TREND) == found
    assert ranges(made)[3:5] == [None, None]


def test_a_gap_breaks_a_shift_and_a_three():
    high = ["12.4", None, "12.4", "12.4", "10.6", "10.6", "10.6", "10.6"]
    made = chart(*CALM, *high, fix_after=12)
    assert flagged(made, Rule.SHIFT) == []
    assert flagged(made, Rule.TWO_OF_THREE) == [14, 15]


def test_limits_restart_at_the_first_period_of_the_new_stretch():
    made = chart(*CALM, *[30, 32] * 7, rebases=(Rebase(START.shift(12), "a new team began"),))
    first, second = made.segments
    assert (first.last, second.first) == (START.shift(11), START.shift(12))
    assert (first.limits.mean * 2, second.limits.mean) == (21, 31)
    assert ranges(made)[11:14] == [1, None, 2]  # none across the restart
    assert second.reason == "a new team began"
    assert made.limits is second.limits


def test_runs_do_not_reach_across_a_restart():
    figures = [*RISING[:4], *RISING[4:], 20, 22, 20, 22, 20]
    assert flagged(chart(*figures), Rule.TREND) == list(range(7))
    assert flagged(chart(*figures, rebases=(Rebase(START.shift(4)),)), Rule.TREND) == []


def test_a_restart_at_a_period_without_a_figure_stands():
    made = chart(*CALM, None, *[30, 32] * 7, rebases=(Rebase(START.shift(12)),))
    assert made.segments[1].limits.mean == 31


def test_a_restart_outside_the_data_is_noted_or_refused():
    outside = (Rebase(month(2019, 4)),)
    made = chart(*CALM, 10, rebases=outside)
    assert len(made.segments) == 1
    assert kinds(made) == {CautionKind.UNKNOWN_REBASE}
    assert made.warnings[0].startswith("Limits were to restart at April 2019")
    refused = chart(*CALM, 10, rebases=outside, unknown_rebase=UnknownRebase.REFUSED)
    assert isinstance(refused, NoChart)
    assert (refused.refusal, "April 2019" in refused.reason) == (Refusal.UNKNOWN_REBASE, True)


def test_fixed_limits_come_from_the_first_figures_and_are_carried_forward():
    made = chart(*CALM, 50, 60, 70, fix_after=12)
    assert made.limits.mean * 2 == 21
    assert made.limits.worked_from == 12
    assert [point.limits for point in made.points] == [made.limits] * 15


def test_fixed_limits_count_figures_not_periods_and_each_stretch_has_its_own():
    made = chart(*CALM[:6], None, *CALM[6:], 50, fix_after=12)
    assert made.limits.mean * 2 == 21
    restarted = chart(
        *CALM, 50, *[30, 32] * 6, 90, fix_after=12, rebases=(Rebase(START.shift(13)),)
    )
    assert [segment.limits.mean for segment in restarted.segments] == [made.limits.mean, 31]


@pytest.mark.parametrize("choice", [11, 0, -1])
def test_limits_are_not_fixed_on_fewer_than_twelve(choice):
    with pytest.raises(ValueError, match="12 figures or more"):
        ChartOptions(fix_after=choice)


CHANGED = Break(START.shift(4), BreakKind.DEFINITION, "adults are counted too")


def test_a_break_separates_and_does_not_restart_the_limits():
    made = chart(*RISING[:4], *RISING[4:], 20, 22, breaks=[CHANGED])
    assert ranges(made)[3:6] == [1, None, 1]
    assert flagged(made, Rule.TREND) == []
    assert len(made.segments) == 1
    assert [point.joined for point in made.points][3:6] == [True, False, True]
    assert CautionKind.BREAKS in kinds(made)


def test_a_break_within_a_month_keeps_that_month_from_both_its_neighbours():
    within = break_on(START.shift(4).start.replace(day=15), BreakKind.SOURCE, "a new system")
    made = chart(*RISING, 20, 22, breaks=[within])
    assert ranges(made)[3:7] == [1, None, None, 1]


def test_a_break_may_restart_the_limits_or_be_marked_only():
    restarted = chart(*RISING, 20, 22, breaks=[CHANGED], at_a_break=AtABreak.NEW_LIMITS)
    assert [segment.first for segment in restarted.segments] == [START, START.shift(4)]
    assert restarted.segments[1].reason == "adults are counted too"
    assert CautionKind.BREAKS not in kinds(restarted)
    marked = chart(*RISING, 20, 22, breaks=[CHANGED], at_a_break=AtABreak.MARKED_ONLY)
    assert flagged(marked, Rule.TREND) == list(range(7))


def test_what_was_restated_on_one_footing_is_not_kept_apart():
    made = chart(*RISING, 20, 22, breaks=[replace(CHANGED, restated="the definition of 2025")])
    assert flagged(made, Rule.TREND) == list(range(7))
    assert made.breaks == ()


def test_figures_that_are_not_settled_are_shown_and_not_used():
    late = START.shift(12)
    made = chart(*CALM, 3, unsettled={late})
    assert made.points[-1].kind is PointKind.UNSETTLED
    assert made.last is made.points[-2]
    assert made.limits.mean * 2 == 21
    assert made.points[-1].joined  # drawn on, in another hand
    assert CautionKind.UNSETTLED in kinds(made)
    assert made.sentence.startswith("3 in April 2025 may still change and is not judged yet. 11 in")
    counted = chart(*CALM, 3, unsettled={late}, when_unsettled=Unsettled.COUNTED)
    assert counted.last is counted.points[-1]


@pytest.mark.parametrize("state", [State.NOT_DUE, State.INCOMPLETE, State.AWAITED])
def test_a_last_period_without_a_figure_leaves_the_icon_to_the_latest_known(state):
    made = chart(*CALM, 14, state)
    assert made.variation is Variation.IMPROVEMENT_HIGH
    assert made.last.period == START.shift(12)
    assert made.sentence.startswith(f"No figure for May 2025 ({state.value}). 14 in April 2025")
    alone = chart(*CALM, 14, state, last_point=LastPoint.LAST_PERIOD)
    assert (alone.variation, alone.last) == (Variation.NONE, None)


def test_a_constant_series_has_no_limits_or_limits_on_its_average():
    flat = chart(*[20] * 14, goal=15)
    assert flat.limits.band is None
    assert (flat.variation, flat.assurance.name) == (Variation.COMMON_CAUSE, "NONE")
    assert CautionKind.NO_VARIATION in kinds(flat)
    on_mean = chart(*[20] * 14, goal=15, no_variation=NoVariation.LIMITS_ON_THE_MEAN)
    assert (on_mean.limits.band.lower, on_mean.limits.band.upper) == (20, 20)
    assert (on_mean.variation, on_mean.assurance.name) == (Variation.COMMON_CAUSE, "MET")


def test_one_dip_in_a_constant_series_does_not_make_every_other_figure_a_signal():
    made = chart(*[100] * 5, 92, *[100] * 7)
    assert made.limits.band is None  # both large moving ranges are screened, noughts are left
    assert flagged(made, Rule.OUTSIDE) == []


def test_a_stretch_where_no_two_figures_stand_side_by_side_has_no_limits():
    made = chart(10, None, 11, None, 10, None, 11, None, 10, None, 11, None, 10)
    assert made.limits.band is None
    assert CautionKind.NO_LIMITS in kinds(made)


def test_limits_need_a_figure():
    with pytest.raises(ValueError, match="a figure"):
        xmr_limits([], [])


def test_a_period_comes_once():
    twice = [*series(*CALM), (START, series(3)[0][1])]
    with pytest.raises(ValueError, match="one figure"):
        control_chart(twice, polarity=Polarity.HIGHER)


def test_the_order_of_the_series_does_not_matter():
    forward = series(*CALM, 14, None, 9)
    named = {"polarity": Polarity.HIGHER, "unit": Unit.SCORE}
    assert control_chart(forward, **named) == control_chart(forward[::-1], **named)
