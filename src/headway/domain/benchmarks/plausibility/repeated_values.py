"""A figure that is the same year after year may have been carried forward."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from headway.domain.benchmarks.loaded import Benchmarks, YearFigures
from headway.domain.problems import Finding, Place, Severity

WHOLE_YEAR = 0.9  # of the authorities with figures in both years
SHORTEST = 4  # years of the very same figure
DIGITS = 3  # a figure of fewer digits can be the same by chance
BY_CHANCE = 0.02  # where more figures than this stay the same, it means nothing
FEW = 10  # authorities, below which a whole year says nothing


def repeated_values(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name whole years that repeat the year before, and authorities that repeat one figure."""
    for key, years in benchmarks.figures.items():
        place = Place(benchmarks.measures[key].file)
        compared = same = 0
        for earlier, later in pairwise(years):
            both, alike = _alike(benchmarks, earlier, later)
            compared, same = compared + both, same + alike
            if both >= FEW and alike >= WHOLE_YEAR * both:
                yield Finding(
                    place,
                    Severity.NOTED,
                    f"{key}: {later.year.label} repeats {earlier.year.label} for {alike} of "
                    f"{both} authorities",
                    "Both are kept as published",
                    "Ask the publisher whether the year was carried forward",
                )
        rare = same and same <= BY_CHANCE * compared
        if rare and (stuck := _stuck(benchmarks, years)):
            yield Finding(
                place,
                Severity.NOTED,
                f"{key}: one figure for {SHORTEST} years or more running: {'; '.join(stuck)}",
                "Kept as published",
            )


def _alike(benchmarks: Benchmarks, earlier: YearFigures, later: YearFigures) -> tuple[int, int]:
    """Count the authorities with telling figures in both years, and those with the same."""
    both = same = 0
    for code in benchmarks.authorities:
        now, then = later.cells.get(code, ""), earlier.cells.get(code, "")
        if _telling(now) and _telling(then):
            both += 1
            same += now == then
    return both, same


def _stuck(benchmarks: Benchmarks, years: tuple[YearFigures, ...]) -> list[str]:
    found = []
    for code, area in benchmarks.authorities.items():
        longest, run, text = 1, 1, ""
        for each in years:
            now = each.cells.get(code, "")
            run = run + 1 if now == text and _telling(now) else 1
            text, longest = now, max(longest, run)
        if longest >= SHORTEST:
            found.append(f"{area.name} ({longest} years)")
    return found


@lru_cache(maxsize=200_000)
def _telling(text: str) -> bool:
    """Say whether a figure has enough digits not to be the same by chance; 0 and 100 never."""
    digits = text.lstrip("-").replace(".", "").strip("0")
    return digits.isdigit() and len(digits) >= DIGITS
