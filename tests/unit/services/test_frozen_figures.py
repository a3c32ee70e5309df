"""Which unit each scorecard of an edition is of, where only its name is written."""

from dataclasses import replace

import pytest

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month
from headway.domain.values import number
from headway.services.analysis.frozen_figures import FrozenFigure, FrozenFigures


def team(name):
    return UnitRef(Level.TEAM, name)


def edition(*scorecards):
    august = month(2026, 8)
    figures = [FrozenFigure(one, "plans", august, number(1), "1") for one in scorecards]
    return FrozenFigures(august, "snapshot", "0" * 64, False, False, tuple(figures))


@pytest.mark.parametrize(
    ("scorecards", "known", "found"),
    [
        (["council", "team-t1"], [COUNCIL, team("T1"), team("T2")], {"team-t1": team("T1")}),
        # Two names come to the same: the second in order was numbered.
        (["team-t-1", "team-t-1-2"], [team("T.1"), team("T-1")],
         {"team-t-1": team("T-1"), "team-t-1-2": team("T.1")}),
        # One of the two has no scorecard, or a third could be meant: nobody can tell.
        (["team-t-1"], [team("T.1"), team("T-1")], {}),
        (["team-t-1", "team-t-1-2"], [team("T.1"), team("T-1"), team("T-1-2")], {}),
    ],
)  # fmt: skip
def test_a_scorecard_is_of_a_unit_only_where_that_can_be_told(scorecards, known, found):
    told = dict(edition(*scorecards).units(known))
    told.pop("council", None)
    assert told == found


def test_what_an_edition_says_of_its_scorecards_is_taken_before_their_names():
    """Two names that come to the same, of which one alone is in the edition, and one not known."""
    said = {"team-t-1": team("T-1"), "team-t9": team("T9"), "team-t8": team("T8")}
    found = replace(edition("team-t-1", "team-t9"), said=said)
    assert found.units([team("T.1"), team("T-1")]) == {
        "team-t-1": team("T-1"),
        "team-t9": team("T9"),
    }
