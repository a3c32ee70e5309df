"""What comes out of a load: rows for the snapshot, rejects, findings, and the reconciliation."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from headway.intake.loading.checking import FINDING, GONE, RuleFound
from headway.intake.loading.conforming import WITHHELD
from headway.intake.loading.preparing import Prepared
from headway.intake.loading.reconciling import TableReconciled
from headway.tables import TABLES
from headway.tables.constraints import Consequence
from headway.tables.schema import Type
from headway.warehouse.snapshot_manifest import Period
from headway.warehouse.snapshot_rejects import Reject

SEVERITY, COLUMN, TEAM, FOUND = "(severity)", "(column)", "(team)", "(found)"
"""Cells of an entry besides those of its row: what became of it, the column that is wrong, the team
responsible, and what stood in a cell that was emptied. The brackets keep them apart."""

MOST_LISTED = 100_000
"""Rows of one kind that are listed one by one where they were loaded; all of them are counted."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One finding as it is counted: code, column, severity in words, rows, and what to do."""

    code: str
    table: str
    severity: str
    rows: int
    message: str
    fix: str


SEVERITIES = {
    Consequence.ROW_REJECTED: "fatal",
    Consequence.CELL_EMPTIED: "emptied",
    Consequence.TOLD: "told",
}


def rows_of(prepared: Prepared, table: str) -> Iterator[pa.RecordBatch]:
    """Give the rows of a table that are loaded, batch by batch."""
    cells = ", ".join(f'"{name}"' for name in TABLES[table].column_names)
    yield from prepared.staging.stream(f'SELECT {cells} FROM "live_{table}"')


def counted(prepared: Prepared) -> tuple[Counted, ...]:
    """Give every finding with how many rows it has; duplicates are not among them."""
    return tuple(
        Counted(
            one.question.code,
            one.question.table,
            SEVERITIES[one.question.consequence],
            one.rows,
            _message(one),
            one.rule.fix,
        )
        for one in prepared.checked.found
        if not one.question.duplicate
    )


def _message(one: RuleFound) -> str:
    return one.question.message or one.rule.title


def reconciled(prepared: Prepared) -> tuple[TableReconciled, ...]:
    """Give what came of every row; a sum that does not come out raises ValueError."""
    return tuple(_reconciled(prepared, name) for name in prepared.tables)


def _reconciled(prepared: Prepared, name: str) -> TableReconciled:
    ask = prepared.staging.ask
    numbers = ", ".join(map(str, prepared.checked.duplicates)) or "NULL"
    ((loaded,),) = ask(f'SELECT count(*) FROM "live_{name}"')
    again = f"coalesce(g.number IN ({numbers}), false)"
    ((twice, rejected),) = ask(
        f"SELECT count(*) FILTER (WHERE {again}), count(*) FILTER (WHERE NOT {again})"
        f' FROM {GONE} AS g SEMI JOIN "rows_{name}" AS r ON g.row_id = r.row_id'
    )
    ((touched,),) = ask(
        f'SELECT count(*) FROM "live_{name}" WHERE row_id IN (SELECT row_id FROM {FINDING})'
    )
    covers = covered(prepared, name)
    return TableReconciled(
        name,
        prepared.source_rows.get(name, 0),
        prepared.set_aside.get(name, 0),
        loaded,
        rejected,
        twice,
        touched,
        covers.first if covers else None,
        covers.last if covers else None,
    )


def covered(prepared: Prepared, name: str) -> Period | None:
    """Give the first and last day of a table's events; slips do not stretch it."""
    table = TABLES[name]
    event = table.event_date
    if event is None or table.column(event).type is not Type.DATE:
        return None
    slips = ", ".join(
        str(one.number)
        for one in prepared.checked.found
        if one.rule.code in {"far_from_others", "future_dates", "outside_life"}
    )
    sound = f"row_id NOT IN (SELECT row_id FROM {FINDING} WHERE number IN ({slips or 'NULL'}))"
    ((first, last),) = prepared.staging.ask(
        f'SELECT min("{event}"), max("{event}") FROM "live_{name}" WHERE {sound}'
    )
    return Period(first, last) if first else None


def rejects_of(prepared: Prepared) -> Iterator[Reject]:
    """Give every row that was kept out, with its reason and its cells as they were found."""
    kept_out = [
        one
        for one in prepared.checked.found
        if one.question.consequence is Consequence.ROW_REJECTED and not one.question.duplicate
    ]
    for one in kept_out:
        yield from _with_cells(
            prepared, one, f"SELECT row_id FROM {GONE} WHERE number = {one.number}"
        )


