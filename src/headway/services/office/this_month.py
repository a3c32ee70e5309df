"""What a month asks of somebody, and what stands out in it for them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.commentary import MAY_SIGN, MAY_WRITE
from headway.domain.periods import Period
from headway.domain.roles import Access
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.office.commentary_tasks import commentary_tasks, sign_off_tasks
from headway.services.office.figures import current_figures
from headway.services.office.noticed import Noticed, noticed
from headway.services.office.owners import owners_on
from headway.services.office.scorecards import Shown
from headway.services.office.sign_off import SignOffShown
from headway.services.office.tasks import Task, by_urgency


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose page it is: what they may do today, and their number."""

    access: Access
    number: int
    today: date


def asked_of(
    whose: Whose, months: Iterable[SignOffShown], others: Iterable[Task]
) -> tuple[Task, ...]:
    """Give all that is asked of somebody, what is due first before the rest.

    ``months`` are those of every scorecard in use, ``others`` what other parts of the office ask.
    What is said of council figures, and approved, is asked of those alone who hold their role for
    the whole council; what stands on two scorecards is asked once.
    """
    found = list(others)
    if whose.access.may(MAY_WRITE | MAY_SIGN, COUNCIL):
        owners = owners_on(whose.today)
        for shown in months:
            found += commentary_tasks(whose.access, whose.number, shown, owners)
            found += sign_off_tasks(whose.access, whose.number, shown)
    once = {(one.address_name, one.address_words): one for one in reversed(found)}
    return by_urgency(once.values())


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
