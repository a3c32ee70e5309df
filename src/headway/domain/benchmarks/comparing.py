"""One authority's figure of one national measure beside those of others."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.benchmarks.averages import Method, NeighbourAverage, neighbour_average
from headway.domain.benchmarks.loaded import Benchmarks, YearFigures
from headway.domain.benchmarks.marks import NO_ROW
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import NeighbourModel
from headway.domain.benchmarks.places import ENGLAND, INNER_OUTER, LONDON, Area
from headway.domain.benchmarks.plausibility.england_within_regions import outside_regions
from headway.domain.benchmarks.ranking import (
    Band,
    Quartiles,
    Rank,
    band_of,
    quartiles,
    rank_of,
)
from headway.domain.benchmarks.years import PublishedYear
from headway.domain.polarity import Arrow, Polarity, Quality, judge
from headway.domain.values import Absent, Number, State, Value

MOST_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class NeighbourFigure:
    """A neighbour by name: how close it is, and its figure for the same year."""

    code: str
    name: str
    closeness: str
    value: Value
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearChange:
    """The change from the year just before: exact, its arrow, whether that is better.

    Where the year before is not there, ``value`` says why, and nothing further back is taken.
    """

    value: Value
    since: PublishedYear | None
    base: Value
    arrow: Arrow
    quality: Quality


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """An authority's figure and all that stands beside it, each with how it came about."""

    measure: Measure
    area: Area
    year: PublishedYear
    value: Value
    change: YearChange
    neighbours: tuple[NeighbourFigure, ...]
    mean: NeighbourAverage
    median: NeighbourAverage
    best: tuple[NeighbourFigure, ...]
    region: Area | None
    region_value: Value
    england: Value
    england_doubtful: bool
    rank: Rank | None
    quartiles: Quartiles | None
    band: Band | None
    series: tuple[tuple[PublishedYear, Value], ...]
    model: str = ""
    notes: tuple[str, ...] = ()
    decimals: int = 0  # with which the figures of the year are published

    def average(self, method: Method) -> NeighbourAverage:
        """Return the neighbours' average by one method."""
        return self.mean if method is Method.MEAN else self.median


def compare(
    benchmarks: Benchmarks,
    key: str,
    area: Area,
    model: NeighbourModel | None = None,
    polarity: Polarity | None = None,
) -> Comparison | None:
    """Set an authority beside others for the latest year of a measure; None without figures.

    ``polarity`` is that of the measure's own description unless it is given. Region and England
    are the published figures, never worked out from their parts.
    """
    latest = benchmarks.latest(key)
    if latest is None:
        return None
    measure = benchmarks.measures[key]
    better = measure.polarity if polarity is None else polarity
    name = model.name if model else ""
    beside = _neighbours(benchmarks, latest, area, model)
    values = [each.value for each in beside]
    everyone = list(benchmarks.numbers_of(latest).values())
    value, spread = _own(benchmarks, latest, area), quartiles(everyone)
    region, region_value, note = _region(benchmarks, latest, area)
    return Comparison(
        measure=measure,
        area=area,
        year=latest.year,
        value=value,
        change=_change(benchmarks.years(key), latest, area, better),
        neighbours=beside,
        mean=neighbour_average(values, Method.MEAN, name),
        median=neighbour_average(values, Method.MEDIAN, name),
        best=_best(beside, better),
        region=region,
        region_value=region_value,
        england=latest.value(ENGLAND),
        england_doubtful=outside_regions(benchmarks, key, latest),
        rank=rank_of(value, everyone, better),
        quartiles=spread,
        band=band_of(value, spread, better) if measure.bands else None,
        series=tuple((each.year, each.value(area.code)) for each in benchmarks.years(key)),
        model=name,
        decimals=_decimals(measure, everyone),
        notes=tuple(filter(None, (note, _model_note(model, area), _left_out(benchmarks, latest)))),
    )


def _decimals(measure: Measure, everyone: Sequence[Number]) -> int:
    """Return how many decimals the figures of a year have: the dictionary's, or what is needed."""
    if measure.decimals is not None:
        return min(measure.decimals, MOST_DECIMALS)
    for places in range(MOST_DECIMALS):
        if all((each.amount * 10**places).denominator == 1 for each in everyone):
            return places
    return MOST_DECIMALS


