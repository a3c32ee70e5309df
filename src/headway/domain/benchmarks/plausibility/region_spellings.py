"""A region is spelt in one way in all the files of a load."""

from collections.abc import Iterator

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.problems import Finding, Place, Severity


def region_spellings(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name the regions that files spell differently; they are taken for one."""
    for area in benchmarks.regions().values():
        spellings = sorted({area.name, *area.spellings})
        if len(spellings) > 1:
            yield Finding(
                Place(area.name),
                Severity.NOTED,
                f"one region is spelt in {len(spellings)} ways: "
                f"{', '.join(f'“{each}”' for each in spellings)}",
                f"All are taken as {area.name}",
            )
