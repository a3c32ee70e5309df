"""Who led the work with a family, from when to when."""

from typing import Final

from headway.tables.columns import (
    YEARS_KEPT,
    day,
    identifier,
    in_order,
    not_in_future,
    plan_id,
    recorded_on,
    worker_id,
)
from headway.tables.constraints import NotBoth, OneOf
from headway.tables.schema import Key, Subject, Table

LEAD_PRACTITIONER: Final = Table(
    name="lead_practitioner",
    title="Lead practitioner",
    description=(
        "Between which days a worker led the work on a plan or a tier episode. A plan open on a"
        " day without such a row is unallocated. A caseload is the plans (or children) a worker"
        " leads on a day; the average caseload divides by the workers who lead at least one, and"
        " says so. Two leads at once are allowed during a handover; the case counts once for the"
        " service and once for each of the two."
    ),
    subject=Subject.WORKER,
    columns=(
        identifier("lead_id", "The row's identifier.", example="LP00099"),
        plan_id("The plan led."),
        identifier(
            "episode_id",
            "The tier episode led, where there is no plan.",
            required=False,
            references="tier_episode.episode_id",
            example="E000660",
        ),
        worker_id("The worker who leads."),
        day("started_on", "The first day of it.", required=True),
        day("ended_on", "The first day on which it no longer held; empty while it holds."),
        recorded_on(),
    ),
    key=Key(("lead_id",)),
    event_date="started_on",
    end_date="ended_on",
    recorded_date="recorded_on",
    retention_years=YEARS_KEPT,
    constraints=(
        in_order("started_on", "ended_on", "It ends before it starts: correct either date."),
        OneOf(
            code="leads_nothing",
            message="Neither a plan nor an episode is named: name the one that is led.",
            among=("plan_id", "episode_id"),
        ),
        NotBoth(
            code="leads_both",
            message="Both a plan and an episode are named: one row leads one of them.",
            among=("plan_id", "episode_id"),
        ),
        not_in_future("started_on", "ended_on"),
    ),
)
