"""Families attached to a programme."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    family_id,
    identifier,
    in_order,
    label,
    not_in_future,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

PROGRAMME_ATTACHMENT: Final = Table(
    name="programme_attachment",
    title="Attachment to a programme",
    description=(
        "A family attached to a programme under one version of its rules. Rules change and"
        " programmes end, so both are labels that the catalogue explains; nothing here knows any"
        " programme. A family may be attached again under later rules: each attachment counts,"
        " families count once."
    ),
    subject=Subject.FAMILY,
    columns=(
        identifier("attachment_id", "The row's identifier.", example="PA00031"),
        family_id("The family.", required=True),
        plan_id("The plan under which it is helped."),
        label("programme", "The programme's short name.", required=True, example="families"),
        label("rules", "The version of its rules.", required=True, example="2022"),
        day("attached_on", "The day of attachment.", required=True),
        day("ended_on", "The day it ended without a claim; empty while it runs."),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("attachment_id",)),
    event_date="attached_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="plan_team",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("attached_on", "ended_on", "It ends before it begins: correct either date."),
        not_in_future("attached_on", "ended_on"),
    ),
)
