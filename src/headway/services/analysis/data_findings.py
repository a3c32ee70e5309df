"""What a load found to be put right: counted, listed for a team, and scored over time."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.taken_away import TakenAway
from headway.domain.trail import Verb
from headway.intake.loading.finishing import COLUMN, FOUND, SEVERITY, TEAM
from headway.intake.quality import RULES
from headway.services.analysis.load_exports import reconciliation_of
from headway.services.analysis.naming import refuse_naming
from headway.services.analysis.never_listed import folded, names_any, never_listed
from headway.services.analysis.output import Written, write_file
from headway.services.analysis.seen_rows import Named, named_in
from headway.tables import TABLES
from headway.tables.schema import Type
from headway.warehouse.folder import DataFolder, open_folder
from headway.warehouse.snapshot_manifest import SnapshotManifest
from headway.warehouse.snapshot_reading import open_snapshot
from headway.warehouse.snapshot_rejects import Reject
from headway.warehouse.snapshot_worklist import manifests, read_rejects
from headway.writers.worklist import WorkItem, worklist_csv, worklist_workbook

MARKING = "OFFICIAL-SENSITIVE: personal data"
DAYS = 30  # how long a list of rows is kept: by then another load says what is still to be done
NO_TEAM = "-"
"""Asks for the rows that name no team."""


@dataclass(frozen=True, slots=True)
class Score:
    """How good one table was in one load: loaded rows, and those without any finding."""

    snapshot: str
    export_day: str
    table: str
    rows: int
    sound: int

    @property
    def tenths(self) -> int:
        """The share without finding in tenths of a per cent, rounded down: 1000 is all of them."""
        return 1000 * self.sound // self.rows if self.rows else 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted, and what for; empty texts ask for all."""

    team: str = ""
    table: str = ""
    severity: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Worklist:
    """A worklist that was written, and how many entries it has.

    ``withheld`` are those about restricted records and relatives of staff, which are never listed.
    """

    written: Written
    items: int
    withheld: int = 0


def counts(data: Path) -> tuple[tuple[str, str, int], ...]:
    """Return code, severity and rows of what the current load found; no row is read."""
    told = dict(_current(open_folder(data)).notes).get("findings", "[]")
    return tuple((str(code), str(severity), int(rows)) for code, severity, rows in json.loads(told))


def scores(data: Path) -> tuple[Score, ...]:
    """Return the score of every table in every load that is offered, oldest first."""
    return tuple(
        Score(
            one.snapshot.text,
            dict(one.notes).get("export_day", ""),
            table.table,
            table.loaded,
            table.loaded - table.touched,
        )
        for one in manifests(open_folder(data))
        for table in reconciliation_of(one)
    )


def write_worklist(
    data: Path, out: Path, wanted: Wanted, *, by: str, at: datetime, replace: bool = False
) -> Worklist:
    """Write the worklist of the current load to a csv or xlsx file, and put that on the trail.

    Raises Refused where there is no load, no finding names the team (a slip of the pen must not
    read as an all-clear), the file is there already, or its ending is neither.
    """
    if out.suffix.lower() not in {".csv", ".xlsx"}:
        raise _refused(
            str(out), "a worklist is written as .csv or .xlsx", "Give the file that ending"
        )
    refuse_naming(data, wanted.purpose, "the purpose")
    folder = open_folder(data)
    manifest = _current(folder)
    _check_team(folder, wanted.team)
    found, withheld = _found(folder, wanted)
    named = frozenset(each for one in found for each in _named(one))
    purpose = wanted.purpose.strip() or "worklist"
    taken = TakenAway.kept(MARKING, purpose, at.date(), DAYS)
    details = (
        ("what", "findings"),
        ("team", wanted.team),
        ("table", wanted.table),
        ("severity", wanted.severity),
        ("purpose", purpose),
        ("delete by", taken.delete_by.isoformat()),
        ("rows", str(len(found))),
        ("withheld", str(withheld) if withheld else ""),
    )
    subject, told = f"snapshot/{manifest.snapshot}", [one for one in details if one[1]]
    folder.record(Verb.READ_ROWS, subject, told, by=by, at=at, seen=named)
    fixes = {rule.code: rule.fix for rule in RULES}
    items = sorted((_item(one, fixes) for one in found), key=_order)
    contents = (
        worklist_csv(items, taken)
        if out.suffix.lower() == ".csv"
        else _workbook(items, wanted, manifest, taken)
    )
    return Worklist(write_file(out, contents, "worklist", replace=replace), len(items), withheld)


