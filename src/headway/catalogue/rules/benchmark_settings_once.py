"""A council says once which authority it is, which model and which method it uses."""

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.benchmarks.links import OwnSettings


def benchmark_settings_once(definitions: Definitions) -> Found:
    """Refuse settings in a second file."""
    saying = [each for each in definitions.benchmarks if each.value.settings != OwnSettings()]
    for entry in saying[1:]:
        yield mistake(
            entry.place(),
            f"authority, neighbour_model or method stand in the file “{saying[0].stem}” too",
            "They stand in one file",
            "Put them together",
        )
