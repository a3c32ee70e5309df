"""The statement that works an indicator out, written without any data."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy.typing as npt

from headway.domain.calculation import Entered, PartOf, Rate, Ratio
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.engine.periods import Span
from headway.engine.runner import plan
from headway.engine.sql import text
from headway.engine.units import Units
from headway.tables import TABLES
from headway.tables.schema import Type


class BareSnapshot:
    """A snapshot of no rows: enough to write a statement, never to run one."""

    snapshot_id = "none"
    table_names = frozenset(TABLES)
    covered_tables = frozenset(TABLES)

    def query(self, sql: str) -> Sequence[tuple[object, ...]]:
        """Refuse: there are no rows here."""
        raise ValueError("a snapshot of no rows answers nothing")

    def query_columns(self, sql: str) -> Mapping[str, npt.NDArray[Any]]:
        """Refuse: there are no rows here."""
        raise ValueError("a snapshot of no rows answers nothing")

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        """Give the numbers of codes as every snapshot has them; texts have none."""
        found = TABLES[table].column(column)
        if found.type is not Type.CODE:
            return {}
        return {code.value: place for place, code in enumerate(found.codes, start=1)}

    def coverage(self, table: str) -> tuple[date, date] | None:
        """Know nothing of any day."""
        return None


def statement_of(indicator: Indicator, period: Period) -> str:
    """Write out the statement that works an indicator out; empty where none does."""
    calculation = indicator.calculation
    if calculation is None or isinstance(calculation, Ratio | PartOf | Rate | Entered):
        return ""
    span = Span((period,), Units((), {}, {}))
    (statement,) = plan([(indicator.id, calculation)], span, BareSnapshot())
    return text(statement.sql, pretty=True)
