"""Make the exports of a made-up council."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.synthetic.calendar import number_of
from headway.synthetic.cells import Cells
from headway.synthetic.dials import Dials
from headway.synthetic.templates import in_batches, template_heading
from headway.synthetic.world import make_world
from headway.tables import TABLES

TEMPLATES = "headway"


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was written: the folder, each file in it, and the rows of each table."""

    folder: Path
    files: tuple[Path, ...]
    rows: Mapping[str, int]


def make_synthetic(
    folder: Path, *, children: int, years: int, seed: int, replace: bool = False
) -> MadeUp:
    """Write the exports of a made-up council with the usual dials; see ``make_exports``."""
    return make_exports(folder, Dials(children=children, years=years, seed=seed), replace=replace)


def make_exports(folder: Path, dials: Dials, *, replace: bool = False) -> MadeUp:
    """Write the exports of a made-up council into the folder, which is made if it is new.

    Raises ``Refused`` where the folder holds something and ``replace`` is not given, or where it
    cannot be written.
    """
    _make_ready(folder, replace=replace)
    try:
        return _write(folder, dials)
    except OSError as problem:
        reason = problem.strerror or "the system refused"
        raise _refused(folder, f"the folder cannot be written ({reason})") from problem


def _write(folder: Path, dials: Dials) -> MadeUp:
    day = number_of(dials.day)
    (folder / TEMPLATES).mkdir(exist_ok=True)
    with ExitStack() as stack:
        files = {}
        for table in TABLES:
            path = folder / TEMPLATES / f"{table}.csv"
            files[table] = stack.enter_context(path.open("wb"))
            files[table].write(template_heading(table))
        rows = dict.fromkeys(TABLES, 0)
        for frames in make_world(dials):
            for frame in frames:
                known = frame.as_known(day)
                shown = {name: known[name] for name in TABLES[frame.table].column_names}
                rows[frame.table] += len(shown["recorded_on"].values)
                _put(files[frame.table], shown)
    return MadeUp(folder, tuple(folder / TEMPLATES / f"{table}.csv" for table in TABLES), rows)


def _put(file: BinaryIO, columns: Mapping[str, Cells]) -> None:
    lines: Iterable[bytes] = in_batches(columns)
    file.writelines(lines)


def _make_ready(folder: Path, *, replace: bool) -> None:
    if folder.exists() and not replace and (not folder.is_dir() or any(folder.iterdir())):
        raise _refused(folder, "the folder holds something already")
    folder.mkdir(parents=True, exist_ok=True)


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
