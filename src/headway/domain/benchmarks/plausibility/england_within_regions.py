"""A share, rate or average of England lies between those of its regions.

A national row that is the sum of the regional rates lies far outside. Numbers and sums of money
are not looked at: there England is the sum. A measure is a share, rate or average where its
unit's words say so, or where its regions lie between their own authorities, as no sum does.
"""

from collections.abc import Iterator

from headway.domain.benchmarks.loaded import Benchmarks, YearFigures
from headway.domain.benchmarks.places import ENGLAND, INNER_OUTER, LONDON, Area
from headway.domain.problems import Finding, Place, Severity
from headway.domain.show import show
from headway.domain.values import Number


def england_within_regions(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name the measures whose latest England row lies outside the range of the regions."""
    for key, years in benchmarks.figures.items():
        latest = benchmarks.latest(key)
        if latest is None or not outside_regions(benchmarks, key, latest):
            continue
        measure = benchmarks.measures[key]
        others = [each.year.label for each in years if outside_regions(benchmarks, key, each)]
        regions = latest.numbers(benchmarks.regions())
        amounts = [value.amount for value in regions.values()]
        low, high = (show(Number(each), decimals=1) for each in (min(amounts), max(amounts)))
        england = show(latest.value(ENGLAND), decimals=1)
        yield Finding(
            Place(measure.file),
            Severity.DIFFERS,
            f"{key}, {latest.year.label}: England is {england}, outside its regions "
            f"({low} to {high}); so it is in {', '.join(others)}",
            "A rate, share or average of the whole lies between those of its parts, so the row "
            "is not what its title says. It is kept as published",
            "Do not quote England for this measure; ask its publisher",
        )


def outside_regions(benchmarks: Benchmarks, key: str, figures: YearFigures) -> bool:
    """Say whether England lies outside the range of the regions, for a measure that is no sum."""
    england = figures.value(ENGLAND)
    regions = figures.numbers(benchmarks.regions())
    if not isinstance(england, Number) or len(regions) < max(2, len(benchmarks.regions()) / 2):
        return False  # the range of a few of the regions says nothing
    amounts = [value.amount for value in regions.values()]
    if min(amounts) <= england.amount <= max(amounts):
        return False
    return is_level(benchmarks, key, figures)


def is_level(benchmarks: Benchmarks, key: str, figures: YearFigures) -> bool:
    """Say whether a measure is a share, rate or average, by its words or else by its figures."""
    return benchmarks.measures[key].level is True or _regions_between(benchmarks, figures)


def _regions_between(benchmarks: Benchmarks, figures: YearFigures) -> bool:
    """Say whether most regions lie between their authorities; a sum lies above them all."""
    known = figures.numbers(benchmarks.authorities)
    inside = outside = 0
    for code, value in figures.numbers(benchmarks.regions()).items():
        own = [known[each].amount for each in known if _within(benchmarks.areas[each], code)]
        if len(own) < 2:
            continue
        if min(own) <= value.amount <= max(own):
            inside += 1
        else:
            outside += 1
    return inside > outside


def _within(area: Area, region: str) -> bool:
    return area.region == region or (region == LONDON and area.region in INNER_OUTER)
