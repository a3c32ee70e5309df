"""Opens a file, finds what kind it is, and has it read: the one way into the readers."""

import gc
import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from headway.domain.problems import FileMistake, Finding
from headway.readers import limits
from headway.readers.grid import Document, Sheet
from headway.readers.kinds import FileKind, kind_of
from headway.readers.ods import read_ods
from headway.readers.older_workbooks import read_xls, read_xlsb
from headway.readers.refusals import READABLE, SAVE_AS, refusal
from headway.readers.rows import holds_something
from headway.readers.text_file import read_text
from headway.readers.xlsx import read_xlsx

_Reader = Callable[[str, bytes], tuple[list[Sheet], list[Finding]]]

# One reader for each kind; a new kind is one file and one line here.
_READERS: dict[FileKind, _Reader] = {
    FileKind.XLSX: read_xlsx,
    FileKind.XLSB: read_xlsb,
    FileKind.XLS: read_xls,
    FileKind.ODS: read_ods,
    FileKind.TEXT: read_text,
}
_FORMATS_NOT_KNOWN = {FileKind.XLS, FileKind.XLSB}


def read_document(path: Path) -> Document:
    """Return the file at ``path`` as sheets of cells, with what is to be said about it.

    Whatever the file is called, its bytes say what it is. Nothing in it is run, worked out or
    fetched. Raises ``FileMistake`` for a file that cannot be read, holds no table, or is beyond
    a limit (see ``limits``).
    """
    file = path.name or str(path)
    data = _bytes(file, path)
    kind = kind_of(file, data)
    with _collector_paused():
        sheets, findings = _READERS[kind](file, data)
    _refuse_blank(file, kind, sheets)
    return Document(
        file=file,
        sheets=tuple(sheets),
        number_formats_known=kind not in _FORMATS_NOT_KNOWN,
        findings=tuple(findings),
        sha256=hashlib.sha256(data).hexdigest(),
    )


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let Python's search for circular garbage rest: it would look at every cell again and again.

    Cells and rows are never circular; with millions of them the search takes half the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def file_bytes(path: Path) -> bytes:
    """Return a file's bytes within the limit; raises ``FileMistake`` for what is no whole file."""
    return _bytes(path.name or str(path), path)


def _bytes(file: str, path: Path) -> bytes:
    try:
        if path.is_dir():
            raise refusal(
                file,
                "this is a folder",
                "Headway reads one file at a time.",
                "Name the file inside it.",
            )
        if path.exists() and not path.is_file():
            raise refusal(file, "this is a device or a pipe, not a file", READABLE, "Name a file.")
        size = path.stat().st_size
        if size > limits.MAX_FILE_BYTES:
            raise _too_large(file, size)
        with path.open("rb") as opened:
            data = opened.read(size + 1)
    except OSError as error:
        raise _not_opened(file, path, error) from error
    except ValueError as error:  # a NUL in the name
        raise refusal(file, "this is no name a file can have", READABLE, "Name a file.") from error
    if len(data) != size:
        raise refusal(
            file,
            "the file changed while it was read",
            "A file must be complete before it is read.",
            "Wait until it is copied or saved, and try again.",
        )
    _refuse_empty(file, data)
    return data


def _not_opened(file: str, path: Path, error: OSError) -> FileMistake:
    if isinstance(error, FileNotFoundError):
        return refusal(
            file,
            f"there is no file of this name in the folder “{path.parent}”",
            READABLE,
            "Check the spelling of the name and of the folder.",
        )
    if isinstance(error, PermissionError):
        return refusal(
            file,
            "the file may not be opened",
            "Headway must be allowed to read it, and on Windows it must not be open in Excel.",
            "Close it in Excel if it is open there; otherwise ask its owner for the right to read "
            "it, or copy it to a folder of your own.",
        )
    return refusal(
        file,
        f"the file could not be read from its disk ({error.strerror or type(error).__name__})",
        READABLE,
        "Copy it to a folder on this computer and try again.",
    )


def _too_large(file: str, size: int) -> FileMistake:
    return refusal(
        file,
        f"the file has {size / limits.MIB:,.0f} MiB",
        f"At most {limits.MAX_FILE_BYTES // limits.MIB} MiB are read.",
        "Save only the sheets and rows that are needed in a new file.",
    )


def _refuse_empty(file: str, data: bytes) -> None:
    if file.startswith(("~$", ".~lock.")):
        raise refusal(
            file,
            "this is the small file that an office program keeps while a workbook is open",
            READABLE,
            "Name the workbook itself: the name without the marks before it.",
        )
    if not data:
        raise refusal(
            file,
            "the file is empty (0 bytes)",
            "A file must hold a table.",
            "Fetch or export it again; a copy that was interrupted leaves an empty file.",
        )


def _refuse_blank(file: str, kind: FileKind, sheets: list[Sheet]) -> None:
    if any(holds_something(sheet) for sheet in sheets):
        return
    if kind is FileKind.TEXT:
        found = f"the file holds nothing but blank lines ({len(sheets[0].rows):,})"
    elif sheets:
        found = f"the workbook holds no table: its sheets ({len(sheets):,}) are all blank"
    else:
        found = "the workbook has no sheet with cells"
    raise refusal(
        file,
        found,
        "A file must hold a table.",
        f"Open it and look whether it is the right one. {SAVE_AS}",
    )
