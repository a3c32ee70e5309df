"""What kind of file this is, by its bytes: the name's ending is not believed.

Kinds that are read have a ``FileKind``. All others are told by name, with what to do; when a
kind gets its reader (docx, pdf, html, xml are to come) it moves from the table here to the
table in ``open``.
"""

import codecs
import re
import zipfile
from enum import Enum

from headway.domain.problems import FileMistake
from headway.readers.archive import open_archive, part_of
from headway.readers.compound import SIGNATURE, NotCompound, open_compound
from headway.readers.refusals import READABLE, SAVE_AS, damaged, refusal


class FileKind(Enum):
    """The kinds that have a reader."""

    XLSX = "Excel workbook"
    XLSB = "Excel binary workbook"
    XLS = "Excel workbook of before 2007"
    ODS = "OpenDocument sheet"
    TEXT = "text"


_COPY_TABLE = (
    "Copy the table into a workbook and save it as .xlsx, or ask its author for the workbook."
)
_FROM_PDF = (
    "Ask its author for the workbook behind it, or extract its tables to tab-separated text "
    "(.txt) and give that to Headway."
)
_UNPACK = "Unpack it and give Headway the files inside."

# First bytes, what they mean, what to do.
_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF document", _FROM_PDF),
    (b"{\\rtf", "a Rich Text document", _COPY_TABLE),
    (b"\x89PNG", "a picture (PNG)", _COPY_TABLE),
    (b"\xff\xd8\xff", "a picture (JPEG)", _COPY_TABLE),
    (b"GIF8", "a picture (GIF)", _COPY_TABLE),
    (b"II*\x00", "a picture (TIFF)", _COPY_TABLE),
    (b"MM\x00*", "a picture (TIFF)", _COPY_TABLE),
    (b"\x1f\x8b", "a packed file (gzip)", _UNPACK),
    (b"7z\xbc\xaf", "a packed file (7-Zip)", _UNPACK),
    (b"Rar!", "a packed file (RAR)", _UNPACK),
    (b"PAR1", "a Parquet data file", SAVE_AS),
    (b"SQLite format 3\x00", "an SQLite database", SAVE_AS),
    (b"\x00\x01\x00\x00Standard ", "an Access database", SAVE_AS),
)

# A part that only this kind of zip has, what it means, what to do.
_ZIP_SIGNS: tuple[tuple[str, str, str], ...] = (
    ("word/", "a Word document", _COPY_TABLE),
    ("ppt/", "a PowerPoint presentation", _COPY_TABLE),
    ("index/document.iwa", "an Apple Numbers or Pages document", SAVE_AS),
    ("index.zip", "an Apple Numbers or Pages document", SAVE_AS),
)

_HTML = re.compile(r"<(!doctype html|html|head|body|table|meta|style|div|script)\b")
_ELEMENT = re.compile(r"<[a-z_][\w.:-]*(\s[^<>]*)?>")  # XML may begin without a declaration


def kind_of(file: str, data: bytes) -> FileKind:
    """Return the kind of ``data``; raises ``FileMistake`` for one that is not read.

    ``file`` is the name for the messages. Text that is no known kind of anything else is TEXT;
    whether it really is text is for the text reader to find.
    """
    if data.startswith(SIGNATURE):
        return _compound_kind(file, data)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(file, open_archive(file, data))
    for signature, what, step in _SIGNATURES:
        if data.startswith(signature):
            raise _not_read(file, what, step)
    if b"%PDF-" in data[:1024]:  # printers and mail put lines of their own before it
        raise _not_read(file, "a PDF document", _FROM_PDF)
    if data[4:12] in {b"ftypheic", b"ftypmif1"}:
        raise _not_read(file, "a picture (HEIC)", _COPY_TABLE)
    _refuse_markup(file, _beginning(data))
    return FileKind.TEXT


def _not_read(file: str, what: str, step: str) -> FileMistake:
    return refusal(file, f"the file is {what}", READABLE, step)


