"""Results as text for a screen, as tidy CSV and as JSON."""

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from headway.domain.calculation_results import Key, Result
from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator
from headway.domain.show import show
from headway.domain.values import Absent
from headway.writers.json_values import Json, period_json, value_json
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
from headway.writers.terminal_page import Column, Page

Likely: TypeAlias = Mapping[Key, str]
NOT_ASKED: Likely = {}

FIGURES = (
    *columns(("indicator", CellType.TEXT, "the indicator's identifier")),
    *period_columns("period", "what the figure is about"),
    *columns(
        ("level", CellType.WORD, "team, locality, service or council"),
        ("unit_id", CellType.TEXT, "the unit; empty for the council and for not allocated"),
        ("unit_name", CellType.TEXT, "the unit's present name, where it is known"),
        ("allocated", CellType.FLAG, "no where no unit of the level is named"),
        ("breakdown", CellType.WORD, "the column by which the figure is parted, if it is"),
        ("part", CellType.TEXT, "which part; empty where nothing is known"),
        ("state", CellType.WORD, "number, or the reason why there is none"),
        ("value", CellType.NUMBER, "the exact figure"),
        ("numerator", CellType.NUMBER, "what stands above the line"),
        ("denominator", CellType.NUMBER, "what stands below it"),
        ("left_out", CellType.WHOLE, "rows that could not be used"),
        ("note", CellType.TEXT, "what is known of why there is no number"),
        ("likely", CellType.TEXT, "by how much it is still likely to move, where that was asked"),
    ),
)


def results_csv(
    results: Sequence[Result], names: Mapping[str, str], likely: Likely = NOT_ASKED
) -> str:
    """Return results as CSV text, one figure in each row. ``names`` are the units' names.

    ``likely`` says of a figure by how much it is still likely to move.
    """
    rows = tuple((*_row(one, names), likely.get(one.key, "")) for one in results)
    return csv_text(Table("results.csv", FIGURES, rows))


def _row(one: Result, names: Mapping[str, str]) -> tuple[str, ...]:
    return (
        one.indicator,
        *period_cells(one.period),
        one.unit.level.value,
        one.unit.id,
        names.get(one.unit.id, ""),
        "no" if one.unit.not_allocated else "yes",
        one.breakdown.column if one.breakdown else "",
        one.breakdown.value if one.breakdown else "",
        state_cell(one.value),
        number_cell(one.value),
        "" if one.numerator is None else exact_text(one.numerator),
        "" if one.denominator is None else exact_text(one.denominator),
        str(one.left_out),
        one.value.note if isinstance(one.value, Absent) else "",
    )


def results_json(
    results: Sequence[Result],
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    about: Mapping[str, str],
    likely: Likely = NOT_ASKED,
) -> str:
    """Return results as JSON, with what they were worked out from."""
    found: list[Json] = [
        {**_object(one, indicators, names), "likely": likely.get(one.key)} for one in results
    ]
    whole: dict[str, Json] = {**about, "results": found}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _object(
    one: Result, indicators: Mapping[str, Indicator], names: Mapping[str, str]
) -> dict[str, Json]:
    indicator = indicators[one.indicator]
    return {
        "indicator": one.indicator,
        "period": period_json(one.period),
        "level": one.unit.level.value,
        "unit": one.unit.id or None,
        "unit_name": names.get(one.unit.id),
        "allocated": not one.unit.not_allocated,
        "breakdown": one.breakdown.column if one.breakdown else None,
        "part": one.breakdown.value if one.breakdown else None,
        "value": value_json(one.value, indicator.unit, indicator.decimals),
        "numerator": None if one.numerator is None else exact_text(one.numerator),
        "denominator": None if one.denominator is None else exact_text(one.denominator),
        "left_out": one.left_out,
    }


def results_text(
    results: Sequence[Result],
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    page: Page,
    likely: Likely = NOT_ASKED,
) -> str:
    """Return results as text: a table for each indicator, and why a figure is not there."""
    for name in dict.fromkeys(one.indicator for one in results):
        indicator = indicators[name]
        found = [one for one in results if one.indicator == name]
        page.say(f"{indicator.title} ({name}), {found[0].period}")
        heads = [Column("unit"), Column("figure", 6, True), Column("above", 5, True)]
        heads += [Column("below", 5, True), Column("left out", 8, True), Column("why", 10)]
        page.table(heads, [_cells(one, indicator, names) for one in found])
        for one in found:
            if one.key in likely:
                page.say(f"{one.unit.label(names)}: {likely[one.key]}")
        page.blank()
    return page.text


def _cells(one: Result, indicator: Indicator, names: Mapping[str, str]) -> list[str]:
    part = f", {one.breakdown.value or 'not known'}" if one.breakdown else ""
    return [
        one.unit.label(names) + part,
        show(one.value, indicator.unit, indicator.decimals),
        "" if one.numerator is None else exact_text(one.numerator),
        "" if one.denominator is None else exact_text(one.denominator),
        str(one.left_out or ""),
        one.value.note if isinstance(one.value, Absent) else "",
    ]
