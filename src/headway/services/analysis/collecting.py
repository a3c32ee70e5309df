"""What owners wrote into a workbook, taken back: checked, with who and when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from headway.domain.asking import identity_of
from headway.domain.entries import Entry, Returned
from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.domain.scorecard import Scorecard
from headway.intake.returned import read_returned
from headway.intake.returned_sheets import identity_in
from headway.readers import read_document
from headway.readers.grid import Document
from headway.services.analysis.editions import no_editions
from headway.services.analysis.keeping import Kept, keep_entries, kept_editions, kept_entries
from headway.services.analysis.scorecards import build_scorecards


@dataclass(frozen=True, slots=True)
class Collected:
    """The answers of one workbook and everything that was noticed in it."""

    file: str
    returned: Returned


def read_answers(
    workbooks: Sequence[Path], *, today: date, by: str, data: Path | None = None
) -> tuple[Collected, ...]:
    """Read the answers out of workbooks; with ``data``, against the figures kept there.

    Raises ``FileMistake`` or ``ContentMistake`` for a file that is no such workbook. Answers
    that cannot be taken are findings that stop; see ``Returned.stops``.
    """
    cards = _kept_scorecards(data) if data else ()
    documents = [read_document(path) for path in workbooks]
    return tuple(_read(document, cards, today, by) for document in documents)


def keep_answers(
    collected: Sequence[Collected], into: Path, *, by: str, at: datetime, take_good: bool = False
) -> Kept | None:
    """Keep the answers in the data folder; None where there are none to keep.

    Where any answer must be put right nothing is kept (``ContentMistake``), unless
    ``take_good`` asks for the good ones.
    """
    stopping = [
        finding
        for each in collected
        for finding in each.returned.findings
        if finding.severity is Severity.STOPS
    ]
    if stopping and not take_good:
        raise ContentMistake((*stopping, _nothing_kept(len(stopping))))
    entries: list[Entry] = [entry for each in collected for entry in each.returned.entries]
    if not entries:
        return None
    about = {
        "workbooks": ", ".join(each.file for each in collected),
        "scorecard": collected[0].returned.identity.title,
        "period": str(collected[0].returned.identity.period),
    }
    return keep_entries(entries, into, about, by=by, at=at)


def _read(document: Document, cards: Sequence[Scorecard], today: date, by: str) -> Collected:
    identity = identity_in(document)
    expected = next(
        (
            card
            for card in cards
            if (identity_of(card, None).scorecard, card.period)
            == (identity.scorecard, identity.period)
        ),
        None,
    )
    returned = read_returned(document, today=today, by=by, expected=expected)
    if expected is None:
        unchecked = Finding(
            Place(document.file),
            Severity.NOTED,
            "the figures behind this workbook are not in the data folder",
            "Its answers are read, but not set against what is known now",
            "Load the sheet it was made from with headway history",
        )
        returned = replace(returned, findings=(*returned.findings, unchecked))
    return Collected(document.file, returned)


def _kept_scorecards(data: Path) -> tuple[Scorecard, ...]:
    if not data.exists():
        return ()
    editions = no_editions().with_kept(kept_editions(data))
    # Every edition, not only the latest: a workbook of last month may still come back.
    alone = [replace(editions, datasets=(each,)) for each in editions.datasets]
    entries = kept_entries(data)
    found = [*build_scorecards(editions, entries)]
    for each in alone:
        found += build_scorecards(each, entries)
    return tuple(found)


def _nothing_kept(problems: int) -> Finding:
    return Finding(
        Place("headway collect"),
        Severity.STOPS,
        f"{problems} answers must be put right first",
        "Nothing was kept",
        "Put them right in the workbook and collect it again, or say --take-good to keep the rest",
    )
