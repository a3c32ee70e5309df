"""What children known to the council do besides: centres, groups, learning, justice."""

from typing import Final

import numpy as np

from headway.synthetic.cells import codes, days, numbers
from headway.synthetic.council import JUSTICE_TEAM
from headway.synthetic.dice import Mask, Whole, spread, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.piece import YEAR, Piece, absent, frame, named, spans, where, whole
from headway.synthetic.tiers import Episodes, basis, episode_frame, reason
from headway.synthetic.words import drawn, place_of, words_of


def life(piece: Piece, families: Families, child_known: Whole) -> tuple[Frame, ...]:
    """Give registrations, attendance, participation and youth justice of the children known."""
    return (
        *_registrations(piece, families, child_known),
        _participation(piece, families, child_known),
        *_justice(piece, families, child_known),
    )


# Kind of registration: from which age to which (years), and the share of the children.
_KINDS: Final = (
    ("childrens_centre", 0, 5, 0.8),
    ("two_year_old_place", 2, 3, 0.9),
    ("young_carers", 7, 17, 0.04),
    ("youth_service", 11, 18, 0.14),
    ("crime_prevention", 10, 17, 0.03),
)


def _registrations(piece: Piece, families: Families, child_known: Whole) -> tuple[Frame, Frame]:
    dice = piece.dice(80)
    child, kind, on, until = _who_registers(piece, families, child_known)
    count = len(child)
    words = words_of("registration", "kind")
    first, centres = piece.council.centres
    place = first + families.ward[families.child_family[child]] // 2 % centres
    at_centre = np.isin(kind, [words.index("childrens_centre"), words.index("two_year_old_place")])
    known = piece.recorded(dice, on, child_known[child])
    left = whole(on + dice.draw(spread((0, 30), (0.6, 400), (1, 1500)), count))
    left = whole(np.minimum(left, np.maximum(until, on)))
    left_known = piece.recorded(dice, left, known)
    outcome = drawn(dice, count, "registration", "outcome", {"completed": 0.5, "left": 0.5})
    diverted = drawn(
        dice, count, "registration", "outcome", {"diverted": 0.84, "not_diverted": 0.16}
    )
    prevention = kind == words.index("crime_prevention")
    row = frame(
        "registration",
        {
            "registration_id": named("registration", piece.numbering.next("registration", count)),
            "person_id": named("person", families.child_ids[child]),
            "family_id": named("family", families.ids[families.child_family[child]]),
            "kind": codes(kind, words),
            "place_id": piece.council.column(where(at_centre, whole(place))),
            "started_on": days(on),
            "ended_on": days(left),
            "outcome": outcome.with_values(
                whole(np.where(prevention, diverted.values, outcome.values))
            ),
        },
        known,
        later=(Later(("ended_on", "outcome"), left_known),),
    )
    return row, _attendance(piece, families, child, on, left, known)


def _who_registers(
    piece: Piece, families: Families, child_known: Whole
) -> tuple[Whole, Whole, Whole, Whole]:
    dice = piece.dice(81)
    known = np.flatnonzero(child_known >= 0)
    born = families.child_born[known]
    parts: list[tuple[Whole, Whole, Whole, Whole]] = []
    words = words_of("registration", "kind")
    for name, youngest, oldest, share in _KINDS:
        first = np.maximum(born + youngest * YEAR, piece.start)
        last = np.minimum(born + oldest * YEAR, piece.end)
        takes = (last > first) & dice.happens(len(known), share)
        on = first + dice.below(whole(np.maximum(last - first, 1)), len(known))
        chosen = np.flatnonzero(takes)
        parts.append((
            whole(known[chosen]), whole(np.full(len(chosen), words.index(name))),
            whole(on[chosen]), whole(born[chosen] + oldest * YEAR),
        ))  # fmt: skip
    child, kind, on, until = (
        whole(np.concatenate([part[number] for part in parts])) for number in range(4)
    )
    return child, kind, on, until


