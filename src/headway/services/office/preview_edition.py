"""An edition looked at before it is published: made, told, and kept for a day."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from datetime import timedelta
from typing import Any

from headway.catalogue.model import Catalogue
from headway.domain.asked_work import AskedWork
from headway.domain.problems import Finding, Refused
from headway.services.analysis.frozen_figures import read_frozen
from headway.services.analysis.publish import Edition, preview
from headway.services.analysis.publish_again import withheld_words
from headway.services.analysis.publish_proving import AlreadyOut
from headway.services.office.asked_work import Came, Folders, Tell, lines_of
from headway.services.office.catalogue import current_catalogue
from headway.services.office.edition_figures import EditionRead, FigureShown, read_edition
from headway.services.office.to_publish import publish_asked, rests_on, to_publish
from headway.services.office.withheld_figures import (
    WithheldFigures,
    WithheldOf,
    edition_before,
    withheld_figures,
)

KEPT_FOR = timedelta(hours=24)
DOING = "working every figure out, withholding small numbers, and proving that nobody can tell them"


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
    withheld: WithheldFigures
    units: tuple[UnitShown, ...]
    words: tuple[tuple[str, str], ...]
    signs: tuple[tuple[str, str], ...]
    rests: Mapping[str, str]


def run_preview(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Make an edition without freezing it; its words are those of ``words_of``.

    Raises Refused where it cannot be proved safe, with a finding for each figure that could be
    worked out and none of their values. Where all of these are out already, its result is ``out``,
    their names, and nothing else: a head of service may accept them.
    """
    asked = to_publish(work.words, work.asked_by)
    rests = rests_on(folders.data, folders.overlay)
    known = current_catalogue(folders.overlay)
    tell(DOING)
    try:
        with titles_in_refusals(known):
            made = preview(folders.data, publish_asked(folders.overlay, asked))
    except AlreadyOut as refused:
        return Came({"out": list(refused.counts)}, tuple(lines_of(refused.findings)))
    before = edition_before(folders.data, asked)
    withheld = withheld_figures(read_frozen(made.files), before, known)
    read = read_edition(made.files, known, asked.key.card)
    return Came(_written(made, read, withheld, rests))


def preview_shown(result: Mapping[str, Any]) -> PreviewShown:
    """Read what ``run_preview`` kept."""
    units = tuple(
        UnitShown(one["title"], tuple(FigureShown(*figure) for figure in one["figures"]))
        for one in result["units"]
    )
    words, signs = (tuple((a, b) for a, b in result[name]) for name in ("words", "signs"))
    audit = tuple(result["audit"])
    withheld = WithheldFigures(
        result["withheld"]["before"],
        tuple(WithheldOf(*one) for one in result["withheld"]["indicators"]),
    )
    return PreviewShown(result["name"], audit, withheld, units, words, signs, result["rests"])


@contextmanager
def titles_in_refusals(known: Catalogue) -> Iterator[None]:
    """Have refusals name indicators as people know them: by their titles."""
    try:
        yield
    except AlreadyOut as refused:
        titled = [_titled(one, known) for one in refused.findings]
        raise AlreadyOut(titled, refused.counts) from None
    except Refused as refused:
        raise Refused([_titled(one, known) for one in refused.findings]) from None


def _titled(finding: Finding, known: Catalogue) -> Finding:
    name, comma, rest = finding.found.partition(",")
    if name not in known.indicators:
        return finding
    return replace(finding, found=f"“{known.indicators[name].title}”{comma}{rest}")


def _written(
    made: Edition, read: EditionRead, withheld: WithheldFigures, rests: Mapping[str, str]
) -> dict[str, Any]:
    units = [
        {"title": card.title, "figures": [astuple(one) for one in read.figures.get(name, ())]}
        for name, card in made.cards.items()
    ]
    return {
        "name": read.name,
        "audit": list(withheld_words(made)),
        "withheld": {
            "before": withheld.before,
            "indicators": [astuple(one) for one in withheld.indicators],
        },
        "units": units,
        "words": read.words[1:],  # the first says when it was published
        "signs": read.signs,
        "rests": dict(rests),
    }
