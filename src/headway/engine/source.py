"""What the engine needs of a snapshot: the one place where it meets the store."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import numpy.typing as npt


class Snapshot(Protocol):
    """Case data as it stood when it was loaded, open for reading.

    Each conformed table that has rows is a relation of its own name, with the columns of
    ``headway.tables``. Texts are whole numbers that stand for them: codes those of ``codes``,
    identifiers and labels in the order of their text, the same wherever they may be compared.
    Merged identifiers have been followed to the one that stays. Dates and months are DATE, flags
    BOOLEAN, numbers whole or DECIMAL.
    """

    @property
    def snapshot_id(self) -> str:
        """Which snapshot this is."""

    @property
    def table_names(self) -> frozenset[str]:
        """The tables that hold at least one row."""

    @property
    def covered_tables(self) -> frozenset[str]:
        """The tables that were loaded, with rows or without."""

    def query(self, sql: str) -> Sequence[tuple[object, ...]]:
        """Run one statement that only reads, in DuckDB's SQL, and give all its rows."""

    def query_columns(self, sql: str) -> Mapping[str, npt.NDArray[Any]]:
        """Run one statement that only reads, and give its columns by name; masked where empty.

        Whole numbers of 64 bits at most, flags and codes come as they are; nothing else is asked.
        Several threads may ask at once.
        """

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        """Give the number that stands for each text of a column of texts."""

    def coverage(self, table: str) -> tuple[date, date] | None:
        """Give the first and last day that the exports cover for a table; None where unknown."""
