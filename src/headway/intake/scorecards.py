"""A document to published datasets: every scorecard in it, and all that was not certain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headway.catalogue.mapping import NO_MAPPING, RowMapping
from headway.catalogue.model import Catalogue
from headway.catalogue.recognition import Recognition
from headway.domain.indicator import Indicator
from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.domain.published import PublishedDataset
from headway.intake.body import lines_of
from headway.intake.commentary import pointed_to
from headway.intake.layout import Layout, edition_of, layout_of
from headway.intake.missing_heading import (
    MOST_LOST,
    ROWS_TRIED,
    at_gap,
    missing_heading,
    with_blank_heading,
)
from headway.intake.placing import MOST_SEARCHES, Placer
from headway.intake.reporting import Report, quoted
from headway.intake.row_extras import tell_targets_without_year
from headway.intake.rows import ReadRow, RowReader
from headway.intake.suits import columns_for
from headway.intake.tables import Table, holds_figures, nearest_miss, tables_in
from headway.intake.titles import title_of
from headway.intake.twice import without_twice
from headway.readers.grid import Document

NO_CATALOGUE = Catalogue({}, {}, {}, "")


@dataclass(frozen=True, slots=True)
class ReadScorecard:
    """A published dataset with what it takes to show it.

    ``indicators`` are the definitions of its rows: the catalogue's, or for a row that no
    catalogue knows the one its own sheet gives. ``recognitions`` say, row by row, on what
    evidence a row was recognised, or what it may be.
    """

    dataset: PublishedDataset
    indicators: tuple[Indicator, ...]
    recognitions: tuple[Recognition, ...]


def read_published(
    document: Document, catalogue: Catalogue = NO_CATALOGUE, mapping: RowMapping = NO_MAPPING
) -> PublishedDataset:
    """Return the first scorecard of a document; see ``read_scorecards``."""
    return read_scorecards(document, catalogue, mapping)[0].dataset


def read_published_datasets(
    document: Document, catalogue: Catalogue = NO_CATALOGUE, mapping: RowMapping = NO_MAPPING
) -> tuple[PublishedDataset, ...]:
    """Return every scorecard of a document; see ``read_scorecards``."""
    return tuple(found.dataset for found in read_scorecards(document, catalogue, mapping))


def read_scorecards(
    document: Document, catalogue: Catalogue = NO_CATALOGUE, mapping: RowMapping = NO_MAPPING
) -> tuple[ReadScorecard, ...]:
    """Return every scorecard of a document, in its order, with everything that was noticed.

    A scorecard is a table whose headings name periods and whose rows hold figures, anywhere on
    any sheet. What is certain is taken; what is not is told, with its place, what was found,
    what was done and the next step. Raises ContentMistake where the document holds none, or
    none that can be used, naming what was looked for.
    """
    found: list[ReadScorecard] = []
    stopping: list[Finding] = []
    for table in _tables(document):
        report = Report(table.sheet)
        read = _read(document, table, catalogue, mapping, report)
        stops = [each for each in report.findings.items if each.severity is Severity.STOPS]
        stopping += stops
        if read is not None and not stops:
            found.append(read)
    if not found:
        raise ContentMistake(stopping or _nothing_found(document))
    return _with_stopped(found, stopping)


def _tables(document: Document) -> list[Table]:
    """Return the tables of the sheets that a reader sees; of hidden ones only without any other."""
    shown = [t for sheet in document.sheets if not sheet.hidden for t in tables_in(sheet)]
    return shown or [table for sheet in document.sheets for table in tables_in(sheet)]


def _read(
    document: Document,
    table: Table,
    catalogue: Catalogue,
    mapping: RowMapping,
    report: Report,
) -> ReadScorecard | None:
    table = _with_all_headings(table, mapping, report)
    layout = layout_of(table, report, mapping)
    if layout is None:
        return None
    tell_targets_without_year(layout, report, table.sheet.place(table.heading.number))
    placer = Placer(layout, columns_for(layout.headings, layout.profiles), report)
    reader = RowReader(layout, placer, catalogue, mapping, report, document.number_formats_known)
    rows = [row for line in lines_of(table, layout, report) if (row := reader.read(line))]
    _tell_ends(table, placer, report)
    kept = without_twice(rows, report)
    if not kept:
        report.tell(
            table.sheet.place(table.heading.number),
            Severity.STOPS,
            "no row of this table can be taken",
            "a row needs a reference or a title, and its reference only once",
            "see what is said of each row",
        )
    report.close()
    return _scorecard(document, table, layout, kept, report)


def _with_all_headings(table: Table, mapping: RowMapping, report: Report) -> Table:
    """Put in blank headings where every row shows that one was lost."""
    for _ in range(MOST_LOST):
        first_rows = replace(table, body=table.body[:ROWS_TRIED])
        trial = Report(table.sheet)  # what a first look finds is found again by the real one
        layout = layout_of(table, trial, mapping)
        if layout is None:
            return table
        columns = columns_for(layout.headings, layout.profiles)
        at = missing_heading(lines_of(first_rows, layout, trial), columns)
        if at is None:
            return table
        table = with_blank_heading(table, at_gap(layout.headings, at), report)
    return table


def _scorecard(
    document: Document, table: Table, layout: Layout, rows: Sequence[ReadRow], report: Report
) -> ReadScorecard:
    dataset = PublishedDataset(
        title=title_of(table, layout, document),
        edition=edition_of(layout.period),
        period=layout.period,
        columns=layout.columns,
        rows=pointed_to([each.row for each in rows], report),
        findings=(*_of_sheet(document, table), *report.findings.items),
        file=document.file,
        digest=document.sha256,
    )
    return ReadScorecard(
        dataset, tuple(each.indicator for each in rows), tuple(each.recognition for each in rows)
    )


def _of_sheet(document: Document, table: Table) -> tuple[Finding, ...]:
    """Return what the reader noticed about the file as a whole and about the table's sheet."""
    own = ("", table.sheet.name)
    return tuple(finding for finding in document.findings if finding.place.sheet in own)


