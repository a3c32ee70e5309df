"""A ratio's unit and its scale say the same thing: 100 for a percentage."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.indicator import Indicator, Unit

SCALES = {Unit.PERCENTAGE: 100, Unit.PER_10_000: 10_000, Unit.PER_100_000: 100_000}


def ratio_fits_unit(definitions: Definitions) -> Found:
    """Refuse a scale that is not the unit's, and parts that come less often than the ratio."""
    known = definitions.by_id()
    for entry in definitions.indicators:
        indicator, ratio = entry.value, entry.value.ratio
        if ratio is None:
            continue
        wanted = SCALES.get(indicator.unit, ratio.scale)
        if ratio.scale != wanted:
            yield mistake(
                entry.place("ratio", "scale"),
                f"the scale is {ratio.scale}, and the unit is “{indicator.unit.value}”",
                f"Its scale is {wanted}",
                "Put the one right that is wrong.",
            )
        for key, part in (("numerator", ratio.numerator), ("denominator", ratio.denominator)):
            if part in known and _comes_less_often(known[part], indicator):
                yield mistake(
                    entry.place("ratio", key),
                    f"“{part}” is {known[part].frequency.value}, the ratio "
                    f"{indicator.frequency.value}",
                    "A part comes at least as often as the ratio",
                    "Put one of the frequencies right.",
                )


def _comes_less_often(part: Indicator, whole: Indicator) -> bool:
    return part.frequency.months > whole.frequency.months
