"""Work with families in early help: consent, visits, reviews, readings, tools and programmes."""

from typing import Final

import numpy as np

from headway.synthetic.cells import Cells, days, flags, numbers, tenths
from headway.synthetic.consent import consents, engagement
from headway.synthetic.dice import Dice, Mask, Whole, spread, weighted
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.front_door import FrontDoor
from headway.synthetic.journeys import Journeys
from headway.synthetic.piece import Piece, absent, frame, named, spans, where, whole
from headway.synthetic.plans import Plans
from headway.synthetic.repeating import turns
from headway.synthetic.words import drawn, place_of, same, texts


def plan_work(
    piece: Piece, families: Families, found: Journeys, door: FrontDoor, plans: Plans
) -> tuple[Frame, ...]:
    """Give everything that is done while families are assessed and helped."""
    return (
        *consents(piece, families, found, door, plans),
        engagement(piece, families, found, door, plans),
        _first_visits(piece, families, found, door),
        _visits(piece, plans),
        _reviews(piece, plans),
        _readings(piece, plans),
        _screenings(piece, families, plans),
        _tools(piece, plans),
        _interventions(piece, plans),
    )


def _team_on(piece: Piece, plans: Plans, row: Whole, on: Whole) -> Cells:
    """Give the team of a plan on a day, the merger counted but not its transfers."""
    return piece.council.column(piece.team_on(plans.team[row], on))


_SETTINGS: Final = {"home": 0.66, "school": 0.16, "centre": 0.06, "remote": 0.08, "other": 0.04}


def _contact_frame(
    piece: Piece,
    dice: Dice,
    *,
    person: Whole,
    family: Whole,
    plan: Whole,
    worker: Whole,
    team: Whole,
    due: Whole,
    held: Whole,
    led: Mask,
    seen: Mask,
    known: Whole,
) -> Frame:
    count = len(held)
    made = held >= 0
    setting = drawn(dice, count, "direct_contact", "setting", _SETTINGS)
    at_school = setting.values == place_of("direct_contact", "setting", "school")
    first, schools = piece.council.schools
    return frame(
        "direct_contact",
        {
            "direct_contact_id": named(
                "direct_contact", piece.numbering.next("direct_contact", count)
            ),
            "kind": same(count, "direct_contact", "kind", "individual"),
            "purpose": same(count, "direct_contact", "purpose", "early_help"),
            "person_id": named("person", person),
            "family_id": named("family", family),
            "plan_id": named("plan", plan),
            "worker_id": named("worker", worker),
            "team_id": piece.council.column(team),
            "due_on": days(due),
            "held_on": days(held),
            "with_lead_professional": flags(led, made & dice.happens(count, 0.97)),
            "child_seen": flags(seen, made),
            "seen_alone": flags(dice.happens(count, 0.45), made & seen),
            "setting": setting,
            "place_id": piece.council.column(
                where(at_school, whole(first + dice.below(schools, count)))
            ),
            "session_id": named("group_session", absent(count)),
            "headcount": numbers(absent(count)),
        },
        known,
    )


def _first_visits(piece: Piece, families: Families, found: Journeys, door: FrontDoor) -> Frame:
    """Give the first visits after early help was asked for, child by child."""
    dice = piece.dice(62)
    early = found.early_help
    row, child = found.children.of(early.call)
    after = dice.draw(spread((0, 0), (0.3, 5), (0.72, 15), (0.9, 28), (1, 60)), len(early.call))
    on = whole(early.requested + after)
    visited = (early.given_up < 0) | (on < early.given_up)
    keep = visited[row] & dice.happens(len(row), 0.93)
    row, child = row[keep], child[keep]
    family = found.calls.family[early.call[row]]
    team = piece.team_on(families.team[family], on[row])
    known = piece.recorded(dice, on, door.assessment_known)[row]
    return _contact_frame(
        piece, dice, person=families.child_ids[child], family=families.ids[family],
        plan=absent(len(row)), worker=piece.worker_of(dice, team), team=team,
        due=whole(early.requested[row] + 15), held=on[row],
        led=dice.happens(len(row), 0.5), seen=dice.happens(len(row), 0.9), known=known,
    )  # fmt: skip


