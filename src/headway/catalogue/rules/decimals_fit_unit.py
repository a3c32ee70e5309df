"""More decimals than a unit bears would promise an exactness that the figures do not have."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.indicator import Unit

# The most that published figures of each unit show. A number may be an average, such as cases
# for each worker, and has one decimal then; what is counted one by one has none.
MOST = {
    Unit.NUMBER: 1,
    Unit.PERCENTAGE: 2,
    Unit.PER_10_000: 1,
    Unit.PER_100_000: 1,
    Unit.DAYS: 1,
    Unit.WORKING_DAYS: 1,
    Unit.WEEKS: 1,
    Unit.SCORE: 2,
    Unit.POUNDS: 2,
}


def decimals_fit_unit(definitions: Definitions) -> Found:
    """Refuse more decimals than the unit bears."""
    for entry in definitions.indicators:
        most = MOST[entry.value.unit]
        if entry.value.decimals > most:
            yield mistake(
                entry.place("decimals"),
                f"“decimals” is {entry.value.decimals}, and the unit is “{entry.value.unit.value}”",
                f"Such a figure is shown with at most {most}",
                "Use fewer decimals.",
            )
