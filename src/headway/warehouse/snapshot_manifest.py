"""What a snapshot is called and what its manifest says."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from headway.domain.trail import canonical_json, utc_text
from headway.warehouse.artefacts import MANIFEST, StoredFile, sha256
from headway.warehouse.snapshot_form import Stored

FORMAT = 1
SNAPSHOTS = "snapshots"
LABELS_FILE = "labels.parquet"  # the texts of units and labels, which any reader of figures may see
IDENTIFIERS_FILE = "identifiers.parquet"  # protected: the texts of all other identifiers
REJECTS_FILE = "rejects.parquet"  # protected: rows as they were found
NAME = re.compile(r"\d{4}-\d{2}-\d{2}-\d{6}-[0-9a-f]{8}")
FOLDER_NAME = re.compile(rf"({NAME.pattern})-r(\d+)")

__all__ = [
    "MANIFEST",
    "Change",
    "Period",
    "SnapshotId",
    "SnapshotManifest",
    "SourceFile",
    "StoredColumn",
    "StoredTable",
    "file_of",
    "first_manifest_id",
    "manifest_from",
    "manifest_text",
]


@dataclass(frozen=True, slots=True, order=True)
class SnapshotId:
    """What a snapshot is called: the moment of loading (UTC) and eight digits of its digest."""

    text: str

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.text):
            raise ValueError("a snapshot is called like 2026-11-21-093000-1f3a9c2b")

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that was loaded: its name without folders, its digest, size in bytes and rows."""

    name: str
    sha256: str
    size: int
    rows: int

    def __post_init__(self) -> None:
        if not self.name.strip() or self.size < 0 or self.rows < 0:
            raise ValueError("a source has a name, and a size and rows that are not negative")
        if not re.fullmatch(r"[0-9a-f]{64}", self.sha256):
            raise ValueError("a source's digest is 64 hexadecimal digits")


