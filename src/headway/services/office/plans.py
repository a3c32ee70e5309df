"""What plans depend on an indicator: the priorities that name it, with their actions."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from headway.domain.indicator import Indicator
from headway.services.analysis.kept_plans import KeptAction, KeptPlan, plans_kept
from headway.services.office.figures import grown


@dataclass(frozen=True, slots=True)
class Depends:
    """A priority of a plan that an indicator is a measure of.

    ``named`` are the actions whose own success measure names it, ``others`` the rest of the
    priority's.
    """

    plan: str
    number: int
    priority: str
    named: tuple[KeptAction, ...]
    others: tuple[KeptAction, ...]


def plans_that_depend(data: Path, indicator: Indicator) -> tuple[Depends, ...]:
    """Give every priority of the plans kept that names an indicator, in the plans' order.

    A priority names it where it is among the priority's own indicators, or where a success measure
    holds its identifier or its very title.
    """
    return _found(_plans(data, grown(data)), indicator.id, indicator.title)


@lru_cache(maxsize=512)
def _found(plans: tuple[KeptPlan, ...], name: str, title: str) -> tuple[Depends, ...]:
    found = []
    for plan in plans:
        for priority in plan.priorities:
            named = tuple(one for one in priority.actions if _names(one, name, title))
            if named or name in {one for one, _ in priority.indicators}:
                others = tuple(one for one in priority.actions if one not in named)
                found.append(Depends(plan.title, priority.number, priority.title, named, others))
    return tuple(found)


def _names(action: KeptAction, name: str, title: str) -> bool:
    said = " ".join(action.success_measure.casefold().split())
    return name in said.split() or " ".join(title.casefold().split()) in said


@lru_cache(maxsize=2)
def _plans(data: Path, as_of: tuple[int, int]) -> tuple[KeptPlan, ...]:
    return plans_kept(data) if as_of[0] else ()