def _attendance(
    piece: Piece, families: Families, child: Whole, on: Whole, left: Whole, known: Whole
) -> Frame:
    """Give the sessions that registered children came to by name, each session once a child."""
    dice = piece.dice(82)
    sessions = piece.council.sessions
    times = dice.draw(weighted([30, 20, 20, 15, 10, 5]), len(child))
    row, _ = spans(times)
    low = np.searchsorted(sessions, on)
    high = np.searchsorted(sessions, np.minimum(left, piece.end))
    width = whole((high - low)[row])
    session = low[row] + dice.below(width, len(row))
    here = (width > 0) & piece.council.delivered[np.minimum(session, len(sessions) - 1)]
    pairs = np.unique(np.stack([child[row][here], session[here]], axis=1), axis=0)
    came, met = pairs[:, 0], pairs[:, 1]
    count = len(came)
    child_known = np.zeros(len(families.child_ids), dtype=np.int32)
    child_known[child] = known
    first_known = np.maximum(piece.council.sessions_known[met], child_known[came])
    return frame(
        "group_attendance",
        {
            "attendance_id": named(
                "group_attendance", piece.numbering.next("group_attendance", count)
            ),
            "session_id": named("group_session", whole(met + 1)),
            "person_id": named("person", families.child_ids[came]),
            "family_id": named("family", families.ids[families.child_family[came]]),
            "headcount": numbers(absent(count)),
        },
        whole(first_known),
    )


def _participation(piece: Piece, families: Families, child_known: Whole) -> Frame:
    """Give what the sixteen- and seventeen-year-olds do, every quarter."""
    dice = piece.dice(83)
    known = np.flatnonzero(child_known >= 0)
    born = families.child_born[known]
    row, nth = spans(whole(np.full(len(known), 8)))
    on = whole(born[row] + 16 * YEAR + 45 + nth * 90)
    here = (on >= piece.start) & (on < piece.end)
    row, on = row[here], on[here]
    count = len(row)
    weights = {
        "education": 0.74, "employment": 0.05, "training": 0.07, "neet": 0.1, "not_known": 0.04,
    }  # fmt: skip
    child = known[row]
    return frame(
        "participation_status",
        {
            "person_id": named("person", families.child_ids[child]),
            "known_on": days(on),
            "status": drawn(dice, count, "participation_status", "status", weights),
            "episode_id": named("tier_episode", absent(count)),
            "team_id": piece.council.column(absent(count)),
        },
        piece.recorded(dice, on, child_known[child]),
    )


def _justice(piece: Piece, families: Families, child_known: Whole) -> tuple[Frame, Frame]:
    dice = piece.dice(84)
    known = np.flatnonzero(child_known >= 0)
    born = families.child_born[known]
    first = np.maximum(born + 11 * YEAR, piece.start)
    last = np.minimum(born + 18 * YEAR - 1, piece.end)
    can = last > first
    times = np.where(
        can & dice.happens(len(known), 0.035), dice.draw(weighted([0, 70, 20, 10]), len(known)), 0
    )
    row, _ = spans(whole(times))
    count = len(row)
    on = whole(first[row] + dice.below(whole(np.maximum(last - first, 1)[row]), count))
    kinds = {
        "community_resolution": 0.3, "diversion": 0.18, "caution": 0.16,
        "conditional_caution": 0.06, "sentence": 0.2, "no_further_action": 0.1,
    }  # fmt: skip
    kind = drawn(dice, count, "youth_justice_outcome", "kind", kinds)
    child = known[row]
    recorded = piece.recorded(dice, on, child_known[child])
    team = whole(np.full(count, piece.council.place(JUSTICE_TEAM)))
    outcome = frame(
        "youth_justice_outcome",
        {
            "outcome_id": named(
                "youth_justice_outcome", piece.numbering.next("youth_justice_outcome", count)
            ),
            "person_id": named("person", families.child_ids[child]),
            "outcome_on": days(on),
            "kind": kind,
            "team_id": piece.council.column(team),
        },
        recorded,
    )
    sentenced = kind.values == place_of("youth_justice_outcome", "kind", "sentence")
    return outcome, _orders(piece, families, sentenced, whole(child), on, recorded, team)


def _orders(
    piece: Piece,
    families: Families,
    sentenced: Mask,
    child: Whole,
    on: Whole,
    known: Whole,
    team: Whole,
) -> Frame:
    """Give the episodes with the youth justice service that follow a sentence."""
    dice = piece.dice(85)
    rows = np.flatnonzero(sentenced)
    count = len(rows)
    ended = whole(on[rows] + dice.draw(spread((0, 80), (0.7, 365), (1, 540)), count))
    order = Episodes(
        "youth_offending", child[rows], on[rows], ended, known[rows],
        piece.recorded(dice, ended, known[rows]), team[rows],
        whole(np.full(count, reason("other"))),
        whole(np.full(count, basis("youth_justice_order"))), absent(count), absent(count),
        absent(count), piece.numbering.next("tier_episode", count),
    )  # fmt: skip
    return episode_frame(piece, families, order)
