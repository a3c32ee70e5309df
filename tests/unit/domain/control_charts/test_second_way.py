"""Whatever the series, the charts agree with a second, plain implementation of every rule."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from headway.domain.breaks import Break, BreakKind
from headway.domain.control_charts.chart import control_chart
from headway.domain.control_charts.options import (
    ChartOptions,
    NoVariation,
    OnTheMean,
    Rebase,
    Screening,
    Ties,
)
from headway.domain.control_charts.points import Rule
from headway.domain.indicator import Unit
from headway.domain.periods import financial_year
from headway.domain.polarity import Polarity
from headway.domain.targets import Target, TargetForm
from tests.unit.domain.control_charts import second_way
from tests.unit.domain.control_charts.making import START, series

RULES = {
    Rule.OUTSIDE: "outside",
    Rule.TREND: "trend",
    Rule.TWO_OF_THREE: "two of three",
    Rule.SHIFT: "shift",
}
BETTER = {Polarity.HIGHER: "high", Polarity.LOWER: "low"}
# Few different figures give ties, figures on the average, and constant stretches.
FIGURES = st.one_of(
    st.lists(st.integers(0, 4), min_size=7, max_size=26),
    st.lists(st.integers(0, 60), min_size=7, max_size=26),
    st.lists(st.sampled_from([10, 10, 10, 11, 30, None]), min_size=7, max_size=26),
    st.lists(st.one_of(st.none(), st.integers(5, 9)), min_size=7, max_size=26),
    st.builds(
        lambda first, steps: [first + sum(steps[:at]) for at in range(len(steps) + 1)],
        st.integers(20, 40),
        st.lists(st.sampled_from([1, 1, 1, 2, 0, -1]), min_size=8, max_size=24),
    ),
    st.builds(
        lambda low, high: [*low, *high],
        st.lists(st.integers(10, 14), min_size=8, max_size=13),
        st.lists(st.integers(12, 20), min_size=8, max_size=13),
    ),
)
# Twelve figures that alternate between 10 and 11, so that the limits, fixed on them, are exactly
# 10.5 ± 2.66; then figures on, just inside and just outside every edge.
EDGES = [Fraction(text) for text in ("10.5", "7.84", "7.83", "7.85", "13.16", "13.15", "13.17")]
EDGES += [Fraction(21, 2) + sign * Fraction(266, 150) for sign in (1, -1)]
EDGES += [Fraction(text) for text in ("12.3", "12.4", "8.7", "8.6", "10.6", "10.4")]
ON_EDGES = st.lists(st.one_of(st.sampled_from(EDGES), st.none()), max_size=10).map(
    lambda tail: [10, 11] * 6 + tail
)
# The one large moving range is exactly 3.267 times the average of the thirteen: not under it.
ON_THE_SCREEN = [0, 9733] * 6 + [0, 39204]
OPTIONS = st.builds(
    ChartOptions,
    screening=st.sampled_from(Screening),
    fix_after=st.sampled_from([None, None, 12, 15]),
    run_length=st.sampled_from([6, 7, 7, 8]),
    trend_length=st.sampled_from([5, 6, 7, 7]),
    ties=st.sampled_from(Ties),
    on_the_mean=st.sampled_from(OnTheMean),
    no_variation=st.sampled_from(NoVariation),
    rebases=st.lists(st.integers(-2, 27), max_size=2, unique=True).map(
        lambda places: tuple(Rebase(START.shift(place)) for place in places)
    ),
    least_points=st.just(2),
)


def stretches(figures, options):
    """Cut the series at each restart that falls on one of its months."""
    firsts = {rebase.first for rebase in options.rebases}
    cut: list[list] = [[]]
    for place, figure in enumerate(figures):
        if place and START.shift(place) in firsts:
            cut.append([])
        cut[-1].append(figure)
    return cut


def both_ways(figures, options, polarity, goal):
    form = TargetForm.AT_MOST if polarity is Polarity.LOWER else TargetForm.AT_LEAST
    targets = [Target(financial_year(year), form, Fraction(goal)) for year in range(2024, 2028)]
    own = control_chart(
        series(*figures), polarity=polarity, unit=Unit.SCORE, targets=targets, options=options
    )
    flags: list[dict] = []
    limits: tuple = ()
    for stretch in stretches(figures, options):
        limits = second_way.limits_of(
            stretch,
            screen=options.screening is Screening.ONCE,
            fix=options.fix_after,
            flat_on_mean=options.no_variation is NoVariation.LIMITS_ON_THE_MEAN,
        )
        flags += second_way.flags_of(
            stretch,
            limits,
            run=options.run_length,
            trend=options.trend_length,
            ties_pass=options.ties is Ties.PASSED_OVER,
            mean_passes=options.on_the_mean is OnTheMean.PASSED_OVER,
        )
    return own, flags, limits


@given(FIGURES, OPTIONS, st.sampled_from([*BETTER, Polarity.NONE]), st.integers(0, 40))
@example([3] * 10, ChartOptions(), Polarity.HIGHER, 3)
@example([20] * 12 + [35], ChartOptions(), Polarity.LOWER, 3)
@example([*range(1, 8), *range(6, 0, -1)], ChartOptions(), Polarity.HIGHER, 3)
def test_every_flag_icon_and_limit_is_the_same_both_ways(figures, options, polarity, goal):
    if sum(figure is not None for figure in figures) < 2:
        return
    own, flags, limits = both_ways(figures, options, polarity, goal)
    mine = [{RULES[each.rule]: each.side.value for each in point.fired} for point in own.points]
    assert mine == flags
    for point, flag in zip(own.points, flags, strict=True):
        first = next((rule for rule in second_way.PRIORITY if rule in flag), None)
        assert (RULES[point.label] if point.label else None) == first
    last = max(place for place, figure in enumerate(figures) if figure is not None)
    better = BETTER.get(polarity)
    assert own.variation.name == second_way.icon_of(flags[last], better)
    assert own.assurance.name == second_way.assurance_of(limits, goal, better)
    band = own.limits.band if own.limits else None
    edges = (band.lower, band.near_lower, band.near_upper, band.upper) if band else (None,) * 4
    assert (own.limits.mean if own.limits else None, *edges) == limits


@given(FIGURES, st.lists(st.integers(1, 25), max_size=3, unique=True), OPTIONS)
def test_breaks_keep_figures_apart_both_ways(figures, places, options):
    options = replace(options, rebases=())
    if sum(figure is not None for figure in figures) < 2:
        return
    own = control_chart(
        series(*figures),
        polarity=Polarity.HIGHER,
        unit=Unit.SCORE,
        options=options,
        breaks=[Break(START.shift(at), BreakKind.SOURCE, "a new system") for at in places],
    )
    limits = second_way.limits_of(
        figures,
        screen=options.screening is Screening.ONCE,
        fix=options.fix_after,
        flat_on_mean=options.no_variation is NoVariation.LIMITS_ON_THE_MEAN,
        apart=places,
    )
    flags = second_way.flags_of(
        figures,
        limits,
        run=options.run_length,
        trend=options.trend_length,
        apart=places,
        ties_pass=options.ties is Ties.PASSED_OVER,
        mean_passes=options.on_the_mean is OnTheMean.PASSED_OVER,
    )
    assert own.limits.mean == limits[0]
    assert (own.limits.band.upper if own.limits.band else None) == limits[4]
    mine = [{RULES[each.rule]: each.side.value for each in point.fired} for point in own.points]
    assert mine == flags


@given(ON_EDGES, st.sampled_from([*BETTER]), st.sampled_from(EDGES))
def test_figures_and_targets_on_an_edge_are_the_same_both_ways(figures, polarity, goal):
    options = ChartOptions(fix_after=12, run_length=4, trend_length=4)
    own, flags, limits = both_ways(figures, options, polarity, goal)
    assert limits[1:] == (EDGES[1], EDGES[8], EDGES[7], EDGES[4])
    mine = [{RULES[each.rule]: each.side.value for each in point.fired} for point in own.points]
    assert mine == flags
    assert own.assurance.name == second_way.assurance_of(limits, goal, BETTER[polarity])


def test_a_moving_range_on_the_screen_is_left_out():
    own, _, limits = both_ways(ON_THE_SCREEN, ChartOptions(), Polarity.HIGHER, 0)
    assert own.limits.screened == 1
    assert own.limits.mean_moving_range == 9733
    assert limits[4] == own.limits.band.upper


@given(FIGURES, OPTIONS)
def test_moving_ranges_are_of_neighbours_in_one_stretch_alone(figures, options):
    if sum(figure is not None for figure in figures) < 2:
        return
    own, _, _ = both_ways(figures, options, Polarity.HIGHER, 1)
    slow = []
    for stretch in stretches(figures, options):
        for place, figure in enumerate(stretch):
            before = stretch[place - 1] if place else None
            known = figure is not None and before is not None
            slow.append(abs(figure - before) if known else None)
    assert [point.moving_range for point in own.points] == slow
