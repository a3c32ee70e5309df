"""What a board is told follows from the summary alone."""

from headway.domain.board_sentences import (
    differences,
    headings,
    moved_sentences,
    plan_overall_sentences,
    without_colour_sentences,
)
from headway.domain.summary import board_summary
from tests.builders import scorecard_2019, scorecard_2020
from tests.plan_builders import plan_summary


def test_the_counts_that_open_the_page():
    assert headings(board_summary(scorecard_2020())) == (
        ("indicators", 5),
        ("changed", 2),
        ("off or close to target", 1),
        ("not known", 2),
        ("printed otherwise than worked out", 1),
    )


def test_only_changes_with_an_arrow_are_said():
    row = scorecard_2020().row("assessments-completed")
    assert moved_sentences(row) == ("Up 13% on August 2019 (263 against 232): better",)
    assert moved_sentences(scorecard_2020().row("neet")) == ()


def test_a_contradiction_is_said_with_both_figures_and_why():
    summary = board_summary(scorecard_2020())
    [said] = differences(summary.contradictions)
    assert said.startswith("YO2, maximum of 12 months: printed 0, worked out 332 (a known figure")


def test_rows_without_colour_are_grouped_by_reason():
    summary = board_summary(scorecard_2019())
    assert without_colour_sentences(summary.without_colour) == (
        "no target for this period: EH1a, CIN5",
        "the target is to be confirmed: EH1c",
    )


def test_the_plan_is_said_for_each_review_shown():
    assert [said.split(":")[0] for said in plan_overall_sentences(plan_summary())] == [
        "initial",
        "January 2018",
    ]
