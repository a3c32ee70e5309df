"""Rows of children, worklists and caseloads as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.domain.indicator import Indicator
from headway.domain.show import in_words, show
from headway.domain.values import Absent
from headway.services.analysis.worklists import Listed, ListRow
from headway.services.office.capacity import Held, UnitCapacity
from headway.services.office.worklists import FoundLine
from headway.tables import TABLES

ROLES = {one.value: one.meaning for one in TABLES["worker_placement"].column("role").codes}
NAMES = {"family_id": "Family", "person_id": "Person", "plan_id": "Plan", "subject": "Subject"}


NONE = "–"


@dataclass(frozen=True, slots=True)
class RowLine:
    """A row of a list: its cells under the list's headings, and how late it is, in words."""

    cells: tuple[tuple[str, str], ...]
    due: date | None
    late: str
    is_late: bool


def list_lines(listed: Listed, first: int, last: int) -> tuple[RowLine, ...]:
    """Give the rows of a list from one place up to another, in words."""
    return tuple(_row(listed, one) for one in listed.rows[first:last])


def headings_of(listed: Listed) -> tuple[str, ...]:
    """Give the headings of a list's cells."""
    lead = ("Lead practitioner",) if listed.kind.plan else ()
    return ("Team", *(label for label, _ in listed.kind.shows), *lead)


def _row(listed: Listed, row: ListRow) -> RowLine:
    plans = [
        c
        for (label, _), c in zip(listed.kind.shows, row.cells, strict=True)
        if label == listed.kind.plan
    ]
    lead = (row.lead or ("none named" if any(plans) else NONE),) if listed.kind.plan else ()
    cells = (row.team or NONE, *(one or NONE for one in row.cells), *lead)
    late = row.late_by
    return RowLine(
        tuple(zip(headings_of(listed), cells, strict=True)),
        row.due,
        _late(late),
        late is None or late >= 0,
    )


def _late(days: int | None) -> str:
    if days is None:
        return "open"
    if days < 0:
        return "tomorrow" if days == -1 else f"in {-days} days"
    if days == 0:
        return "today"
    return "1 day late" if days == 1 else f"{days:,} days late"


def row_headings(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Say the parts of a row's key in words."""
    return tuple(
        NAMES.get(one, one.removesuffix("_id").replace("_", " ").capitalize()) for one in headings
    )


@dataclass(frozen=True, slots=True)
class CapacityLine:
    """A unit's figures under the indicators: each with its meaning where it is absent."""

    unit: str
    cells: tuple[tuple[str, str, str], ...]


def capacity_lines(
    found: tuple[UnitCapacity, ...], indicators: tuple[Indicator, ...], names: dict[str, str]
) -> tuple[CapacityLine, ...]:
    """Give the figures of units in words; the first of each cell is its heading."""
    return tuple(_capacity(one, indicators, names) for one in found)


def _capacity(
    found: UnitCapacity, indicators: tuple[Indicator, ...], names: dict[str, str]
) -> CapacityLine:
    cells = []
    for indicator, result in zip(indicators, found.results, strict=True):
        if result is None:
            cells.append((indicator.title, "–", "no figure for this unit"))
            continue
        meaning = in_words(result.value) if isinstance(result.value, Absent) else ""
        figure = show(result.value, indicator.unit, indicator.decimals)
        cells.append((indicator.title, figure, meaning))
    label = found.unit.label(names)
    return CapacityLine(label[:1].upper() + label[1:], tuple(cells))


def worker_lines(held: tuple[Held, ...]) -> tuple[tuple[str, str, str, str, str], ...]:
    """Give workers' caseloads: identifier, role, families, room, plans."""
    return tuple(
        (
            one.worker,
            ROLES.get(one.role, "not recorded"),
            f"{one.families:,}",
            "not stated" if one.room is None else f"{one.room:,}",
            f"{one.plans:,}",
        )
        for one in held
    )


@dataclass(frozen=True, slots=True)
class FoundText:
    """What was found of rows, in words."""

    what: str
    fix: str
    rows: int


def found_texts(found: Iterable[FoundLine]) -> tuple[FoundText, ...]:
    """Say each finding in words: the table, and what its code says."""
    return tuple(FoundText(_what(one), one.fix, one.rows) for one in found)


def _what(one: FoundLine) -> str:
    table = TABLES.get(one.table)
    said = one.code.removeprefix(f"{one.table}.").replace(".", ": ").replace("_", " ")
    return f"{table.title if table else one.table}, {said}"
