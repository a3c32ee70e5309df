"""Zip containers (xlsx, xlsb, ods): opened, checked against the limits, read part by part."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException

from headway.readers import limits
from headway.readers.refusals import SAVE_AS, damaged, refusal

# What broken containers and parts make the libraries raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,  # a compression method that zipfile does not know
    ParseError,
    UnicodeError,
    LookupError,
    ValueError,
    OverflowError,
    RecursionError,
)


def open_archive(file: str, data: bytes) -> zipfile.ZipFile:
    """Open the zip in ``data``; raises ``FileMistake`` when broken, locked or beyond a limit.

    The sizes its directory states are checked here. They bind: ``zipfile`` gives no more bytes
    of a part than its directory states.
    """
    with broken_refused(file, "its directory of parts is missing or broken"):
        archive = zipfile.ZipFile(io.BytesIO(data))
    _check_limits(file, archive.infolist(), packed=len(data))
    if any(part.flag_bits & 1 for part in archive.infolist()):
        raise refusal(
            file,
            "the zip file is protected by a password",
            "Headway opens nothing that is locked.",
            "Unpack it with its password and give Headway the file inside.",
        )
    return archive


def _check_limits(file: str, parts: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    ratio = unpacked / max(packed, 1)
    if len(parts) > limits.MAX_PARTS:
        found = f"the file holds {len(parts):,} parts"
        allowed = f"At most {limits.MAX_PARTS:,} are read."
    elif unpacked > limits.MAX_UNPACKED_BYTES:
        found = f"the file unpacks to {unpacked / limits.MIB:,.0f} MiB"
        allowed = f"At most {limits.MAX_UNPACKED_BYTES // limits.MIB:,} MiB are unpacked."
    elif unpacked > limits.MAX_UNPACKED_SMALL and ratio > limits.MAX_UNPACKED_RATIO:
        found = (
            f"the file unpacks to {ratio:,.0f} times its size ({unpacked / limits.MIB:,.0f} MiB), "
            "as files made to fill a computer's memory do"
        )
        allowed = (
            f"Above {limits.MAX_UNPACKED_SMALL // limits.MIB} MiB unpacked, at most "
            f"{limits.MAX_UNPACKED_RATIO} times is allowed."
        )
    else:
        return
    raise refusal(
        file,
        found,
        allowed,
        "If the file is what it should be, copy the rows that are needed into a new workbook "
        "(blank formatted rows below a table are a common cause), or save the sheet as CSV UTF-8.",
    )


@contextmanager
def part_of(file: str, archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """Open the part ``name`` for reading; what goes wrong inside becomes a ``FileMistake``."""
    with broken_refused(file, f"its part “{name}” cannot be read"), archive.open(name) as part:
        yield part


@contextmanager
def broken_refused(file: str, what: str) -> Iterator[None]:
    """Turn what the libraries raise on broken input into a ``FileMistake`` that says ``what``."""
    try:
        yield
    except DefusedXmlException as error:
        raise refusal(
            file,
            "its XML declares a document type or entities, as files made to do harm do",
            "No workbook needs this, and Headway does not read it.",
            f"Ask who sent it. If you trust it, open it in Excel. {SAVE_AS}",
        ) from error
    except _BROKEN as error:
        raise damaged(file, what) from error


def unpacked_copy(file: str, archive: zipfile.ZipFile) -> io.BytesIO:
    """Return the same container with its parts stored unpacked.

    For a library that unpacks by itself and may not stop at the sizes stated: what it gets has
    been unpacked here, within the limits.
    """
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as target:
        for name in archive.namelist():
            with part_of(file, archive, name) as part:
                target.writestr(name, part.read())
    copy.seek(0)
    return copy
