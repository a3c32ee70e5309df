"""Six exports, a month apart: how much figures usually move is worked out from them."""

import json

import pytest

from headway.domain.periods import month
from tests.late_records import load_month_by_month

FIRST, EXPORTS = month(2026, 1), range(6)


@pytest.fixture(scope="module")
def six(tmp_path_factory):
    """A data folder into which the exports of six months were loaded, one after the other."""
    return load_month_by_month(
        tmp_path_factory.mktemp("six") / "data",
        started=[FIRST.shift(number) for number in range(-6, 6)],
        exports=[FIRST.shift(number) for number in EXPORTS],
    )


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
