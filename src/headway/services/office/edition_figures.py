"""The figures of an edition, read from its own list: what is shown is what was printed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headway.catalogue.model import Catalogue
from headway.services.analysis.published import EDITION


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure of an edition as it was printed, and what an absent one means.

    ``period`` is named where it is not the edition's own month: a quarter that ended before, say.
    """

    title: str
    shown: str
    meaning: str = ""
    period: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class EditionRead:
    """What an edition says of itself, and the latest figures of each of its scorecards.

    ``signs`` are those that stand in a figure's place somewhere, each with what it means.
    """

    name: str
    words: tuple[tuple[str, str], ...]
    figures: Mapping[str, tuple[FigureShown, ...]]
    signs: tuple[tuple[str, str], ...]


def read_edition(files: Mapping[str, bytes], catalogue: Catalogue, card: str) -> EditionRead:
    """Read an edition's own list; indicators are named as the definitions in force name them."""
    said = json.loads(files[EDITION])
    words = tuple((one["term"], one["meaning"]) for one in said["words"])
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    for one in said["figures"]:
        key = (one["scorecard"], one["indicator"])
        if key not in latest or one["period"]["end"] >= latest[key]["period"]["end"]:
            latest[key] = one
    found: dict[str, list[FigureShown]] = {}
    for (unit, _), one in latest.items():
        figure = _figure(one, said["period"]["name"], dict(words), catalogue, card)
        found.setdefault(unit, []).append(figure)
    shown = {one["symbol"] for one in latest.values()}
    signs = tuple((term, meaning) for term, meaning in words if term in shown)
    units = {unit: tuple(figures) for unit, figures in found.items()}
    return EditionRead(said["name"], words, units, signs)


def _figure(
    one: Mapping[str, Any], month: str, words: Mapping[str, str], catalogue: Catalogue, card: str
) -> FigureShown:
    name, period = one["indicator"], one["period"]["name"]
    known = catalogue.indicators.get(name)
    meaning = "" if one["value"] is not None else words.get(one["symbol"], one["state"])
    scorecard = catalogue.scorecards.get(card)
    return FigureShown(
        known.title if known else name,
        one["symbol"] or one["shown"],
        "" if meaning == one["symbol"] else meaning,
        "" if period == month else period,
        scorecard.section_of(name) if scorecard else "",
    )
