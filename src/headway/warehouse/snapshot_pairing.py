"""Two snapshots side by side: which rows differ, without the texts of any identifier.

Numbers stand for texts, and mean something within one snapshot only. Here an identifier of both
has one **common** number: that of the later snapshot, and a negative one where only the earlier
has it. Codes are given as their texts, everything else as it is.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import duckdb

from headway.domain.restatement import Cause, RowChange
from headway.tables import TABLES
from headway.tables.schema import Table
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_aliases import MERGERS
from headway.warehouse.snapshot_decoding import ROW, decoded, parquet, texts
from headway.warehouse.snapshot_engine import EngineSettings, engine
from headway.warehouse.snapshot_form import ENGINE_TYPES, quoted, stored_as, who
from headway.warehouse.snapshot_listing import ListedSnapshot
from headway.warehouse.snapshot_manifest import StoredTable, file_of
from headway.warehouse.snapshot_merging import followed
from headway.warehouse.snapshot_opening import OpenedSnapshot, look_at
from headway.warehouse.snapshot_reading import Snapshot, open_listed, spill_folder
from headway.warehouse.snapshot_tombstones import doomed_by

RowKey = tuple[object, ...]
Changes = dict[RowKey, RowChange]


@dataclass(slots=True)
class SnapshotPair:
    """Two snapshots open for reading, and what differs between them."""

    before: Snapshot
    after: Snapshot
    _folder: DataFolder
    _opened: tuple[OpenedSnapshot, OpenedSnapshot]
    _connection: duckdb.DuckDBPyConnection
    _common: dict[str, dict[int, int]] = field(default_factory=dict)
    _back: dict[str, dict[int, int]] = field(default_factory=dict)
    _changes: dict[str, Changes] = field(default_factory=dict)
    _erased: tuple[Mapping[str, frozenset[int]], Mapping[str, frozenset[int]]] | None = None

    @property
    def sides(self) -> tuple[Snapshot, Snapshot]:
        """The earlier and the later one."""
        return (self.before, self.after)

    def common(self, side: int, table: str, column: str, cell: object) -> object:
        """Give what stands for a cell of a side (0 the earlier) in both snapshots."""
        stored = self._stored(side, table)
        found = stored.column(column) if stored else None
        if cell is None or found is None:
            return cell
        if found.codes:
            return found.codes[int(cell) - 1]  # type: ignore[call-overload]
        if not found.domain or side == 1:
            return cell
        return self._numbers(found.domain).get(cell, -cell)  # type: ignore[call-overload, operator]

    def number(self, side: int, table: str, column: str, common: object) -> object:
        """Give the cell of a side for which something common stands; None where it has none."""
        stored = self._stored(side, table)
        found = stored.column(column) if stored else None
        if common is None or found is None:
            return None
        if found.codes:
            return found.codes.index(str(common)) + 1 if common in found.codes else None
        if not found.domain:
            return common
        number = int(common)  # type: ignore[call-overload]
        if side == 1:
            return number if number > 0 else None
        if number < 0:
            return -number
        self._numbers(found.domain)
        return self._back[found.domain].get(number)

    def text(self, table: str, column: str, common: object) -> str:
        """Give the text of an identifier; only where both were opened for identifiers."""
        if common is None:
            return ""
        for side in (1, 0):
            number = self.number(side, table, column, common)
            stored = self._stored(side, table)
            found = stored.column(column) if stored else None
            if number is None or found is None:
                continue
            if not found.domain:
                return str(common)
            return self._texts(side, table, column).get(int(number), "")  # type: ignore[call-overload]
        return ""

    def changes(self, table: str) -> Changes:
        """Give what became of each row of a table that is not the same in both, by its key."""
        if table not in self._changes:
            self._changes[table] = self._worked_out(TABLES[table])
        return self._changes[table]

    def _texts(self, side: int, table: str, column: str) -> Mapping[int, str]:
        codes = self.sides[side].codes(table, column)
        return {number: text for text, number in codes.items()}

    def _stored(self, side: int, table: str) -> StoredTable | None:
        return self.sides[side].manifest.table(table)

    def _numbers(self, domain: str) -> dict[int, int]:
        if domain not in self._common:
            then, now = (texts(one.folder, domain) for one in self._opened)
            both = self._connection.execute(
                f"SELECT a.number, b.number FROM ({then}) a JOIN ({now}) b USING (text)"
            ).fetchall()
            self._common[domain] = dict(both)
            self._back[domain] = {now: then for then, now in both}
        return self._common[domain]

    def _worked_out(self, table: Table) -> Changes:
        if not any(self._stored(side, table.name) for side in (0, 1)):
            return {}
        found: Changes = {}
        for then, now, columns, *keys in self._connection.execute(self._query(table)).fetchall():
            half = len(table.key.columns)
            side = 1 if now is not None else 0
            cells = keys[half:] if side else keys[:half]
            key = tuple(
                self.common(side, table.name, name, cell)
                for name, cell in zip(table.key.columns, cells, strict=True)
            )
            found[key] = self._change(table.name, then, now, columns)
        return self._merged(table, found)

    def _change(
        self, table: str, then: int | None, now: int | None, columns: list[str]
    ) -> RowChange:
        erased_then, erased_now = self._doomed()
        if then is None:
            late = now not in erased_now.get(table, ())
            return RowChange(Cause.RECORDED_LATE if late else Cause.ERASED)
        if now is None:
            gone = then not in erased_then.get(table, ())
            return RowChange(Cause.WITHDRAWN if gone else Cause.ERASED)
        return RowChange(Cause.CORRECTED, tuple(columns))

    def _doomed(self) -> tuple[Mapping[str, frozenset[int]], Mapping[str, frozenset[int]]]:
        """Give the rows of each side that the erasures of the other would have taken."""
        if self._erased is None:
            then, now = self._opened
            self._erased = (doomed_by(self._folder, now, then), doomed_by(self._folder, then, now))
        return self._erased

    def _query(self, table: Table) -> str:
        """Write the comparison: row numbers, columns that differ, and both keys in numbers."""
        keys = [quoted(name) for name in table.key.columns]
        equal = " AND ".join(f"a.{name} = b.{name}" for name in keys)
        rest = [quoted(one.name) for one in table.columns if one.name not in table.key.columns]
        differ = ", ".join(
            f"CASE WHEN a.{name} IS DISTINCT FROM b.{name} THEN '{name[1:-1]}' END" for name in rest
        )
        listed = f"list_filter([{differ}], lambda x: x IS NOT NULL)" if rest else "[]"
        own = [f"{side}.{_raw(name)}" for side in ("a", "b") for name in keys]
        sides = (self._side(0, table), self._side(1, table))
        return (
            f"SELECT a.{ROW}, b.{ROW}, {listed} AS differing, {', '.join(own)} "
            f"FROM ({sides[0]}) AS a FULL JOIN ({sides[1]}) AS b ON {equal} "
            f"WHERE a.{ROW} IS NULL OR b.{ROW} IS NULL OR len(differing) > 0"
        )

    def _side(self, side: int, table: Table) -> str:
        """Write the rows of a side with texts, and beside them the numbers of the key."""
        stored, folder = self._stored(side, table.name), self._opened[side].folder
        missing = {
            one.name: f"CAST(NULL AS {_text_type(table, one.name)})"
            for one in table.columns
            if stored is None or stored.column(one.name) is None
        }
        keys = [quoted(name) for name in table.key.columns]
        empty = ", ".join(f"{cell} AS {quoted(name)}" for name, cell in missing.items())
        if stored is None:
            raw = ", ".join(f"CAST(NULL AS INTEGER) AS {_raw(name)}" for name in keys)
            return f"SELECT CAST(NULL AS BIGINT) AS {ROW}, {empty}, {raw} WHERE false"
        names = [one.name for one in table.columns if one.name not in missing]
        raw = ", ".join(f"r.{name} AS {_raw(name)}" for name in keys)
        more = f", {empty}" if empty else ""
        numbers = f"SELECT {ROW}, {raw} FROM {parquet(folder / file_of(table.name))} AS r"
        return (
            f"SELECT d.*{more}, n.* EXCLUDE ({ROW}) FROM ({decoded(folder, stored, names)}) AS d "
            f"JOIN ({numbers}) AS n USING ({ROW})"
        )

    def _merged(self, table: Table, found: Changes) -> Changes:
        """A row whose key changed by a merger was corrected: not withdrawn, nor recorded late."""
        kinds = [who(table, table.column(name)) for name in table.key.columns]
        if not any(kinds):
            return found
        ends = self._mergers()
        columns = tuple(name for name, kind in zip(table.key.columns, kinds, strict=True) if kind)
        for key, change in list(found.items()):
            if change.cause is not Cause.WITHDRAWN:
                continue
            stays = tuple(
                ends.get((kind, cell), cell) for kind, cell in zip(kinds, key, strict=True)
            )
            if stays == key:
                continue
            found[key] = RowChange(Cause.CORRECTED, columns)
            if stays in found and found[stays].cause is Cause.RECORDED_LATE:
                found[stays] = RowChange(Cause.CORRECTED, columns)
        return found

    def _mergers(self) -> Mapping[tuple[str, object], object]:
        """Give where each merged identifier of the later snapshot ends, in common numbers."""
        stored = self._stored(1, MERGERS)
        if stored is None or not stored.rows:
            return {}
        rows: list[tuple[Any, ...]] = self.after.query(
            f"SELECT identifies, old_id, new_id FROM {MERGERS}"
        )
        kinds = stored.column("identifies")
        codes = kinds.codes if kinds else ()
        told = ((codes[kind - 1], str(old), str(new)) for kind, old, new in rows)
        return {(kind, int(old)): int(new) for (kind, old), new in followed(told).items()}


@contextmanager
def open_pair(
    folder: DataFolder,
    before: ListedSnapshot,
    after: ListedSnapshot,
    *,
    protected: bool = False,
    settings: EngineSettings | None = None,
) -> Iterator[SnapshotPair]:
    """Open two snapshots side by side, withdrawn or not; every byte of them is checked.

    ``protected`` lets the texts of identifiers be read too: whoever asks for it puts it on the
    trail. Raises Refused for a damaged one.
    """
    used = settings or EngineSettings()
    opened = (look_at(folder.path, before), look_at(folder.path, after))
    for one in opened:
        one.whole()
    with (
        open_listed(folder, before, protected=protected, settings=used) as then,
        open_listed(folder, after, protected=protected, settings=used) as now,
        engine(spill_folder(folder), used) as connection,
    ):
        yield SnapshotPair(then, now, folder, opened, connection)


def _raw(name: str) -> str:
    return quoted(f"number of {name.strip(chr(34))}")


def _text_type(table: Table, name: str) -> str:
    kind = stored_as(table.column(name))
    return "VARCHAR" if kind.value in {"code", "identifier", "label"} else ENGINE_TYPES[kind]