def _own(benchmarks: Benchmarks, figures: YearFigures, area: Area) -> Value:
    """Return a place's figure; one that is published together with another's is named so."""
    if benchmarks.closed_before(area.code, figures.year):
        return Absent(State.NOT_APPLICABLE, f"the authority ended in {area.last_year}")
    value = figures.value(area.code)
    if value is not NO_ROW:
        return value
    for code in figures.cells:
        if "/" in code and area.code in {part.strip() for part in code.split("/")}:
            name = benchmarks.areas[code].name if code in benchmarks.areas else code
            return Absent(State.NOT_COLLECTED, f"published only together, as “{name}”")
    return value


def _neighbours(
    benchmarks: Benchmarks, figures: YearFigures, area: Area, model: NeighbourModel | None
) -> tuple[NeighbourFigure, ...]:
    found = []
    for each in model.of(area.code) if model else ():
        other = benchmarks.areas.get(each.code)
        value = NO_ROW if other is None else _own(benchmarks, figures, other)
        name = other.name if other else f"({each.code}, not in the files)"
        found.append(NeighbourFigure(each.code, name, each.closeness, value))
    return tuple(found)


def _change(
    years: tuple[YearFigures, ...], latest: YearFigures, area: Area, polarity: Polarity
) -> YearChange:
    value = latest.value(area.code)
    before = [each for each in years if latest.year.follows(each.year)]
    if not before:
        earlier = [each.year.label for each in years if each.year.order < latest.year.order]
        why = f"the year just before {latest.year.label} is not published"
        why += f"; the last one is {earlier[-1]}" if earlier else ""
        nothing = Absent(State.NOT_APPLICABLE, why)
        return YearChange(nothing, None, nothing, Arrow.NONE, Quality.NOT_JUDGED)
    since, base = before[-1].year, before[-1].value(area.code)
    if isinstance(value, Absent) or isinstance(base, Absent):
        which = "this year" if isinstance(value, Absent) else since.label
        nothing = Absent(State.NOT_APPLICABLE, f"no figure for {which}")
        return YearChange(nothing, since, base, Arrow.NONE, Quality.NOT_JUDGED)
    change = value.amount - base.amount
    arrow = _arrow(change)
    return YearChange(Number(change), since, base, arrow, judge(arrow, polarity))


def _arrow(change: Fraction) -> Arrow:
    """Return the arrow of a change as the tool gives it: by its sign alone, no tolerance."""
    if not change:
        return Arrow.SIMILAR
    return Arrow.UP if change > 0 else Arrow.DOWN


def _best(beside: tuple[NeighbourFigure, ...], polarity: Polarity) -> tuple[NeighbourFigure, ...]:
    """Return the neighbours that share the best figure; none without a better direction."""
    known = [(each, each.value.amount) for each in beside if isinstance(each.value, Number)]
    if not known or polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return ()
    choose = max if polarity is Polarity.HIGHER else min
    top = choose(amount for _, amount in known)
    return tuple(each for each, amount in known if amount == top)


def _region(
    benchmarks: Benchmarks, figures: YearFigures, area: Area
) -> tuple[Area | None, Value, str]:
    """Return the region's published figure; Inner and Outer London fall back to London."""
    region = benchmarks.areas.get(area.region)
    if region is None:
        return None, Absent(State.NOT_COLLECTED, "the files name no region for it"), ""
    value = figures.value(region.code)
    whole = benchmarks.areas.get(LONDON)
    if region.code in INNER_OUTER and isinstance(value, Absent) and whole is not None:
        return whole, figures.value(LONDON), f"{region.name} has no figure; London is shown"
    return region, value, ""


def _left_out(benchmarks: Benchmarks, figures: YearFigures) -> str:
    counted = benchmarks.numbers_of(figures)
    ended = [
        benchmarks.areas[code].name
        for code in figures.numbers(benchmarks.authorities)
        if code not in counted
    ]
    return f"left out of the ranking, since they had ended: {', '.join(ended)}" if ended else ""


def _model_note(model: NeighbourModel | None, area: Area) -> str:
    if model is None:
        return "no neighbour model is loaded"
    if not model.of(area.code):
        return f"model {model.name} gives {area.name} no neighbours"
    return ""
