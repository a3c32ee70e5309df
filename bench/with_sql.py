"""One statement written by hand for all compared figures, in the fastest form that is known.

Each table is read once and counted by unit and month with ``count_if`` on the small numbers that
stand for codes; levels are grouping sets over what is left. It is what Headway's own statements
are measured against.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import cast

from bench.figures import COUNTS, FIRST, LAST, SHARES, Figures, month_name, number_of, put
from bench.work import Places, Work
from headway.engine.source import Snapshot
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

LEVELS = {3: "team", 5: "locality", 6: "service", 7: "council"}
START, END = f"{FIRST[0]}-{FIRST[1]:02d}-01", f"{LAST[0]}-{LAST[1] + 1:02d}-01"
COLUMNS = [(name, "above") for name in COUNTS] + [
    (name, part) for name in SHARES for part in ("above", "below")
]


@contextmanager
def compared(places: Places) -> Iterator[Work]:
    """Make ready to run the statement; its rows become figures afterwards."""
    with open_snapshot(open_folder(places.data), check=False) as snapshot:
        yield Work(
            lambda: snapshot.query(statement(snapshot)),
            lambda rows: _figures(snapshot, cast("Sequence[tuple[object, ...]]", rows)),
        )


@contextmanager
def reading(places: Places) -> Iterator[Work]:
    """Make ready to read what the statement reads, once: no figure can take less."""
    with open_snapshot(open_folder(places.data), check=False) as snapshot:
        yield Work(lambda: [snapshot.query(one) for one in _reads()], lambda rows: {})


def _reads() -> list[str]:
    columns = {
        "contact": ("hub_id", "received_on", "decision"),
        "direct_contact": (
            "team_id", "held_on", "with_lead_professional", "session_id", "headcount",
        ),
        "assessment": ("assessment_id", "team_id", "started_on", "completed_on", "kind"),
        "assessment_subject": ("assessment_id", "person_id"),
        "person": ("person_id", "month_of_birth", "expected_month"),
        "group_attendance": ("session_id", "headcount"),
        "group_session": ("session_id", "team_id", "held_on", "status"),
        "screening": ("team_id", "screened_on", "kind", "risk"),
        "survey_response": ("team_id", "returned_on", "listened_to"),
        "supervision": ("team_id", "due_on", "held_on"),
    }  # fmt: skip
    return [
        f"SELECT {', '.join(f'max({name})' for name in names)} FROM {table}"
        for table, names in columns.items()
    ]


def _figures(snapshot: Snapshot, rows: Sequence[tuple[object, ...]]) -> Figures:
    names: dict[object, str] = {
        number: text for text, number in snapshot.codes("organisation_unit", "unit_id").items()
    }
    found: Figures = {}
    for number, level, team, locality, service, *cells in rows:
        at = LEVELS[int(str(level))]
        unit = {"team": team, "locality": locality, "service": service}.get(at)
        given = dict(zip(COLUMNS, cells, strict=True))
        for name in (*COUNTS, *SHARES):
            cell = (name, month_name(int(str(number))), at, names.get(unit, ""))
            put(found, cell, given[name, "above"], given.get((name, "below")))
    return found


def statement(snapshot: Snapshot) -> str:
    """Write the statement, with the numbers of this snapshot's codes."""
    facts = "\nUNION ALL BY NAME\n".join(
        _counted(table, day, unit, columns)
        for table, day, unit, columns in (
            _contacts(snapshot),
            _direct(snapshot),
            _started(snapshot),
            _completed(snapshot),
            _children(snapshot),
            _groups(snapshot),
            _screened(snapshot),
            _feedback(snapshot),
            _supervision(),
        )
    )
    sums = ", ".join(f'sum("{name} {part}")' for name, part in COLUMNS)
    grouping = {
        name: snapshot.codes("unit_membership", "grouping").get(name, -1)
        for name in ("locality", "service")
    }
    return f"""
WITH facts AS ({facts}),
months AS (
    SELECT n AS month, make_date(n // 12, n % 12 + 1, 1) AS first
    FROM (SELECT unnest(range({number_of(FIRST)}, {number_of(LAST) + 1})) AS n)
),
places AS (
    SELECT month, unit_id, grouping, arg_max(member_of_id, started_on) AS place
    FROM months, unit_membership
    WHERE started_on <= first AND (ended_on IS NULL OR first < ended_on)
    GROUP BY ALL
),
localities AS (SELECT * FROM places WHERE grouping = {grouping["locality"]}),
services AS (SELECT * FROM places WHERE grouping = {grouping["service"]}),
placed AS (
    SELECT f.*, l.place AS locality, coalesce(s.place, a.place) AS service
    FROM facts f
    LEFT JOIN localities l ON l.unit_id = f.unit AND l.month = f.month
    LEFT JOIN services s ON s.unit_id = f.unit AND s.month = f.month
    LEFT JOIN services a ON a.unit_id = l.place AND a.month = f.month
)
SELECT month, grouping(unit, locality, service), unit, locality, service, {sums}
FROM placed
GROUP BY GROUPING SETS ((month, unit), (month, locality), (month, service), (month))
"""


