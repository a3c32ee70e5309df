"""By which columns an indicator's figures may be parted."""

from collections.abc import Mapping

from headway.domain.calculation import PartOf, Rate, Ratio
from headway.domain.indicator import Indicator


def breakdowns_of(indicator: Indicator, known: Mapping[str, Indicator]) -> frozenset[str]:
    """Give the columns by which an indicator may be parted.

    A ratio may where both its parts may. A rate may not: the people it divides by are not parted.
    """
    calculation = indicator.calculation
    match calculation:
        case None | Rate():
            return frozenset()
        case PartOf() if calculation.of in known:
            return breakdowns_of(known[calculation.of], known)
        case Ratio() if indicator.ratio:
            names = (indicator.ratio.numerator, indicator.ratio.denominator)
            parts = [breakdowns_of(known[name], known) for name in names if name in known]
            return frozenset.intersection(*parts) if len(parts) == len(names) else frozenset()
        case _:
            return frozenset(calculation.common.breakdowns)
