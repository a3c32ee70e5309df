"""Capacity as the page shows it: units under the measures, months of a unit, a team's workers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from headway.domain.indicator import Unit
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.problems import capital
from headway.domain.show import in_words, show
from headway.domain.values import Number, Value
from headway.services.office.capacity import Column, Held, UnitCapacity, is_over
from headway.tables import TABLES
from headway.web.presenters.compared import ComparedText

ROLES = {one.value: one.meaning for one in TABLES["worker_placement"].column("role").codes}
LACKS = "no figure for this unit and month"


@dataclass(frozen=True, slots=True)
class CapacityCell:
    """A figure under its heading: what it means where it is absent, and whether it is over."""

    heading: str
    figure: str
    meaning: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class CapacityLine:
    """A unit and its figures."""

    unit: str
    cells: tuple[CapacityCell, ...]


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """What a worker holds. A worker goes by the identifier of the exports, never by name."""

    worker: str
    role: str
    families: str
    room: str
    filled: str
    is_over: bool
    plans: str


def capacity_lines(
    found: Iterable[UnitCapacity], columns: Sequence[Column], names: Mapping[str, str]
) -> tuple[CapacityLine, ...]:
    """Give the figures of units in words."""
    lines = []
    for one in found:
        cells = (_cell(*each) for each in zip(columns, one.values, strict=True))
        lines.append(CapacityLine(capital(one.unit.label(names)), tuple(cells)))
    return tuple(lines)


def months_text(
    months: Sequence[Period], columns: Sequence[Column], values: Sequence[Sequence[Value | None]]
) -> ComparedText:
    """Set the months beside each other; ``values`` are by column, in the order of the months."""
    headings = tuple(short_label(one) for one in months)
    rows = []
    for column, line in zip(columns, values, strict=True):
        cells = [_cell(column, one) for one in line]
        shown = tuple(
            (heading, cell.figure, cell.meaning)
            for heading, cell in zip(headings, cells, strict=True)
        )
        rows.append((column.heading, False, shown))
    return ComparedText(headings, tuple(rows))


def worker_lines(held: Iterable[Held]) -> tuple[WorkerLine, ...]:
    """Give workers' caseloads."""
    return tuple(_worker(one) for one in held)


def _worker(one: Held) -> WorkerLine:
    filled = one.filled
    return WorkerLine(
        one.worker,
        ROLES.get(one.role, "not recorded"),
        f"{one.families:,}",
        "not stated" if one.room is None else f"{one.room:,}",
        "–" if filled is None else show(Number(filled), Unit.PERCENTAGE),
        one.is_over,
        f"{one.plans:,}",
    )


def _cell(column: Column, value: Value | None) -> CapacityCell:
    if value is None:
        return CapacityCell(column.heading, "–", LACKS, False)
    figure = show(value, column.unit, column.decimals)
    return CapacityCell(column.heading, figure, in_words(value), is_over(column, value))
