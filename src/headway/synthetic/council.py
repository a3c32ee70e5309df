"""The made-up council itself: units, who belongs to what, population and workers."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from headway.synthetic.calendar import ABSENT, Seasons, number_of
from headway.synthetic.cells import Cells, codes, days, flags, identifiers, numbers, tenths
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, Mask, Whole, spread, weighted
from headway.synthetic.frame import Frame, Later
from headway.synthetic.words import drawn, either, same, texts, words_of

COUNCIL, HUB = "C0", "HUB"
EARLY_HELP, SOCIAL_CARE, YOUTH_JUSTICE = "SV1", "SV2", "SV3"
LOCALITIES: Final = (("L1", "North locality"), ("L2", "Central locality"), ("L3", "South locality"))
SERVICES: Final = (
    (EARLY_HELP, "Early help service"),
    (SOCIAL_CARE, "Children's social care"),
    (YOUTH_JUSTICE, "Youth justice service"),
)
WARDS_PER_LOCALITY: Final = 4
# Early help teams: identifier, name, locality, and how much of the work comes to each.
TEAMS: Final = (
    ("T01", "North family help team", 0, 0.19),
    ("T02", "North young families team", 0, 0.07),
    ("T03", "Central family help team", 1, 0.21),
    ("T04", "Central schools team", 1, 0.11),
    ("T05", "Central young people's team", 1, 0.06),
    ("T06", "South family help team", 2, 0.17),
    ("T07", "South coast family help team", 2, 0.12),
    ("T08", "South young families team", 2, 0.07),
)
MERGED, INTO = 7, 6
SOCIAL_TEAMS: Final = (
    ("T11", "North social work team", 0),
    ("T12", "Central social work team", 1),
    ("T13", "South social work team", 2),
    ("T14", "Children in care team", None),
    ("T15", "Leaving care team", None),
    ("T16", "Youth justice team", None),
)
IN_CARE_TEAM, LEAVING_TEAM, JUSTICE_TEAM = "T14", "T15", "T16"
AGENCIES: Final = (
    "Health visiting", "School nursing", "Domestic abuse service", "Housing advice",
    "Young people's drug service", "Family charity",
)  # fmt: skip
COURSES: Final = (
    "Restorative practice", "Safeguarding level 3", "Motivational interviewing", "Signs of neglect",
    "Domestic abuse awareness",
)  # fmt: skip
ROLES: Final = ("Family support worker", "Senior family support worker", "Team manager")


@dataclass(frozen=True, slots=True)
class Council:
    """What every piece of the made-up council shares.

    ``units`` are the identifiers of all units, in the order by which columns of units count.
    ``schools``, ``centres`` and ``wards`` are where those begin in it; ``workers_of`` gives for
    each unit the first worker who leads work and how many there are; ``merged_on`` is the day
    one team became part of another, ``changed_on`` the day a code list changed.
    """

    units: tuple[str, ...]
    names: tuple[str, ...]
    schools: tuple[int, int]
    centres: tuple[int, int]
    agencies: tuple[int, int]
    wards: tuple[int, int]
    first_worker: Whole
    worker_count: Whole
    merged_on: int
    changed_on: int
    sessions: Whole
    session_kinds: Whole
    delivered: Mask
    sessions_known: Whole

    def place(self, unit: str) -> int:
        """Give the number of a unit."""
        return self.units.index(unit)

    def column(self, values: Whole) -> Cells:
        """Give a column of units."""
        return codes(values, self.units)


@dataclass(frozen=True, slots=True)
class _Unit:
    unit: str
    name: str
    kind: str
    locality: int | None = None
    service: str = ""


def found_council(dials: Dials) -> tuple[Council, tuple[Frame, ...]]:
    """Found the council: what the pieces share, and the tables that are not about families."""
    units = _units(dials)
    start, end = number_of(dials.start), number_of(dials.until) + 1
    half_way = date(dials.start.year + max(1, dials.years) // 2, 10, 1)
    merged = number_of(half_way) if dials.merged_team else end + 1
    changed_in = max(dials.start.year + 1, dials.until.year - max(1, dials.years // 3))
    changed = number_of(date(changed_in, 4, 1)) if dials.changed_definition else end + 1
    names = tuple(each.unit for each in units)
    first, count = _workers_of_units(dials, units)
    held, kinds = _session_days(dials, start, end)
    council = Council(
        names,
        tuple(each.name for each in units),
        _range(units, "school"),
        _range(units, "childrens_centre"),
        _range(units, "partner_agency"),
        _range(units, "area"),
        first,
        count,
        merged,
        changed,
        held,
        kinds,
        *_sessions_held(dials, held),
    )
    frames = (
        _unit_frame(units, council, start, dials),
        _membership_frame(units, council, start, dials),
        _succession_frame(council, dials),
        _population_frame(council, dials),
        *_worker_frames(council, dials, start, end),
        _session_frame(council, dials),
        _headcounts(council, dials),
        _open_groups(council, dials, start, end),
    )
    return council, frames


def _range(units: list[_Unit], kind: str) -> tuple[int, int]:
    places = [place for place, each in enumerate(units) if each.kind == kind]
    return places[0], len(places)


def _units(dials: Dials) -> list[_Unit]:
    schools = min(max(dials.children // 350, 6), 400)
    units = [_Unit(COUNCIL, "Made-up council", "council")]
    units += [_Unit(unit, name, "service") for unit, name in SERVICES]
    units += [_Unit(unit, name, "locality") for unit, name in LOCALITIES]
    units += [_Unit(unit, name, "team", place, EARLY_HELP) for unit, name, place, _ in TEAMS]
    units += [_Unit(unit, name, "team", place, SOCIAL_CARE) for unit, name, place in SOCIAL_TEAMS]
    units[-1] = _Unit(JUSTICE_TEAM, "Youth justice team", "team", None, YOUTH_JUSTICE)
    units.append(_Unit(HUB, "Front door hub", "team", None, SOCIAL_CARE))
    units += [_Unit(f"S{n + 1:03d}", f"School {n + 1}", "school", n % 3) for n in range(schools)]
    units += [
        _Unit(f"CC{n + 1:02d}", f"Children's centre {n + 1}", "childrens_centre", n % 3)
        for n in range(6)
    ]
    units += [_Unit(f"AG{n + 1:02d}", name, "partner_agency") for n, name in enumerate(AGENCIES)]
    units += [
        _Unit(f"A{n + 1:02d}", f"Ward {n + 1}", "area", n // WARDS_PER_LOCALITY)
        for n in range(3 * WARDS_PER_LOCALITY)
    ]
    return units


def _unit_frame(units: list[_Unit], council: Council, start: int, dials: Dials) -> Frame:
    kinds = words_of("organisation_unit", "kind")
    closed = np.full(len(units), ABSENT, dtype=np.int32)
    if dials.merged_team:
        closed[council.place(TEAMS[MERGED][0])] = council.merged_on
    known = np.full(len(units), start - 900, dtype=np.int32)
    everyone = np.arange(len(units), dtype=np.int32)
    return _known_from_day(
        Frame(
            "organisation_unit",
            {
                "unit_id": council.column(everyone),
                "name": texts(everyone, tuple(each.name for each in units)),
                "kind": codes(_whole([kinds.index(each.kind) for each in units]), kinds),
                "opened_on": days(np.full(len(units), start - 1000, dtype=np.int32)),
                "closed_on": days(closed),
                "recorded_on": days(known),
            },
            known,
        ),
        "closed_on",
    )


def _known_from_day(frame: Frame, column: str) -> Frame:
    """Let a day of the frame be known on that very day and not before."""
    values = frame.columns[column].values
    return Frame(
        frame.table, frame.columns, frame.known, later=(Later((column,), np.maximum(values, 0)),)
    )


def _membership_frame(units: list[_Unit], council: Council, start: int, dials: Dials) -> Frame:
    rows: list[tuple[int, str, str]] = []
    for place, each in enumerate(units):
        if each.service:
            rows.append((place, each.service, "service"))
            rows.append((place, each.service, "management"))
        if each.locality is not None:
            grouping = "area" if each.kind == "area" else "locality"
            rows.append((place, LOCALITIES[each.locality][0], grouping))
        if each.kind == "service":
            rows.append((place, COUNCIL, "management"))
        if each.kind == "locality":
            rows.append((place, COUNCIL, "area"))
    count = len(rows)
    groupings = words_of("unit_membership", "grouping")
    ends = np.full(count, ABSENT, dtype=np.int32)
    gone = council.place(TEAMS[MERGED][0])
    if dials.merged_team:
        ends[[n for n, row in enumerate(rows) if row[0] == gone]] = council.merged_on
    known = np.full(count, start - 900, dtype=np.int32)
    return _known_from_day(
        Frame(
            "unit_membership",
            {
                "unit_id": council.column(_whole([row[0] for row in rows])),
                "member_of_id": council.column(_whole([council.place(row[1]) for row in rows])),
                "grouping": codes(_whole([groupings.index(row[2]) for row in rows]), groupings),
                "started_on": days(np.full(count, start - 1000, dtype=np.int32)),
                "ended_on": days(ends),
                "recorded_on": days(known),
            },
            known,
        ),
        "ended_on",
    )


def _succession_frame(council: Council, dials: Dials) -> Frame:
    count = int(dials.merged_team)
    day = np.full(count, council.merged_on, dtype=np.int32)
    old, new = council.place(TEAMS[MERGED][0]), council.place(TEAMS[INTO][0])
    return Frame(
        "unit_succession",
        {
            "old_unit_id": council.column(np.full(count, old, dtype=np.int32)),
            "new_unit_id": council.column(np.full(count, new, dtype=np.int32)),
            "kind": same(count, "unit_succession", "kind", "merged"),
            "happened_on": days(day),
            "recorded_on": days(day),
        },
        day,
    )


def _population_frame(council: Council, dials: Dials) -> Frame:
    """Give single ages 0 to 17 of the council, its localities and wards, year by year."""
    years = range(dials.start.year - 2, dials.until.year)
    first, wards = council.wards
    rows: list[tuple[int, int, int, int, bool]] = []
    for year in years:
        for age in range(18):
            by_ward = [_people(dials, ward, age, year) for ward in range(wards)]
            rows += [(first + ward, year, age, by_ward[ward], False) for ward in range(wards)]
            for number, (unit, _) in enumerate(LOCALITIES):
                low = number * WARDS_PER_LOCALITY
                inside = sum(by_ward[low : low + WARDS_PER_LOCALITY])
                rows.append((council.place(unit), year, age, inside, False))
            rows.append((council.place(COUNCIL), year, age, sum(by_ward), False))
            if age == 2:
                rows.append((council.place(COUNCIL), year, age, sum(by_ward) * 3 // 10, True))
    cohorts = words_of("population", "cohort")
    published = _whole([number_of(date(row[1] + 1, 7, 15)) for row in rows])
    age = _whole([row[2] for row in rows])
    return Frame(
        "population",
        {
            "area_id": council.column(_whole([row[0] for row in rows])),
            "year": numbers(_whole([row[1] for row in rows])),
            "age_from": numbers(age),
            "age_to": numbers(age),
            "sex": same(len(rows), "population", "sex", "all"),
            "cohort": codes(_whole([int(row[4]) for row in rows]), cohorts),
            "people": numbers(_whole([row[3] for row in rows])),
            "source": texts(
                _whole([row[1] - years[0] for row in rows]),
                tuple(f"Made-up mid-year estimates {year}" for year in years),
            ),
            "published_on": days(published),
            "recorded_on": days(published),
        },
        published,
    )


def _people(dials: Dials, ward: int, age: int, year: int) -> int:
    """Give how many children of one age live in a ward; wards differ, and years a little."""
    weight = 70 + (ward * 37) % 60
    total = sum(70 + (each * 37) % 60 for each in range(3 * WARDS_PER_LOCALITY))
    trend = 1000 + 4 * (year - dials.until.year)
    return max(1, dials.children * weight * trend // (total * 18 * 1000) + (age * 7 + year) % 3 - 1)


_LEADS_PER_CHILDREN: Final = 700


def _workers_of_units(dials: Dials, units: list[_Unit]) -> tuple[Whole, Whole]:
    """Share the workers who lead work among the teams, unlike their load on purpose."""
    leads = max(dials.children // _LEADS_PER_CHILDREN, 24)
    teams = [place for place, each in enumerate(units) if each.kind == "team"]
    first = np.full(len(units), ABSENT, dtype=np.int32)
    count = np.zeros(len(units), dtype=np.int32)
    passed = 1
    for number, place in enumerate(teams):
        here = max(2, leads * (4 + (number * 3) % 5) // (6 * len(teams)))
        first[place], count[place] = passed, here
        passed += here + 1  # and their supervisor
    return first, count


def _worker_frames(council: Council, dials: Dials, start: int, end: int) -> tuple[Frame, ...]:
    dice = Dice(dials.seed, 1, 0)
    teams = np.repeat(
        np.arange(len(council.units), dtype=np.int32),
        np.where(council.worker_count > 0, council.worker_count + 1, 0),
    )
    count = len(teams)
    workers = np.arange(1, count + 1, dtype=np.int32)
    boss = workers == council.first_worker[teams] + council.worker_count[teams]
    joined = (start - 400 + dice.draw(spread((0, 0), (0.6, 0), (1, 700)), count)).astype(np.int32)
    joined = np.minimum(joined, end - 40)
    leaving = joined + dice.draw(spread((0, 400), (1, 4000)), count)
    left = np.where(dice.happens(count, 0.25) & ~boss, leaving, ABSENT).astype(np.int32)
    worker = Frame(
        "worker",
        {
            "worker_id": identifiers(workers, "W", 4),
            "profession": drawn(
                dice, count, "worker", "profession",
                {"family_worker": 0.7, "social_worker": 0.2, "youth_worker": 0.06, "other": 0.04},
            ),
            "recorded_on": days(joined),
        },
        joined,
    )  # fmt: skip
    agency = dice.happens(count, 0.12)
    share = dice.draw(weighted({10: 70, 8: 15, 6: 10, 5: 5}), count)
    capacity = np.where(boss, ABSENT, share * 16 // 10).astype(np.int32)
    placement = Frame(
        "worker_placement",
        {
            "worker_id": identifiers(workers, "W", 4),
            "team_id": council.column(teams),
            "started_on": days(joined),
            "ended_on": days(left),
            "role": _role(boss, teams == council.place(HUB)),
            "full_time_equivalent": tenths(share),
            "agency": flags(agency),
            "capacity_families": numbers(capacity),
            "capacity_children": numbers(np.where(boss, ABSENT, share * 28 // 10).astype(np.int32)),
            "recorded_on": days(joined),
        },
        joined,
    )
    return (
        worker,
        _known_from_day(placement, "ended_on"),
        _post_frame(council, dials, teams, joined, agency, share, boss, start),
        _training_frame(council, dials, workers, teams, joined, left, end),
        _supervision_frame(council, dials, workers, teams, joined, left, boss, end),
    )


def _role(boss: Mask, hub: Mask) -> Cells:
    roles = words_of("worker_placement", "role")
    places = np.where(
        boss,
        roles.index("supervisor"),
        np.where(hub, roles.index("front_door"), roles.index("lead_practitioner")),
    )
    return codes(places.astype(np.int32), roles)


def _post_frame(
    council: Council,
    dials: Dials,
    teams: Whole,
    joined: Whole,
    agency: Mask,
    share: Whole,
    boss: Mask,
    start: int,
) -> Frame:
    """Give a post for each worker, and one in nine empty beside them."""
    dice = Dice(dials.seed, 1, 1)
    count = len(teams)
    vacant = dice.happens(count, 0.11)
    team = np.concatenate([teams, teams[vacant]])
    filled = words_of("post", "filled_by")
    by = np.where(agency, filled.index("agency"), filled.index("permanent"))
    extra = np.full(int(vacant.sum()), filled.index("vacant"))
    since = np.concatenate([joined, np.full(len(extra), start - 200, dtype=np.int32)])
    return Frame(
        "post",
        {
            "post_id": identifiers(np.arange(1, len(team) + 1, dtype=np.int32), "PO", 3),
            "team_id": council.column(team),
            "role": texts(
                np.concatenate([np.where(boss, 2, 0), np.zeros(len(extra))]).astype(np.int32), ROLES
            ),
            "full_time_equivalent": tenths(np.concatenate([share, share[vacant]])),
            "filled_by": codes(np.concatenate([by, extra]).astype(np.int32), filled),
            "started_on": days(since),
            "ended_on": days(np.full(len(team), ABSENT, dtype=np.int32)),
            "recorded_on": days(since),
        },
        since,
    )


def _training_frame(
    council: Council,
    dials: Dials,
    workers: Whole,
    teams: Whole,
    joined: Whole,
    left: Whole,
    end: int,
) -> Frame:
    dice = Dice(dials.seed, 1, 2)
    each = dice.draw(weighted([1, 3, 3, 2, 1]), len(workers))
    row = np.repeat(np.arange(len(workers)), each)
    last = np.where(left[row] == ABSENT, end, left[row])
    done = joined[row] + dice.below((last - joined[row]).astype(np.int32), len(row))
    done = done.astype(np.int32)
    expires = np.where(dice.happens(len(row), 0.6), done + 1096, ABSENT).astype(np.int32)
    known = (done + dice.draw(spread((0, 0), (0.8, 10), (1, 60)), len(row))).astype(np.int32)
    return Frame(
        "training",
        {
            "training_id": identifiers(np.arange(1, len(row) + 1, dtype=np.int32), "TR", 4),
            "worker_id": identifiers(workers[row], "W", 4),
            "course": texts(dice.draw(weighted([1] * len(COURSES)), len(row)), COURSES),
            "completed_on": days(done),
            "expires_on": days(expires),
            "team_id": council.column(teams[row]),
            "recorded_on": days(known),
        },
        known,
    )


def _supervision_frame(
    council: Council,
    dials: Dials,
    workers: Whole,
    teams: Whole,
    joined: Whole,
    left: Whole,
    boss: Mask,
    end: int,
) -> Frame:
    """Give a supervision due every 31 days for each worker; some late, some never held."""
    dice = Dice(dials.seed, 1, 3)
    last = np.where(left == ABSENT, end, np.minimum(left, end))
    times = np.where(boss, 0, np.maximum((last - joined) // 31, 0))
    row = np.repeat(np.arange(len(workers)), times)
    number = np.arange(len(row)) - np.repeat(np.cumsum(times) - times, times)
    due = (joined[row] + 31 * (number + 1)).astype(np.int32)
    held = (due + dice.draw(spread((0, -6), (0.78, 0), (0.95, 12), (1, 40)), len(row))).astype(
        np.int32
    )
    held = np.where(dice.happens(len(row), 0.92), held, ABSENT).astype(np.int32)
    known = np.where(held == ABSENT, due, held) + dice.draw(spread((0, 0), (1, 9)), len(row))
    known = known.astype(np.int32)
    return Frame(
        "supervision",
        {
            "supervision_id": identifiers(np.arange(1, len(row) + 1, dtype=np.int32), "SV", 4),
            "worker_id": identifiers(workers[row], "W", 4),
            "team_id": council.column(teams[row]),
            "due_on": days(due),
            "held_on": days(held),
            "recorded_on": days(known),
        },
        known,
    )


SESSION_KINDS: Final = {
    "youth_club": 0.3, "parenting": 0.15, "school_session": 0.25, "play_and_stay": 0.25,
    "co_working": 0.03, "other": 0.02,
}  # fmt: skip


def _session_days(dials: Dials, start: int, end: int) -> tuple[Whole, Whole]:
    """Give the days of all group sessions and their kinds: one a year for 40 children."""
    dice = Dice(dials.seed, 1, 4)
    count = max(dials.children * dials.years // 40, 12)
    held = np.sort(Seasons(start, end, dials.lockdown, dials.season).draw(dice, count))
    kinds = drawn(dice, count, "group_session", "kind", SESSION_KINDS).values
    return held, kinds


def _sessions_held(dials: Dials, held: Whole) -> tuple[Mask, Whole]:
    """Draw which sessions took place, and when each was written down."""
    dice = Dice(dials.seed, 1, 7)
    count = len(held)
    known = held + dice.draw(spread((0, 0), (0.7, 2), (1, 25)), count)
    return dice.happens(count, 0.93), known.astype(np.int32)


def _session_frame(council: Council, dials: Dials) -> Frame:
    dice = Dice(dials.seed, 1, 5)
    count = len(council.sessions)
    kinds = words_of("group_session", "kind")
    at_school = council.session_kinds == kinds.index("school_session")
    first_school, schools = council.schools
    first_centre, centres = council.centres
    school = first_school + dice.below(schools, count)
    place = np.where(at_school, school, first_centre + dice.below(centres, count))
    team = council.place(TEAMS[0][0]) + dice.below(len(TEAMS), count)
    merged = (team == council.place(TEAMS[MERGED][0])) & (council.sessions >= council.merged_on)
    team = np.where(merged, council.place(TEAMS[INTO][0]), team).astype(np.int32)
    return Frame(
        "group_session",
        {
            "session_id": identifiers(np.arange(1, count + 1, dtype=np.int32), "GS", 5),
            "held_on": days(council.sessions),
            "kind": codes(council.session_kinds, kinds),
            "status": either(
                council.delivered, "group_session", "status", "delivered", "cancelled"
            ),
            "team_id": council.column(team),
            "place_id": council.column(place.astype(np.int32)),
            "recorded_on": days(council.sessions_known),
        },
        council.sessions_known,
    )


def _headcounts(council: Council, dials: Dials) -> Frame:
    """Give what most groups write down: how many came, and nobody's name."""
    session = _session_frame(council, dials)
    dice = Dice(dials.seed, 1, 6)
    row = np.flatnonzero(council.delivered & dice.happens(len(session), 0.8))
    count = len(row)
    empty = np.full(count, ABSENT, dtype=np.int32)
    return Frame(
        "group_attendance",
        {
            "attendance_id": identifiers(np.arange(1, count + 1, dtype=np.int32), "GA", 6),
            "session_id": session.columns["session_id"].take(row),
            "person_id": identifiers(empty, "P"),
            "family_id": identifiers(empty, "F"),
            "headcount": numbers(dice.draw(spread((0, 1), (0.5, 9), (0.9, 22), (1, 60)), count)),
            "recorded_on": days(session.known[row]),
        },
        session.known[row],
    )


