"""Rules that ask whether national figures can be right, one to a file.

A rule takes a whole load and gives findings; none stops a load. To add one, write its file and
name it here.
"""

from collections.abc import Callable, Iterator

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.plausibility.codes_and_labels import codes_and_labels
from headway.domain.benchmarks.plausibility.england_within_regions import england_within_regions
from headway.domain.benchmarks.plausibility.mixed_year_labels import mixed_year_labels
from headway.domain.benchmarks.plausibility.neighbours_with_figures import (
    neighbours_with_figures,
)
from headway.domain.benchmarks.plausibility.region_spellings import region_spellings
from headway.domain.benchmarks.plausibility.reorganised_authorities import (
    reorganised_authorities,
)
from headway.domain.benchmarks.plausibility.repeated_values import repeated_values
from headway.domain.benchmarks.plausibility.tiny_authority_first import tiny_authority_first
from headway.domain.problems import Finding

PLAUSIBILITY: tuple[Callable[[Benchmarks], Iterator[Finding]], ...] = (
    england_within_regions,
    codes_and_labels,
    tiny_authority_first,
    mixed_year_labels,
    reorganised_authorities,
    region_spellings,
    repeated_values,
    neighbours_with_figures,
)


def implausible(benchmarks: Benchmarks) -> tuple[Finding, ...]:
    """Return what every rule finds in a load, rule by rule."""
    return tuple(finding for rule in PLAUSIBILITY for finding in rule(benchmarks))
