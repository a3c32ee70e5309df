"""An indicator explained: its definition, its calculation in words, its SQL and its examples."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy.typing as npt

from headway.domain.calculation import Entered, PartOf, Rate, Ratio
from headway.domain.calculation_words import in_words
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.engine.examples import Example
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


def manual_page(
    indicator: Indicator, examples: Sequence[Example], *, period: Period | None = None
) -> str:
    """Give an indicator's page of the manual as Markdown; with a period, its SQL as well."""
    calculation = indicator.calculation
    lines = [
        f"# {indicator.title}",
        "",
        " · ".join([f"`{indicator.id}`", *_in_short(indicator)]),
        "",
        indicator.definition,
        "",
        f"**Why it matters.** {indicator.why_it_matters}",
        "",
        " ".join(_governance(indicator)),
        "",
        "## How it is worked out",
        "",
        *[f"- {one}" for one in (in_words(calculation) if calculation else _ENTERED)],
    ]
    if indicator.ratio is not None and isinstance(calculation, Ratio):
        ratio = indicator.ratio
        lines += ["", f"`{ratio.numerator}` ÷ `{ratio.denominator}` × {ratio.scale}."]
    if period is not None and (sql := statement_of(indicator, period)):
        lines += ["", "## Its statement", "", "```sql", sql, "```"]
    if examples:
        lines += ["", "## Worked examples", ""]
    for one in examples:
        _, _, body = one.text.partition("\n")
        lines += [f"### {one.title}", "", "```text", body.strip(), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _in_short(indicator: Indicator) -> tuple[str, ...]:
    return (indicator.unit.value, indicator.frequency.value, indicator.polarity.value)


def _governance(indicator: Indicator) -> tuple[str, ...]:
    return (
        f"One of it is {indicator.counts}.",
        f"Owner: {indicator.owner}.",
        f"Source: {indicator.source}.",
        f"Reviewed {indicator.reviewed}, next {indicator.next_review}.",
    )


_ENTERED = ("Its figures are entered or published; no calculation is defined for it.",)
