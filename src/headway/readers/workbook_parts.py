"""What the parts of an xlsx workbook say about its sheets: names, formats, shared texts.

openpyxl was tried for this and left. Of a workbook whose rows or cells are not in order it gives
a part, without a word (in its streaming form); one in the "strict" form it finds without sheets;
it stops at a colour or a page set-up that it does not know and no figure depends on; and it must
read a sheet twice to tell a formula without a result from a blank cell. The tests hold this
reader against it.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import IO
from xml.etree.ElementTree import Element

from headway.readers.archive import part_of
from headway.readers.number_formats import BUILT_IN, NumberFormat, number_format
from headway.readers.refusals import damaged
from headway.readers.xml_stream import finished, local, starts_and_ends

# Excel writes control characters in texts as _x000D_, and a text that looks so as _x005F_x000D_.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet as the workbook lists it; ``path`` is the part that holds its cells."""

    name: str
    path: str
    hidden: bool
    is_table: bool  # False for a chart on a sheet of its own


@dataclass(frozen=True, slots=True)
class WorkbookParts:
    """Everything that is needed to read the cells of every sheet.

    ``works_out_on_opening``: the program that wrote it asks for its formulas to be worked out
    on opening, so what it stored beside them is not a result.
    """

    sheets: tuple[SheetPart, ...]
    from_1904: bool
    works_out_on_opening: bool
    texts: tuple[str, ...]
    formats: tuple[NumberFormat, ...]


class PartNames:
    """The parts of the archive found as Office finds them: whatever the letters' case."""

    def __init__(self, file: str, archive: zipfile.ZipFile) -> None:
        self.file = file
        self.archive = archive
        self._real = {_plain_path(name): name for name in archive.namelist()}

    def real(self, path: str) -> str | None:
        """Return the name the archive has for ``path``, if it has such a part."""
        return self._real.get(_plain_path(path))

    def like(self, pattern: str) -> bool:
        """Say whether some part's path matches ``pattern`` (in small letters)."""
        return any(re.match(pattern, path) for path in self._real)

    def elements(self, path: str) -> Iterator[tuple[bool, str, Element]]:
        """Yield (starts, name, element) of a part; raises ``FileMistake`` when it is missing."""
        with self._opened(path) as part:
            yield from starts_and_ends(part)

    def finished(self, path: str, name: str) -> Iterator[Element]:
        """Yield the complete elements called ``name`` of a part, as ``elements`` does."""
        with self._opened(path) as part:
            yield from finished(part, name)

    def _opened(self, path: str) -> AbstractContextManager[IO[bytes]]:
        real = self.real(path)
        if real is None:
            raise damaged(self.file, f"its part “{path}” is missing")
        return part_of(self.file, self.archive, real)

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """Return the parts related to ``path``: by id, the last word of the kind, and the path."""
        folder, name = posixpath.split(path)
        relations = f"{folder}/_rels/{name}.rels"
        if self.real(relations) is None:
            return {}
        found = {}
        for starts, tag, element in self.elements(relations):
            if starts and tag == "Relationship" and element.get("TargetMode") != "External":
                target = posixpath.join("/", folder, element.get("Target", ""))
                kind = element.get("Type", "").rpartition("/")[2]
                found[element.get("Id", "")] = (kind, posixpath.normpath(target))
        return found


def _plain_path(path: str) -> str:
    return path.replace("\\", "/").strip("/").lower()


def read_parts(parts: PartNames) -> WorkbookParts:
    """Read what the workbook says about its sheets; raises ``FileMistake`` when it is broken."""
    main = _of_kind(parts.related(""), "officeDocument") or "xl/workbook.xml"
    related = parts.related(main.strip("/"))
    sheets, from_1904, works_out = _workbook(parts, main, related)
    texts = _of_kind(related, "sharedStrings")
    styles = _of_kind(related, "styles")
    return WorkbookParts(
        sheets,
        from_1904,
        works_out,
        tuple(_shared_texts(parts, texts)) if texts and parts.real(texts) else (),
        _formats(parts, styles) if styles and parts.real(styles) else (),
    )


def _of_kind(related: dict[str, tuple[str, str]], kind: str) -> str | None:
    return next((path for a_kind, path in related.values() if a_kind == kind), None)


def _workbook(
    parts: PartNames, main: str, related: dict[str, tuple[str, str]]
) -> tuple[tuple[SheetPart, ...], bool, bool]:
    sheets = []
    from_1904 = works_out = False
    for starts, tag, element in parts.elements(main):
        if not starts:
            continue
        if tag == "workbookPr":
            from_1904 = is_true(element.get("date1904"))
        elif tag == "calcPr":
            works_out = is_true(element.get("fullCalcOnLoad"))
        elif tag == "sheet":
            sheets.append(_sheet_part(element, related))
    return tuple(sheets), from_1904, works_out


def _sheet_part(element: Element, related: dict[str, tuple[str, str]]) -> SheetPart:
    relation = next((element.attrib[key] for key in element.attrib if local(key) == "id"), "")
    kind, path = related.get(relation, ("missing", ""))
    return SheetPart(
        name=element.get("name", ""),
        path=path,
        hidden=element.get("state", "visible") != "visible",
        is_table=kind in {"worksheet", "missing"},
    )


def is_true(value: str | None) -> bool:
    """Read an XML truth: "1" and "true" are true; anything else, or none, is not."""
    return value in {"1", "true"}


def text_of(element: Element) -> str:
    """Return the text of a string item: plain or in runs; reading aids (rPh) are left out."""
    pieces = []
    for child in element:
        tag = local(child.tag)
        if tag == "t":
            pieces.append(child.text or "")
        elif tag == "r":
            pieces.extend(each.text or "" for each in child if local(each.tag) == "t")
    return unescaped("".join(pieces))


def unescaped(text: str) -> str:
    """Put back the characters Excel stores as _x000D_; line ends become plain ones.

    Control characters other than tabs and line ends are no text; a space stands for each.
    """
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped_character, text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _unescaped_character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    if 0xD800 <= code <= 0xDFFF:  # half of a character; XML writes whole ones
        return match[0]
    character = chr(code)
    return character if code >= 0x20 or character in "\t\n\r" else " "


def _shared_texts(parts: PartNames, path: str) -> Iterator[str]:
    for element in parts.finished(path, "si"):
        yield text_of(element)


def _formats(parts: PartNames, path: str) -> tuple[NumberFormat, ...]:
    """Return the number format of each cell style, by its position."""
    own: dict[int, str] = {}
    formats = []
    inside = False
    for starts, tag, element in parts.elements(path):
        if tag == "cellXfs":
            inside = starts
        elif starts and tag == "numFmt":
            own[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
        elif starts and inside and tag == "xf":
            number = int(element.get("numFmtId", "0"))
            formats.append(number_format(own.get(number) or BUILT_IN.get(number, "General")))
    return tuple(formats)
