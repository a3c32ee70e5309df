"""Who belonged to which family, from when to when."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    family_id,
    in_order,
    no_overlap,
    not_in_future,
    person_id,
    recorded_on,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

HOUSEHOLD_MEMBERSHIP: Final = Table(
    name="household_membership",
    title="Membership of a household",
    description=(
        "Between which days a person belonged to a family. Memberships of one person may overlap:"
        " a child who lives with both of two parted parents belongs to both families, counts once"
        " among children and in each of the families among families. So families times children"
        " each need not be all children, and no figure is worked out that way. A membership that"
        " ends leaves earlier counts as they were."
    ),
    subject=Subject.PERSON,
    columns=(
        person_id("The member.", required=True),
        family_id("The family.", required=True),
        day("started_on", "The first day of it.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        code(
            "role",
            "What the person is in this family.",
            codes(
                child="A child or young person of the family",
                parent="A parent or carer",
                other_adult="Another adult of the household",
            ),
            required=True,
        ),
        recorded_on(),
    ),
    key=Key(("person_id", "family_id", "started_on")),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "The membership ends before it starts: correct a date."),
        no_overlap(
            "person_id",
            "family_id",
            message="The person belongs to the same family twice on one day: join the two rows.",
        ),
        not_in_future("started_on", "ended_on"),
        within_life("started_on"),
    ),
)