@dataclass(frozen=True, slots=True)
class Period:
    """The days a table covers, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError("a table covers from a first day to a last day")


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column as it was stored: its name, what as, its domain or its codes."""

    name: str
    kind: Stored
    domain: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table as it was stored: how many rows, which columns, and what days it covers.

    ``merged`` counts rows left out since two identifiers that were merged made them the same.
    """

    name: str
    rows: int
    columns: tuple[StoredColumn, ...]
    covers: Period | None = None
    merged: int = 0

    def column(self, name: str) -> StoredColumn | None:
        """Return the column of that name, if it was stored."""
        return next((one for one in self.columns if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Change:
    """Why a snapshot is not as it was loaded: rows erased from it, table by table."""

    at: datetime
    by: str
    reason: str
    person: str  # the keyed digest of the identifier; empty for retention
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SnapshotManifest:
    """All that is said of a snapshot. ``revision`` counts the erasures it went through."""

    snapshot: SnapshotId
    revision: int
    at: datetime
    by: str
    schema: str
    sources: tuple[SourceFile, ...]
    tables: tuple[StoredTable, ...]
    rejected: int
    files: tuple[StoredFile, ...]
    changes: tuple[Change, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        utc_text(self.at)
        if self.revision != len(self.changes):
            raise ValueError("each revision of a snapshot says why it was made")

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.snapshot}-r{self.revision}"

    @property
    def rows(self) -> int:
        """How many rows there are in all its tables."""
        return sum(table.rows for table in self.tables)

    def table(self, name: str) -> StoredTable | None:
        """Return the table of that name, if it was loaded."""
        return next((one for one in self.tables if one.name == name), None)


def file_of(table: str) -> str:
    """Name the file of a table."""
    return f"table-{table}.parquet"


def first_manifest_id(at: datetime, by: str, digests: Mapping[str, str]) -> SnapshotId:
    """Name a snapshot by when it was loaded and by what is in it."""
    whole = {"at": utc_text(at), "by": by, "files": dict(digests)}
    digest = sha256(canonical_json(whole).encode("ascii"))
    return SnapshotId(f"{at:%Y-%m-%d-%H%M%S}-{digest[:8]}")


def manifest_text(manifest: SnapshotManifest) -> bytes:
    """Write a manifest as JSON text for people and programs."""
    fields = {
        "format": FORMAT,
        "snapshot": manifest.snapshot.text,
        "revision": manifest.revision,
        "loaded_at": utc_text(manifest.at),
        "by": manifest.by,
        "schema": manifest.schema,
        "notes": dict(manifest.notes),
        "sources": [
            {"name": one.name, "sha256": one.sha256, "size": one.size, "rows": one.rows}
            for one in manifest.sources
        ],
        "tables": {table.name: _table_fields(table) for table in manifest.tables},
        "rejected": manifest.rejected,
        "changes": [_change_fields(change) for change in manifest.changes],
        "files": {file.name: {"sha256": file.sha256, "size": file.size} for file in manifest.files},
    }
    return (json.dumps(fields, indent=1) + "\n").encode("ascii")


def manifest_from(contents: bytes) -> SnapshotManifest:
    """Read a manifest; ValueError unless it is exactly one that ``manifest_text`` writes."""
    try:
        fields = json.loads(contents)
        if fields["format"] != FORMAT:
            raise ValueError(f"the manifest is of format {fields['format']}, not {FORMAT}")
        manifest = SnapshotManifest(
            snapshot=SnapshotId(fields["snapshot"]),
            revision=fields["revision"],
            at=datetime.fromisoformat(fields["loaded_at"]),
            by=fields["by"],
            schema=fields["schema"],
            sources=tuple(SourceFile(**one) for one in fields["sources"]),
            tables=tuple(_table_from(name, one) for name, one in fields["tables"].items()),
            rejected=fields["rejected"],
            files=tuple(StoredFile(name, **told) for name, told in fields["files"].items()),
            changes=tuple(_change_from(one) for one in fields["changes"]),
            notes=tuple(fields["notes"].items()),
        )
    except (KeyError, TypeError, AttributeError, RecursionError):
        raise ValueError("the manifest cannot be read") from None
    if manifest_text(manifest) != contents:
        raise ValueError("the manifest is not in the form in which Headway writes it")
    return manifest


def _table_fields(table: StoredTable) -> dict[str, object]:
    covers = table.covers
    return {
        "rows": table.rows,
        "merged": table.merged,
        "covers": [covers.first.isoformat(), covers.last.isoformat()] if covers else None,
        "columns": {
            one.name: {"kind": one.kind.value}
            | ({"domain": one.domain} if one.domain else {})
            | ({"codes": list(one.codes)} if one.codes else {})
            for one in table.columns
        },
    }


def _table_from(name: str, fields: Mapping[str, object]) -> StoredTable:
    match fields:
        case {
            "rows": int(rows),
            "merged": int(merged),
            "covers": covers,
            "columns": dict(columns),
        }:
            return StoredTable(
                name,
                rows,
                tuple(_column_from(column, told) for column, told in columns.items()),
                _period_from(covers),
                merged,
            )
    raise ValueError("a table of the manifest cannot be read")


def _column_from(name: str, told: Mapping[str, object]) -> StoredColumn:
    match told:
        case {"kind": str(kind)}:
            codes = told.get("codes", [])
            listed = tuple(str(one) for one in codes) if isinstance(codes, list) else ()
            return StoredColumn(name, Stored(kind), str(told.get("domain", "")), listed)
    raise ValueError("a column of the manifest cannot be read")


def _period_from(covers: object) -> Period | None:
    match covers:
        case [str(first), str(last)]:
            return Period(date.fromisoformat(first), date.fromisoformat(last))
        case None:
            return None
    raise ValueError("the days a table covers cannot be read")


def _change_fields(change: Change) -> dict[str, object]:
    return {
        "at": utc_text(change.at),
        "by": change.by,
        "reason": change.reason,
        "person": change.person,
        "rows": dict(change.rows),
    }


def _change_from(fields: Mapping[str, object]) -> Change:
    match fields:
        case {
            "at": str(at),
            "by": str(by),
            "reason": str(reason),
            "person": str(person),
            "rows": dict(rows),
        }:
            return Change(datetime.fromisoformat(at), by, reason, person, tuple(rows.items()))
    raise ValueError("a change in the manifest cannot be read")
