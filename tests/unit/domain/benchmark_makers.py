"""Small loads of national figures for tests: a few places, a few years, figures as texts."""

from collections.abc import Mapping, Sequence

from headway.domain.benchmarks.loaded import Benchmarks, YearFigures
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import Neighbour, NeighbourModel
from headway.domain.benchmarks.places import ENGLAND, Area, Level
from headway.domain.benchmarks.years import read_year
from headway.domain.polarity import Polarity

NAMES = {"101": "Ash", "102": "Birch", "103": "Cedar", "104": "Dale", "105": "Elm"}
KEY = "LAIT: Share"
SHARE = Measure("LAIT", "Share", "A share", Polarity.LOWER, "% of referrals", file="f.csv")
Years = Mapping[str, Mapping[str, str]]


def areas(**more: Area) -> dict[str, Area]:
    """England, one region and five authorities in it, all with figures from 2020 to 2025."""
    found = {
        ENGLAND: Area(ENGLAND, "England", Level.COUNTRY),
        "north": Area("north", "North", Level.REGION),
        "south": Area("south", "South", Level.REGION),
    }
    for at, (code, name) in enumerate(NAMES.items()):
        region = "north" if at < 3 else "south"
        found[code] = Area(code, name, Level.AUTHORITY, region, first_year=2020, last_year=2025)
    return {**found, **more}


def load(
    years: Years,
    measure: Measure = SHARE,
    groups: Mapping[str, Sequence[str]] | None = None,
    places: Mapping[str, Area] | None = None,
    population: Years | None = None,
) -> Benchmarks:
    """A load of one measure, with neighbours by code where given, and children where given."""
    measures, figures = {measure.key: measure}, {measure.key: _figures(years)}
    if population is not None:
        children = Measure("DfE", "Children: population", "Children", population=True)
        measures[children.key], figures[children.key] = children, _figures(population)
    given = groups if groups is not None else {"101": ["102", "103", "104"]}
    model = NeighbourModel(
        "2025",
        {code: tuple(Neighbour(each, "close") for each in group) for code, group in given.items()},
    )
    return Benchmarks(
        dict(places or areas()),
        measures,
        figures,
        (model,),
        population="DfE: Children: population" if population is not None else "",
    )


def _figures(years: Years) -> tuple[YearFigures, ...]:
    read = []
    for label, cells in years.items():
        year = read_year(label)
        assert year is not None, label
        read.append(YearFigures(year, dict(cells)))
    return tuple(sorted(read, key=lambda each: each.year.order))
