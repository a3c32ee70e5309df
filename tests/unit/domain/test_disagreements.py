"""Each rule by which signals disagree, with figures worked out by hand; and where all agree."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from headway.domain.benchmarks.links import NationalMeasure
from headway.domain.benchmarks.position import position_of
from headway.domain.breaks import BreakKind
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.icons import Variation
from headway.domain.disagreements import RULES
from headway.domain.indicator import Unit
from headway.domain.periods import month
from headway.domain.polarity import Polarity, Quality
from headway.domain.signalling import Beside
from headway.domain.signals import Cases
from headway.domain.targets import Rag, TargetForm
from tests.unit.domain.benchmark_makers import load
from tests.unit.domain.signals_making import (
    CALM,
    LAST,
    changed_on,
    likely,
    row_of,
    target,
)

DAY = {"at_a_date": True}  # a target for the year is asked of each month
STEPPED = (*(100, 104) * 8, 130, 131, 130, 129, 131, 130, 131)
SHARE = {"unit": Unit.PERCENTAGE, "polarity": Polarity.LOWER}


def said(*texts, **named):
    found = row_of(*texts, **named).signals.disagreement
    return (found.rule, found.sentence) if found else None


def cases(above, below):
    parts = Cases(Unit.PERCENTAGE, Fraction(above), Fraction(below))
    return Beside(cases={("figure", LAST): parts})


def among(own, *others):
    """A council of a figure, and three neighbours of theirs; lower is better."""
    texts = dict(zip(("101", "102", "103", "104"), map(str, (own, *others)), strict=True))
    loaded = load({"2025": texts})
    link = NationalMeasure("LAIT", "Share")
    return Beside(placed=lambda one, *_: position_of(one, [link], "Ash", loaded))


def test_where_signals_agree_nothing_is_said():
    # 100 after 102 is -2%, similar, and within 89.36 to 110.64.
    row = row_of(*CALM, 100)
    assert row.signals.variation is Variation.COMMON_CAUSE
    assert row.signals.disagreement is None


def test_a_sign_and_an_arrow_that_say_the_same_are_no_disagreement():
    row = row_of(*CALM, 98, 130)
    assert (row.signals.variation, row.quality_previous) == (
        Variation.IMPROVEMENT_HIGH,
        Quality.BETTER,
    )
    assert row.signals.disagreement is None


def test_figures_that_look_moved_over_a_break():
    breaks = (changed_on(date(2026, 9, 1)),)
    assert said(*CALM, 50, 61, breaks=breaks) == (
        "moved_over_a_break",
        (
            "Looks better than August 2026 (61 against 50), but the definition changed in "
            "September 2026"
        ),
    )
    worse = {"polarity": Polarity.LOWER}
    assert said(*CALM, 50, 61, breaks=breaks, **worse)[1].startswith("Looks worse")
    none = {"polarity": Polarity.NONE}
    assert said(*CALM, 50, 61, breaks=breaks, **none)[1].startswith("Looks higher")
    # 51 against 50 is 2%: it does not look moved.
    assert said(50, 51, breaks=breaks) is None


def test_a_sign_whose_limits_span_a_break():
    breaks = (changed_on(date(2026, 3, 1), BreakKind.ORGANISATION),)
    assert said(*STEPPED, breaks=breaks) == (
        "charted_over_a_break",
        (
            "Improvement by the control chart, but the organisation changed in March 2026, and its "
            "limits span both sides"
        ),
    )
    assert said(*STEPPED) is None


def test_an_arrow_that_what_is_to_come_would_take_away():
    # 88 after 100 is -12%; 95 would be -5%, similar. 7 of 88 is 8%, so the chart counts it.
    assert said(*CALM, 100, 88, beside=Beside(likely=likely(7, 88))) == (
        "arrow_not_settled",
        "Falls, but is still likely to rise by about 7",
    )
    # 89 would be -11%: it falls all the same.
    found = said(*CALM, 100, 88, beside=Beside(likely=likely(1, 88)))
    assert found is None or found[0] != "arrow_not_settled"


def test_a_colour_that_what_is_to_come_would_change():
    named = {"targets": (target(100),), **DAY}
    assert said(*CALM, 100, 98, beside=Beside(likely=likely(7, 98)), **named) == (
        "colour_not_settled",
        "Off target, but still likely to rise by about 7, and so to be on target",
    )
    found = said(*CALM, 100, 98, beside=Beside(likely=likely(1, 98)), **named)
    assert found is None or found[0] != "colour_not_settled"


def test_an_arrow_on_a_small_base():
    # 127 against 21 is 504.76%.
    assert said(21, 127) == ("small_base", "Up 505% on a base of 21")
    assert said(30, 127) is None
    assert said(21, 22) is None


def test_a_printed_change_that_rests_on_a_small_base():
    # 127 is 505% above 127 × 100 ÷ 605 = 20.99.
    assert said(127, printed=["", "↑ 505%"]) == (
        "small_base",
        "Up 505% as printed, on a base of about 21",
    )
    assert said(127, printed=["", "↑ 20%"]) is None  # about 106


def test_days_have_no_base_in_cases():
    assert said(10, 20, unit=Unit.DAYS) is None


def test_an_arrow_on_few_cases():
    named = {"unit": Unit.PERCENTAGE, "beside": cases(5, 8)}
    assert said("50%", "62%", **named) == ("few_cases", "Up 12.0 points, resting on 8 cases")
    assert said("50%", "50.4%", **named) is None
    assert said("50%", "62%", unit=Unit.PERCENTAGE, beside=cases(50, 80)) is None


def test_a_colour_that_changed_with_its_target():
    targets = (
        target(95, tolerance=10, period=month(2026, 8)),
        target(105, tolerance=10, period=LAST),
    )
    assert said(*CALM, 100, 100, targets=targets, **DAY) == (
        "target_changed",
        "Green to amber, but because the target changed from at least 95 to at least 105",
    )


def test_a_colour_that_changed_within_expected_variation():
    # 90 misses 105 by 15, more than 10; 100 by 5. Both are within the limits.
    row = row_of(*CALM, 90, 100, targets=(target(105, tolerance=10),), **DAY)
    assert (row.standing.rag, row.signals.variation) == (Rag.AMBER, Variation.COMMON_CAUSE)
    assert row.signals.disagreement.sentence == "Red to amber, but within expected variation"
    assert row.signals.disagreement.rule == "colour_within_variation"


def test_a_colour_against_the_chart():
    # 98 met 97; 99 misses 100 by 1, within 1.5; 98 would have missed it by 2: both changed.
    targets = (
        target(97, tolerance=Fraction(3, 2), period=month(2026, 8)),
        target(100, tolerance=Fraction(3, 2), period=LAST),
    )
    rising = (*(100, 104) * 8, *range(90, 100))
    assert said(*rising, targets=targets, **DAY) == (
        "colour_against_chart",
        "Green to amber, but the control chart shows improvement",
    )


@pytest.mark.parametrize(
    ("figures", "goal", "assurance", "sentence"),
    [
        (
            (*CALM, 106, 106),
            105,
            Assurance.HIT_OR_MISS,
            "Meets its target this month, but the target cannot be relied on",
        ),
        (
            (*CALM, 97, 118, 118),
            117,
            Assurance.MISSED,
            "Meets its target this month, but is to be expected to miss it",
        ),
    ],
)
def test_a_target_that_cannot_be_relied_on(figures, goal, assurance, sentence):
    row = row_of(*figures, targets=(target(goal),), **DAY)
    assert row.signals.assurance is assurance
    assert row.signals.disagreement.sentence == sentence
    assert row.signals.disagreement.rule == "target_not_reliable"


def test_a_miss_that_falls_out_of_what_is_expected_is_no_disagreement():
    row = row_of(*CALM, 80, 80, targets=(target(82),), **DAY)
    assert (row.signals.assurance, row.standing.rag) == (Assurance.MET, Rag.RED)
    assert row.signals.variation is Variation.CONCERN_LOW
    assert row.signals.disagreement is None


def test_an_arrow_against_the_chart():
    # 80 after 70 is +14%, better; all seven last figures lie far below the average.
    figures = (*(100, 104) * 8, 80, 79, 80, 79, 80, 70, 80)
    assert said(*figures) == (
        "arrow_against_chart",
        "Better than August 2026 by the arrow, but the control chart shows concern",
    )


def test_a_sign_without_an_arrow():
    assert said(*CALM, 98, 97, 98, 97, 98, 97, 98, 97) == (
        "chart_without_arrow",
        "No arrow up or down, but concern: unusually low or falling",
    )


def test_an_arrow_within_expected_variation():
    # 108 after 98 is +10.2%, and the upper limit is 110 or more.
    assert said(*CALM, 98, 108) == (
        "arrow_within_variation",
        "Up 10%, but within expected variation",
    )


def test_better_but_not_at_the_pace_of_the_target():
    # April to September: 189 of 500; 311 ÷ 6 = 51.83 a month are needed, and 31.5 were.
    assert said(30, 31, 30, 32, 30, 36, targets=(target(500),)) == (
        "better_but_behind",
        (
            "Better by the arrow, but not at the pace its target needs "
            "(51.9 a month; it has been 31.5)"
        ),
    )


def test_the_two_arrows_apart():
    year = ["100", *[""] * 10, "50", "60"]  # +20% on August, -40% on last September
    assert said(*year) == (
        "arrows_apart",
        "Better than August 2026, worse than September 2025",
    )


def test_mean_and_median_of_neighbours_apart():
    # Neighbours 10, 22 and 40: mean 24, median 22; 23 is better than the one only.
    assert said("23%", beside=among(23, 10, 22, 40), **SHARE) == (
        "mean_and_median",
        "Better than neighbours by the mean, worse by the median",
    )
    assert said("30%", beside=among(30, 10, 22, 40), **SHARE) is None


def test_a_colour_against_the_neighbours():
    met = (target(40, form=TargetForm.AT_MOST),)
    assert said("30%", beside=among(30, 10, 22, 25), targets=met, **SHARE) == (
        "colour_against_neighbours",
        "Meets its target, but worse than neighbours in 2025",
    )
    missed = (target(5, form=TargetForm.AT_MOST),)
    assert said("9%", beside=among(9, 10, 22, 25), targets=missed, **SHARE) == (
        "colour_against_neighbours",
        "Off target, but better than neighbours in 2025",
    )


def test_what_may_undo_the_figure_comes_before_what_it_shows():
    # The definition changed, the base is small, and the arrows are apart: one sentence.
    year = ["100", *[""] * 10, "20", "26"]
    breaks = (changed_on(date(2026, 9, 1)),)
    assert said(*year, breaks=breaks)[0] == "moved_over_a_break"
    assert said(*year)[0] == "small_base"


def test_every_rule_has_a_worked_example_here():
    source = Path(__file__).read_text(encoding="utf-8")
    assert [rule.__name__ for rule in RULES if f'"{rule.__name__}"' not in source] == []
