"""Development plans kept in the data folder, so that an indicator's page can say what rests on it.

A plan is kept as it was read: its priorities, the indicators that each names, and its actions
with their success measures, days and latest ratings. Nothing is planned or rated here.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from headway.domain.plan import PlanAction, PlanSummary, Priority
from headway.domain.values import Number
from headway.services.analysis.keeping import Kept, keep
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder

FILE = "plan.json"


@dataclass(frozen=True, slots=True)
class KeptAction:
    """A line of a plan: what is done, how success shows, by when, and how it was rated last.

    ``due`` is the day where it is certain and ``due_words`` what is written; ``rating`` is as
    written, with what it ``means``, at the review ``rated_at``. All are empty where nothing is.
    """

    action: str
    success_measure: str
    due: date | None
    due_words: str
    rating: str
    means: str
    rated_at: str


@dataclass(frozen=True, slots=True)
class KeptPriority:
    """A priority of a plan: its indicators by identifier and title, and its actions."""

    number: int
    title: str
    indicators: tuple[tuple[str, str], ...]
    actions: tuple[KeptAction, ...]


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as it was kept, when."""

    title: str
    priorities: tuple[KeptPriority, ...]
    kept_on: date


def keep_plan(summary: PlanSummary, into: Path, *, by: str, at: datetime) -> Kept:
    """Keep a plan as an artefact of the data folder ``into``, made if it is not there.

    ``by`` says who, ``at`` when (UTC). Raises ``Refused`` where the folder is something else.
    """
    plan = summary.plan
    found = {
        "title": plan.title,
        "priorities": [_priority_object(one, summary) for one in plan.priorities],
    }
    contents = json.dumps(found, ensure_ascii=False, indent=1).encode("utf-8")
    return keep(into, Kind.PLANS, {FILE: contents}, {"plan": plan.title}, by=by, at=at)


def plans_kept(data: Path) -> tuple[KeptPlan, ...]:
    """Return the plans of a data folder; of several with one title the one kept last."""
    folder = open_folder(data)
    found: dict[str, KeptPlan] = {}
    for artefact in folder.list_artefacts(Kind.PLANS):
        plan = json.loads(folder.read(artefact)[FILE])
        priorities = tuple(_priority(one) for one in plan["priorities"])
        kept_on = folder.describe(artefact).at.date()
        found[plan["title"]] = KeptPlan(plan["title"], priorities, kept_on)
    return tuple(found.values())


def _priority_object(priority: Priority, summary: PlanSummary) -> dict[str, object]:
    return {
        "number": priority.number,
        "title": priority.title,
        "indicators": [[one.indicator, one.title] for one in priority.indicators],
        "actions": [_action_object(one, summary) for one in priority.actions],
    }


def _action_object(action: PlanAction, summary: PlanSummary) -> dict[str, str]:
    plan = summary.plan
    given = [
        (rating, review)
        for rating, review in zip(action.ratings, plan.reviews, strict=True)
        if isinstance(rating.value, Number)
    ]
    rating, review = given[-1] if given else (None, None)
    step = plan.scale.step(rating.mark) if rating else None
    return {
        "action": action.action,
        "success_measure": action.success_measure,
        "due": action.due.day.isoformat() if action.due.day else "",
        "due_words": action.due.text,
        "rating": rating.mark if rating else "",
        "means": step.name if step else "",
        "rated_at": review.label if review else "",
    }


def _priority(kept: dict[str, object]) -> KeptPriority:
    match kept:
        case {
            "number": int(number),
            "title": str(title),
            "indicators": list(indicators),
            "actions": list(actions),
        }:
            named = tuple((one[0], one[1]) for one in indicators)
            return KeptPriority(number, title, named, tuple(_action(one) for one in actions))
    raise ValueError("a plan was kept in a form that this Headway does not know")


def _action(kept: dict[str, str]) -> KeptAction:
    return KeptAction(
        kept["action"],
        kept["success_measure"],
        date.fromisoformat(kept["due"]) if kept["due"] else None,
        kept["due_words"],
        kept["rating"],
        kept["means"],
        kept["rated_at"],
    )