def _compound_kind(file: str, data: bytes) -> FileKind:
    try:
        names = open_compound(data).names
    except NotCompound as error:
        raise damaged(file, str(error)) from error
    if "EncryptedPackage" in names:
        raise _locked(file)
    if names & {"Workbook", "Book"}:
        return FileKind.XLS
    if "WordDocument" in names:
        raise _not_read(file, "a Word document of before 2007", _COPY_TABLE)
    if "PowerPoint Document" in names:
        raise _not_read(file, "a PowerPoint presentation of before 2007", _COPY_TABLE)
    raise _not_read(file, "an Office file without a workbook in it", SAVE_AS)


def _locked(file: str) -> FileMistake:
    return refusal(
        file,
        "the workbook is protected by a password or by a rights label",
        "Headway opens nothing that is locked.",
        "Open it in Excel with its password, take the protection off (File, Info, Protect "
        "Workbook, Encrypt with Password: clear it), and save it under a new name.",
    )


def locked_workbook(file: str) -> FileMistake:
    """Return the refusal of a workbook whose password is found only while it is read."""
    return _locked(file)


def _zip_kind(file: str, archive: zipfile.ZipFile) -> FileKind:
    names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
    if "mimetype" in names and "content.xml" in names:
        return _opendocument_kind(file, archive, names)
    if "xl/workbook.bin" in names:
        return FileKind.XLSB
    if "[content_types].xml" in names and _types_name_a_workbook(file, archive, names):
        return FileKind.XLSX
    for sign, what, step in _ZIP_SIGNS:
        if any(name.startswith(sign) for name in names):
            raise _not_read(file, what, step)
    if any(name.startswith("xl/") for name in names):
        raise damaged(file, "the part of it that lists its sheets is missing")
    inside = f"a zip file without a workbook in it ({len(names):,} files inside)"
    raise _not_read(file, inside, _UNPACK)


def _types_name_a_workbook(file: str, archive: zipfile.ZipFile, names: dict[str, str]) -> bool:
    with part_of(file, archive, names["[content_types].xml"]) as part:
        text = part.read().lower()
    return (
        b"sheet.main+xml" in text
        or b"sheet.macroenabled.main+xml" in text
        or (b"template.main+xml" in text and b"spreadsheetml" in text)
    )


def _opendocument_kind(file: str, archive: zipfile.ZipFile, names: dict[str, str]) -> FileKind:
    with part_of(file, archive, names["mimetype"]) as part:
        kind = part.read(200).decode("ascii", errors="replace").strip()
    if "opendocument.spreadsheet" not in kind:
        raise _not_read(file, "an OpenDocument file, but not a sheet", _COPY_TABLE)
    if "meta-inf/manifest.xml" in names:
        with part_of(file, archive, names["meta-inf/manifest.xml"]) as part:
            if b"encryption-data" in part.read():
                raise _locked(file)
    return FileKind.ODS


def _beginning(data: bytes) -> str:
    """Return the first characters in small letters, good enough to know markup by."""
    head = data[:4096]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = head.decode("utf-16", errors="replace")
    else:
        text = head.replace(b"\x00", b"").decode("utf-8-sig", errors="replace")
    return text.lstrip().lower()


def _refuse_markup(file: str, head: str) -> None:
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<workbook" in head:
        raise _not_read(file, "a workbook in the XML form of 2003", f"Open it in Excel. {SAVE_AS}")
    if _HTML.match(head) or (head.startswith(("<?xml", "<!--")) and "<html" in head):
        raise _not_read(
            file,
            "a web page (HTML), which some systems hand out under the name of a workbook",
            f"Open it in Excel. {SAVE_AS}",
        )
    if head.startswith("mime-version:"):
        raise _not_read(file, "a web page saved as one file", f"Open it in Excel. {SAVE_AS}")
    if head.startswith("<?xml") or _ELEMENT.match(head):
        raise _not_read(file, "a file of XML", f"If Excel can open it, open it there. {SAVE_AS}")
