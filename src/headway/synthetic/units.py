"""Units, who belongs to what, and how many children live where."""

from datetime import date

import numpy as np

from headway.synthetic.calendar import ABSENT, number_of
from headway.synthetic.cells import codes, days, numbers
from headway.synthetic.council import (
    COUNCIL,
    INTO,
    LOCALITIES,
    MERGED,
    TEAMS,
    WARDS_PER_LOCALITY,
    Council,
    Unit,
    all_units,
)
from headway.synthetic.dials import Dials
from headway.synthetic.frame import Frame, Later
from headway.synthetic.piece import whole
from headway.synthetic.words import same, texts, words_of


def _unit_frame(units: list[Unit], council: Council, start: int, dials: Dials) -> Frame:
    kinds = words_of("organisation_unit", "kind")
    closed = np.full(len(units), ABSENT, dtype=np.int32)
    if dials.merged_team:
        closed[council.place(TEAMS[MERGED][0])] = council.merged_on
    known = np.full(len(units), start - 900, dtype=np.int32)
    everyone = np.arange(len(units), dtype=np.int32)
    return known_from_day(
        Frame(
            "organisation_unit",
            {
                "unit_id": council.column(everyone),
                "name": texts(everyone, tuple(each.name for each in units)),
                "kind": codes(whole([kinds.index(each.kind) for each in units]), kinds),
                "opened_on": days(np.full(len(units), start - 1000, dtype=np.int32)),
                "closed_on": days(closed),
                "recorded_on": days(known),
            },
            known,
        ),
        "closed_on",
    )


def known_from_day(frame: Frame, column: str) -> Frame:
    """Let a day of the frame be known on that very day and not before."""
    values = frame.columns[column].values
    return Frame(
        frame.table, frame.columns, frame.known, later=(Later((column,), np.maximum(values, 0)),)
    )


def _membership_frame(units: list[Unit], council: Council, start: int, dials: Dials) -> Frame:
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
    return known_from_day(
        Frame(
            "unit_membership",
            {
                "unit_id": council.column(whole([row[0] for row in rows])),
                "member_of_id": council.column(whole([council.place(row[1]) for row in rows])),
                "grouping": codes(whole([groupings.index(row[2]) for row in rows]), groupings),
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
    published = whole([number_of(date(row[1] + 1, 7, 15)) for row in rows])
    ages = whole([row[2] for row in rows])
    return Frame(
        "population",
        {
            "area_id": council.column(whole([row[0] for row in rows])),
            "year": numbers(whole([row[1] for row in rows])),
            "age_from": numbers(ages),
            "age_to": numbers(ages),
            "sex": same(len(rows), "population", "sex", "all"),
            "cohort": codes(whole([int(row[4]) for row in rows]), cohorts),
            "people": numbers(whole([row[3] for row in rows])),
            "source": texts(
                whole([row[1] - years[0] for row in rows]),
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


def unit_tables(council: Council, dials: Dials) -> tuple[Frame, ...]:
    """Give the tables of units and of the population."""
    units = all_units(dials)
    start = number_of(dials.start)
    return (
        _unit_frame(units, council, start, dials),
        _membership_frame(units, council, start, dials),
        _succession_frame(council, dials),
        _population_frame(council, dials),
    )
