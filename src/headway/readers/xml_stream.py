"""XML read as a stream: element by element, in memory that does not grow with the file."""

from collections.abc import Iterator
from functools import lru_cache
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse


def starts_and_ends(part: IO[bytes]) -> Iterator[tuple[bool, str, Element]]:
    """Yield (whether it starts, name without its namespace, element) as the part is read.

    The names are without namespaces because a workbook has two sets of them (the "strict" form
    has its own). A document type, and with it every entity, is refused by the library. Whoever
    reads a long part clears the elements it is done with.
    """
    for event, element in iterparse(part, events=("start", "end"), forbid_dtd=True):
        yield event == "start", local(element.tag), element


def finished(part: IO[bytes], name: str) -> Iterator[Element]:
    """Yield every element called ``name`` when it is complete, and empty it afterwards.

    For the long parts: half the events, and none that is not wanted leaves this loop.
    """
    wanted = ""
    for _, element in iterparse(part, events=("end",), forbid_dtd=True):
        tag = element.tag
        if tag == wanted or (not wanted and local(tag) == name):
            wanted = tag
            yield element
            element.clear()


@lru_cache(maxsize=4096)
def local(name: str) -> str:
    """Return a tag's or attribute's name without its namespace."""
    return name.rpartition("}")[2]
