"""A sheet asks for indicators that exist, each once, of its own frequency, with their parts."""

from headway.catalogue.definitions import Definitions, Entry, Found, mistake
from headway.catalogue.rules.sections_name_indicators import nearest
from headway.domain.indicator import Indicator, Status
from headway.domain.team_sheets import TeamSheet


def sheets_ask_what_is_defined(definitions: Definitions) -> Found:
    """Refuse a question nobody can answer, and a percentage without the figures it comes of."""
    known = definitions.by_id()
    for entry in definitions.sheets:
        for at, name in enumerate(entry.value.indicators):
            if name in definitions.known:
                yield from _question(entry, at, known.get(name))
            else:
                yield mistake(
                    entry.place("indicators", at),
                    f"“{name}” is not an indicator of the catalogue",
                    "A sheet asks for what is defined",
                    nearest(name, definitions.known),
                )
        yield from _parts(entry)


def _question(entry: Entry[TeamSheet], at: int, indicator: Indicator | None) -> Found:
    if indicator is None:
        return
    sheet, place = entry.value, entry.place("indicators", at)
    if indicator.id in sheet.indicators[:at]:
        yield mistake(
            place,
            f"“{indicator.id}” stands in this sheet already",
            "A figure is asked for once",
            "Take one of the two away.",
        )
    if indicator.status is not Status.LIVE:
        said = f"“{indicator.id}” is {indicator.status.value}"
        yield mistake(place, said, "A sheet asks for live indicators", "Take it away.")
    if indicator.frequency is not sheet.frequency:
        yield mistake(
            place,
            f"“{indicator.id}” is {indicator.frequency.value}",
            f"Everything on this sheet is {sheet.frequency.value}",
            f"Ask for it on a sheet that is {indicator.frequency.value}.",
        )
    ratio = indicator.ratio
    for part in (ratio.numerator, ratio.denominator) if ratio else ():
        if part not in sheet.indicators:
            yield mistake(
                place,
                f"“{indicator.id}” comes of “{part}”, which the sheet does not ask for",
                "A percentage is worked out from its two figures, so that teams can be added up",
                f"Add “{part}” to the sheet.",
            )


def _parts(entry: Entry[TeamSheet]) -> Found:
    for at, pair in enumerate(entry.value.parts):
        for key, name in (("part", pair.part), ("whole", pair.whole)):
            if name not in entry.value.indicators:
                yield mistake(
                    entry.place("parts", at, key),
                    f"“{name}” is not on this sheet",
                    "A part and its whole are both asked for",
                    "Add it to the sheet, or take the pair away.",
                )
