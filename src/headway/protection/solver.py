"""The numerical library, and nothing else of it: the best of a weighted sum under rows and bounds.

Nothing it says is believed: what comes back is made whole and checked exactly by whoever asked, or
turned into exact bounds (see ``bounds``). One thread and a fixed seed: the same every time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

INFINITE = highspy.kHighsInf
NODES = 400  # of the search for whole numbers; a limit of time would not be the same every time


@dataclass(frozen=True, slots=True)
class Line:
    """A row by local numbers: a weighted sum between two bounds."""

    terms: tuple[tuple[int, int], ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Found:
    """What the library found: a point, the price of each row, and whether it says it is best."""

    point: list[float]
    prices: list[float]
    best: bool


class Model:
    """One set of rows, asked again and again with other weights and other bounds."""

    def __init__(
        self,
        lows: Sequence[float],
        highs: Sequence[float],
        lines: Sequence[Line],
        *,
        whole: bool = False,
    ) -> None:
        """Take the bounds of every unknown and the rows; ``whole`` asks for whole numbers."""
        self._size = len(lows)
        self._lows = np.array(lows, dtype=np.double)
        self._highs = np.array(highs, dtype=np.double)
        self._every = np.arange(self._size, dtype=np.int32)
        self._whole = whole
        self._solver = _solver(whole=whole)
        self._solver.passModel(_model(self._lows, self._highs, lines, whole=whole))

    def highest(
        self, weights: Sequence[float], still: Iterable[int] = (), most: float = INFINITE
    ) -> Found | None:
        """Make the weighted sum as high as can be, with the unknowns in ``still`` at nought.

        Those that are weighed move by ``most`` at most. None where the library finds nothing.
        """
        lows, highs = self._lows.copy(), self._highs.copy()
        if most < INFINITE:
            weighed = np.flatnonzero(np.array(weights))
            lows[weighed] = np.maximum(lows[weighed], -most)
            highs[weighed] = np.minimum(highs[weighed], most)
        held = list(still)
        lows[held] = 0.0
        highs[held] = 0.0
        self._solver.changeColsBounds(self._size, self._every, lows, highs)
        costs = np.array(weights, dtype=np.double)
        self._solver.changeColsCost(self._size, self._every, costs)
        self._solver.run()
        status = self._solver.getModelStatus()
        best = status == highspy.HighsModelStatus.kOptimal
        if not best and not self._whole:
            return None
        solution = self._solver.getSolution()
        if not solution.value_valid:
            return None
        return Found(list(solution.col_value), list(solution.row_dual), best)


def _solver(*, whole: bool) -> highspy.Highs:
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 7,
        "parallel": "off",
    }
    if whole:
        options |= {"mip_max_nodes": NODES, "mip_rel_gap": 0.0}
    else:
        options |= {"presolve": "off"}  # so that the next question starts from the last answer
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def _model(
    lows: "np.ndarray[tuple[int], np.dtype[np.double]]",
    highs: "np.ndarray[tuple[int], np.dtype[np.double]]",
    lines: Sequence[Line],
    *,
    whole: bool,
) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(lows), len(lines)
    model.sense_ = highspy.ObjSense.kMaximize
    model.col_cost_ = np.zeros(len(lows), dtype=np.double)
    model.col_lower_, model.col_upper_ = lows, highs
    model.row_lower_ = np.array([line.low for line in lines], dtype=np.double)
    model.row_upper_ = np.array([line.high for line in lines], dtype=np.double)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.cumsum([0, *(len(line.terms) for line in lines)])
    model.a_matrix_.start_ = starts.astype(np.int32)
    flat = [term for line in lines for term in line.terms]
    model.a_matrix_.index_ = np.array([one for one, _ in flat], dtype=np.int32)
    model.a_matrix_.value_ = np.array([weight for _, weight in flat], dtype=np.double)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(lows)
    return model