def _counted(table: str, day: str, unit: str, columns: dict[str, str]) -> str:
    given = ", ".join(f'{what} AS "{name}"' for name, what in columns.items())
    return f"""
SELECT {unit} AS unit, (year({day}) * 12 + month({day}) - 1)::INTEGER AS month, {given}
FROM {table} WHERE {day} >= DATE '{START}' AND {day} < DATE '{END}' GROUP BY ALL"""


def _is(snapshot: Snapshot, table: str, column: str, *codes: str) -> str:
    numbers = snapshot.codes(table, column)
    return f"{column} IN ({', '.join(str(numbers[code]) for code in codes)})"


def _contacts(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    helped = _is(snapshot, "contact", "decision", "early_help", "family_help")
    known = "count_if(decision IS NOT NULL)"
    return (
        "contact",
        "received_on",
        "hub_id",
        {
            "front-door-contacts above": known,
            "front-door-early-help-percentage above": f"count_if({helped})",
            "front-door-early-help-percentage below": known,
        },
    )


def _direct(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    asked = "NOT with_lead_professional AND session_id IS NULL"
    counted = f"sum(CASE WHEN {asked} THEN coalesce(headcount, 1) ELSE 0 END)"
    return "direct_contact", "held_on", "team_id", {"direct-contacts above": counted}


def _started(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    is_early = _is(snapshot, "assessment", "kind", "early_help")
    counted = {"early-help-assessments-started above": f"count_if({is_early})"}
    return "assessment", "started_on", "team_id", counted


def _completed(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    is_early = _is(snapshot, "assessment", "kind", "early_help")
    known = f"{is_early} AND started_on IS NOT NULL"
    in_time = "completed_on >= started_on AND completed_on - started_on <= 30"
    within = "early-help-assessments-within-30-days-percentage"
    return (
        "assessment",
        "completed_on",
        "team_id",
        {
            "early-help-assessments-completed-partnership above": f"count_if({is_early})",
            f"{within} above": f"count_if({known} AND {in_time})",
            f"{within} below": f"count_if({known})",
        },
    )


def _children(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    is_early = _is(snapshot, "assessment", "kind", "early_help")
    born = "coalesce(month_of_birth, expected_month)"
    age = f"greatest(datediff('month', {born}, completed_on) // 12, 0)"
    young = f"({born} IS NULL OR {age} <= 20)"
    joined = (
        "assessment_subject JOIN assessment USING (assessment_id)"
        " LEFT JOIN person USING (person_id)"
    )
    return (
        joined,
        "completed_on",
        "team_id",
        {
            "early-help-assessments-completed-all-ages above": f"count_if({is_early})",
            "early-help-assessments-completed-children above": f"count_if({is_early} AND {young})",
        },
    )


def _groups(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    delivered = _is(snapshot, "group_session", "status", "delivered")
    counted = f"sum(CASE WHEN {delivered} THEN coalesce(headcount, 1) ELSE 0 END)"
    joined = "group_attendance JOIN group_session USING (session_id)"
    return joined, "held_on", "team_id", {"group-attendances above": counted}


def _screened(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    kinds = ("sexual_exploitation", "criminal_exploitation", "exploitation")
    asked = _is(snapshot, "screening", "kind", *kinds)
    risky = _is(snapshot, "screening", "risk", "medium", "high")
    return (
        "screening",
        "screened_on",
        "team_id",
        {
            "exploitation-screenings above": f"count_if({asked})",
            "exploitation-risk-medium-or-high above": f"count_if({asked} AND {risky})",
        },
    )


def _feedback(snapshot: Snapshot) -> tuple[str, str, str, dict[str, str]]:
    listened = _is(snapshot, "survey_response", "listened_to", "said_yes")
    return (
        "survey_response",
        "returned_on",
        "team_id",
        {
            "family-feedback-received above": "count(*)",
            "family-feedback-listened-to above": f"count_if({listened})",
        },
    )


def _supervision() -> tuple[str, str, str, dict[str, str]]:
    on_time = "held_on <= due_on AND due_on - held_on <= 366"
    return (
        "supervision",
        "due_on",
        "team_id",
        {
            "supervision-on-time-percentage above": f"count_if({on_time})",
            "supervision-on-time-percentage below": "count(*)",
        },
    )
