"""Pages read back for tests: well-formed or not at all, and their text as a reader has it."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def read(page: str) -> ET.Element:
    """Parse a page strictly: every element closed, every sign escaped."""
    head, _, rest = page.partition("\n")
    assert head == "<!DOCTYPE html>"
    return ET.fromstring(rest)


def text_of(element: ET.Element) -> str:
    """The words of an element, style left out, white space made single."""
    return " ".join(" ".join(_words(element)).split())


def _words(element: ET.Element) -> Iterator[str]:
    if element.tag != "style":
        yield element.text or ""
        for child in element:
            yield from _words(child)
            yield child.tail or ""


def with_class(root: ET.Element, name: str) -> list[ET.Element]:
    """Every element that has a class."""
    return [each for each in root.iter() if name in (each.get("class") or "").split()]


def table(root: ET.Element, caption: str) -> ET.Element:
    """The table whose caption begins with some words."""
    for each in root.iter("table"):
        found = each.find("caption")
        if found is not None and text_of(found).startswith(caption):
            return each
    raise AssertionError(f"no table with the caption “{caption}”")


def shown(cell: ET.Element) -> str:
    """A cell as a screen reader says it: what is hidden from it left out."""
    parts = [cell.text or ""]
    for child in cell:
        if child.get("aria-hidden") != "true" and child.tag != f"{SVG}svg":
            parts.append(shown(child))
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())


def seen(cell: ET.Element) -> str:
    """A cell as a person sees it on a wide screen: hidden words and cards' labels left out."""
    classes = (cell.get("class") or "").split()
    if {"vh", "label"} & set(classes):
        return ""
    parts = [cell.text or ""]
    for child in cell:
        parts.extend((seen(child), child.tail or ""))
    return " ".join(" ".join(parts).split())


def colours(css: str) -> dict[str, str]:
    """The colours a style sheet names."""
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", css))
