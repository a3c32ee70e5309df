"""The outcomes dashboard's list of metrics: what it calls the columns of the service's files."""

from headway.domain.benchmarks.loaded import Source
from headway.intake.benchmarks.gathering import Gathering
from headway.intake.benchmarks.table import Table

RECOGNISED = "metrics of the outcomes dashboard"


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    return {"metric_display_text", "value_column"} <= headings


def take(table: Table, into: Gathering) -> None:
    """Take the titles; a column that several metrics use keeps its own name."""
    title_at, column_at = table.at("metric_display_text"), table.at("value_column")
    counted = 0
    for _, row in table.rows():
        if title_at is not None and column_at is not None and row[column_at]:
            counted += 1
            into.titles[row[column_at].casefold()].add(row[title_at])
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted))
