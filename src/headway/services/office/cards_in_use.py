"""Which scorecards are commented, signed off and published each month."""

from collections.abc import Iterable

from headway.catalogue.model import Catalogue
from headway.domain.periods import Period
from headway.register.editions.queries.months import cards_begun
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.analysis.weekly import USUAL_CARD as WEEKS_CARD
from headway.services.office.card_rows import due_in

MONTHS = 12  # a scorecard of which no month was put forward for so long has gone out of use


def cards_in_use(catalogue: Catalogue, named: Iterable[str], month: Period) -> tuple[str, ...]:
    """Name them: those that the council named (the usual one where it named none), those begun.

    ``month`` is the latest that has figures. What was named and is not defined is left out.
    """
    wanted = tuple(named) or (USUAL_CARD,)
    begun = sorted(cards_begun(month.shift(-MONTHS).start))
    found = dict.fromkeys((*wanted, *begun))
    return tuple(one for one in found if one in catalogue.scorecards)


def cards_with_figures(catalogue: Catalogue, month: Period) -> tuple[str, ...]:
    """Name every scorecard on which a figure is due in a month, the usual one first.

    That of the weekly report is left out: nobody comments a week.
    """
    found = [
        name
        for name, one in catalogue.scorecards.items()
        if name != WEEKS_CARD
        and any(due_in(catalogue, each, month) is not None for each in one.indicators)
    ]
    return tuple(
        sorted(found, key=lambda one: (one != USUAL_CARD, catalogue.scorecards[one].title))
    )
