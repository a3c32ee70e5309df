"""A figure bears the name that its unit had at the end of its period, wherever it is shown."""

import csv
import io
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from headway.catalogue.loading import load_catalogue
from headway.cli.main import main
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import month, quarter
from headway.services.analysis.calculate import Wanted, calculate
from headway.services.analysis.calculated_scorecard import CardWanted, calculated_scorecard
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.kept_figures import latest_figures
from headway.services.analysis.organisation import organisation_tables
from headway.services.analysis.publish import PublishAsked, preview, publish
from headway.services.analysis.publish_again import rebuild
from headway.services.analysis.published import files_of_edition
from headway.services.analysis.weekly import WeekWanted, weekly_report
from headway.services.office.entry_units import units_asked
from tests.unit.web.made_up_edition import CARD, DEFINITIONS, Office, load_rows

NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")
AT = datetime(2026, 11, 4, 9, tzinfo=UTC)
NAMES = """\
names:
  - {level: team, id: T01, name: Families team north, from: 2026-09-01}
  - {level: team, id: T01, name: Whole family team, from: 2026-10-31}
  - {level: team, id: T02, name: "=HYPERLINK(1)"}
  - {level: team, id: L1, name: Not a team}
  - {level: service, id: S9, name: Nobody's}
"""
BY_MONTH = {8: "North team", 9: "Families team north", 10: "Whole family team"}


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    folder = tmp_path_factory.mktemp("named")
    made = Office(folder, {})
    for name, text in {**DEFINITIONS, "organisation/ours.yaml": NAMES}.items():
        (folder / "own" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "own" / name).write_text(text, encoding="utf-8")
    load_rows(made)
    return made


@pytest.fixture
def own(office) -> Path:
    return office.folder / "own"


@pytest.mark.parametrize(("number", "name"), BY_MONTH.items())
def test_scorecards_figures_and_editions_have_the_name_of_their_month(office, own, number, name):
    period = month(2026, number)
    found = calculate(office.data, Wanted(period), own)
    assert (found.unit_names["T01"], found.unit_names["T02"]) == (name, "=HYPERLINK(1)")
    assert found.unit_names["L1"] == "North"
    card = calculated_scorecard(office.data, CardWanted(period, "T01", CARD), own)
    assert card.title.endswith(f": T01 {name}")
    asked = PublishAsked(
        Audience.INTERNAL, period, "analyst", AT, (Level.TEAM,), CARD, months=3, catalogue=own
    )
    page = preview(office.data, asked).files["team-t01.html"].decode()
    assert f"T01 {name}" in page
    assert not [other for other in BY_MONTH.values() if other != name and other in page]


def test_a_week_has_the_name_of_its_last_day(office, own):
    for day, name in ((date(2026, 10, 18), BY_MONTH[9]), (date(2026, 10, 31), BY_MONTH[10])):
        told = dict(weekly_report(office.data, WeekWanted(day), own).team_names)
        assert told["T01"] == name


def test_kept_figures_know_every_name_by_its_days(office, own):
    keep_figures(office.data, by="analyst", at=AT, catalogue=own, months=3)
    kept = latest_figures(office.data)
    assert kept.names["T01"] == BY_MONTH[10]
    for number, name in BY_MONTH.items():
        assert kept.names_on(month(2026, number).last_day)["T01"] == name
    assert kept.names_on(date(2020, 1, 1)) == {**kept.names, "T01": "North team"}
    sheet = load_catalogue(own).sheets["ours"]
    for place, name in ((1, "North team"), (2, BY_MONTH[9])):
        asked = units_asked(office.data, sheet, quarter(2026, place))
        assert {one.ref.id: one.name for one in asked}["T01"] == name
    before = keep_figures(office.data, by="analyst", at=AT, months=3)
    assert before.new  # other names, other figures
    assert latest_figures(office.data).names["T01"] == "North team"


def test_names_over_nothing_are_told_on_the_scorecard_and_stop_nothing(office, own):
    card = calculated_scorecard(office.data, CardWanted(month(2026, 9), "", CARD), own)
    told = [str(one) for one in card.findings if "names of units" in str(one)]
    assert len(told) == 2
    assert "no such team is in the exports" in told[0]
    assert "no such service is in the exports" in told[1]


def test_the_tables_that_are_loaded_again_keep_the_names_of_the_exports(office):
    assert "T01,North team,team" in organisation_tables(office.data)["organisation_unit.csv"]


def test_a_name_is_no_formula_in_a_sheet(office, own, capsys):
    words = ["--data", str(office.data), "--period", "2026-10", "--catalogue", str(own)]
    assert main(["calculate", *words, "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    cells = [cell for row in rows for cell in row if "HYPERLINK" in cell]
    assert cells
    assert not [cell for cell in cells if cell.startswith("=")]


def test_an_edition_is_the_same_after_its_units_are_called_otherwise(office, tmp_path):
    data, own = tmp_path / "data", tmp_path / "own"
    shutil.copytree(office.data, data)
    shutil.copytree(office.folder / "own", own)
    asked = PublishAsked(
        Audience.INTERNAL, month(2026, 9), "analyst", AT, (Level.TEAM,), CARD, months=3,
        catalogue=own,
    )  # fmt: skip
    name = publish(data, asked).note.name
    ours = own / "organisation" / "ours.yaml"
    text = ours.read_text(encoding="utf-8")
    ours.write_text(text.replace(BY_MONTH[9], "Something else"), encoding="utf-8")
    again = rebuild(data, name)
    page = files_of_edition(data, name)["team-t01.html"].decode()
    assert (again.files, again.although) == (len(files_of_edition(data, name)), ())
    assert BY_MONTH[9] in page
    assert "Something else" not in page
    assert "Something else" in preview(data, asked).files["team-t01.html"].decode()
