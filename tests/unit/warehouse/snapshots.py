"""A small made-up council for the tests of snapshots: two families, two teams, one transfer."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_engine import EngineSettings
from headway.warehouse.snapshot_manifest import Period, SnapshotId, SourceFile
from headway.warehouse.snapshot_rejects import Reject
from headway.warehouse.snapshot_writing import About, write_snapshot

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
SMALL = EngineSettings(threads=1, memory="200MB")
SOURCES = (SourceFile("annex-a.xlsx", "ab" * 32, 1234, 20),)
ABOUT = About(
    SOURCES, {"plan": Period(date(2024, 4, 1), date(2026, 10, 31))}, {"export": "monthly"}
)
REJECTS = (
    Reject(
        "plan",
        "annex-a.xlsx",
        7,
        "plan.closed_before",
        "Correct either date.",
        (("Plan", "PL9"), ("Child", "P3"), ("Closed", "=1+1")),
    ),
)


def council() -> dict[str, list[dict[str, list]]]:
    """P1 and P2 are a family of their own; P3 lives in F1 too; P4 is alone in F2."""
    day = date
    return {
        "organisation_unit": [
            {
                "unit_id": ["T1", "T2"],
                "name": ["North", "South"],
                "kind": ["team", "team"],
            }
        ],
        "person": [
            {
                "person_id": ["P4", "P1", "P2"],
                "sex": ["F", None, "M"],
                "month_of_birth": [day(2012, 3, 1), None, day(1985, 7, 1)],
                "has_disability": [True, False, None],
            },
            {"person_id": ["P3", "P30"], "sex": ["U", "F"]},
        ],
        "merged_identifier": [
            {"identifies": ["person"], "old_id": ["P30"], "new_id": ["P3"]},
        ],
        "family": [{"family_id": ["F1", "F2"]}],
        "household_membership": [
            {
                "person_id": ["P1", "P2", "P30", "P4"],
                "family_id": ["F1", "F1", "F1", "F2"],
                "started_on": [day(2020, 1, 1)] * 4,
            }
        ],
        "contact": [
            {
                "contact_id": ["C1", "C2"],
                "person_id": ["P4", "P1"],
                "received_on": [day(2025, 5, 1), day(2025, 6, 1)],
                "hours_to_decision": [None, 26],
                "decision": [None, "early_help"],
            }
        ],
        "assessment": [
            {
                "assessment_id": ["A1", "A2"],
                "kind": ["early_help", "early_help"],
                "contact_id": ["C1", "C2"],
                "started_on": [day(2025, 5, 9), day(2025, 6, 2)],
                "team_id": ["T2", "T1"],
            }
        ],
        "assessment_subject": [
            {
                "assessment_id": ["A1", "A2", "A1"],
                "person_id": ["P4", "P1", "P3"],
                "role": ["child", "child", "child"],
            }
        ],
        "plan": [
            {
                "plan_id": ["PL2", "PL1"],
                "family_id": ["F2", "F1"],
                "opened_on": [day(2025, 7, 1), day(2025, 6, 20)],
                "closed_on": [None, day(2025, 12, 24)],
                "closing_reason": [None, "needs_met"],
                "outcomes_met": [None, "some"],
                "team_id": ["T1", "T2"],
                "assessment_id": ["A1", "A2"],
            }
        ],
        "plan_subject": [
            {
                "plan_id": ["PL1", "PL1", "PL2"],
                "person_id": ["P1", "P30", "P4"],
                "role": ["child", "child", "child"],
            }
        ],
        "plan_team": [
            {
                "plan_id": ["PL1", "PL1", "PL2"],
                "team_id": ["T1", "T2", "T1"],
                "started_on": [day(2025, 6, 20), day(2025, 9, 1), day(2025, 7, 1)],
                "ended_on": [day(2025, 9, 1), day(2025, 12, 24), None],
            }
        ],
        "direct_contact": [],
    }


def small(number: int = 0) -> dict[str, list[dict[str, list]]]:
    """Two tables that differ by number."""
    return {
        "organisation_unit": [{"unit_id": ["T1"], "name": [f"Team {number}"], "kind": ["team"]}],
        "plan": [
            {
                "plan_id": ["PL1", f"PL{number + 2}"],
                "opened_on": [date(2025, 1, 1), date(2025, 2, 1)],
                "team_id": ["T1", None],
            }
        ],
    }


def load(
    folder: DataFolder,
    number: int = 0,
    tables: Mapping[str, Iterable[Mapping[str, list]]] | None = None,
    rejects: Iterable[Reject] = REJECTS,
) -> SnapshotId:
    """Load the council as the number-th snapshot, a day after the one before."""
    at = AT + timedelta(days=number)
    tables = council() if tables is None else tables
    return write_snapshot(
        folder, tables, ABOUT, by="Analyst", at=at, rejects=rejects, settings=SMALL
    )
