"""The list of authorities: number, name, region and type."""

import re

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.places import region_code
from headway.domain.problems import Severity
from headway.intake.benchmarks.gathering import NO_REGION, Gathering, is_england
from headway.intake.benchmarks.table import Table

RECOGNISED = "list of authorities"
_CODES = ("la_number", "la_code", "old_la_code")


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    return bool(headings.intersection(_CODES)) and {"la_name", "region", "type"} <= headings


def take(table: Table, into: Gathering) -> None:
    """Take each authority; regions and the country stand in the list too."""
    code_at, name_at = table.at(*_CODES), table.at("la_name")
    region_at, kind_at = table.at("region"), table.at("type")
    if code_at is None or name_at is None or region_at is None or kind_at is None:
        return
    counted = 0
    rows = [
        (n, row[code_at], row[name_at], row[region_at], row[kind_at]) for n, row in table.rows()
    ]
    regions = into.known_regions(region for _, _, _, region, _ in rows)
    for number, code, name, region, kind in rows:
        counted += 1
        if is_england(name):
            continue
        if region_code(region) in NO_REGION:
            if region_code(name) in regions:
                into.see_region(name)
            else:
                _left_out(table, number, f"{name} ({code})", into)
        elif re.fullmatch(r"\d{3}", code):
            into.see_authority(code, name, region, "" if kind.casefold() == "na" else kind)
        else:
            _left_out(table, number, f"{name} ({code})", into)
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted))


def _left_out(table: Table, number: int, what: str, into: Gathering) -> None:
    into.findings.add(
        table.place(number),
        Severity.NOTED,
        f"{what} is no authority with a region, nor a region",
        "It was left out",
    )
