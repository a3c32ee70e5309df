"""Plain sentences about where an authority stands; every figure in them is worked out before."""

import difflib
from collections.abc import Iterable

from headway.domain.benchmarks.comparing import Comparison
from headway.domain.benchmarks.marks import sign_of
from headway.domain.benchmarks.vintage import Vintage, months_between
from headway.domain.indicator import Unit
from headway.domain.periods import Period
from headway.domain.polarity import Polarity, Quality
from headway.domain.show import show
from headway.domain.values import Absent, Number, Value

OLD_MONTHS = 18
_AGAINST = {
    Quality.BETTER: "better than",
    Quality.WORSE: "worse than",
    Quality.SIMILAR: "the same as",
}


def published_text(value: Value, unit: Unit | None = None, least: int = 0) -> str:
    """Write a published figure, or its mark: as many decimals as it needs, at least ``least``."""
    if isinstance(value, Absent):
        return sign_of(value)
    return show(value, unit or Unit.NUMBER, max(natural_decimals(value), least))


def near_names(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are nearest to one that is not known."""
    return tuple(difflib.get_close_matches(asked, list(known), 5, 0.55))


def natural_decimals(value: Number, most: int = 2) -> int:
    """Return how many decimals a figure needs, at most ``most``: 20.2 needs 1, 7.05 needs 2."""
    for places in range(most):
        if (value.amount * 10**places).denominator == 1:
            return places
    return most


def standing_sentence(
    found: Comparison, unit: Unit | None, polarity: Polarity, by_mean: Quality, by_median: Quality
) -> str:
    """Say how an authority stands to its neighbours: by the mean, and by the median."""
    if isinstance(found.value, Absent):
        return f"{found.area.name} has no figure for {found.year.label} ({found.value.note})."
    lead = f"{found.area.name}, {published_text(found.value, unit, found.decimals)}"
    mean, median = (
        published_text(each.value, unit, found.decimals) for each in (found.mean, found.median)
    )
    if not found.mean.known:
        return f"{lead}: {found.mean.value.note}." if isinstance(found.mean.value, Absent) else lead
    if polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return (
            f"{lead}, beside its neighbours' mean of {mean} and median of {median}; neither way "
            "is better in itself."
        )
    if by_mean is by_median:
        return (
            f"{lead}, is {_AGAINST[by_mean]} its neighbours by the mean ({mean}) and by the "
            f"median ({median})."
        )
    return (
        f"{lead}, is {_AGAINST[by_mean]} its neighbours by the mean ({mean}), "
        f"{_AGAINST[by_median]} {'them ' if by_median is not Quality.SIMILAR else 'theirs '}"
        f"by the median ({median})."
    )


def vintage_sentence(found: Comparison, vintage: Vintage, period: Period | None) -> str:
    """Say of which year the national figures are, beside our own where it is given."""
    national = f"national figures of {vintage.words}"
    if period is None:
        return f"{national[:1].upper()}{national[1:]}."
    apart = months_between(vintage, period)
    sentence = f"Our {period} beside England {vintage.words}"
    if apart is None or apart <= 0:
        return f"{sentence}."
    old = ": too far apart for a close comparison" if apart > OLD_MONTHS else ""
    return f"{sentence}; it ends {apart} {'month' if apart == 1 else 'months'} later{old}."
