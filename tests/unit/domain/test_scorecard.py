"""The joined row: figures, changes, what is known of twelve months, and what print says."""

from dataclasses import replace
from fractions import Fraction

import pytest

from headway.domain.editions import families, sourced_figures, with_carried_commentary
from headway.domain.history import history_of
from headway.domain.indicator import Frequency, Indicator, Part, RatioOf, Unit
from headway.domain.periods import financial_year, month, quarter
from headway.domain.polarity import Arrow, Polarity, Quality
from headway.domain.printed import Verdict
from headway.domain.published import (
    Commentary,
    Derived,
    Figure,
    PrintedCell,
    PublishedDataset,
    PublishedRow,
)
from headway.domain.scorecard import ScorecardRules, build_scorecard
from headway.domain.show import show_change
from headway.domain.summary import board_summary
from headway.domain.targets import Rag, Target, TargetForm
from headway.domain.values import Absent, State, number

STARTS = Indicator(
    "starts", "Assessments started", Part.HOW_MUCH, Polarity.NONE, Unit.NUMBER, Frequency.MONTHLY
)
NEET = Indicator(
    "neet", "Not in education", Part.IMPACT, Polarity.LOWER, Unit.PERCENTAGE, Frequency.QUARTERLY, 1
)
INDICATORS = {"starts": STARTS, "neet": NEET}
TBC = Absent(State.AWAITED)


def row(name, values, **printed):
    figures = tuple(Figure(period, value, period) for period, value in values.items())
    cells = tuple((Derived[what.upper()], PrintedCell(text)) for what, text in printed.items())
    return PublishedRow(name, name.upper(), name, figures, cells)


def edition(columns, *rows, name="2019-12"):
    return PublishedDataset("Dataset", name, columns[-1], tuple(columns), tuple(rows))


def months(year, first, *figures):
    start = month(year, first)
    return {start.shift(i): number(n) for i, n in enumerate(figures)}


DECEMBER = edition(
    [month(2019, m) for m in range(7, 13)],
    row(
        "starts",
        months(2019, 7, 96, 126, 41, 99, 161, 127),
        change_previous="↓ -21%",
        change_last_year="↑ 505%",
        average_12="106",
        maximum_12="270",
    ),
    row(
        "neet",
        {quarter(2019, 2): number("6.8"), month(2019, 12): TBC},
        change_previous="- n/a",
        average_12="6.9%",
        maximum_12="0",
    ),
)
AUGUST = edition(
    [month(2020, m) for m in range(3, 9)],
    row("starts", months(2020, 3, 113, 79, 79, 96, 139, 132), change_last_year="5%"),
    name="2020-08",
)


def card(*datasets):
    return build_scorecard(
        datasets[-1], history_of(sourced_figures(datasets)), INDICATORS, ScorecardRules()
    )


def verdicts(found):
    return {c.what: c.verdict for c in found.comparisons}


def test_changes_come_out_and_print_is_judged():
    starts = card(DECEMBER).row("starts")
    assert (show_change(starts.previous), starts.previous.arrow) == ("-21%", Arrow.DOWN)
    assert starts.quality_previous is Quality.NOT_JUDGED
    assert verdicts(starts)["change on the previous period"] is Verdict.AGREES
    assert verdicts(starts)["change on the same period last year"] is Verdict.CANNOT_TELL
    (last_year,) = [c for c in starts.comparisons if "last year" in c.what]
    assert "about 21" in last_year.why


def test_an_average_says_how_many_months_it_rests_on():
    starts = card(DECEMBER).row("starts")
    assert starts.average.value == number(Fraction(650, 6))
    assert starts.average.words == "6 of 12 known"
    assert starts.maximum.value == number(161)
    assert verdicts(starts)["average of 12 months"] is Verdict.CANNOT_TELL
    both = card(DECEMBER, AUGUST).row("starts")
    assert both.average.words == "10 of 12 known"


def test_the_same_period_last_year_comes_from_the_earlier_edition():
    starts = card(DECEMBER, AUGUST).row("starts")
    assert (show_change(starts.last_year), starts.last_year.arrow) == ("+5%", Arrow.SIMILAR)
    assert verdicts(starts)["change on the same period last year"] is Verdict.AGREES


def test_a_quarterly_figure_stands_under_its_month_and_is_not_due_elsewhere():
    neet = card(DECEMBER).row("neet")
    states = [
        cell.value.state if isinstance(cell.value, Absent) else "number" for cell in neet.cells
    ]
    assert states == [
        State.NOT_DUE,
        State.NOT_DUE,
        "number",
        State.NOT_DUE,
        State.NOT_DUE,
        State.AWAITED,
    ]
    assert neet.previous.arrow is Arrow.NONE
    assert "awaited" in neet.previous.reason
    assert neet.average.words == "1 of 4 known"


