"""What the words and figures mean, and what the workbook is: definitions, notes, identity."""

from collections.abc import Callable, Iterable
from datetime import date

from headway.domain.entries import WorkbookIdentity
from headway.domain.entry_sheet import Item, about_items
from headway.domain.notes import Note
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.writers.workbook_cells import dashed
from headway.writers.workbook_layout import (
    BESIDE,
    DATE,
    STRONG,
    TEXT,
    Cell,
    Column,
    Page,
    page,
    text,
    that_say,
)


def indicators_page(scorecard: Scorecard) -> Page:
    """Return the sheet "Indicators": each definition in full."""
    return page(
        "Indicators",
        "Indicators",
        "What each indicator is",
        ["The definitions to which the figures answer. Owner and reporter are roles."],
        "One row to an indicator: its definition, unit, polarity, frequency, owner and source.",
        _definition_columns(scorecard),
        scorecard.rows,
        "There is no row on this scorecard.",
        frozen_columns=2,
    )


def _definition_columns(scorecard: Scorecard) -> list[Column[ScorecardRow]]:
    """Return the columns of which any row has something to say."""
    columns: list[Column[ScorecardRow]] = [
        Column("Ref.", 12, lambda row: text(row.reference or row.indicator.id, STRONG)),
        Column("Indicator", 40, lambda row: text(row.indicator.title)),
    ]
    more = [Column(heading, width, _says(said)) for heading, width, said in _DEFINITIONS]
    return columns + that_say(more, scorecard.rows)


_DEFINITIONS: tuple[tuple[str, float, Callable[[ScorecardRow], str | date | None]], ...] = (
    ("Part", 10, lambda row: row.indicator.part.value),
    ("Unit", 13, lambda row: row.indicator.unit.value),
    ("Counts", 14, lambda row: row.indicator.counts),
    ("Polarity", 18, lambda row: row.indicator.polarity.value),
    ("Frequency", 11, lambda row: row.indicator.frequency.value),
    ("Definition", 50, lambda row: row.indicator.definition),
    ("Why it matters", 34, lambda row: row.indicator.why_it_matters),
    ("Outcome it serves", 34, lambda row: row.outcome),
    ("Source", 22, lambda row: row.indicator.source),
    ("Owner", 18, lambda row: row.owner),
    ("Reporter", 18, lambda row: row.reporter),
    ("Reviewed", 13, lambda row: row.indicator.reviewed),
    ("Next review", 13, lambda row: row.indicator.next_review),
    ("Version", 10, lambda row: row.indicator.version),
    ("Status", 12, lambda row: row.indicator.status.value),
    ("Identifier", 24, lambda row: row.indicator.id),
)


def _says(said: Callable[[ScorecardRow], str | date | None]) -> Callable[[ScorecardRow], Cell]:
    def cell(row: ScorecardRow) -> Cell:
        found = said(row)
        return text(found, BESIDE) if isinstance(found, str) else Cell(found, DATE)

    return cell


def notes_page(notes: Iterable[Note]) -> Page:
    """Return the sheet "Notes": rules, words and signs, sources."""
    columns: list[Column[Note]] = [
        Column("Topic", 22, lambda note: text(note.topic, STRONG)),
        Column("Word or sign", 34, lambda note: text(dashed(note.term))),
        Column("Meaning", 110, lambda note: text(note.meaning)),
    ]
    return page(
        "Notes",
        "Notes",
        "What the words and signs mean, and by which rules figures are worked out",
        [],
        "One row to a rule, a word, a sign or a source.",
        columns,
        notes,
        "There are no notes.",
    )


def about_page(identity: WorkbookIdentity) -> Page:
    """Return the sheet "About", by which the workbook is known when it comes back."""
    columns: list[Column[tuple[Item, str, str]]] = [
        Column("Item", 24, lambda item: text(item[0].value, STRONG)),
        Column("What it says", 74, lambda item: text(item[1], TEXT)),
        Column("What it is for", 60, lambda item: text(item[2])),
    ]
    return page(
        "About",
        "About",
        "About this workbook",
        ["Please leave this sheet in place: it tells which scorecard the answers belong to."],
        "One row to an item: the program, the scorecard, its period, the digest of its figures.",
        columns,
        about_items(identity),
        "",
        locked=True,
    )
