"""What the data folder holds, as the office shows it: loads, snapshots, benchmarks."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from headway.domain.problems import Finding
from headway.intake.loading.reconciling import TableReconciled
from headway.services.analysis.benchmarks import KeptLoad, list_benchmarks
from headway.services.analysis.load_exports import reconciliation_of
from headway.services.analysis.snapshots import SnapshotLine, snapshot_lines, verify_data
from headway.services.office.figures import grown
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_worklist import manifests


@dataclass(frozen=True, slots=True)
class LoadShown:
    """A load that is offered: its snapshot, export day, and what became of the rows."""

    snapshot: str
    at: datetime
    export_day: str
    tables: tuple[TableReconciled, ...]

    @property
    def loaded(self) -> int:
        """The rows that were loaded."""
        return sum(one.loaded for one in self.tables)

    @property
    def sound(self) -> int:
        """Those among them without any finding."""
        return sum(one.loaded - one.touched for one in self.tables)


@dataclass(frozen=True, slots=True)
class DataShown:
    """What a data folder holds; loads and snapshots newest first."""

    loads: tuple[LoadShown, ...]
    snapshots: tuple[SnapshotLine, ...]
    benchmarks: tuple[KeptLoad, ...]


def data_shown(data: Path) -> DataShown | None:
    """Give what a data folder holds; None where there is none yet."""
    come_to = grown(data)
    return _shown(data, come_to) if come_to[0] else None


def verified(data: Path) -> tuple[Finding, ...]:
    """Check every byte of a data folder; nothing for one that is whole."""
    return verify_data(data)


@lru_cache(maxsize=2)
def _shown(data: Path, come_to: tuple[int, int]) -> DataShown:
    loads = tuple(
        LoadShown(
            one.snapshot.text,
            one.at,
            dict(one.notes).get("export_day", ""),
            reconciliation_of(one),
        )
        for one in reversed(manifests(open_folder(data)))
    )
    return DataShown(loads, snapshot_lines(data)[::-1], list_benchmarks(data))
