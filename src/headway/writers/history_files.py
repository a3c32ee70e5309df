"""Published sheets as tidy CSV files with a data dictionary: what was read, and from where.

Everything a sheet gave is in the files, so that a figure can be made again exactly: its state,
its exact value, its period, its column's period, its text and its place. Text that a spreadsheet
could run has an apostrophe in front; ``headway.domain.safe_text.restore`` takes it off again.
See ``headway.writers.tables`` for how to save the texts.
"""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from headway.domain.exact import exact_text
from headway.domain.published import PublishedDataset, PublishedRow
from headway.domain.targets import Target
from headway.writers.tables import (
    PLACE_COLUMNS,
    VALUE_COLUMNS,
    CellType,
    Column,
    Table,
    columns,
    csv_text,
    date_cell,
    dictionary_of,
    flag_cell,
    period_cells,
    period_columns,
    place_cells,
    value_cells,
)

TEXT, NUMBER, WHOLE = CellType.TEXT, CellType.NUMBER, CellType.WHOLE
WORD, FLAG, DATE = CellType.WORD, CellType.FLAG, CellType.DATE
Cells = tuple[str, ...]


def history_tables(datasets: Sequence[PublishedDataset]) -> dict[str, str]:
    """Return the files of some sheets, file name to CSV text, the data dictionary last.

    A sheet's rows stand in its order, and the sheets in the order given.
    """
    tables = tables_of(datasets)
    return {table.name: csv_text(table) for table in (*tables, dictionary_of(tables))}


def tables_of(datasets: Sequence[PublishedDataset]) -> tuple[Table, ...]:
    """Return the tables of some sheets, without the data dictionary."""

    def rows_of(
        name: str, own: tuple[Column, ...], cells: Callable[[PublishedRow], Iterator[Cells]]
    ) -> Table:
        found = tuple(
            (dataset.edition, str(position), row.indicator, row.reference, *each)
            for dataset in datasets
            for position, row in enumerate(dataset.rows, 1)
            for each in cells(row)
        )
        return Table(name, (*WHICH_ROW, *own), found)

    return (
        Table("editions.csv", EDITIONS, tuple(_edition(dataset) for dataset in datasets)),
        rows_of("rows.csv", ROWS, _row),
        rows_of("figures.csv", FIGURES, _figures),
        rows_of("printed.csv", PRINTED, _printed),
        rows_of("benchmarks.csv", BENCHMARKS, _benchmarks),
        rows_of("targets.csv", TARGETS, _targets),
        rows_of("revisions.csv", REVISIONS, _revisions),
        rows_of("commentary.csv", COMMENTARY, _commentary),
        Table("findings.csv", FINDINGS, tuple(_findings(datasets))),
    )


WHICH_ROW = columns(
    ("edition", TEXT, "the edition it was published in"),
    ("position", WHOLE, "the row's place in its sheet, counted from 1"),
    ("indicator", TEXT, "the indicator's identifier"),
    ("reference", TEXT, "its reference as printed"),
)

EDITIONS = (
    *columns(
        ("edition", TEXT, "the edition"),
        ("title", TEXT, "the sheet's title"),
    ),
    *period_columns("period", "the last period shown, which the sheet is about"),
    *period_columns("first_column", "the first period shown"),
    *columns(
        ("columns", WHOLE, "how many periods it shows"),
        ("rows", WHOLE, "how many rows it has"),
        ("file", TEXT, "the file it was read from"),
        ("digest", TEXT, "the SHA-256 of that file"),
    ),
)


def _edition(dataset: PublishedDataset) -> Cells:
    return (
        dataset.edition,
        dataset.title,
        *period_cells(dataset.period),
        *period_cells(dataset.columns[0]),
        str(len(dataset.columns)),
        str(len(dataset.rows)),
        dataset.file,
        dataset.digest,
    )


ROWS = (
    *columns(
        ("title", TEXT, "its title as printed"),
        ("section", TEXT, "the section it stands in"),
        ("owner", TEXT, "its owner as printed"),
        ("reporter", TEXT, "its reporter as printed"),
        ("outcome", TEXT, "the outcome it serves"),
        ("polarity", TEXT, "which way is better, as printed"),
    ),
    *PLACE_COLUMNS,
)


def _row(row: PublishedRow) -> Iterator[Cells]:
    yield (
        row.title,
        row.section,
        row.owner,
        row.reporter,
        row.outcome,
        row.polarity_printed,
        *place_cells(row.place),
    )


FIGURES = (
    *period_columns("period", "what the figure is about"),
    *period_columns("column", "the period at the head of its column"),
    *columns(("service_unit", TEXT, "the team, locality or service it is of")),
    *VALUE_COLUMNS,
    *columns(
        ("text", TEXT, "the figure as printed"),
        ("certain", FLAG, "whether its place was certain; if not, see the findings"),
    ),
    *PLACE_COLUMNS,
)


