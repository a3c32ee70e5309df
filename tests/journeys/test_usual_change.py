"""Six exports, a month apart: how much figures usually move is worked out from them."""

import json
from datetime import UTC, date, datetime

import pytest

from headway.domain.periods import month
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import Period, SourceFile
from headway.warehouse.snapshot_writing import About, write_snapshot

FIRST, EXPORTS = month(2026, 1), range(6)
LATE = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)
"""After how many months each of a month's ten assessments is recorded."""


def tables(until):
    """The rows that were recorded by the end of a month: ten assessments start in each month."""
    months = [FIRST.shift(back) for back in range(-6, 6)]
    rows = [
        (f"A{one.start:%y%m}{place}", one.start.replace(day=1 + place))
        for one in months
        for place, late in enumerate(LATE)
        if one.shift(late) <= until
    ]
    return {
        "organisation_unit": [{"unit_id": ["T1"], "name": ["North"], "kind": ["team"]}],
        "assessment": [
            {
                "assessment_id": [name for name, _ in rows],
                "kind": ["early_help"] * len(rows),
                "started_on": [day for _, day in rows],
                "team_id": ["T1"] * len(rows),
            }
        ],
    }


@pytest.fixture(scope="module")
def six(tmp_path_factory):
    """A data folder into which the exports of six months were loaded, one after the other."""
    folder = open_folder(tmp_path_factory.mktemp("six") / "data", create=True)
    for number in EXPORTS:
        until = FIRST.shift(number)
        covers = {"assessment": Period(date(2025, 7, 1), until.last_day)}
        about = About((SourceFile("export.csv", "ab" * 32, 1, 1),), covers, {})
        at = datetime.combine(until.end, datetime.min.time(), UTC)
        write_snapshot(folder, tables(until), about, by="analyst", at=at)
    return folder.path


def likely(headway, data, period, *more):
    asked = ("--indicators", "early-help-assessments-started", "--likely", *more)
    code, text, complaint = headway(
        "calculate", "--data", data, "--period", period, "--units", "council", *asked
    )
    assert code == 0, complaint
    return text


def test_a_young_figure_is_said_to_move_still_and_on_how_many_observations(headway, six):
    said = "still likely to rise by about 3 (5 observations)"
    (result,) = json.loads(likely(headway, six, "2026-06", "--format", "json"))["results"]
    assert (result["numerator"], result["likely"]) == ("7", said)
    assert "rise by about 1 (5 observations)" in likely(headway, six, "2026-05", "--format", "csv")
    assert f"council: {said}" in likely(headway, six, "2026-06")


def test_the_scorecard_says_it_below(headway, six):
    asked = ("scorecard", "--data", six, "--period", "2026-06", "--likely")
    code, text, complaint = headway(*asked)
    assert code == 0, complaint
    assert "Early help assessments started in the month: still likely to rise by about 3" in text


def test_a_settled_figure_is_not_said_to_move(headway, six):
    (result,) = json.loads(likely(headway, six, "2026-04", "--format", "json"))["results"]
    assert result["likely"] is None


def test_with_too_few_snapshots_nothing_is_said(headway, six):
    text = likely(headway, six, "2026-03", "--as-known", "2026-04-02", "--format", "json")
    (result,) = json.loads(text)["results"]
    assert result["likely"] is None


def test_what_the_ages_are_is_known_on_an_earlier_day_too(headway, six):
    text = likely(headway, six, "2026-05", "--as-known", "2026-06-02", "--format", "json")
    (result,) = json.loads(text)["results"]
    assert result["likely"] == "still likely to rise by about 3 (4 observations)"
