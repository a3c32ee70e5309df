"""The national tool's dictionary: each measure's title, direction, unit and update."""

from datetime import date, timedelta

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.years import year_type
from headway.domain.polarity import Polarity
from headway.domain.problems import Severity
from headway.intake.benchmarks.gathering import Gathering
from headway.intake.benchmarks.table import Table
from headway.intake.benchmarks.tool_figures import SOURCE

RECOGNISED = "dictionary of the Local Authority Interactive Tool"
_NOTHING = {"", "na", "n/a"}
_POLARITY = {
    "high": Polarity.HIGHER,
    "low": Polarity.LOWER,
    "-": Polarity.NONE,
    "na": Polarity.NONE,
}
_SERIAL_START = date(1899, 12, 30)  # day 0 of a spreadsheet's dates
_SERIALS = range(30_000, 60_000)  # 1982 to 2064


def matches(headings: frozenset[str]) -> bool:
    """Say whether these are the headings of such a file."""
    return {"measure_short", "polarity", "measure"} <= headings and "year" not in headings


def take(table: Table, into: Gathering) -> None:
    """Take the description of each measure; of two for one short name the first is used."""
    counted, twice = 0, []
    newest: date | None = None
    for number, row in table.rows():
        cells = dict(zip(table.headings, row, strict=True))
        code = cells["measure_short"].strip()
        if not code:
            continue
        counted += 1
        measure = _measure(cells, code)
        _check_polarity(table, number, cells, into)
        newest = max(filter(None, (newest, measure.published)), default=None)
        if code in into.described:
            if _differs(into.described[code], measure):
                twice.append(code)
            continue
        into.described[code] = measure
    if twice:
        into.findings.add(
            table.place(),
            Severity.INFERRED,
            f"{len(twice)} short names stand for two descriptions that differ: {', '.join(twice)}",
            "The first description of each was taken",
            "Look whether its title and direction are those of the figures",
        )
    vintage = f"updated up to {newest:%d %B %Y}" if newest else ""
    into.sources.append(Source(table.file, table.sha256, RECOGNISED, counted, vintage))


def _measure(cells: dict[str, str], code: str) -> Measure:
    def text(*names: str) -> str:
        found = next((cells[name].strip() for name in names if name in cells), "")
        return "" if found.casefold() in _NOTHING else " ".join(found.split())

    digits = text("dps")
    return Measure(
        SOURCE,
        code,
        text("measure", "chart_title") or code,
        polarity=_POLARITY.get(cells["polarity"].strip().casefold(), Polarity.NONE),
        counted_in=text("y_axis_name"),
        decimals=int(digits) if digits.isdigit() and int(digits) < 7 else None,
        year_type=year_type(text("year_type")),
        bands=text("no_quartile").casefold() != "n",
        published=published_day(text("last_update")),
        next_update=_day_or_text(text("next_update")),
        supplier=text("data_owner_do_supplier_and_contact_details", "supplier"),
        link=text("hyperlink_s", "hyperlink"),
    )


def published_day(text: str) -> date | None:
    """Read a day: a spreadsheet's serial number, or 2025-10-01, or 01/10/2025."""
    if text.isdigit() and int(text) in _SERIALS:
        return _SERIAL_START + timedelta(days=int(text))
    parts = text.replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return None
    year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day_or_text(text: str) -> str:
    day = published_day(text)
    return f"{day:%B %Y}" if day else text


def _differs(one: Measure, other: Measure) -> bool:
    return (one.title, one.polarity, one.counted_in) != (
        other.title,
        other.polarity,
        other.counted_in,
    )


def _check_polarity(table: Table, number: int, cells: dict[str, str], into: Gathering) -> None:
    found = cells["polarity"].strip()
    if found.casefold() not in {*_POLARITY, ""}:
        into.findings.add(
            table.place(number, table.at("polarity")),
            Severity.NOT_TAKEN,
            f"“{found}” is not a direction",
            "High, Low, - or NA are known; without one the measure is not ranked",
        )
