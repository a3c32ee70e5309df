"""From the columns that statements give to tallies: periods by units by parts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt

from headway.domain.calculation import Calculation, Duration, Statistic
from headway.domain.calculation_results import Breakdown
from headway.engine.grid import Grid, Slots, Whole
from headway.engine.masks import Words, counted_bits, distinct, words_for
from headway.engine.passes import Gives, Pass, scale_of
from headway.engine.ranked import ranked
from headway.engine.statements import BREAKDOWN
from headway.engine.tallies import Tally

Columns: TypeAlias = Mapping[str, npt.NDArray[Any]]
Figures: TypeAlias = tuple[Whole, Whole | None, Whole]
"""Above, below and left out, periods by units."""

MOST = 2**62
"""What is added up stays below it; otherwise nothing is given, rather than something wrong."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The figures of one indicator, by the parts of its breakdown (None where there is none)."""

    calculation: Calculation
    parts: Mapping[Breakdown | None, Figures]

    def tally(self, grid: Grid, parts: Sequence[Breakdown | None]) -> Tally:
        """Lay the figures out over the parts that any indicator has."""
        scale, is_ranked = scale_of(self.calculation), _is_ranked(self.calculation)
        if list(self.parts) == list(parts) == [None]:
            above, below, lost = self.parts[None]
            deep = None if below is None else below[:, :, None]
            return Tally(above[:, :, None], deep, lost[:, :, None], scale, is_ranked)
        laid = [np.zeros((*grid.shape, len(parts)), np.int64) for _ in range(3)]
        divides = False
        for part, figures in self.parts.items():
            place = parts.index(part)
            for into, one in zip(laid, figures, strict=True):
                if one is not None:
                    into[:, :, place] = one
            divides = divides or figures[1] is not None
        return Tally(laid[0], laid[1] if divides else None, laid[2], scale, is_ranked)


def _is_ranked(found: Calculation) -> bool:
    return isinstance(found, Duration) and found.statistic is not Statistic.MEAN


def gathered(
    done: Pass, rows: Columns, grid: Grid, part_names: Mapping[object, str]
) -> Iterator[tuple[str, Gathered]]:
    """Give the figures of each indicator of a pass from the columns of its rows."""
    parts = dict(_parted(done, rows, part_names))
    found = {part: _figures(done, ones, grid) for part, ones in parts.items()}
    for place, (name, calculation) in enumerate(done.asked):
        yield name, Gathered(calculation, {part: ones[place] for part, ones in found.items()})


def _parted(
    done: Pass, rows: Columns, names: Mapping[object, str]
) -> Iterator[tuple[Breakdown | None, Columns]]:
    if not done.part:
        yield None, rows
        return
    cells = rows[BREAKDOWN]
    unknown = np.ma.getmaskarray(cells)
    texts = [_text(cell, names) for cell in np.ma.getdata(cells).tolist()]
    texts = ["" if is_not else text for text, is_not in zip(texts, unknown.tolist(), strict=True)]
    values, which = np.unique(np.array(texts, dtype=object), return_inverse=True)
    for place, value in enumerate(values.tolist()):
        held = which == place
        yield Breakdown(done.part, value), {name: one[held] for name, one in rows.items()}


def _text(cell: object, names: Mapping[object, str]) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return names.get(cell, str(cell))


def _figures(done: Pass, rows: Columns, grid: Grid) -> list[Figures]:
    slots = {"buckets": grid.buckets, "months": grid.months, "ends": grid.ends}[done.time]
    match done.gives:
        case Gives.SUMS:
            return _sums(done, rows, grid, slots)
        case Gives.SETS:
            return _sets(done, rows, grid, slots)
        case Gives.STANDING:
            return _standing(done, rows, grid, slots)
        case Gives.RANKS:
            return _ranks(done, rows, grid, slots)
        case Gives.CHANGES:
            return [_changes(rows, grid)] * len(done.asked)


def _whole(column: npt.NDArray[Any]) -> Whole:
    """Give whole numbers, nought where nothing is."""
    return cast("Whole", np.ma.filled(column, 0).astype(np.int64, copy=False))


def _sums(done: Pass, rows: Columns, grid: Grid, slots: Slots) -> list[Figures]:
    names = [name for name in rows if name.partition("_")[0] in {"above", "below", "lost"}]
    figures = np.stack([_whole(rows[name]) for name in names], axis=1)
    _must_fit(figures)
    counted = np.zeros((slots.number, grid.team_number, len(names)), np.int64)
    counted[_whole(rows["slot"]), grid.team_of(rows["unit"])] = figures
    added = dict(zip(names, np.moveaxis(grid.roll_up(slots, counted), 2, 0), strict=True))
    nothing = np.zeros(grid.shape, np.int64)
    return [
        (added[f"above_{at}"], added.get(f"below_{at}"), added.get(f"lost_{at}", nothing))
        for at in range(len(done.asked))
    ]


