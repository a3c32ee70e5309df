"""The made-up council itself: units, who belongs to what, population and workers."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.calendar import ABSENT, Seasons, day_of, number_of
from headway.synthetic.cells import Cells, codes
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, Mask, Whole, spread
from headway.synthetic.words import drawn

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
    one team became part of another (after all days where none did), ``changed_on`` the day from
    which plans may be closed as ``universal`` (0: always).
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
class Unit:
    """One unit: its identifier, name and kind, its locality by number, and its service."""

    unit: str
    name: str
    kind: str
    locality: int | None = None
    service: str = ""


def found_council(dials: Dials) -> Council:
    """Found the council: what all the pieces share."""
    units = all_units(dials)
    start, end = number_of(dials.start), number_of(dials.until) + 1
    half_way = _first_of_a_month(start, end, 2)
    merged = number_of(dials.merged_on) if dials.merged_on else half_way
    merged = merged if dials.merged_team else end + 1
    changed = _first_of_a_month(start, end, 3) if dials.changed_definition else 0
    names = tuple(each.unit for each in units)
    first, count = _workers_of_units(dials, units)
    held, kinds = _session_days(dials, start, end)
    return Council(
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


def _first_of_a_month(start: int, end: int, part: int) -> int:
    """Give the first day of a month, half way for 2, after two thirds for 3."""
    return number_of(day_of(start + (end - start) * (part - 1) // part).replace(day=1))


def _range(units: list[Unit], kind: str) -> tuple[int, int]:
    places = [place for place, each in enumerate(units) if each.kind == kind]
    return places[0], len(places)


def all_units(dials: Dials) -> list[Unit]:
    """Give every unit, in the order by which columns of units count."""
    schools = min(max(dials.children // 350, 6), 400)
    units = [Unit(COUNCIL, "Made-up council", "council")]
    units += [Unit(unit, name, "service") for unit, name in SERVICES]
    units += [Unit(unit, name, "locality") for unit, name in LOCALITIES]
    units += [Unit(unit, name, "team", place, EARLY_HELP) for unit, name, place, _ in TEAMS]
    units += [Unit(unit, name, "team", place, SOCIAL_CARE) for unit, name, place in SOCIAL_TEAMS]
    units[-1] = Unit(JUSTICE_TEAM, "Youth justice team", "team", None, YOUTH_JUSTICE)
    units.append(Unit(HUB, "Front door hub", "team", None, SOCIAL_CARE))
    units += [Unit(f"S{n + 1:03d}", f"School {n + 1}", "school", n % 3) for n in range(schools)]
    units += [
        Unit(f"CC{n + 1:02d}", f"Children's centre {n + 1}", "childrens_centre", n % 3)
        for n in range(6)
    ]
    units += [Unit(f"AG{n + 1:02d}", name, "partner_agency") for n, name in enumerate(AGENCIES)]
    units += [
        Unit(f"A{n + 1:02d}", f"Ward {n + 1}", "area", n // WARDS_PER_LOCALITY)
        for n in range(3 * WARDS_PER_LOCALITY)
    ]
    return units


_LEADS_PER_CHILDREN: Final = 700
# How many times as many workers a team of social care has: about 18 children to each of them.
_SOCIAL_WORKERS: Final = {"T11": 6, "T12": 6, "T13": 6, IN_CARE_TEAM: 4}


def _workers_of_units(dials: Dials, units: list[Unit]) -> tuple[Whole, Whole]:
    """Share the workers who lead work among the teams, unlike their load on purpose."""
    leads = max(dials.children // _LEADS_PER_CHILDREN, 24)
    teams = [place for place, each in enumerate(units) if each.kind == "team"]
    first = np.full(len(units), ABSENT, dtype=np.int32)
    count = np.zeros(len(units), dtype=np.int32)
    passed = 1
    for number, place in enumerate(teams):
        times = _SOCIAL_WORKERS.get(units[place].unit, 1)
        here = max(2, leads * times * (4 + (number * 3) % 5) // (6 * len(teams)))
        first[place], count[place] = passed, here
        passed += here + 1  # and their supervisor
    return first, count


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
