"""The data folder: published history kept for good, and answers collected from people."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.entries import Entry, EntryKind
from headway.domain.exact import exact_text, read_exact
from headway.domain.period_labels import parse_period, short_label
from headway.domain.periods import PeriodKind
from headway.domain.problems import Place
from headway.domain.published import PublishedDataset
from headway.domain.values import Absent, Number, State, Value
from headway.intake.kept_history import read_kept
from headway.services.analysis.editions import Editions
from headway.warehouse.artefacts import ArtefactId, Kind
from headway.warehouse.folder import DataFolder, Outcome, open_folder
from headway.writers.history_files import history_tables

ANSWERS = "answers.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept, where, and whether it was there already."""

    name: str
    folder: Path
    new: bool


def keep_history(editions: Editions, into: Path, *, by: str, at: datetime) -> Kept:
    """Keep editions as an artefact of the data folder ``into``, made if it is not there.

    ``by`` says who, ``at`` when (UTC). Raises ``Refused`` where the folder is something else.
    """
    files = {
        name: text.encode("utf-8-sig") for name, text in history_tables(editions.datasets).items()
    }
    about = {
        "editions": ", ".join(dataset.edition for dataset in editions.datasets),
        "files": ", ".join(dict.fromkeys(dataset.file for dataset in editions.datasets)),
        "catalogue": editions.catalogue.version,
    }
    return keep(into, Kind.HISTORY, files, about, by=by, at=at)


def keep_entries(
    entries: Sequence[Entry], into: Path, about: dict[str, str], *, by: str, at: datetime
) -> Kept:
    """Keep answers as an artefact of the data folder ``into``."""
    lines = [_entry_object(entry) for entry in entries]
    contents = json.dumps(lines, ensure_ascii=False, indent=1).encode("utf-8")
    return keep(into, Kind.ENTRIES, {ANSWERS: contents}, about, by=by, at=at)


def kept_editions(data: Path, as_known: date | None = None) -> tuple[PublishedDataset, ...]:
    """Return every edition that a data folder keeps, oldest artefact first.

    With ``as_known`` those that were kept by the end of that day (UTC).
    """
    folder = open_folder(data)
    found: dict[tuple[str, str], PublishedDataset] = {}
    for artefact in _known(folder, Kind.HISTORY, as_known):
        for dataset in read_kept(folder.read(artefact)):
            found[dataset.digest, dataset.edition] = dataset
    return tuple(found.values())


def kept_entries(data: Path, as_known: date | None = None) -> tuple[Entry, ...]:
    """Return every answer that a data folder keeps, in the order in which they were collected.

    With ``as_known`` those that were collected by the end of that day (UTC).
    """
    folder = open_folder(data)
    found = (entries_in(folder, one) for one in _known(folder, Kind.ENTRIES, as_known))
    return tuple(entry for entries in found for entry in entries)


def entries_in(folder: DataFolder, artefact: ArtefactId) -> tuple[Entry, ...]:
    """Return the answers that one artefact keeps."""
    return tuple(_entry(each) for each in json.loads(folder.read(artefact)[ANSWERS]))


def _known(folder: DataFolder, kind: Kind, as_known: date | None) -> list[ArtefactId]:
    """Name the artefacts of a kind that had been stored by the end of a day."""
    return [
        one
        for one in folder.list_artefacts(kind)
        if as_known is None or folder.describe(one).at.date() <= as_known
    ]


def keep(
    into: Path, kind: Kind, files: dict[str, bytes], about: dict[str, str], *, by: str, at: datetime
) -> Kept:
    """Keep files as one artefact of the data folder ``into``, made if it is not there."""
    folder = open_folder(into, create=True)
    stored = folder.store(kind, files, about, by=by, at=at)
    where = into / "artefacts" / kind.value / stored.artefact.short
    return Kept(str(stored.artefact), where, stored.outcome is not Outcome.ALREADY_THERE)


def _entry_object(entry: Entry) -> dict[str, str]:
    value, unit = entry.value, entry.unit
    # Entries of the council are written as they always were, so that they are the same artefact.
    of = {} if unit == COUNCIL else {"level": unit.level.value, "unit": unit.id}
    return {
        "indicator": entry.indicator,
        "period_kind": entry.period.kind.value,
        "period": short_label(entry.period),
        "what": entry.what.value,
        "state": value.state.value if isinstance(value, Absent) else "",
        "note": value.note if isinstance(value, Absent) else "",
        "number": exact_text(value.amount) if isinstance(value, Number) else "",
        "text": value if isinstance(value, str) else "",
        "by": entry.by,
        "on": entry.on.isoformat(),
        "written": entry.written,
        "file": entry.place.file,
        "sheet": entry.place.sheet,
        "row": str(entry.place.row),
        "column": entry.place.column,
        **of,
    }


def _entry(kept: dict[str, str]) -> Entry:
    what = EntryKind(kept["what"])
    return Entry(
        indicator=kept["indicator"],
        period=parse_period(kept["period"], PeriodKind(kept["period_kind"])),
        what=what,
        value=kept["text"] if what is EntryKind.COMMENTARY else _value(kept),
        by=kept["by"],
        on=date.fromisoformat(kept["on"]),
        written=kept["written"],
        place=Place(kept["file"], kept["sheet"], int(kept["row"]), kept["column"]),
        unit=UnitRef(Level(kept["level"]), kept["unit"]) if "unit" in kept else COUNCIL,
    )


def _value(kept: dict[str, str]) -> Value:
    if kept["number"]:
        return Number(read_exact(kept["number"]))
    return Absent(State(kept["state"]), kept["note"])
