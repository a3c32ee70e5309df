"""Each rule finds what it is for, and lets what is right alone."""

import pytest

from headway.intake.loading.finishing import COLUMN, FOUND, SEVERITY, TEAM
from headway.intake.quality import RULES
from headway.intake.quality.spelling import alike
from headway.services.analysis.data_findings import counts, scores
from tests.unit.intake.loading.exports import (
    PERSON,
    PLAN,
    UNIT,
    entries,
    load_tables,
    row_of,
    rows_by_code,
)


def found(tmp_path, **tables):
    return rows_by_code(load_tables(tmp_path, tables))


def test_every_rule_says_how_to_put_right_what_it_finds():
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert all(rule.fix.endswith(".") and rule.title for rule in RULES)


def test_a_clean_export_has_no_findings(tmp_path):
    plans = [{**PLAN, "recorded_on": "2026-01-06"}]
    subjects = [{"plan_id": "PL1", "person_id": "P1", "role": "child"}]
    assert (
        found(
            tmp_path, plan=plans, plan_subject=subjects, person=[PERSON], organisation_unit=[UNIT]
        )
        == {}
    )


def test_rows_that_point_nowhere(tmp_path):
    subjects = [{"plan_id": p, "person_id": "P1", "role": "child"} for p in ("PL1", "PL9")]
    told = found(tmp_path, plan=[PLAN], plan_subject=subjects)
    assert told == {"plan_subject.plan_id.orphan": 1}  # people were not exported, so none is missed


def test_an_identifier_that_was_merged_is_no_orphan(tmp_path):
    subjects = [{"plan_id": "PL1", "person_id": "OLD", "role": "child"}]
    merged = [{"identifies": "person", "old_id": "OLD", "new_id": "P1"}]
    assert (
        found(
            tmp_path, plan=[PLAN], plan_subject=subjects, person=[PERSON], merged_identifier=merged
        )
        == {}
    )


def test_a_team_spelled_three_ways(tmp_path):
    plans = [
        {**PLAN, "plan_id": f"PL{n}", "team_id": team}
        for n, team in enumerate(["T1", "t1", "T-1", "X9"])
    ]
    told = found(tmp_path, plan=plans, organisation_unit=[UNIT])
    assert told == {"plan.team_id.misspelled_unit": 2, "plan.team_id.unknown_unit": 1}


def test_units_whose_names_are_nearly_the_same(tmp_path):
    names = [
        "North Early Help Team",
        "North EH Team",
        "north early-help team",
        "South Early Help Team",
    ]
    units = [{**UNIT, "unit_id": f"T{n}", "name": name} for n, name in enumerate(names)]
    assert found(tmp_path, organisation_unit=units) == {"organisation_unit.alike": 2}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("North Team", "NORTH  team.", True),
        ("Locality 1", "Locality 2", False),
        ("North Team", "South Team", False),
        ("East Team", "West Team", False),
        ("Assesment Team", "Assessment Team", True),
        ("Early Hlep North", "Early Help North", False),  # four letters are too few to be sure
        ("Referral and Advice", "Referral & Advice", True),
        ("Team A", "Team B", False),
    ],
)
def test_spellings(one, other, same):
    assert alike(one, other) is alike(other, one) is same


def test_ages_that_nobody_can_have(tmp_path):
    people = [
        {**PERSON, "person_id": "P1", "month_of_birth": "1899-01-01", "stage_of_life": "adult"},
        {**PERSON, "person_id": "P2", "month_of_birth": "1990-01-01"},
        {**PERSON, "person_id": "P3", "month_of_birth": "2027-01-01"},
        {**PERSON, "person_id": "P4"},
        {**PERSON, "person_id": "P5", "month_of_birth": "1960-01-01", "stage_of_life": "adult"},
    ]
    assert found(tmp_path, person=people) == {"person.impossible_age": 3}


