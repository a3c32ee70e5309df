"""The same rule under two names would print one figure twice and let the two drift apart."""

from dataclasses import replace

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.calculation import Common, Entered, Ratio
from headway.domain.indicator import Indicator


def every_definition_its_own(definitions: Definitions) -> Found:
    """Refuse two indicators defined in the same words, as the same ratio or calculation.

    A calculation is the same whatever unit it credits, by what it may be parted, when it is due
    and how few are too few: those change who reads a figure, not which rows it counts. Nor does it
    become another rule by being printed more often.
    """
    taken: dict[str, dict[object, str]] = {}
    for entry in definitions.indicators:
        indicator = entry.value
        for path, key in (
            ("definition", _words(indicator)),
            ("ratio", indicator.ratio),
            ("calculation", _rule(indicator)),
        ):
            if key is None:
                continue
            other = taken.setdefault(path, {}).setdefault(key, indicator.id)
            if other != indicator.id:
                yield mistake(
                    entry.place(path),
                    f"this is {_SAID[path]} exactly as “{other}” is",
                    "Each rule has one name",
                    "Say what is different, or keep one of the two and add the other's "
                    "reference to its “printed_as”.",
                )


_SAID = {"definition": "defined", "ratio": "defined", "calculation": "worked out"}


def _words(indicator: Indicator) -> object:
    return (*indicator.definition.casefold().split(), indicator.unit, indicator.frequency)


def _rule(indicator: Indicator) -> object:
    found = indicator.calculation
    if found is None or isinstance(found, Ratio | Entered):
        return None
    return replace(found, common=Common())