def _figures(row: PublishedRow) -> Iterator[Cells]:
    for figure in row.figures:
        yield (
            *period_cells(figure.period),
            *period_cells(figure.column),
            figure.unit,
            *value_cells(figure.value),
            figure.text,
            flag_cell(figure.certain),
            *place_cells(figure.place),
        )


PRINTED = (
    *columns(
        ("what", WORD, "which derived figure"),
        ("text", TEXT, "the figure as printed"),
        ("number", NUMBER, "the number that can be read in it for certain"),
        ("arrow", WORD, "the arrow that can be read in it for certain"),
    ),
    *PLACE_COLUMNS,
)


def _printed(row: PublishedRow) -> Iterator[Cells]:
    for what, cell in row.printed:
        arrow = cell.arrow.value if cell.arrow else ""
        yield (what.value, cell.text, _exact(cell.number), arrow, *place_cells(cell.place))


BENCHMARKS = (
    *columns(
        ("comparator", WORD, "whom the benchmark stands for"),
        ("name", TEXT, "the name of a region"),
    ),
    *VALUE_COLUMNS,
    *period_columns("year", "the year of the figure"),
    *period_columns("updated", "when it was last updated"),
    *columns(
        ("source", TEXT, "where it comes from"),
        ("method", TEXT, "mean or median of the group, where the sheet says so"),
        ("text", TEXT, "the figure as printed"),
    ),
    *PLACE_COLUMNS,
)


def _benchmarks(row: PublishedRow) -> Iterator[Cells]:
    for each in row.benchmarks:
        yield (
            each.comparator.value,
            each.name,
            *value_cells(each.value),
            *period_cells(each.year),
            *period_cells(each.updated),
            each.source,
            each.method,
            each.text,
            *place_cells(each.place),
        )


TARGETS = (
    *period_columns("period", "what the target is for"),
    *columns(
        ("form", WORD, "what the target asks"),
        ("goal", NUMBER, "the target, or the low end of a range"),
        ("high", NUMBER, "the high end of a range"),
        ("tolerance", NUMBER, "how far beyond the goal amber reaches"),
        ("floor", NUMBER, "the figure at which amber ends"),
        ("on_rounded", FLAG, "whether the rounded figure is set against it"),
        ("text", TEXT, "the target as printed"),
    ),
)


def _targets(row: PublishedRow) -> Iterator[Cells]:
    for target in row.targets:
        yield (*_target(target), flag_cell(target.on_rounded), target.text)


def _target(target: Target) -> Cells:
    return (
        *period_cells(target.period),
        target.form.value,
        *(_exact(each) for each in (target.goal, target.high, target.tolerance, target.floor)),
    )


REVISIONS = (
    *period_columns("period", "what the revised target is for"),
    *columns(
        ("was", TEXT, "what the target was before"),
        ("on", DATE, "when it was changed"),
        ("reason", TEXT, "why it was changed"),
        ("approved_by", TEXT, "the role that agreed to it"),
    ),
)


def _revisions(row: PublishedRow) -> Iterator[Cells]:
    for target in row.targets:
        for each in target.revisions:
            period = period_cells(target.period)
            yield (*period, each.was, date_cell(each.on), each.reason, each.approved_by)


COMMENTARY = (
    *period_columns("period", "what the commentary is about"),
    *columns(
        ("text", TEXT, "what the owner says"),
        ("by", TEXT, "who says it"),
        ("points_to", TEXT, "the reference of the row whose commentary is meant"),
        ("carried_from", TEXT, "the earlier edition with the very same words"),
        ("written", DATE, "when it was written"),
    ),
    *PLACE_COLUMNS,
)


def _commentary(row: PublishedRow) -> Iterator[Cells]:
    said = row.commentary
    if said is not None:
        yield (
            *period_cells(said.period),
            said.text,
            said.by,
            said.points_to,
            said.carried_from,
            date_cell(said.written),
            *place_cells(said.place),
        )


FINDINGS = (
    *columns(
        ("edition", TEXT, "the edition it was found in"),
        ("severity", WORD, "how much it matters to the figures"),
        ("found", TEXT, "what is there"),
        ("done", TEXT, "what is allowed, or what was done about it"),
        ("next_step", TEXT, "what a person can do"),
    ),
    *PLACE_COLUMNS,
)


def _findings(datasets: Sequence[PublishedDataset]) -> Iterator[Cells]:
    for dataset in datasets:
        for each in dataset.findings:
            said = (each.severity.value, each.found, each.done, each.next_step)
            yield (dataset.edition, *said, *place_cells(each.place))


def _exact(amount: Fraction | None) -> str:
    return "" if amount is None else exact_text(amount)
