"""Results to a release: which counts an edition would give away, and how they hang together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from headway.domain.calculation import (
    Calculation,
    Count,
    Duration,
    Entered,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Ratio,
    Share,
    Statistic,
    Transition,
)
from headway.domain.calculation_results import Result, UnitRef
from headway.domain.disclosure import claims
from headway.domain.disclosure.cells import Cell, CellKey, Side
from headway.domain.disclosure.claims import FromShown, Statement
from headway.domain.disclosure.hierarchy import Adding, Over, hierarchy
from headway.domain.disclosure.policy import DerivedKind, PartsUsed, Policy
from headway.domain.disclosure.release import Release
from headway.domain.indicator import Indicator
from headway.domain.rounding import round_to
from headway.domain.values import Number


def release_of_results(
    name: str,
    results: Iterable[Result],
    indicators: Mapping[str, Indicator],
    nesting: Sequence[Mapping[UnitRef, UnitRef]],
    policy: Policy,
    *,
    prints_parts: bool = False,
    more: Sequence[Statement] = (),
) -> Release:
    """Return what an edition of these results would show together.

    ``nesting`` gives, for each way of grouping, the unit that a unit belongs to. ``prints_parts``
    says whether numerators and denominators stand beside their percentages. ``more`` are the other
    derived figures of the edition: see ``headway.domain.disclosure.claims``. Raises ValueError
    where counts do not hang together as their calculations say.
    """
    given = list(results)
    cells = list(dict.fromkeys(_cells(given, indicators, prints_parts=prints_parts)))
    adding = {one.id: adding_of(one.calculation) for one in indicators.values()}
    found = hierarchy(cells, nesting, adding, complements=policy.complements)
    known = {cell.key for cell in cells}
    statements = (*_percentages(given, indicators, policy, known), *more)
    return Release(name, found.cells, found.relations, statements)


def key_of(result: Result, side: Side = Side.WHOLE) -> CellKey:
    """Return the key under which a result's count stands in a release."""
    parts = () if result.breakdown is None else (result.breakdown,)
    return CellKey(result.indicator, result.period, result.unit, parts, side)


def adding_of(calculation: Calculation | None) -> Adding:
    """Say which counts of a calculation may be added, as the engine does it.

    Distinct subjects are counted anew at every level and in every period, so their totals are
    bounds only; what stands open on a day is for a longer period that of its last month.
    """
    match calculation:
        case Count(each=each):
            return _all(Over.DISTINCT if each else Over.SUM)
        case Share(each=each):
            return _all(Over.DISTINCT if each else Over.SUM, subset=True)
        case FollowedBy():
            return _all(Over.SUM, subset=True)
        case Transition():
            return _all(Over.SUM)
        case LatestChange():
            return _all(Over.DISTINCT, subset=True)
        case OpenAtEnd(each=each):
            over = Over.DISTINCT if each else Over.SUM
            return Adding(over, Over.LAST, over)
        case Duration(statistic=statistic):
            return _all(Over.SUM if statistic is Statistic.MEAN else Over.NOTHING)
        case _:
            return _all(Over.NOTHING)


def _all(over: Over, *, subset: bool = False) -> Adding:
    return Adding(over, over, over, subset)


def _cells(
    results: Iterable[Result], indicators: Mapping[str, Indicator], *, prints_parts: bool
) -> Iterator[Cell]:
    for result in results:
        calculation = indicators[result.indicator].calculation
        if calculation is None or isinstance(calculation, Entered):
            continue
        if result.denominator is None:
            if isinstance(result.value, Number) and _is_count(result.value.amount):
                yield Cell(key_of(result), int(result.value.amount))
            continue
        sides = {Side.DENOMINATOR: result.denominator}
        if result.numerator is not None and not isinstance(calculation, Duration):
            sides[Side.NUMERATOR] = result.numerator
        for side, count in sides.items():
            if _is_count(count):
                yield Cell(key_of(result, side), int(count), printed=prints_parts)


def _is_count(amount: Fraction) -> bool:
    return amount.denominator == 1 and amount >= 0


def _percentages(
    results: Iterable[Result],
    indicators: Mapping[str, Indicator],
    policy: Policy,
    known: set[CellKey],
) -> Iterator[Statement]:
    """Tell what each percentage says of its parts; its name is that of its count."""
    claim: claims.Claim
    for result in results:
        indicator = indicators[result.indicator]
        above, below = (key_of(result, side) for side in (Side.NUMERATOR, Side.DENOMINATOR))
        if not isinstance(result.value, Number) or below not in known:
            continue
        if above not in known:  # an average: of how many, and no more
            some = claims.between(below, 1, None)
            yield Statement(str(key_of(result)), DerivedKind.AVERAGE, some, below)
            continue
        if policy.percentages.parts is PartsUsed.ROUNDED:
            claim = FromShown((above, below))
        else:
            scale = indicator.ratio.scale if indicator.ratio and _is_ratio(indicator) else 100
            shown = Fraction(round_to(result.value.amount, indicator.decimals))
            claim = claims.ratio(above, below, shown, indicator.decimals, scale)
        yield Statement(str(key_of(result)), DerivedKind.PERCENTAGE, claim, below)


def _is_ratio(indicator: Indicator) -> bool:
    return isinstance(indicator.calculation, Ratio)
