"""An authority with very few children that ranks first says little: one child moves it far."""

from collections.abc import Iterator
from fractions import Fraction

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.places import Area
from headway.domain.polarity import Polarity
from headway.domain.problems import Finding, Place, Severity
from headway.domain.show import show
from headway.domain.values import Number

TINY = Fraction(5_000)
"""Children aged 0 to 17 below which an authority is called very small."""


def tiny_authority_first(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name each very small authority that ranks first, with the measures it is first in."""
    tiny = tiny_authorities(benchmarks)
    firsts: dict[str, list[str]] = {code: [] for code in tiny}
    for key, measure in benchmarks.measures.items():
        latest = benchmarks.latest(key) if tiny else None
        if latest is None or measure.polarity not in (Polarity.HIGHER, Polarity.LOWER):
            continue
        numbers = benchmarks.numbers_of(latest)
        if not numbers:
            continue
        choose = max if measure.polarity is Polarity.HIGHER else min
        best = choose(value.amount for value in numbers.values())
        for code, won in firsts.items():
            if code in numbers and numbers[code].amount == best:
                won.append(f"{measure.code} {latest.year.label}")
    for code, measures in firsts.items():
        if measures:
            yield _finding(tiny[code], measures)


def tiny_authorities(benchmarks: Benchmarks) -> dict[str, tuple[Area, Number]]:
    """Return the authorities with fewer children than ``TINY``; none without populations."""
    latest = benchmarks.latest(benchmarks.population) if benchmarks.population else None
    if latest is None:
        return {}
    numbers = latest.numbers(benchmarks.authorities)
    return {
        code: (benchmarks.areas[code], value)
        for code, value in numbers.items()
        if value.amount < TINY
    }


def _finding(found: tuple[Area, Number], measures: list[str]) -> Finding:
    area, children = found
    often = "1 measure" if len(measures) == 1 else f"{len(measures)} measures"
    more = f" and {len(measures) - 5} more" if len(measures) > 5 else ""
    return Finding(
        Place(area.code),
        Severity.NOTED,
        f"{area.name}, with {show(children)} children, ranks first in {often}: "
        f"{', '.join(measures[:5])}{more}",
        "It is ranked, as the national tool does; so few children make such a place a matter of "
        "chance",
        "Leave it out when you name the best",
    )
