"""Rows of drawn cases: what is caught, what is allowed, and what a message gives away."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.tables import TABLES
from headway.tables.between_rows import problems_between_rows
from headway.tables.checks import kind_and_length, problems_in_row
from headway.tables.constraints import Consequence
from tests.unit.tables.rows import row_in_order

PLAN = TABLES["plan"]


def codes(table, row, **asked):
    return [problem.code for problem in problems_in_row(TABLES[table], row, **asked)]


def plan(**cells):
    return {"plan_id": "PL1", "opened_on": date(2026, 5, 1)} | cells


def test_a_plan_closed_before_it_opened_is_rejected():
    row = plan(closed_on=date(2026, 4, 30), closing_reason="needs_met")
    (problem,) = problems_in_row(PLAN, row)
    assert problem.code == "plan.dates_in_order"
    assert problem.consequence is Consequence.ROW_REJECTED


def test_a_plan_opened_and_closed_on_one_day_is_in_order():
    assert codes("plan", plan(closed_on=date(2026, 5, 1), closing_reason="needs_met")) == []


def test_an_assessment_completed_without_a_start_is_in_order():
    row = {"assessment_id": "A1", "kind": "early_help", "completed_on": date(2026, 5, 1)}
    assert codes("assessment", row) == []


def test_a_headcount_needs_no_person_and_goes_with_none():
    row = {"attendance_id": "G1", "session_id": "S1", "headcount": 14}
    assert codes("group_attendance", row) == []
    assert codes("group_attendance", row | {"headcount": 0}) == [
        "group_attendance.headcount.too_small"
    ]
    assert codes("group_attendance", row | {"person_id": "P1"}) == [
        "group_attendance.person_and_headcount"
    ]


def test_help_before_birth_is_within_life_and_long_before_it_is_not():
    person = {"person_id": "P1", "expected_month": date(2026, 11, 1)}
    row = {"episode_id": "E1", "person_id": "P1", "tier": "early_help"}
    for day, expected in [
        (date(2026, 1, 1), []),
        (date(2025, 12, 31), ["tier_episode.outside_life"]),
    ]:
        assert codes("tier_episode", row | {"started_on": day}, person=person) == expected


def test_the_month_of_death_is_the_last_within_life():
    person = {"person_id": "P1", "month_of_death": date(2026, 2, 1)}
    row = row_in_order(TABLES["screening"])
    for day, expected in [(date(2026, 2, 28), []), (date(2026, 3, 1), ["screening.outside_life"])]:
        assert codes("screening", row | {"screened_on": day}, person=person) == expected


def test_a_due_date_may_lie_in_the_future():
    row = {"review_id": "R1", "plan_id": "PL1", "due_on": date(2027, 1, 1)}
    assert codes("family_review", row, snapshot_on=date(2026, 11, 1)) == []
    assert codes(
        "family_review", row | {"held_on": date(2027, 1, 1)}, snapshot_on=date(2026, 11, 1)
    ) == ["family_review.in_the_future"]


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        ("opened_on", "2026-05-01", "wrong_type"),
        ("opened_on", datetime(2026, 5, 1, 9, 30), "wrong_type"),  # noqa: DTZ001 # as files have it
        ("closing_reason", "no idea", "unknown_code"),
        ("closing_reason", 7, "wrong_type"),
        ("family_id", "   ", "blank"),
        ("family_id", "x" * 101, "too_long"),
        ("family_id", 12345, "wrong_type"),
    ],
)
def test_a_cell_of_the_wrong_kind_is_told(column, value, kind):
    assert f"plan.{column}.{kind}" in codes("plan", plan() | {column: value})


def test_a_wrong_cell_that_is_needed_rejects_the_row_and_another_is_emptied():
    row = plan(opened_on="soon", need="N77")
    found = {p.column: p.consequence for p in problems_in_row(PLAN, row)}
    assert found == {
        "opened_on": Consequence.ROW_REJECTED,
        "need": Consequence.CELL_EMPTIED,
    }


def test_yes_is_not_a_number_and_a_month_is_its_first_day():
    assert codes(
        "direct_contact", row_in_order(TABLES["direct_contact"]) | {"headcount": True}
    ) == ["direct_contact.headcount.wrong_type"]
    person = {"person_id": "P1", "month_of_birth": date(2016, 3, 2)}
    assert codes("person", person) == ["person.month_of_birth.wrong_type"]


@pytest.mark.parametrize("value", [1.5, Decimal("NaN"), Decimal("Infinity"), "3", True])
def test_a_score_is_an_exact_number(value):
    row = row_in_order(TABLES["distance_reading"]) | {"score": value}
    assert codes("distance_reading", row) == ["distance_reading.score.wrong_type"]


def test_a_score_may_lie_below_nought():
    row = row_in_order(TABLES["distance_reading"]) | {"score": Decimal("-2.5")}
    assert codes("distance_reading", row) == []


def test_a_column_nobody_knows_is_told_and_the_row_stays():
    (problem,) = problems_in_row(PLAN, plan(shoe_size=7))
    assert (problem.code, problem.consequence) == ("plan.unknown_column", Consequence.TOLD)


@given(st.text(alphabet="QXZqxz", min_size=6, max_size=150))
def test_a_message_never_holds_what_was_found(secret):
    rows = [plan(closing_reason=secret), plan(opened_on=secret), plan(family_id=secret * 30)]
    for row in rows:
        found = problems_in_row(PLAN, row)
        assert found
        assert all(secret not in str(problem) for problem in found)


@given(st.integers(min_value=10_000_000))
def test_a_message_holds_no_number_that_was_found(number):
    row = row_in_order(TABLES["population"]) | {"age_from": number, "age_to": number}
    assert all(str(number) not in str(one) for one in problems_in_row(TABLES["population"], row))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "yes or no"),
        ("x", "text of 1 character"),
        ("xyz", "text of 3 characters"),
        (-45, "a whole number of 2 digits"),
        (Decimal("1.5"), "a decimal number of 3 characters"),
        (date(2026, 1, 1), "a date"),
        (datetime(2026, 1, 1, 9), "a date with a time of day"),  # noqa: DTZ001 # as files have it
        ([], "a value of the kind list"),
    ],
)
def test_what_was_found_is_named_by_kind_and_length(value, words):
    assert kind_and_length(value) == words


def test_a_key_that_stands_twice_is_the_later_rows_problem():
    found = problems_between_rows(PLAN, [plan(), plan(plan_id="PL2"), plan()])
    assert [(position, problem.code) for position, problem in found] == [(2, "plan.key_twice")]


def plan_team(team, started_on, ended_on=None, plan_id="PL1"):
    return {"plan_id": plan_id, "team_id": team, "started_on": started_on, "ended_on": ended_on}


def test_a_transfer_on_one_day_is_no_overlap():
    day = date(2026, 5, 20)
    rows = [plan_team("T1", date(2026, 5, 1), day), plan_team("T2", day)]
    assert problems_between_rows(TABLES["plan_team"], rows) == ()


def test_two_teams_on_one_day_overlap_whatever_the_order_of_the_rows():
    early = plan_team("T1", date(2026, 5, 1), date(2026, 5, 21))
    late = plan_team("T2", date(2026, 5, 20))
    other = plan_team("T3", date(2026, 5, 2), plan_id="PL2")
    for rows, expected in [([early, other, late], 2), ([late, other, early], 0)]:
        ((position, problem),) = problems_between_rows(TABLES["plan_team"], rows)
        assert (position, problem.code) == (expected, "plan_team.overlap")


def test_an_overlap_with_a_row_further_back_is_seen():
    rows = [
        plan_team("T1", date(2026, 1, 1), date(2026, 12, 1)),
        plan_team("T2", date(2026, 2, 1), date(2026, 3, 1)),
        plan_team("T3", date(2026, 6, 1), date(2026, 7, 1)),
    ]
    found = problems_between_rows(TABLES["plan_team"], rows)
    assert [position for position, _ in found] == [1, 2]


def test_a_child_of_two_households_is_in_order():
    rows = [
        {"person_id": "P1", "family_id": family, "started_on": date(2026, 1, 1), "role": "child"}
        for family in ("F1", "F2")
    ]
    assert problems_between_rows(TABLES["household_membership"], rows) == ()


def test_concurrent_tiers_are_in_order_and_the_same_one_twice_is_not():
    cells = {"person_id": "P1", "started_on": date(2026, 1, 1)}
    rows = [
        cells | {"episode_id": "E1", "tier": "child_in_need"},
        cells | {"episode_id": "E2", "tier": "youth_offending"},
        cells | {"episode_id": "E3", "tier": "child_in_need"},
    ]
    found = problems_between_rows(TABLES["tier_episode"], rows)
    assert [(position, problem.code) for position, problem in found] == [
        (2, "tier_episode.recorded_twice")
    ]
