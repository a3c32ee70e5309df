"""Which figures a new load moved: the same months worked out from both snapshots."""

from dataclasses import dataclass
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Result
from headway.domain.indicator import Indicator
from headway.domain.periods import Period, month_of
from headway.domain.values import Value
from headway.services.analysis.calculated_scorecard import USUAL_CARD, results_of
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_reading import open_snapshot

Figures = dict[tuple[str, Period], Result]


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure of the whole council that a later snapshot gives otherwise than an earlier one."""

    indicator: Indicator
    period: Period
    before: Value
    after: Value


def moved_figures(data: Path, before: str, after: str) -> tuple[MovedFigure, ...]:
    """Return the council's figures that two snapshots give differently, by indicator and period.

    The indicators are those of the service's scorecard; the periods are the months up to the
    end of the earlier export, since every later figure is new rather than moved.
    """
    folder = open_folder(data)
    known = load_catalogue().indicators
    last = _last_month(folder, before)
    earlier, later = (_figures(folder, name, last) for name in (before, after))
    return tuple(
        MovedFigure(known[key[0]], key[1], earlier[key].value, later[key].value)
        for key in sorted(earlier.keys() & later.keys())
        if earlier[key].value != later[key].value
    )


def _last_month(folder: DataFolder, name: str) -> Period:
    with open_snapshot(folder, SnapshotId(name)) as snapshot:
        days = [
            cover[1] for table in snapshot.covered_tables if (cover := snapshot.coverage(table))
        ]
    return month_of(max(days)) if days else month_of(folder.trail()[-1].at.date())


def _figures(folder: DataFolder, name: str, last: Period) -> Figures:
    catalogue = load_catalogue()
    with open_snapshot(folder, SnapshotId(name)) as snapshot:
        found = results_of(snapshot, catalogue, catalogue.scorecards[USUAL_CARD], last, COUNCIL)
    return {(result.indicator, result.period): result for result in found}
