"""Practice tools that were used with a family."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    label,
    not_in_future,
    plan_id,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import RequiredWhen
from headway.tables.schema import Key, Subject, Table

TOOL_USE: Final = Table(
    name="tool_use",
    title="Use of a practice tool",
    description=(
        "A practice tool was used in the work on a plan. The share of plans in which a tool is in"
        " use divides the plans with at least one such row by the plans open."
    ),
    subject=Subject.PLAN,
    columns=(
        identifier("tool_use_id", "The row's identifier.", example="TU00010"),
        plan_id("The plan.", required=True),
        code(
            "tool",
            "The tool.",
            codes(
                genogram="Genogram",
                ecomap="Ecomap",
                chronology="Chronology",
                direct_work="Tool of direct work with a child",
                safety_plan="Safety plan",
                network_meeting="Meeting of the family's network",
                other="Another tool",
            ),
            required=True,
        ),
        label("other_tool", "The short name of another tool.", example="Wishes and feelings"),
        day("used_on", "The day it was used or put on the file.", required=True),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("tool_use_id",)),
    event_date="used_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="plan_team",
    retention_years=YEARS_KEPT,
    constraints=(
        RequiredWhen(
            code="unnamed_tool",
            message="Another tool is meant but not named: give its short name.",
            column="other_tool",
            when="tool",
            has=("other",),
        ),
        not_in_future("used_on"),
    ),
)
