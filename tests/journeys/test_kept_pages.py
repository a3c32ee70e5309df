"""What is kept for the office's pages equals what the commands work out from the same rows."""

import json
import shutil
from collections.abc import Iterable
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month, month_of
from headway.domain.problems import Refused
from headway.domain.trail import Verb
from headway.domain.values import Number
from headway.services.analysis.calculate import Wanted, calculate
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.kept_figures import latest_figures
from headway.services.analysis.pathway import CASES_OPEN, CHILDREN_OPEN
from headway.services.analysis.weekly import WeekWanted, weekly_report
from headway.services.analysis.worklists import LISTS, ListAsked, read_list
from headway.services.office.capacity import columns_of, value_in, workers
from headway.services.office.groups import groups_parted
from headway.services.office.pathway import Part, by_month, by_unit, pathway_shown
from headway.services.office.weekly import teams_within, weekly_of
from headway.services.office.worklists import teams_of, unit_lists
from headway.warehouse.folder import open_folder

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(council, tmp_path_factory):
    copy = tmp_path_factory.mktemp("pages") / "data"
    shutil.copytree(council / "data", copy)
    keep_figures(copy, by="analyst", at=AT, months=6)
    return copy


@pytest.fixture(scope="module")
def kept(data):
    return latest_figures(data)


def asked(kept, name: str, unit: UnitRef, purpose: str = "a test") -> ListAsked:
    return ListAsked(name, teams_of(kept, unit), purpose, "analyst", AT)


def test_the_rows_of_each_list_are_as_many_as_the_page_says(data, kept):
    read = 0
    for unit in (COUNCIL, UnitRef(Level.LOCALITY, "L1"), UnitRef(Level.TEAM, "T01")):
        for line in unit_lists(kept, unit).lists:
            listed = read_list(data, asked(kept, line.kind.name, unit))
            counts = line.counts
            assert len(listed.rows) + listed.restricted == counts.late + counts.soon
            assert listed.restricted == counts.restricted
            late = [one for one in listed.rows if one.late_by is None or one.late_by >= 0]
            assert len(late) <= counts.late <= len(late) + counts.restricted
            days = [one.late_by for one in listed.rows if one.late_by is not None]
            assert days == sorted(days, reverse=True)
            read += len(listed.rows)
    assert read > 0, read


def test_a_list_of_a_team_holds_rows_of_that_team_alone(data, kept):
    team = UnitRef(Level.TEAM, "T01")
    found = [
        {one.team for one in read_list(data, asked(kept, kind.name, team)).rows} for kind in LISTS
    ]
    assert {"T01"} in found
    assert all(teams <= {"T01"} for teams in found)


def test_no_list_is_read_without_a_purpose_and_each_reading_is_told(data, kept):
    with pytest.raises(Refused, match="purpose"):
        read_list(data, asked(kept, "visits", COUNCIL, purpose=" "))
    before = len(open_folder(data).trail())
    read_list(data, asked(kept, "visits", UnitRef(Level.TEAM, "T01"), purpose="supervision"))
    (entry,) = open_folder(data).trail()[before:]
    assert entry.verb is Verb.READ_ROWS
    assert (entry.detail("purpose"), entry.detail("teams")) == ("supervision", "T01")


def test_the_week_of_the_council_is_the_week_that_the_command_writes(data, kept):
    written = weekly_report(data, WeekWanted())
    teams = teams_within(kept, COUNCIL)
    shown = weekly_of(kept, load_catalogue(), COUNCIL, teams)
    assert shown.week == written.week
    for one, other in zip(shown.lines, written.lines, strict=True):
        assert (one.indicator.id, one.week, one.before) == (
            other.indicator.id,
            other.week,
            other.before,
        )
        assert one.average == other.average
        told = {each.team: each.value for each in other.teams}
        assert all(each.value == told[each.team] for each in one.teams)


def amounts(parts: Iterable[Part]) -> Fraction:
    found = [one.value.amount for one in parts if isinstance(one.value, Number)]
    return sum(found, Fraction(0))


