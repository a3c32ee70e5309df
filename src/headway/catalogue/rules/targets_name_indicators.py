"""A target asks something of an indicator that exists."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.catalogue.rules.sections_name_indicators import nearest


def targets_name_indicators(definitions: Definitions) -> Found:
    """Refuse targets of an indicator that the catalogue does not hold."""
    for entry in definitions.targets:
        for name in entry.value.targets:
            if name not in definitions.known:
                yield mistake(
                    entry.place("targets", name),
                    f"“{name}” is not an indicator of the catalogue",
                    "A target is asked of what is defined",
                    nearest(name, definitions.known),
                )
