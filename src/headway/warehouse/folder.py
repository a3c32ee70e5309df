"""The data folder: store an artefact, list what is there, read it back, check everything.

An artefact is **acknowledged** when ``store`` has returned, or when its entry is on the trail.
From then on it is never overwritten and never deleted. A writer that is stopped at any instant
leaves either nothing that can be read or the whole artefact.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import TrailEntry, Verb
from headway.warehouse.artefacts import (
    ArtefactId,
    Kind,
    Manifest,
    manifest_bytes,
    manifest_of,
    sha256,
)
from headway.warehouse.disk import Disk, in_plain_words
from headway.warehouse.listing import STORING, Listed, listed_on
from headway.warehouse.lock import kept, turn
from headway.warehouse.marker import check_marked, is_marked, make_marked
from headway.warehouse.publishing import place_of, publish
from headway.warehouse.reading import open_artefact
from headway.warehouse.seen import SEEN, Named, write_seen
from headway.warehouse.snapshot_key import made_key
from headway.warehouse.trail_file import Trail, append_entry, read_trail, settle
from headway.warehouse.verifying import verify_folder

LOCK = "lock"
BY_STORING = {
    *STORING.values(),
    Verb.PUT_BACK,
    Verb.LOADED_SNAPSHOT,
    Verb.WITHDREW_SNAPSHOT,
    Verb.ERASED,
}


class Outcome(Enum):
    """What storing came to."""

    STORED = "stored"
    ALREADY_THERE = "already there"  # the same contents; nothing was written
    PUT_BACK = "put back"  # stored before, its folder had gone


@dataclass(frozen=True, slots=True)
class Stored:
    """The artefact that is now there, and whether it is new."""

    artefact: ArtefactId
    outcome: Outcome


def open_folder(path: Path, create: bool = False) -> "DataFolder":
    """Open a data folder; with ``create``, make one of a folder that is new or empty.

    Raises Refused for a folder that is something else, is damaged or is of a newer Headway.
    """
    folder = DataFolder(path)
    with in_plain_words(path):
        if create and not is_marked(path):
            make_marked(path, folder.disk)
        check_marked(path)
    return folder


@dataclass(frozen=True, slots=True)
class DataFolder:
    """A data folder: get one from ``open_folder``.

    ``patience`` is how many seconds to wait for another writer.
    """

    path: Path
    disk: Disk = field(default_factory=Disk)
    patience: float = 30.0

    def store(
        self,
        kind: Kind,
        files: Mapping[str, bytes],
        about: Mapping[str, str],
        *,
        by: str,
        at: datetime,
    ) -> Stored:
        """Store files as one artefact: all of them, for good, or none.

        ``by`` says who, ``at`` is in UTC. The same contents about the same are stored once.
        Raises Refused for names that cannot be, a damaged folder, another writer, a full disk.
        """
        (stored,) = self.store_together([(kind, files, about)], by=by, at=at)
        return stored

    def store_together(
        self,
        wanted: Sequence[tuple[Kind, Mapping[str, bytes], Mapping[str, str]]],
        *,
        by: str,
        at: datetime,
        check: Callable[[], None] = lambda: None,
    ) -> tuple[Stored, ...]:
        """Store artefacts in their order, each as ``store`` does, while nobody else writes.

        ``check`` is called once nobody else can: where it raises, nothing is stored. It may read
        the folder and not write to it.
        """
        made = [(manifest_of(*one, by=by, at=at), one[1]) for one in wanted]
        found: list[Stored] = []
        with self.writing(by, at) as trail:
            check()
            for manifest, files in made:
                now = settle(self.path, self.disk) if found else trail
                found.append(self._stored(now, manifest, files))
        return tuple(found)

    def list_artefacts(self, kind: Kind | None = None) -> tuple[ArtefactId, ...]:
        """Return what was stored, oldest first; Refused if the trail cannot be relied on."""
        with in_plain_words(self.path):
            return tuple(one for one in self._listed() if kind in (None, one.kind))

    def read(self, artefact: ArtefactId) -> Mapping[str, bytes]:
        """Return the files of an artefact, every byte checked; Refused naming any damaged one."""
        with in_plain_words(self.path):
            return MappingProxyType(dict(self._whole(self._find(artefact))[1]))

    def describe(self, artefact: ArtefactId) -> Manifest:
        """Return who stored an artefact, when, and what about; Refused if it is damaged."""
        with in_plain_words(self.path):
            return self._whole(self._find(artefact))[0]

    def trail(self) -> tuple[TrailEntry, ...]:
        """Return what was done, oldest first; Refused if the trail cannot be relied on."""
        with in_plain_words(self.path):
            return self._entries()

    def record(
        self,
        verb: Verb,
        subject: str,
        details: Sequence[tuple[str, str]] = (),
        *,
        by: str,
        at: datetime,
        seen: Collection[Named] = (),
    ) -> TrailEntry:
        """Put on the trail something that was done and that stores no artefact.

        ``seen`` names whose rows are seen with it: keyed digests are kept of them, apart.
        """
        if verb in BY_STORING:
            raise ValueError(f"“{verb.value}” comes onto the trail by storing")
        with self.writing(by, at) as trail:
            if seen:
                key = made_key(self.path, self.disk)
                details = (*details, (SEEN, write_seen(self.path, self.disk, key, seen)))
            return append_entry(
                self.path,
                self.disk,
                trail,
                at=at,
                by=by,
                verb=verb,
                subject=subject,
                details=details,
            )

    def verify(self) -> tuple[Finding, ...]:
        """Check everything in the folder; an empty answer means that all is as it was stored.

        Stopping findings are damage; noted ones are left-overs that harm nothing. Nothing is
        written, so a backup that is read only can be verified too.
        """
        with in_plain_words(self.path):
            return verify_folder(self.path)

    @contextmanager
    def writing(self, by: str, at: datetime) -> Iterator[Trail]:
        """Hold the lock, and give the trail, put right, that an entry can be appended to."""
        with in_plain_words(self.path):
            check_marked(self.path)
            with turn(self.path / LOCK, by=by, at=at, patience=self.patience):
                yield settle(self.path, self.disk)

    @contextmanager
    def held(self, by: str, at: datetime) -> Iterator[None]:
        """Let nobody else write for a while; this thread may, as often as it likes."""
        with in_plain_words(self.path):
            check_marked(self.path)
            with kept(self.path / LOCK, by=by, at=at, patience=self.patience):
                yield

    def _stored(self, trail: Trail, manifest: Manifest, files: Mapping[str, bytes]) -> Stored:
        artefact = manifest.artefact
        before = listed_on(trail.entries).get(artefact)
        if before and place_of(self.path, artefact).exists():
            self._whole(before)
            return Stored(artefact, Outcome.ALREADY_THERE)
        publish(self.path, self.disk, manifest, files)
        append_entry(
            self.path,
            self.disk,
            trail,
            at=manifest.at,
            by=manifest.by,
            verb=Verb.PUT_BACK if before else STORING[artefact.kind],
            subject=str(artefact),
            details=Listed(artefact, sha256(manifest_bytes(manifest))).details(),
        )
        return Stored(artefact, Outcome.PUT_BACK if before else Outcome.STORED)

    def _entries(self) -> tuple[TrailEntry, ...]:
        check_marked(self.path)  # a drive that has gone is not an empty data folder
        return read_trail(self.path).sound().entries

    def _listed(self) -> dict[ArtefactId, Listed]:
        return listed_on(self._entries())

    def _find(self, artefact: ArtefactId) -> Listed:
        found = self._listed().get(artefact)
        if found is None:
            raise Refused(
                Finding(
                    Place(str(self.path)),
                    Severity.STOPS,
                    f"the data folder holds no artefact {artefact}",
                    "",
                    "List what it holds, and choose from that",
                )
            )
        return found

    def _whole(self, listed: Listed) -> tuple[Manifest, Mapping[str, bytes]]:
        opened = open_artefact(place_of(self.path, listed.artefact), listed.manifest_digest)
        if opened.manifest is None or opened.damage:
            raise Refused(opened.damage)
        return opened.manifest, opened.contents
