"""A team's sheet as a workbook that goes both ways: what is asked out, answers back."""

from collections.abc import Sequence
from datetime import date

from headway.domain.asking import Asked
from headway.domain.entries import WorkbookIdentity
from headway.domain.taken_away import TakenAway
from headway.writers.workbook_book import Print, book_bytes
from headway.writers.workbook_entry import asked_page
from headway.writers.workbook_notes import about_page


def sheet_workbook(
    identity: WorkbookIdentity,
    asked: Sequence[Asked],
    *,
    made_on: date,
    marking: str = "",
    taken: TakenAway | None = None,
) -> bytes:
    """Return the bytes of an xlsx workbook in which a team answers what is ``asked``.

    It is read back as every workbook of answers is. ``taken`` is what it says of itself where it
    leaves the office. The same sheet and day give the same bytes.
    """
    printed = Print(
        title=identity.title,
        period=str(identity.period),
        marking=marking,
        made_on=made_on,
        subject=f"What is asked for {identity.period}",
        taken=taken,
    )
    pages = [asked_page(f"{identity.title}, {identity.period}", asked), about_page(identity)]
    return book_bytes(pages, printed)
