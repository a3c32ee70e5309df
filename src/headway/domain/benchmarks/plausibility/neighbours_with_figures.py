"""Neighbours in a model are authorities that the files know and that still have figures."""

from collections import Counter
from collections.abc import Iterator

from headway.domain.benchmarks.loaded import GRACE, Benchmarks
from headway.domain.problems import Finding, Place, Severity


def neighbours_with_figures(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name neighbours that no longer exist, or are unknown, and how many groups hold them."""
    newest = benchmarks.newest
    for model in benchmarks.models:
        often = Counter(
            each.code
            for code, group in model.groups.items()
            if code not in model.former
            for each in group
        )
        for code, groups in sorted(often.items()):
            area = benchmarks.areas.get(code)
            gone = area is not None and (area.last_year or 0) < newest - GRACE
            if (area is None or gone) and newest:
                name = area.name if area else "unknown to the other files"
                yield Finding(
                    Place(f"neighbours, model {model.name}"),
                    Severity.NOTED,
                    f"{code} ({name}) is a neighbour of {groups} "
                    f"{'authority' if groups == 1 else 'authorities'} and has no figures for "
                    "recent years",
                    "Their averages rest on fewer than ten neighbours, and say so",
                    "Use a newer model where there is one",
                )
