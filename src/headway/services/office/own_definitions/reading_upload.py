"""An uploaded folder of definitions: a zip, or its files, opened with nothing believed."""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import PurePosixPath

from headway.catalogue.files import LARGEST, OWN_KINDS
from headway.domain.problems import FileMistake, Finding, Place, Severity
from headway.services.office.take_away import ABOUT

MOST_FILES = 2000
MOST_BYTES = 20_000_000
LONGEST_NAME = 100
# What no system could keep as a file's name, or would keep as something else.
_ODD = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f]|[. ]\.yaml$|^[ .~]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def read_zip(contents: bytes) -> dict[str, str]:
    """Give the texts by path ("targets/2026-27.yaml"); FileMistake for what is no such folder.

    A folder around the folders of definitions is looked through. Nothing is written, links are not
    followed, and no more is unpacked than definitions could hold.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            members = [one for one in archive.infolist() if not one.is_dir()]
            if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_BYTES:
                raise _wrong("it holds more than definitions could", "Is it the right file?")
            read = [(one.filename, _unpacked(archive, one)) for one in members if _counts(one)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
        raise _wrong(
            "it is not a whole zip file",
            "Pack the folder of definitions again, without a password",
        ) from None
    return _texts(read)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as opened:
        contents = opened.read(LARGEST + 1)  # what the archive says of its size is not believed
    if len(contents) > LARGEST:
        raise _wrong(f"a file has more than {LARGEST:,} bytes", "Is it a definition at all?")
    return contents


def _counts(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename.replace("\\", "/")).parts
    if parts and parts[-1] == ABOUT and not set(parts) & set(OWN_KINDS):
        return False  # what a download says of itself, packed again with the folder
    return not any(one.startswith((".", "__")) for one in parts if one not in {"..", "."})


def _texts(read: Iterable[tuple[str, bytes]]) -> dict[str, str]:
    found: dict[str, str] = {}
    seen = set[str]()
    for name, contents in read:
        path = _path_of(name)
        if path.casefold() in seen:  # one file, on computers that do not tell capitals apart
            raise _wrong(f"“{path}” is in it twice", "Pack the folder again")
        seen.add(path.casefold())
        try:
            found[path] = contents.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            raise _wrong(f"“{path}” is not in UTF-8", "Save it again as UTF-8") from None
    return found


def _path_of(name: str) -> str:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    kinds = [place for place, one in enumerate(parts) if one in OWN_KINDS]
    if ".." in parts or not kinds or len(parts) != kinds[0] + 2 or ":" in name:
        raise _wrong(
            f"“{name[:80]}” does not belong there",
            f"A folder of definitions holds the folders {', '.join(OWN_KINDS)}, and files in them",
        )
    last = parts[-1]
    if not last.endswith(".yaml"):
        raise _wrong(f"“{last[:80]}” is no definition", "Files end in .yaml")
    if len(last) > LONGEST_NAME or not last.isprintable() or _ODD.search(last):
        raise _wrong(f"“{last[:80]}” is no name for a file", "Take letters, digits and hyphens")
    if _DEVICES.fullmatch(last):
        raise _wrong(f"“{last}” means a device on some computers", "Give the file another name")
    return "/".join(parts[kinds[0] :])


def _wrong(found: str, next_step: str) -> FileMistake:
    place = Place("the uploaded file")
    return FileMistake(Finding(place, Severity.STOPS, found, "Nothing was taken", next_step))
