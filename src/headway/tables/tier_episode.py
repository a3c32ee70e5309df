"""Episodes of help, from early help to care."""

from typing import Final

from headway.tables.code_lists import LEGAL_BASIS, NEED, SERVICE
from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    in_order,
    not_in_future,
    person_id,
    plan_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.constraints import Consequence, RequiredWhen, UniqueTogether
from headway.tables.schema import Code, Key, Subject, Table

_END_REASONS = (
    Code("RC1", "Adopted"),
    Code("RC2", "Died"),
    Code("RC3", "Child arrangements order"),
    Code("RC4", "Special guardianship order"),
    Code("RC5", "Passed to another council"),
    Code("RC6", "Passed to adult social care"),
    Code("RC7", "Ended for another reason, or no longer in need"),
    Code("RC8", "Closed after assessment, no further action"),
    Code("RC9", "Closed after assessment, referred to early help"),
    *codes(
        needs_met="Needs met",
        step_up="Help goes on in a higher tier",
        step_down="Help goes on in a lower tier",
        change_of_basis="Help goes on in the same tier, on another basis or in another service",
        returned_home="Left care for home",
        turned_eighteen="Turned eighteen",
        declined="Consent withdrawn, or the family did not engage",
        opened_in_error="Opened by mistake or twice: counts nowhere",
        other="Another reason",
    ),
)

TIER_EPISODE: Final = Table(
    name="tier_episode",
    title="Tier episode",
    description=(
        "One stretch of one person's help in one tier, on one legal basis, in one service. When"
        " the basis or the service changes, the row ends and another starts the same day; rows of"
        " one tier that follow each other without a day between are one spell. Legal basis and"
        " service are two columns, since family help joins early help and section 17 in one"
        " service: both the old and the new cut can be reported.\n\n"
        "Episodes may run side by side. On the ladder early help, child in need, child protection,"
        " in care, a person is counted on a day in the highest tier open that day; youth offending"
        " and leaving care stand beside the ladder and are counted in themselves. A count of"
        " episodes counts every row.\n\n"
        "A step up or step down is one transition of one person, worked out and never stored,"
        " however many records tell of it. Five kinds of record may: a tier episode that starts"
        " higher or lower, a referral to social care that is accepted, a tier episode"
        " that ends with such a reason, a plan closed with the reason step_up, a decision on a"
        " contact. Those of one person, in one direction and within"
        " 28 days of each other are one transition. It takes its date and its units from the first"
        " of the five kinds, in that order, that is among them. The team credited is the one"
        " responsible the day before.\n\n"
        "An export that knows plans but no episodes is loaded with an early help episode for each"
        " child of each plan, which names the plan."
    ),
    subject=Subject.EPISODE,
    columns=(
        identifier("episode_id", "The row's identifier.", example="E000660"),
        person_id(),
        plan_id("The plan it goes with, if there is one."),
        identifier(
            "referral_id",
            "The referral to social care it came from.",
            required=False,
            references="social_care_referral.referral_id",
            example="R000077",
        ),
        code(
            "tier",
            "The tier of help.",
            codes(
                early_help="Early help, level 2",
                child_in_need="Child in need",
                child_protection="Child protection plan",
                in_care="In care",
                youth_offending="Youth offending",
                leaving_care="Care leaver",
            ),
            required=True,
        ),
        code("legal_basis", "The legal basis, whatever the service.", LEGAL_BASIS),
        code("service", "The service, whatever the legal basis.", SERVICE),
        code("need", "The primary need.", NEED),
        day("started_on", "The day it started.", required=True),
        day("ended_on", "The day it ended; empty while it goes on."),
        code("end_reason", "Why it ended.", _END_REASONS),
        unit_id(
            "team_id",
            "The team the export gives. It holds for the whole episode without rows in"
            " episode_team, and is not used for one that has them.",
        ),
        recorded_on(),
    ),
    key=Key(("episode_id",)),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="episode_team",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        RequiredWhen(
            code="reason_without_end",
            message="A reason for ending is given but no day: add the day it ended.",
            consequence=Consequence.TOLD,
            column="ended_on",
            when="end_reason",
        ),
        UniqueTogether(
            code="recorded_twice",
            message="The same tier starts twice for one person on one day: keep one row, unless the"
            " basis changed that day.",
            consequence=Consequence.TOLD,
            together=("person_id", "tier", "started_on"),
        ),
        not_in_future("started_on", "ended_on"),
        within_life("started_on"),
    ),
)
