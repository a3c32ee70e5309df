"""Figures that moved, as text for a screen, as tidy CSV and as JSON."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from headway.domain.exact import exact_text
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.restatement import CauseSum, MovedFigure, Standing, by_cause
from headway.domain.show import show
from headway.domain.values import Value
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
from headway.writers.terminal_page import Page


class _Published(Protocol):
    @property
    def value(self) -> Value: ...
    @property
    def worked_out(self) -> Value: ...
    @property
    def agrees(self) -> bool: ...


Published = Mapping[tuple[str, Period], _Published]

MOVED = (
    *columns(("indicator", CellType.TEXT, "the indicator's identifier")),
    *period_columns("period", "what the figure is about"),
    *columns(
        ("level", CellType.WORD, "team, locality, service or council"),
        ("unit_id", CellType.TEXT, "the unit; empty for the council and for not allocated"),
        ("unit_name", CellType.TEXT, "the unit's present name, where it is known"),
        ("state_before", CellType.WORD, "number, or the reason why there was none"),
        ("value_before", CellType.NUMBER, "the exact figure then"),
        ("state_after", CellType.WORD, "number, or the reason why there is none"),
        ("value_after", CellType.NUMBER, "the exact figure now"),
        ("cause", CellType.WORD, "what became of the rows"),
        ("table", CellType.WORD, "the table whose rows did it; empty where no row changed"),
        ("columns", CellType.TEXT, "the names of the columns that were corrected"),
        ("elsewhere", CellType.FLAG, "whether other rows did it than those counted"),
        ("rows", CellType.WHOLE, "how many rows or subjects count otherwise for that reason"),
        ("numerator", CellType.NUMBER, "what they add above the line, now less then"),
        ("denominator", CellType.NUMBER, "what they add below the line, now less then"),
        ("durations_left", CellType.WHOLE, "durations of a median or percentile that went"),
        ("durations_joined", CellType.WHOLE, "durations of a median or percentile that came"),
    ),
)


def restated_csv(figures: Sequence[MovedFigure], names: Mapping[str, str]) -> str:
    """Return the figures that moved as CSV text: a row for each figure and each reason."""
    rows = tuple(
        _row(figure, one, names)
        for figure in figures
        for one in by_cause(figure.contributions) or (None,)
    )
    return csv_text(Table("restated.csv", MOVED, rows))


def _row(figure: MovedFigure, one: CauseSum | None, names: Mapping[str, str]) -> tuple[str, ...]:
    key = figure.key
    told = ("redefined" if figure.redefined else "", "", "", "no", "0", "0", "0", "0", "0")
    if one is not None:
        told = (
            one.why.cause.value,
            one.why.table,
            " ".join(one.why.columns),
            "yes" if one.why.elsewhere else "no",
            str(one.rows),
            exact_text(one.numerator),
            exact_text(one.denominator),
            str(one.left),
            str(one.joined),
        )
    return (
        key.indicator,
        *period_cells(key.period),
        key.unit.level.value,
        key.unit.id,
        names.get(key.unit.id, ""),
        state_cell(figure.before.value),
        number_cell(figure.before.value),
        state_cell(figure.after.value),
        number_cell(figure.after.value),
        *told,
    )


def restated_json(
    figures: Sequence[MovedFigure],
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    about: Mapping[str, str],
) -> str:
    """Return the figures that moved as JSON, with what was compared."""
    found: list[Json] = [_object(one, indicators[one.key.indicator], names) for one in figures]
    whole: dict[str, Json] = {**about, "figures": found}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _object(figure: MovedFigure, indicator: Indicator, names: Mapping[str, str]) -> Json:
    key = figure.key
    return {
        "indicator": key.indicator,
        "period": period_json(key.period),
        "level": key.unit.level.value,
        "unit": key.unit.id or None,
        "unit_name": names.get(key.unit.id),
        "before": _standing(figure.before, indicator),
        "after": _standing(figure.after, indicator),
        "redefined": figure.redefined,
        "causes": [
            {
                "cause": one.why.cause.value,
                "table": one.why.table or None,
                "columns": list(one.why.columns),
                "elsewhere": one.why.elsewhere,
                "rows": one.rows,
                "numerator": exact_text(one.numerator),
                "denominator": exact_text(one.denominator),
                "durations_left": one.left,
                "durations_joined": one.joined,
            }
            for one in by_cause(figure.contributions)
        ],
    }


def _standing(one: Standing, indicator: Indicator) -> Json:
    return {
        "value": value_json(one.value, indicator.unit, indicator.decimals),
        "numerator": None if one.numerator is None else exact_text(one.numerator),
        "denominator": None if one.denominator is None else exact_text(one.denominator),
    }


def restated_text(
    figures: Sequence[MovedFigure],
    indicators: Mapping[str, Indicator],
    names: Mapping[str, str],
    page: Page,
    published: Published,
) -> str:
    """Return the figures that moved as text: "161 then → 168 now: 7 recorded late"."""
    for figure in figures:
        indicator = indicators[figure.key.indicator]
        unit = figure.key.unit.label(names)
        for line in page.wrapped(f"{figure.key.period}, {unit}: {indicator.title}", page.width):
            page.lines.append(line)
        for line in page.wrapped(_said(figure, indicator, published), page.width - 2):
            page.lines.append(f"  {line}")
    return page.text


def printed_otherwise(
    figures: Sequence[MovedFigure], indicators: Mapping[str, Indicator], published: Published
) -> list[str]:
    """Say which figures were published otherwise than the rows of then, and of now, give them."""
    moved = {(one.key.indicator, one.key.period) for one in figures}
    lines = []
    for (name, period), one in sorted(published.items(), key=lambda each: each[0]):
        if one.agrees or (name, period) in moved:
            continue
        indicator = indicators[name]
        printed, worked_out = (
            show(value, indicator.unit, indicator.decimals) for value in (one.value, one.worked_out)
        )
        lines.append(
            f"{period}: {indicator.title}: {printed} as published, {worked_out} by the rows of "
            "then and of now"
        )
    return lines


def _said(figure: MovedFigure, indicator: Indicator, published: Published) -> str:
    before, after = (
        show(one.value, indicator.unit, indicator.decimals) for one in (figure.before, figure.after)
    )
    told = published.get((figure.key.indicator, figure.key.period))
    then = f"{before} then"
    if told is not None and figure.key.unit.level.value == "council":
        printed = show(told.value, indicator.unit, indicator.decimals)
        then = f"{printed} as published"
        if not told.agrees:
            then += f" ({before} by the rows of then)"
    causes = "; ".join(cause_words(one, figure) for one in by_cause(figure.contributions))
    if figure.redefined and "redefined" not in causes:
        causes = "; ".join(filter(None, (causes, "its definition was changed")))
    return f"{then} → {after} now: {causes}"


def cause_words(one: CauseSum, figure: MovedFigure) -> str:
    """Say a reason: "7 recorded late"; with parts above and below the line where both move."""
    amounts = []
    ranked = figure.after.lengths is not None or figure.before.lengths is not None
    if ranked:
        amounts = [f"{n} {word}" for n, word in ((one.joined, "joined"), (one.left, "left")) if n]
    elif figure.after.denominator or figure.before.denominator:
        amounts = [f"{_signed(one.numerator)} above, {_signed(one.denominator)} below"]
    elif abs(one.numerator) != one.rows or one.numerator < 0:
        amounts = [_signed(one.numerator)]
    return f"{one.rows} {one.why.words}" + (f" ({', '.join(amounts)})" if amounts else "")


def _signed(amount: Fraction) -> str:
    return ("+" if amount > 0 else "") + exact_text(amount)
