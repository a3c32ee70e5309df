"""Tables and calculations drawn at random, small enough that odd things happen often."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from headway.domain.calculation import (
    Average,
    Beside,
    Common,
    Condition,
    Count,
    Credit,
    Direction,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Selection,
    Share,
    Statistic,
    Step,
    StillOpen,
    Test,
    Transition,
    Window,
    Within,
)

FIRST = date(2026, 1, 20)
TEAMS = ("T1", "T2", "T3")
PERSONS = ("P1", "P2", "P3", "P4")
TIERS = ("early_help", "child_in_need", "child_protection", "in_care", "youth_offending")
REASONS = ("needs_met", "transfer", "step_up", "opened_in_error")

days = st.integers(0, 150).map(lambda one: FIRST + timedelta(days=one))
maybe_day = st.none() | days
teams = st.sampled_from((None, *TEAMS))
persons = st.sampled_from(PERSONS)


@st.composite
def spans(draw, *, must_start=True):
    start = draw(days if must_start else maybe_day)
    end = draw(maybe_day)
    # Once in a while something ends before it starts, as mistyped dates do.
    is_wrong = draw(st.sampled_from((False, False, False, True)))
    return (start, max(start, end) if start and end and not is_wrong else end)


def numbered(name, row, most=7):
    """Rows with a key of their own."""
    return st.lists(row, max_size=most).map(
        lambda rows: [{name: f"X{place}", **one} for place, one in enumerate(rows)]
    )


@st.composite
def plans(draw):
    start, end = draw(spans())
    return {
        "family_id": draw(st.sampled_from((None, "F1", "F2"))),
        "continues_plan_id": draw(st.sampled_from((None, None, "X0", "X1", "X2"))),
        "service": draw(st.sampled_from((None, "early_help", "family_help"))),
        "opened_on": start,
        "closed_on": end,
        "closing_reason": draw(st.sampled_from((None, *REASONS))) if end else None,
        "outcomes_met": draw(st.sampled_from((None, "all", "some", "none"))) if end else None,
        "team_id": draw(teams),
    }


@st.composite
def responsible(draw, owner):
    start, end = draw(spans())
    return {
        owner: f"X{draw(st.integers(0, 4))}",
        "team_id": draw(st.sampled_from(TEAMS)),
        "started_on": start,
        "ended_on": end,
    }


@st.composite
def episodes(draw):
    start, end = draw(spans())
    return {
        "person_id": draw(persons),
        "tier": draw(st.sampled_from(TIERS)),
        "started_on": start,
        "ended_on": end,
        "end_reason": draw(st.sampled_from((None, "step_up", "step_down", "RC9"))) if end else None,
        "team_id": draw(teams),
    }


@st.composite
def assessments(draw):
    start, end = draw(spans(must_start=False))
    return {
        "kind": draw(st.sampled_from(("early_help", "social_care"))),
        "started_on": start,
        "completed_on": end,
        "team_id": draw(teams),
    }


@st.composite
def memberships(draw):
    grouping = draw(st.sampled_from(("locality", "service")))
    start, end = draw(spans())
    unit = draw(st.sampled_from((*TEAMS, "L1", "L2")))
    above = draw(st.sampled_from(("L1", "L2") if grouping == "locality" else ("S1", "S2")))
    return {
        "unit_id": unit,
        "member_of_id": above,
        "grouping": grouping,
        "started_on": start,
        "ended_on": end,
    }


SUBJECTS = st.fixed_dictionaries({
    "person_id": persons,
    "role": st.sampled_from(("child", "adult")),
})  # fmt: skip
READINGS = st.fixed_dictionaries({
    "plan_id": st.sampled_from((None, "X0", "X1", "X2")),
    "instrument": st.sampled_from(("Star", "SDQ")),
    "area": st.sampled_from(("one", "two")),
    "score": st.integers(0, 5).map(Decimal),
    "read_on": days,
    "team_id": teams,
})  # fmt: skip
CONTACTS = st.fixed_dictionaries({
    "person_id": st.none() | persons,
    "received_on": days,
    "decision": st.sampled_from((None, "early_help", "social_care")),
})  # fmt: skip
REFERRALS = st.fixed_dictionaries({
    "person_id": persons,
    "received_on": days,
    "outcome": st.sampled_from((None, "early_help", "assessment")),
})  # fmt: skip


@st.composite
def drawn_rows(draw):
    """Rows of every table that the drawn calculations ask for."""
    units = [("C", "council"), *((one, "team") for one in TEAMS), ("L1", "locality")]
    units += [("L2", "locality"), ("S1", "service"), ("S2", "service")]
    born = st.none() | st.sampled_from((date(2005, 2, 1), date(2008, 4, 1), date(2026, 9, 1)))
    stages = st.sampled_from((None, "child", "adult", "unborn"))
    made_subjects = draw(st.lists(SUBJECTS, max_size=8))
    plan_subjects, seen = [], set()
    for one in made_subjects:
        plan = f"X{draw(st.integers(0, 4))}"
        if (plan, one["person_id"]) not in seen:
            seen.add((plan, one["person_id"]))
            start, end = draw(spans(must_start=False))
            plan_subjects.append({"plan_id": plan, **one, "started_on": start, "ended_on": end})
    merged = draw(st.booleans())
    return {
        "organisation_unit": [{"unit_id": one, "name": one, "kind": kind} for one, kind in units],
        "unit_membership": draw(st.lists(memberships(), max_size=6)),
        "person": [
            {"person_id": one, "stage_of_life": draw(stages), "month_of_birth": draw(born)}
            for one in PERSONS
        ],
        "merged_identifier": [{"identifies": "person", "old_id": "P4", "new_id": "P1"}][:merged],
        "plan": draw(numbered("plan_id", plans())),
        "plan_team": draw(st.lists(responsible("plan_id"), max_size=6)),
        "plan_subject": plan_subjects,
        "assessment": draw(numbered("assessment_id", assessments())),
        "tier_episode": draw(numbered("episode_id", episodes())),
        "episode_team": draw(st.lists(responsible("episode_id"), max_size=5)),
        "contact": draw(numbered("contact_id", CONTACTS, 4)),
        "social_care_referral": draw(numbered("referral_id", REFERRALS, 4)),
        "distance_reading": draw(numbered("reading_id", READINGS, 10)),
    }


whose = st.sampled_from((Credit.OWN, Credit.ON_THE_DAY, Credit.DAY_BEFORE, Credit.NOBODY))
windows = st.builds(Window, st.integers(1, 3), st.just(Step.MONTHS)) | st.builds(
    Window, st.integers(1, 60), st.just(Step.DAYS)
)
PLAN_CONDITIONS = st.sampled_from((
    Condition("service", Test.IS, ("early_help",)),
    Condition("service", Test.IS_NOT, ("early_help",)),
    Condition("service", Test.IS_NOT, ("early_help",), or_missing=True),
    Condition("closing_reason", Test.IS_NONE_OF, ("transfer", "opened_in_error")),
    Condition("closing_reason", Test.IS_NONE_OF, ("transfer",), or_missing=True),
    Condition("outcomes_met", Test.IS_ANY_OF, ("all", "some")),
    Condition("continues_plan_id", Test.IS_MISSING),
    Condition("family_id", Test.IS_KNOWN),
    Condition("opened_on", Test.AT_LEAST, (date(2026, 3, 1),)),
    Condition("opened_on", Test.AT_MOST, (date(2026, 3, 31),)),
    Within("closed_on", "opened_on", Window(10, Step.WORKING_DAYS)),
    Within("closed_on", "first_opened_on", Window(1, Step.MONTHS)),
    Within("closed_on", "opened_on", Window(30, Step.DAYS)),
))  # fmt: skip
SUBJECT_CONDITIONS = st.sampled_from((
    Condition("role", Test.IS, ("child",)),
    Condition("person.age", Test.AT_MOST, (17,)),
    Condition("person.age", Test.AT_LEAST, (18,), or_missing=True),
    Condition("person.is_child", Test.IS, (True,)),
    Condition("person.is_child", Test.IS_MISSING),
    Condition("plan.service", Test.IS, ("early_help",)),
))  # fmt: skip
plan_where = st.lists(PLAN_CONDITIONS, max_size=2).map(tuple)
subject_where = st.lists(SUBJECT_CONDITIONS, max_size=2).map(tuple)


@st.composite
def counts(draw):
    if draw(st.booleans()):
        each = draw(st.sampled_from(("", "family_id")))
        return Count(
            common=Common(credit=draw(whose), breakdowns=("service",)),
            selection=Selection("plan", draw(plan_where)),
            when=draw(st.sampled_from(("opened_on", "closed_on"))),
            each=each,
            only_the_first=bool(each) and draw(st.booleans()),
        )
    return Count(
        common=Common("plan.team_id", draw(whose), breakdowns=("person.age_band",)),
        selection=Selection("plan_subject", draw(subject_where)),
        when=draw(st.sampled_from(("plan.opened_on", "plan.closed_on"))),
        each=draw(st.sampled_from(("", "person_id"))),
    )


@st.composite
def shares(draw):
    return Share(
        common=Common(credit=draw(whose)),
        selection=Selection("plan", draw(plan_where)),
        when=draw(st.sampled_from(("opened_on", "closed_on"))),
        of_those=(draw(PLAN_CONDITIONS),),
        each=draw(st.sampled_from(("", "family_id"))),
    )


GRADES = (("all", 4), ("some", 2), ("none", 0))
averages = st.builds(
    Average,
    common=st.builds(Common, credit=whose, breakdowns=st.just(("service",))),
    selection=st.builds(Selection, st.just("plan"), plan_where),
    when=st.sampled_from(("opened_on", "closed_on")),
    of=st.just("outcomes_met"),
    scores=st.sampled_from((GRADES, GRADES[:2])),
) | st.builds(
    Average,
    selection=st.just(Selection("distance_reading")),
    when=st.just("read_on"),
    of=st.just("score"),
)
durations = st.builds(
    Duration,
    selection=st.just(Selection("assessment")),
    start=st.just("started_on"),
    end=st.just("completed_on"),
    statistic=st.sampled_from(tuple(Statistic)),
    step=st.sampled_from((Step.DAYS, Step.WORKING_DAYS)),
    percentile=st.integers(1, 99),
)


@st.composite
def besides(draw):
    plan = Condition("service", Test.IS, ("early_help",))
    return Beside(
        selection=Selection("plan", draw(st.sampled_from(((), (plan,))))),
        subject="plan_id",
        of="plan_id",
        start="opened_on",
        end=draw(st.sampled_from(("", "closed_on"))),
        absent=draw(st.booleans()),
    )


@st.composite
def standing(draw):
    longer = draw(st.none() | windows)
    at_most = draw(st.none() | windows)
    if draw(st.booleans()):
        return OpenAtEnd(
            common=Common("plan.team_id", draw(whose)),
            selection=Selection("plan_subject", draw(subject_where)),
            starts=("plan.first_opened_on", "started_on"),
            ends=("plan.closed_on", "ended_on"),
            each=draw(st.sampled_from(("", "person_id"))),
            longer_than=longer,
            no_longer_than=at_most,
            beside=draw(st.none() | besides()),
        )
    tier = Condition("tier", Test.IS, (draw(st.sampled_from(TIERS)),))
    return OpenAtEnd(
        common=Common(credit=draw(whose)),
        selection=Selection("tier_episode", (tier,)),
        starts=("started_on",),
        ends=("ended_on",),
        each=draw(st.sampled_from(("", "person_id"))),
        longer_than=longer,
        only_highest_tier=draw(st.booleans()),
    )


@st.composite
def followed(draw):
    still = StillOpen(draw(plan_where), "opened_on", "closed_on")
    return FollowedBy(
        common=Common(credit=draw(whose)),
        selection=Selection("plan", draw(plan_where)),
        when="closed_on",
        subject="family_id",
        follower=Selection("plan", draw(plan_where)),
        follower_when="opened_on",
        follower_subject="family_id",
        window=draw(windows),
        same_day=draw(st.booleans()),
        unless_named_in=draw(st.sampled_from(("", "continues_plan_id"))),
        still_open=draw(st.none() | st.just(still)),
    )


@st.composite
def preceded(draw):
    referred = draw(st.booleans())
    outcome = Condition("outcome", Test.IS_KNOWN)
    return FollowedBy(
        common=Common(credit=draw(whose)),
        selection=Selection("social_care_referral", draw(st.sampled_from(((), (outcome,))))),
        when="received_on",
        subject="person_id",
        follower=Selection("social_care_referral" if referred else "contact"),
        follower_when="received_on",
        follower_subject="person_id",
        window=draw(windows),
        same_day=draw(st.booleans()),
        preceding=True,
    )


changes = st.builds(
    LatestChange,
    common=st.builds(Common, credit=st.sampled_from((Credit.OWN, Credit.ON_THE_DAY))),
    selection=st.just(Selection("distance_reading")),
    when=st.just("read_on"),
    subject=st.just("plan_id"),
    series=st.just(("instrument", "area")),
    score=st.just("score"),
    instrument=st.just("instrument"),
    lower_is_better=st.sampled_from(((), ("SDQ",))),
)
transitions = st.builds(
    Transition,
    direction=st.sampled_from(tuple(Direction)),
    leaving=st.sampled_from((("early_help",), ("child_in_need", "child_protection", "in_care"))),
)
calculations = st.one_of(
    counts(),
    shares(),
    averages,
    durations,
    standing(),
    followed(),
    preceded(),
    changes,
    transitions,
)
