"""The files of an edition that are handed out: pages, workbooks, tables, and its own list."""

import json
from collections.abc import Iterator, Mapping

from headway.domain.calculation_results import UnitRef
from headway.domain.frozen_edition import EditionNote
from headway.domain.scorecard import Scorecard
from headway.domain.show import show
from headway.domain.trail import utc_text
from headway.domain.values import Absent
from headway.services.analysis.formats import Paper, scorecard_formats
from headway.services.analysis.publish_kept_counts import policy_object
from headway.services.analysis.publish_protect import Decided
from headway.writers.html import IndexLink, index_page
from headway.writers.json_values import period_json, value_json

FORMS = {"html": "a page", "xlsx": "a workbook", "csv": "tidy data", "json": "everything"}
EDITION, INDEX = "edition.json", "index.html"


def edition_files(
    note: EditionNote,
    cards: Mapping[str, Scorecard],
    units: Mapping[str, UnitRef],
    decided: Decided,
) -> dict[str, bytes]:
    """Return every file of an edition by its name. None holds a withheld figure or its digest.

    ``cards`` are its scorecards by the names of their files, ``units`` says of whom each is.
    """
    paper = Paper(note.at.date(), marking=note.marking)
    files: dict[str, bytes] = {}
    links = []
    for name, card in cards.items():
        makers = scorecard_formats(card, paper)
        for form, about in FORMS.items():
            file = f"{name}.{form}"
            files[file] = makers[form]()
            links.append(IndexLink(file, f"{card.title}: {form}", about))
    links.append(IndexLink(EDITION, "The edition's own list", "every figure, and the policy"))
    heading = f"{note.heading}. {note.marking}"
    files[INDEX] = index_page(heading, links).encode()
    files[EDITION] = _edition(note, cards, units, decided)
    return files


def _edition(
    note: EditionNote,
    cards: Mapping[str, Scorecard],
    units: Mapping[str, UnitRef],
    decided: Decided,
) -> bytes:
    """Say what the edition is, of whom its scorecards are, and every figure with its state."""
    found = {
        "format": "headway-edition",
        "version": 1,
        "name": note.name,
        "audience": note.audience.value,
        "marking": note.marking,
        "published_at": utc_text(note.at),
        "period": period_json(note.period),
        "snapshot": note.snapshot,
        "catalogue": note.catalogue,
        "headway": note.headway,
        "policy": policy_object(note.policy),
        "words": [{"term": term, "meaning": meaning} for term, meaning in note.words],
        "proof": _proof(decided),
        "scorecards": [
            {
                "scorecard": name,
                "level": units[name].level.value,
                "unit": units[name].id,
                "title": card.title,
            }
            for name, card in cards.items()
        ],
        "figures": list(_figures(cards)),
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _proof(decided: Decided) -> dict[str, object]:
    """Say that the edition was proved, without saying anything of what was withheld."""
    return {
        "passed": decided.audit.passed,
        "words": "for every withheld number, other numbers agree with all that is shown here and "
        "in earlier editions; each was checked exactly",
    }


def _figures(cards: Mapping[str, Scorecard]) -> Iterator[dict[str, object]]:
    for name, card in cards.items():
        for row in card.rows:
            for period, value in row.series:
                unit, decimals = row.indicator.unit, row.indicator.decimals
                yield {
                    "scorecard": name,
                    "indicator": row.indicator.id,
                    "period": period_json(period),
                    **value_json(value, unit, decimals),
                    "symbol": show(value) if isinstance(value, Absent) else "",
                }
