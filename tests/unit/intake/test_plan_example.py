"""The published plan's figures as facts: the example always, the documents where they are."""

import json
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from headway.domain.plan import Plan, PlanSummary, summarise
from headway.domain.printed import Verdict
from headway.domain.problems import Severity
from headway.domain.rounding import round_to
from headway.domain.values import Number
from headway.intake.plan import read_plan
from headway.readers import read_document
from tests.unit.intake.plan_documents import FIVE, ratings, told

INITIAL = {
    1: [4, 4, 2, 4, 2, 2, 2, 2],
    2: [2, 2, 2, 2, 2, 1, 1],
    4: [2, 2, 1, *[2] * 26],
    5: [2, 2, 2],
    6: [1, 2],
    7: [3, 2, 2, 2, 2, 2, 3, 3, 2],
    8: [3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 3, 3, 2, 3, 2, 2],
}
JANUARY = {
    1: [4, 4, 2, 4, 4, 4, 2, 2],
    2: [2, 2, 2, 3, 2, 4, 1],
    4: [3, 3, 1, 4, 3, 4, 3, 3, 2, 2, 2, 2, 3, 3, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 2, 3, 3],
    5: [2, 2, 2],
    6: [3, 2],
    7: [3, 3, 2, 2, 2, 2, 3, 3, 2],
    8: [3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 2, 4, 3, 4, 3, 2, 2],
}
LONG = "thurrock-development-plan-2018.txt"
PAGE = "thurrock-development-plan-2018-priority-2-page.txt"


@pytest.fixture(scope="module")
def example() -> Plan:
    with as_file(files("headway") / "examples" / "development-plan-2018.csv") as path:
        return read_plan([read_document(path)], FIVE)


@pytest.fixture(scope="module")
def published(reference: Path) -> Plan:
    return read_plan([read_document(reference / "published" / name) for name in (LONG, PAGE)], FIVE)


@pytest.fixture(params=["example", "published"])
def plan(request: pytest.FixtureRequest) -> Plan:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Plan)
    return found


def given(plan: Plan, number: int, review: int) -> list[int]:
    return [int(mark) for mark in ratings(plan, number, review) if mark.isdigit()]


def means(summary: PlanSummary, review: int, decimals: int) -> dict[int, str]:
    return {
        each.number: str(round_to(each.rating.value.amount, decimals))
        for each in summary.reviews[review].priorities
        if isinstance(each.rating.value, Number)
    }


def test_every_rating_of_seven_priorities(plan):
    assert {number: given(plan, number, 0) for number in INITIAL} == INITIAL
    assert {number: given(plan, number, 1) for number in JANUARY} == JANUARY


def test_the_reviews_and_which_of_them_are_rated(plan):
    assert [review.on for review in plan.reviews] == [
        None,
        date(2018, 1, 31),
        date(2018, 3, 31),
        date(2018, 5, 31),
    ]
    summary = summarise(plan)
    assert [each.review for each in summary.reviews] == list(plan.reviews[:2])
    assert summary.not_yet_rated == plan.reviews[2:]


def test_means_are_those_printed_to_one_decimal(plan):
    summary = summarise(plan)
    printed = {1: "2.8", 2: "1.7", 4: "2.0", 5: "2.0", 6: "1.5", 7: "2.3", 8: "2.6"}
    assert {n: m for n, m in means(summary, 0, 1).items() if n != 3} == printed
    printed = {1: "3.3", 2: "2.3", 3: "2.5", 4: "2.9", 5: "2.0", 6: "2.5", 7: "2.4", 8: "2.9"}
    assert means(summary, 1, 1) == printed
    for review in summary.reviews:
        for each in review.priorities:
            assert each.printed is not None
            agrees = each.printed.verdict is Verdict.AGREES
            assert agrees is (each.number != 3 or review is summary.reviews[1])


def test_means_are_the_whole_numbers_printed_in_the_sections(plan):
    pairs = {priority.number: priority.printed_section for priority in plan.priorities}
    assert pairs == {
        1: ("3", "3"),
        2: ("2", "2"),
        3: (),
        4: ("2", "3"),
        5: ("2", "2"),
        6: ("2", "3"),
        7: ("2", "2"),
        8: ("3", "3"),
    }
    for review in summarise(plan).reviews:
        for each in review.priorities:
            if each.printed_section is not None:
                assert each.printed_section.verdict is Verdict.AGREES


def test_priority_3_is_told_apart(plan):
    assert len(given(plan, 3, 0)) == len(given(plan, 3, 1)) == 21
    previous, current = (
        next(each for each in review.priorities if each.number == 3)
        for review in summarise(plan).reviews
    )
    assert isinstance(previous.rating.value, Number)
    assert isinstance(current.rating.value, Number)
    assert float(previous.rating.value.amount) == 2.0
    assert float(current.rating.value.amount) == pytest.approx(2.476, abs=0.001)
    assert previous.told_apart
    assert not current.told_apart


