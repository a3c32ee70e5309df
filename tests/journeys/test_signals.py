"""Signals from exports to the page: cases, what is still likely to come, targets, the board."""

import csv
import io
import json

import pytest

from headway.domain.periods import month
from tests.late_records import load_month_by_month

LAST = month(2026, 6)
STARTED = "early-help-assessments-started"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder into which the exports of six months were loaded, one after the other."""
    return load_month_by_month(
        tmp_path_factory.mktemp("signals") / "data",
        started=[LAST.shift(back) for back in range(-15, 1)],
        exports=[LAST.shift(back) for back in range(-5, 1)],
    )


@pytest.fixture
def own(tmp_path):
    """A council's own targets: 120 assessments started in the year."""
    folder = tmp_path / "own" / "targets"
    folder.mkdir(parents=True)
    said = "form: at least\n      goal: 120\n"
    (folder / "2026.yaml").write_text(
        f"targets:\n  {STARTED}:\n    - period: 2026/27\n      {said}", encoding="utf-8"
    )
    return folder.parent


def signals(headway, data, own, *more):
    asked = ("--period", "2026-06", "--catalogue", own, "--format", "json", *more)
    code, text, complaint = headway("scorecard", "--data", data, *asked)
    assert code == 0, complaint
    rows = json.JSONDecoder().raw_decode(text)[0]["rows"]
    return next(row["signals"] for row in rows if row["indicator"]["id"] == STARTED)


def test_what_is_still_to_come_is_not_judged_and_said(headway, data, own):
    """7 of 10 are recorded: a fall of 22% on May's 9, which 3 more would undo."""
    found = signals(headway, data, own, "--likely")
    assert found["maturity"]["words"] == "still likely to rise by about 3 (5 observations)"
    assert found["control_chart"]["about"]["name"] == "April 2026"
    assert [point["kind"] for point in found["control_chart"]["points"]][-2:] == [
        "not settled yet"
    ] * 2
    assert found["disagreement"] == {
        "rule": "arrow_not_settled",
        "sentence": "Falls, but is still likely to rise by about 3",
    }


def test_without_that_the_figure_is_taken_as_it_stands(headway, data, own):
    found = signals(headway, data, own)
    assert found["maturity"] is None
    assert found["control_chart"]["about"]["name"] == "June 2026"


def test_the_pace_to_the_years_target(headway, data, own):
    """April to June: 10, 9 and 7 of 120, so 94 in nine months."""
    found = signals(headway, data, own)["pace"]
    assert (found["so_far"], found["needed"], found["been"]) == ("26", "94/9", "26/3")
    assert found["words"] == "needs 10.5 a month for the 9 months left; it has been 8.7"
    team = signals(headway, data, own, "--unit", "T1")["pace"]
    assert team is None  # the council's target is not a team's


def test_the_signals_as_a_table_and_on_the_boards_page(headway, data, own):
    asked = ("--data", data, "--period", "2026-06", "--catalogue", own)
    code, text, complaint = headway("scorecard", *asked, "--table", "signals")
    assert code == 0, complaint
    row = next(each for each in csv.DictReader(io.StringIO(text)) if each["indicator"] == STARTED)
    assert row["pace"].startswith("needs 10.5 a month")
    code, text, complaint = headway("board", *asked, "--format", "terminal")
    assert code == 0, complaint
    assert "Early help assessments started in the month (down 22%)" in " ".join(text.split())


def test_a_board_page_of_case_rows_needs_a_data_folder(headway):
    code, _, complaint = headway("board", "--period", "2026-06")
    assert (code, "It needs --data" in complaint) == (6, True)
