"""A scorecard as a workbook that goes both ways: figures out, answers back."""

from datetime import date

from headway import __version__
from headway.domain.asking import identity_of
from headway.domain.notes import notes_of
from headway.domain.scorecard import Scorecard
from headway.domain.taken_away import TakenAway
from headway.writers.workbook_book import Print, book_bytes
from headway.writers.workbook_entry import entry_page
from headway.writers.workbook_findings import findings_of, findings_page, printed_page
from headway.writers.workbook_notes import about_page, indicators_page, notes_page
from headway.writers.workbook_scorecard import scorecard_page


def workbook_bytes(
    scorecard: Scorecard,
    *,
    made_on: date,
    marking: str = "",
    version: str = __version__,
    taken: TakenAway | None = None,
) -> bytes:
    """Return the bytes of an xlsx workbook of ``scorecard``.

    ``made_on`` is the day it says it was made; the same scorecard and day give the same bytes.
    ``marking`` is the protective marking printed at the foot of every page. ``taken`` is
    what a copy says of itself that is taken away.
    """
    # Nobody is asked to fill in what was published.
    asked = [] if scorecard.edition else [entry_page(scorecard)]
    pages = [
        scorecard_page(scorecard),
        *asked,
        printed_page(scorecard),
        findings_page(findings_of(scorecard), "Nothing was noticed."),
        indicators_page(scorecard),
        notes_page(notes_of(scorecard)),
        about_page(identity_of(scorecard, made_on, version)),
    ]
    printed = Print(
        title=scorecard.title,
        period=str(scorecard.period),
        marking=marking,
        made_on=made_on,
        subject=f"Scorecard for {scorecard.period}",
        taken=taken,
    )
    return book_bytes(pages, printed)
