"""Figures on the definitions and the map of teams of their own time, of now, and of a day."""

import csv
import io
import json
from importlib.resources import as_file, files

import pytest

COMPLETED = "early-help-assessments-completed-children"
FAMILIES = "families-in-early-help"
MERGED, INTO = "T08", "T07"  # half way through the made-up years: in May 2025


@pytest.fixture
def figures(headway, council):
    def run(period, indicator, *more):
        with as_file(files("headway") / "examples/made-up-council-cases/definitions") as own:
            code, text, complaint = headway(
                "calculate", "--data", council / "data", "--period", period, "--format", "csv",
                "--indicators", indicator, "--catalogue", own, *more,
            )  # fmt: skip
        assert code == 0, complaint
        rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
        return {row["unit_id"] or row["level"]: row["value"] for row in rows}

    return run


def test_a_month_before_the_change_has_the_old_definition_unless_it_is_restated(figures):
    whole = "early-help-assessments-completed-all-ages"
    then = figures("2026-05", COMPLETED)
    assert then == figures("2026-05", whole)  # adults were counted
    now = figures("2026-05", COMPLETED, "--definitions", "now")
    assert int(now["council"]) < int(then["council"])
    assert now == figures("2026-05", COMPLETED, "--definitions", "2026-07-01")
    after = figures("2026-08", COMPLETED)
    assert after == figures("2026-08", COMPLETED, "--definitions", "now")
    assert figures("2026-08", COMPLETED, "--definitions", "2026-06-30") == figures("2026-08", whole)


def test_a_merged_team_counts_to_the_one_that_took_over_on_the_present_map(figures):
    then = figures("2025-04", FAMILIES)
    now = figures("2025-04", FAMILIES, "--organisation", "now")
    assert MERGED in then
    assert MERGED not in now
    assert int(now[INTO]) == int(then[INTO]) + int(then[MERGED])
    assert {key: now[key] for key in ("council", "L1", "L2", "L3", "T01")} == {
        key: then[key] for key in ("council", "L1", "L2", "L3", "T01")
    }
    assert MERGED not in figures("2025-06", FAMILIES)


@pytest.fixture
def card(headway, council):
    def run(unit, period, *more):
        code, text, complaint = headway(
            "scorecard", "--data", council / "data", "--period", period, "--unit", unit,
            "--format", "json", *more,
        )  # fmt: skip
        assert code == 0, complaint
        return {row["indicator"]["id"]: row for row in json.loads(text)["rows"]}

    return run


def test_the_line_of_the_team_that_took_over_breaks_and_no_other_does(card):
    rows = card(INTO, "2025-09")
    row = rows[FAMILIES]
    [found] = row["breaks"]
    assert (found["on"], found["kind"], found["restated"]) == ("2025-05-01", "organisation", "")
    # Where there is a figure on both sides it is not compared; elsewhere there was none anyway.
    shown = [each["changes"]["last_year"]["shown"] for each in rows.values()]
    assert "not compared" in shown
    assert set(shown) == {"not compared", "n/a"}
    assert row["average"]["covers"] == "since May 2025, when the organisation changed"
    assert card("T01", "2025-09")[FAMILIES]["breaks"] == []
    assert card("L3", "2025-09")[FAMILIES]["breaks"] == []


def test_on_the_present_map_the_line_is_whole_and_says_so(card):
    rows = card(INTO, "2025-09", "--organisation", "now")
    assert rows[FAMILIES]["breaks"][0]["restated"] == "the map of teams of 31 October 2026"
    changes = [each["changes"]["last_year"] for each in rows.values()]
    compared = [each for each in changes if each["state"] == "number"]
    assert compared
    assert all("earlier figure restated on one map of teams" in each["marks"] for each in compared)
    assert "not compared" not in [each["shown"] for each in changes]


def test_a_team_that_ended_has_no_figure_after_it_and_never_nought(card):
    row = card(MERGED, "2025-06")[FAMILIES]
    states = [(one["column"]["name"], one["state"]) for one in row["figures"]]
    assert states[-3:] == [
        ("April 2025", "number"),
        ("May 2025", "not applicable"),
        ("June 2025", "not applicable"),
    ]
    assert "T07 South coast family help team took over" in row["figures"][-1]["note"]


def test_a_slip_is_told(headway, council):
    asked = ("scorecard", "--data", council / "data", "--period", "2025-09")
    with pytest.raises(SystemExit):
        headway(*asked, "--organisation", "soon")


def test_workers_of_a_merged_team_have_room_where_they_went(figures):
    capacity = "family-capacity"
    before, after = figures("2025-04", capacity), figures("2025-05", capacity)
    assert after.get(MERGED, "0") in {"0", ""}
    assert int(after[INTO]) > int(before[INTO])
    assert after[INTO] == figures("2025-05", capacity, "--organisation", "now")[INTO]
