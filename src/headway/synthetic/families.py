"""Families, the people in them and where they live."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.calendar import first_of_month
from headway.synthetic.cells import codes, days, flags
from headway.synthetic.council import TEAMS
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, Mask, Whole, poisson, spread, weighted
from headway.synthetic.frame import Changed, Frame, Later
from headway.synthetic.piece import (
    BEFORE_BIRTH,
    CHILDHOOD,
    WARMING_UP,
    YEAR,
    Piece,
    absent,
    frame,
    named,
    spans,
    where,
    whole,
)
from headway.synthetic.words import drawn, place_of, same, words_of

CHILDREN_A_FAMILY: Final = 1.86
# For how many years a family has a child of whom somebody may call, the unborn included.
_YEARS_WITH_CHILDREN: Final = 20.4
_CHILDREN: Final = weighted({1: 43, 2: 37, 3: 13, 4: 5, 5: 2})
# How families share the contacts: their part of all families, and their rate against the mean.
_RATES: Final = ((0.55, 0.0), (0.28, 1.2), (0.13, 2.9), (0.04, 7.2))
# Contacts name fewer children than a family has; those grown up or not yet there are left out.
_CHILDREN_A_CALL: Final = 1.5
_ETHNICITY: Final = {
    "WBRI": 0.66, "WOTH": 0.07, "WIRI": 0.004, "WIRT": 0.003, "WROM": 0.006, "MWBC": 0.03,
    "MWBA": 0.015, "MWAS": 0.015, "MOTH": 0.025, "AIND": 0.015, "APKN": 0.035, "ABAN": 0.015,
    "AOTH": 0.015, "BCRB": 0.012, "BAFR": 0.03, "BOTH": 0.01, "CHNE": 0.003, "OOTH": 0.02,
    "REFU": 0.005, "NOBT": 0.022,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls and messages about families, in the order of the families and then of the days."""

    family: Whole
    on: Whole


@dataclass(frozen=True, slots=True)
class Families:
    """The families of one piece that were ever heard of. Children stand in family order.

    ``born`` are the days of birth; ``shares`` says which families have children who also live in
    a second household, whose family is ``second`` (absent: none).
    """

    ids: Whole
    ward: Whole
    team: Whole
    child_ids: Whole
    child_family: Whole
    child_born: Whole
    first_child: Whole
    children: Whole
    adult_ids: Whole
    adult_family: Whole
    adult_born: Whole
    first_adult: Whole
    adults: Whole
    second: Whole


def families_in_all(dials: Dials) -> int:
    """Give how many families have children in the area at some time of the years made up."""
    days = (dials.until - dials.start).days + WARMING_UP + CHILDHOOD + BEFORE_BIRTH
    return max(int(dials.children / CHILDREN_A_FAMILY * days / 365.25 / _YEARS_WITH_CHILDREN), 1)


def make_calls(piece: Piece) -> tuple[int, Calls]:
    """Draw who is heard of how often and when; give how many families are, and their calls."""
    dice = piece.dice(0)
    dials = piece.dials
    years = (piece.end - piece.start + WARMING_UP) / 365.25
    mean = dials.contacts * CHILDREN_A_FAMILY / _CHILDREN_A_CALL * years
    relative = [max(0.0, 1 + dials.repeats * (rate - 1)) for _, rate in _RATES]
    scale = sum(part * rate for (part, _), rate in zip(_RATES, relative, strict=True))
    kind = dice.draw(weighted([part for part, _ in _RATES]), piece.families)
    times = np.zeros(piece.families, dtype=np.int32)
    for number, rate in enumerate(relative):
        here = kind == number
        if rate:
            times[here] = dice.draw(poisson(round(mean * rate / scale, 6)), int(here.sum()))
    times = times[times > 0]
    family, _ = spans(times)
    on = piece.seasons.draw(dice, len(family))
    order = np.lexsort((on, family))
    return len(times), Calls(family, on[order])


