"""The maps that come with Headway: real samples load as they are, and drift is known."""

from datetime import date

import pytest

from headway.domain.problems import Severity
from headway.intake.maps.reading import SHIPPED, shipped_map
from headway.tables import TABLES
from headway.tables.templates import example_row
from tests.unit.intake.loading.exports import (
    conformed,
    load,
    load_tables,
    prepared,
    row_of,
    rows_by_code,
    write_csv,
)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_map_is_right_and_confirmed(name):
    assert shipped_map(name).file.confirmed


@pytest.mark.parametrize("name", ["Annex_A.xlsx", "Annex_A_2024_Jan.xlsx"])
def test_the_sample_annex_a_workbooks_load_as_they_are(reference, tmp_path, name):
    loaded = load(tmp_path, reference / "annex_a" / name, as_of=date(2021, 3, 16))
    rows = {one.table: one.loaded for one in loaded.tables}
    assert rows["contact"] == 5
    assert rows["social_care_referral"] == 6
    assert rows["assessment"] == rows["assessment_subject"] == 10
    assert rows["tier_episode"] == 17
    assert not any(one.rejected for one in loaded.tables)
    assert not [
        one for one in loaded.findings if one.severity in {Severity.STOPS, Severity.NOT_TAKEN}
    ]


def test_annex_a_values(reference, tmp_path):
    with prepared(tmp_path, reference / "annex_a" / "Annex_A.xlsx") as ready:
        people = {row["person_id"]: row for row in conformed(ready, "person")}
        assert people["9212044"]["sex"] == "F"  # “Female”, without its letter
        assert people["9212044"]["month_of_birth"] == date(2015, 1, 1)
        assert people["6890906"]["sex"] == "U"
        contacts = conformed(ready, "contact")
        assert {row["source"] for row in contacts} >= {"6"}
        units = {row["unit_id"]: row["name"] for row in conformed(ready, "organisation_unit")}
        assert units["locality 4 duty team"] == "Locality 4 Duty Team"
        assert "#n/a" not in units
        referrals = conformed(ready, "social_care_referral")
        assert {row["outcome"] for row in referrals} <= {"no_further_action", "other", None}


@pytest.mark.parametrize(
    ("name", "people", "referrals", "day"),
    [
        ("BAR_cin_2022.xml", 1, 1, date(2022, 3, 31)),
        ("fake_CIN_data.xml", 332, 402, date(2022, 7, 21)),
        ("CIN_Census_2026.xml", 2, 2, date(2024, 3, 31)),
    ],
)
def test_the_sample_census_returns_load_as_they_are(
    reference, tmp_path, name, people, referrals, day
):
    loaded = load(tmp_path, reference / "cin_census" / name, as_of=None)
    assert row_of(loaded, "person") == (people, people, 0, 0)
    assert row_of(loaded, "social_care_referral") == (referrals, referrals, 0, 0)
    assert loaded.export_day == day


def test_both_forms_of_sex_in_the_census(reference, tmp_path):
    files = [reference / "cin_census" / n for n in ("BAR_cin_2022.xml", "CIN_Census_2026.xml")]
    with prepared(tmp_path, *files) as ready:
        people = {row["person_id"]: row for row in conformed(ready, "person")}
        assert {row["sex"] for row in people.values()} == {"M"}
        assert people["DfEX0000001"]["has_disability"] is True
        assert people["child_fails_assessments"]["has_disability"] is False
        conferences = [
            r for r in conformed(ready, "timed_event") if r["kind"] == "initial_conference"
        ]
        # the date of the enquiry's own conference, not of the one around it
        assert {row["done_on"] for row in conferences} == {date(1970, 2, 11), date(2022, 6, 17)}


def test_templates_load_their_own_examples(tmp_path):
    tables = {
        table.name: [dict(zip(table.column_names, example_row(table), strict=True))]
        for table in TABLES.values()
    }
    loaded = load_tables(tmp_path, tables)
    assert len(loaded.tables) == len(TABLES)
    assert not [
        code for code in rows_by_code(loaded) if code.endswith(("wrong_type", "unknown_code"))
    ]


def test_tables_of_the_standard_safeguarding_dataset(tmp_path):
    folder = tmp_path / "ssd"
    folder.mkdir()
    write_csv(
        folder / "ssd_person.csv",
        [
            {
                "pers_person_id": "1",
                "pers_forename": "A",
                "pers_surname": "B",
                "pers_sex": "F",
                "pers_ethnicity": "CNHE",
                "pers_dob": "2015-05-17 00:00:00.000",
            }
        ],
    )
    write_csv(
        folder / "ssd_contacts.csv",
        [
            {
                "cont_contact_id": "C1",
                "cont_person_id": "1",
                "cont_contact_date": "2026-01-05 00:00:00.000",
                "cont_contact_source_code": "5D",
                "cont_contact_outcome_json": '{"NEW_REFERRAL_FLAG":"N","NFA_FLAG":"Y"}',
            }
        ],
    )
    write_csv(
        folder / "ssd_early_help_episodes.csv",
        [
            {
                "earl_episode_id": f"E{n}",
                "earl_person_id": "1",
                "earl_episode_start_date": f"2025-0{n}-05",
                "earl_episode_end_date": f"2025-0{n}-25",
                "earl_episode_reason": "why",
                "earl_episode_end_reason": reason,
                "earl_episode_organisation": "North Hub",
                "earl_episode_worker_id": "SSD_PH",
            }
            for n, reason in enumerate(["Step-up", "outcomes  MET", ""], start=1)
        ],
    )
    with prepared(tmp_path, folder) as ready:
        (person,) = conformed(ready, "person")
        assert (person["month_of_birth"], person["ethnicity"]) == (date(2015, 5, 1), "CHNE")
        (contact,) = conformed(ready, "contact")
        assert (contact["decision"], contact["source"]) == ("no_further_action", "5D")
        episodes = conformed(ready, "tier_episode")
        assert [row["end_reason"] for row in episodes] == ["step_up", "needs_met", None]
        assert {row["team_id"] for row in episodes} == {"north hub"}


def test_pre_proceedings_of_the_standard_safeguarding_dataset(tmp_path):
    folder = tmp_path / "ssd"
    folder.mkdir()
    rows = [
        ("1", "P1", "2026-01-05", "2026-06-01"),
        ("2", "P2", "2026-03-05", ""),
        ("3", "P3", "", ""),  # the panel chose another way
    ]
    names = (
        "prep_table_id",
        "prep_person_id",
        "prep_pre_pro_letter_date",
        "prep_agree_stepdown_issue_date",
    )
    write_csv(
        folder / "ssd_pre_proceedings.csv", [dict(zip(names, row, strict=True)) for row in rows]
    )
    with prepared(tmp_path, folder) as ready:
        found = {row["person_id"]: row for row in conformed(ready, "timed_event")}
    assert {row["kind"] for row in found.values()} == {"pre_proceedings"}
    assert set(found) == {"P1", "P2"}
    assert found["P1"]["started_on"] == date(2026, 1, 5)
    assert found["P1"]["done_on"] == date(2026, 6, 1)
    assert found["P2"]["done_on"] is None