def test_decisions_add_up_to_the_contacts_decided(kept):
    shown = pathway_shown(kept, COUNCIL, month(2026, 9))
    decided = kept.of(COUNCIL).results["front-door-contacts"]
    (figure,) = [one.value for one in decided if one.period == month(2026, 9)]
    added = amounts(shown.decisions)
    assert figure == Number(added)
    assert amounts(shown.destinations) == added


def test_children_open_at_the_end_of_a_quarter_are_those_of_the_quarters_indicator(kept):
    columns = columns_of(load_catalogue().indicators)
    (children,) = [one for one in columns if one.name == CHILDREN_OPEN]
    compared = 0
    for unit in (COUNCIL, UnitRef(Level.LOCALITY, "L1"), UnitRef(Level.TEAM, "T01")):
        for one in kept.of(unit).results[CASES_OPEN]:
            last = month_of(one.period.last_day)
            if last.start >= kept.first and isinstance(one.value, Number):
                assert value_in(kept, unit, children, last) == one.value
                compared += 1
    assert compared >= 3


def test_units_beside_each_other_show_what_the_months_show(kept):
    months = [kept.last.shift(-back) for back in range(3)]
    localities = [one.ref for one in kept.units if one.ref.level is Level.LOCALITY]
    for each in months:
        beside = by_unit(kept, [COUNCIL, *localities], each)
        in_line = by_month(kept, COUNCIL, [each])
        counted = {one.title: one.cells[0].value for one in in_line}
        for row in beside:
            assert row.cells[0].value == counted[row.title]


def test_no_identifier_of_a_child_or_a_family_is_kept_for_pages(data, kept):
    listed = read_list(data, asked(kept, "visits", COUNCIL))
    named = {cell for one in listed.rows for cell in one.cells if cell}
    assert named
    pages = {name: text for name, text in kept.files.items() if not name.startswith("unit-")}
    assert len([name for name in pages if not name.startswith("groups-")]) == 6
    assert len(pages) > 40
    for text in pages.values():
        assert not named & set(json.dumps(json.loads(text)).split('"'))


def test_groups_are_those_that_the_commands_work_out(data, kept):
    """By sex, for the council and a team; what is withheld from some is all there for others."""
    name, by = "early-help-assessments-completed-all-ages", "person.sex"
    indicator = load_catalogue(None).indicators[name]
    for unit in (COUNCIL, UnitRef(Level.TEAM, "T01")):
        groups = groups_parted(kept, indicator, unit, reads_rows=True)
        (shown,) = [one for one in groups.found if one.by == by]
        for place, period in enumerate(shown.periods):
            wanted = Wanted(period, (unit.level,), (name,), by)
            told = {
                one.breakdown.value: one.value
                for one in calculate(data, wanted).results
                if one.unit == unit and one.breakdown
            }
            here = {one.key: one.values[place] for one in shown.parts}
            assert {code: one for code, one in here.items() if one != Number(Fraction(0))} == told


def test_groups_of_few_are_withheld_from_those_who_read_no_rows(kept):
    known = load_catalogue(None).indicators
    for name in ("early-help-assessments-completed-all-ages", "front-door-contacts"):
        shown = groups_parted(kept, known[name], COUNCIL, reads_rows=False).found
        values = [value for one in shown for part in one.parts for value in part.values]
        small = [one for one in values if isinstance(one, Number) and 0 < one.amount < 5]
        assert values
        assert not small
        assert any(one.withheld for one in shown)
    of_team = groups_parted(kept, known[name], UnitRef(Level.TEAM, "T01"), reads_rows=False)
    assert of_team.found == ()
    assert "may read its rows" in of_team.why_none


def test_workers_are_those_placed_in_the_team(kept):
    found = workers(kept, UnitRef(Level.TEAM, "T01"))
    assert found.on == date(2026, 10, 31)
    assert any(one.families for one in found.held)
    assert workers(kept, COUNCIL) is None