def make_families(piece: Piece, count: int) -> Families:
    """Give so many families their children, parents, ward and team."""
    dice = piece.dice(1)
    children = dice.draw(_CHILDREN, count)
    family, order = spans(children)
    earliest = piece.start - WARMING_UP - CHILDHOOD
    window = np.full(count, piece.end + BEFORE_BIRTH - earliest, dtype=np.int32)
    first = earliest + dice.below(window, count)
    gaps = np.where(order > 0, dice.draw(spread((0, 400), (0.7, 1300), (1, 2600)), len(family)), 0)
    gaps = np.where((order > 0) & dice.happens(len(family), 0.03), 0, gaps)  # twins
    passed = np.cumsum(gaps)
    born = first[family] + passed - passed[(np.cumsum(children) - children)][family]
    adults = dice.draw(weighted({1: 46, 2: 50, 3: 4}), count)
    adult_family, nth = spans(adults)
    age = dice.draw(spread((0, 15 * YEAR), (0.08, 19 * YEAR), (0.5, 27 * YEAR), (1, 42 * YEAR)),
                    len(adult_family))  # fmt: skip
    adult_born = first[adult_family] - age - np.where(nth == 2, 24 * YEAR, 0)
    ward = dice.draw(weighted([70 + (n * 37) % 60 for n in range(12)]), count)
    shares = dice.happens(count, piece.dials.shared_children) & (adults <= 2)
    ids = piece.numbering.next("family", count)
    second = np.full(count, -1, dtype=np.int32)
    second[shares] = piece.numbering.next("family", int(shares.sum()))
    return Families(
        ids,
        ward,
        _teams(piece, dice, ward // 4),
        piece.numbering.next("person", len(family)),
        family,
        whole(born),
        whole(np.cumsum(children) - children),
        children,
        piece.numbering.next("person", len(adult_family)),
        adult_family,
        whole(adult_born),
        whole(np.cumsum(adults) - adults),
        adults,
        second,
    )


def _teams(piece: Piece, dice: Dice, locality: Whole) -> Whole:
    """Give each family the early help team that would work with it: unequal loads."""
    first = piece.council.place(TEAMS[0][0])
    found = np.zeros(len(locality), dtype=np.int32)
    for number in range(3):
        weights = {
            first + place: 0.125 + piece.dials.uneven * (weight - 0.125)
            for place, (_, _, where_, weight) in enumerate(TEAMS)
            if where_ == number
        }
        weights = {place: max(weight, 0.001) for place, weight in weights.items()}
        here = locality == number
        found[here] = dice.draw(weighted(weights), int(here.sum()))
    return found


def people(
    piece: Piece, families: Families, child_known: Whole, family_known: Whole
) -> tuple[Frame, ...]:
    """Give the tables of people and households. A person nobody heard of has no row.

    ``child_known`` is the day each child was first written down (absent: never), and
    ``family_known`` each family's.
    """
    dice = piece.dice(2)
    kept = child_known >= 0
    families, family_known = _heard_of(families, family_known)
    return (
        _persons(piece, dice, families, kept, child_known, family_known),
        _family_rows(families, family_known),
        _memberships(dice, families, kept, child_known, family_known),
        _residences(piece, dice, families, family_known),
    )


def _heard_of(families: Families, family_known: Whole) -> tuple[Families, Whole]:
    """Leave out adults and homes of families of whom no call is kept."""
    heard = family_known >= 0
    anew = whole(np.cumsum(heard) - 1)
    adult = heard[families.adult_family]
    count = whole(np.where(heard, families.adults, 0))[heard]
    return Families(
        families.ids[heard], families.ward[heard], families.team[heard], families.child_ids,
        anew[families.child_family], families.child_born, families.first_child[heard],
        families.children[heard], families.adult_ids[adult], anew[families.adult_family[adult]],
        families.adult_born[adult], whole(np.cumsum(count) - count), count,
        families.second[heard],
    ), family_known[heard]  # fmt: skip


def _persons(
    piece: Piece,
    dice: Dice,
    families: Families,
    kept: Mask,
    child_known: Whole,
    family_known: Whole,
) -> Frame:
    born = np.concatenate([families.child_born[kept], families.adult_born])
    ids = np.concatenate([families.child_ids[kept], families.adult_ids])
    known = np.concatenate([child_known[kept], family_known[families.adult_family]])
    children = int(kept.sum())
    count = len(ids)
    is_child = np.arange(count) < children
    unborn_first = is_child & (born > known)
    birth_known = np.where(
        unborn_first, born + dice.draw(spread((0, 1), (0.8, 20), (1, 60)), count), 0
    )
    stage = words_of("person", "stage_of_life")
    places = np.where(is_child, stage.index("child"), stage.index("adult"))
    unborn = stage.index("unborn")
    expected = first_of_month(whole(born + dice.draw(spread((0, -12), (1, 12)), count)))
    family_ethnicity = drawn(dice, len(families.ids), "person", "ethnicity", _ETHNICITY)
    of = np.concatenate([families.child_family[kept], families.adult_family])
    own = drawn(dice, count, "person", "ethnicity", _ETHNICITY)
    alike = dice.happens(count, 0.9)
    ethnicity = np.where(alike, family_ethnicity.values[of], own.values).astype(np.int32)
    young = is_child & (born + 4 * YEAR < piece.end)
    needs = drawn(
        dice, count, "person", "special_needs", {"none": 0.72, "support": 0.19, "plan": 0.09}
    )
    return frame(
        "person",
        {
            "person_id": named("person", ids),
            "stage_of_life": codes(whole(places), stage),
            "month_of_birth": days(first_of_month(whole(born))),
            "expected_month": days(where(unborn_first, expected)),
            "month_of_death": days(absent(count)),
            "sex": drawn(dice, count, "person", "sex", {"F": 0.488, "M": 0.51, "U": 0.002}),
            "ethnicity": codes(ethnicity, words_of("person", "ethnicity")),
            "has_disability": flags(dice.happens(count, 0.11), is_child),
            "special_needs": needs.with_values(where(young, needs.values)),
            "relative_of_staff": flags(dice.happens(count, 0.004)),
            "restricted": flags(dice.happens(count, 0.006)),
        },
        whole(known),
        later=(Later(("month_of_birth",), whole(birth_known)),),
        changed=(Changed("stage_of_life", np.full(count, unborn, dtype=np.int32),
                         where(unborn_first, whole(birth_known))),),
        hidden={"born_on": days(whole(born))},
    )  # fmt: skip


def _family_rows(families: Families, family_known: Whole) -> Frame:
    shared = families.second >= 0
    ids = np.concatenate([families.ids, families.second[shared]])
    known = np.concatenate([family_known, family_known[shared]])
    return frame("family", {"family_id": named("family", ids)}, whole(known))


def _memberships(
    dice: Dice,
    families: Families,
    kept: Mask,
    child_known: Whole,
    family_known: Whole,
) -> Frame:
    """Give who lives with whom: children, parents, and children of two households."""
    child, parent, other = (
        place_of("household_membership", "role", word)
        for word in ("child", "parent", "other_adult")
    )
    of = families.child_family[kept]
    since = np.where(
        families.child_born[kept] <= child_known[kept],
        np.maximum(families.child_born[kept], child_known[kept] - 1500),
        child_known[kept],
    )
    both = families.second[of] >= 0
    _, nth = spans(families.adults)
    moved_out = (families.second[families.adult_family] >= 0) & (nth == 1)
    adult_home = np.where(moved_out, families.second[families.adult_family],
                          families.ids[families.adult_family])  # fmt: skip
    adult_known = family_known[families.adult_family]
    person = [families.child_ids[kept], families.child_ids[kept][both], families.adult_ids]
    home = [families.ids[of], families.second[of][both], adult_home]
    start = [since, np.maximum(since, child_known[kept] - 200)[both], adult_known - 900]
    role = [np.full(len(of), child), np.full(int(both.sum()), child),
            np.where(nth == 2, other, parent)]  # fmt: skip
    known = [child_known[kept], child_known[kept][both], adult_known]
    count = sum(len(each) for each in person)
    left = dice.happens(count, 0.05)
    gone = np.concatenate(known) + dice.draw(spread((0, 20), (1, 900)), count)
    return frame(
        "household_membership",
        {
            "person_id": named("person", whole(np.concatenate(person))),
            "family_id": named("family", whole(np.concatenate(home))),
            "started_on": days(whole(np.concatenate(start))),
            "ended_on": days(where(left, whole(gone))),
            "role": codes(whole(np.concatenate(role)), words_of("household_membership", "role")),
        },
        whole(np.concatenate(known)),
        later=(Later(("ended_on",), whole(gone + 3)),),
    )


def _residences(piece: Piece, dice: Dice, families: Families, family_known: Whole) -> Frame:
    first = piece.council.wards[0]
    count = len(families.ids)
    moves = dice.happens(count, 0.12)
    moved_on = whole(family_known + dice.draw(spread((0, 30), (1, 1200)), count))
    to = dice.draw(weighted([1] * 12), count)
    moves &= to != families.ward
    known_move = whole(moved_on + dice.draw(spread((0, 0), (1, 40)), count))
    ids = np.concatenate([families.ids, families.ids[moves]])
    ward = np.concatenate([families.ward, to[moves]])
    start = np.concatenate([family_known - 700, moved_on[moves]])
    ends = np.concatenate([where(moves, moved_on), absent(int(moves.sum()))])
    end_known = np.concatenate([known_move, np.zeros(int(moves.sum()), dtype=np.int32)])
    return frame(
        "residence",
        {
            "family_id": named("family", whole(ids)),
            "area_id": piece.council.column(whole(first + ward)),
            "started_on": days(whole(start)),
            "ended_on": days(whole(ends)),
        },
        whole(np.concatenate([family_known, known_move[moves]])),
        later=(Later(("ended_on",), whole(end_known)),),
    )


def merged_people(piece: Piece, families: Families, child_known: Whole) -> Frame:
    """Give children whom the system held twice for a while: the old identifier and the new."""
    dice = piece.dice(3)
    twice = np.flatnonzero((child_known >= 0) & dice.happens(len(child_known), 0.004))
    count = len(twice)
    old = piece.numbering.next("person", count)
    on = whole(child_known[twice] + dice.draw(spread((0, 5), (1, 300)), count))
    return frame(
        "merged_identifier",
        {
            "identifies": same(count, "merged_identifier", "identifies", "person"),
            "old_id": named("person", old),
            "new_id": named("person", families.child_ids[twice]),
            "merged_on": days(on),
        },
        on,
    )
