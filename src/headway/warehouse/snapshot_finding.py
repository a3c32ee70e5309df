"""Everything that is kept about one person, for subject access: rows, rejects, files, the trail."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from headway.domain.problems import Findings, Place, Refused, Severity
from headway.domain.trail import TrailEntry, Verb, line_of
from headway.tables import TABLES
from headway.tables.naming import named_by
from headway.warehouse.disk import in_plain_words
from headway.warehouse.folder import DataFolder
from headway.warehouse.seen import SeenBy, seen_by
from headway.warehouse.snapshot_aliases import aliases, names_one, refuse_names
from headway.warehouse.snapshot_decoding import ROW, decoded, parquet
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_erasing import open_all, rejects_about
from headway.warehouse.snapshot_form import quoted
from headway.warehouse.snapshot_key import keyed_digest, made_key, read_key
from headway.warehouse.snapshot_manifest import REJECTS_FILE
from headway.warehouse.snapshot_opening import OpenedSnapshot
from headway.warehouse.snapshot_reach import FAMILY, SUBJECTS, Reach, numbers
from headway.warehouse.snapshot_reading import spill_folder
from headway.warehouse.trail_file import append_entry

REJECTS = "rejects"
LONGEST = 2000  # characters of a line that is shown


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row about a person, its texts by column, and the snapshots that hold it in this form."""

    table: str
    cells: tuple[tuple[str, str], ...]
    snapshots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundText:
    """A line of a stored file or of the trail that names a person."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class FoundPerson:
    """All that is kept about a person; ``person`` is the digest by which the trail knows them.

    ``seen`` says who saw rows of theirs, as far back as the trail is kept.
    """

    person: str
    identifiers: tuple[str, ...]
    rows: tuple[FoundRow, ...]
    texts: tuple[FoundText, ...]
    snapshots: int
    seen: tuple[SeenBy, ...] = ()


@dataclass(slots=True)
class _Gathered:
    rows: dict[tuple[str, tuple[tuple[str, str], ...]], list[str]] = field(default_factory=dict)

    def add(self, table: str, cells: tuple[tuple[str, str], ...], snapshot: str) -> None:
        held = self.rows.setdefault((table, cells), [])
        if snapshot not in held:
            held.append(snapshot)


def find_person(
    folder: DataFolder,
    person: str,
    *,
    purpose: str,
    by: str,
    at: datetime,
    settings: EngineSettings | None = None,
) -> FoundPerson:
    """Find a person in every snapshot, withdrawn ones too, in rejects, artefacts and the trail.

    That somebody looked, and for what purpose, is on the trail before anything is given. Rows
    that the person is a subject of are given too, and may be about others as well. Raises Refused
    without a purpose, and for a damaged folder.
    """
    _check(person, purpose, by)
    with in_plain_words(folder.path), folder.writing(by, at) as trail:
        key = made_key(folder.path, folder.disk)
        digest = keyed_digest(key, person)
        opened = open_all(folder, trail)
        with engine(spill_folder(folder), settings or EngineSettings()) as connection:
            known = aliases(connection, opened.values(), person)
        refuse_names(purpose, known)
        gathered = _Gathered()
        for one in opened.values():
            with engine(spill_folder(folder), settings or EngineSettings()) as connection:
                _gather(Reach(connection, one.folder, one.whole()), known, gathered)
        rows = tuple(
            FoundRow(table, cells, tuple(names)) for (table, cells), names in gathered.rows.items()
        )
        words = {*known, digest}
        seen = seen_by(folder.path, key, trail.entries, _named(known, rows))
        texts = (*_in_artefacts(folder, words), *_in_trail(trail.entries, words))
        append_entry(
            folder.path,
            folder.disk,
            trail,
            at=at,
            by=by,
            verb=Verb.LOOKED_UP,
            subject=f"person/{digest}",
            details=(("purpose", purpose.strip()), ("rows", str(len(rows)))),
        )
    return FoundPerson(digest, tuple(sorted(known)), rows, texts, len(opened), seen)


def erased_before(folder: DataFolder, opened: OpenedSnapshot) -> int:
    """Count people of a snapshot who were erased before it was loaded.

    The case system still holds them: either they are erased there too, or erased here again.
    Raises Refused where the snapshot or the key is damaged; 0 where the key is gone.
    """
    entries = folder.trail()
    digests = {
        entry.subject.removeprefix("person/")
        for entry in entries
        if entry.verb is Verb.ERASED and entry.subject.startswith("person/")
    }
    if not digests:
        return 0
    table, key = opened.whole().table("person"), read_key(folder.path)
    if table is None or key is None:
        return 0
    with engine(spill_folder(folder), EngineSettings()) as connection:
        rows = connection.execute(decoded(opened.folder, table, ("person_id",))).fetchall()
    return sum(keyed_digest(key, str(person)) in digests for _, person in rows)


def _named(known: set[str], rows: Iterable[FoundRow]) -> set[tuple[str, str]]:
    """Name all that is theirs: each identifier of the person, and each row that has one."""
    named = {("person", one) for one in known}
    for row in rows:
        cells = dict(row.cells)
        keys = TABLES[row.table].key.columns if row.table in TABLES else ()
        named |= {named_by(row.table, one, cells[one]) for one in keys if one in cells}
    return named


def _gather(reach: Reach, known: set[str], gathered: _Gathered) -> None:
    reach.start(known)
    linked = _linked(reach)
    reach.spread()
    snapshot = reach.manifest.snapshot.text
    for stored in reach.manifest.tables:
        condition = (
            f"r.{ROW} IN (SELECT row FROM doomed WHERE tab = '{stored.name}') "
            f"OR {linked.get(stored.name, 'false')}"
        )
        query = decoded(reach.folder, stored, [one.name for one in stored.columns], condition)
        answer = reach.connection.execute(f"{query} ORDER BY r.{ROW}")
        names = [one[0] for one in answer.description or ()][1:]
        for _, *cells in answer.fetchall():
            told = tuple((n, str(c)) for n, c in zip(names, cells, strict=True) if c is not None)
            gathered.add(stored.name, told, snapshot)
    _gather_rejects(reach, known, gathered, snapshot)


def _linked(reach: Reach) -> dict[str, str]:
    """Write which plans, assessments and families the person is a subject or member of."""
    held = {table.name for table in reach.tables}
    return {
        kind: f"r.{quoted(TABLES[kind].key.columns[0])} IN (SELECT "
        f"{quoted(TABLES[kind].key.columns[0])} FROM {quoted(subjects)} "
        f"WHERE person_id IN {numbers('person')})"
        for kind, subjects in SUBJECTS.items()
        if subjects in held and kind in held and kind != FAMILY
    }


def _gather_rejects(reach: Reach, known: set[str], gathered: _Gathered, snapshot: str) -> None:
    rows = rejects_about(reach.connection, reach.folder, known)
    if not rows:
        return
    listed = ", ".join(map(str, sorted(rows)))
    found = reach.connection.execute(
        "SELECT table_name, source, row_number, message, cell_names, cell_values FROM "
        f"{parquet(reach.folder / REJECTS_FILE)} WHERE {ROW} IN ({listed}) ORDER BY {ROW}"
    ).fetchall()
    for table, source, number, message, names, values in found:
        cells = (
            ("table", table),
            ("source", source),
            ("row", str(number)),
            ("reason", message),
            *((str(name), str(value)) for name, value in zip(names, values, strict=True)),
        )
        gathered.add(REJECTS, cells, snapshot)


def _in_artefacts(folder: DataFolder, words: set[str]) -> Iterator[FoundText]:
    for artefact in folder.list_artefacts():
        for name, contents in folder.read(artefact).items():
            lines = contents.decode("utf-8-sig", errors="replace").splitlines()
            for number, line in enumerate(lines, start=1):
                if names_one(line, words):
                    yield FoundText(Place(f"{artefact}/{name}", line=number), line[:LONGEST])


def _in_trail(entries: Iterable[TrailEntry], words: set[str]) -> Iterator[FoundText]:
    for entry in entries:
        line = line_of(entry)
        if names_one(line, words):
            yield FoundText(Place("trail", line=entry.number), line[:LONGEST])


def _check(person: str, purpose: str, by: str) -> None:
    problems, place, done = Findings(), Place("looking up a person"), "Nothing was read"
    if not person.strip():
        problems.add(place, Severity.STOPS, "no identifier is given", done, "Say who is meant")
    if not purpose.strip():
        problems.add(place, Severity.STOPS, "no purpose is given", done, "Say it with --purpose")
    if not by.strip():
        problems.add(place, Severity.STOPS, "nobody is named who looks", done, "Say by whom")
    problems.stop_if_needed(Refused)
