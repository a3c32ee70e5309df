"""The files somebody hands over, opened: which ones, by which reader, with which digest."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from headway.domain.problems import FileMistake, Finding, Findings, HeadwayError, Place, Severity
from headway.intake.loading.large_text import digest_of, findings_of, large_text, small_text
from headway.intake.loading.sources import Source, sheets_of
from headway.intake.maps.reading import ColumnMap
from headway.readers import read_document
from headway.readers.large_text import is_large_text
from headway.readers.xml_file import looks_like_xml, read_records

ENDINGS = frozenset((".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".xml"))


@dataclass(frozen=True, slots=True)
class Opened:
    """One file: its name, digest and size, its sheets, and what its reader had to say."""

    name: str
    sha256: str
    size: int
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...]


def files_in(named: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files that are meant: those named, and in a folder those of a kind that is read.

    Raises FileMistake where a folder holds none.
    """
    found: list[Path] = []
    for path in named:
        if not path.is_dir():
            found.append(path)
            continue
        inside = [one for one in sorted(path.iterdir()) if _is_export(one)]
        if not inside:
            raise FileMistake(
                Finding(
                    Place(str(path)),
                    Severity.STOPS,
                    "no export is in this folder",
                    f"Files that end in {', '.join(sorted(ENDINGS))} are looked at",
                    "Name the folder that the exports are in.",
                )
            )
        found += inside
    return tuple(dict.fromkeys(found))


def _is_export(path: Path) -> bool:
    return (
        path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() in ENDINGS
    )


def open_files(paths: Iterable[Path], maps: Sequence[ColumnMap]) -> Iterator[Opened]:
    """Open each file in turn; raises at the end one mistake with all that could not be read."""
    elements = frozenset(f.element for one in maps for f in one.feeds if f.element)
    failed = Findings()
    first: HeadwayError | None = None
    for path in paths:
        try:
            opened = _open(path, elements)
        except HeadwayError as error:
            failed.items.extend(error.findings)
            first = first or error
            continue
        yield opened
    if first is not None:
        raise type(first)(failed.items)


def _open(path: Path, elements: frozenset[str]) -> Opened:
    if is_large_text(path):
        text = large_text(path)
        return Opened(path.name, digest_of(path), path.stat().st_size, (text,), findings_of(text))
    small = small_text(path)
    if small is not None:
        digest = hashlib.sha256(small.data).hexdigest()
        return Opened(path.name, digest, len(small.data), (small,), ())
    document = read_records(path, elements) if _is_xml(path) else read_document(path)
    size = path.stat().st_size
    return Opened(path.name, document.sha256, size, sheets_of(document), document.findings)


def _is_xml(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return looks_like_xml(file.read(4096))
    except OSError:
        return False  # the reader says what is wrong
