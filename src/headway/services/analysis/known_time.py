"""Which snapshot is meant: by its name, by a day on which it was current, or the current one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.services.analysis.snapshots import named
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_engine import EngineSettings
from headway.warehouse.snapshot_listing import ListedSnapshot, snapshots_on
from headway.warehouse.snapshot_manifest import SnapshotId
from headway.warehouse.snapshot_opening import look_at
from headway.warehouse.snapshot_reading import Snapshot, chosen, open_listed, open_snapshot

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CURRENT = "now"


@dataclass(frozen=True, slots=True)
class Knew:
    """A snapshot in words: which, loaded when and by whom, of exports of which day."""

    snapshot: str
    loaded: date
    by: str
    export_day: str
    withdrawn: str = ""
    erasures: int = 0

    @property
    def words(self) -> str:
        """Say which snapshot, what it knew, and what became of it since."""
        as_of = f", of exports as of {self.export_day}" if self.export_day else ""
        text = f"snapshot {self.snapshot}, loaded on {self.loaded} by {self.by}{as_of}"
        if self.erasures:
            times = "once" if self.erasures == 1 else f"{self.erasures} times"
            text += f"; rows were erased from it {times} since"
        return text + (f"; it was withdrawn later: {self.withdrawn}" if self.withdrawn else "")


def snapshot_at(folder: DataFolder, text: str) -> ListedSnapshot:
    """Return the snapshot that a day, a name (or its beginning) or "now" means.

    A withdrawn one may be named: what was worked out from it can still be asked. Raises Refused
    where none is meant, with the next step.
    """
    words = text.strip()
    if DAY.fullmatch(words):
        return known_at(folder, _day(words))
    if words in ("", CURRENT):
        return chosen(folder, None, None)
    listed = snapshots_on(folder.trail())
    return listed[SnapshotId(named(folder, words).text)]


def known_at(folder: DataFolder, day: date) -> ListedSnapshot:
    """Return the snapshot that was current at the end of a day (UTC), withdrawn since or not."""
    try:
        return chosen(folder, None, day)
    except Refused as refusal:
        first = next(iter(snapshots_on(folder.trail()).values()), None)
        if first is None:
            raise
        when = first.at.date()
        raise Refused(
            Finding(
                Place(str(folder.path)),
                Severity.STOPS,
                f"no snapshot was known on {day.isoformat()}: {_why(refusal, first, day)}",
                "Nothing was worked out",
                f"Name {when.isoformat()} or a later day, or list them with “headway snapshots”",
            )
        ) from refusal


def knew(folder: DataFolder, listed: ListedSnapshot) -> Knew:
    """Say of a snapshot what it knew."""
    manifest = look_at(folder.path, listed, every_byte=False).whole()
    day = dict(manifest.notes).get("export_day", "")
    return Knew(
        listed.snapshot.text, listed.at.date(), listed.by, day, listed.withdrawn, listed.revision
    )


def _why(refusal: Refused, first: ListedSnapshot, day: date) -> str:
    if first.at.date() > day:
        return f"the first was loaded on {first.at.date().isoformat()}"
    return "every one loaded by then had been withdrawn"


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise Refused(
            Finding(Place(words), Severity.STOPS, f"“{words}” is no day", "", "Write 2026-10-31")
        ) from None


@contextmanager
def open_at(
    folder: DataFolder, as_known: date | None, *, protected: bool = False
) -> Iterator[Snapshot]:
    """Open the current snapshot, or with a day the one that was current at its end.

    One that was withdrawn since is opened all the same: it is what was known. Raises Refused as
    ``known_at`` does.
    """
    if as_known is None:
        with open_snapshot(folder, protected=protected) as snapshot:
            yield snapshot
    else:
        listed, used = known_at(folder, as_known), EngineSettings()
        with open_listed(
            folder, listed, protected=protected, check=True, settings=used
        ) as snapshot:
            yield snapshot


def as_known_words(folder: DataFolder, as_known: date | None) -> str:
    """Say from which snapshot a day is answered and what it knew; nothing without a day."""
    if as_known is None:
        return ""
    return f"As known on {as_known.isoformat()}: {knew(folder, known_at(folder, as_known)).words}"
