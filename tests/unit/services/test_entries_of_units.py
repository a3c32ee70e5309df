"""Entries of teams beside those of the council: kept, read again, and shown for their own unit."""

import json
from datetime import UTC, date, datetime

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.entries import TEAM_SHEETS, Entry, EntryKind
from headway.domain.periods import quarter
from headway.domain.problems import Place
from headway.domain.values import Absent, State, number
from headway.services.analysis.entered import entered_figures, entries_of
from headway.services.analysis.keeping import ANSWERS, keep_entries, kept_entries
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
TEAM = UnitRef(Level.TEAM, "T01")


def entry(value, unit=COUNCIL, file=TEAM_SHEETS):
    return Entry(
        "direct-contacts",
        quarter(2026, 2),
        EntryKind.FIGURE,
        value,
        "a role",
        date(2026, 10, 14),
        place=Place(file),
        unit=unit,
    )


def test_entries_of_teams_are_kept_and_those_of_the_council_as_they_always_were(tmp_path):
    entries = [entry(number(7)), entry(number(3), TEAM)]
    keep_entries(entries, tmp_path / "data", {}, by="a role", at=AT)
    assert kept_entries(tmp_path / "data") == tuple(entries)
    folder = open_folder(tmp_path / "data")
    written = json.loads(folder.read(folder.list_artefacts(Kind.ENTRIES)[0])[ANSWERS])
    assert ["unit" in one for one in written] == [False, True]


def test_a_units_scorecard_reads_its_own_entries_alone():
    entries = [entry(number(7)), entry(number(3), TEAM)]
    assert [one.figure.value for one in entered_figures(entries)] == [number(7)]
    team = entries_of(entries, TEAM)
    assert [one.figure.value for one in entered_figures(team)] == [number(3)]


def test_of_teams_sheets_only_the_latest_speaks():
    awaited = Absent(State.AWAITED, "opened again")
    entries = [entry(number(7), file="a workbook"), entry(number(8)), entry(awaited)]
    assert [one.figure.value for one in entered_figures(entries)] == [number(7), awaited]
