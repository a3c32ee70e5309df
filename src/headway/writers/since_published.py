"""What has changed since an edition, to be taken away: a workbook, and one table as csv."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headway.domain.explained_edition import Explained, ExplainedFigure
from headway.domain.since_published import Since, SinceFigure
from headway.domain.taken_away import TakenAway
from headway.writers.tables import (
    CellType,
    Table,
    columns,
    csv_text,
    number_cell,
    period_cells,
    period_columns,
    state_cell,
)
from headway.writers.taken_away import stamped_table
from headway.writers.workbook_book import Print, book_bytes
from headway.writers.workbook_cells import shown_cell
from headway.writers.workbook_layout import (
    BESIDE,
    CLOSE,
    QUIET,
    STRONG,
    TEXT,
    Cell,
    Column,
    Page,
    page,
    text,
)

SHAPE = (
    *columns(
        ("level", CellType.WORD, "team, locality, service or council"),
        ("unit_id", CellType.TEXT, "the unit; empty for the council"),
        ("unit_name", CellType.TEXT, "the unit's present name, where it is known"),
        ("indicator", CellType.TEXT, "the indicator's identifier"),
        ("title", CellType.TEXT, "the indicator's title"),
    ),
    *period_columns("period", "what the figure is about"),
    *columns(
        ("printed", CellType.TEXT, "the figure as it was published, or the symbol in its place"),
        ("state_then", CellType.WORD, "number, or why there was none; empty where not kept"),
        ("value_then", CellType.NUMBER, "the exact figure it is compared with"),
        ("state_now", CellType.WORD, "number, or why there is none; empty where not kept"),
        ("value_now", CellType.NUMBER, "the exact figure as it is now known"),
        ("difference", CellType.NUMBER, "now less then, both as they are printed"),
        ("mark", CellType.TEXT, "what became of the figure"),
    ),
)


@dataclass(frozen=True, slots=True)
class TakenReport:
    """What a report is about, and what the copy that is taken away says of itself."""

    title: str
    period: str
    about: tuple[tuple[str, str], ...]
    taken: TakenAway


def since_csv(figures: Sequence[SinceFigure], names: Mapping[str, str], said: TakenReport) -> str:
    """Return every figure of an edition as CSV text: as published, then and now."""
    rows = tuple(_row(one, names) for one in figures)
    return csv_text(stamped_table(Table("what-has-changed.csv", SHAPE, rows), said.taken))


def _row(one: SinceFigure, names: Mapping[str, str]) -> tuple[str, ...]:
    return (
        one.unit.level.value,
        one.unit.id,
        names.get(one.unit.id, "") if one.unit.id else "",
        one.indicator.id,
        one.indicator.title,
        *period_cells(one.period),
        one.shown,
        "" if one.base is None else state_cell(one.base),
        "" if one.base is None else number_cell(one.base),
        "" if one.now is None else state_cell(one.now),
        "" if one.now is None else number_cell(one.now),
        "" if one.difference is None else str(one.difference),
        one.mark,
    )


def since_workbook(
    figures: Sequence[SinceFigure],
    names: Mapping[str, str],
    explained: Explained | None,
    said: TakenReport,
) -> bytes:
    """Return the bytes of a workbook: what has changed, why where that was worked out, about it."""
    pages = [_figures_page(figures, names, said)]
    if explained is not None:
        pages.append(_why_page(explained))
    pages.append(_about_page(said))
    subject = "What has changed since an edition was published"
    taken = said.taken
    return book_bytes(
        pages, Print(said.title, said.period, taken.marking, taken.on, subject, taken)
    )


def _figures_page(
    figures: Sequence[SinceFigure], names: Mapping[str, str], said: TakenReport
) -> Page:
    listed: list[Column[SinceFigure]] = [
        Column("Unit", 26, lambda one: text(one.unit.label(names))),
        Column("Indicator", 54, lambda one: text(one.indicator.title, STRONG)),
        Column("Period", 20, lambda one: text(str(one.period))),
        Column("As published", 14, lambda one: shown_cell(one.shown)),
        Column("Known then", 14, lambda one: shown_cell(one.text(one.base))),
        Column("As now known", 14, lambda one: shown_cell(one.text(one.now))),
        Column("Difference", 14, lambda one: shown_cell(one.difference_text)),
        Column("What became of it", 40, _mark),
    ]
    return page(
        "What has changed",
        "WhatHasChanged",
        said.title,
        ["What was published stands as it was published; this is what is known since."],
        "One row to a figure of the edition: as published, as known then and now, and its mark.",
        listed,
        figures,
        "The edition has no figures.",
        frozen_columns=2,
    )


def _mark(one: SinceFigure) -> Cell:
    return text(one.mark, CLOSE if one.became.is_news else BESIDE)


def _why_page(explained: Explained) -> Page:
    listed: list[Column[tuple[ExplainedFigure, str, int]]] = [
        Column("Unit", 26, lambda one: text(one[0].unit or "council")),
        Column("Indicator", 54, lambda one: text(one[0].title, STRONG)),
        Column("Period", 20, lambda one: text(one[0].period)),
        Column("As published", 14, lambda one: shown_cell(one[0].printed)),
        Column("By the rows then", 14, lambda one: shown_cell(one[0].then)),
        Column("By the rows now", 14, lambda one: shown_cell(one[0].now)),
        Column("Why", 54, lambda one: text(one[1])),
        Column("Rows", 10, lambda one: Cell(float(one[2]))),
    ]
    rows = [(one, each.words, each.rows) for one in explained.figures for each in one.causes]
    return page(
        "Why",
        "Why",
        "Why figures moved",
        [explained.before, explained.after, *explained.notes],
        "One row to a figure and a cause: how many rows did it. No row is named.",
        listed,
        rows,
        "No row moved a figure.",
        frozen_columns=2,
    )


def _about_page(said: TakenReport) -> Page:
    terms: list[Column[tuple[str, str]]] = [
        Column("What", 30, lambda one: text(one[0], STRONG)),
        Column("Means", 90, lambda one: text(one[1], QUIET if not one[1] else TEXT)),
    ]
    rows = [
        *said.about,
        *((name.capitalize(), words) for name, words in said.taken.terms),
        *((one.value.capitalize(), one.about) for one in Since),
    ]
    return page(
        "About", "About", "About this report", [], "What it says of itself.", terms, rows, ""
    )