def test_a_printed_maximum_below_a_known_figure_is_called_out():
    neet = card(DECEMBER).row("neet")
    (found,) = [c for c in neet.comparisons if "maximum" in c.what]
    assert found.verdict is Verdict.DIFFERS
    assert "stands for absence" in found.why


def test_a_month_that_is_due_and_empty_is_missing():
    gap = replace(DECEMBER, rows=(row("starts", months(2019, 7, 96, 126)),))
    starts = card(gap).row("starts")
    assert starts.current.state is State.INCOMPLETE


def test_a_ratio_is_checked_against_its_own_parts():
    share = replace(
        NEET,
        id="share",
        title="Share",
        frequency=Frequency.QUARTERLY,
        ratio=RatioOf("escalated", "open"),
    )
    parts = {
        name: replace(STARTS, id=name, title=name, frequency=Frequency.QUARTERLY)
        for name in ("escalated", "open")
    }
    column = quarter(2015, 2)
    figure = Figure(column, number("10.9"), column, "10.9%")
    dataset = edition(
        [column],
        row("escalated", {column: number(87)}),
        row("open", {column: number(791)}),
        PublishedRow("share", "", "Share", (figure,)),
    )
    built = build_scorecard(
        dataset,
        history_of(sourced_figures([dataset])),
        {**parts, "share": share},
        ScorecardRules(),
    )
    ((period, check),) = built.row("share").ratio_checks
    assert (period, check.verdict) == (column, Verdict.CUT)


def test_points_for_a_percentage_but_a_printed_percent_change_is_understood():
    earlier = {month(2019, 11): number("50"), month(2019, 12): number("60")}
    monthly = replace(NEET, id="neet", frequency=Frequency.MONTHLY)
    dataset = edition(
        [month(2019, 11), month(2019, 12)], row("neet", earlier, change_previous="20%")
    )
    built = build_scorecard(
        dataset, history_of(sourced_figures([dataset])), {"neet": monthly}, ScorecardRules()
    )
    found = built.row("neet")
    assert show_change(found.previous) == "+10.0 points"
    assert found.quality_previous is Quality.WORSE
    assert verdicts(found)["change on the previous period"] is Verdict.AGREES


def test_the_board_hears_what_changed_and_what_is_not_known():
    summary = board_summary(card(DECEMBER))
    assert [r.indicator.id for r in summary.changed] == ["starts"]
    assert [r.indicator.id for r in summary.not_known] == ["neet"]
    assert [r.indicator.id for r in summary.contradictions] == ["neet"]


def test_editions_of_one_sheet_are_told_from_another_sheet():
    other = edition([quarter(2019, 3)], row("open", {quarter(2019, 3): number(4)}))
    found = families([AUGUST, other, DECEMBER])
    assert [[d.edition for d in group] for group in found] == [
        ["2019-12"],
        ["2019-12", "2020-08"],
    ] or [[d.edition for d in group] for group in found] == [["2019-12", "2020-08"], ["2019-12"]]


@pytest.mark.parametrize(
    ("text", "carried"), [("Numbers have settled since the spring.", "2019-12"), ("See above", "")]
)
def test_commentary_carried_over_word_for_word_is_marked(text, carried):
    def with_words(dataset):
        (first, *rest) = dataset.rows
        said = replace(first, commentary=Commentary(text, dataset.period))
        return replace(dataset, rows=(said, *rest))

    marked = with_carried_commentary(with_words(AUGUST), [with_words(DECEMBER)])
    assert marked.rows[0].commentary.carried_from == carried


@pytest.mark.parametrize(
    ("unit", "at_a_date", "colour"),
    [
        (Unit.NUMBER, False, Rag.NONE),  # part of a year's count
        (Unit.NUMBER, True, Rag.GREEN),  # a count on one day
        (Unit.PERCENTAGE, False, Rag.GREEN),
    ],
)
def test_a_yearly_target_colours_a_rate_but_not_one_month_of_a_count(unit, at_a_date, colour):
    indicator = replace(STARTS, unit=unit, at_a_date=at_a_date, polarity=Polarity.HIGHER)
    asked = Target(financial_year(2019), TargetForm.UNSTATED, Fraction(50))
    first = replace(DECEMBER.rows[0], targets=(asked,))
    dataset = edition(DECEMBER.columns, first)
    built = build_scorecard(
        dataset, history_of(sourced_figures([dataset])), {"starts": indicator}, ScorecardRules()
    )
    standing = built.row("starts").standing
    assert standing.rag is colour
    if colour is Rag.NONE:
        assert "2019/20" in standing.reason


def test_a_monthly_indicator_under_quarter_columns_is_compared_with_the_quarter_before():
    columns = [quarter(2019, 2), quarter(2019, 3)]
    values = {columns[0]: number(100), columns[1]: number(150)}
    dataset = edition(columns, row("starts", values))
    starts = card(dataset).row("starts")
    assert (show_change(starts.previous), starts.previous.arrow) == ("+50%", Arrow.UP)
