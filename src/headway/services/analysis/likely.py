"""By how much a scorecard's figures are still likely to change, for its signals."""

from datetime import date
from pathlib import Path

from headway.domain.history import History, Standing
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.signalling import Likely
from headway.domain.usual_change import LEAST, LikelyChange
from headway.domain.values import Value
from headway.services.analysis.usual_change import usual_change
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_listing import snapshots_on


def likely_to_change(
    data: Path,
    names: tuple[str, ...],
    history: History,
    catalogue: Path | None = None,
    as_known: date | None = None,
) -> Likely | None:
    """Return by how much the council's figures are still likely to change; None if too few loads.

    Only figures that stand as they were worked out change: what was published stands.
    """
    if _months_loaded(data, as_known) <= LEAST:
        return None
    usual = usual_change(data, names, catalogue, as_known)
    if usual is None:
        return None
    seen = usual

    def likely(indicator: Indicator, period: Period, value: Value) -> LikelyChange | None:
        found = history.sourced(indicator.id, period)
        if found is None or found.standing is not Standing.RECALCULATED:
            return None
        return seen.likely(indicator, period, value)

    return likely


def _months_loaded(data: Path, as_known: date | None) -> int:
    """Count the snapshots that may be looked at: each step of age needs one pair of them."""
    trail = open_folder(data).trail()
    entries = [one for one in trail if as_known is None or one.at.date() <= as_known]
    return sum(not one.withdrawn for one in snapshots_on(entries).values())