def _tell_ends(table: Table, placer: Placer, report: Report) -> None:
    """Say what stands under the table, and where its rows did not suit its headings at all."""
    lines = [row for row in table.after if any(cell.text for cell in row.cells)]
    if lines:
        words = " ".join(cell.text for cell in lines[0].cells if cell.text)
        more = f", and {len(lines) - 1:,} more lines" if len(lines) > 1 else ""
        figures = sum(holds_figures(line) for line in lines)
        report.tell(
            table.sheet.place(lines[0].number),
            Severity.NOT_TAKEN if figures else Severity.NOTED,
            f"text follows the table: {quoted(words)}{more}"
            + (f"; {figures:,} of these hold figures" if figures else ""),
            "it is no part of the table and is left out",
            "write the table's headings over them, if they belong to it" if figures else "",
        )
    if placer.searches >= MOST_SEARCHES:
        report.tell(
            table.sheet.place(table.heading.number),
            Severity.NOTED,
            f"more than {MOST_SEARCHES:,} rows do not suit their headings as they stand",
            "the rows after these are read as they stand",
            "check the headings of this sheet",
        )


def _nothing_found(document: Document) -> Finding:
    """Say what was looked for, and the row that came nearest to it."""
    misses = [(sheet, miss) for sheet in document.sheets if (miss := nearest_miss(sheet))]
    looked = (
        "a scorecard has a row of headings that name periods (Aug-20, Q3 2019/20, 31/03/2020)"
        " beside “Ref.” or “Indicator”, and rows of figures under it"
    )
    step = "give the file with the scorecard, or write such headings over its figures"
    if not misses:
        where = Place(document.file)
        return Finding(where, Severity.STOPS, "no scorecard was found in this file", looked, step)
    sheet, (row, count) = max(misses, key=lambda each: each[1][1])
    known = [cell.text for cell in row.cells if cell.text][:4]
    return Finding(
        sheet.place(row.number),
        Severity.STOPS,
        f"no scorecard was found in this file; the nearest is this row, with {count} known"
        f" heading{'s' * (count != 1)} ({', '.join(quoted(text) for text in known)})",
        looked,
        step,
    )


def _with_stopped(
    found: Sequence[ReadScorecard], stopping: Sequence[Finding]
) -> tuple[ReadScorecard, ...]:
    """Let what stopped one table of several travel with the first that could be read."""
    if not stopping:
        return tuple(found)
    first = found[0].dataset
    told = tuple(
        Finding(each.place, Severity.NOT_TAKEN, each.found, each.done, each.next_step)
        for each in stopping
    )
    changed = replace(first, findings=(*first.findings, *told))
    return (replace(found[0], dataset=changed), *found[1:])
