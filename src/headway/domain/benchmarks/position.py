"""How an authority stands among others on one of our indicators, in figures and in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.comparing import Comparison, compare
from headway.domain.benchmarks.links import NationalMeasure
from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.places import find_authority
from headway.domain.benchmarks.sentences import standing_sentence, vintage_sentence
from headway.domain.benchmarks.vintage import vintage_of
from headway.domain.indicator import Indicator, Unit
from headway.domain.periods import Period
from headway.domain.polarity import Polarity, Quality
from headway.domain.published import Benchmark, Comparator
from headway.domain.values import Absent, Number, Value

_OF_SIZE = (Unit.NUMBER, Unit.POUNDS)  # unless it is an average, it depends on the area's size


@dataclass(frozen=True, slots=True)
class NotCompared:
    """An indicator that stands beside no national figure, and why."""

    indicator: str
    reason: str
    measure: str = ""

    @property
    def sentence(self) -> str:
        """What a page shows in the place of a comparison."""
        return f"not compared: {self.reason}"


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Where an authority stands: the comparison, and what is to be said of it.

    ``indicator`` is ours, or None where a national measure was asked for by its own name. The
    published figure is judged against its neighbours, region and England by ``polarity``;
    ``sentence`` says how it stands to the neighbours by both methods, and ``vintage`` how old
    the national figure is beside ours.
    """

    indicator: Indicator | None
    link: NationalMeasure
    comparison: Comparison
    unit: Unit | None
    polarity: Polarity
    against_mean: Quality
    against_median: Quality
    against_region: Quality
    against_england: Quality
    sentence: str
    vintage: str
    own: Value | None = None
    period: Period | None = None

    @property
    def methods_disagree(self) -> bool:
        """Whether the mean and the median of the neighbours tell opposite things."""
        return {self.against_mean, self.against_median} == {Quality.BETTER, Quality.WORSE}

    def against(self, method: Method) -> Quality:
        """Return the judgement by one method."""
        return self.against_mean if method is Method.MEAN else self.against_median

    def benchmarks(self, methods: Sequence[Method] = tuple(Method)) -> tuple[Benchmark, ...]:
        """Return what others have as a scorecard's row holds it, each with year and method."""
        return _as_printed(self.comparison, methods)


def position_of(
    indicator: Indicator,
    links: Sequence[NationalMeasure],
    authority: str,
    benchmarks: Benchmarks,
    *,
    model: str = "",
    own: Value | None = None,
    period: Period | None = None,
) -> Position | NotCompared:
    """Set an indicator beside the first loaded measure of the same definition.

    ``authority`` is a name or code; ``own`` and ``period`` are our own latest figure, which is
    named beside the national year. Raises ``Refused`` for an authority or model that is not
    there. Every other reason not to compare comes back as ``NotCompared``.
    """
    area = find_authority(authority, benchmarks.areas.values())
    chosen = _choose(indicator, links, benchmarks)
    if isinstance(chosen, NotCompared):
        return chosen
    measure = benchmarks.measures[chosen.key]
    theirs = measure.polarity if measure.described else indicator.polarity
    found = compare(benchmarks, chosen.key, area, benchmarks.model(model), theirs)
    if found is None:
        return NotCompared(indicator.id, f"{chosen.key} holds no figure", chosen.key)
    if theirs is not indicator.polarity:
        note = (
            f"ranked by its source's direction, {theirs.value}; ours is {indicator.polarity.value}"
        )
        found = replace(found, notes=(*found.notes, note))
    placed = _placed(found, chosen, indicator.unit, indicator.polarity, period)
    return replace(placed, indicator=indicator, own=own, period=period)


def position_of_measure(
    key: str, authority: str, benchmarks: Benchmarks, *, model: str = ""
) -> Position | NotCompared:
    """Set an authority beside others on a national measure, by the direction its source gives."""
    area = find_authority(authority, benchmarks.areas.values())
    found = compare(benchmarks, key, area, benchmarks.model(model))
    if found is None:
        return NotCompared("", f"{key} holds no figure", key)
    measure = benchmarks.measures[key]
    link = NationalMeasure(measure.source, measure.code)
    return _placed(found, link, measure.unit, measure.polarity, None)


def _placed(
    found: Comparison,
    link: NationalMeasure,
    unit: Unit | None,
    polarity: Polarity,
    period: Period | None,
) -> Position:
    by_mean, by_median, by_region, by_england = (
        _judge(found.value, other, polarity)
        for other in (found.mean.value, found.median.value, found.region_value, found.england)
    )
    if found.england_doubtful:
        by_england = Quality.NOT_JUDGED
    return Position(
        None,
        link,
        found,
        unit,
        polarity,
        by_mean,
        by_median,
        by_region,
        by_england,
        sentence=standing_sentence(found, unit, polarity, by_mean, by_median),
        vintage=vintage_sentence(found, vintage_of(found.measure, found.year), period),
    )


def _choose(
    indicator: Indicator, links: Sequence[NationalMeasure], benchmarks: Benchmarks
) -> NationalMeasure | NotCompared:
    """Return the first measure that is the same, is loaded, and is counted as ours is."""
    if not links:
        return NotCompared(indicator.id, "no national measure is mapped to this indicator")
    reasons = []
    for link in links:
        why = _why_not(indicator, link, benchmarks)
        if not why:
            return link
        reasons.append((link.key, why))
    same = [each for each, link in zip(reasons, links, strict=True) if link.same]
    key, why = (same or reasons)[0]
    return NotCompared(indicator.id, why, key)


def _why_not(indicator: Indicator, link: NationalMeasure, benchmarks: Benchmarks) -> str:
    if not link.same:
        return f"{link.key} is of another definition: {link.differs}"
    if link.key not in benchmarks.measures:
        return f"{link.key} is not among the files loaded"
    if indicator.unit in _OF_SIZE and benchmarks.measures[link.key].level is not True:
        return f"{link.key} is a {indicator.unit.value} and depends on the size of the area"
    unit = link.unit or benchmarks.measures[link.key].unit
    if unit is not None and unit is not indicator.unit:
        return f"{link.key} is a {unit.value}, and ours a {indicator.unit.value}"
    return ""


def _judge(value: Value, other: Value, polarity: Polarity) -> Quality:
    if isinstance(value, Absent) or isinstance(other, Absent):
        return Quality.NOT_JUDGED
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return Quality.NOT_JUDGED
    if value.amount == other.amount:
        return Quality.SIMILAR
    above = value.amount > other.amount
    return Quality.BETTER if above is (polarity is Polarity.HIGHER) else Quality.WORSE


def _as_printed(found: Comparison, methods: Sequence[Method]) -> tuple[Benchmark, ...]:
    year = found.year.period(found.measure.year_type)
    rows = [
        Benchmark(
            Comparator.STATISTICAL_NEIGHBOURS,
            found.average(method).value,
            year=year,
            source=found.measure.key,
            method=found.average(method).words,
        )
        for method in methods
    ]
    if found.region is not None:
        rows.append(
            Benchmark(
                Comparator.REGION,
                found.region_value,
                found.region.name,
                year,
                source=found.measure.key,
            )
        )
    rows.append(Benchmark(Comparator.ENGLAND, found.england, "", year, source=found.measure.key))
    return tuple(row for row in rows if isinstance(row.value, Number) or row.value.note)
