"""The national tool's figures: one row for each measure, year and place, as Parquet or csv."""

import re

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.marks import TWO_FIGURES, tidy_text
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.places import ENGLAND, region_code
from headway.domain.benchmarks.years import read_year
from headway.domain.problems import Severity
from headway.intake.benchmarks.gathering import NO_REGION, FiguresOfFile, Gathering, is_england
from headway.intake.benchmarks.table import Table

RECOGNISED = "figures of the Local Authority Interactive Tool"
SOURCE = "LAIT"
_YEARS, _VALUES = ("years", "year"), ("values", "value")
_CODES = ("la_number", "la_num", "la_code", "old_la_code")
_NAMES = ("la_and_regions", "la_name", "la")

Rows = dict[str, dict[str, dict[str, str]]]


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    needed = (("short_desc",), _YEARS, _VALUES, _CODES, _NAMES)
    return all(headings.intersection(each) for each in needed)


def take(table: Table, into: Gathering) -> None:
    """Take the figures, and which code is which place."""
    rows: Rows = {}
    places: set[tuple[str, str, str]] = set()
    counted, doubled = _read(table, rows, places)
    codes = _codes(table, places, into)
    left_out = 0
    for measure, years in rows.items():
        figures = FiguresOfFile(Measure(SOURCE, measure, measure, file=table.file, described=False))
        for label, cells in years.items():
            if read_year(label) is None:
                left_out += 1
                _no_year(table, into, measure, label)
            else:
                figures.years[label] = {codes[c]: text for c, text in cells.items() if c in codes}
        into.figures.append(figures)
    _say_doubled(table, into, doubled)
    newest = max((label for years in rows.values() for label in years), default="")
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted, newest))


def _read(
    table: Table, rows: Rows, places: set[tuple[str, str, str]]
) -> tuple[int, tuple[int, int]]:
    """Go through the file once; give the rows counted, and those there twice: same, differing."""
    columns = [table.at(*names) for names in (("short_desc",), _YEARS, _CODES, _VALUES, _NAMES)]
    region = table.at("region", "region_name")
    wanted = tuple(
        at for at in (*columns, columns[-1] if region is None else region) if at is not None
    )
    counted = same = differing = 0
    for measures, years, codes, values, names, regions in table.pieces(wanted):
        places.update(zip(codes, names, regions, strict=True))
        counted += len(values)
        for measure, year, code, value in zip(measures, years, codes, values, strict=True):
            text = tidy_text(value)
            cells = rows.setdefault(measure.strip(), {}).setdefault(year, {})
            before = cells.setdefault(code, text)
            if before is not text and before != text:
                differing += 1
                cells[code] = TWO_FIGURES
    cells_kept = sum(len(cells) for years_ in rows.values() for cells in years_.values())
    same = counted - cells_kept - differing
    return counted, (same, differing)


def _codes(table: Table, places: set[tuple[str, str, str]], into: Gathering) -> dict[str, str]:
    """Tell country, regions and authorities apart by their names and note them."""
    regions = {region_code(region) for _, name, region in places if region != name} - NO_REGION
    known = into.known_regions() | regions
    found: dict[str, str] = {}
    for code, name, region in sorted(places):
        if is_england(name):
            found[code] = ENGLAND
        elif region_code(name) in known:
            found[code] = into.see_region(name)
        elif re.fullmatch(r"\d{3}", code) and region_code(region) not in NO_REGION:
            found[code] = code
            into.see_authority(code, name, region if region != name else "")
        else:
            into.findings.add(
                table.place(),
                Severity.NOT_TAKEN,
                f"“{name}” ({code or 'no code'}) is neither an authority with three digits and a "
                "region, nor a region, nor England",
                "Its figures were left out",
            )
    return found


def _no_year(table: Table, into: Gathering, measure: str, label: str) -> None:
    into.findings.add(
        table.place(),
        Severity.NOT_TAKEN,
        f"{SOURCE}: {measure}: “{label}” is not a year",
        "Its figures were left out: nobody can say which year they are of",
        "Ask the publisher which year is meant",
    )


def _say_doubled(table: Table, into: Gathering, doubled: tuple[int, int]) -> None:
    same, differing = doubled
    if same:
        into.findings.add(
            table.place(), Severity.NOTED, f"{same} rows stand there twice", "One was taken"
        )
    if differing:
        into.findings.add(
            table.place(),
            Severity.NOT_TAKEN,
            f"{differing} rows give a second, different figure for the same place and year",
            "Neither was taken: the cell is shown as broken",
            "Ask the publisher which is right",
        )
