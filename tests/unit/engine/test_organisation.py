"""Merged, split, renamed and moved teams: on the map of their time, and on that of one day."""

from dataclasses import replace
from datetime import date

import pytest

from headway.domain.breaks import BreakKind
from headway.domain.calculation import Count, OpenAtEnd, Selection
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month, quarter
from headway.engine.organisation_breaks import organisation_breaks, why_no_figures
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from tests.unit.engine.store import DrawnSnapshot

MAY = date(2026, 5, 1)
MERGER = {"old_unit_id": "T3", "new_unit_id": "T2", "kind": "merged", "happened_on": MAY}
SPLIT = {"old_unit_id": "T1", "new_unit_id": "T4", "kind": "split", "happened_on": MAY}
OPENED = Count(selection=Selection("plan"), when="opened_on", each="family_id")
OPEN = OpenAtEnd(selection=Selection("plan"), starts=("opened_on",), ends=("closed_on",))
NAMES = {"T2": "South team", "T3": "Coast team"}


def unit(name, kind="team", opened=None, closed=None):
    return {
        "unit_id": name, "name": name, "kind": kind, "opened_on": opened, "closed_on": closed,
    }  # fmt: skip


def member(name, of, start=date(2020, 1, 1), end=None, grouping="locality"):
    return {
        "unit_id": name, "member_of_id": of, "grouping": grouping, "started_on": start,
        "ended_on": end,
    }  # fmt: skip


def plan(name, team, opened, family=None):
    return {
        "plan_id": name, "family_id": family or name, "team_id": team, "opened_on": opened,
        "service": "early_help",
    }  # fmt: skip


def council(successions=(), units=(), members=(), plans=()):
    return DrawnSnapshot(
        {
            "organisation_unit": [unit("C", "council"), unit("L1", "locality"), *units],
            "unit_membership": list(members),
            "unit_succession": list(successions),
            "plan": list(plans),
        }
    )


def merged(**named):
    """T3 became part of T2 on 1 May; T1 is of another locality and has nothing to do with it."""
    return council(
        [MERGER],
        [unit("L2", "locality"), unit("T1"), unit("T2"), unit("T3", closed=MAY)],
        [member("T1", "L1"), member("T2", "L2"), member("T3", "L2", end=MAY)],
        [
            plan("p1", "T1", date(2026, 4, 2)),
            plan("p2", "T2", date(2026, 4, 3), "F"),
            plan("p3", "T3", date(2026, 4, 4), "F"),
            plan("p4", "T3", date(2026, 4, 5)),
            plan("p5", "T2", date(2026, 5, 6)),
        ],
        **named,
    )


def numerators(snapshot, units, calculation, period):
    found = calculate_parts([("one", calculation)], [period], snapshot, units)
    return {
        key.unit.id or key.unit.level.value: int(one.numerator or 0) for key, one in found.items()
    }


def breaks(units, name, level=Level.TEAM):
    return organisation_breaks(units, UnitRef(level, name), NAMES)


@pytest.mark.parametrize("calculation", [OPENED, OPEN])
def test_on_the_map_of_its_time_each_team_has_its_own(calculation):
    snapshot = merged()
    april = numerators(snapshot, units_of(snapshot), calculation, month(2026, 4))
    assert (april["T2"], april["T3"]) == (1, 2)


def test_on_the_new_map_a_merged_team_counts_to_the_one_that_took_over():
    snapshot = merged()
    units = units_of(snapshot, date(2026, 6, 30))
    april = numerators(snapshot, units, OPENED, month(2026, 4))
    # The family F was with both teams: of the one team that they became it is one family.
    assert april["T2"] == 2
    assert "T3" not in april
    assert april["L2"] == 2
    assert numerators(snapshot, units, OPEN, month(2026, 4))["T2"] == 3
    assert numerators(snapshot, units, OPENED, quarter(2026, 1))["T2"] == 3


def test_the_new_map_gives_what_rows_written_on_it_would():
    snapshot, named = merged(), units_of(merged(), date(2026, 6, 30))
    rewritten = council(
        [],
        [unit("L2", "locality"), unit("T1"), unit("T2")],
        [member("T1", "L1"), member("T2", "L2")],
        [
            plan("p1", "T1", date(2026, 4, 2)),
            plan("p2", "T2", date(2026, 4, 3), "F"),
            plan("p3", "T2", date(2026, 4, 4), "F"),
            plan("p4", "T2", date(2026, 4, 5)),
            plan("p5", "T2", date(2026, 5, 6)),
        ],
    )
    for calculation in (OPENED, OPEN):
        for period in (month(2026, 4), month(2026, 5), quarter(2026, 1)):
            one = numerators(snapshot, named, calculation, period)
            assert one == numerators(rewritten, units_of(rewritten), calculation, period)


