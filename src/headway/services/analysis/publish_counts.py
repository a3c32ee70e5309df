"""The counts behind every figure of an edition, and how they hang together."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from headway.domain.calculation import (
    Average,
    Calculation,
    Common,
    Count,
    Duration,
    Entered,
    PartOf,
    Rate,
    Ratio,
    Share,
    Statistic,
)
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.disclosure.cells import Cell, CellKey, Relation, Side
from headway.domain.disclosure.hierarchy import Adding, Hierarchy, Over, hierarchy
from headway.domain.disclosure.release import Release
from headway.domain.history import Sourced
from headway.domain.indicator import Indicator, Unit
from headway.domain.periods import Period
from headway.domain.run_rate import does_not_add_up
from headway.domain.values import Number
from headway.engine.units import Units
from headway.services.analysis.disclosure_release import adding_of, key_of
from headway.services.analysis.publish_left_over import left_over
from headway.services.analysis.publish_material import Material, UnitMaterial

PRINTED = "as published"  # tells a printed count apart from the one worked out for its place
_SAME = Adding(Over.SUM, Over.SUM, Over.SUM)


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure with the counts it rests on; none of them known, where all are None."""

    sourced: Sourced
    whole: CellKey | None = None
    above: CellKey | None = None
    below: CellKey | None = None

    @property
    def keys(self) -> tuple[CellKey, ...]:
        """The counts it rests on."""
        return tuple(key for key in (self.whole, self.above, self.below) if key is not None)


@dataclass(frozen=True, slots=True)
class Counts:
    """The release of an edition, and what each figure of each unit rests on."""

    release: Release
    behind: Mapping[tuple[UnitRef, str, Period], Behind]


def counts_of(
    name: str, material: Material, indicators: Mapping[str, Indicator], *, complements: bool
) -> Counts:
    """Gather every count that an edition shows or rests on, and every relation between them.

    Numerators and denominators stand beside their percentages, so they count as printed; each
    derived figure is worked out of the figures shown, and tells nothing that they do not tell.
    """
    cells: dict[CellKey, Cell] = {}
    behind: dict[tuple[UnitRef, str, Period], Behind] = {}
    for one in material.units:
        for found, counted in _of_unit(one, indicators):
            if found is not None:
                behind[one.unit, found.sourced.indicator, found.sourced.figure.period] = found
            for cell in counted:
                cells.setdefault(cell.key, cell)
    adding = adding_rules(indicators, cells)
    release = _joined(name, cells, adding, material.places, indicators, complements=complements)
    return Counts(release, behind)


def _of_unit(
    one: UnitMaterial, indicators: Mapping[str, Indicator]
) -> Iterator[tuple[Behind | None, list[Cell]]]:
    """Give the counts of every result, also where too few stand behind it for a percentage."""
    results = {(each.indicator, each.period): each for each in one.results}
    for (name, period), result in results.items():
        counted = dict(
            counts_of_result(result, indicators[name], printed=not one.unit.not_allocated)
        )
        sourced = one.history.sourced(name, period)
        ours = sourced is not None and sourced.figure.value == result.value
        found = _behind(sourced, counted) if sourced is not None and ours else None
        yield found, list(counted.values())
    for (name, _, period), sourced in one.history.standing.items():
        value = sourced.figure.value
        known = results.get((name, period))
        if isinstance(value, Number) and (known is None or known.value != value):
            yield _as_printed(sourced, one, indicators[name])


def _behind(sourced: Sourced, counted: Mapping[Side, Cell]) -> Behind:
    keys = {side: cell.key for side, cell in counted.items()}
    return Behind(
        sourced, keys.get(Side.WHOLE), keys.get(Side.NUMERATOR), keys.get(Side.DENOMINATOR)
    )


