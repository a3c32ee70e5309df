"""The same rule under two names would print one figure twice and let the two drift apart."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.indicator import Indicator


def every_definition_its_own(definitions: Definitions) -> Found:
    """Refuse two indicators defined in the same words, or as the same ratio."""
    words: dict[object, str] = {}
    ratios: dict[object, str] = {}
    for entry in definitions.indicators:
        indicator = entry.value
        for taken, key, path in (
            (words, _words(indicator), "definition"),
            (ratios, indicator.ratio, "ratio"),
        ):
            other = taken.setdefault(key, indicator.id) if key else indicator.id
            if other != indicator.id:
                yield mistake(
                    entry.place(path),
                    f"this is defined exactly as “{other}” is",
                    "Each rule has one name",
                    "Say what is different, or keep one of the two and add the other's "
                    "reference to its “printed_as”.",
                )


def _words(indicator: Indicator) -> object:
    return (*indicator.definition.casefold().split(), indicator.unit, indicator.frequency)
