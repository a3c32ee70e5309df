"""Make the exports of a made-up council."""

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from headway.domain.problems import FileMistake, Finding, Place, Refused, Severity
from headway.synthetic.annex_a import LISTS
from headway.synthetic.dials import Dials, turned
from headway.synthetic.exports import Form, Part, empty_files, make_parts
from headway.synthetic.faults import Planted
from headway.synthetic.rows import Value, rows
from headway.synthetic.ssd import SSD_TABLES
from headway.tables import TABLES
from headway.writers.plain_workbook import plain_workbook

ALL_FORMS = frozenset(Form)
WORKBOOK = "Annex_A.xlsx"
MOST_IN_A_WORKBOOK = 6_000
"""Rows of all lists together; more are written as a csv file for each list."""

FAULTS, FAULTY_ROWS = "faults.csv", "faulty-rows.csv"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was written: the folder, each file in it, and the rows of each table of each form.

    ``faults`` counts by form, table, column and fault the rows in which one was planted.
    """

    folder: Path
    files: tuple[Path, ...]
    rows: Mapping[tuple[Form, str], int]
    faults: Mapping[tuple[Form, str, str, str], int]


def make_synthetic(
    folder: Path, *, children: int, years: int, seed: int, replace: bool = False
) -> MadeUp:
    """Write the exports of a made-up council with the usual dials; see ``make_exports``."""
    return make_exports(folder, Dials(children=children, years=years, seed=seed), replace=replace)


def make_exports(
    folder: Path, dials: Dials, *, forms: frozenset[Form] = ALL_FORMS, replace: bool = False
) -> MadeUp:
    """Write the exports of a made-up council into the folder, which is made if it is new.

    Each form has a folder in it; ``faults.csv`` counts the faults planted and
    ``faulty-rows.csv`` names each row. Raises ``Refused`` where the folder holds something and
    ``replace`` is not given, or where it cannot be written.
    """
    _make_ready(folder, replace=replace)
    try:
        return _write(folder, dials, forms)
    except OSError as problem:
        reason = problem.strerror or "the system refused"
        raise _refused(folder, f"the folder cannot be written ({reason})") from problem


@dataclass(slots=True)
class _Files:
    """The files being written: csv files, opened when their first rows come, and a workbook.

    The lists of Annex A are kept for a workbook until they are too long for one.
    """

    folder: Path
    stack: ExitStack
    opened: dict[Path, BinaryIO] = field(default_factory=dict)
    lists: list[Part] = field(default_factory=list)
    too_long: bool = False

    def file(self, form: Form, table: str, heading: bytes) -> BinaryIO:
        """Give the csv file of a table, with its heading in it."""
        path = self.folder / form.value / f"{table}.csv"
        if path not in self.opened:
            path.parent.mkdir(exist_ok=True)
            self.opened[path] = self.stack.enter_context(path.open("wb"))
            self.opened[path].write(heading)
        return self.opened[path]

    def put(self, part: Part) -> None:
        """Write a part, or keep it for the workbook."""
        if part.form is not Form.ANNEX_A or self.too_long:
            self.file(part.form, part.table, part.heading()).writelines(part.lines())
            return
        self.lists.append(part)
        if sum(each.rows for each in self.lists) > MOST_IN_A_WORKBOOK:
            kept, self.lists, self.too_long = self.lists, [], True
            for each in kept:
                self.put(each)


def _write(folder: Path, dials: Dials, forms: frozenset[Form]) -> MadeUp:
    exports = make_parts(dials, forms)
    counted: Counter[tuple[Form, str]] = Counter()
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for (form, table), heading in empty_files(forms).items():
            files.file(form, table, heading)
            counted[(form, table)] = 0
        for part in exports.parts:
            counted[(part.form, part.table)] += part.rows
            files.put(part)
    written = list(files.opened)
    if files.lists:
        written.append(_workbook(folder, files.lists))
    written += _write_faults(folder, exports.planted)
    faults = {
        (form, *which): count
        for form, planted in exports.planted.items()
        for which, count in planted.counts.items()
    }
    return MadeUp(folder, tuple(written), counted, faults)


def _workbook(folder: Path, lists: Sequence[Part]) -> Path:
    """Write the lists of all pieces, one sheet for each list."""
    sheets = {part.table: (tuple(part.columns), list[tuple[Value, ...]]()) for part in lists}
    for part in lists:
        sheets[part.table][1].extend(tuple(row.values()) for row in rows(part.columns))
    path = folder / Form.ANNEX_A.value / WORKBOOK
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(plain_workbook(sheets))
    return path


def _write_faults(folder: Path, planted: Mapping[Form, Planted]) -> list[Path]:
    counts = [
        (form.value, *which, str(count))
        for form, each in planted.items()
        for which, count in sorted(each.counts.items())
        if count
    ]
    faulty = [
        (form.value, row.table, row.column, row.fault, row.key)
        for form, each in planted.items()
        for row in each.rows
    ]
    heading = ("export", "table", "column", "fault")
    return [
        _write_list(folder / FAULTS, (*heading, "rows"), counts),
        _write_list(folder / FAULTY_ROWS, (*heading, "key"), faulty),
    ]


def _write_list(path: Path, heading: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heading)
        writer.writerows(lines)
    return path


def _make_ready(folder: Path, *, replace: bool) -> None:
    if folder.exists() and not replace and (not folder.is_dir() or any(folder.iterdir())):
        raise _refused(folder, "the folder holds something already")
    folder.mkdir(parents=True, exist_ok=True)
    for old in _earlier(folder):
        old.unlink(missing_ok=True)


def _earlier(folder: Path) -> Iterator[Path]:
    """Give the files of an earlier export, by their names: nothing else is touched."""
    for table in TABLES:
        yield folder / Form.TEMPLATES.value / f"{table}.csv"
    for table in SSD_TABLES:
        yield folder / Form.SSD.value / f"{table}.csv"
    for table in LISTS:
        yield folder / Form.ANNEX_A.value / f"{table}.csv"
    yield folder / Form.ANNEX_A.value / WORKBOOK
    yield from (folder / FAULTS, folder / FAULTY_ROWS)


def _refused(folder: Path, found: str) -> Refused:
    return Refused(
        Finding(
            Place(str(folder)),
            Severity.STOPS,
            found,
            "Nothing was changed",
            "Name another folder with --out, or say --replace to write over an earlier export",
        )
    )


def dials_from(file: Path | None, given: Mapping[str, object]) -> Dials:
    """Give the dials of a TOML file, with those ``given`` by name over them.

    Raises ``FileMistake`` where the file cannot be read, ``DefinitionMistake`` where a dial is
    unknown or cannot stand where it is put.
    """
    return turned({**(_in_file(file) if file else {}), **given})


def _in_file(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise FileMistake(
            Finding(
                Place(str(file)),
                Severity.STOPS,
                "the file of dials cannot be read",
                "It is a TOML file with lines such as: late = 0.2",
                "Correct it, or give the dials as options",
            )
        ) from problem
