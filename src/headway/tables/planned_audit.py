"""Case audits that the audit programme asks for, done and not done."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    label,
    not_in_future,
    recorded_on,
    unit_id,
)
from headway.tables.schema import Key, Subject, Table

PLANNED_AUDIT: Final = Table(
    name="planned_audit",
    title="Planned audit",
    description=(
        "One case audit, or one dip sample by a manager, that the programme asks for. What was"
        " found stands in case_audit. The share of the programme that was done divides those done"
        " by those due in the period; one that was called off for a good reason is taken out."
    ),
    subject=Subject.AUDIT,
    columns=(
        identifier("planned_audit_id", "The row's identifier.", example="AP0040"),
        code(
            "kind",
            "Which audit it is to be.",
            codes(
                full="Full audit of a case",
                dip_sample="Dip sample by a manager",
                themed="Audit on one theme",
            ),
        ),
        label("auditor_role", "The role that audits.", example="Team manager"),
        day("due_on", "The last day on which it would be in time.", required=True),
        day("done_on", "The day it was finished; empty while it is not."),
        day("called_off_on", "The day it was called off."),
        unit_id("team_id", "The team whose work is looked at."),
        recorded_on(),
    ),
    key=Key(("planned_audit_id",)),
    event_date="due_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(not_in_future("done_on", "called_off_on"),),
)