def test_the_parts_of_a_team_that_was_split_later_are_one_on_the_old_map():
    snapshot = council(
        [SPLIT],
        [unit("T1"), unit("T4", opened=MAY)],
        [member("T1", "L1"), member("T4", "L1", start=MAY)],
        [plan("p1", "T1", date(2026, 5, 2)), plan("p2", "T4", date(2026, 5, 3))],
    )
    units = units_of(snapshot, date(2026, 4, 30))
    assert numerators(snapshot, units, OPENED, month(2026, 5))["T1"] == 2
    [found] = breaks(units, "T1")
    assert found.restated == "the map of teams of 30 April 2026"
    # On the new map nobody can say which rows of April would have been T4's.
    [found] = breaks(units_of(snapshot, date(2026, 6, 30)), "T4")
    assert not found.restated


def test_a_new_identifier_is_followed_at_all_times_and_breaks_nothing():
    snapshot = council(
        [{**MERGER, "kind": "renamed"}],
        [unit("T2", opened=MAY), unit("T3", closed=MAY)],
        [member("T3", "L1", end=MAY), member("T2", "L1", start=MAY)],
        [plan("p1", "T3", date(2026, 4, 2)), plan("p2", "T2", date(2026, 5, 3))],
    )
    units = units_of(snapshot)
    assert numerators(snapshot, units, OPENED, quarter(2026, 1))["T2"] == 2
    assert numerators(snapshot, units, OPEN, month(2026, 4))["T2"] == 1
    assert breaks(units, "T2") == breaks(units, "T3") == breaks(units, "L1", Level.LOCALITY) == ()
    old, new = (next(one for one in units.known if one.id == name) for name in ("T3", "T2"))
    assert not units.stands(old, month(2026, 4))
    assert units.stands(new, month(2026, 4))


def test_exactly_the_units_that_a_merger_touched_have_a_break():
    units = units_of(merged())
    [found] = breaks(units, "T2")
    assert (found.day, found.kind) == (MAY, BreakKind.ORGANISATION)
    assert found.words == "T3 Coast team became part of it"
    assert breaks(units, "T3")[0].words == "it became part of T2 South team"
    assert breaks(units, "T1") == ()
    # Both teams were of the locality, so that what it covers is the same.
    assert breaks(units, "L2", Level.LOCALITY) == ()
    assert organisation_breaks(units, COUNCIL, NAMES) == ()


def test_on_the_new_map_the_break_of_a_merger_is_restated():
    [found] = breaks(units_of(merged(), date(2026, 6, 30)), "T2")
    assert found.restated == "the map of teams of 30 June 2026"
    # What is one team since cannot be two again.
    [found] = breaks(units_of(merged(), date(2026, 4, 30)), "T2")
    assert found.restated == ""


def test_a_team_that_moves_breaks_the_localities_it_left_and_joined_and_not_its_own_line():
    snapshot = council(
        [],
        [unit("L2", "locality"), unit("L3", "locality"), unit("T1"), unit("T2"), unit("T3")],
        [
            member("T1", "L1"),
            member("T2", "L2", end=MAY),
            member("T2", "L1", start=MAY),
            member("T3", "L3"),
        ],
    )
    units = units_of(snapshot)
    assert breaks(units, "T2") == breaks(units, "L3", Level.LOCALITY) == ()
    assert breaks(units, "L1", Level.LOCALITY)[0].words == "T2 South team moved from L2"
    assert breaks(units, "L2", Level.LOCALITY)[0].words == "T2 South team moved to L1"
    restated = breaks(units_of(snapshot, date(2026, 6, 30)), "L1", Level.LOCALITY)
    assert restated[0].restated


def test_a_merger_across_localities_breaks_both():
    snapshot = council(
        [MERGER],
        [unit("L2", "locality"), unit("T2"), unit("T3", closed=MAY)],
        [member("T2", "L2"), member("T3", "L1", end=MAY)],
    )
    units = units_of(snapshot)
    words = [breaks(units, name, Level.LOCALITY)[0].words for name in ("L1", "L2")]
    assert words == [
        "T3 Coast team passed to T2 South team of L2",
        "T2 South team took over from T3 Coast team of L1",
    ]


def test_why_a_unit_has_no_figure_is_said():
    units = units_of(merged())
    said = why_no_figures(units, UnitRef(Level.TEAM, "T3"), NAMES)
    assert said == "it ended on 1 May 2026: T2 South team took over"


def test_weeks_are_cut_as_their_own_stretches():
    snapshot = merged()
    units = units_of(snapshot)
    again = replace(units, cuts=(date(2026, 4, 4),), _text={}, _by_unit={}, _places={})
    assert again.changes == (date(2026, 4, 4),)
    assert again.bucket_of(date(2026, 4, 3)) + 1 == again.bucket_of(date(2026, 4, 4))
