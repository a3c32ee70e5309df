"""National figures: kept in a data folder, and an authority set beside others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.benchmarks.position import (
    NotCompared,
    Position,
    position_of,
    position_of_measure,
)
from headway.domain.benchmarks.sentences import near_names
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.values import Value
from headway.intake.benchmarks.kept import files_of, read_kept_benchmarks
from headway.intake.benchmarks.reading import read_benchmarks
from headway.services.analysis.keeping import Kept
from headway.warehouse.artefacts import ArtefactId, Kind
from headway.warehouse.folder import Outcome, open_folder


@dataclass(frozen=True, slots=True)
class LoadedBenchmarks:
    """What a load came to: where it is kept, and what it holds."""

    kept: Kept
    benchmarks: Benchmarks


@dataclass(frozen=True, slots=True)
class KeptLoad:
    """One load of a data folder: its name, when and by whom it was made, what it is about."""

    name: str
    at: datetime
    by: str
    about: Mapping[str, str]


def load_benchmarks(
    paths: Sequence[Path],
    data: Path,
    *,
    by: str,
    at: datetime,
    models_named: Mapping[str, str] | None = None,
) -> LoadedBenchmarks:
    """Read published files, or folders of them, and keep them as one artefact of ``data``.

    ``at`` is in UTC. Each load stands by itself: it holds everything that comparisons need.
    Raises ``FileMistake``, ``ContentMistake`` or ``Refused`` in words; what is merely doubtful
    is among the findings of what comes back.
    """
    benchmarks = read_benchmarks(paths, models_named)
    folder = open_folder(data, create=True)
    stored = folder.store(Kind.BENCHMARKS, files_of(benchmarks), _about(benchmarks), by=by, at=at)
    where = data / "artefacts" / Kind.BENCHMARKS.value / stored.artefact.short
    kept = Kept(str(stored.artefact), where, stored.outcome is not Outcome.ALREADY_THERE)
    return LoadedBenchmarks(kept, benchmarks)


def _about(benchmarks: Benchmarks) -> dict[str, str]:
    newest = max((figures[-1].year.last for figures in benchmarks.figures.values()), default=0)
    published = [each.published for each in benchmarks.measures.values() if each.published]
    return {
        "files": str(len(benchmarks.sources)),
        "measures": str(len(benchmarks.measures)),
        "authorities": str(len(benchmarks.authorities)),
        "neighbour_models": ", ".join(model.name for model in benchmarks.models),
        "latest_year": str(newest or ""),
        "updated_up_to": max(published).isoformat() if published else "",
    }


def list_benchmarks(data: Path) -> tuple[KeptLoad, ...]:
    """Return the loads that a data folder keeps, oldest first."""
    folder = open_folder(data)
    manifests = (folder.describe(each) for each in folder.list_artefacts(Kind.BENCHMARKS))
    return tuple(
        KeptLoad(str(each.artefact), each.at, each.by, dict(each.about)) for each in manifests
    )


def kept_benchmarks(data: Path, name: str = "") -> Benchmarks:
    """Return a load by name, or the newest; raises ``Refused`` where there is none."""
    folder = open_folder(data)
    artefacts = folder.list_artefacts(Kind.BENCHMARKS)
    artefact = _chosen(data, artefacts, name)
    manifest = folder.describe(artefact)
    loaded = f"loaded {manifest.at:%d %B %Y} by {manifest.by}"
    return read_kept_benchmarks(folder.read(artefact), str(artefact), loaded)


def _chosen(data: Path, artefacts: Sequence[ArtefactId], name: str) -> ArtefactId:
    for each in reversed(artefacts):
        if not name or name in {str(each), each.short}:
            return each
    found = "no national figures" if not artefacts else f"no load of national figures “{name}”"
    raise Refused(
        Finding(
            Place(str(data)),
            Severity.STOPS,
            f"the data folder holds {found}",
            f"It holds: {', '.join(map(str, artefacts)) or 'none'}",
            "Load the published files with headway benchmarks load; docs/benchmarks.md says which",
        )
    )


def benchmark_position(
    indicator_id: str,
    authority: str,
    benchmarks: Benchmarks,
    catalogue: Catalogue,
    *,
    model: str = "",
    own: Value | None = None,
    period: Period | None = None,
) -> Position | NotCompared:
    """Say where an authority stands on one of our indicators, or why it is not compared.

    ``authority`` and ``model`` may be empty: the council's own settings are taken then, and the
    newest model. ``own`` and ``period`` are our own latest figure, whose distance in time from
    the national year is told. Raises ``Refused`` for an indicator, authority or model that is
    not there.
    """
    indicator = catalogue.indicators.get(indicator_id)
    if indicator is None:
        raise _not_known(indicator_id, catalogue.indicators, "an indicator of the catalogue")
    return position_of(
        indicator,
        catalogue.national.get(indicator_id, ()),
        own_authority(authority, catalogue),
        benchmarks,
        model=model or catalogue.own.model,
        own=own,
        period=period,
    )


def asked_position(
    asked: str, authority: str, benchmarks: Benchmarks, catalogue: Catalogue, *, model: str = ""
) -> Position | NotCompared:
    """As ``benchmark_position``, and a national measure may be named as well: "LAIT: CIN"."""
    if asked in catalogue.indicators:
        return benchmark_position(asked, authority, benchmarks, catalogue, model=model)
    named = [key for key in benchmarks.measures if asked in {key, benchmarks.measures[key].code}]
    if not named:
        known = [*catalogue.indicators, *benchmarks.measures]
        raise _not_known(asked, known, "an indicator, nor a national measure that is loaded")
    whose = own_authority(authority, catalogue)
    chosen = model or catalogue.own.model
    return position_of_measure(named[0], whose, benchmarks, model=chosen)


def own_authority(authority: str, catalogue: Catalogue) -> str:
    """Return the authority asked for, or the council's own; ``Refused`` where neither is said."""
    found = authority.strip() or catalogue.own.authority
    if found:
        return found
    raise Refused(
        Finding(
            Place("--authority"),
            Severity.STOPS,
            "nobody says which authority is meant",
            "Say --authority NAME, or put “authority: NAME” in a file of the folder benchmarks "
            "of your own definitions",
        )
    )


def _not_known(asked: str, known: "Mapping[str, object] | Sequence[str]", what: str) -> Refused:
    near = near_names(asked, known)
    allowed = f"Near to it: {', '.join(near)}" if near else "headway benchmarks list names them"
    return Refused(
        Finding(Place("headway benchmarks"), Severity.STOPS, f"“{asked}” is not {what}", allowed)
    )
