"""Figures kept for the pages are those that calculate gives, for every unit."""

import shutil
from datetime import UTC, datetime

import pytest

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.periods import month
from headway.domain.values import Absent, State
from headway.services.analysis.calculate import Wanted, calculate
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.kept_figures import latest_figures

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(council, tmp_path_factory):
    copy = tmp_path_factory.mktemp("kept") / "data"
    shutil.copytree(council / "data", copy)
    return copy


@pytest.fixture(scope="module")
def kept(data):
    assert latest_figures(data) is None
    keep_figures(data, by="analyst", at=AT, months=14)
    return latest_figures(data)


def test_they_are_the_figures_that_calculate_gives(data, kept):
    period = month(2026, 9)
    worked_out = calculate(data, Wanted(period)).results
    numbers = 0
    for one in worked_out:
        if isinstance(one.value, Absent) and one.value.state is State.NOT_DUE:
            continue
        lines = kept.of(one.unit).results.get(one.indicator, ())
        found = next((each for each in lines if each.period == one.period), None)
        assert found == one
        numbers += 1
    assert numbers > 1000


def test_units_say_what_they_lie_in(kept):
    assert kept.last == month(2026, 10)
    teams = [one for one in kept.units if one.ref.level is Level.TEAM]
    assert len(teams) > 5
    early_help = [one for one in teams if one.ref.id.startswith("T")]
    assert UnitRef(Level.LOCALITY, "L1") in early_help[0].within
    assert all(one.name for one in early_help)
    assert {one.ref.level for one in kept.units} == set(Level)


def test_the_same_inputs_are_kept_once(data, kept):
    assert not keep_figures(data, by="somebody else", at=AT, months=14).new
    assert latest_figures(data).artefact == kept.artefact


def test_the_command_keeps_them_and_says_when_nothing_has_changed(headway, data, kept):
    words = ("keep", "--data", data, "--months", "14", "--by", "analyst")
    code, said, complaint = headway(*words)
    assert code == 0, complaint
    assert "the same figures are kept already" in said
    code, _, complaint = headway("keep", "--data", data / "nowhere")
    assert code == 6
    assert "Traceback" not in complaint
