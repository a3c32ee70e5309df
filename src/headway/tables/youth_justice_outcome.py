"""Outcomes of offences by young people, and diversion."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.schema import Key, Subject, Table

YOUTH_JUSTICE_OUTCOME: Final = Table(
    name="youth_justice_outcome",
    title="Youth justice outcome",
    description=(
        "One outcome for one young person. A first-time entrant is somebody whose first caution or"
        " sentence falls in the period; outcomes outside the courts and cautions do not count."
        " The rate divides by those aged 10 to 17. National figures come from the police's records"
        " and may differ: where a council prints those, they are entered with their source."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("outcome_id", "The row's identifier.", example="YJ00030"),
        person_id("The young person."),
        day("outcome_on", "The day of it.", required=True),
        code(
            "kind",
            "What it was.",
            codes(
                caution="Youth caution",
                conditional_caution="Youth conditional caution",
                sentence="Sentence of a court",
                community_resolution="Community resolution",
                diversion="Diverted to a programme",
                no_further_action="No further action by the police",
            ),
            required=True,
        ),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("outcome_id",)),
    event_date="outcome_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    retention_years=YEARS_KEPT,
    constraints=(not_in_future("outcome_on"), within_life("outcome_on")),
)
