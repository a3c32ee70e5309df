"""Rows behind steps up and down, where a table says who was responsible for an episode when."""

from datetime import date

from headway.domain.calculation import Direction, Transition
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month
from headway.engine.rows import rows_behind
from headway.engine.units import units_of
from tests.unit.engine.store import DrawnSnapshot


def test_a_step_is_opened_to_the_person_whose_it_is():
    day = date
    snapshot = DrawnSnapshot({
        "organisation_unit": [{"unit_id": "T1", "name": "North", "kind": "team"}],
        "tier_episode": [
            {"episode_id": "E1", "person_id": "P1", "tier": "child_in_need",
             "started_on": day(2026, 1, 5), "ended_on": day(2026, 3, 9)},
            {"episode_id": "E2", "person_id": "P1", "tier": "early_help",
             "started_on": day(2026, 3, 9)},
        ],
        "episode_team": [
            {"episode_id": "E1", "team_id": "T1", "started_on": day(2026, 1, 5)},
        ],
    })  # fmt: skip
    step = Transition(direction=Direction.DOWN, leaving=("child_in_need",))
    for unit in (COUNCIL, UnitRef(Level.TEAM, "T1")):
        found = rows_behind(step, month(2026, 3), unit, snapshot, units_of(snapshot))
        assert [one.key for one in found.rows] == [("P1",)]
        assert found.above == 1
