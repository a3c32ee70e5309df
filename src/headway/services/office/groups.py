"""An indicator's figures by the parts of a unit: the units within it, and groups of people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.exact import read_exact
from headway.domain.indicator import Indicator, Unit
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.values import Absent, Number, State, Value
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.analysis.kept_groups import GROUPS, SHOWN, group_file
from headway.services.analysis.kept_pages import unit_key
from headway.services.office.kept_pages import page_file

PROTECTED = Absent(State.SUPPRESSED, "withheld so that nobody can be singled out")
NOBODY = Absent(State.NOT_APPLICABLE, "nobody in this group")
_OLD = "These figures were kept before groups were worked out: they come with the next load."
_NOT_PARTED = "Its definition names no groups by which it may be parted."
_OTHERS = (
    "Groups of a part of the council are shown to those who may read its rows. Ask the unit's "
    "manager, or look at the groups of the whole council."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A unit or a group with its figures, oldest first; ``behind`` are the cases of the latest.

    ``depth`` is 1 for a unit that lies in the one listed before it.
    """

    key: str
    name: str
    values: tuple[Value, ...]
    behind: tuple[int, int] | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Parted:
    """A figure and its parts: by ``by``, in ``periods`` oldest first. ``withheld``: some are."""

    by: str
    periods: tuple[Period, ...]
    parts: tuple[Part, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of an indicator; ``why_none`` says why there are none."""

    found: tuple[Parted, ...]
    why_none: str = ""


def units_parted(
    figures: KeptFigures, indicator: str, unit: UnitRef, allowed: Iterable[UnitRef]
) -> Parted | None:
    """Set the units within a unit beside each other; None where the reader may see none.

    ``allowed`` are the units whose figures the reader may see.
    """
    own = figures.of(unit).results.get(indicator, ())
    periods = tuple(one.period for one in own[-SHOWN:])
    may = [one for one in allowed if one != unit]
    parts = [
        part
        for ref, depth in _in_order(figures, unit, may)
        for part in [_of_unit(figures, indicator, ref, periods, depth)]
        if any(isinstance(value, Number) for value in part.values)
    ]
    return Parted("unit", periods, tuple(parts)) if parts else None


def groups_parted(
    figures: KeptFigures, indicator: Indicator, unit: UnitRef, *, reads_rows: bool
) -> Groups:
    """Give an indicator's figures by group.

    ``reads_rows`` says whether the reader may read the rows behind this unit's figures, and with
    it every figure. Others see the groups of the whole council alone, without what would single
    a few people out.
    """
    kept = page_file(figures, group_file(indicator.id))
    if kept is None:
        worked_out = any(name.startswith(GROUPS) for name in figures.files)
        return Groups((), _NOT_PARTED if worked_out or not indicator.calculation else _OLD)
    if not reads_rows and unit != COUNCIL:
        return Groups((), _OTHERS)
    wholes = {
        short_label(one.period): one for one in figures.of(unit).results.get(indicator.id, ())
    }
    found = [
        _by_group(by, one, wholes, indicator, unit, reads_rows=reads_rows)
        for by, one in sorted(kept["by"].items())
    ]
    shown = tuple(one for one in found if one.parts)
    return Groups(shown, "" if shown else "Nobody was counted in the latest periods.")


def _in_order(
    figures: KeptFigures, unit: UnitRef, allowed: Sequence[UnitRef]
) -> list[tuple[UnitRef, int]]:
    """Give the units within a unit, each followed by the teams that lie in it."""
    within = {one.ref: one.within for one in figures.units}
    if unit != COUNCIL:
        return [(one, 0) for one in allowed if unit in within.get(one, ())]
    levels = [one for one in allowed if one.level is Level.LOCALITY]
    found: list[tuple[UnitRef, int]] = []
    for above in levels:
        found.append((above, 0))
        found += [(one, 1) for one in allowed if above in within.get(one, ())]
    placed = {one for one, _ in found}
    rest = [one for one in allowed if one not in placed and one.level is not Level.COUNCIL]
    return [*found, *((one, 0) for one in rest)]


def _of_unit(
    figures: KeptFigures, indicator: str, unit: UnitRef, periods: Sequence[Period], depth: int
) -> Part:
    known = {one.period: one for one in figures.of(unit).results.get(indicator, ())}
    why = Absent(State.NOT_APPLICABLE, "the unit did not stand, or nothing was counted")
    values = tuple(known[one].value if one in known else why for one in periods)
    latest = known.get(periods[-1]) if periods else None
    behind = _behind(latest.numerator, latest.denominator) if latest else None
    name = unit.label(figures.names)
    return Part(unit_key(unit), name[:1].upper() + name[1:], values, behind, depth)


def _by_group(
    by: str,
    kept: Mapping[str, object],
    wholes: Mapping[str, Result],
    indicator: Indicator,
    unit: UnitRef,
    *,
    reads_rows: bool,
) -> Parted:
    units, named = kept["units"], kept["groups"]
    if not isinstance(units, dict) or not isinstance(named, list):
        raise ValueError("groups were kept in a form that this Headway does not know")
    labels = {label for one in units.values() for cells in one.values() for label in cells}
    shown = [label for label in wholes if label in labels]
    mine: dict[str, dict[str, list[object]]] = units.get(unit_key(unit), {})
    hidden = set() if reads_rows else {label for label in shown if _all_withheld(mine, label)}
    table = _Table(mine, wholes, indicator, frozenset(hidden), reads_rows)
    parts = [table.part(code, name, shown) for code, name in named if code in mine]
    withheld = any(value is PROTECTED for one in parts for value in one.values)
    periods = tuple(wholes[label].period for label in shown)
    return Parted(by, periods, tuple(parts), withheld)


def _all_withheld(mine: Mapping[str, Mapping[str, list[object]]], label: str) -> bool:
    """Whether nothing of a period may be shown: then a nought would tell of the others too."""
    cells = [one[label] for one in mine.values() if label in one]
    return bool(cells) and all(one[5] for one in cells)


@dataclass(frozen=True, slots=True)
class _Table:
    mine: Mapping[str, Mapping[str, list[object]]]
    wholes: Mapping[str, Result]
    indicator: Indicator
    hidden: frozenset[str]
    reads_rows: bool

    def part(self, code: str, name: str, labels: Sequence[str]) -> Part:
        cells = self.mine[code]
        values = tuple(self._value(cells.get(label), label) for label in labels)
        latest = cells.get(labels[-1]) if labels else None
        behind = None
        if latest is not None and values[-1] is not PROTECTED:
            above, below = (read_exact(str(one)) if one else None for one in latest[1:3])
            behind = _behind(above, below)
        return Part(code, name or "Not recorded", values, behind)

    def _value(self, cell: list[object] | None, label: str) -> Value:
        whole = self.wholes[label].value
        if label in self.hidden:
            return PROTECTED
        if cell is None:
            if isinstance(whole, Absent):
                return whole
            counts = self.indicator.unit is Unit.NUMBER and self.wholes[label].denominator is None
            return Number(Fraction(0)) if counts else NOBODY
        amount, _, _, state, note, withheld = cell
        if withheld and not self.reads_rows:
            return PROTECTED
        if amount is None:
            return Absent(State[str(state)], str(note))
        return Number(read_exact(str(amount)))


def _behind(above: Fraction | None, below: Fraction | None) -> tuple[int, int] | None:
    """Give the cases above and below the line, where both are counts."""
    if above is None or below is None or above.denominator > 1 or below.denominator > 1:
        return None
    return int(above), int(below)
