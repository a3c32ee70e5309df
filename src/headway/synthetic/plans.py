"""Plans with families: opened, passed between teams, closed; their people, needs and leads."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, codes, days
from headway.synthetic.council import INTO, MERGED, TEAMS
from headway.synthetic.courses import Course
from headway.synthetic.dice import Dice, Mask, Whole, spread, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.front_door import FrontDoor
from headway.synthetic.journeys import Journeys
from headway.synthetic.piece import Piece, absent, frame, named, spans, where, whole
from headway.synthetic.words import drawn, either, place_of, same, set_where, words_of


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of plans with one team each; ``ended`` and ``end_known`` as for the plan."""

    plan: Whole
    team: Whole
    started: Whole
    ended: Whole
    known: Whole
    end_known: Whole


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans written down, for what belongs to them."""

    course: Course
    ids: Whole
    family_ids: Whole
    team: Whole
    known: Whole
    closed_known: Whole
    child_row: Whole
    child: Whole
    worker: Whole
    need: Whole
    stretches: Stretches


def plan_frames(
    piece: Piece,
    families: Families,
    found: Journeys,
    door: FrontDoor,
    course: Course,
    told_up: Mask,
    after_known: Whole,
) -> tuple[Plans, tuple[Frame, ...]]:
    """Give the plans and what belongs to them.

    ``told_up`` says of each plan that stepped up whether its own reason says so; ``after_known``
    is the earliest day a plan can have been written down.
    """
    dice = piece.dice(32)
    count = len(course.call)
    ids = piece.numbering.next("plan", count)
    known = piece.recorded(dice, course.opened, after_known)
    carries_on = course.continues >= 0
    known = whole(np.where(carries_on, np.maximum(known, known[course.continues]), known))
    closed_known = piece.recorded(dice, course.closed, known)
    family = found.calls.family[course.call]
    second = families.second[family]
    other_home = (second >= 0) & dice.happens(count, 0.35)
    family_ids = whole(np.where(other_home, second, families.ids[family]))
    team = _first_teams(piece, dice, families.team[family], course)
    silent = course.stepped_up & ~told_up
    reason = set_where(course.reason, silent, "plan", "closing_reason", "other")
    assessment = np.append(door.assessment_ids, -1)[course.after]
    partner = np.append(found.early_help.partner, False)[course.after]
    council = piece.council
    need = door.call_need.values[course.call]
    plan = frame(
        "plan",
        {
            "plan_id": named("plan", ids),
            "family_id": named("family", family_ids),
            "assessment_id": named("assessment", whole(assessment)),
            "continues_plan_id": named("plan", where(carries_on, ids[course.continues])),
            "service": either(partner, "plan", "service", "partner", "early_help"),
            "legal_basis": same(count, "plan", "legal_basis", "early_help"),
            "need": codes(need, words_of("plan", "need")),
            "opened_on": days(course.opened),
            "closed_on": days(course.closed),
            "closing_reason": reason,
            "outcomes_met": _outcomes(dice, reason),
            "lead_organisation_id": council.column(
                where(partner, council.schools[0] + dice.below(council.schools[1], count))
            ),
            "team_id": council.column(team),
        },
        known,
        later=(Later(("closed_on", "closing_reason", "outcomes_met"), closed_known),),
    )
    child_row, child = found.children.of(course.call)
    worker = piece.worker_of(dice, team)
    stretches = _stretches(piece, piece.dice(34), course, team, known, closed_known)
    plans = Plans(
        course,
        ids,
        family_ids,
        team,
        known,
        closed_known,
        child_row,
        child,
        worker,
        need,
        stretches,
    )
    return plans, (
        plan,
        _subjects(piece, families, found, plans, family),
        *_teams_and_leads(piece, plans),
        _needs(piece, plans),
    )


def _outcomes(dice: Dice, reason: Cells) -> Cells:
    """Draw whether outcomes were met: mostly all for needs met, mostly none for the others."""
    count = len(reason.values)
    well = drawn(
        dice, count, "plan", "outcomes_met", {"all": 0.66, "some": 0.27, "none": 0.03, "": 0.04}
    )
    ill = drawn(
        dice, count, "plan", "outcomes_met", {"all": 0.03, "some": 0.35, "none": 0.54, "": 0.08}
    )
    met = [place_of("plan", "closing_reason", word) for word in ("needs_met", "universal")]
    return well.with_values(
        np.where(np.isin(reason.values, met), well.values, ill.values).astype(np.int32)
    )


def _subjects(
    piece: Piece, families: Families, found: Journeys, plans: Plans, family: Whole
) -> Frame:
    """Give whom the plans are for; a few join later or leave earlier."""
    dice = piece.dice(33)
    adults = np.where(dice.happens(len(family), 0.75), families.adults[family], 0)
    adult_row, order = spans(whole(adults))
    adult = families.first_adult[family[adult_row]] + order
    row = np.concatenate([plans.child_row, adult_row])
    person = np.concatenate([families.child_ids[plans.child], families.adult_ids[adult]])
    count = len(row)
    course = plans.course
    long_enough = course.closed[row] - course.opened[row] > 60
    joins = long_enough & dice.happens(count, 0.02)
    leaves = long_enough & (joins | dice.happens(count, 0.02)) & dice.happens(count, 0.8)
    started = where(joins | leaves, whole(course.opened[row] + np.where(joins, 20, 0)))
    left = whole(course.opened[row] + 45)
    known = whole(np.maximum(plans.known[row], started))
    return frame(
        "plan_subject",
        {
            "plan_id": named("plan", plans.ids[row]),
            "person_id": named("person", whole(person)),
            "role": either(
                np.arange(count) < len(plans.child_row), "plan_subject", "role", "child", "adult"
            ),
            "started_on": days(started),
            "ended_on": days(where(leaves, left)),
        },
        known,
        later=(Later(("ended_on",), whole(np.maximum(known, left + 2))),),
    )


def _teams_and_leads(piece: Piece, plans: Plans) -> tuple[Frame, Frame]:
    stretches = plans.stretches
    teams = frame(
        "plan_team",
        {
            "plan_id": named("plan", plans.ids[stretches.plan]),
            "team_id": piece.council.column(stretches.team),
            "started_on": days(stretches.started),
            "ended_on": days(stretches.ended),
        },
        stretches.known,
        later=(Later(("ended_on",), stretches.end_known),),
    )
    return teams, _leads(piece, piece.dice(37), plans, stretches)


def _first_teams(piece: Piece, dice: Dice, team: Whole, course: Course) -> Whole:
    """Give the team that opens each plan; one that carries another on is another team's."""
    first = piece.council.place(TEAMS[0][0])
    other = first + (team - first + 1 + dice.below(len(TEAMS) - 2, len(team))) % len(TEAMS)
    chosen = np.where(course.continues >= 0, other, team)
    return piece.team_on(whole(chosen), course.opened)


