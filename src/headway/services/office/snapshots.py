"""One snapshot as the office shows it, and a wrong one taken back."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from django.db import transaction

from headway.domain.trail import Verb
from headway.intake.loading.reconciling import Moved, TableReconciled, moved
from headway.register.accounts.people import Actor
from headway.register.trail.actions import record
from headway.services.analysis.load_exports import reconciliation_of
from headway.services.analysis.snapshots import SnapshotLine, snapshot_lines, withdraw
from headway.services.office.figures import grown
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import SnapshotManifest, SourceFile
from headway.warehouse.snapshot_worklist import manifests


@dataclass(frozen=True, slots=True)
class SnapshotShown:
    """A snapshot: what became of every row, what moved since the load before, and what was found.

    A withdrawn one has its line only. ``counts`` are code, severity and rows of what was found;
    ``before`` names the load that ``moved`` compares with.
    """

    line: SnapshotLine
    export_day: str
    tables: tuple[TableReconciled, ...]
    moved: tuple[Moved, ...]
    before: str
    counts: tuple[tuple[str, str, int], ...]
    files: tuple[SourceFile, ...]


def snapshot_shown(data: Path, name: str) -> SnapshotShown | None:
    """Give the snapshot of a name; None where the data folder has none of it."""
    come_to = grown(data)
    return _shown(data, name, come_to) if come_to[0] else None


def withdraw_snapshot(data: Path, name: str, *, reason: str, by: Actor) -> str:
    """Take a snapshot back; give the one that is current from now on, or nothing.

    Nothing is deleted. It is told on the data folder's trail and on the office's. Raises Refused
    for one that was withdrawn before.
    """
    left = withdraw(data, name, reason=reason, by=by.email, at=datetime.now(UTC))
    details = {"reason": reason, "current now": left or "none"}
    with transaction.atomic():
        record(
            verb=Verb.WITHDREW_SNAPSHOT, subject=f"snapshot {name}", by=by.email, details=details
        )
    return left


@lru_cache(maxsize=8)
def _shown(data: Path, name: str, come_to: tuple[int, int]) -> SnapshotShown | None:
    line = next((one for one in snapshot_lines(data) if one.name == name), None)
    if line is None:
        return None
    offered = manifests(open_folder(data))
    place = next((at for at, one in enumerate(offered) if one.snapshot.text == name), None)
    if place is None:
        return SnapshotShown(line, "", (), (), "", (), ())
    return _offered(line, offered[place], offered[place - 1] if place else None)


def _offered(
    line: SnapshotLine, own: SnapshotManifest, before: SnapshotManifest | None
) -> SnapshotShown:
    notes, tables = dict(own.notes), reconciliation_of(own)
    counts = json.loads(notes.get("findings", "[]"))
    return SnapshotShown(
        line,
        notes.get("export_day", ""),
        tables,
        moved(tables, reconciliation_of(before)) if before else (),
        before.snapshot.text if before else "",
        tuple((str(code), str(severity), int(rows)) for code, severity, rows in counts),
        tuple(own.sources),
    )
