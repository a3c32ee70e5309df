"""Limits of an XmR chart, exact: the average, and how far figures stray from it by chance.

Source: NHSRplotthedots 0.2.2 (MIT), R/ptd_spc_standard.R; the factors are Shewhart's constants
for moving ranges of two (3 ÷ 1.128 and D4) at the decimals that method uses.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from headway.domain.control_charts.options import NoVariation, Screening

LIMIT_FACTOR = Fraction("2.66")
SCREEN_FACTOR = Fraction("3.267")
NEAR_SHARE = Fraction(2, 3)


@dataclass(frozen=True, slots=True)
class Band:
    """Limits and near limits, in the figure's own unit."""

    lower: Fraction
    near_lower: Fraction
    near_upper: Fraction
    upper: Fraction

    def __post_init__(self) -> None:
        if not self.lower <= self.near_lower <= self.near_upper <= self.upper:
            raise ValueError("near limits lie between the limits")


@dataclass(frozen=True, slots=True)
class Limits:
    """The average of a stretch and, where its moving ranges give one, the band around it."""

    mean: Fraction
    band: Band | None
    mean_moving_range: Fraction | None  # None: no two figures stand side by side
    screened: int = 0  # moving ranges left out of their average
    worked_from: int = 0  # figures

    @property
    def without_variation(self) -> bool:
        """Whether the moving ranges average nought."""
        return self.mean_moving_range == 0


def xmr_limits(
    amounts: Sequence[Fraction],
    moving_ranges: Sequence[Fraction],
    screening: Screening = Screening.ONCE,
    no_variation: NoVariation = NoVariation.NO_LIMITS,
) -> Limits:
    """Work limits out from a stretch's figures and the moving ranges between neighbours.

    The average is that of all ``amounts``, also where a moving range beside one is screened.
    Raises ``ValueError`` where there are no amounts.
    """
    if not amounts:
        raise ValueError("limits need a figure")
    mean = _mean(amounts)
    kept = screened(moving_ranges) if screening is Screening.ONCE else list(moving_ranges)
    limits = Limits(mean, None, None, len(moving_ranges) - len(kept), len(amounts))
    if not moving_ranges:
        return limits
    # Every moving range nought leaves none under 3.267 times their average, which is nought.
    spread = _mean(kept) if kept else Fraction(0)
    if spread == 0 and no_variation is NoVariation.NO_LIMITS:
        return replace(limits, mean_moving_range=spread)
    return replace(limits, mean_moving_range=spread, band=_band(mean, spread))


def screened(moving_ranges: Sequence[Fraction]) -> list[Fraction]:
    """Return the moving ranges strictly under 3.267 times their average: one pass."""
    if not moving_ranges:
        return []
    most = SCREEN_FACTOR * _mean(moving_ranges)
    return [each for each in moving_ranges if each < most]


def cut_to(limits: Limits, low: Fraction | None, high: Fraction | None) -> Limits:
    """Cut limits to what is possible; ``None`` is no bound. The average stays."""
    if limits.band is None:
        return limits

    def within(amount: Fraction) -> Fraction:
        amount = amount if low is None else max(amount, low)
        return amount if high is None else min(amount, high)

    band = limits.band
    edges = (band.lower, band.near_lower, band.near_upper, band.upper)
    return replace(limits, band=Band(*(within(edge) for edge in edges)))


def _band(mean: Fraction, spread: Fraction) -> Band:
    reach = LIMIT_FACTOR * spread
    near = reach * NEAR_SHARE
    return Band(mean - reach, mean - near, mean + near, mean + reach)


def _mean(amounts: Sequence[Fraction]) -> Fraction:
    return sum(amounts, Fraction(0)) / len(amounts)