def test_dates_in_the_future_and_outside_a_life(tmp_path):
    contact = {"contact_id": "C1", "person_id": "P1", "received_on": "2026-12-24"}
    early = {**contact, "contact_id": "C2", "received_on": "2014-01-01"}
    unborn = {**contact, "contact_id": "C3", "received_on": "2015-06-01"}
    told = found(tmp_path, contact=[contact, early, unborn], person=[PERSON])
    assert told == {"contact.in_the_future": 1, "contact.outside_life": 1}


def test_recorded_before_it_happened_and_never_recorded(tmp_path):
    days = ["2026-01-04", "2026-01-05", ""]
    plans = [{**PLAN, "plan_id": f"PL{n}", "recorded_on": day} for n, day in enumerate(days)]
    told = found(tmp_path, plan=plans, organisation_unit=[UNIT])
    assert told == {"plan.recorded_early": 1, "plan.not_recorded": 1}


def test_a_visit_that_was_planned_may_be_recorded_before_it_is_made(tmp_path):
    visit = {
        "direct_contact_id": "D1",
        "kind": "individual",
        "held_on": "2026-01-09",
        "recorded_on": "2026-01-02",
    }
    assert found(tmp_path, direct_contact=[{**visit, "due_on": "2026-01-10"}]) == {}
    again = tmp_path / "again"
    again.mkdir()
    assert found(again, direct_contact=[visit]) == {"direct_contact.recorded_early": 1}


def test_spells_that_overlap_and_tiers_that_start_twice(tmp_path):
    spell = {
        "plan_id": "PL1",
        "team_id": "T1",
        "started_on": "2026-01-05",
        "ended_on": "2026-03-01",
    }
    later = {**spell, "team_id": "T2", "started_on": "2026-02-01", "ended_on": ""}
    after = {**spell, "team_id": "T3", "plan_id": "PL2"}
    tier = {"episode_id": "E1", "person_id": "P1", "tier": "early_help", "started_on": "2026-01-05"}
    units = [
        UNIT,
        {**UNIT, "unit_id": "T2", "name": "South"},
        {**UNIT, "unit_id": "T3", "name": "West"},
    ]
    told = found(
        tmp_path,
        plan=[PLAN, {**PLAN, "plan_id": "PL2"}],
        plan_team=[spell, later, after],
        tier_episode=[tier, {**tier, "episode_id": "E2"}],
        organisation_unit=units,
    )
    assert told == {"plan_team.overlap": 1, "tier_episode.recorded_twice": 1}


def test_dates_of_a_wrong_century_do_not_stretch_the_coverage(tmp_path):
    plans = [{**PLAN, "plan_id": f"PL{n}"} for n in range(300)]
    plans[7]["opened_on"] = "1900-01-01"
    loaded = load_tables(tmp_path, {"plan": plans, "organisation_unit": [UNIT]})
    assert rows_by_code(loaded) == {"plan.opened_on.far_from_others": 1}
    (plan,) = (one for one in loaded.tables if one.table == "plan")
    assert str(plan.first) == "2026-01-05"


def test_an_entry_says_whose_it_is_what_became_of_it_and_what_stood_there(tmp_path):
    loaded = load_tables(
        tmp_path, {"plan": [{**PLAN, "need": "odd answer"}], "organisation_unit": [UNIT]}
    )
    (entry,) = entries(tmp_path, loaded)
    cells = dict(entry.cells)
    assert (cells[SEVERITY], cells[COLUMN], cells[TEAM]) == ("emptied", "need", "T1")
    assert cells[FOUND] == "odd answer"
    assert cells["plan_id"] == "PL1"
    assert row_of(loaded, "plan") == (1, 1, 0, 0)


def test_a_score_for_every_table_of_every_load(tmp_path):
    good = [{**PLAN, "plan_id": f"PL{n}"} for n in range(4)]
    load_tables(tmp_path, {"plan": [{**good[0], "need": "?"}, *good[1:]]})
    load_tables(tmp_path, {"plan": good}, day=1)
    told = [
        (one.rows, one.sound, one.tenths)
        for one in scores(tmp_path / "data")
        if one.table == "plan"
    ]
    assert told == [(4, 3, 750), (4, 4, 1000)]
    assert counts(tmp_path / "data") == ()
