"""Groups: sessions held, how many came, and work open to everybody."""

import numpy as np

from headway.synthetic.calendar import ABSENT, Seasons, number_of
from headway.synthetic.cells import codes, days, flags, identifiers, numbers
from headway.synthetic.council import INTO, MERGED, TEAMS, Council
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, spread
from headway.synthetic.frame import Frame, Later
from headway.synthetic.words import drawn, either, same, words_of


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
    told = at_school & council.delivered & dice.happens(count, 0.58)
    later = dice.draw(spread((0, 3), (0.5, 21), (1, 70)), count)
    fed_back = (council.sessions + later).astype(np.int32)
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
            "fed_back_on": days(np.where(told, fed_back, ABSENT).astype(np.int32)),
            "recorded_on": days(council.sessions_known),
        },
        council.sessions_known,
        later=(Later(("fed_back_on",), np.maximum(fed_back, council.sessions_known)),),
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


def session_tables(council: Council, dials: Dials) -> tuple[Frame, ...]:
    """Give group sessions, who came by number, and work open to everybody."""
    start, end = number_of(dials.start), number_of(dials.until) + 1
    return (
        _session_frame(council, dials),
        _headcounts(council, dials),
        _open_groups(council, dials, start, end),
    )
