"""Lists of what stands too long: every row with its day, restricted records counted only."""

from datetime import date

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import OpenAtEnd
from headway.domain.calculation_results import COUNCIL
from headway.domain.periods import week_of
from headway.engine.listing import leads_on, standing_rows
from headway.engine.restricted import restricted_in
from headway.engine.rows import rows_behind
from headway.engine.units import units_of
from tests.unit.engine.store import DrawnSnapshot

CATALOGUE = load_catalogue()
WEEK = week_of(date(2026, 10, 28))
UNITS = [
    {"unit_id": "T01", "kind": "team", "name": "North"},
    {"unit_id": "T02", "kind": "team", "name": "South"},
]


def calculation(name: str) -> OpenAtEnd:
    found = CATALOGUE.indicators[name].calculation
    assert isinstance(found, OpenAtEnd)
    return found


def snapshot() -> DrawnSnapshot:
    people: list[dict[str, object]] = [{"person_id": f"P{n}"} for n in range(1, 5)]
    people += [
        {"person_id": "P8", "restricted": True},
        {"person_id": "P9", "relative_of_staff": True},
    ]
    families = [{"family_id": f"F{n}"} for n in range(1, 5)]
    members = [("P1", "F1"), ("P2", "F2"), ("P8", "F3"), ("P9", "F4")]
    plans = [("PL1", "F1", "T01"), ("PL2", "F2", "T02"), ("PL3", "F3", "T01"), ("PL4", None, "T01")]
    reviews = [
        ("RV1", "PL1", date(2026, 9, 1)),
        ("RV2", "PL2", date(2026, 10, 30)),
        ("RV3", "PL3", date(2026, 8, 1)),
        ("RV4", "PL4", date(2026, 7, 1)),
        ("RV5", "PL1", date(2027, 1, 1)),
    ]
    rows = {
        "organisation_unit": UNITS,
        "person": people,
        "family": families,
        "household_membership": [
            {"person_id": one, "family_id": other, "started_on": date(2020, 1, 1)}
            for one, other in members
        ],
        "plan": [
            {
                "plan_id": one,
                "family_id": family,
                "team_id": team,
                "service": "early_help",
                "opened_on": date(2026, 1, 5),
            }
            for one, family, team in plans
        ],
        "plan_subject": [{"plan_id": "PL4", "person_id": "P9", "role": "child"}],
        "family_review": [
            {"review_id": one, "plan_id": plan, "due_on": due, "team_id": None}
            for one, plan, due in reviews
        ],
        "lead_practitioner": [
            {"lead_id": "L1", "plan_id": "PL1", "worker_id": "W1", "started_on": date(2026, 1, 5)},
            {
                "lead_id": "L2",
                "plan_id": "PL1",
                "worker_id": "W0",
                "started_on": date(2025, 1, 5),
                "ended_on": date(2026, 1, 5),
            },
        ],
        "worker": [{"worker_id": "W1"}, {"worker_id": "W0"}],
    }
    covers = {name: (date(2020, 1, 1), date(2026, 10, 31)) for name in rows}
    return DrawnSnapshot(rows, covers)


def test_rows_of_restricted_records_and_relatives_of_staff_are_counted_and_not_listed():
    drawn = snapshot()
    units = units_of(drawn)
    shown = ("plan.family_id", "plan_id")
    found = standing_rows(calculation("family-reviews-overdue"), WEEK, shown, drawn, units)
    assert [(one.cells, one.due, one.restricted) for one in found] == [
        ((), date(2026, 7, 1), True),
        ((), date(2026, 8, 1), True),
        (("F1", "PL1"), date(2026, 9, 1), False),
        (("F2", "PL2"), date(2026, 10, 30), False),
    ]
    counted = standing_rows(
        calculation("family-reviews-overdue"), WEEK, shown, drawn, units, named=False
    )
    assert [(one.unit, one.due) for one in counted] == [(one.unit, one.due) for one in found]
    assert all(not any(one.cells) for one in counted)


def test_rows_behind_a_figure_leave_them_out_and_say_how_many():
    drawn = snapshot()
    found = rows_behind(
        calculation("family-reviews-overdue"), WEEK, COUNCIL, drawn, units_of(drawn)
    )
    assert sorted(one.key for one in found.rows) == [("RV1",), ("RV2",)]
    assert found.withheld == 2


def test_a_record_is_restricted_by_whomever_it_leads_to():
    drawn = snapshot()
    numbers = drawn.codes("plan", "plan_id")
    assert restricted_in("plan", drawn) == {numbers["PL3"], numbers["PL4"]}
    assert restricted_in("family", drawn) == {numbers["F3"], numbers["F4"]}
    assert restricted_in("worker", drawn) == frozenset()
    assert restricted_in("contact", drawn) == frozenset()


def test_who_leads_on_a_day():
    assert leads_on(date(2026, 10, 31), snapshot()) == {"PL1": ("W1",)}
    assert leads_on(date(2026, 1, 4), snapshot()) == {"PL1": ("W0",)}
