"""Assessments of families: started, completed, by whom and with what outcome."""

from typing import Final

from headway.tables.code_lists import LEGAL_BASIS, SERVICE
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
from headway.tables.constraints import Consequence, NotAfter, NotBoth, OneOf
from headway.tables.schema import Key, Subject, Table

ASSESSMENT: Final = Table(
    name="assessment",
    title="Assessment",
    description=(
        "One assessment of a family. Whom it is about is said by assessment_subject, so an"
        " indicator can count assessments, families, children, or people without the adults of 21"
        " and over. A completion without a recorded start is valid: partners often send only the"
        " completed assessment. It counts as completed, never as started, and is left out of"
        " durations, which say how many they left out. One that was given up is neither completed"
        " nor open after that day. A request that has not started is waiting."
    ),
    subject=Subject.ASSESSMENT,
    columns=(
        identifier("assessment_id", "The row's identifier.", example="A000210"),
        family_id(),
        identifier(
            "contact_id",
            "The contact it came from.",
            required=False,
            references="contact.contact_id",
            example="C000310",
        ),
        identifier(
            "referral_id",
            "The referral to social care it came from.",
            required=False,
            references="social_care_referral.referral_id",
            example="R000077",
        ),
        code(
            "kind",
            "Which assessment it is.",
            codes(
                early_help="Early help assessment",
                family_help="Family help assessment",
                social_care="Assessment by social care, to be done in 45 working days",
            ),
            required=True,
        ),
        code("service", "The service that assesses.", SERVICE),
        code("legal_basis", "The legal basis, whatever the service.", LEGAL_BASIS),
        day("requested_on", "The day it was asked for or passed to the team."),
        day("started_on", "The day it started; empty when nobody recorded it."),
        day("completed_on", "The day it was completed; empty while it is not."),
        day("given_up_on", "The day it ended without being completed."),
        unit_id("organisation_id", "The organisation that completed it.", example="S021"),
        code(
            "completed_by",
            "Whose worker completed it: figures by profession need no list of organisations.",
            codes(
                early_help="The council's early help",
                health_visitor="Health visiting",
                school_nurse="School nursing",
                other_health="Other health services",
                school="A school or college",
                early_years="A nursery or other early years setting",
                social_care="Social care",
                police="The police",
                housing="A housing service",
                voluntary="A voluntary organisation",
                other="Somebody else",
            ),
        ),
        unit_id("team_id", "The team responsible for it; for a partner's, the supporting team."),
        code(
            "outcome",
            "What came of it.",
            codes(
                plan="A plan with the family",
                step_up="Step up to social care",
                universal="Step down to universal services",
                information_and_advice="Information and advice",
                no_further_action="No further action",
                declined="The family declined help",
                other="Another outcome",
            ),
        ),
        recorded_on(),
    ),
    key=Key(("assessment_id",)),
    event_date="started_on",
    end_date="completed_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="no_date",
            message="The assessment was neither asked for, started nor completed: give a date.",
            among=("requested_on", "started_on", "completed_on"),
        ),
        in_order(
            "started_on", "completed_on", "It is completed before it starts: correct either date."
        ),
        NotAfter(
            code="completed_before_request",
            message="It is completed before it was asked for: correct either date.",
            consequence=Consequence.TOLD,  # partners send it in afterwards, and that is the request
            earlier="requested_on",
            later="completed_on",
        ),
        in_order(
            "started_on",
            "given_up_on",
            "It is given up before it starts: correct either date.",
            code="given_up_before_start",
        ),
        NotBoth(
            code="completed_and_given_up",
            message="It is both completed and given up: take one of the dates away.",
            among=("completed_on", "given_up_on"),
        ),
        not_in_future("requested_on", "started_on", "completed_on", "given_up_on"),
    ),
)
