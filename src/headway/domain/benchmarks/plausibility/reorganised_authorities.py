"""Authorities whose figures begin late or end early: councils were merged, split and renamed."""

from collections.abc import Iterator

from headway.domain.benchmarks.loaded import GRACE, Benchmarks
from headway.domain.benchmarks.places import Area
from headway.domain.problems import Finding, Place, Severity


def reorganised_authorities(benchmarks: Benchmarks) -> Iterator[Finding]:
    """Name the authorities that were opened or closed within the years of the files."""
    years = [area for area in benchmarks.authorities.values() if area.first_year is not None]
    if not years:
        return
    first = min(area.first_year for area in years if area.first_year is not None)
    last = max(area.last_year for area in years if area.last_year is not None)
    models = benchmarks.models
    for area in sorted(benchmarks.authorities.values(), key=lambda each: each.code):
        words = _life(area, first, last)
        if words:
            named = [model.name for model in models if area.code in model.former]
            in_block = f"; among the former ones of model {', '.join(named)}" if named else ""
            yield Finding(
                Place(area.code),
                Severity.NOTED,
                f"{area.name} ({area.code}) {words}{in_block}",
                "It is compared only for years in which it has figures",
            )


def _life(area: Area, first: int, last: int) -> str:
    if "/" in area.code:
        return "is two authorities, for which some measures are published only together"
    if area.first_year is None or area.last_year is None:
        return "has no number in any of the files"
    begins = f"first has figures in {area.first_year}" if area.first_year > first + GRACE else ""
    ends = f"has none after {area.last_year}" if area.last_year < last - GRACE else ""
    return " and ".join(filter(None, (begins, ends)))