def _visits(piece: Piece, plans: Plans) -> Frame:
    dice = piece.dice(63)
    course = plans.course
    made = turns(piece, dice, course.opened, course.closed, plans.known, first=8, then=17, kept=0.9)
    count = len(made.row)
    on = np.maximum(made.held, made.due)
    return _contact_frame(
        piece, dice, person=absent(count), family=plans.family_ids[made.row],
        plan=plans.ids[made.row], worker=plans.worker[made.row],
        team=piece.team_on(plans.team[made.row], on), due=made.due, held=made.held,
        led=dice.happens(count, 0.86), seen=dice.happens(count, 0.72), known=made.known,
    )  # fmt: skip


def _reviews(piece: Piece, plans: Plans) -> Frame:
    dice = piece.dice(64)
    course = plans.course
    made = turns(
        piece, dice, course.opened, course.closed, plans.known, first=42, then=84, kept=0.86,
        timely=spread((0, -14), (0.4, -1), (0.7, 0), (0.92, 20), (1, 60)),
    )  # fmt: skip
    count = len(made.row)
    held = made.held >= 0
    return frame(
        "family_review",
        {
            "review_id": named("family_review", piece.numbering.next("family_review", count)),
            "plan_id": named("plan", plans.ids[made.row]),
            "due_on": days(made.due),
            "held_on": days(made.held),
            "family_took_part": flags(dice.happens(count, 0.9), held),
            "child_took_part": flags(dice.happens(count, 0.45), held & dice.happens(count, 0.9)),
            "team_id": _team_on(piece, plans, made.row, np.maximum(made.due, made.held)),
        },
        made.known,
    )


READING_AREAS: Final = (
    "Home and routine", "Being safe", "Friends and school", "Parents' wellbeing", "Money and work",
)  # fmt: skip
INSTRUMENT: Final = "family_web"


def _readings(piece: Piece, plans: Plans) -> Frame:
    """Give readings of an instrument from 1 to 10: at the start, on the way and at the end."""
    dice = piece.dice(65)
    course = plans.course
    used = dice.happens(len(plans.ids), 0.68)
    length = course.closed - course.opened
    times = np.where(used, 1 + (length > 60) + (length > 180), 0)
    plan, nth = spans(whole(times))
    wide = length[plan] * nth // np.maximum(times[plan], 1)
    on = whole(course.opened[plan] + np.minimum(7 + wide, np.maximum(length[plan] - 1, 0)))
    keep = (on < piece.end) & dice.happens(len(on), 0.85)
    plan, nth, on = plan[keep], nth[keep], on[keep]
    known = piece.recorded(dice, on, plans.known[plan])
    areas = len(READING_AREAS)
    row = np.repeat(np.arange(len(plan)), areas)
    area = whole(np.tile(np.arange(areas), len(plan)))
    start = dice.draw(spread((0, 1), (0.5, 4), (1, 8)), len(plans.ids) * areas)
    base = start[plan[row] * areas + area]
    met = plans.course.reason.values == place_of("plan", "closing_reason", "needs_met")
    gain = dice.draw(spread((0, -1), (0.3, 0), (0.7, 1), (1, 4)), len(row))
    moved = np.where(nth[row] > 0, gain + np.where(met[plan[row]], nth[row], 0), 0)
    score = np.clip(base + moved, 1, 10) * 10
    count = len(row)
    return frame(
        "distance_reading",
        {
            "reading_id": named(
                "distance_reading", piece.numbering.next("distance_reading", count)
            ),
            "person_id": named("person", absent(count)),
            "family_id": named("family", plans.family_ids[plan[row]]),
            "plan_id": named("plan", plans.ids[plan[row]]),
            "instrument": texts(whole(np.zeros(count)), (INSTRUMENT,)),
            "area": texts(area, READING_AREAS),
            "score": tenths(whole(score)),
            "read_on": days(on[row]),
            "scored_by": drawn(
                dice, count, "distance_reading", "scored_by",
                {"together": 0.6, "family": 0.25, "worker": 0.15},
            ),
            "team_id": _team_on(piece, plans, plan[row], on[row]),
        },
        known[row],
    )  # fmt: skip


