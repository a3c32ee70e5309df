"""A scorecard shows indicators that exist, each once."""

from difflib import get_close_matches

from headway.catalogue.definitions import Definitions, Found, mistake


def sections_name_indicators(definitions: Definitions) -> Found:
    """Refuse an unknown indicator in a section, and one that stands in a scorecard twice."""
    for entry in definitions.scorecards:
        shown: set[str] = set()
        for at, section in enumerate(entry.value.sections):
            for number, name in enumerate(section.indicators):
                place = entry.place("sections", at, "indicators", number)
                if name not in definitions.known:
                    yield mistake(
                        place,
                        f"“{name}” is not an indicator of the catalogue",
                        "A scorecard shows what is defined",
                        nearest(name, definitions.known),
                    )
                elif name in shown:
                    yield mistake(
                        place,
                        f"“{name}” stands in this scorecard already",
                        "An indicator is shown once",
                        "Take one of the two away.",
                    )
                shown.add(name)


def nearest(name: str, known: frozenset[str]) -> str:
    """Say what an unknown identifier may have been meant to be."""
    near = get_close_matches(name, sorted(known), n=1)
    return f"Did you mean “{near[0]}”?" if near else "Define it, or take it away."
