from datetime import date

import pytest

from headway.intake.plan_headings import (
    Says,
    plan_headings,
    priority_number,
    review_date,
    says,
    with_reviews_below,
)
from tests.unit.intake.plan_documents import HEADINGS


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Priority 4", Says.PRIORITY),
        ("Theme", Says.PRIORITY),
        ("Ref.", Says.REFERENCE),
        ("Link to recommendation", Says.RECOMMENDATION),
        ("OFSTED recco", Says.RECOMMENDATION),
        ("Outcome / What", Says.OUTCOME),
        ("Desired outcomes", Says.OUTCOME),
        ("Action required", Says.ACTION),
        ("What will we do?", Says.ACTION),
        ("Success measure(s)", Says.SUCCESS),
        ("How will we know?", Says.SUCCESS),
        ("By whom", Says.LEAD),
        ("Lead officer", Says.LEAD),
        ("Action owner", Says.LEAD),
        ("Responsible Officer", Says.RESPONSIBLE),
        ("Time", Says.DUE),
        ("TIMESCALE", Says.DUE),
        ("By when", Says.DUE),
        ("Target date", Says.DUE),
        ("RAG initial", Says.RATING),
        ("BRAG", Says.RATING),
        ("Rating Jan 2018", Says.RATING),
        ("Status", Says.RATING),
        ("Progress RAG", Says.RATING),
        ("Progress update", Says.PROGRESS),
        ("Status update", Says.PROGRESS),
        ("Rationale", Says.RATIONALE),
        ("Cost (£000)", Says.OTHER),
        ("Recording", Says.OTHER),
    ],
)
def test_a_heading_is_known_by_what_it_says(heading, what):
    assert says(heading) is what


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("RAG 01/18", date(2018, 1, 31)),
        ("Rating Jan 2018", date(2018, 1, 31)),
        ("BRAG status (Mar-18)", date(2018, 3, 31)),
        ("RAG at 31/03/2018", date(2018, 3, 31)),
        ("Q3 2017/18 RAG", date(2017, 12, 31)),
        ("RAG initial", None),
        ("Status", None),
        ("RAG 13/18", None),
    ],
)
def test_a_rating_column_is_about_the_end_of_its_month(heading, day):
    assert review_date(heading) == day


def test_the_row_of_headings_may_stand_a_cell_further_right():
    found = plan_headings(["", *HEADINGS])
    assert found is not None
    assert [each.says for each in found[:4]] == [
        Says.OTHER,
        Says.PRIORITY,
        Says.OUTCOME,
        Says.ACTION,
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ["Priority", "Indicator", "Polarity", "Jul", "Aug"],
        ["Action", "Lead"],
        ["Outcome", "Lead", "When"],
        ["", ""],
        ["An action was agreed, with a success measure, a lead and a time", "", ""],
    ],
)
def test_other_rows_are_no_headings_of_a_plan(texts):
    assert plan_headings(texts) is None


def test_two_columns_with_one_heading_are_two_reviews():
    found = plan_headings(["Action", "Lead", "When", "RAG", "RAG"])
    assert found is not None
    assert [each.review.label for each in found if each.review] == ["RAG", "RAG (2)"]


def test_a_second_row_names_the_reviews_of_a_rating_that_spans_columns():
    headings = plan_headings(["Action", "Lead", "When", "RAG", "", "Update"])
    assert headings is not None
    found = with_reviews_below(headings, ["", "", "", "Initial", "Jan 2018", ""])
    assert found is not None
    assert [(each.review.label, each.review.on) for each in found if each.review] == [
        ("RAG Initial", None),
        ("RAG Jan 2018", date(2018, 1, 31)),
    ]
    assert with_reviews_below(headings, ["Do it", "Head", "May 2018", "2", "3", ""]) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("Priority 2", 2), ("P7", 7), ("12", 12), ("Theme 3: Direct work", 3), ("Plan 2018", None)],
)
def test_a_priority_is_known_by_its_number(text, number):
    assert priority_number(text) == number


def test_how_much_is_complete_is_progress_and_no_date():
    assert (says("% complete"), says("Completed by")) == (Says.PROGRESS, Says.DUE)