def _stretches(
    piece: Piece, dice: Dice, course: Course, team: Whole, known: Whole, closed_known: Whole
) -> Stretches:
    """Give which team held each plan when: transfers, and the merger."""
    passed = _transferred(piece, dice, course, team, known, closed_known)
    return _merged(piece, passed)


def _transferred(
    piece: Piece, dice: Dice, course: Course, team: Whole, plan_known: Whole, closed_known: Whole
) -> Stretches:
    """Cut the plans that one team passed to another."""
    count = len(course.call)
    length = course.closed - course.opened
    passes = dice.happens(count, piece.dials.transfers) & (length > 10)
    on = whole(course.opened + 3 + dice.below(whole(np.maximum(length - 6, 1)), count))
    to = piece.council.place(TEAMS[0][0]) + dice.below(len(TEAMS), count)
    to = piece.team_on(whole(to), on)
    passes &= to != piece.team_on(team, on)
    known = whole(np.maximum(piece.recorded(dice, on), plan_known))
    which = np.flatnonzero(passes)
    return Stretches(
        whole(np.concatenate([np.arange(count), which])),
        whole(np.concatenate([team, to[which]])),
        whole(np.concatenate([course.opened, on[which]])),
        whole(np.concatenate([np.where(passes, on, course.closed), course.closed[which]])),
        whole(np.concatenate([plan_known, known[which]])),
        whole(np.concatenate([np.where(passes, known, closed_known),
                              np.maximum(closed_known, known)[which]])),
    )  # fmt: skip


