"""Two definitions under one title could not be told apart on a page."""

from itertools import chain

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.catalogue.titles import Title, read_title


def titles_unique(definitions: Definitions) -> Found:
    """Refuse a title, or a title printed elsewhere, by which two indicators would be recognised."""
    taken: dict[Title, tuple[str, str]] = {}
    for entry in definitions.indicators:
        printed = (
            (("printed_as", at, "title"), each.title)
            for at, each in enumerate(entry.value.printed_as)
            if each.title
        )
        for path, text in chain([(("title",), entry.value.title)], printed):
            owner, place = taken.setdefault(
                read_title(text), (entry.value.id, str(entry.place(*path)))
            )
            if owner != entry.value.id:
                yield mistake(
                    entry.place(*path),
                    f"the title “{text}” is read the same as one of “{owner}”",
                    f"That one stands in {place}; a title means one indicator",
                    "Word one of the two so that the difference shows.",
                )
