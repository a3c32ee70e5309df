"""What the engine needs of a snapshot: the one place where it meets the store."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol


class Snapshot(Protocol):
    """Case data as it stood when it was loaded, open for reading.

    Each conformed table that has rows is a relation of its own name, with the columns of
    ``headway.tables``. Codes are whole numbers that stand for the text, and so are identifiers:
    numbered in the order of their text, and the same number wherever they may be compared. Labels
    are text, dates and months DATE, flags BOOLEAN, numbers whole or DECIMAL.
    """

    @property
    def snapshot_id(self) -> str:
        """Which snapshot this is."""

    @property
    def table_names(self) -> frozenset[str]:
        """The tables that hold at least one row."""

    def query(self, sql: str) -> Sequence[tuple[object, ...]]:
        """Run one statement that only reads, in DuckDB's SQL, and give all its rows."""

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        """Give the number that stands for each text of a column of codes or identifiers."""

    def coverage(self, table: str) -> tuple[date, date] | None:
        """Give the first and last day that the exports cover for a table; None where unknown."""