def counts_of_result(
    result: Result, indicator: Indicator, *, printed: bool
) -> Iterator[tuple[Side, Cell]]:
    """Give the counts of a result: it, or what stands above and below the line.

    What an average adds up is no count of people, and a median has nothing above the line.
    """
    if result.denominator is None:
        value = result.value
        if isinstance(value, Number) and indicator.unit is Unit.NUMBER and _is_count(value.amount):
            yield Side.WHOLE, Cell(key_of(result), int(value.amount), printed)
        return
    sides = {Side.DENOMINATOR: result.denominator}
    if result.numerator is not None and not isinstance(indicator.calculation, Duration | Average):
        sides[Side.NUMERATOR] = result.numerator
    for side, count in sides.items():
        if _is_count(count):
            yield side, Cell(key_of(result, side), int(count), printed)


def _as_printed(
    sourced: Sourced, one: UnitMaterial, indicator: Indicator
) -> tuple[Behind, list[Cell]]:
    """Give what a published or entered figure rests on: itself, or parts that are known too."""
    figure = sourced.figure
    if not isinstance(figure.value, Number):
        return Behind(sourced), []
    key = CellKey(indicator.id, figure.period, one.unit, note=PRINTED)
    if indicator.unit is Unit.NUMBER and _is_count(figure.value.amount):
        return Behind(sourced, whole=key), [Cell(key, int(figure.value.amount))]
    if indicator.ratio is None:
        return Behind(sourced), []
    parts = (indicator.ratio.numerator, indicator.ratio.denominator)
    values = [one.history.value(part, figure.period) for part in parts]
    amounts = [each.amount for each in values if isinstance(each, Number)]
    if len(amounts) < 2 or not all(map(_is_count, amounts)):
        return Behind(sourced), []
    above = Cell(replace(key, side=Side.NUMERATOR), int(amounts[0]))
    below = Cell(replace(key, side=Side.DENOMINATOR), int(amounts[1]))
    return Behind(sourced, above=above.key, below=below.key), [above, below]


def _is_count(amount: Fraction) -> bool:
    return amount.denominator == 1 and amount >= 0


def adding_rules(
    indicators: Mapping[str, Indicator], cells: Mapping[CellKey, Cell]
) -> dict[str, Adding]:
    """Say for each indicator with counts how they hang together."""
    names = {key.indicator for key in cells}
    return {name: _adding_one(indicators[name], indicators, cells) for name in sorted(names)}


def _adding_one(
    indicator: Indicator, indicators: Mapping[str, Indicator], cells: Mapping[CellKey, Cell]
) -> Adding:
    match indicator.calculation:
        case Ratio() if indicator.ratio:
            parts = (indicator.ratio.numerator, indicator.ratio.denominator)
            above, below = (_adding_one(indicators[part], indicators, cells) for part in parts)
            subset = indicator.unit is Unit.PERCENTAGE and _is_part(indicator.id, cells)
            return replace(above if above == below else _least(above, below), subset=subset)
        case Rate(of=of) | PartOf(of=of):
            return replace(_adding_one(indicators[of], indicators, cells), subset=False)
        case Duration() | Average():
            return _SAME  # those below the line are rows; what is averaged is no count
        case calculation:
            return adding_of(calculation)


def _least(one: Adding, other: Adding) -> Adding:
    """Join the rules of two counts that hang together in different ways: bounds hold for both."""

    def least(first: Over, second: Over) -> Over:
        if first == second:
            return first
        weak = {Over.SUM, Over.DISTINCT}
        return Over.DISTINCT if {first, second} == weak else Over.NOTHING

    return Adding(
        least(one.units, other.units),
        least(one.periods, other.periods),
        least(one.breakdowns, other.breakdowns),
    )


def _is_part(name: str, cells: Mapping[CellKey, Cell]) -> bool:
    """Whether a numerator never goes beyond its denominator, as a part of it never does."""
    return all(
        cell.count <= cells[whole].count
        for key, cell in cells.items()
        if key.indicator == name and key.side is Side.NUMERATOR
        for whole in [replace(key, side=Side.DENOMINATOR)]
        if whole in cells
    )


