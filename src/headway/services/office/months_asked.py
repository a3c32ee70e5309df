"""The months of every scorecard in use that somebody is asked for something of."""

from collections.abc import Iterable
from pathlib import Path

from headway.domain.commentary import due_on
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import month_stands
from headway.register.editions.standing import MonthKey
from headway.services.office.cards_in_use import cards_in_use
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.sign_off import SignOffShown, sign_off_shown

LOOKED_BACK = 2  # months before the latest that are still asked for, once they were begun


def months_asked(
    data: Path, overlay: Path | None, days: int, named: Iterable[str] = ()
) -> tuple[SignOffShown, ...]:
    """Give each scorecard's latest month, and those before it that are begun and not approved.

    ``days`` after its last one a month's commentary is due; ``named`` are the scorecards that the
    council named. Nothing is asked while no figures are kept.
    """
    figures = current_figures(data)
    if figures is None:
        return ()
    found = []
    for card in cards_in_use(current_catalogue(overlay), named, figures.last):
        for back in range(LOOKED_BACK + 1):
            month = figures.last.shift(-back)
            if back and month_stands(MonthKey(card, month)).state is SignOffState.APPROVED:
                continue
            shown = sign_off_shown(data, overlay, card, month, due_on(month, days))
            if shown.lines and (not back or _is_begun(shown)):
                found.append(shown)
    return tuple(found)


def _is_begun(shown: SignOffShown) -> bool:
    return shown.stands.version > 0 or any(one.written for one in shown.lines)
