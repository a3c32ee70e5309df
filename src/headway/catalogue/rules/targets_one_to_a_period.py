"""With two targets for one period nobody could say which a figure is held against."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.periods import Period
from headway.domain.problems import Place


def targets_one_to_a_period(definitions: Definitions) -> Found:
    """Refuse a second target of one indicator for the very same period, in any file."""
    taken: dict[tuple[str, Period], Place] = {}
    for entry, indicator, number, target in definitions.each_target():
        place = entry.place("targets", indicator, number, "period")
        first = taken.setdefault((indicator, target.period), place)
        if first != place:
            yield mistake(
                place,
                f"“{indicator}” has a target for {target.period} already",
                f"It stands in {first}",
                "Keep one of the two; what it was before goes under “revisions”.",
            )