def _joined(
    name: str,
    cells: Mapping[CellKey, Cell],
    adding: Mapping[str, Adding],
    places: Units,
    indicators: Mapping[str, Indicator],
    *,
    complements: bool,
) -> Release:
    worked_out = [cell for cell in cells.values() if not cell.key.note]
    printed = [cell for cell in cells.values() if cell.key.note]
    over_time = hierarchy(worked_out, (), adding, complements=complements)
    found = {cell.key: cell for cell in (*over_time.cells, *printed)}
    relations = list(over_time.relations)
    across = {one: Adding(rule.units, Over.NOTHING, Over.NOTHING) for one, rule in adding.items()}
    standing = [cell for cell in over_time.cells if not cell.key.note]
    for groupings, part in _by_map(standing, places):
        joined = hierarchy(part, groupings, across, complements=False)
        found |= {cell.key: cell for cell in joined.cells if cell.key not in found}
        relations += without_noughts_outside(joined.relations, found)
    names = {cell.key.indicator for cell in worked_out}
    for groupings, part in _by_map(printed, places):
        for joined in _added_up(part, groupings, names, indicators, complements=complements):
            found |= {cell.key: cell for cell in joined.cells if cell.key not in found}
            relations += joined.relations
    same = same_counts(found, indicators)
    relations += [*same, *left_over(found, relations, same)]
    return Release(name, tuple(found.values()), tuple(dict.fromkeys(relations)))


def without_noughts_outside(
    relations: Iterable[Relation], cells: Mapping[CellKey, Cell]
) -> Iterator[Relation]:
    """Leave teams that stand in no locality, and count nothing, out of the sum of the localities.

    Noughts protect nobody: an edition without teams has no place for them either, and beside it
    one that let them stand for something would turn out to have shown too much.
    """
    for one in relations:
        inside = tuple(part for part in one.parts if part.unit.level is not Level.TEAM)
        outside = [part for part in one.parts if part.unit.level is Level.TEAM]
        noughts = all(cells[part].count == 0 for part in outside)
        yield replace(one, parts=inside) if inside and outside and noughts else one


def _added_up(
    cells: Iterable[Cell],
    groupings: Sequence[Mapping[UnitRef, UnitRef]],
    worked_out: set[str],
    indicators: Mapping[str, Indicator],
    *,
    complements: bool,
) -> Iterator[Hierarchy]:
    """Join published and entered counts as far as they add up: print may hold mistakes."""
    by_indicator: dict[str, dict[CellKey, Cell]] = {}
    for cell in cells:
        by_indicator.setdefault(cell.key.indicator, {})[cell.key] = cell
    for name, part in by_indicator.items():
        adds_up = name not in worked_out and indicators[name].unit is Unit.NUMBER
        periods = Over.NOTHING if does_not_add_up(indicators[name]) else Over.SUM
        subset = indicators[name].unit is Unit.PERCENTAGE and _is_part(name, part)
        over = (Over.SUM, periods) if adds_up else (Over.NOTHING, Over.NOTHING)
        rule = {name: Adding(*over, Over.NOTHING, subset)}
        try:
            found = hierarchy(part.values(), groupings, rule, complements=complements)
        except ValueError:  # the parts are more than the total: they are not its parts
            continue
        counts = {cell.key: cell.count for cell in found.cells}
        yield Hierarchy(found.cells, tuple(one for one in found.relations if one.holds(counts)))


def _by_map(
    cells: Iterable[Cell], places: Units
) -> Iterator[tuple[list[dict[UnitRef, UnitRef]], list[Cell]]]:
    """Put the counts of periods with one map of teams together, with the ways of grouping.

    A team that moved within a period belongs to no locality for all of it: the council's sum
    takes it in.
    """
    known = list(cells)
    teams = sorted({cell.key.unit.id for cell in known if cell.key.unit.level is Level.TEAM})
    above = {cell.key.unit for cell in known if cell.key.unit.level in _ABOVE}
    by_map: dict[Hashable, tuple[list[dict[UnitRef, UnitRef]], list[Cell]]] = {}
    maps: dict[Period, tuple[list[dict[UnitRef, UnitRef]], Hashable]] = {}
    for cell in known:
        if cell.key.period not in maps:
            ways = [_grouping(level, teams, above, cell.key.period, places) for level in _ABOVE]
            maps[cell.key.period] = (
                ways,
                tuple(tuple(sorted(way.items(), key=_pair_order)) for way in ways),
            )
        ways, key = maps[cell.key.period]
        by_map.setdefault(key, (ways, []))[1].append(cell)
    yield from by_map.values()


