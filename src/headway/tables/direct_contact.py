"""Visits and other direct contacts with people."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    count,
    day,
    family_id,
    flag,
    identifier,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    unit_id,
    within_life,
    worker_id,
)
from headway.tables.constraints import Consequence, NotBoth, OneOf, RequiredWhen
from headway.tables.schema import Key, Subject, Table

DIRECT_CONTACT: Final = Table(
    name="direct_contact",
    title="Visit or direct contact",
    description=(
        "One visit or other direct contact. Contacts with a lead professional and without are told"
        " apart, since work outside open cases is counted separately; with nobody saying, it is"
        " neither. Seen within so many days is asked from the referral, request or opening to the"
        " first contact in which the child was seen. A visit that was due and not made has a due"
        " date only.\n\n"
        "A group may be a headcount only. Headcounts add to the number of contacts, never to a"
        " number of distinct children. A row that names a session is the same event as that"
        " session and is counted once, with the session."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("direct_contact_id", "The row's identifier.", example="DC01001"),
        code(
            "kind",
            "With one person or family, or with a group.",
            codes(individual="One person or family", group="A group"),
            required=True,
        ),
        code(
            "purpose",
            "On whose behalf it was made.",
            codes(
                early_help="Early help",
                child_in_need="Visit to a child in need",
                child_protection="Visit under a child protection plan",
                in_care="Visit to a child in care",
                leaving_care="Contact with a care leaver",
                youth_justice="Contact of the youth justice service",
                open_access="Open to everybody",
            ),
        ),
        person_id("The person met.", required=False),
        family_id("The family met."),
        plan_id("The plan it belongs to; empty for work outside open cases."),
        worker_id("The worker.", required=False),
        unit_id("team_id", "The team that made it."),
        day("due_on", "The last day on which it would have been in time."),
        day("held_on", "The day it took place; empty when it did not."),
        flag("with_lead_professional", "Whether it was part of work led by a lead professional."),
        flag("child_seen", "Whether the child was seen."),
        flag("seen_alone", "Whether the child was seen alone."),
        code(
            "setting",
            "Where it took place.",
            codes(
                home="At home",
                school="In a school",
                centre="In a children's centre or family hub",
                youth_club="In a youth club",
                street="On the street or elsewhere outdoors",
                remote="By telephone or video",
                other="Elsewhere",
            ),
        ),
        unit_id("place_id", "The school or centre, where it was one.", example="S021"),
        identifier(
            "session_id",
            "The group session it is part of.",
            required=False,
            references="group_session.session_id",
            example="GS00120",
        ),
        count("headcount", "How many people came, for a group.", "people", least=1),
        recorded_on(),
    ),
    key=Key(("direct_contact_id",)),
    event_date="held_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="no_date",
            message="The contact was neither due nor made: give one of the dates.",
            among=("due_on", "held_on"),
        ),
        NotBoth(
            code="person_and_headcount",
            message="A person and a headcount stand in one row: write the person in a row of"
            " their own.",
            among=("person_id", "headcount"),
        ),
        RequiredWhen(
            code="seen_without_day",
            message="The child is said to have been seen but no day is given: add it.",
            consequence=Consequence.TOLD,
            column="held_on",
            when="child_seen",
        ),
        not_in_future("held_on"),
        within_life("held_on"),
    ),
)
