"""Whether a text names somebody whose rows were loaded, by an identifier of theirs."""

import re
from pathlib import Path

from headway.domain.problems import Finding, Place, Refused, Severity
from headway.warehouse.folder import open_folder
from headway.warehouse.marker import is_marked
from headway.warehouse.snapshot_naming import any_identifier

WORD = re.compile(r"[^\W_]+(?:[-_/][^\W_]+)*")
SHORTEST = 2
SHORTEST_NUMBER = 5  # digits: what is shorter is a year, a day, an amount


def refuse_naming(data: Path, text: str, place: str) -> None:
    """Refuse a purpose or reason in which an identifier stands; the message does not repeat it."""
    if names_somebody(data, text):
        raise Refused(
            Finding(
                Place(place),
                Severity.STOPS,
                "it holds the identifier of a child, a family or something of theirs",
                "It would stay on the trail, where nobody is named. Nothing was done",
                "Say it without naming anybody",
            )
        )


def names_somebody(data: Path, text: str) -> bool:
    """Say whether an identifier stands in a text, in whatever letters.

    Only words with a figure in them are looked up, and their parts where they are joined.
    """
    words = {part for one in WORD.findall(text.casefold()) for part in (one, *_parts(one))}
    likely = {one for one in words if _may_identify(one)}
    return bool(likely) and is_marked(data) and any_identifier(open_folder(data), likely)


def _parts(word: str) -> list[str]:
    return re.split(r"[-_/]", word)


def _may_identify(word: str) -> bool:
    if word.isdecimal():
        return len(word) >= SHORTEST_NUMBER
    return len(word) >= SHORTEST and any(one.isdecimal() for one in word)
