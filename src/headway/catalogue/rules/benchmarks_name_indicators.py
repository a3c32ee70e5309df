"""A national measure stands for an indicator that exists, in one file only."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.catalogue.rules.sections_name_indicators import nearest


def benchmarks_name_indicators(definitions: Definitions) -> Found:
    """Refuse measures of an indicator that is not defined, or that another file maps as well."""
    seen: dict[str, str] = {}
    for entry in definitions.benchmarks:
        for name in entry.value.measures:
            place = entry.place("measures", name)
            if name not in definitions.known:
                yield mistake(
                    place,
                    f"“{name}” is not an indicator of the catalogue",
                    "A national measure stands for what is defined",
                    nearest(name, definitions.known),
                )
            if name in seen:
                yield mistake(
                    place,
                    f"“{name}” is mapped in the file “{seen[name]}” too",
                    "An indicator is mapped in one file",
                    "Replace a shipped file by one of your own with the same name",
                )
            seen.setdefault(name, entry.stem)
