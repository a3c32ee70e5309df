"""Every row's signals: from the series alone, from what is known besides, and never of a secret."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from headway.domain.benchmarks.links import NationalMeasure
from headway.domain.benchmarks.position import position_of
from headway.domain.board_sentences import changed_sentences, headings, noise_sentence
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.points import PointKind
from headway.domain.control_charts.refusals import Refusal
from headway.domain.indicator import Frequency, RatioOf, Unit
from headway.domain.notes import notes_of
from headway.domain.periods import month, quarter
from headway.domain.polarity import Polarity
from headway.domain.signal_words import (
    cases_words,
    chart_notes,
    chart_words,
    maturity_words,
    position_words,
    signal_lines,
    variation_words,
)
from headway.domain.signalling import Beside, own_figures, with_signals
from headway.domain.signals import Cases, Stage
from headway.domain.summary import board_summary
from headway.domain.values import Absent, State, number
from headway.writers.html import board_page, scorecard_page
from headway.writers.json_file import scorecard_json
from headway.writers.terminal import scorecard_text, summary_text
from headway.writers.tidy_csv import signals_csv
from tests.builders import indicator, scorecard_2019, scorecard_2020, small_scorecard
from tests.unit.domain.benchmark_makers import load
from tests.unit.domain.signals_making import CALM, LAST, WITHHELD, card_of, likely, row_of, target


def test_a_row_has_its_chart_in_words():
    # The limits of CALM and a hundred: 100 ± 2.66 × 3.9.
    row = row_of(*CALM, 100, targets=(target(80),), at_a_date=True)
    assert variation_words(row) == "expected variation (90 to 110)"
    assert chart_words(row).endswith("; the target is met consistently")


def test_too_few_figures_is_said_once_and_on_no_row():
    card = with_signals(scorecard_2019())
    assert all(row.signals.chart.refusal is Refusal.TOO_FEW for row in card.rows)
    assert [variation_words(row) for row in card.rows] == [""] * 5
    [(term, words)] = chart_notes(card)
    assert (term, words) == (
        "Too few figures",
        "too few figures for a control chart, which needs 7 or more: every indicator here",
    )
    assert scorecard_text(card).count("which needs 7 or more") == 1
    assert scorecard_page(card).count("which needs 7 or more") == 1
    assert [note.meaning for note in notes_of(card) if note.term == term] == [words]


def test_small_counts_are_named_for_short_and_explained_once():
    row = row_of(1, 2, 1, 2, 1, 2, 1, 2)
    assert variation_words(row) == "none: small counts"


def test_an_icon_about_an_earlier_period_says_so():
    row = row_of(*CALM, 100, "tbc")
    assert variation_words(row) == "expected variation (90 to 110), as of August 2026"
    assert row.signals.disagreement is None


def test_a_chart_takes_the_figures_of_the_rows_own_kind():
    """Quarters stand under their last months; months of another kind are left out."""
    one = indicator("a", frequency=Frequency.QUARTERLY)
    made = small_scorecard([(one, [number(at) for at in range(12)])], LAST).rows[0]
    assert list(own_figures(made)) == [quarter(2025, 3), quarter(2025, 4), *_first_two(2026)]
    assert list(own_figures(made).values())[-1] == number(11)


def _first_two(year):
    return [quarter(year, 1), quarter(year, 2)]


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        (Cases(Unit.PERCENTAGE, Fraction(18), Fraction(72)), "18 of 72"),
        (Cases(Unit.DAYS, Fraction(360), Fraction(72)), "72 cases"),
        (Cases(Unit.PER_10_000, Fraction(1), Fraction(61_000)), "1 case"),
        (Cases(Unit.SCORE), ""),
    ],
)
def test_cases_behind_a_figure(cases, words):
    assert cases.words == words


def test_the_parts_of_a_ratio_on_the_same_sheet_are_its_cases():
    above, below = indicator("above"), indicator("below")
    share = indicator("share", unit=Unit.PERCENTAGE, ratio=RatioOf("above", "below"))
    card = small_scorecard(
        [
            (above, [number(5), number(6)]),
            (below, [number(8), Absent(State.AWAITED)]),
            (share, [number(62), number(60)]),
        ],
        LAST,
    )
    assert cases_words(with_signals(card).row("share")) == ""
    earlier = small_scorecard(
        [(above, [number(5)]), (below, [number(8)]), (share, [number(62)])], LAST
    )
    assert cases_words(with_signals(earlier).row("share")) == "5 of 8"


def test_maturity():
    moving = row_of(*CALM, 100, beside=Beside(likely=likely(7, 100)))
    assert moving.signals.maturity.stage is Stage.MOVING
    assert maturity_words(moving) == "still likely to rise by about 7 (5 observations)"
    assert row_of(*CALM, 100, beside=Beside(likely=likely(0, 100))).signals.maturity.stage is (
        Stage.SETTLED
    )
    young = row_of(3, 4, collected_from=month(2026, 8).start)
    assert maturity_words(young) == "in its first year of collection"
    due = small_scorecard(
        [(indicator("a"), [number(1), Absent(State.NOT_DUE, "known in full on 2026-12-31")])], LAST
    )
    assert maturity_words(with_signals(due).rows[0]) == "not due yet: known in full on 2026-12-31"


def test_a_figure_that_will_change_by_an_arrow_is_not_judged_by_its_chart():
    row = row_of(*CALM, 98, 70, beside=Beside(likely=likely(28, 70)))
    assert row.signals.drawn.points[-1].kind is PointKind.UNSETTLED
    assert row.signals.drawn.last.period == LAST.shift(-1)


def test_a_position_says_both_methods_the_year_and_the_place():
    loaded = load({"2025": {"101": "23", "102": "10", "103": "22", "104": "40", "105": "50"}})
    link = [NationalMeasure("LAIT", "Share")]
    beside = Beside(placed=lambda one, *_: position_of(one, link, "Ash", loaded))
    row = row_of("30%", beside=beside, unit=Unit.PERCENTAGE, polarity=Polarity.LOWER)
    assert position_words(row) == (
        "23% published for 2025: better than neighbours by the mean (24%), worse by the median"
        " (22%); place 3 of 5, quarter B"
    )
    assert "Among others" in dict(signal_lines(row))


# --- what is withheld -------------------------------------------------------------------------


def of_all_kinds(**named):
    parts = {("figure", LAST): Cases(Unit.NUMBER, Fraction(3), Fraction(7))}
    beside = Beside(cases=parts, likely=likely(7, 100))
    return card_of((*CALM, 98, 3), beside=beside, targets=(target(1200),), **named)


def everything(card):
    return "\n".join(
        (
            scorecard_text(card),
            scorecard_page(card),
            scorecard_json(card),
            signals_csv(card),
            board_page(board_summary(card)),
            summary_text(board_summary(card)),
        )
    )


def test_a_withheld_figure_is_withheld_from_every_signal():
    card = of_all_kinds(withheld=(0,))
    row = card.rows[0]
    assert row.current == WITHHELD
    assert (row.signals.cases, row.signals.maturity, row.signals.run_rate) == (None, None, None)
    assert row.signals.pace.reason == "a figure of the year is withheld"
    assert row.signals.disagreement is None
    # Nothing that is written is another than if the figure had been another.
    other = card_of(
        (*CALM, 98, 999),
        beside=Beside(likely=likely(7, 100)),
        targets=(target(1200),),
        withheld=(0,),
    )
    assert everything(other) == everything(card)


def test_a_withheld_month_is_in_no_limit_average_or_pace():
    one, other = (card_of((*CALM, each, 98, 104), withheld=(2,)) for each in (500, 7))
    assert everything(one) == everything(other)
    [point] = [each for each in one.rows[0].signals.drawn.points if each.period == LAST.shift(-2)]
    assert point.value == WITHHELD


def test_a_row_whose_signals_know_more_than_it_shows_cannot_be_built():
    row = of_all_kinds().rows[0]
    withheld = tuple((period, WITHHELD) for period, _ in row.series)
    with pytest.raises(ValueError, match="gives a withheld figure away"):
        replace(row, series=withheld)
    last = (*row.cells[:-1], replace(row.cells[-1], value=WITHHELD))
    with pytest.raises(ValueError, match="gives a withheld figure away"):
        replace(row, cells=last)
    # Worked out again from what may be shown, it can.
    hidden = replace(row, series=withheld, cells=last, signals=type(row.signals)())
    assert with_signals(replace(of_all_kinds(), rows=(hidden,))).rows[0].signals.drawn is None


# --- the board --------------------------------------------------------------------------------


def test_a_board_hears_what_changed_beyond_expected_variation_first():
    better, worse = indicator("better"), indicator("worse", polarity=Polarity.LOWER)
    noisy, calm, young = indicator("noisy"), indicator("calm"), indicator("young")
    beyond = [number(each) for each in (*CALM, 98, 130)]
    card = with_signals(
        small_scorecard(
            [
                (young, [*[Absent(State.NOT_COLLECTED)] * 22, number(50), number(60)]),
                (noisy, [number(each) for each in (*CALM, 98, 108)]),
                (better, beyond),
                (calm, [number(each) for each in (*CALM, 98, 100)]),
                (worse, beyond),
            ],
            LAST,
        )
    )
    summary = board_summary(card)
    assert [row.indicator.id for row in summary.changed] == ["worse", "better", "young"]
    assert [row.indicator.id for row in summary.noise] == ["noisy"]
    assert [row.indicator.id for row in summary.steady] == ["calm"]
    assert ("moved no more than expected", 1) in headings(summary)
    assert noise_sentence(summary.noise) == "noisy (up 10%)"
    [said] = changed_sentences(summary.changed[0])
    assert said.endswith("more than ordinary variation from month to month, and for the worse")


def test_without_charts_a_board_hears_what_it_heard():
    signalled, plain = (
        board_summary(with_signals(scorecard_2019())),
        board_summary(scorecard_2019()),
    )
    names = [[row.indicator.id for row in each.changed] for each in (signalled, plain)]
    assert names[0] == names[1]
    assert signalled.noise == ()


# --- what is written --------------------------------------------------------------------------


def test_csv_and_json_hold_each_signal():
    card = with_signals(scorecard_2020())
    rows = {each["reference"]: each["signals"] for each in json.loads(scorecard_json(card))["rows"]}
    chart = rows["CIN5"]["control_chart"]
    assert chart["variation"] == Variation.IMPROVEMENT_LOW.value
    assert [each["kind"] for each in chart["points"]][-1] == "improvement"
    assert chart["options"]["method"] == "XmR"
    assert rows["LSCB1"]["control_chart"]["no_chart"] == "too few figures"
    lines = signals_csv(card).splitlines()
    assert len(lines) == 6
    assert "variation" in lines[0]
    assert any("improvement: unusually low or falling" in line for line in lines)


def test_a_page_has_a_chart_its_table_and_no_id_twice():
    page = scorecard_page(with_signals(scorecard_2020()))
    assert page.count('class="control-chart card"') == 3
    assert page.count("The figures of this chart as a table") == 3
    assert page.count('class="variation-icon"') == 3
    assert "<script" not in page