_ABOVE = (Level.LOCALITY, Level.SERVICE)


def _grouping(
    level: Level, teams: Iterable[str], above: Iterable[UnitRef], period: Period, places: Units
) -> dict[UnitRef, UnitRef]:
    """Map the teams to the units of one level, and these to the council."""
    days = {period.start, *(day for _, day in places.buckets(period.start, period.end))}
    found = {unit: COUNCIL for unit in above if unit.level is level}
    for team in teams:
        stood = {places.place(team, level, day) for day in days}
        if len(stood) == 1:
            found[UnitRef(Level.TEAM, team)] = stood.pop()
    found |= {unit: COUNCIL for unit in list(found.values()) if unit != COUNCIL}
    return found


def same_counts(
    cells: Mapping[CellKey, Cell], indicators: Mapping[str, Indicator]
) -> list[Relation]:
    """Join counts of different indicators that are one and the same by their definitions."""
    first: dict[Hashable, CellKey] = {}
    ours = {Side.WHOLE, Side.NUMERATOR, Side.DENOMINATOR}
    found = []
    identities: dict[tuple[str, Side], Hashable] = {}
    for key in sorted((one for one in cells if one.side in ours), key=lambda one: one.order):
        about = (key.indicator, key.side)
        if about not in identities:
            identities[about] = identity(indicators[key.indicator], key.side, indicators)
        what = identities[about]
        if what is None or key.note:
            continue
        other = first.setdefault((what, key.period, key.unit, key.parts), key)
        if other != key and cells[other].count == cells[key].count:
            found.append(Relation(key, (other,)))
    found += [
        Relation(key, (worked_out,))
        for key, cell in cells.items()
        if key.note == PRINTED and key.side in ours
        for worked_out in [replace(key, note="")]
        if worked_out in cells and cells[worked_out].count == cell.count
    ]
    return found


def identity(indicator: Indicator, side: Side, known: Mapping[str, Indicator]) -> Hashable | None:
    """Return what a count is by its definition: equal for two that count the same; None: unknown.

    How a percentage is written down does not matter: what stands below a share is the count of
    its rows, and what stands above it the count of those that meet its further conditions.
    """
    calculation = indicator.calculation
    match calculation:
        case None | Entered():
            return None
        case Ratio() if indicator.ratio:
            above = side is Side.NUMERATOR
            part = indicator.ratio.numerator if above else indicator.ratio.denominator
            return identity(known[part], Side.WHOLE, known)
        case Rate(of=of):
            return identity(known[of], Side.WHOLE, known) if side is Side.NUMERATOR else None
        case PartOf(of=of, below=below):
            return identity(known[of], Side.DENOMINATOR if below else Side.NUMERATOR, known)
        case Share():
            further = calculation.of_those if side is Side.NUMERATOR else ()
            where = (*calculation.selection.where, *further)
            return _rows(calculation, where, calculation.when, calculation.each)
        case Count(sum_of="", only_the_first=False):
            where = calculation.selection.where
            return _rows(calculation, where, calculation.when, calculation.each)
        case Duration():
            plain = replace(calculation, statistic=Statistic.MEAN, percentile=50)
            return (_bare(plain), side)
        case _:
            return (_bare(calculation), side)


def _rows(calculation: Count | Share, where: tuple[object, ...], when: str, each: str) -> Hashable:
    common = calculation.common
    conditions = tuple(sorted(map(repr, dict.fromkeys(where))))
    table = calculation.selection.table
    return ("rows", table, conditions, when, each, common.unit, common.credit)


def _bare(calculation: Calculation) -> Calculation:
    """Leave out what does not change a count: when it is due, how it may be parted."""
    common = calculation.common
    return replace(calculation, common=Common(unit=common.unit, credit=common.credit))


def _pair_order(pair: tuple[UnitRef, UnitRef]) -> tuple[object, ...]:
    return (pair[0].key, pair[1].key)
