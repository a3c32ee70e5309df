"""The rows of a stored table with their texts again: for those entitled, and for comparing."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from headway.warehouse.snapshot_form import Stored, literal, quoted
from headway.warehouse.snapshot_manifest import (
    IDENTIFIERS_FILE,
    LABELS_FILE,
    StoredColumn,
    StoredTable,
    file_of,
)

ROW = "file_row_number"


def parquet(path: Path) -> str:
    """Write a file as a source of rows, each with its number in the file."""
    return f"read_parquet({literal(str(path.absolute()))}, file_row_number = true)"


def decoded(folder: Path, table: StoredTable, columns: Sequence[str], where: str = "true") -> str:
    """Give the query for rows with texts for numbers, in the order of the file.

    ``columns`` are those wanted, ``where`` a condition on the stored row ``r``. The first column
    given is the row's number in the file.
    """
    chosen = [one for one in table.columns if one.name in columns]
    chosen.sort(key=lambda one: columns.index(one.name))
    joins = [f"{parquet(folder / file_of(table.name))} AS r"]
    selected = [f"r.{ROW} AS {ROW}"]
    for place, column in enumerate(chosen):
        selected.append(f"{_text(place, column)} AS {quoted(column.name)}")
        if column.domain:
            joins.append(_join(folder, place, column))
    return f"SELECT {', '.join(selected)} FROM {' LEFT JOIN '.join(joins)} WHERE {where}"


def texts(folder: Path, domain: str) -> str:
    """Give the query for the numbers and texts of a domain."""
    files: Iterable[Path] = (folder / LABELS_FILE, folder / IDENTIFIERS_FILE)
    named = ", ".join(literal(str(path.absolute())) for path in files)
    return f"SELECT number, text FROM read_parquet([{named}]) WHERE domain = {literal(domain)}"


def _text(place: int, column: StoredColumn) -> str:
    name = f"r.{quoted(column.name)}"
    if column.domain:
        return f"d{place}.text"
    if column.kind is Stored.CODE:
        return f"list_extract([{', '.join(map(literal, column.codes))}], {name})"
    return name


def _join(folder: Path, place: int, column: StoredColumn) -> str:
    table = f"({texts(folder, column.domain)}) AS d{place}"
    return f"{table} ON d{place}.number = r.{quoted(column.name)}"
