"""A target that no figure of its unit can have is a slip of the pen."""

from fractions import Fraction

from headway.catalogue.definitions import Definitions, Found, mistake, note
from headway.domain.exact import exact_text
from headway.domain.indicator import Unit
from headway.domain.targets import Target

MOST = {Unit.PERCENTAGE: 100, Unit.PER_10_000: 10_000, Unit.PER_100_000: 100_000}


def targets_fit_unit(definitions: Definitions) -> Found:
    """Refuse goals outside the unit's range; note a percentage that looks like a part of one.

    The high end of a range may pass 100%: case-holding can, as a share of capacity.
    """
    indicators = definitions.by_id()
    for entry, name, number, target in definitions.each_target():
        unit = indicators[name].unit if name in indicators else Unit.NUMBER
        for key, amount in _amounts(target):
            place = entry.place("targets", name, number, key)
            shown = f"“{key}” is {exact_text(amount)}, and the unit of “{name}” is “{unit.value}”"
            if unit in MOST and amount > MOST[unit]:
                allowed = f"Such a figure lies between 0 and {MOST[unit]:,}"
                yield mistake(place, shown, allowed, "Put the number right.")
            elif unit is Unit.PERCENTAGE and 0 < amount < 1:
                meant = exact_text(100 * amount)
                yield note(place, shown, "It is taken as it stands", f"Is {meant} meant?")


def _amounts(target: Target) -> list[tuple[str, Fraction]]:
    named = (("goal", target.goal), ("floor", target.floor))
    return [(key, amount) for key, amount in named if amount is not None]
