"""Editions as their pages word them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from headway.domain.period_labels import parse_period
from headway.services.analysis.published import PublishedEdition
from headway.web.forms.editions import WHOM

WHOLE = "The whole council"
ALL_TOGETHER = "All of it"
ORDER = ("html", "xlsx", "csv", "json")


@dataclass(frozen=True, slots=True)
class EditionLine:
    """An edition in the list; ``is_open`` where the reader may read it still."""

    name: str
    month: str
    whom: str
    at: datetime
    withdrawn: str
    is_open: bool


def line_of(edition: PublishedEdition, *, reads_withdrawn: bool) -> EditionLine:
    """Give an edition as the list words it."""
    return EditionLine(
        edition.name,
        str(parse_period(edition.period)),
        WHOM[edition.audience],
        edition.at,
        edition.withdrawn,
        reads_withdrawn or not edition.withdrawn,
    )


def files_by_unit(names: Iterable[str], units: Mapping[str, str]) -> list[tuple[str, list[str]]]:
    """Give an edition's files by the unit that they are about, pages first; the whole list last.

    ``units`` names the scorecards by the stem of their files.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        stem, _, form = name.rpartition(".")
        if stem in {"index", "edition"} or form not in ORDER:
            stem = ""
        found.setdefault(stem, []).append(name)
    together = found.pop("", [])
    by_unit = [
        (units.get(stem, stem), sorted(files, key=lambda one: ORDER.index(one.rpartition(".")[2])))
        for stem, files in sorted(found.items(), key=lambda one: (one[0] != "council", one[0]))
    ]
    return [*by_unit, (ALL_TOGETHER, together)] if together else by_unit