def _with_cells(prepared: Prepared, one: RuleFound, rows: str) -> Iterator[Reject]:
    table = one.question.table
    for number, found in prepared.found:
        if found.feed.table != table:
            continue
        slots = prepared.slots[number]
        positions = [p for p in sorted(found.wanted) if p >= 0]
        headings = found.source.beginning[found.heading_row]
        names = [headings[p] if p < len(headings) else str(p) for p in positions]
        secret = _not_kept(found.feed.table, found.at)
        cells = "".join(f', raw."{slots[p]}"' for p in positions)
        sql = (
            f'SELECT r.line, {_team(table)}, f.found{cells} FROM "rows_{table}" AS r'
            f" SEMI JOIN ({rows}) AS g"
            f' ON r.row_id = g.row_id JOIN "raw_{number}" AS raw ON raw.place_no = r.place_no'
            f" LEFT JOIN (SELECT row_id, min(found) AS found FROM fault WHERE"
            f" {_fault_of(one)} GROUP BY row_id) AS f ON f.row_id = r.row_id"
            f" WHERE r.source_no = {number} ORDER BY r.line"
        )
        where = found.source.sheet or ""
        source = f"{found.source.file}, {where}" if where else found.source.file
        for batch in prepared.staging.stream(sql):
            for line, team, told, *values in _rows(batch):
                cells_found = [
                    (name, WITHHELD if p in secret else value)
                    for p, name, value in zip(positions, names, values, strict=True)
                ]
                column = one.question.code.split(".")[1] if one.question.from_fault else None
                beside = [(SEVERITY, _severity(one)), (COLUMN, column), (TEAM, team)]
                shown = tuple(each for each in (*cells_found, *beside) if each[1] is not None)
                yield Reject(table, source, line, one.question.code, told or _message(one), shown)


def _fault_of(one: RuleFound) -> str:
    if not one.question.from_fault:
        return "false"
    table, *rest = one.question.code.split(".")
    column = rest[0] if len(rest) > 1 else ""
    return f"table_name = '{table}' AND column_name = '{column}' AND kind = '{rest[-1]}'"


def _not_kept(table: str, at: Mapping[str, tuple[int, ...]]) -> frozenset[int]:
    """Give the positions of dates of which only the month may be kept."""
    months = {c.name for c in TABLES[table].columns if c.type is Type.MONTH}
    return frozenset(p for name, found in at.items() if name in months for p in found)


def findings_of(prepared: Prepared) -> Iterator[Reject]:
    """Give every finding about a row or a cell that was loaded, in the form of a reject.

    Its cells are the row's key and team, the column, and for an emptied cell what stood in it:
    enough to find the row in the case system.
    """
    for one in prepared.checked.found:
        if one.question.duplicate or one.question.consequence is Consequence.ROW_REJECTED:
            continue
        yield from _told(prepared, one)


def _told(prepared: Prepared, one: RuleFound) -> Iterator[Reject]:
    table = TABLES[one.question.table]
    people = [c.name for c in table.columns if c.personal and c.type is Type.TEXT]
    shown = list(dict.fromkeys([*table.key.columns, *people]))
    named = _sources(prepared)
    cells = "".join(f', CAST(r."{name}" AS VARCHAR)' for name in shown)
    fault = _fault_of(one)
    sql = (
        f"SELECT r.source_no, r.line, g.column_name, {_team(table.name)}, f.found, f.value{cells}"
        f' FROM "live_{table.name}" AS r JOIN {FINDING} AS g ON r.row_id = g.row_id'
        f" AND g.number = {one.number} LEFT JOIN (SELECT row_id, min(found) AS found,"
        f" min(value) AS value FROM fault WHERE {fault} GROUP BY row_id) AS f"
        f" ON f.row_id = r.row_id ORDER BY r.source_no, r.line LIMIT {MOST_LISTED}"
    )
    for batch in prepared.staging.stream(sql):
        for source_no, line, column, team, found, value, *keys in _rows(batch):
            beside = [(SEVERITY, _severity(one)), (COLUMN, column), (TEAM, team), (FOUND, value)]
            told = [*zip(shown, keys, strict=True), *beside]
            cells_told = tuple((name, each) for name, each in told if each is not None)
            message = found or _message(one)
            yield Reject(table.name, named[source_no], line, one.question.code, message, cells_told)


def _rows(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    return zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _severity(one: RuleFound) -> str:
    return SEVERITIES[one.question.consequence]


def _team(table: str) -> str:
    unit = TABLES[table].unit_column
    return f'r."{unit}"' if unit else "CAST(NULL AS VARCHAR)"


def _sources(prepared: Prepared) -> dict[int, str]:
    return {
        number: f"{found.source.file}, {found.source.sheet}".removesuffix(", ")
        for number, found in prepared.found
    }


def notes_of(
    prepared: Prepared, tables: Sequence[TableReconciled], findings: Sequence[Counted]
) -> dict[str, str]:
    """Give what the manifest says of the load, as texts of plain data."""
    return {
        "export_day": prepared.today.isoformat(),
        "reconciliation": _text([one.to_json() for one in tables]),
        "findings": _text([[one.code, one.severity, one.rows] for one in findings]),
        "column_maps": _text(sorted({found.map.file.id for _, found in prepared.found})),
    }


def _text(told: object) -> str:
    return json.dumps(told, ensure_ascii=True, separators=(",", ":"))
