"""Corrections of regions: the name of an authority, and the region that it is really in."""

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.places import name_key
from headway.intake.benchmarks.gathering import Gathering
from headway.intake.benchmarks.table import Table

RECOGNISED = "corrections of regions"
_REGIONS = ("region_name_correct", "region_correct", "correct_region")


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    return "la_name" in headings and bool(headings.intersection(_REGIONS))


def take(table: Table, into: Gathering) -> None:
    """Take the corrections; they win over what every other file says of a region."""
    name_at, region_at = table.at("la_name"), table.at(*_REGIONS)
    counted = 0
    for _, row in table.rows():
        if name_at is not None and region_at is not None and row[name_at] and row[region_at]:
            counted += 1
            into.corrections[name_key(row[name_at])] = into.see_region(row[region_at])
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted))
