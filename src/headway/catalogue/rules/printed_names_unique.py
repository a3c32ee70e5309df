"""A reference of a document means one indicator."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.catalogue.titles import read_reference


def printed_names_unique(definitions: Definitions) -> Found:
    """Refuse a document's reference given to two indicators, and a name that names nothing."""
    taken: dict[tuple[str, str], str] = {}
    for entry in definitions.indicators:
        for at, printed in enumerate(entry.value.printed_as):
            reference = read_reference(printed.reference)
            if not reference and not printed.title:
                yield mistake(
                    entry.place("printed_as", at),
                    f"neither a reference nor a title is given for “{printed.document}”",
                    "One of them is needed to recognise the row by",
                    "Add “reference: …” or “title: …”, or take the entry away.",
                )
            if not reference:
                continue
            pair = (printed.document.casefold(), reference)
            owner = taken.setdefault(pair, entry.value.id)
            if owner != entry.value.id:
                yield mistake(
                    entry.place("printed_as", at, "reference"),
                    f"“{printed.reference}” of “{printed.document}” belongs to “{owner}” already",
                    "A reference of a document means one indicator",
                    "Take it away from one of the two.",
                )
