"""An edition looked at before it is published: made, told, and kept for a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from headway.domain.asked_work import AskedWork
from headway.domain.sentences import text_of
from headway.domain.show import in_words
from headway.services.analysis.publish import Edition, preview
from headway.services.analysis.publish_again import withheld_words
from headway.services.office.asked_work import Came, Folders, Tell
from headway.services.office.to_publish import publish_asked, rests_on, to_publish

KEPT_FOR = timedelta(hours=24)
DOING = "working every figure out, withholding small numbers, and proving that nobody can tell them"


@dataclass(frozen=True, slots=True)
class FigureShown:
    """A figure of an edition as it is printed, and what an absent one means."""

    title: str
    shown: str
    meaning: str


@dataclass(frozen=True, slots=True)
class UnitShown:
    """One unit's figures, as its scorecard of the edition prints them."""

    title: str
    figures: tuple[FigureShown, ...]


@dataclass(frozen=True, slots=True)
class PreviewShown:
    """An edition that is not published: what it would be called, its figures, its audit."""

    name: str
    audit: tuple[str, ...]
    units: tuple[UnitShown, ...]
    words: tuple[tuple[str, str], ...]
    rests: Mapping[str, str]


def run_preview(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Make an edition without freezing it; its words are those of ``words_of``.

    Raises Refused where it cannot be proved safe, with a finding for each figure that could be
    worked out and none of their values.
    """
    asked = to_publish(work.words, work.asked_by)
    rests = rests_on(folders.data, folders.overlay)
    tell(DOING)
    made = preview(folders.data, publish_asked(folders.overlay, asked))
    return Came(_written(made, rests))


def preview_shown(result: Mapping[str, Any]) -> PreviewShown:
    """Read what ``run_preview`` kept."""
    units = tuple(
        UnitShown(one["title"], tuple(FigureShown(*figure) for figure in one["figures"]))
        for one in result["units"]
    )
    words = tuple((term, meaning) for term, meaning in result["words"])
    return PreviewShown(result["name"], tuple(result["audit"]), units, words, result["rests"])


def _written(made: Edition, rests: Mapping[str, str]) -> dict[str, Any]:
    units = [
        {
            "title": card.title,
            "figures": [
                [row.indicator.title, text_of(row, row.current), in_words(row.current)]
                for row in card.rows
            ],
        }
        for card in made.cards.values()
    ]
    return {
        "name": made.note.name,
        "audit": list(withheld_words(made)),
        "units": units,
        "words": [list(one) for one in made.note.words[1:]],  # the first says when it was published
        "rests": dict(rests),
    }
