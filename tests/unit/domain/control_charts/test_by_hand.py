"""Charts worked by hand: limits, each rule at its edges, every icon.

The calm start of most of them is twelve figures that alternate between 10 and 11, with limits
fixed on them. Eleven moving ranges of 1: their average is 1, and 3.267 screens none. So

    average 10.5      limits 10.5 ± 2.66 = 7.84 and 13.16
                      near limits 10.5 ± 2.66 × 2/3 = 8.72666... and 12.27333...
"""

from fractions import Fraction

import pytest

from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.options import OnTheMean, Screening, Ties
from headway.domain.control_charts.points import PointKind, Rule, Side
from headway.domain.periods import financial_year
from headway.domain.polarity import Polarity
from headway.domain.rounding import round_to
from headway.domain.targets import Target, TargetForm
from headway.domain.values import number
from tests.unit.domain.control_charts.making import chart, series

CALM = [10, 11] * 6
NEAR = Fraction(21, 2) + Fraction(266, 150)


def calm(*tail, **named):
    return chart(*CALM, *tail, fix_after=12, **named)


def flags(made, rule):
    """The places after the calm start that a rule flags."""
    return [
        at - 12
        for at, point in enumerate(made.points)
        if any(each.rule is rule for each in point.fired)
    ]


def edges(made):
    band = made.limits.band
    return [str(round_to(each, 2)) for each in (band.upper, made.limits.mean, band.lower)]


@pytest.mark.parametrize(
    ("screening", "worked_out"),
    [
        # 18 figures, sum 35, average 1.944. Moving ranges: fifteen of 1, one of 8, one of 9, so
        # 32 ÷ 17 = 1.882; 3.267 × 1.882 = 6.15, which leaves 8 and 9 out: average 1.
        (Screening.ONCE, ["4.60", "1.94", "-0.72"]),  # 1.944 ± 2.66 × 1
        (Screening.NONE, ["6.95", "1.94", "-3.06"]),  # 1.944 ± 2.66 × 1.882
    ],
)
def test_the_published_check_of_screened_against_unscreened(screening, worked_out):
    figures = [1, 2, 1, 2, 10, *[1, 2] * 6, 1]
    assert edges(chart(*figures, screening=screening)) == worked_out


@pytest.mark.parametrize(
    ("screening", "worked_out", "left_out"),
    [
        # Sum 192 over 13: average 14.769. Moving ranges 3 4 3 1 3 4 3 1 3 2 3 and 14: 44 ÷ 12 =
        # 3.667; × 3.267 = 11.98, so 14 goes; 30 ÷ 11 = 2.727; × 2.66 = 7.2545.
        (Screening.ONCE, ["22.02", "14.77", "7.51"], 1),
        (Screening.NONE, ["24.52", "14.77", "5.02"], 0),  # 3.667 × 2.66 = 9.7533
    ],
)
def test_limits_of_thirteen_figures(screening, worked_out, left_out):
    made = chart(12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 13, 16, 30, screening=screening)
    assert edges(made) == worked_out
    assert made.limits.screened == left_out
    assert made.limits.worked_from == 13
    assert [point.moving_range for point in made.points][-2:] == [3, 14]
    assert (made.last.label, made.last.side) == (Rule.OUTSIDE, Side.HIGH)


def test_the_calm_start_has_the_limits_of_the_table_above():
    band = calm().limits.band
    assert (band.lower, band.upper) == (Fraction("7.84"), Fraction("13.16"))
    assert (band.near_lower, band.near_upper) == (21 - NEAR, NEAR)


@pytest.mark.parametrize(
    ("figure", "side"),
    [("13.16", None), ("13.17", Side.HIGH), ("7.84", None), ("7.83", Side.LOW)],
)
def test_on_a_limit_is_not_beyond_it(figure, side):
    made = calm(figure)
    assert (made.last.side if made.last.label is Rule.OUTSIDE else None) is side


@pytest.mark.parametrize(
    ("tail", "flagged"),
    [
        (["12.4", "10.6", "12.4"], [0, 2]),  # the one between is not close and not flagged
        (["12.4", "12.4", "12.4"], [0, 1, 2]),
        (["13.16", "12.4", "10.6"], [0, 1]),  # on the limit is close
        ([NEAR, NEAR, "12.4"], []),  # on the near limit is not
        (["13.2", "12.4", "10.6"], []),  # beyond the limit is not close
        (["13.2", "12.4", "12.4"], [1, 2]),  # but may be the third
        (["12.4", "10.4", "12.4"], []),  # the third on the other side
        (["12.4", "10.5", "12.4"], []),  # the third on the average
        (["12.4", "8.6", "10.6"], []),  # close, to opposite limits
        (["8.6", "10.4", "8.6"], [0, 2]),  # below as above
        (["12.4", "10.6", "10.6", "12.4"], []),  # two of four
    ],
)
def test_two_of_three(tail, flagged):
    assert flags(calm(*tail), Rule.TWO_OF_THREE) == flagged


