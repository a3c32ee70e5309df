"""Rates as national publications work them out."""

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.values import Value, divide

PER = 10_000


def published_rate(
    benchmarks: Benchmarks, count: Value, code: str, year: int, per: int = PER
) -> Value:
    """Return a count for each ``per`` children of a place, for the year that ends in ``year``.

    The denominator is the mid-year estimate of the year before: 2,777 referrals in the year to
    March 2025 are divided by the children of the middle of 2024.
    """
    return divide(count, benchmarks.population_before(code, year), per)
