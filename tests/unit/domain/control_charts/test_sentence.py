"""A chart says in plain words what happened, what it means, whether to rely on the target."""

import pytest

from headway.domain.control_charts.chart import control_chart
from headway.domain.control_charts.option_words import option_words, recorded
from headway.domain.control_charts.options import (
    DEFAULTS,
    EXCEL_TOOL,
    AtABreak,
    ChangingTarget,
    ChartOptions,
    Gaps,
    ImpossibleLimits,
    LastPoint,
    NoVariation,
    OnTheMean,
    Rebase,
    RunningTotals,
    Screening,
    Ties,
    UnknownRebase,
    Unsettled,
)
from headway.domain.control_charts.table import HEADINGS, table_of
from headway.domain.indicator import Unit
from headway.domain.periods import quarter
from headway.domain.polarity import Polarity
from headway.domain.values import State
from tests.unit.domain.control_charts.making import START, chart, series

CALM = [10, 11] * 6
COMMON = "10 in April 2025: within ordinary variation from month to month (8 to 13)."


@pytest.mark.parametrize(
    ("tail", "named", "said"),
    [
        ([10], {}, f"{COMMON} No target is set for April 2025."),
        (
            [10],
            {"goal": 7},
            (
                f"{COMMON} Unless something changes, the target (at least 7) can be relied on: "
                "every "
                "month should meet it."
            ),
        ),
        (
            [10],
            {"goal": 14},
            (
                f"{COMMON} Unless something changes, the target (at least 14) will not be met: "
                "every "
                "month should miss it."
            ),
        ),
        (
            [10],
            {"goal": 10},
            (
                f"{COMMON} The target (at least 10) cannot be relied on: by chance alone it is "
                "met in "
                "some months and missed in others."
            ),
        ),
        (
            [14],
            {},
            (
                "14 in April 2025, above the range to be expected (8 to 13): more than ordinary "
                "variation from month to month, and for the better. No target is set for April "
                "2025."
            ),
        ),
        (
            [7],
            {},
            (
                "7 in April 2025, below the range to be expected (8 to 13): more than ordinary "
                "variation from month to month, and for the worse. No target is set for April 2025."
            ),
        ),
        (
            ["10.9", "10.8", "10.7", "10.6", "10.4", "10.3"],
            {"polarity": Polarity.LOWER},
            (
                "10 in September 2025, the last of 7 figures running that fell each time: more "
                "than "
                "ordinary variation from month to month, and for the better. "
                "No target is set for September 2025."
            ),
        ),
        (
            [13, 11, 13],
            {"polarity": Polarity.LOWER},
            (
                "13 in June 2025, one of at least two among the last three figures close to the "
                "top "
                "of the range to be expected: more than ordinary variation from month to month, "
                "and "
                "for the worse. No target is set for June 2025."
            ),
        ),
        (
            [11] * 7,
            {"polarity": Polarity.NONE},
            (
                "11 in October 2025, the last of 8 figures running above the average (10.5): more "
                "than ordinary variation from month to month; neither way is better in itself. "
                "No target is set for October 2025."
            ),
        ),
    ],
)
def test_what_a_chart_says(tail, named, said):
    assert chart(*CALM, *tail, fix_after=12, **named).sentence == said


def test_a_figure_reads_on_the_side_of_the_limit_it_is_on():
    # Fixed limits 60.5 ± 2.66 = 57.84 and 63.16: both 63 and 63.16 would be written 63.
    made = chart(*[60, 61] * 6, 63, fix_after=12)
    assert "63 in April 2025: within ordinary variation from month to month (57.8 to 63.2)" in (
        made.sentence
    )
    beyond = chart(*[60, 61] * 6, "63.3", fix_after=12)
    assert "63.3 in April 2025, above the range to be expected (57.8 to 63.2)" in beyond.sentence


def test_a_limit_that_no_figure_could_reach_is_not_said():
    made = chart(*[2, 12] * 7, unit=Unit.NUMBER)
    assert made.expected_range == "up to 34"
    assert "(up to 34)" in made.sentence
    share = chart(*[90, 99] * 7, unit=Unit.PERCENTAGE)
    assert share.expected_range == "71% or more"
    assert chart(*[2, 99] * 7, unit=Unit.PERCENTAGE).expected_range == "any figure at all"


def test_quarters_are_called_quarters():
    quarters = [(quarter(2020, 1).shift(at), value) for at, (_, value) in enumerate(series(*CALM))]
    made = control_chart(quarters, polarity=Polarity.HIGHER, unit=Unit.SCORE)
    assert "from quarter to quarter" in made.sentence


def test_the_table_says_all_that_the_drawing_shows():
    made = chart(*CALM, 14, State.SUPPRESSED, fix_after=12, goal=9)
    rows = table_of(made)
    assert all(len(row) == len(HEADINGS) for row in rows)
    assert rows[0] == (
        "April 2024",
        "10",
        "10.5",
        "7.8",
        "13.2",
        "at least 9",
        "expected variation",
    )
    assert rows[12][1:] == (
        "14",
        "10.5",
        "7.8",
        "13.2",
        "at least 9",
        "improvement: beyond a limit (high)",
    )
    assert rows[13][1] == "*"
    assert rows[13][-1] == "suppressed"


OTHERS = {
    "screening": Screening.NONE,
    "fix_after": 12,
    "rebases": (Rebase(START, "a new team"),),
    "unknown_rebase": UnknownRebase.REFUSED,
    "run_length": 8,
    "trend_length": 6,
    "ties": Ties.PASSED_OVER,
    "on_the_mean": OnTheMean.PASSED_OVER,
    "no_variation": NoVariation.LIMITS_ON_THE_MEAN,
    "gaps": Gaps.PASSED_OVER,
    "at_a_break": AtABreak.NEW_LIMITS,
    "changing_target": ChangingTarget.NO_ICON,
    "last_point": LastPoint.LAST_PERIOD,
    "when_unsettled": Unsettled.COUNTED,
    "impossible_limits": ImpossibleLimits.CUT,
    "running_totals": RunningTotals.CHARTED,
    "short_series": 20,
    "least_points": 10,
    "least_mean_count": 3,
}


@pytest.mark.parametrize("name", OTHERS)
def test_every_choice_is_kept_with_the_chart_and_said_in_words(name):
    other = ChartOptions(**{name: OTHERS[name]})
    assert recorded(other)[name] != recorded(DEFAULTS)[name]
    assert option_words(other) != option_words(DEFAULTS)
    assert chart(*CALM, **{name: OTHERS[name]}).options == other


def test_no_choice_is_left_out_of_the_record():
    assert list(recorded(DEFAULTS)) == list(ChartOptions.__slots__)
    assert set(OTHERS) == set(ChartOptions.__slots__) - {"method"}
    assert recorded(EXCEL_TOOL)["screening"] == "none"


@pytest.mark.parametrize(
    "wrong",
    [
        {"run_length": 2},
        {"trend_length": 1},
        {"least_points": 1},
        {"short_series": 5},
        {"least_mean_count": -1},
        {"rebases": (Rebase(START), Rebase(START, "again"))},
    ],
)
def test_a_choice_without_a_meaning_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        ChartOptions(**wrong)
