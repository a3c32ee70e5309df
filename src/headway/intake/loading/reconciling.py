"""What came of every row: a sum that must come out exactly, and what moved since the last load."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

FELL_BY = 20  # per cent of rows fewer than in the load before, from which on it is asked about


@dataclass(frozen=True, slots=True)
class TableReconciled:
    """One table's rows: in the source, set aside by the map, loaded, rejected, told twice.

    ``touched`` counts loaded rows with at least one finding; ``first`` and ``last`` are the first
    and last day of its events. A sum that does not come out cannot be built.
    """

    table: str
    source: int
    set_aside: int
    loaded: int
    rejected: int
    duplicates: int
    touched: int
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.source != self.set_aside + self.loaded + self.rejected + self.duplicates:
            raise ValueError(f"the rows of {self.table} do not add up")
        if self.touched > self.loaded:
            raise ValueError(f"more rows of {self.table} have findings than were loaded")

    @property
    def rows(self) -> int:
        """The rows meant for the table: those of the source that the map did not set aside."""
        return self.source - self.set_aside

    def to_json(self) -> dict[str, object]:
        """Give it as plain data for the manifest."""
        return {
            "table": self.table,
            "source": self.source,
            "set_aside": self.set_aside,
            "loaded": self.loaded,
            "rejected": self.rejected,
            "duplicates": self.duplicates,
            "touched": self.touched,
            "first": self.first.isoformat() if self.first else None,
            "last": self.last.isoformat() if self.last else None,
        }


def from_json(told: Mapping[str, object]) -> TableReconciled:
    """Take it back from the manifest; ValueError or KeyError for what is not one."""

    def whole(name: str) -> int:
        value = told[name]
        if not isinstance(value, int):
            raise ValueError(f"{name} is not a whole number")
        return value

    def day(name: str) -> date | None:
        value = told[name]
        return date.fromisoformat(str(value)) if value else None

    return TableReconciled(
        str(told["table"]), whole("source"), whole("set_aside"), whole("loaded"), whole("rejected"),
        whole("duplicates"), whole("touched"), day("first"), day("last"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """How a table differs from the load before: in words for a person, and whether to ask."""

    table: str
    said: str
    ask: bool


def moved(now: Sequence[TableReconciled], before: Sequence[TableReconciled]) -> tuple[Moved, ...]:
    """Say what moved between two loads, table by table."""
    old = {one.table: one for one in before}
    new = {one.table for one in now}
    found = [each for one in now if one.table in old for each in _moved(one, old[one.table])]
    found += [
        Moved(one.table, f"was loaded before ({one.loaded:,} rows) and is not in this load", True)
        for one in before
        if one.table not in new and one.loaded
    ]
    found += [
        Moved(one.table, "is loaded for the first time", False)
        for one in now
        if before and one.table not in old
    ]
    return tuple(found)


def _moved(now: TableReconciled, before: TableReconciled) -> list[Moved]:
    found = []
    change = now.loaded - before.loaded
    if change:
        share = f" ({change / before.loaded:+.1%})" if before.loaded else ""
        fell = before.loaded > 0 and -change * 100 > FELL_BY * before.loaded
        why = ": a drop that large is rarely real; see that the export is whole" if fell else ""
        said = f"has {now.loaded:,} rows, before {before.loaded:,}{share}{why}"
        found.append(Moved(now.table, said, fell))
    if now.first and before.first and now.first > before.first:
        said = f"now begins on {now.first}, before on {before.first}: its history is shorter"
        found.append(Moved(now.table, said, True))
    if now.last and before.last and now.last < before.last:
        said = f"now ends on {now.last}, before on {before.last}: the export may be an old one"
        found.append(Moved(now.table, said, True))
    return found