def _must_fit(figures: Whole) -> None:
    most = int(np.abs(figures).max(initial=0))
    if most * max(len(figures), 1) >= MOST:
        raise OverflowError("these numbers are too large to be added up exactly")


def _sets(done: Pass, rows: Columns, grid: Grid, slots: Slots) -> list[Figures]:
    nobody = np.ma.getmaskarray(rows["subject"])
    teams, somebody = grid.team_of(rows["unit"]), ~nobody
    subjects = _whole(rows["subject"])[somebody]
    found: list[Figures] = []
    for place in range(len(done.asked)):
        above = _words(rows, f"above_{place}", slots)
        below = _words(rows, f"below_{place}", slots)
        stands = below or above
        lost = _lost(rows, place, stands, nobody, grid, slots) if nobody.any() else None
        counts = [
            distinct(grid, slots, subjects, teams[somebody], [one[somebody] for one in words])
            if words
            else None
            for words in (above, below)
        ]
        nothing = np.zeros(grid.shape, np.int64)
        found.append((cast("Whole", counts[0]), counts[1], nothing if lost is None else lost))
    return found


def _words(rows: Columns, name: str, slots: Slots) -> Words:
    names = [f"{name}_{word}" for word in range(words_for(slots.number))]
    return [_whole(rows[one]) for one in names if one in rows]


def _lost(
    rows: Columns, place: int, words: Words, nobody: npt.NDArray[np.bool_], grid: Grid, slots: Slots
) -> Whole:
    """Count the rows that name nobody: one for each of them, or for each slot with a number."""
    times = _whole(rows[f"lost_{place}"])[nobody] if f"lost_{place}" in rows else None
    return _by_team(rows, nobody, [one[nobody] for one in words], grid, slots, times)


def _by_team(
    rows: Columns,
    held: npt.NDArray[np.bool_],
    words: Words,
    grid: Grid,
    slots: Slots,
    times: Whole | None,
) -> Whole:
    teams = grid.team_of(rows["unit"][held])
    counted = counted_bits(words, teams, slots.number, grid.team_number, times)
    return grid.roll_up(slots, counted[:, :, None])[:, :, 0]


def _standing(done: Pass, rows: Columns, grid: Grid, slots: Slots) -> list[Figures]:
    everything = np.ones(len(rows["unit"]), bool)
    found: list[Figures] = []
    for place in range(len(done.asked)):
        words = _words(rows, f"above_{place}", slots)
        times = _whole(rows[f"times_{place}"])
        _must_fit(times)
        above = _by_team(rows, everything, words, grid, slots, times)
        lost = np.zeros(grid.shape, np.int64)
        if f"lost_{place}" in rows:
            lost = _by_team(rows, everything, words, grid, slots, _whole(rows[f"lost_{place}"]))
        found.append((above, None, lost))
    return found


def _ranks(done: Pass, rows: Columns, grid: Grid, slots: Slots) -> list[Figures]:
    slot, team = _whole(rows["slot"]), grid.team_of(rows["unit"])
    unknown = np.ma.getmaskarray(rows["passed"])
    passed = _whole(rows["passed"])
    found: list[Figures] = []
    for place, (_, calculation) in enumerate(done.asked):
        times = _whole(rows[f"times_{place}"])
        held = ~unknown & (times > 0)
        at = (slot[held], team[held])
        asked = cast("Duration", calculation)
        above, below = ranked(grid, slots, asked, at, passed[held], times[held])
        counted = np.zeros((slots.number, grid.team_number, 1), np.int64)
        counted[slot[unknown], team[unknown], 0] = times[unknown]
        found.append((above, below, grid.roll_up(slots, counted)[:, :, 0]))
    return found


def _changes(rows: Columns, grid: Grid) -> Figures:
    """Take the last slot of each subject in each period, and place it as at the period's end."""
    subject, slot = _whole(rows["subject"]), _whole(rows["slot"])
    order = np.lexsort((slot, subject))
    subject, slot, teams = subject[order], slot[order], grid.team_of(rows["unit"])[order]
    two = np.ma.filled(rows["has_two"], False).astype(bool)[order]
    better = np.ma.filled(rows["better"], False).astype(bool)[order] & two
    counted = np.zeros((len(grid.periods), grid.team_number, 3), np.int64)
    for place in range(len(grid.periods)):
        low, high = grid.buckets.lows[place], grid.buckets.highs[place]
        within = np.flatnonzero((low <= slot) & (slot < high))
        whose = subject[within]
        last = within[np.append(whose[1:] != whose[:-1], True)[: len(within)]]
        for at, flags in enumerate((better, two, ~two)):
            counted[place, :, at] = np.bincount(
                teams[last][flags[last]], minlength=grid.team_number
            )
    added = grid.roll_up(grid.ends, counted)
    return added[:, :, 0], added[:, :, 1], added[:, :, 2]
