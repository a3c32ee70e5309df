"""Who holds how many families: the workers of each team on a day, with what they have room for."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from sqlglot import exp

from headway.domain.calculation_results import NOT_ALLOCATED
from headway.engine.source import Snapshot
from headway.engine.sql import at_most, column, day, less, missing, same

NEEDED = {"worker_placement", "lead_practitioner", "plan"}
SERVICES = ("early_help", "family_help")


@dataclass(frozen=True, slots=True)
class Caseload:
    """A worker placed in a team on a day: their role there, their room, and what they lead.

    ``room`` is in families; None where none is stated. A worker in two teams stands in both with
    all that they lead. Families and plans are of early help.
    """

    team: str
    worker: str
    role: str
    room: int | None
    families: int
    plans: int


def caseloads(on: date, snapshot: Snapshot) -> tuple[Caseload, ...]:
    """Give the caseload of every worker placed in a team on a day, by team and worker.

    The snapshot must be open for identifiers. Nothing where the workforce was not loaded.
    """
    if not snapshot.table_names >= NEEDED:
        return ()
    held = {worker: numbers for worker, *numbers in snapshot.query(_held(on, snapshot))}
    placed = ("team_id", "worker_id", "role", "capacity_families")
    chosen = exp.select(*map(column, placed)).from_("worker_placement").where(_holds(on))
    texts = [_texts(snapshot, name) for name in placed[:3]]
    found = []
    for team, worker, role, room in snapshot.query(chosen.sql("duckdb")):
        families, plans = held.get(worker, (0, 0))
        found.append(
            Caseload(
                texts[0].get(team, NOT_ALLOCATED),
                texts[1][worker],
                texts[2].get(role, ""),
                cast("int | None", room),
                cast("int", families),
                cast("int", plans),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.team, one.worker, one.role)))


def _held(on: date, snapshot: Snapshot) -> str:
    """Count the families and the plans that each worker leads on a day."""
    codes = snapshot.codes("plan", "service")
    services = [exp.Literal.number(codes[one]) for one in SERVICES if one in codes]
    is_one = same(column("plan_id", "p"), column("plan_id", "l"))
    is_early_help = exp.In(this=column("service", "p"), expressions=services)
    family, plan = (
        exp.Distinct(expressions=[column(one, "p")]) for one in ("family_id", "plan_id")
    )
    return (
        exp.select(column("worker_id", "l"), exp.Count(this=family), exp.Count(this=plan))
        .from_(exp.to_table("lead_practitioner").as_("l"))
        .join(exp.to_table("plan").as_("p"), on=is_one)
        .where(_holds(on, "l"), _holds(on, "p", "opened_on", "closed_on"), is_early_help)
        .group_by(column("worker_id", "l"))
        .sql("duckdb")
    )


def _holds(
    on: date, alias: str | None = None, start: str = "started_on", end: str = "ended_on"
) -> exp.Expr:
    began, ended = column(start, alias), column(end, alias)
    still = exp.Paren(this=exp.or_(missing(ended), less(day(on), ended.copy())))
    return exp.and_(at_most(began, day(on)), still)


def _texts(snapshot: Snapshot, name: str) -> dict[object, str]:
    found = snapshot.codes("worker_placement", name)
    return {number: text for text, number in found.items()}