def test_the_overall_figures_come_from_unrounded_means(plan):
    assert plan.printed_overall == ("2.0", "2.6")
    previous, current = summarise(plan).reviews
    assert isinstance(previous.overall.value, Number)
    assert isinstance(current.overall.value, Number)
    assert float(previous.overall.value.amount) == pytest.approx(2.0493, abs=0.0001)
    assert str(round_to(current.overall.value.amount, 1)) == "2.6"
    assert previous.printed is not None
    assert current.printed is not None
    assert previous.printed.verdict is current.printed.verdict is Verdict.AGREES


def test_what_cannot_be_read_is_reported(plan):
    for text in ("“re”", "“Jan-00”", "“Jun”", "“01/02/18”"):
        assert len(told(plan, Severity.NOT_TAKEN, text)) == 1
    dues = {action.due.text: action.due.day for p in plan.priorities for action in p.actions}
    assert dues["01/16/2018"] == date(2018, 1, 16)
    assert dues["01 April 2018"] == date(2018, 4, 1)
    assert dues["Apr-18"] == date(2018, 4, 30)
    assert dues["01/02/18"] is dues["Jun"] is None


def test_an_action_without_any_rating_is_kept_as_not_yet_rated(plan):
    assert ratings(plan, 8, 0).count("tbc") == ratings(plan, 8, 1).count("tbc") == 1
    assert len(told(plan, Severity.INFERRED, "no rating in any column")) == 1


def test_the_links_to_recommendations(plan):
    found = {label for p in plan.priorities for a in p.actions for label in a.recommendations}
    assert found >= {"1", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"}
    assert found <= {str(number) for number in range(1, 17)}


def test_indicators_stand_in_their_priorities(plan):
    counts = [len(priority.indicators) for priority in plan.priorities]
    assert counts == [2, 3, 3, 5, 3, 2, 3, 0]
    row = plan.priorities[6].indicators[0]
    assert [str(figure.period) for figure in row.figures[-6:]] == [
        f"{month} 2017"
        for month in ("July", "August", "September", "October", "November", "December")
    ]
    assert [figure.text for figure in row.figures[-6:]] == [
        "73.2",
        "69.6",
        "67.7",
        "67.4",
        "67.3",
        "67.1",
    ]


def test_officers_of_the_example_are_named_by_role(example):
    roles = ("lead", "leads", "manager", "head", "director", "consultant", "contractor", "nurse")
    people = {who for p in example.priorities for a in p.actions for who in (a.lead, a.responsible)}
    for person in people - {""}:
        assert any(role in person.casefold().split() for role in roles) or "Director" in person
    assert people > {"Head of Housing", "Virtual school head"}


def test_the_expected_figures_of_the_documents(published, reference):
    text = (reference / "published" / "expected" / "thurrock_plan.json").read_text(encoding="utf-8")
    expected = json.loads(text)
    for name, priority in expected["priorities"].items():
        assert given(published, int(name), 0) == priority["ratings_initial"]
        assert given(published, int(name), 1) == priority["ratings_2018_01"]
        section = published.priorities[int(name) - 1].printed_section
        assert list(section) == priority["printed_section"]
    summary = {str(number): list(pair) for number, pair in published.printed_summary}
    assert summary == expected["printed_summary_all"]


def test_the_page_replaces_the_priority_that_the_long_document_repeats(published, reference):
    assert published.priorities[1].file == PAGE
    assert told(published, Severity.NOTED, "priority 2", "replace its 8 rows")
    alone = read_plan([read_document(reference / "published" / LONG)], FIVE)
    assert len(given(alone, 2, 0)) == 8
    assert told(alone, Severity.INFERRED, "line 178", "may be one row")


def test_the_documents_damage_is_reported_row_by_row(published):
    for line in (177, 178, 179, 180, 313):
        assert told(published, Severity.INFERRED, f"line {line}:", "one cell left of its headings")
    assert told(published, Severity.INFERRED, "line 345:", "3 cells left of its headings")
    assert told(published, Severity.NOT_TAKEN, "line 149,", "a text of 16 characters")
    assert told(published, Severity.NOT_TAKEN, "line 268,", "88.80%")
    assert told(published, Severity.NOT_TAKEN, "line 269,", "69.40%")


def test_merged_and_shifted_figures_are_taken_where_their_count_fits(published):
    closed, counted, seen = published.priorities[1].indicators
    assert [figure.text for figure in counted.figures[-6:]] == ["2", "7", "5", "4", "6", "4"]
    assert [figure.text for figure in closed.figures[-6:]] == [
        "99.7%",
        "97.1%",
        "99.5%",
        "100.0%",
        "100.0%",
        "100.0%",
    ]
    assert not any(figure.certain for figure in (*closed.figures[-6:], *counted.figures[-6:]))
    assert seen.title == "% children seen within 15 days of referral"
    assert not any(isinstance(figure.value, Number) for figure in seen.figures)
    assert told(published, Severity.NOT_TAKEN, "6 figures share one cell")


def test_no_finding_names_a_person(published):
    findings = [str(finding) for finding in published.findings if "polarity" in str(finding)]
    assert findings
    assert not any("Asked" in text for text in findings)
