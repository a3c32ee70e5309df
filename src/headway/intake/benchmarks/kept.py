"""A load as files of the data folder, and back: plain csv that opens anywhere.

``figures.csv`` has one row for each measure and year and one column for each place; all other
tables are one row for each thing. The texts are those of the files, so nothing is lost.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from headway.domain.benchmarks.loaded import Benchmarks, Source, YearFigures
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import Neighbour, NeighbourModel
from headway.domain.benchmarks.places import Area, Level
from headway.domain.benchmarks.years import YearType, read_year
from headway.domain.polarity import Polarity
from headway.domain.problems import Finding, Place, Severity
from headway.domain.safe_text import neutralise, restore

ENCODING = "utf-8-sig"
_GAP = "|"  # between spellings, none of which holds it
Rows = Iterable[Sequence[str]]


def files_of(benchmarks: Benchmarks) -> dict[str, bytes]:
    """Return the files that hold a load; the same load gives the same bytes."""
    return {
        "figures.csv": _figures(benchmarks),
        "measures.csv": _csv(
            _MEASURE, (_measure_row(each, benchmarks) for each in benchmarks.measures.values())
        ),
        "areas.csv": _csv(_AREA, map(_area_row, benchmarks.areas.values())),
        "neighbours.csv": _csv(_NEIGHBOUR, _neighbour_rows(benchmarks.models)),
        "sources.csv": _csv(_SOURCE, map(_source_row, benchmarks.sources)),
        "findings.csv": _csv(_FINDING, map(_finding_row, benchmarks.findings)),
    }


def read_kept_benchmarks(
    files: Mapping[str, bytes], name: str = "", loaded: str = ""
) -> Benchmarks:
    """Return the load that ``files_of`` wrote; its bytes have been checked by whoever kept it."""
    measures = {each.key: each for each in map(_measure, _read(files["measures.csv"]))}
    figures: dict[str, tuple[YearFigures, ...]] = {}
    heading, *rows = csv.reader(io.StringIO(files["figures.csv"].decode(ENCODING), newline=""))
    codes = heading[2:]
    for key, label, *texts in rows:
        year = read_year(label)
        if year is None:
            raise ValueError(f"“{label}” in figures.csv is not a year")
        cells = {code: text for code, text in zip(codes, texts, strict=True) if text != _NO_ROW}
        figures[key] = (*figures.get(key, ()), YearFigures(year, cells))
    return Benchmarks(
        areas={each.code: each for each in map(_area, _read(files["areas.csv"]))},
        measures=measures,
        figures=figures,
        models=_models(_read(files["neighbours.csv"])),
        sources=tuple(map(_source, _read(files["sources.csv"]))),
        findings=tuple(map(_finding, _read(files["findings.csv"]))),
        population=next(
            (row["key"] for row in _read(files["measures.csv"]) if row["denominator"]), ""
        ),
        name=name,
        loaded=loaded,
    )


_NO_ROW = "no row"


def _figures(benchmarks: Benchmarks) -> bytes:
    codes = list(benchmarks.areas)
    rows = (
        (key, each.year.label, *(each.cells.get(code, _NO_ROW) for code in codes))
        for key, years in benchmarks.figures.items()
        for each in years
    )
    return _csv_plain(("measure", "year", *codes), rows)


_MEASURE = (
    "key", "source", "code", "title", "polarity", "counted_in", "decimals", "year_type", "bands",
    "published", "next_update", "supplier", "link", "population", "described", "file",
    "denominator",
)  # fmt: skip
_AREA = (
    "code", "name", "level", "region", "kind", "ons", "spellings", "first_year", "last_year",
)  # fmt: skip
_NEIGHBOUR = ("model", "files", "authority", "order", "neighbour", "closeness", "former")
_SOURCE = ("file", "sha256", "recognised_as", "rows", "vintage")
_FINDING = ("file", "sheet", "row", "column", "severity", "found", "done", "next_step")


def _flag(truth: bool) -> str:
    return "yes" if truth else ""


def _measure_row(each: Measure, benchmarks: Benchmarks) -> Sequence[str]:
    return (
        each.key, each.source, each.code, each.title, each.polarity.value, each.counted_in,
        "" if each.decimals is None else str(each.decimals), each.year_type.value,
        _flag(each.bands), each.published.isoformat() if each.published else "",
        each.next_update, each.supplier, each.link, _flag(each.population),
        _flag(each.described), each.file, _flag(each.key == benchmarks.population),
    )  # fmt: skip


def _measure(row: Mapping[str, str]) -> Measure:
    return Measure(
        row["source"],
        row["code"],
        row["title"],
        Polarity(row["polarity"]),
        row["counted_in"],
        int(row["decimals"]) if row["decimals"] else None,
        YearType(row["year_type"]),
        bool(row["bands"]),
        date.fromisoformat(row["published"]) if row["published"] else None,
        row["next_update"],
        row["supplier"],
        row["link"],
        bool(row["population"]),
        bool(row["described"]),
        row["file"],
    )


def _area_row(each: Area) -> Sequence[str]:
    return (
        each.code, each.name, each.level.value, each.region, each.kind, each.ons,
        _GAP.join(each.spellings), _year_text(each.first_year), _year_text(each.last_year),
    )  # fmt: skip


def _year_text(year: int | None) -> str:
    return "" if year is None else str(year)


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        row["code"],
        row["name"],
        Level(row["level"]),
        row["region"],
        row["kind"],
        row["ons"],
        tuple(row["spellings"].split(_GAP)) if row["spellings"] else (),
        int(row["first_year"]) if row["first_year"] else None,
        int(row["last_year"]) if row["last_year"] else None,
    )


def _neighbour_rows(models: Sequence[NeighbourModel]) -> Rows:
    for model in models:
        for code, group in model.groups.items():
            former = _flag(code in model.former)
            for order, each in enumerate(group, start=1):
                row = (model.name, model.source, code, str(order), each.code, each.closeness)
                yield (*row, former)


def _models(rows: Sequence[Mapping[str, str]]) -> tuple[NeighbourModel, ...]:
    models: dict[str, NeighbourModel] = {}
    groups: dict[str, dict[str, tuple[Neighbour, ...]]] = {}
    former: dict[str, set[str]] = {}
    for row in rows:
        name, code = row["model"], row["authority"]
        own = groups.setdefault(name, {})
        own[code] = (*own.get(code, ()), Neighbour(row["neighbour"], row["closeness"]))
        if row["former"]:
            former.setdefault(name, set()).add(code)
        models.setdefault(name, NeighbourModel(name, own, row["files"]))
    return tuple(
        replace(model, groups=groups[name], former=frozenset(former.get(name, ())))
        for name, model in models.items()
    )


def _source_row(each: Source) -> Sequence[str]:
    return (each.file, each.sha256, each.recognised_as, str(each.rows), each.vintage)


def _source(row: Mapping[str, str]) -> Source:
    return Source(
        row["file"], row["sha256"], row["recognised_as"], int(row["rows"]), row["vintage"]
    )


def _finding_row(each: Finding) -> Sequence[str]:
    place = each.place
    row = str(place.row) if place.row else ""
    return (
        place.file, place.sheet, row, place.column, each.severity.value, each.found, each.done,
        each.next_step,
    )  # fmt: skip


def _finding(row: Mapping[str, str]) -> Finding:
    place = Place(row["file"], row["sheet"], int(row["row"] or 0), row["column"])
    return Finding(place, Severity(row["severity"]), row["found"], row["done"], row["next_step"])


def _csv(heading: Sequence[str], rows: Rows) -> bytes:
    return _csv_plain(heading, (tuple(map(neutralise, row)) for row in rows))


def _csv_plain(heading: Sequence[str], rows: Rows) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue().encode(ENCODING)


def _read(contents: bytes) -> list[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(contents.decode(ENCODING), newline=""))
    return [{name: restore(text) for name, text in row.items()} for row in reader]
