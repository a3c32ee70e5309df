"""A definition is found by its identifier, so its file bears that name, and no other does."""

from collections.abc import Iterable

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.problems import Place


def ids_match_file_names(definitions: Definitions) -> Found:
    """Refuse an identifier that differs from its file's name, which also makes each unique."""
    named: Iterable[tuple[str, str, Place]] = (
        *((e.value.id, e.stem, e.place("id")) for e in definitions.indicators),
        *((e.value.id, e.stem, e.place("id")) for e in definitions.scorecards),
        *((e.value.id, e.stem, e.place("id")) for e in definitions.sheets),
        *((e.value.id, e.stem, e.place("id")) for e in definitions.scales),
    )
    for name, stem, place in named:
        if name != stem:
            yield mistake(
                place,
                f"“id” is “{name}”, and the file is called “{stem}.yaml”",
                "The two are the same, so that each is found and none is there twice",
                f"Name the file “{name}.yaml”, or the definition “{stem}”.",
            )
