"""Exports handed over in the browser: put aside, loaded, and removed again."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from headway.domain.asked_load import AskedLoad, ToldLine
from headway.domain.problems import Finding, HeadwayError, Place, Refused, Severity
from headway.intake.loading.opening import ENDINGS
from headway.register.loads.actions.tell_load import end_load, tell_progress
from headway.services.analysis.keep_figures import keep_figures
from headway.services.analysis.load_exports import Loaded, load_exports

FOLDER = "handed-over"
MOST_FILES, MOST_BYTES = 60, 1_000_000_000
MOST_TOLD = 200
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A file as the browser sends it: the name it had there, its size, and its bytes in parts."""

    name: str
    size: int
    parts: Callable[[], Iterator[bytes]]


def put_aside(office: Path, name: str, files: Iterable[HandedOver]) -> tuple[str, ...]:
    """Write files to a protected folder of the office and give their names; each is read once.

    Raises Refused, naming every file that is of no kind that is read, is empty, or is too large;
    then nothing is left behind.
    """
    given = list(files)
    wrong = list(_wrong(given))
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


def run_load(office: Path, data: Path, overlay: Path | None, load: AskedLoad) -> None:
    """Load what was handed over, work every figure out, and remove the files, whatever happens.

    What came of it is told with the load: file, sheet and row, as the command tells it.
    """
    at, folder = datetime.now(UTC), folder_of(office, load.name)

    def progress(what: str, done: int) -> None:
        tell_progress(name=load.name, doing=f"{what}, {done:,} rows" if done else what)

    try:
        paths = [folder / one for one in load.files]
        loaded = load_exports(
            paths, data, by=load.asked_by, at=at, as_of=load.as_of, progress=progress
        )
        tell_progress(name=load.name, doing="working every figure out")
        taken = overlay if overlay is not None and overlay.is_dir() else None
        keep_figures(data, by=load.asked_by, at=at, catalogue=taken)
        end_load(name=load.name, snapshot=loaded.snapshot, told=_told(loaded))
    except HeadwayError as problem:
        end_load(name=load.name, snapshot="", told=_lines(problem.findings, folder))
    except Exception:
        end_load(name=load.name, snapshot="", told=[_OUR_FAULT])
        raise
    finally:
        remove(office, load.name)


_OUR_FAULT = ToldLine(
    "The office",
    "Something went wrong that should not have",
    "Tell whoever looks after Headway in your council; the server's log says more",
)


def _write(path: Path, file: HandedOver) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as target:
        for part in file.parts():
            target.write(part)


def _wrong(files: list[HandedOver]) -> Iterator[Finding]:
    if len(files) > MOST_FILES:
        yield _finding("the files", f"there are {len(files)}", f"At most {MOST_FILES} at once")
    if sum(one.size for one in files) > MOST_BYTES:
        yield _finding("the files", "they are too large", "At most 1 GB; “headway load” takes more")
    names = [one.name.casefold() for one in files]
    for one in files:
        if Path(one.name).suffix.lower() not in ENDINGS or _is_odd(one.name):
            kinds = f"Files that end in {', '.join(sorted(ENDINGS))} are read"
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
    return [*rows, *moved, *_lines(loaded.findings)]


def _lines(findings: Iterable[Finding], folder: Path | None = None) -> list[ToldLine]:
    """Give findings as lines; the folder in which the files lay says nothing to anybody."""
    found = []
    for one in list(findings)[:MOST_TOLD]:
        place = str(one.place)
        if folder is not None:
            place = place.replace(f"{folder}{os.sep}", "").replace(str(folder), "the files")
        found.append(ToldLine(place, one.found, one.next_step))
    return found
