"""What a team has to look at: late, about to be late, open for long, without a lead."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.catalogue.model import Catalogue
from headway.domain.calculation import OpenAtEnd
from headway.domain.definition_history import calculation_on
from headway.domain.periods import Period, week_of
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import Verb
from headway.engine.listing import Standing, later_by, leads_on, standing_rows
from headway.engine.source import Snapshot
from headway.engine.units import Units, units_of
from headway.services.analysis.bases import today_of
from headway.services.analysis.naming import refuse_naming
from headway.services.analysis.seen_rows import named_in
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

WEEKS_AHEAD = 2
FAMILY, PLAN, CHILD, ASSESSMENT = "Family", "Plan", "Child", "Assessment"


@dataclass(frozen=True, slots=True)
class ListKind:
    """A worklist: the indicator whose rows it lists, what is shown of each, and what to do.

    ``shows`` names identifiers by their path from the table counted; ``plan`` is the one by which
    the lead practitioner is found, where there is one.
    """

    name: str
    title: str
    indicator: str
    shows: tuple[tuple[str, str], ...]
    to_do: str
    plan: str = ""


LISTS = (
    ListKind(
        "visits",
        "Visits and direct contacts not held in time",
        "visits-overdue",
        ((CHILD, "person_id"), (FAMILY, "family_id"), (PLAN, "plan_id")),
        "See the child, or record the visit that was held. A visit no longer needed is taken out"
        " of the plan.",
        PLAN,
    ),
    ListKind(
        "reviews",
        "Reviews by the team around the family not held in time",
        "family-reviews-overdue",
        ((FAMILY, "plan.family_id"), (PLAN, "plan_id")),
        "Hold the review, or record the one that was held.",
        PLAN,
    ),
    ListKind(
        "assessments",
        "Early help assessments not completed in time",
        "early-help-assessments-overdue",
        ((FAMILY, "family_id"), (ASSESSMENT, "assessment_id")),
        "Complete the assessment, or record why it was given up.",
    ),
    ListKind(
        "waiting",
        "Families waiting for an assessment to begin",
        "families-waiting-over-30-days",
        ((FAMILY, "family_id"), (ASSESSMENT, "assessment_id")),
        "Begin the assessment, tell the family when it will begin, or record that they declined.",
    ),
    ListKind(
        "open-over-12-months",
        "Cases open longer than 12 months",
        "cases-open-over-12-months",
        ((CHILD, "person_id"), (FAMILY, "plan.family_id"), (PLAN, "plan_id")),
        "Look at the plan in supervision: what is left to do, who does it, and when it closes.",
        PLAN,
    ),
    ListKind(
        "without-lead",
        "Plans without a lead practitioner",
        "early-help-plans-without-lead",
        ((FAMILY, "family_id"), (PLAN, "plan_id")),
        "Name a lead practitioner, or record the one who leads.",
    ),
)
LIST_OF = {one.name: one for one in LISTS}


@dataclass(frozen=True, slots=True)
class ListDays:
    """The days of the lists: the last that the exports cover, and up to when they look ahead."""

    known_to: date
    ahead_to: date


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows of a list are late now, become late soon, and are of restricted records."""

    late: int = 0
    soon: int = 0
    restricted: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.late + other.late, self.soon + other.soon, self.restricted + other.restricted
        )


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a list: what names it, who leads it, and by how many days it is late.

    ``late_by`` is 0 on the day that it becomes late, and less before; None where nothing is due.
    """

    team: str
    cells: tuple[str, ...]
    lead: str
    due: date | None
    late_by: int | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of some teams, most overdue first, and how many rows are never listed."""

    kind: ListKind
    days: ListDays
    rows: tuple[ListRow, ...]
    restricted: int


@dataclass(frozen=True, slots=True)
class ListAsked:
    """Which list, of which teams, for whom and what for."""

    name: str
    teams: frozenset[str]
    purpose: str
    by: str
    at: datetime


def list_counts(
    snapshot: Snapshot, known: Catalogue, units: Units
) -> tuple[ListDays, Mapping[str, Mapping[str, Counts]]]:
    """Count the rows of every list by team and by the list's name; no identifier is read."""
    days, found = days_of(snapshot), dict[str, dict[str, Counts]]()
    for kind in LISTS:
        for row in _standing(kind, known, snapshot, units, days, named=False):
            team = found.setdefault(row.unit, {})
            team[kind.name] = team.get(kind.name, Counts()) + _counted(row, days)
    return days, found


