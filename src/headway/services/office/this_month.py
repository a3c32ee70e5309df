"""What a month asks of somebody, and what stands out in it for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.commentary import MAY_SIGN, MAY_WRITE, due_on
from headway.domain.periods import Period
from headway.domain.roles import Access
from headway.domain.sign_off import SignOffState
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.office.commentary_tasks import commentary_tasks, sign_off_tasks
from headway.services.office.figures import current_figures
from headway.services.office.noticed import Noticed, noticed
from headway.services.office.scorecards import Shown
from headway.services.office.sign_off import SignOffShown, sign_off_shown
from headway.services.office.tasks import Task, by_urgency

LOOKED_BACK = 2  # months before the latest that are still asked for, once they were begun


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose page it is: what they may do today, and their number."""

    access: Access
    number: int
    today: date


def asked_of(
    data: Path,
    overlay: Path | None,
    whose: Whose,
    days: int,
    others: Callable[[Access, date], tuple[Task, ...]],
) -> tuple[Task, ...]:
    """Give all that is asked of somebody, what is due first before the rest.

    ``others`` gives what other parts of the office ask. What is said of council figures, and
    approved, is asked of those alone who hold their role for the whole council.
    """
    found = list(others(whose.access, whose.today))
    if whose.access.may(MAY_WRITE | MAY_SIGN, COUNCIL):
        for shown in _months(data, overlay, days):
            found += commentary_tasks(whose.access, whose.number, shown)
            found += sign_off_tasks(whose.access, whose.number, shown)
    return by_urgency(found)


def stands_out(data: Path, overlay: Path | None, unit: UnitRef) -> tuple[Noticed, ...]:
    """Give what changed by more than is expected for a unit, in the latest month."""
    figures = current_figures(data)
    if figures is None:
        return ()
    return noticed(data, overlay, Shown(unit, figures.last, USUAL_CARD))


def latest_month(data: Path) -> Period | None:
    """Give the latest month that has figures."""
    figures = current_figures(data)
    return figures.last if figures else None


def _months(data: Path, overlay: Path | None, days: int) -> tuple[SignOffShown, ...]:
    """Give the latest month, and those before it that were begun and are not approved yet."""
    last = latest_month(data)
    if last is None:
        return ()
    months = [last.shift(-back) for back in range(LOOKED_BACK + 1)]
    shown = [sign_off_shown(data, overlay, USUAL_CARD, one, due_on(one, days)) for one in months]
    return tuple(one for one in shown if one.key.month == last or _is_under_way(one))


def _is_under_way(shown: SignOffShown) -> bool:
    begun = shown.stands.version > 0 or any(one.written for one in shown.lines)
    return begun and shown.stands.state is not SignOffState.APPROVED
