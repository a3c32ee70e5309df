"""What an edition rests on in the data folder: named when pinned, looked for when made again."""

from collections.abc import Iterable, Iterator, Mapping

from headway.domain.problems import Finding, Place, Severity
from headway.services.analysis.publish_pins import PinnedArtefact, PinnedSnapshot, Pins
from headway.warehouse.artefacts import Kind, Manifest
from headway.warehouse.folder import DataFolder
from headway.warehouse.listing import Listed, listed_on
from headway.warehouse.publishing import place_of
from headway.warehouse.reading import open_artefact, open_manifest
from headway.warehouse.snapshot_listing import ListedSnapshot, snapshots_on
from headway.warehouse.snapshot_opening import look_at

STANDS = "It cannot be made again; the edition stands as it was published"
PUT_BACK = "Put what is missing or damaged back from a backup (docs/data-folder.md)"
_PLAIN = {
    Kind.HISTORY: "published history",
    Kind.ENTRIES: "answers",
    Kind.BENCHMARKS: "national figures",
    Kind.EDITION_COUNTS: "the counts behind an earlier edition",
}
_LONGEST = 80


def named(folder: DataFolder, names: Iterable[str]) -> dict[str, PinnedArtefact]:
    """Say of artefacts what each is, and give the digest of its contents."""
    there, found = _there(folder), {}
    for name in names:
        one = there[name].artefact
        manifest = _manifest(folder, there[name])
        words = words_of(one.kind, dict(manifest.about)) if manifest else _PLAIN[one.kind]
        found[name] = PinnedArtefact(words, one.digest)
    return found


def manifests(folder: DataFolder, kind: Kind) -> Iterator[tuple[str, Manifest | None]]:
    """Give what is said of each artefact of a kind, oldest first, without reading its files.

    None stands for one whose manifest is missing or damaged.
    """
    for name, listed in _there(folder).items():
        if listed.artefact.kind is kind:
            yield name, _manifest(folder, listed)


def words_of(kind: Kind, about: Mapping[str, str]) -> str:
    """Say what an artefact is: "signed commentary (Early help, October 2026)"."""
    period = about.get("period", "")
    match kind:
        case Kind.ENTRIES if "commentary" in about:
            return f"signed commentary ({about['commentary']}, {period})"
        case Kind.ENTRIES if "sheet" in about:
            return f"teams' entries ({about['sheet']}, {period})"
        case Kind.ENTRIES:
            return f"answers collected on workbooks ({about.get('scorecard', '')}, {period})"
        case Kind.HISTORY:
            return f"published history ({about.get('editions', '')[:_LONGEST]})"
        case Kind.EDITION_COUNTS:
            return f"the counts behind edition {about.get('edition', '')}"
        case _:
            return str(_PLAIN.get(kind, kind.value))


def pinned_snapshot(listed: ListedSnapshot) -> PinnedSnapshot:
    """Say how a snapshot stands."""
    return PinnedSnapshot(listed.revision, listed.manifest_digest)


def missing(folder: DataFolder, pins: Pins) -> tuple[Finding, ...]:
    """Name everything an edition rests on that is not there any more as it was; every byte is read.

    That rows were erased from the snapshot since is no finding: see ``erased_since``.
    """
    there = _there(folder)
    names = (*pins.history, *pins.entries, pins.benchmarks, *pins.earlier)
    found = [_finding(pins, what) for what in _snapshot(folder, pins)]
    for name in filter(None, dict.fromkeys(names)):
        pinned = pins.artefacts.get(name)
        words = pinned.words if pinned else _PLAIN.get(Kind(name.partition("/")[0]), "an artefact")
        wrong = _wrong(folder, there.get(name), pinned)
        found += [_finding(pins, f"{words}, on which it rests, {wrong} ({name})")] if wrong else []
    return tuple(found)


def erased_since(folder: DataFolder, pins: Pins) -> bool:
    """Whether rows were erased from the snapshot of an edition after it was published."""
    listed = _listed(folder, pins)
    return bool(listed and pins.stood and listed.revision != pins.stood.revision)


def _wrong(folder: DataFolder, listed: Listed | None, pinned: PinnedArtefact | None) -> str:
    if listed is None:
        return "is not in the data folder"
    if pinned and listed.artefact.digest != pinned.digest:
        return "is another than then"
    opened = open_artefact(place_of(folder.path, listed.artefact), listed.manifest_digest)
    told = "; ".join(f"{one.place.file.rpartition('/')[2]}: {one.found}" for one in opened.damage)
    return f"is damaged ({told})" if told else ""


def _snapshot(folder: DataFolder, pins: Pins) -> Iterator[str]:
    listed = _listed(folder, pins)
    if listed is None:
        yield f"the snapshot {pins.snapshot}, on which it rests, is not in the data folder"
        return
    if pins.stood and _is_another(listed, pins.stood):
        yield f"the snapshot {pins.snapshot}, on which it rests, is another than then"
    for one in look_at(folder.path, listed).damage:
        file = one.place.file.replace("\\", "/").rpartition("/")[2]
        yield f"the snapshot {pins.snapshot}, on which it rests, is damaged ({file}: {one.found})"


def _is_another(listed: ListedSnapshot, stood: PinnedSnapshot) -> bool:
    if listed.revision == stood.revision:
        return listed.manifest_digest != stood.manifest
    return listed.revision < stood.revision


def _listed(folder: DataFolder, pins: Pins) -> ListedSnapshot | None:
    listed = {one.snapshot.text: one for one in snapshots_on(folder.trail()).values()}
    return listed.get(pins.snapshot)


def _manifest(folder: DataFolder, listed: Listed) -> Manifest | None:
    place = place_of(folder.path, listed.artefact)
    return open_manifest(place, listed.manifest_digest).manifest


def _there(folder: DataFolder) -> dict[str, Listed]:
    return {str(one.artefact): one for one in listed_on(folder.trail()).values()}


def _finding(pins: Pins, found: str) -> Finding:
    return Finding(Place(f"edition {pins.name}"), Severity.STOPS, found, STANDS, PUT_BACK)
