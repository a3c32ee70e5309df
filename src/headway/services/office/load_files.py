"""Exports handed over in the browser: put aside, loaded, and removed again."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from headway.domain.asked_work import AskedWork, ToldLine
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.intake.loading.opening import ENDINGS
from headway.services.analysis.load_exports import Loaded, load_exports
from headway.services.office.asked_work import Came, Folders, Tell, lines_of
from headway.services.office.work_out import work_out

FOLDER = "handed-over"
ENDINGS_OF_EXPORTS = ENDINGS
MOST_FILES, MOST_BYTES = 60, 1_000_000_000
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A file as the browser sends it: the name it had there, its size, and its bytes in parts."""

    name: str
    size: int
    parts: Callable[[], Iterator[bytes]]


def put_aside(
    office: Path, name: str, files: Iterable[HandedOver], endings: frozenset[str]
) -> tuple[str, ...]:
    """Write files to a protected folder of the office and give their names; each is read once.

    Raises Refused, naming every file that is of no kind that is read, is empty, or is too large;
    then nothing is left behind.
    """
    given = list(files)
    wrong = list(_wrong(given, endings))
    if wrong:
        raise Refused(wrong)
    folder = folder_of(office, name)
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        for one in given:
            _write(folder / one.name, one)
    except BaseException:
        remove(office, name)
        raise
    return tuple(one.name for one in given)


def remove(office: Path, name: str) -> None:
    """Remove the files of a load."""
    shutil.rmtree(folder_of(office, name), ignore_errors=True)


def folder_of(office: Path, name: str) -> Path:
    """Name the folder in which the files of a load lie."""
    return office / FOLDER / name


def files_of(folders: Folders, work: AskedWork) -> list[Path]:
    """Give the files that were handed over with a piece of work, whose word ``files`` names them.

    Raises Refused where one is not here: a backup holds what waited, and never its files.
    """
    folder = folder_of(folders.office, work.name)
    found = [folder / one for one in work.words["files"]]
    if not all(one.is_file() for one in found):
        raise Refused([_NOT_HERE])
    return found


def run_load(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Load what was handed over, and work every figure out.

    The work's words are ``files``, their names, and ``as_of``, the day of the export or empty; its
    result is the ``snapshot``. What was found is told as the command tells it.
    """
    at, files = datetime.now(UTC), files_of(folders, work)
    as_of = date.fromisoformat(work.words["as_of"]) if work.words["as_of"] else None
    loaded = load_exports(
        files,
        folders.data,
        by=work.asked_by,
        at=at,
        as_of=as_of,
        progress=lambda what, done: tell(f"{what}, {done:,} rows" if done else what),
    )
    work_out(folders, work.asked_by, tell)
    details = {"snapshot": loaded.snapshot}
    return Came({"snapshot": loaded.snapshot}, tuple(_told(loaded)), details)


_NOT_HERE = Finding(
    Place("the files"),
    Severity.STOPS,
    "its files are not here: they are in no backup, and the office was restored from one, or"
    " somebody removed them",
    "Nothing was loaded",
    "Load them again",
)


def _write(path: Path, file: HandedOver) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        for part in file.parts():
            target.write(part)


def _wrong(files: list[HandedOver], endings: frozenset[str]) -> Iterator[Finding]:
    if len(files) > MOST_FILES:
        yield _finding("the files", f"there are {len(files)}", f"At most {MOST_FILES} at once")
    if sum(one.size for one in files) > MOST_BYTES:
        yield _finding("the files", "they are too large", "At most 1 GB; “headway load” takes more")
    names = [one.name.casefold() for one in files]
    for one in files:
        if Path(one.name).suffix.lower() not in endings or _is_odd(one.name):
            kinds = f"Files that end in {', '.join(sorted(endings))} are read"
            yield _finding(one.name[:LONGEST_NAME], "it is no file of a kind that is read", kinds)
        elif not one.size:
            yield _finding(one.name, "it is empty", "Export it again")
        elif names.count(one.name.casefold()) > 1:
            yield _finding(one.name, "two files have this name", "Rename one of them")


def _is_odd(name: str) -> bool:
    return Path(name).name != name or name.startswith((".", "~")) or len(name) > LONGEST_NAME


def _finding(place: str, found: str, allowed: str) -> Finding:
    return Finding(Place(place), Severity.STOPS, found, allowed, "Choose the files again")


def _told(loaded: Loaded) -> list[ToldLine]:
    rows = [
        ToldLine(one.name, "1 row read" if one.rows == 1 else f"{one.rows:,} rows read")
        for one in loaded.files
    ]
    moved = [ToldLine(one.table, one.said) for one in loaded.moved]
    return [*rows, *moved, *lines_of(loaded.findings)]
