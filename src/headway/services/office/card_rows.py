"""The row of a scorecard on which a figure stands: what is said of it rests on that."""

from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.commentary import CommentaryKey
from headway.domain.due import due_period
from headway.domain.periods import Period
from headway.domain.scorecard import ScorecardRow
from headway.services.analysis.calculated_scorecard import USUAL_CARD
from headway.services.office.catalogue import current_catalogue
from headway.services.office.scorecards import Shown, office_scorecard


def cards_with(catalogue: Catalogue, indicator: str) -> tuple[str, ...]:
    """Name the scorecards that an indicator stands on, the usual one first."""
    found = [name for name, one in catalogue.scorecards.items() if indicator in one.indicators]
    return tuple(sorted(found, key=lambda one: (one != USUAL_CARD, one)))


def due_in(catalogue: Catalogue, indicator: str, month: Period) -> Period | None:
    """Give the period of an indicator's figure that is due in a month; None where none is."""
    known = catalogue.indicators.get(indicator)
    return due_period(month, known.frequency) if known else None


def row_of(data: Path, overlay: Path | None, key: CommentaryKey) -> ScorecardRow | None:
    """Give the row that a commentary is about; None where the office does not show it."""
    cards = cards_with(current_catalogue(overlay), key.indicator)
    months = key.period.months()
    if not cards or not months:
        return None
    card = office_scorecard(data, overlay, Shown(key.unit, months[-1], cards[0]))
    return card.row(key.indicator) if card else None