def _whole(values: list[int]) -> Whole:
    return np.array(values, dtype=np.int32)


def _open_groups(council: Council, dials: Dials, start: int, end: int) -> Frame:
    """Give work open to everybody, outside cases and sessions: a headcount and no names."""
    dice = Dice(dials.seed, 1, 8)
    count = max(dials.children * dials.years // 60, 6)
    held = Seasons(start, end, dials.lockdown, dials.season).draw(dice, count)
    empty = np.full(count, ABSENT, dtype=np.int32)
    team = (council.place(TEAMS[0][0]) + dice.below(MERGED, count)).astype(np.int32)
    known = (held + dice.draw(spread((0, 0), (0.7, 3), (1, 40)), count)).astype(np.int32)
    worker = council.first_worker[team] + dice.below(council.worker_count[team], count)
    return Frame(
        "direct_contact",
        {
            "direct_contact_id": identifiers(np.arange(1, count + 1, dtype=np.int32), "DC", 5),
            "kind": same(count, "direct_contact", "kind", "group"),
            "purpose": same(count, "direct_contact", "purpose", "open_access"),
            "person_id": identifiers(empty, "P"),
            "family_id": identifiers(empty, "F"),
            "plan_id": identifiers(empty, "PL"),
            "worker_id": identifiers(worker.astype(np.int32), "W", 4),
            "team_id": council.column(team),
            "due_on": days(empty),
            "held_on": days(held),
            "with_lead_professional": flags(np.zeros(count, dtype=np.bool_)),
            "child_seen": codes(empty, ("no", "yes")),
            "seen_alone": codes(empty, ("no", "yes")),
            "setting": drawn(
                dice, count, "direct_contact", "setting",
                {"street": 0.35, "youth_club": 0.4, "centre": 0.25},
            ),
            "place_id": council.column(empty),
            "session_id": identifiers(empty, "GS", 5),
            "headcount": numbers(dice.draw(spread((0, 1), (0.5, 8), (0.9, 20), (1, 45)), count)),
            "recorded_on": days(known),
        },
        known,
    )  # fmt: skip
