"""Rows of children, worklists and caseloads as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.services.analysis.worklists import Listed, ListRow
from headway.services.office.worklists import FoundLine
from headway.tables import TABLES

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
class FoundText:
    """What was found of rows, in words."""

    what: str
    fix: str
    rows: int


@dataclass(frozen=True, slots=True)
class FoundGroup:
    """Findings that are put right in the same way: how many rows, and where these stand."""

    fix: str
    rows: int
    where: tuple[FoundText, ...]


def found_groups(found: Iterable[FoundLine]) -> tuple[FoundGroup, ...]:
    """Put findings together by what to do; what keeps rows out comes first, then the most rows."""
    groups: dict[str, list[FoundLine]] = {}
    for one in found:
        groups.setdefault(one.fix, []).append(one)
    ranked = sorted(groups.items(), key=lambda one: (not _keeps_out(one[1]), -_rows(one[1])))
    return tuple(FoundGroup(fix, _rows(ones), _most_first(ones)) for fix, ones in ranked)


def _keeps_out(ones: Iterable[FoundLine]) -> bool:
    return any(one.severity == "fatal" for one in ones)


def _rows(ones: Iterable[FoundLine]) -> int:
    return sum(one.rows for one in ones)


def _most_first(ones: Iterable[FoundLine]) -> tuple[FoundText, ...]:
    return tuple(sorted(found_texts(ones), key=lambda one: (-one.rows, one.what)))


def found_texts(found: Iterable[FoundLine]) -> tuple[FoundText, ...]:
    """Say each finding in words: the table, and what its code says."""
    return tuple(FoundText(_what(one), one.fix, one.rows) for one in found)


def _what(one: FoundLine) -> str:
    table = TABLES.get(one.table)
    said = one.code.removeprefix(f"{one.table}.").replace(".", ": ").replace("_", " ")
    return f"{table.title if table else one.table}, {said}"
