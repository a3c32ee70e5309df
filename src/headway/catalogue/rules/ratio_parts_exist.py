"""A ratio is rolled up from its parts, so its parts are indicators themselves."""

from headway.catalogue.definitions import Definitions, Found, mistake


def ratio_parts_exist(definitions: Definitions) -> Found:
    """Refuse a part that is not in the catalogue, is the ratio itself, or is both parts."""
    for entry in definitions.indicators:
        ratio = entry.value.ratio
        if ratio is None:
            continue
        for key, part in (("numerator", ratio.numerator), ("denominator", ratio.denominator)):
            if part not in definitions.known:
                yield mistake(
                    entry.place("ratio", key),
                    f"the {key} “{part}” is not an indicator of the catalogue",
                    "Both parts of a ratio have definitions of their own",
                    "Look at the spelling, or define it.",
                )
            elif part == entry.value.id:
                yield mistake(
                    entry.place("ratio", key),
                    f"the {key} is the ratio itself",
                    "A part is another indicator",
                    "Name what is counted.",
                )
        if ratio.numerator == ratio.denominator:
            yield mistake(
                entry.place("ratio", "denominator"),
                "one indicator stands above and below the line",
                "A ratio of an indicator to itself is always the same",
                "Name the other part.",
            )