@pytest.mark.parametrize(
    ("tail", "named", "flagged"),
    [
        # The calm start ends at 11, above the average: it is the first of the run.
        (["10.6"] * 6, {}, [-1, 0, 1, 2, 3, 4, 5]),
        (["10.6"] * 5, {}, []),
        (["10.6"] * 5, {"run_length": 6}, [-1, 0, 1, 2, 3, 4]),
        (["10.6"] * 7 + ["10.4"], {}, [-1, 0, 1, 2, 3, 4, 5, 6]),
        (["10.6"] * 5 + ["10.5", "10.6"], {}, []),  # on the average breaks it
        (
            ["10.6"] * 5 + ["10.5", "10.6"],
            {"on_the_mean": OnTheMean.PASSED_OVER},
            [-1, 0, 1, 2, 3, 4, 6],
        ),
        (["10.4"] * 7, {}, [0, 1, 2, 3, 4, 5, 6]),
    ],
)
def test_shift(tail, named, flagged):
    assert flags(calm(*tail, **named), Rule.SHIFT) == flagged


@pytest.mark.parametrize(
    ("tail", "named", "flagged"),
    [
        # From 10.1 six steps up: seven figures.
        (["10.1", "10.2", "10.3", "10.4", "10.5", "10.6", "10.7"], {}, [0, 1, 2, 3, 4, 5, 6]),
        (["10.1", "10.2", "10.3", "10.4", "10.5", "10.6"], {}, []),
        (["10.1", "10.2", "10.3", "10.4", "10.5", "10.6"], {"trend_length": 6}, [0, 1, 2, 3, 4, 5]),
        (["10.1", "10.2", "10.3", "10.3", "10.4", "10.5", "10.6", "10.7"], {}, []),  # a tie
        (
            ["10.1", "10.2", "10.3", "10.3", "10.4", "10.5", "10.6", "10.7"],
            {"ties": Ties.PASSED_OVER},
            [0, 1, 2, 3, 4, 5, 6, 7],
        ),
        # A tie at either end belongs to no trend; falling from the 11 before.
        (["10.9", "10.8", "10.7", "10.6", "10.5", "10.4"], {}, [-1, 0, 1, 2, 3, 4, 5]),
        (
            ["10.9", "10.8", "10.7", "10.6", "10.5", "10.4", "10.4"],
            {"ties": Ties.PASSED_OVER},
            [-1, 0, 1, 2, 3, 4, 5],
        ),
    ],
)
def test_trend(tail, named, flagged):
    assert flags(calm(*tail, **named), Rule.TREND) == flagged


def test_the_turn_of_two_trends_belongs_to_the_later_one():
    up = ["10.1", "10.2", "10.3", "10.4", "10.5", "10.6", "10.7"]
    made = calm(*up, *reversed(up[:-1]))
    ways = [point.fired[0].side for point in made.points[12:]]
    assert ways == [Side.HIGH] * 6 + [Side.LOW] * 7


def test_the_label_is_the_first_by_priority_and_every_rule_that_fired_is_kept():
    # Seven rising figures above the average, the last beyond the limit.
    made = calm("10.6", "10.7", "10.8", "12.3", "12.4", "12.5", "13.2")
    last, fifth = made.points[-1], made.points[-3]
    assert [each.rule for each in last.fired] == [Rule.OUTSIDE, Rule.TREND, Rule.SHIFT]
    assert [each.rule for each in fifth.fired] == [Rule.TREND, Rule.TWO_OF_THREE, Rule.SHIFT]
    assert (last.label, fifth.label) == (Rule.OUTSIDE, Rule.TREND)


def test_a_falling_trend_above_the_average_is_judged_by_its_fall():
    made = calm("13.1", "13.0", "12.2", "11.2", "11.1", "11.05", "11.01")
    assert made.last.label is Rule.TREND
    assert made.variation is Variation.CONCERN_LOW


