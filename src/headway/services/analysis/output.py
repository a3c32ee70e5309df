"""Where results go: a file is written whole or not at all, and never over another unasked."""

from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from headway.domain.problems import Finding, Place, Refused, Severity


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written, and what it is in a few words."""

    path: Path
    what: str


def write_file(path: Path, contents: bytes, what: str, *, replace: bool = False) -> Written:
    """Write ``contents`` to ``path`` by way of a temporary file beside it.

    Raises ``Refused`` where the file is there already and ``replace`` is not given (somebody
    may have written in it), where its folder is missing, or where it cannot be written.
    """
    if path.exists() and not path.is_file():
        raise _refused(path, "is no file", "give the name of a file with --out")
    if path.exists() and not replace:
        raise _refused(path, "is there already", "say --replace, or give another name with --out")
    if not path.parent.is_dir():
        raise _refused(path, "lies in a folder that does not exist", "make the folder first")
    try:
        _put(path, contents)
    except OSError as problem:
        reason = problem.strerror or "the system refused"
        next_step = "close it if another program has it open, or give another name with --out"
        raise _refused(path, f"cannot be written ({reason})", next_step) from problem
    return Written(path, what)


def _put(path: Path, contents: bytes) -> None:
    # Not a temporary file of the system's making: its rights would shut colleagues out of the
    # result, which is theirs to read wherever they can read the folder.
    beside = path.with_name(f".{path.name}.{uuid4().hex[:8]}.part")
    try:
        with beside.open("xb") as file:
            file.write(contents)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _refused(path: Path, found: str, next_step: str) -> Refused:
    place = Place(str(path))
    return Refused(Finding(place, Severity.STOPS, found, "Nothing was written", next_step))
