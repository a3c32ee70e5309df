"""What changed by more than is expected: the rows of a unit's scorecard whose charts say so."""

from dataclasses import dataclass
from pathlib import Path

from headway.domain.control_charts.points import PointKind
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.services.office.scorecards import Shown, office_scorecard

_SAID = {
    PointKind.CONCERN: "concern",
    PointKind.IMPROVEMENT: "improvement",
    PointKind.NEUTRAL: "not judged",
}


@dataclass(frozen=True, slots=True)
class Noticed:
    """An indicator whose last figure is more than expected variation, in sentences."""

    indicator: str
    title: str
    meaning: str
    sentence: str
    caution: str


def noticed(data: Path, overlay: Path | None, shown: Shown) -> tuple[Noticed, ...]:
    """Give what stands out on a scorecard, concerns first; nothing where it is not known."""
    card = office_scorecard(data, overlay, shown)
    return noticed_on(card) if card else ()


def noticed_on(card: Scorecard) -> tuple[Noticed, ...]:
    """Give what stands out on a scorecard that is there already, concerns first."""
    order = list(_SAID.values())
    found = [one for row in card.rows if (one := _of(row)) is not None]
    return tuple(sorted(found, key=lambda one: order.index(one.meaning)))


def _of(row: ScorecardRow) -> Noticed | None:
    chart = row.signals.drawn
    if chart is None or chart.variation.kind not in _SAID:
        return None
    disagreement = row.signals.disagreement
    return Noticed(
        row.indicator.id,
        row.indicator.title,
        _SAID[chart.variation.kind],
        chart.sentence,
        disagreement.sentence if disagreement else "",
    )
