"""What every drawing shares: its frame with title and description, escaped text, fixed decimals."""

import re
from collections.abc import Iterable
from fractions import Fraction
from html import escape

from headway.domain.rounding import round_to

# XML allows no control characters but tab and line ends, and no halves of surrogate pairs.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def text(raw: str) -> str:
    """Escape text for SVG and leave out what no XML file may hold."""
    return escape(_NOT_XML.sub("", raw), quote=True)


def at(coordinate: Fraction | int) -> str:
    """Write a coordinate with one decimal, so that the same values give the same file."""
    return str(round_to(Fraction(coordinate), 1))


def element(name: str, *inside: str, **attributes: str | int) -> str:
    """Write an element around parts that are SVG already; ``class_`` and ``stroke_width`` work."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(str(value))}"'
        for key, value in attributes.items()
    )
    body = "".join(inside)
    return f"<{name}{said}>{body}</{name}>" if body else f"<{name}{said}/>"


def frame(
    parts: Iterable[str],
    *,
    identifier: str,
    title: str,
    description: str,
    width: int,
    height: int,
    kind: str,
) -> str:
    """Return an SVG element that is one image to a screen reader, named and described.

    ``identifier`` begins the ids and must be unique on its page; ``kind`` becomes the class.
    Raises ``ValueError`` for an identifier that no id can begin with.
    """
    if not _IDENTIFIER.fullmatch(identifier):
        raise ValueError(f"“{identifier}” cannot be an id: a letter, then letters, digits, - or _")
    return element(
        "svg",
        element("title", text(title), id=f"{identifier}-title"),
        element("desc", text(description), id=f"{identifier}-description"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=kind,
        role="img",
        focusable="false",
        aria_labelledby=f"{identifier}-title {identifier}-description",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