def _merged(piece: Piece, found: Stretches) -> Stretches:
    """Cut the stretches of the team that became part of another, on the day it did."""
    day = piece.council.merged_on
    old = piece.council.place(TEAMS[MERGED][0])
    cut = (found.team == old) & (found.started < day) & (found.ended > day)
    which = np.flatnonzero(cut)
    new = piece.council.place(TEAMS[INTO][0])
    count = len(which)
    known = np.maximum(found.known[which], day)
    return Stretches(
        whole(np.concatenate([found.plan, found.plan[which]])),
        whole(np.concatenate([found.team, np.full(count, new)])),
        whole(np.concatenate([found.started, np.full(count, day)])),
        whole(np.concatenate([np.where(cut, day, found.ended), found.ended[which]])),
        whole(np.concatenate([found.known, known])),
        whole(np.concatenate([np.where(cut, np.maximum(found.known, day), found.end_known),
                              np.maximum(found.end_known[which], known)])),
    )  # fmt: skip


def _leads(piece: Piece, dice: Dice, plans: Plans, stretches: Stretches) -> Frame:
    """Give the lead practitioner of each stretch; some plans are allocated late or never."""
    team = stretches.team
    count = len(team)
    worker = np.where(
        stretches.started == plans.course.opened[stretches.plan],
        plans.worker[stretches.plan],
        piece.worker_of(dice, team),
    )
    waits = dice.draw(spread((0, 0), (0.7, 0), (0.95, 9), (1, 40)), count)
    started = stretches.started + waits
    has = (started < stretches.ended) & dice.happens(count, 0.97)
    row = np.flatnonzero(has)
    known = np.maximum(stretches.known, started)[row]
    return frame(
        "lead_practitioner",
        {
            "lead_id": named(
                "lead_practitioner", piece.numbering.next("lead_practitioner", len(row))
            ),
            "plan_id": named("plan", plans.ids[stretches.plan[row]]),
            "episode_id": named("tier_episode", absent(len(row))),
            "worker_id": named("worker", whole(worker[row])),
            "started_on": days(whole(started[row])),
            "ended_on": days(stretches.ended[row]),
        },
        whole(known),
        later=(Later(("ended_on",), whole(np.maximum(stretches.end_known[row], known))),),
    )


AREAS: Final = {
    "education": 0.2, "early_years": 0.06, "health": 0.18, "substance_use": 0.06,
    "relationships": 0.2, "exploitation": 0.03, "crime": 0.05, "domestic_abuse": 0.1,
    "housing": 0.06, "money": 0.05, "other": 0.01,
}  # fmt: skip


def _needs(piece: Piece, plans: Plans) -> Frame:
    dice = piece.dice(35)
    each = dice.draw(weighted([0, 3, 4, 2, 1]), len(plans.ids))
    row, _ = spans(each)
    count = len(row)
    course = plans.course
    outcome = drawn(
        dice, count, "plan_need", "outcome", {"met": 0.6, "partly": 0.2, "not_met": 0.2}
    )
    met = outcome.values == place_of("plan_need", "outcome", "met")
    length = course.closed[row] - course.opened[row]
    met_on = course.opened[row] + dice.below(whole(length + 1), count)
    return frame(
        "plan_need",
        {
            "need_id": named("plan_need", piece.numbering.next("plan_need", count)),
            "plan_id": named("plan", plans.ids[row]),
            "person_id": named("person", absent(count)),
            "area": drawn(dice, count, "plan_need", "area", AREAS),
            "identified_on": days(course.opened[row]),
            "outcome": outcome,
            "met_on": days(where(met, whole(met_on))),
        },
        plans.known[row],
        later=(Later(("outcome", "met_on"), plans.closed_known[row]),),
    )
