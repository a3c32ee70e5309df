"""Faults as real exports have them, planted on purpose and counted.

Which row gets which fault hangs on its key, so that the exports of two months have the same faults
in the rows they share.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from headway.synthetic.calendar import day_of
from headway.synthetic.cells import Cells
from headway.synthetic.dials import Faults, fault_names
from headway.synthetic.dice import Mask, Whole

Written = Mapping[str, tuple[npt.NDArray[np.int64], Sequence[str]]]
"""By column: rows in rising order, and the text each holds instead of its cell."""

UNKNOWN_CODE: Final = "X99"
DAY_TEXTS: Final = ("not known", "tbc", "see case note", "12th of March")
TOO_OLD: Final = 1889
_ORPHAN: Final = 900_000_000


@dataclass(frozen=True, slots=True)
class Shape:
    """Which columns of a table can have which fault; an empty text where none can."""

    key: tuple[str, ...]
    event: str = ""
    event_needed: bool = False
    ended: str = ""
    coded: str = ""
    unit: str = ""
    refers: str = ""
    born: str = ""
    twice: bool = True

    def column_of(self, fault: str) -> str:
        """Give the column a fault is planted in; an empty text where it cannot be."""
        columns = {
            "missing_date": self.event if self.event_needed else "",
            "closed_before_opened": self.ended,
            "duplicate": self.key[0] if self.twice else "",
            "impossible_age": self.born,
            "unknown_code": self.coded,
            "team_spelling": self.unit,
            "text_in_date": self.event,
            "future_date": self.event,
            "orphan": self.refers,
        }
        return columns[fault]


@dataclass(frozen=True, slots=True)
class PlantedRow:
    """One row with a fault: its table, key, column and the fault."""

    table: str
    key: str
    column: str
    fault: str


@dataclass(slots=True)
class Planted:
    """The faults of all tables of an export so far."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    rows: list[PlantedRow] = field(default_factory=list)


def draw_faults(
    seed: int, table: str, columns: Mapping[str, Cells], shape: Shape, faults: Faults
) -> Whole:
    """Draw for each row which fault it has, by number; -1 for none.

    The draw hangs on the row's key alone, so a row has the same fault in every month's export.
    """
    count = len(columns[shape.key[0]].values)
    found = np.full(count, -1, dtype=np.int32)
    if not faults.any:
        return found
    thrown = _thrown(seed, table, [columns[name].values for name in shape.key])
    passed = 0
    for number, name in enumerate(fault_names()):
        width = int(getattr(faults, name) * 2**32) if shape.column_of(name) else 0
        found[(thrown >= passed) & (thrown < passed + width)] = number
        passed += width
    return found


def _thrown(seed: int, table: str, keys: Sequence[Whole]) -> npt.NDArray[np.int64]:
    """Give each row a number below 2**32 that hangs on the seed, the table and its key alone."""
    start = np.uint64((seed << 32 | crc32(table.encode("utf-8"))) % 2**64)
    mixed = np.full(len(keys[0]), start, dtype=np.uint64)
    for values in keys:
        mixed = _mixed(mixed ^ values.astype(np.int64).view(np.uint64))
    return (mixed >> np.uint64(32)).astype(np.int64)


def _mixed(numbers: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Mix every bit into every other, as SplitMix64 does."""
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


@dataclass(frozen=True, slots=True)
class Spoiled:
    """Rows with their faults: the columns, and the texts that stand in some cells instead."""

    columns: dict[str, Cells]
    written: Written


def plant(
    table: str,
    shape: Shape,
    columns: dict[str, Cells],
    drawn: Whole,
    names: Mapping[str, str],
    last_day: int,
    planted: Planted,
) -> Spoiled:
    """Put the faults drawn into the rows and add them to ``planted``.

    ``names`` gives the names of units, which are spelled in ways of their own; ``last_day`` is the
    last one made up, after which future days lie.
    """
    written: dict[str, dict[int, str]] = {}
    twice: list[int] = []
    for number, fault in enumerate(fault_names()):
        rows = np.flatnonzero(drawn == number)
        column = shape.column_of(fault)
        if not len(rows) or not column:
            continue
        if fault == "duplicate":
            twice += rows.tolist()
        else:
            rows = rows[_can(columns, shape, fault, column, rows)]
            texts = _texts(fault, columns, shape, column, rows, names, last_day)
            written.setdefault(column, {}).update(zip(rows.tolist(), texts, strict=True))
        planted.counts[(table, column, fault)] += len(rows)
        planted.rows += [
            PlantedRow(table, _key(columns, shape, row), column, fault) for row in rows.tolist()
        ]
    return Spoiled(_with_doubles(columns, twice), _sorted(written))


def _can(
    columns: Mapping[str, Cells], shape: Shape, fault: str, column: str, rows: npt.NDArray[np.int64]
) -> Mask:
    """Say in which of the rows there is something to spoil."""
    filled = columns[column].values[rows] >= 0
    if fault == "closed_before_opened":
        filled &= columns[shape.event].values[rows] >= 0
    return filled


def _texts(
    fault: str,
    columns: Mapping[str, Cells],
    shape: Shape,
    column: str,
    rows: npt.NDArray[np.int64],
    names: Mapping[str, str],
    last_day: int,
) -> list[str]:
    cells = columns[column]
    found = []
    for row in rows.tolist():
        value = int(cells.values[row])
        match fault:
            case "missing_date":
                found.append("")
            case "closed_before_opened":
                opened = int(columns[shape.event].values[row])
                found.append(day_of(opened - 1 - opened % 60).isoformat())
            case "impossible_age":
                found.append(f"{TOO_OLD - value % 10}-{value % 12 + 1:02d}-01")
            case "unknown_code":
                found.append(UNKNOWN_CODE)
            case "team_spelling":
                name = names.get(cells.text(row), cells.text(row))
                found.append(spellings(name)[row % 3])
            case "text_in_date":
                found.append(DAY_TEXTS[value % len(DAY_TEXTS)])
            case "future_date":
                found.append(day_of(last_day + 30 + value % 3000).isoformat())
            case _:
                found.append(f"{cells.prefix}{_ORPHAN + value}")
    return found


def spellings(name: str) -> tuple[str, str, str]:
    """Give three ways in which a team's name is found where its identifier should be."""
    return (name, f"{name.upper()} ", name.replace(" team", " tm").replace(" and ", " & "))


def _key(columns: Mapping[str, Cells], shape: Shape, row: int) -> str:
    return "|".join(columns[name].text(row) for name in shape.key)


def _with_doubles(columns: dict[str, Cells], twice: list[int]) -> dict[str, Cells]:
    if not twice:
        return columns
    count = len(next(iter(columns.values())).values)
    rows = np.concatenate([np.arange(count), np.array(twice, dtype=np.int64)])
    return {name: cells.take(rows) for name, cells in columns.items()}


def _sorted(written: dict[str, dict[int, str]]) -> Written:
    found = {}
    for column, texts in written.items():
        rows = sorted(texts)
        found[column] = (np.array(rows, dtype=np.int64), [texts[row] for row in rows])
    return found
