"""The made-up cells as Python values, for small exports and for tests."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from headway.synthetic.calendar import day_of
from headway.synthetic.cells import Cells, Kind

Value = str | int | Decimal | date | bool | None
_FLAGS = ("no", "yes")


def values(cells: Cells) -> list[Value]:
    """Give a column's values, ``None`` where nothing is known; yes and no as booleans."""
    return [_value(cells, row, int(number)) for row, number in enumerate(cells.values)]


def rows(columns: Mapping[str, Cells]) -> Iterator[dict[str, Value]]:
    """Give the rows of a table one by one."""
    lists = [values(cells) for cells in columns.values()]
    for each in zip(*lists, strict=True):
        yield dict(zip(columns, each, strict=True))


def _value(cells: Cells, row: int, number: int) -> Value:
    if number < 0:
        return None
    match cells.kind:
        case Kind.DAY:
            return day_of(number)
        case Kind.CODE:
            return number == 1 if cells.words == _FLAGS else cells.words[number]
        case Kind.NUMBER:
            return cells.text(row) if cells.prefix else number
        case Kind.TENTHS:
            return Decimal(number) / 10
