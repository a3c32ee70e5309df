"""Which units are asked for a sheet: known ones that stood at its period's end."""

from dataclasses import replace
from datetime import date

from headway.catalogue.loading import load_catalogue
from headway.domain.periods import quarter
from headway.services.office.entry_units import is_known, stood, units_asked
from headway.services.office.figures import current_figures
from tests.unit.web.made_up_figures import keep_figures_of_two_teams

SHEET = load_catalogue().sheets["framework-by-quarter"]


def test_teams_that_are_known_are_asked(tmp_path):
    keep_figures_of_two_teams(tmp_path / "data")
    asked = units_asked(tmp_path / "data", SHEET, quarter(2026, 2))
    assert [one.ref.id for one in asked] == ["T01", "T02"]
    assert units_asked(tmp_path / "nowhere", SHEET, quarter(2026, 2)) == ()
    later = replace(SHEET, begins=date(2026, 10, 1))
    assert units_asked(tmp_path / "data", later, quarter(2026, 2)) == ()
    within = replace(SHEET, within=("L2",))
    asked = units_asked(tmp_path / "data", within, quarter(2026, 2))
    assert [one.ref.id for one in asked] == ["T02"]


def test_a_team_that_ended_is_asked_no_more_whatever_figures_it_still_has(tmp_path):
    keep_figures_of_two_teams(tmp_path / "data")
    figures = current_figures(tmp_path / "data")
    team = next(one for one in figures.units if one.ref.id == "T01")
    merged = replace(team, opened=date(2020, 2, 5), closed=date(2026, 6, 1))
    assert [stood(figures, merged, quarter(2026, one)) for one in (1, 2)] == [False, False]
    assert stood(figures, merged, quarter(2025, 4))
    assert not stood(figures, replace(team, opened=date(2026, 9, 1)), quarter(2026, 1))
    assert stood(figures, team, quarter(2026, 2))
    assert not is_known(replace(team, name="", within=()))
