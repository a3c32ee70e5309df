"""The editions that a data folder keeps: listed, opened, and withdrawn, never changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.domain.disclosure.policy import Audience
from headway.domain.entries import Entry
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.published import PublishedDataset
from headway.domain.trail import Verb
from headway.intake.kept_history import read_kept
from headway.services.analysis.keeping import entries_in
from headway.services.analysis.naming import refuse_naming
from headway.services.analysis.publish_earlier import Seen
from headway.services.analysis.publish_kept_counts import read_counts
from headway.services.analysis.publish_resting import manifests
from headway.warehouse.artefacts import ArtefactId, Kind
from headway.warehouse.folder import DataFolder, open_folder

COUNTS, PINS, EDITION = "counts.json", "pins.json", "edition.json"


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition as the data folder lists it; ``withdrawn`` is the reason, where it was."""

    name: str
    audience: Audience
    period: str
    policy: str
    card: str
    snapshot: str
    at: datetime
    by: str
    artefact: ArtefactId
    counts: str
    withdrawn: str = ""


def published(folder: DataFolder) -> tuple[PublishedEdition, ...]:
    """Return the editions of a data folder, oldest first; Refused where one is damaged.

    ``counts`` is empty where what an edition rests on is missing or damaged. The files of the
    editions are not read: they are checked when they are opened.
    """
    withdrawn = {
        entry.subject: entry.detail("reason")
        for entry in folder.trail()
        if entry.verb is Verb.WITHDREW_EDITION
    }
    counts = {
        dict(manifest.about)["edition"]: name
        for name, manifest in manifests(folder, Kind.EDITION_COUNTS)
        if manifest is not None
    }
    found = []
    there = {str(one): one for one in folder.list_artefacts(Kind.EDITIONS)}
    for key, said in manifests(folder, Kind.EDITIONS):
        one = there[key]
        manifest = said or folder.describe(one)  # which says what is wrong with it
        about = dict(manifest.about)
        name = about["edition"]
        found.append(
            PublishedEdition(
                name,
                Audience(about["audience"]),
                about["period"],
                about["policy"],
                about["card"],
                about["snapshot"],
                manifest.at,
                manifest.by,
                one,
                counts.get(name, ""),
                withdrawn.get(str(one), ""),
            )
        )
    return tuple(found)


def list_editions(data: Path) -> tuple[PublishedEdition, ...]:
    """Return the editions that a data folder keeps, oldest first."""
    return published(open_folder(data))


def edition_named(folder: DataFolder, name: str) -> PublishedEdition:
    """Return an edition by its name; Refused names those there are."""
    found = published(folder)
    for one in found:
        if one.name == name:
            return one
    raise Refused(
        Finding(
            Place(str(folder.path)),
            Severity.STOPS,
            f"no edition “{name[:60]}” was published",
            f"The editions are: {', '.join(one.name for one in found) or 'none'}",
            "Choose one of those: “headway editions” lists them",
        )
    )


def files_of_edition(data: Path, name: str) -> Mapping[str, bytes]:
    """Return the files of an edition as they were handed out, every byte checked."""
    folder = open_folder(data)
    return folder.read(edition_named(folder, name).artefact)


def withdraw_edition(data: Path, name: str, reason: str, *, by: str, at: datetime) -> None:
    """Say that an edition no longer stands. It is not changed, and its readers have seen it.

    Raises Refused for one that was withdrawn before, and for a reason that names somebody: every
    reader of the list is shown it.
    """
    folder = open_folder(data)
    refuse_naming(data, reason, "the reason")
    one = edition_named(folder, name)
    if not reason.strip() or one.withdrawn:
        found = (
            f"edition {name} was withdrawn already: {one.withdrawn}"
            if one.withdrawn
            else "no reason is given"
        )
        raise Refused(
            Finding(
                Place("headway editions"),
                Severity.STOPS,
                found,
                "An edition is withdrawn once, with a reason",
                "Say --reason, or list the editions",
            )
        )
    details = (("edition", name), ("reason", reason.strip()))
    folder.record(Verb.WITHDREW_EDITION, str(one.artefact), details, by=by, at=at)


def edition_to_show(data: Path, name: str) -> tuple[PublishedEdition, tuple[tuple[str, str], ...]]:
    """Return an edition and what it says of itself, as terms with their meanings."""
    folder = open_folder(data)
    one = edition_named(folder, name)
    found = json.loads(folder.read(one.artefact)[EDITION])
    return one, tuple((each["term"], each["meaning"]) for each in found["words"])


def seen_before(folder: DataFolder, counts: Sequence[str]) -> list[Seen]:
    """Return the counts of earlier editions; Refused where those of one are missing."""
    there = {str(one): one for one in folder.list_artefacts(Kind.EDITION_COUNTS)}
    if any(one not in there for one in counts):
        raise Refused(
            Finding(
                Place(str(folder.path)),
                Severity.STOPS,
                "the counts behind an earlier edition are missing",
                "Without them nothing can be proved about what its readers know",
                "Restore the data folder from a backup",
            )
        )
    return [read_counts(folder.read(there[one])[COUNTS]) for one in counts]


def history_of_artefacts(folder: DataFolder, names: Sequence[str]) -> tuple[PublishedDataset, ...]:
    """Return what these artefacts keep of published history, oldest first."""
    found: dict[tuple[str, str], PublishedDataset] = {}
    for one in _named(folder, Kind.HISTORY, names):
        for dataset in read_kept(folder.read(one)):
            found[dataset.digest, dataset.edition] = dataset
    return tuple(found.values())


def kept_answers(folder: DataFolder, names: Sequence[str]) -> tuple[Entry, ...]:
    """Return the answers that these artefacts keep."""
    return tuple(
        entry for one in _named(folder, Kind.ENTRIES, names) for entry in entries_in(folder, one)
    )


def _named(folder: DataFolder, kind: Kind, names: Sequence[str]) -> list[ArtefactId]:
    there = {str(one): one for one in folder.list_artefacts(kind)}
    gone = [name for name in names if name not in there]
    if gone:
        raise Refused(
            Finding(
                Place(str(folder.path)),
                Severity.STOPS,
                f"the data folder does not hold {', '.join(gone)}",
                "An edition rests on it",
                "Restore the data folder from a backup",
            )
        )
    return [there[name] for name in names]
