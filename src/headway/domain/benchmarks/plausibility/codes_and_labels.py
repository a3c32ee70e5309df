"""One code has one name, and one name one code, in all the files of a load."""

from collections import defaultdict
from collections.abc import Iterator

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.places import short_key
from headway.domain.problems import Finding, Place, Severity


def codes_and_labels(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name the codes that stand for different names, and the names that have several codes."""
    by_name: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for area in benchmarks.authorities.values():
        names = {short_key(name): name for name in (area.name, *area.spellings)}
        by_name[short_key(area.name)].append(area.code)
        if len(names) > 1:
            yield Finding(
                Place(area.code),
                Severity.NOTED,
                f"the code {area.code} stands beside different names: "
                f"{', '.join(f'“{name}”' for name in sorted(names.values()))}",
                f"Taken as {area.name}",
                "See whether names and codes were swapped in one of the files",
            )
    for codes in by_name.values():
        if len(codes) > 1:
            shown = benchmarks.areas[codes[0]].name
            yield Finding(
                Place(shown),
                Severity.NOTED,
                f"“{shown}” has several codes: {', '.join(codes)}",
                "Each is kept as a place of its own",
                "See whether the authority was made anew, or a code is wrong",
            )
