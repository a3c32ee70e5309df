"""What was printed stands beside what was worked out, in the same unit and decimals."""

from headway.domain.history import Restatement, Sourced, history_of
from headway.domain.indicator import RatioOf, Unit
from headway.domain.movement import ChangeIn
from headway.domain.noticed import by_severity, other_shown, repeat_sentence, restatement_sentence
from headway.domain.periods import month
from headway.domain.printed import Verdict
from headway.domain.problems import Finding, Place, Severity
from headway.domain.published import Derived, Figure, PublishedDataset
from headway.domain.scorecard import ScorecardRules, build_scorecard
from headway.domain.side_by_side import (
    comparison_lines,
    lines_not_told,
    lines_that_differ,
    printed_beside,
    verdict_counts,
)
from headway.domain.values import Absent, State, number
from tests.builders import (
    INDICATORS,
    dataset_2020,
    figures,
    history_from,
    indicator,
    published_row,
    scorecard_2019,
    scorecard_2020,
)


def one_row_scorecard(row, *indicators):
    dataset = PublishedDataset(
        "T", "2020-08", month(2020, 8), (month(2020, 7), month(2020, 8)), row
    )
    return build_scorecard(
        dataset, history_from(dataset), {each.id: each for each in indicators}, ScorecardRules()
    )


def test_a_change_stands_as_printed_and_as_worked_out():
    line = printed_beside(scorecard_2020().row("assessments-completed"), Derived.CHANGE_LAST_YEAR)
    assert (line.printed, line.worked_out, line.verdict) == ("↑ 13%", "+13%", Verdict.AGREES)


def test_an_average_says_how_many_months_it_rests_on():
    line = printed_beside(scorecard_2019().row("assessments-completed"), Derived.AVERAGE_12)
    assert (line.printed, line.worked_out, line.rests_on) == ("253", "227", "6 of 12 known")


def test_a_percentage_keeps_the_decimals_it_was_printed_with():
    line = printed_beside(scorecard_2019().row("neet"), Derived.MAXIMUM_12)
    assert (line.printed, line.worked_out) == ("7.0%", "6.8%")


def test_a_percentage_printed_in_percent_is_shown_in_percent():
    row = published_row("p", "P", figures(month(2020, 7), ["50%", "60%"]), ["↑ 20%"])
    scorecard = one_row_scorecard((row,), indicator("p", unit=Unit.PERCENTAGE))
    [change, *_] = comparison_lines(scorecard.rows[0])
    assert scorecard.rows[0].previous.change_in is ChangeIn.POINTS
    assert (change.printed, change.worked_out, change.verdict) == ("↑ 20%", "+20%", Verdict.AGREES)


def test_an_arrow_that_breaks_the_rule_is_shown_in_words():
    row = published_row("a", "A", figures(month(2020, 7), ["100", "120"]), ["↓ 20%"])
    [differs] = lines_that_differ(one_row_scorecard((row,), indicator("a")))
    assert (differs.printed, differs.worked_out) == ("down", "up")
    assert differs.why == "the rule gives up"


def test_a_ratio_is_set_against_its_parts():
    rows = (
        published_row("part", "A", figures(month(2020, 8), ["107"])),
        published_row("all", "B", figures(month(2020, 8), ["943"])),
        published_row("ratio", "C", figures(month(2020, 8), ["10.3%"])),
    )
    ratio = indicator("ratio", unit=Unit.PERCENTAGE, decimals=1, ratio=RatioOf("part", "all"))
    scorecard = one_row_scorecard(rows, indicator("part"), indicator("all"), ratio)
    [line] = lines_that_differ(scorecard)
    assert (line.reference, line.printed, line.worked_out) == ("C", "10.3%", "11.3%")
    assert "August 2020" in line.what


def test_what_differs_and_what_cannot_be_told_are_listed_apart():
    scorecard = scorecard_2020()
    assert [(line.reference, line.what) for line in lines_that_differ(scorecard)] == [
        ("YO2", "maximum of 12 months")
    ]
    assert not {line.verdict for line in lines_not_told(scorecard)} - {Verdict.CANNOT_TELL}
    assert ("EH1a", "205") in {(line.reference, line.printed) for line in lines_not_told(scorecard)}


def test_verdicts_are_counted():
    assert verdict_counts(scorecard_2020()) == (
        (Verdict.AGREES, 20),
        (Verdict.DIFFERS, 1),
        (Verdict.CANNOT_TELL, 5),
    )


def test_a_repeat_names_periods_and_references():
    scorecard = scorecard_2020()
    [repeat] = scorecard.repeats
    assert repeat_sentence(scorecard, repeat) == (
        "April 2020 and May 2020 hold the very same figure on 3 of 3 indicators "
        "(EH1a, EH1c, CIN5): ask whether one was copied from the other"
    )


def test_a_restatement_says_what_stands_and_who_gives_another():
    dataset, period = dataset_2020(), month(2020, 8)
    other = Sourced("assessments-started", Figure(period, number(130), period), "2020-07 draft")
    own = [
        Sourced(row.indicator, figure, dataset.edition)
        for row in dataset.rows
        for figure in row.figures
    ]
    scorecard = build_scorecard(dataset, history_of([*own, other]), INDICATORS, ScorecardRules())
    [restatement] = scorecard.restatements
    assert restatement_sentence(scorecard, restatement) == (
        "EH1a, August 2020: 132 stands, from 2020-08; 2020-07 draft gives 130"
    )


def test_a_restatement_of_a_withheld_figure_gives_nothing_away():
    period = month(2020, 8)
    hidden, known = (
        Sourced("assessments-started", Figure(period, value, period), source)
        for value, source in ((Absent(State.SUPPRESSED), "2020-08"), (number(731), "a later run"))
    )
    restatement = Restatement("assessments-started", period, hidden, known)
    assert other_shown(restatement) == Absent(State.SUPPRESSED)
    assert restatement_sentence(scorecard_2020(), restatement) == (
        "EH1a, August 2020: * stands, from 2020-08; a later run gives *"
    )


def test_findings_come_gravest_first():
    noted = Finding(Place("a"), Severity.NOTED, "one")
    left_out = Finding(Place("a"), Severity.NOT_TAKEN, "two")
    assert by_severity([noted, left_out, noted]) == (
        (Severity.NOT_TAKEN, (left_out,)),
        (Severity.NOTED, (noted, noted)),
    )