def _screenings(piece: Piece, families: Families, plans: Plans) -> Frame:
    """Give screenings of children in plans, of the older ones for exploitation above all."""
    dice = piece.dice(66)
    age = plans.course.opened[plans.child_row] - families.child_born[plans.child]
    share = np.where(age > 10 * 365, 0.4, 0.12)
    keep = np.flatnonzero(dice.happens(len(age), share))
    row, child = plans.child_row[keep], plans.child[keep]
    count = len(row)
    length = np.maximum(plans.course.closed - plans.course.opened, 1)[row]
    on = whole(plans.course.opened[row] + dice.below(whole(np.minimum(length, 60)), count))
    older = age[keep] > 10 * 365
    old = drawn(
        dice, count, "screening", "kind",
        {"exploitation": 0.3, "sexual_exploitation": 0.25, "criminal_exploitation": 0.25,
         "young_carer": 0.1, "domestic_abuse": 0.07, "radicalisation": 0.03},
    )  # fmt: skip
    young = drawn(
        dice, count, "screening", "kind", {"domestic_abuse": 0.4, "neglect": 0.35, "speech": 0.25}
    )
    return frame(
        "screening",
        {
            "screening_id": named("screening", piece.numbering.next("screening", count)),
            "person_id": named("person", families.child_ids[child]),
            "plan_id": named("plan", plans.ids[row]),
            "kind": old.with_values(whole(np.where(older, old.values, young.values))),
            "screened_on": days(on),
            "risk": drawn(
                dice, count, "screening", "risk",
                {"none": 0.5, "low": 0.28, "medium": 0.12, "high": 0.05, "": 0.05},
            ),
            "team_id": _team_on(piece, plans, row, on),
        },
        piece.recorded(dice, on, plans.known[row]),
    )  # fmt: skip


def _some_days(
    piece: Piece, dice: Dice, plans: Plans, weights: list[int]
) -> tuple[Whole, Whole, Whole]:
    """Give a few days in the life of each plan: the plan, the day, and when it was known."""
    row, _ = spans(dice.draw(weighted(weights), len(plans.ids)))
    length = np.maximum(plans.course.closed - plans.course.opened, 1)[row]
    on = whole(plans.course.opened[row] + dice.below(whole(length), len(row)))
    return row, on, piece.recorded(dice, on, plans.known[row])


OTHER_TOOLS: Final = ("Wishes and feelings", "Three houses")


def _tools(piece: Piece, plans: Plans) -> Frame:
    dice = piece.dice(67)
    row, on, known = _some_days(piece, dice, plans, [10, 25, 35, 30])
    count = len(row)
    weights = {
        "genogram": 0.45, "chronology": 0.22, "direct_work": 0.1, "ecomap": 0.08,
        "safety_plan": 0.08, "network_meeting": 0.03, "other": 0.04,
    }  # fmt: skip
    tool = drawn(dice, count, "tool_use", "tool", weights)
    other = tool.values == place_of("tool_use", "tool", "other")
    name = where(other, dice.draw(weighted([1, 1]), count))
    return frame(
        "tool_use",
        {
            "tool_use_id": named("tool_use", piece.numbering.next("tool_use", count)),
            "plan_id": named("plan", plans.ids[row]),
            "tool": tool,
            "other_tool": texts(name, OTHER_TOOLS),
            "used_on": days(on),
            "team_id": _team_on(piece, plans, row, on),
        },
        known,
    )


INTERVENTIONS: Final = (
    "Parenting course", "Systemic therapy", "Mentoring", "Emotional wellbeing", "Debt advice",
)  # fmt: skip


def _interventions(piece: Piece, plans: Plans) -> Frame:
    dice = piece.dice(68)
    row, on, known = _some_days(piece, dice, plans, [60, 30, 10])
    count = len(row)
    end = whole(on + dice.draw(spread((0, 14), (0.6, 70), (1, 200)), count))
    end_known = piece.recorded(dice, end, known)
    provider = piece.council.agencies[0] + dice.below(piece.council.agencies[1], count)
    return frame(
        "intervention",
        {
            "intervention_id": named("intervention", piece.numbering.next("intervention", count)),
            "person_id": named("person", absent(count)),
            "family_id": named("family", plans.family_ids[row]),
            "plan_id": named("plan", plans.ids[row]),
            "kind": texts(dice.draw(weighted([4, 1, 3, 1, 2]), count), INTERVENTIONS),
            "provider_id": piece.council.column(
                where(dice.happens(count, 0.6), whole(provider))
            ),
            "team_id": _team_on(piece, plans, row, on),
            "started_on": days(on),
            "ended_on": days(end),
            "outcome": drawn(
                dice, count, "intervention", "outcome",
                {"completed": 0.62, "partly": 0.2, "not_completed": 0.18},
            ),
        },
        known,
        later=(Later(("ended_on", "outcome"), end_known),),
    )  # fmt: skip
