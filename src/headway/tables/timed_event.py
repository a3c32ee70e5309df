"""Things that the law or the council wants done by a day."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    code,
    codes,
    day,
    identifier,
    in_order,
    not_in_future,
    person_id,
    recorded_on,
    unit_id,
    within_life,
)
from headway.tables.constraints import OneOf
from headway.tables.schema import Code, Key, Subject, Table

_PARTICIPATION = (
    Code("PN0", "Under four at the time"),
    Code("PN1", "Attended and spoke for themselves"),
    Code("PN2", "Attended, an advocate spoke"),
    Code("PN3", "Attended and gave their views without words"),
    Code("PN4", "Attended without giving views"),
    Code("PN5", "Did not attend, an advocate spoke"),
    Code("PN6", "Did not attend, views were sent"),
    Code("PN7", "Did not attend and no views were sent"),
)

TIMED_EVENT: Final = Table(
    name="timed_event",
    title="Timed event",
    description=(
        "One thing that is to be done for a child by a day: the clock's start, the last day in"
        " time, and the day it was done. Trackers ask it three ways: done in time among those done,"
        " done in time among those due, and overdue at the end of the period. Where the due day is"
        " empty the indicator's own limit counts from the start. Documents that name two limits for"
        " one thing keep both, as two indicators. Up to date on a day is what was done by then and"
        " has not lapsed. Assessments, visits and team-around-the-family reviews have tables of"
        " their own."
    ),
    subject=Subject.EVENT,
    columns=(
        identifier("event_id", "The row's identifier.", example="TE00500"),
        person_id("The child."),
        identifier(
            "episode_id",
            "The tier episode it belongs to.",
            required=False,
            references="tier_episode.episode_id",
            example="E000660",
        ),
        code(
            "kind",
            "What is to be done.",
            codes(
                section_47_enquiry="Enquiry under section 47",
                initial_conference="Initial child protection conference",
                protection_review="Review of a child protection plan",
                conference_minutes="Minutes of a conference circulated",
                care_review="Review of a child in care",
                review_minutes="Minutes of a review circulated",
                personal_education_plan="Personal education plan",
                pathway_plan="Pathway plan of a care leaver",
                health_assessment="Health assessment of a child in care",
                dental_check="Dental check of a child in care",
                permanence_plan="Plan for permanence",
                pre_proceedings="Pre-proceedings, from letter to decision",
                care_proceedings="Care proceedings, from application to order",
                adoption_match="From placement order to match with a family",
                adoption_placement="From entering care to placement for adoption",
                adoption_support="Support after adoption, from asking to being seen",
                family_group_meeting="Meeting for the family's own decision",
            ),
            required=True,
        ),
        day("started_on", "The day the clock started."),
        day("due_on", "The last day on which it would be in time."),
        day("done_on", "The day it was done; empty while it is not."),
        day("dropped_on", "The day it was no longer needed."),
        day(
            "lapses_on",
            "The first day on which what was done no longer counts as up to date, where it has to"
            " be renewed; empty for what is done once.",
        ),
        code("participation", "How the child took part.", _PARTICIPATION),
        unit_id(),
        recorded_on(),
    ),
    key=Key(("event_id",)),
    event_date="started_on",
    end_date="done_on",
    recorded_date="recorded_on",
    unit_column="team_id",
    responsibility="episode_team",
    retention_years=YEARS_KEPT,
    constraints=(
        OneOf(
            code="no_date",
            message="Neither a start, a due day nor a day it was done is given: give one.",
            among=("started_on", "due_on", "done_on"),
        ),
        in_order("started_on", "done_on", "It is done before its clock starts: correct a date."),
        in_order(
            "started_on",
            "due_on",
            "It is due before its clock starts: correct either date.",
            code="due_before_start",
        ),
        in_order(
            "done_on",
            "lapses_on",
            "It lapses before it is done: correct either date.",
            code="lapses_before_done",
        ),
        not_in_future("started_on", "done_on", "dropped_on"),
        within_life("started_on", "done_on"),
    ),
)
