"""Steps up that only a closing plan tells of."""

from datetime import date

from headway.domain.calculation import Direction, Transition
from headway.engine.reference import reference_parts
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from headway.engine.world import World
from tests.unit.engine.store import DrawnSnapshot
from tests.unit.engine.test_twice import PERIODS, anything


def test_a_plan_tells_of_a_step_up_where_there_is_no_tier_episode():
    plan = {"family_id": None, "continues_plan_id": None, "service": None, "outcomes_met": None}
    rows: dict[str, list[dict[str, object]]] = {
        "organisation_unit": [{"unit_id": "T1", "name": "T1", "kind": "team"}],
        "person": [{"person_id": "P1", "stage_of_life": None, "month_of_birth": None}],
        "plan": [
            plan
            | {
                "plan_id": "X2",
                "opened_on": date(2026, 1, 2),
                "closed_on": date(2026, 1, 20),
                "closing_reason": "step_up",
                "team_id": "T1",
            }
        ],
        "plan_subject": [
            {
                "plan_id": "X2",
                "person_id": "P1",
                "role": "child",
                "started_on": None,
                "ended_on": None,
            }
        ],
        "tier_episode": [],
    }
    up = Transition(direction=Direction.UP, leaving=("early_help",))
    snapshot = DrawnSnapshot(rows)
    fast = calculate_parts([("up", up)], PERIODS, snapshot, units_of(snapshot))
    slow = reference_parts([("up", up)], PERIODS, World({k: v for k, v in rows.items() if v}))
    assert anything(fast) == anything(slow)
    assert {one.numerator for one in anything(fast).values()} == {1}
