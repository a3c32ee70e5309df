"""What the files of a load gave, put together: places, measures, figures, models."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from statistics import median

from headway.domain.benchmarks.loaded import Benchmarks, YearFigures
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import Neighbour, NeighbourModel
from headway.domain.benchmarks.places import (
    ENGLAND,
    INNER_OUTER,
    LONDON,
    Area,
    Level,
    name_key,
    region_code,
)
from headway.domain.benchmarks.plausibility import implausible
from headway.domain.benchmarks.years import PublishedYear, read_year
from headway.domain.problems import Place, Severity
from headway.intake.benchmarks.gathering import (
    FiguresOfFile,
    Gathering,
    ModelOfFile,
    Sighting,
)

ENOUGH_MEASURES = 10
"""Numbers of a middle authority in a year, from which on a silence tells of its end."""


def assemble(gathered: Gathering) -> Benchmarks:
    """Put a load together and ask every plausibility rule of it."""
    _codes_by_ons(gathered)
    figures = _figures(gathered)
    measures = {key: _measure(each, gathered) for key, each in figures.items()}
    years = {key: _years(each) for key, each in figures.items()}
    # Estimates of people are made backwards for new authorities: they say nothing of their life.
    counted = {key: each for key, each in years.items() if not measures[key].population}
    benchmarks = Benchmarks(
        areas=_areas(gathered, _lives(counted.values())),
        measures=measures,
        figures=years,
        models=_models(gathered),
        sources=tuple(gathered.sources),
        population=_population(measures, years),
    )
    found = (*gathered.findings.items, *implausible(benchmarks))
    return replace(benchmarks, findings=tuple(dict.fromkeys(found)))


def _codes_by_ons(gathered: Gathering) -> None:
    """Give rows that carried only a national code the three digits that other files name."""
    digits = {
        ons: code
        for code, seen in gathered.authorities.items()
        for ons in seen.ons
        if not code.startswith("E")
    }
    for ons in [each for each in gathered.authorities if each in digits]:
        seen = gathered.authorities.pop(ons)
        for name in seen.names:
            gathered.see_authority(digits[ons], name)
    for each in gathered.figures:
        for label, cells in each.years.items():
            if any(code in digits for code in cells):
                each.years[label] = {digits.get(code, code): text for code, text in cells.items()}


def _figures(gathered: Gathering) -> dict[str, FiguresOfFile]:
    """Choose one edition of each measure: the newest whole, never years of two mixed."""
    editions: dict[str, list[FiguresOfFile]] = defaultdict(list)
    for each in gathered.figures:
        editions[each.measure.key].append(each)
    chosen, older = {}, defaultdict(list)
    for key, found in editions.items():
        best = max(found, key=lambda each: (_newest(each), each.size()))
        chosen[key] = best
        for other in found:
            if other is not best:
                older[other.measure.file, best.measure.file].append(key)
    for (file, used), keys in older.items():
        gathered.findings.add(
            Place(file),
            Severity.NOTED,
            f"{len(keys)} measures stand in “{used}” as well, which is as new or newer",
            f"The figures of “{used}” are used whole, since earlier years are revised",
        )
    return chosen


def _newest(figures: FiguresOfFile) -> tuple[int, int, int]:
    years = (read_year(label) for label in figures.years)
    return max((year.order for year in years if year is not None), default=(0, 0, 0))


def _measure(found: FiguresOfFile, gathered: Gathering) -> Measure:
    measure = found.measure
    described = gathered.described.get(measure.code) if measure.source == "LAIT" else None
    if described is not None:
        return replace(described, file=measure.file)
    titles = gathered.titles.get(measure.code.rpartition(": ")[2].casefold(), set())
    return replace(measure, title=next(iter(titles))) if len(titles) == 1 else measure


def _years(found: FiguresOfFile) -> tuple[YearFigures, ...]:
    read: list[tuple[PublishedYear, Mapping[str, str]]] = []
    for label, cells in found.years.items():
        year = read_year(label)
        if year is not None:
            read.append((year, cells))
    read.sort(key=lambda each: each[0].order)
    return tuple(YearFigures(year, cells) for year, cells in read)


def _lives(figures: Iterable[tuple[YearFigures, ...]]) -> dict[str, tuple[int, int]]:
    """Return the first and last year in which each place has its share of numbers.

    Publishers fill in a few figures of new authorities backwards, and go on with a few of closed
    ones; a place counts as there in a year with at least a tenth of what the middle one has. In
    a load of few measures that would make a place with marks for one that has ended: there a
    row is enough.
    """
    numbers: dict[int, Counter[str]] = defaultdict(Counter)
    rows: dict[int, Counter[str]] = defaultdict(Counter)
    for years in figures:
        for each in years:
            rows[each.year.last].update(each.cells.keys())
            # Tidy numbers end in a digit, marks never do.
            numbers[each.year.last].update(
                code for code, text in each.cells.items() if text[-1:].isdigit()
            )
    middle = {year: median(counts.values()) for year, counts in numbers.items() if counts}
    most = max(middle.values(), default=0)
    if most < ENOUGH_MEASURES:
        numbers, middle = rows, dict.fromkeys(rows, 0.0)
        most = 0
    lives: dict[str, tuple[int, int]] = {}
    for year in sorted(year for year in middle if middle[year] * 10 >= most):
        for code, count in numbers[year].items():
            if count * 10 >= middle[year]:
                lives[code] = (lives.get(code, (year, year))[0], year)
    return lives


def _areas(gathered: Gathering, lives: Mapping[str, tuple[int, int]]) -> dict[str, Area]:
    areas = {ENGLAND: Area(ENGLAND, "England", Level.COUNTRY)}
    for code, names in sorted(gathered.region_names.items()):
        areas[code] = Area(code, names[0], Level.REGION, spellings=tuple(sorted(names)))
    by_name = {name_key(name): ons for ons, name in gathered.upper_tier.items()}
    for code, seen in sorted(gathered.authorities.items()):
        first, last = lives.get(code, (None, None))
        names = seen.names or [code]
        ons = seen.ons or [by_name[name_key(n)] for n in names if name_key(n) in by_name]
        areas[code] = Area(
            code,
            names[0],
            Level.AUTHORITY,
            _region(seen, gathered),
            seen.kinds[0] if seen.kinds else "",
            ons[0] if ons else "",
            tuple(sorted(names)),
            first,
            last,
        )
    return areas


def _region(seen: Sighting, gathered: Gathering) -> str:
    """Return an authority's region: a correction's, else the narrowest that a file names."""
    for name in seen.names:
        if name_key(name) in gathered.corrections:
            return gathered.corrections[name_key(name)]
    codes = [region_code(each) for each in seen.regions]
    narrow = [code for code in codes if code in INNER_OUTER]
    if narrow:
        return narrow[0]
    other = [code for code in codes if code != LONDON]
    return (other or codes or [""])[0]


def _models(gathered: Gathering) -> tuple[NeighbourModel, ...]:
    """Join the files of each model: what they agree on once, and say where they do not."""
    by_name: dict[str, list[ModelOfFile]] = defaultdict(list)
    for each in gathered.models:
        by_name[each.name].append(each)
    _tell_guessed(gathered)
    models = []
    for name, files in sorted(by_name.items()):
        groups: dict[str, tuple[Neighbour, ...]] = {}
        differing: list[str] = []
        for each in files:
            for code, group in each.groups.items():
                known = groups.setdefault(code, group)
                if [n.code for n in known] != [n.code for n in group]:
                    differing.append(code)
        if differing:
            gathered.findings.add(
                Place(files[-1].file),
                Severity.DIFFERS,
                f"the files of model {name} give different neighbours of {', '.join(differing)}",
                f"Those of “{files[0].file}” are used",
                "Load only one of the files, or name the models apart with --model-year",
            )
        former = frozenset(code for each in files for code in each.former)
        sources = ", ".join(dict.fromkeys(each.file for each in files))
        models.append(NeighbourModel(name, groups, sources, former))
    return tuple(models)


def _tell_guessed(gathered: Gathering) -> None:
    if gathered.models_guessed:
        said = ", ".join(f"“{name}” after {file}" for name, file in gathered.models_guessed)
        gathered.findings.add(
            Place("statistical neighbours"),
            Severity.INFERRED,
            f"no file of neighbours says which year's model it is; they are called {said}",
            "Comparisons name them so",
            "If that is wrong, say --model-year FILE=YEAR",
        )


def _population(
    measures: Mapping[str, Measure], years: Mapping[str, tuple[YearFigures, ...]]
) -> str:
    """Choose the longest series of estimates of all children."""
    found = [key for key, measure in measures.items() if measure.population]
    return max(found, key=lambda key: (len(years[key]), key), default="")