# What the last figure is, by polarity. 14 is above 13.16, 7 below 7.84, 10 within.
VARIATIONS = [
    ("14", Polarity.HIGHER, Variation.IMPROVEMENT_HIGH),
    ("7", Polarity.HIGHER, Variation.CONCERN_LOW),
    ("10", Polarity.HIGHER, Variation.COMMON_CAUSE),
    ("7", Polarity.LOWER, Variation.IMPROVEMENT_LOW),
    ("14", Polarity.LOWER, Variation.CONCERN_HIGH),
    ("10", Polarity.LOWER, Variation.COMMON_CAUSE),
    ("14", Polarity.NONE, Variation.NEUTRAL_HIGH),
    ("7", Polarity.NONE, Variation.NEUTRAL_LOW),
    ("10", Polarity.NONE, Variation.COMMON_CAUSE),
    ("14", Polarity.NEAR_TARGET, Variation.NEUTRAL_HIGH),
    ("7", Polarity.NEAR_TARGET, Variation.NEUTRAL_LOW),
    ("10", Polarity.NEAR_TARGET, Variation.COMMON_CAUSE),
]
# What a target is against limits of 7.84 and 13.16.
HIGHER_TARGETS = [
    ("7", Assurance.MET),
    ("14", Assurance.MISSED),
    ("10", Assurance.HIT_OR_MISS),
    ("7.84", Assurance.HIT_OR_MISS),
    ("13.16", Assurance.HIT_OR_MISS),
    (None, Assurance.NONE),
]
LOWER_TARGETS = [
    ("7", Assurance.MISSED),
    ("14", Assurance.MET),
    ("10", Assurance.HIT_OR_MISS),
    ("7.84", Assurance.HIT_OR_MISS),
    ("13.16", Assurance.HIT_OR_MISS),
    (None, Assurance.NONE),
]
NEUTRAL_TARGETS = [(goal, Assurance.NONE) for goal, _ in HIGHER_TARGETS]
RANGES = [
    (("7", "14"), Assurance.MET),
    (("14", "20"), Assurance.MISSED),
    (("1", "7"), Assurance.MISSED),
    (("8", "20"), Assurance.HIT_OR_MISS),
    (("7.84", "14"), Assurance.HIT_OR_MISS),
    (("7", "13.16"), Assurance.HIT_OR_MISS),
    (("9", "12"), Assurance.HIT_OR_MISS),
]
TARGETS = {
    Polarity.HIGHER: HIGHER_TARGETS,
    Polarity.LOWER: LOWER_TARGETS,
    Polarity.NONE: NEUTRAL_TARGETS,
}
EVERY_ICON = [
    (last, polarity, variation, goal, assurance)
    for last, polarity, variation in VARIATIONS
    for goal, assurance in TARGETS.get(polarity, RANGES)
]


def asked(goal, polarity):
    if isinstance(goal, tuple):
        low, high = map(Fraction, goal)
        return [Target(financial_year(2025), TargetForm.WITHIN, low, high)]
    form = TargetForm.AT_MOST if polarity is Polarity.LOWER else TargetForm.AT_LEAST
    return [Target(financial_year(2025), form, Fraction(goal))] if goal else []


@pytest.mark.parametrize(("last", "polarity", "variation", "goal", "assurance"), EVERY_ICON)
def test_every_icon(last, polarity, variation, goal, assurance):
    made = calm(last, polarity=polarity, targets=asked(goal, polarity))
    assert made.variation is variation
    assert made.assurance is assurance
    assert bool(made.assured.reason) is (assurance is Assurance.NONE)


def test_between_them_the_charts_above_show_every_icon_but_the_missing_one():
    assert {icon for _, _, icon, _, _ in EVERY_ICON} == set(Variation) - {Variation.NONE}
    assert {icon for _, _, _, _, icon in EVERY_ICON} == set(Assurance)
    pairs = {(icon.kind, assurance) for _, _, icon, _, assurance in EVERY_ICON}
    special = (PointKind.COMMON, PointKind.IMPROVEMENT, PointKind.CONCERN)
    assert pairs >= {(kind, assurance) for kind in special for assurance in Assurance}


def test_a_figure_is_exact_however_long():
    figures = [number(Fraction(at, 7)) for at in (30, 31, 33, 32, 35, 31, 30)]
    made = chart(*[figure.amount for figure in figures])
    assert made.limits.mean == Fraction(222, 49)
    assert len(series(*[figure.amount for figure in figures])) == len(made.points)