def _check_team(folder: DataFolder, team: str) -> None:
    if team in {"", NO_TEAM}:
        return
    named = {dict(entry.cells).get(TEAM, "") for entry in read_rejects(folder)} - {""}
    if team not in named:
        raise _refused(
            "headway findings --team",
            "no finding of the current load names this team",
            f"Teams that findings name are {', '.join(sorted(named)) or 'none'}; choose one",
        )


def _workbook(
    items: list[WorkItem], wanted: Wanted, manifest: SnapshotManifest, taken: TakenAway
) -> bytes:
    title = f"Worklist of team {wanted.team}" if wanted.team else "Worklist"
    day = dict(manifest.notes).get("export_day", "")
    about = f"Export of {day}, load {manifest.snapshot}"
    return worklist_workbook(items, title=title, about=about, taken=taken)


def _found(folder: DataFolder, wanted: Wanted) -> tuple[list[Reject], int]:
    """Give the entries that are wanted, and how many more are never listed."""
    asked = [one for one in read_rejects(folder) if _is_wanted(one, wanted)]
    with open_snapshot(folder, protected=True) as snapshot:
        never = folded(never_listed(snapshot))
    listed = [one for one in asked if not names_any(one.table_name, _row_cells(one), never)]
    return listed, len(asked) - len(listed)


def _is_wanted(entry: Reject, wanted: Wanted) -> bool:
    cells = dict(entry.cells)
    team = "" if wanted.team == NO_TEAM else wanted.team
    return (
        (not wanted.table or entry.table_name == wanted.table)
        and (not wanted.severity or cells.get(SEVERITY) == wanted.severity)
        and (not wanted.team or cells.get(TEAM, "") == team)
    )


def _row_cells(entry: Reject) -> list[tuple[str, str]]:
    """Give the cells of the row itself, without what the load says of it."""
    return [one for one in entry.cells if one[0] not in {SEVERITY, COLUMN, TEAM}]


def _named(entry: Reject) -> Named:
    cells = [one for one in _row_cells(entry) if one[0] in TABLES[entry.table_name].column_names]
    names, values = [name for name, _ in cells], [value for _, value in cells]
    return named_in(entry.table_name, names, [values])


def _item(entry: Reject, fixes: dict[str, str]) -> WorkItem:
    cells = dict(entry.cells)
    fix, team = fixes.get(_rule_of(entry.code), ""), cells.get(TEAM, "")
    return WorkItem(
        team, cells.get(SEVERITY, ""), entry.table_name, _record(entry.table_name, cells),
        cells.get(COLUMN, ""), entry.message, fix, entry.source, entry.row_number, entry.code,
    )  # fmt: skip


def _record(table: str, cells: dict[str, str]) -> str:
    """Name the row by its identifiers; a rejected row has the headings of its export."""
    known = TABLES[table]
    names = [c.name for c in known.columns if c.type is Type.TEXT and c.name in cells]
    chosen = [n for n in names if n in known.key.columns or known.column(n).personal]
    if not chosen:
        chosen = [n for n in cells if n not in {SEVERITY, COLUMN, TEAM, FOUND}][:2]
    return ", ".join(f"{name} {cells[name]}" for name in chosen)


def fix_of(code: str) -> str:
    """Say what to do about findings of a code; nothing where no rule says so."""
    return next((rule.fix for rule in RULES if rule.code == _rule_of(code)), "")


def _rule_of(code: str) -> str:
    """Name the rule a code belongs to: by its last part, or else by the kind of its constraint."""
    last = code.rpartition(".")[2]
    return next(
        (rule.code for rule in RULES if rule.code == last), _KINDS.get(last, "order_of_cells")
    )


_KINDS = {
    "wrong_type": "faulty_cells", "unknown_code": "faulty_cells", "too_long": "faulty_cells",
    "too_small": "faulty_cells", "too_great": "faulty_cells", "formula": "faulty_cells",
    "ambiguous_date": "faulty_cells", "shifted": "faulty_cells", "missing": "missing_cells",
    "in_the_future": "future_dates", "misspelled_unit": "unknown_unit", "alike": "alike_units",
}  # fmt: skip


def _order(item: WorkItem) -> tuple[str, int, str, str, int]:
    return (
        item.team,
        ["fatal", "emptied", "told", ""].index(item.severity),
        item.table,
        item.code,
        item.row,
    )


def _current(folder: DataFolder) -> SnapshotManifest:
    known = manifests(folder)
    if not known:
        raise _refused(
            str(folder.path), "nothing was loaded yet", "Load exports with “headway load”"
        )
    return known[-1]


def _refused(place: str, found: str, step: str) -> Refused:
    return Refused(Finding(Place(place), Severity.STOPS, found, "", step))
