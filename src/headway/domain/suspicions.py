"""Patterns that an honest reader would ask about: the same figures twice running."""

from collections.abc import Iterable
from dataclasses import dataclass

from headway.domain.history import History
from headway.domain.periods import Period
from headway.domain.values import Number

FEWEST_INDICATORS = 2  # one figure may well come twice by chance; two or more at once may not


@dataclass(frozen=True, slots=True)
class Repeat:
    """Several indicators hold the very same number in two periods running."""

    earlier: Period
    later: Period
    indicators: tuple[str, ...]
    of: int  # how many indicators have a number in both periods


def suspicious_repeats(history: History, indicators: Iterable[str]) -> tuple[Repeat, ...]:
    """Return the pairs of neighbouring periods in which two indicators or more stand still.

    Nought twice running is ordinary and is not counted; nor are pairs where under half of the
    indicators that could repeat do so.
    """
    pairs: dict[tuple[Period, Period], list[tuple[str, bool]]] = {}
    for name in indicators:
        for sourced in history.series(name):
            later, value = sourced.figure.period, sourced.figure.value
            before = history.value(name, later.previous())
            if isinstance(value, Number) and isinstance(before, Number):
                stands_still = value == before and value.amount != 0
                pairs.setdefault((later.previous(), later), []).append((name, stands_still))
    found = []
    for (earlier, later), seen in sorted(pairs.items()):
        same = tuple(name for name, repeats in seen if repeats)
        if len(same) >= FEWEST_INDICATORS and 2 * len(same) >= len(seen):
            found.append(Repeat(earlier, later, same, len(seen)))
    return tuple(found)
