"""The places that national figures are about: England, regions and authorities."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from headway.domain.problems import Finding, Place, Refused, Severity

ENGLAND = "england"
INNER_OUTER = ("inner-london", "outer-london")
LONDON = "london"
_WORD = re.compile(r"[a-z0-9]+")
_FILLERS = {"former", "of", "the", "and", "upon", "city", "county", "borough", "royal", "council"}
_BEFORE = re.compile(r"\(pre[^)]*\)", re.IGNORECASE)


class Level(Enum):
    """What a place is."""

    COUNTRY = "country"
    REGION = "region"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class Area:
    """A place: its code, its name, and what the files of one load say of it.

    An authority's ``code`` is the three digits of the education department; a region's is its
    name ("inner-london"). ``spellings`` are all the names that were met. ``first_year`` and
    ``last_year`` are the years of its earliest and latest number, where it has any.
    """

    code: str
    name: str
    level: Level
    region: str = ""  # the code of the region of an authority
    kind: str = ""  # UA, MD, SC, OLB, ILB
    ons: str = ""  # E06000045
    spellings: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None

    def __post_init__(self) -> None:
        if not self.code or not self.name:
            raise ValueError("a place has a code and a name")


def region_code(name: str) -> str:
    """Return one code for every spelling of a region: "London (Inner)" is "inner-london"."""
    words = _WORD.findall(name.casefold().replace("&", " and "))
    if "london" in words and len(words) > 1:
        words = [word for word in words if word != "london"] + ["london"]
    return "-".join(words)


def name_key(name: str) -> tuple[str, ...]:
    """Return what spellings of one authority share: "Bristol, City of" and "City of Bristol"."""
    plain = _BEFORE.sub(" former ", name).casefold().replace("&", " and ").replace("'", "")
    return tuple(sorted(_WORD.findall(plain)))


def short_key(name: str) -> tuple[str, ...]:
    """Return the words of a name that tell it apart: Durham for County Durham."""
    words = name_key(name)
    return tuple(word for word in words if word not in _FILLERS) or words


def find_authority(asked: str, areas: Iterable[Area]) -> Area:
    """Return the authority that a person means, by code or by name.

    Raises ``Refused`` where none or more than one fits, naming those that are near.
    """
    authorities = [area for area in areas if area.level is Level.AUTHORITY]
    wanted = asked.strip()
    same_code = [area for area in authorities if wanted in {area.code, area.ons}]
    by_name = [
        area
        for area in authorities
        if name_key(wanted) in {name_key(each) for each in (area.name, *area.spellings)}
    ]
    short = [area for area in authorities if short_key(area.name) == short_key(wanted)]
    inside = [area for area in authorities if set(short_key(wanted)) <= set(name_key(area.name))]
    for found in (same_code, by_name, short, inside if wanted else []):
        standing = [area for area in found if area.last_year == _newest(found)]
        if len(standing) == 1:  # a former council gives way to the one that bears its name now
            return standing[0]
        if found:
            raise _refused(asked, "names more than one authority", found)
    near = difflib.get_close_matches(wanted, [area.name for area in authorities], 5, 0.5)
    raise _refused(
        asked, "is no authority of these files", [a for a in authorities if a.name in near]
    )


def _newest(areas: list[Area]) -> int | None:
    return max((area.last_year for area in areas if area.last_year is not None), default=None)


def _refused(asked: str, wrong: str, near: list[Area]) -> Refused:
    names = "; ".join(f"{area.name} ({area.code})" for area in near[:8])
    return Refused(
        Finding(
            Place("--authority"),
            Severity.STOPS,
            f"“{asked}” {wrong}",
            f"Near to it: {names}" if names else "Name one as the files spell it, or by its code",
            "Write its name in full, or its three digits",
        )
    )
