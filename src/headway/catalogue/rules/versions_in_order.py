"""The versions of a definition follow each other, and each says what it changed."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.definition_history import wrong_versions


def versions_in_order(definitions: Definitions) -> Found:
    """Refuse versions out of order, without a date or words, and a last one that is not in force.

    Every version after the first also says whether figures before it may be compared: nobody
    should find out by leaving a line away.
    """
    for entry in definitions.indicators:
        for place, key, wrong in wrong_versions(entry.value):
            at = place % len(entry.value.versions)
            yield mistake(
                entry.place("versions", at, key),
                wrong,
                "Versions stand oldest first; each after the first has “starts” (the first day of "
                "a period), “change” and “comparable”, and the last is the “version” in force",
                "Put it right here.",
            )
        given = (entry.document.data or {}).get("versions") or []
        for at, version in enumerate(given[1:], 1):
            if "comparable" not in version:
                yield mistake(
                    entry.place("versions", at),
                    f"nothing says whether figures before version {version.get('number')} may be "
                    "compared with those after it",
                    "“comparable: yes” draws no break in the line, “comparable: no” does",
                    "Add the line.",
                )
