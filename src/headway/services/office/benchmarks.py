"""The national figures that the office holds, and a load of them in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.asked_work import AskedWork, ToldLine
from headway.domain.benchmarks.loaded import Benchmarks, Source
from headway.domain.problems import Refused, Severity
from headway.intake.loading.opening import ENDINGS
from headway.services.analysis.benchmarks import (
    KeptLoad,
    kept_benchmarks,
    list_benchmarks,
    load_benchmarks,
)
from headway.services.office.asked_work import Came, Folders, Tell, lines_of
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import grown
from headway.services.office.load_files import files_of

ENDINGS_OF_BENCHMARKS = ENDINGS | {".parquet"}


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A national measure: its title, where it comes from, its years, and what it stands for.

    ``stands_for`` are our indicators, each with how the measure differs from it, if it does.
    """

    title: str
    source: str
    code: str
    first_year: str
    last_year: str
    stands_for: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class BenchmarksShown:
    """The newest load and those before it; measures that stand for an indicator come first.

    ``missing`` are indicators whose national measure is not among those loaded. ``authority`` is
    the council's own, as its definitions say; empty where they do not.
    """

    loads: tuple[KeptLoad, ...]
    authority: str
    models: tuple[str, ...]
    sources: tuple[Source, ...]
    used: tuple[MeasureLine, ...]
    others: tuple[MeasureLine, ...]
    missing: tuple[str, ...]


def benchmarks_shown(data: Path, overlay: Path | None) -> BenchmarksShown | None:
    """Give what was loaded; None where nothing was."""
    come_to = grown(data)
    return _shown(data, come_to, current_catalogue(overlay)) if come_to[0] else None


def run_benchmarks(folders: Folders, work: AskedWork, tell: Tell) -> Came:
    """Load national figures that were handed over.

    The work's words are ``files``, their names, and ``model_years``: which year's model a file of
    neighbours is, by its name. Its result is the name of what was ``kept``.
    """
    tell("reading the files")
    loaded = load_benchmarks(
        files_of(folders, work),
        folders.data,
        by=work.asked_by,
        at=datetime.now(UTC),
        models_named=work.words.get("model_years", {}),
    )
    kept = loaded.kept
    told = [_told(one) for one in loaded.benchmarks.sources]
    doubts = [one for one in loaded.benchmarks.findings if one.severity is not Severity.NOTED]
    return Came(
        {"kept": kept.name, "new": kept.new}, (*told, *lines_of(doubts)), {"benchmarks": kept.name}
    )


@lru_cache(maxsize=2)
def _shown(data: Path, come_to: tuple[int, int], known: Catalogue) -> BenchmarksShown | None:
    try:
        found = kept_benchmarks(data)
    except Refused:
        return None
    stands_for = _stands_for(known)
    lines = [_line(found, key, stands_for.get(key, ())) for key in sorted(found.measures)]
    loaded = {key for key, years in found.figures.items() if years}
    missing = [
        name
        for name, ones in known.national.items()
        if name in known.indicators and not any(one.key in loaded for one in ones)
    ]
    return BenchmarksShown(
        list_benchmarks(data)[::-1],
        known.own.authority,
        tuple(one.name for one in found.models),
        found.sources,
        tuple(one for one in lines if one.stands_for),
        tuple(one for one in lines if not one.stands_for),
        tuple(known.indicators[one].title for one in sorted(missing)),
    )


def _stands_for(known: Catalogue) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, ones in known.national.items():
        for one in ones if name in known.indicators else ():
            title = known.indicators[name].title
            found[one.key] = (*found.get(one.key, ()), (title, one.differs))
    return found


def _line(found: Benchmarks, key: str, stands_for: tuple[tuple[str, str], ...]) -> MeasureLine:
    measure, years = found.measures[key], found.figures.get(key, ())
    first, last = (years[0].year, years[-1].year) if years else (None, None)
    return MeasureLine(
        measure.title,
        measure.source,
        measure.code,
        first.label if first else "",
        last.label if last else "",
        stands_for,
    )


def _told(source: Source) -> ToldLine:
    vintage = f", {source.vintage}" if source.vintage else ""
    return ToldLine(source.file, f"{source.recognised_as}, {source.rows:,} rows{vintage}")