def read_list(data: Path, asked: ListAsked, *, catalogue: Path | None = None) -> Listed:
    """Read a list for somebody, and put that on the trail.

    Rows of restricted records and of relatives of staff are counted, and not among them. Raises
    Refused without a purpose, and for a list that nobody knows.
    """
    if not asked.purpose.strip():
        raise _refused("no purpose is given", "Say what the list is for")
    if asked.name not in LIST_OF:
        raise _refused(
            f"there is no list “{asked.name[:40]}”", f"Choose one of {', '.join(LIST_OF)}"
        )
    refuse_naming(data, asked.purpose, "the purpose")
    kind, folder, known = LIST_OF[asked.name], open_folder(data), load_catalogue(catalogue)
    with open_snapshot(folder, protected=True) as snapshot:
        days = days_of(snapshot)
        found = _standing(kind, known, snapshot, units_of(snapshot), days, named=True)
        leads = leads_on(days.known_to, snapshot) if kind.plan else {}
        name = snapshot.snapshot_id
    of_teams = [row for row in found if row.unit in asked.teams]
    shown = [row for row in of_teams if not row.restricted]
    told = (
        ("list", kind.name),
        ("teams", ", ".join(sorted(asked.teams))),
        ("purpose", asked.purpose.strip()),
        ("rows", str(len(shown))),
    )
    table = calculated_table(kind, known)
    named = named_in(table, [path for _, path in kind.shows], (one.cells for one in shown))
    # On the trail before anything is shown.
    folder.record(Verb.READ_ROWS, name, told, by=asked.by, at=asked.at, seen=named)
    rows = tuple(_row(kind, row, leads, days) for row in shown)
    return Listed(kind, days, rows, len(of_teams) - len(shown))


def calculated_table(kind: ListKind, known: Catalogue) -> str:
    """Name the table whose rows a list shows; empty where its indicator counts something else."""
    indicator = known.indicators.get(kind.indicator)
    calculation = indicator.calculation if indicator else None
    return calculation.selection.table if isinstance(calculation, OpenAtEnd) else ""


def days_of(snapshot: Snapshot) -> ListDays:
    """Give the days of a snapshot's lists: they look ahead to the end of a week."""
    known_to = today_of(snapshot)
    return ListDays(known_to, _horizon(known_to).last_day)


def _horizon(known_to: date) -> Period:
    return week_of(known_to).shift(WEEKS_AHEAD)


def _standing(
    kind: ListKind,
    known: Catalogue,
    snapshot: Snapshot,
    units: Units,
    days: ListDays,
    *,
    named: bool,
) -> tuple[Standing, ...]:
    week = _horizon(days.known_to)
    indicator = known.indicators.get(kind.indicator)
    calculation = calculation_on(indicator, week.start) if indicator else None
    if indicator is not None and calculation is None:
        calculation = indicator.calculation
    if not isinstance(calculation, OpenAtEnd):
        return ()  # a council's own definition may count something else
    paths = [path for _, path in kind.shows]
    # What is overtaken after a while is overtaken as of today, not as of the day looked ahead to.
    asked, overtaken = replace(calculation, no_longer_than=None), calculation.no_longer_than
    found = standing_rows(asked, week, paths, snapshot, units, named=named)
    if overtaken is None:
        return found
    after = days.known_to + timedelta(days=1)
    return tuple(one for one in found if one.since and later_by(one.since, overtaken) >= after)


def _counted(row: Standing, days: ListDays) -> Counts:
    is_late = row.due is None or row.due <= days.known_to
    return Counts(int(is_late), int(not is_late), int(row.restricted))


def _row(
    kind: ListKind, row: Standing, leads: Mapping[str, tuple[str, ...]], days: ListDays
) -> ListRow:
    cells = dict(zip((label for label, _ in kind.shows), row.cells, strict=True))
    lead = ", ".join(leads.get(cells[kind.plan], ())) if kind.plan else ""
    late_by = (days.known_to - row.due).days if row.due else None
    return ListRow(row.unit, row.cells, lead, row.due, late_by)


def _refused(found: str, next_step: str) -> Refused:
    return Refused(
        Finding(Place("worklist"), Severity.STOPS, found, "No rows were read", next_step)
    )
