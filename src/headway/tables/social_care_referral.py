"""Referrals to children's social care."""

from typing import Final

from headway.tables.code_lists import NEED, SOURCE
from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    count,
    day,
    identifier,
    in_order,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

SOCIAL_CARE_REFERRAL: Final = Table(
    name="social_care_referral",
    title="Referral to social care",
    description=(
        "One referral of one child to social care. A re-referral is a referral within 12 months"
        " after an earlier one of the same child: it is found from the rows, and"
        " earlier_referrals is used only where the export does not reach back that far. A referral"
        " that was accepted, of a child open to early help, is evidence of a step up."
    ),
    subject=Subject.REFERRAL,
    columns=(
        identifier("referral_id", "The row's identifier.", example="R000077"),
        person_id("The child."),
        identifier(
            "contact_id",
            "The contact it came from.",
            required=False,
            references="contact.contact_id",
            example="C000310",
        ),
        day("received_on", "The day of the referral.", required=True),
        code("source", "Who referred.", SOURCE),
        code("need", "The primary need.", NEED),
        code(
            "outcome",
            "What came of it; empty while it is awaited.",
            codes(
                no_further_action="No further action",
                early_help="Passed to early help",
                family_help="Passed to family help",
                assessment="Accepted: an assessment follows",
                strategy_discussion="Accepted: a strategy discussion follows",
                in_care="Accepted: the child is to come into care",
                other="Another outcome",
            ),
        ),
        day("decided_on", "The day of that outcome."),
        count(
            "earlier_referrals",
            "How many referrals the export counts in the 12 months before, this one left out.",
            "referrals",
        ),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("referral_id",)),
    event_date="received_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order(
            "received_on", "decided_on", "It was decided before it came: correct either date."
        ),
        not_in_future("received_on", "decided_on"),
        within_life("received_on"),
    ),
)
