"""Plans with families: opened, closed, why, and with what outcome."""

from typing import Final

from headway.tables.code_lists import LEGAL_BASIS, NEED, SERVICE
from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    family_id,
    identifier,
    in_order,
    not_in_future,
    recorded_on,
    unit_id,
)
from headway.tables.constraints import Consequence, Different, RequiredWhen
from headway.tables.schema import Key, Subject, Table

PLAN: Final = Table(
    name="plan",
    title="Family's plan",
    description=(
        "One plan with a family, from opening to closing. It is open at the end of a day when it"
        " opened on or before that day and has not closed by it. Plans opened counts every opening"
        " of the period: those closed since and those still open.\n\n"
        "A transfer is neither a closure nor an opening at a level that contains both teams."
        " Transfers are rows of plan_team. Some systems close a plan and open another instead: such"
        " a closing has the reason transfer, the new plan names the old one in continues_plan_id,"
        " and the two are one plan, whose length counts from the first opening. Closings credit"
        " the team responsible the day before, openings and open cases the team of that day; so"
        " the teams' sum may exceed the service, and the page says so.\n\n"
        "Re-opened is asked of closings, and belongs to the month of the closing: within three"
        " months, has the subject a further plan in the same service? The indicator names its"
        " subject (child or family), its service and the closing reasons it leaves out; transfer,"
        " opened_in_error and died are always left out. A subject who has another plan in that"
        " service, opened before the day of closing and still open after it, has not left, so that"
        " closing is left out too. A plan opened on the very day of closing counts as re-opened"
        " unless it continues the old one. Of several further plans the first counts. The latest"
        " three"
        " months are not due."
    ),
    subject=Subject.PLAN,
    columns=(
        identifier("plan_id", "The row's identifier.", example="PL00078"),
        family_id(),
        identifier(
            "assessment_id",
            "The assessment it rests on.",
            required=False,
            references="assessment.assessment_id",
            example="A000210",
        ),
        identifier(
            "continues_plan_id",
            "The plan it carries on after a transfer; empty for a plan that is new.",
            required=False,
            references="plan.plan_id",
            example="PL00041",
        ),
        code("service", "The service whose plan it is.", SERVICE),
        code("legal_basis", "The legal basis, whatever the service.", LEGAL_BASIS),
        code("need", "The main need.", NEED),
        day("opened_on", "The day it opened.", required=True),
        day("closed_on", "The day it closed; empty while it is open."),
        code(
            "closing_reason",
            "Why it closed.",
            codes(
                needs_met="Needs met, or help no longer needed",
                universal="Step down to universal services",
                step_up="Step up to social care",
                declined="Consent withdrawn or help declined",
                not_engaged="The family did not engage",
                moved_away="The family moved away",
                other_agency="Another agency carries on alone",
                transfer="Passed to another team: not a closing",
                opened_in_error="Opened by mistake or twice: counts nowhere",
                died="The child died",
                other="Another reason",
            ),
        ),
        code(
            "outcomes_met",
            "Whether the outcomes agreed with the family were met when it closed.",
            codes(all="All of them", some="Some of them", none="None of them"),
        ),
        unit_id(
            "lead_organisation_id",
            "The organisation that leads, where partners do.",
            example="S021",
        ),
        unit_id(
            "team_id",
            "The team the export gives. It holds for the whole life of a plan without rows in"
            " plan_team, and is not used for one that has them.",
        ),
        recorded_on(),
    ),
    key=Key(("plan_id",)),
    event_date="opened_on",
    end_date="closed_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="plan_team",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("opened_on", "closed_on", "The plan closes before it opens: correct either date."),
        RequiredWhen(
            code="outcomes_of_an_open_plan",
            message="Outcomes are given for a plan that is still open: add the day of closing.",
            consequence=Consequence.TOLD,
            column="closed_on",
            when="outcomes_met",
        ),
        RequiredWhen(
            code="reason_of_an_open_plan",
            message="A closing reason is given but no day of closing: add the day.",
            consequence=Consequence.TOLD,
            column="closed_on",
            when="closing_reason",
        ),
        RequiredWhen(
            code="closed_without_reason",
            message="The plan is closed without a reason: add it, or it counts as not known.",
            consequence=Consequence.TOLD,
            column="closing_reason",
            when="closed_on",
        ),
        Different(
            code="continues_itself",
            message="The plan is said to carry itself on: name the plan before it.",
            first="plan_id",
            second="continues_plan_id",
        ),
        not_in_future("opened_on", "closed_on"),
    ),
)
