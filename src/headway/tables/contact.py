"""Contacts at the front door, and the hub's decision on each."""

from typing import Final

from headway.tables.code_lists import NEED, SOURCE
from headway.tables.columns import (
    YEARS_KEPT,
    amount,
    code,
    codes,
    day,
    family_id,
    identifier,
    in_order,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.constraints import RequiredWhen
from headway.tables.schema import Key, Subject, Table

CONTACT: Final = Table(
    name="contact",
    title="Contact and its decision",
    description=(
        "One contact about one person, and what the hub decided. A call about three children is"
        " three rows with the same contact_group_id: contacts are counted by row, calls by group,"
        " children by person, and the indicator says which. A contact without a decision is"
        " awaiting one; it is not a contact with no further action. A decision for early help or"
        " for social care is evidence of a step up or step down, but the transition itself is"
        " worked out once per person: see tier_episode."
    ),
    subject=Subject.CONTACT,
    columns=(
        identifier("contact_id", "The row's identifier.", example="C000310"),
        identifier(
            "contact_group_id",
            "The same for rows that were written from one call or message.",
            required=False,
            example="CG00120",
        ),
        person_id("The person the contact is about.", required=False),
        family_id("The family the contact is about, where it is known."),
        day("received_on", "The day it was received.", required=True),
        code("source", "Who made contact.", SOURCE),
        code("need", "The main need as the hub saw it.", NEED),
        code(
            "decision",
            "What the hub decided; empty while it is awaited.",
            codes(
                no_further_action="No further action",
                information_and_advice="Information and advice",
                universal="To universal services",
                early_help="To early help",
                family_help="To family help",
                social_care="To social care, as a referral",
                existing_case="Passed to the worker of a case that is open",
                other_agency="To another agency",
            ),
        ),
        day("decided_on", "The day it was decided."),
        amount("hours_to_decision", "How long the decision took, if times are kept.", "hours"),
        unit_id("hub_id", "The team that decided.", example="HUB"),
        unit_id("destination_id", "The team, service or agency it was passed to."),
        recorded_on(),
    ),
    key=Key(("contact_id",)),
    event_date="received_on",
    recorded_date="recorded_on",
    unit_column="destination_id",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order(
            "received_on", "decided_on", "It was decided before it came: correct either date."
        ),
        RequiredWhen(
            code="decided_without_decision",
            message="There is a day of decision but no decision: add what was decided.",
            column="decision",
            when="decided_on",
        ),
        not_in_future("received_on", "decided_on"),
        within_life("received_on"),
    ),
)
