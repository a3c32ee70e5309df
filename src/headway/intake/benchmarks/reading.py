"""Files and folders of national figures to one load."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from headway.domain.benchmarks.loaded import Benchmarks
from headway.domain.problems import (
    ContentMistake,
    FileMistake,
    Finding,
    HeadwayError,
    Place,
    Severity,
)
from headway.intake.benchmarks import (
    authority_list,
    dashboard_metrics,
    neighbour_groups,
    region_corrections,
    service_figures,
    tier_lookup,
    tool_dictionary,
    tool_figures,
)
from headway.intake.benchmarks.assembling import assemble
from headway.intake.benchmarks.gathering import Gathering
from headway.intake.benchmarks.table import Table, tables_of


@dataclass(frozen=True, slots=True)
class Recogniser:
    """One source: what it is called, which headings it has, and what is taken from it."""

    name: str
    matches: Callable[[frozenset[str]], bool]
    take: Callable[[Table, Gathering], None]


# In this order: the list of authorities first, so that later files can be understood by it.
SOURCES = tuple(
    Recogniser(source.RECOGNISED, source.matches, source.take)
    for source in (
        authority_list,
        neighbour_groups,
        region_corrections,
        tier_lookup,
        tool_dictionary,
        tool_figures,
        service_figures,
        dashboard_metrics,
    )
)


def read_benchmarks(
    paths: Sequence[Path], models_named: Mapping[str, str] | None = None
) -> Benchmarks:
    """Read files, and every file of folders, by their shape; what is not known is told.

    ``models_named`` gives the name of a file of neighbours the year of its model. Raises
    ``FileMistake`` for a named file that cannot be read, and ``ContentMistake`` where nothing at
    all is recognised.
    """
    gathered = Gathering(models_named=dict(models_named or {}))
    found: list[tuple[int, Recogniser, Table]] = []
    for path, named in _files(paths):
        tables = _tables(path, named, gathered)
        if tables is not None and not tables:
            _not_known(path, gathered)
        found.extend(tables or ())
    if not found:
        raise ContentMistake(gathered.findings.items or [_nothing(paths)])
    for _, source, table in sorted(found, key=lambda each: each[0]):
        gathered.findings.items.extend(table.findings)
        source.take(table, gathered)
    return assemble(gathered)


def _files(paths: Iterable[Path]) -> list[tuple[Path, bool]]:
    """List the files, and whether each was named itself rather than found in a folder."""
    files: dict[Path, bool] = {}
    for path in paths:
        if path.is_dir():
            inside = (each for each in path.rglob("*") if each.is_file())
            for each in sorted(inside, key=str):
                if not each.name.startswith((".", "~$")):
                    files.setdefault(each, False)
        else:
            files[path] = True
    return list(files.items())


def _tables(
    path: Path, named: bool, gathered: Gathering
) -> list[tuple[int, Recogniser, Table]] | None:
    """Return the known tables of a file; None where it cannot be read, which is told."""

    def known(headings: frozenset[str]) -> bool:
        return any(source.matches(headings) for source in SOURCES)

    found = []
    try:
        for table in tables_of(path, known):
            headings = frozenset(table.headings) - {""}
            order, source = next(
                (at, each) for at, each in enumerate(SOURCES) if each.matches(headings)
            )
            found.append((order, source, table))
    except HeadwayError as mistake:
        if named:
            raise
        if not isinstance(mistake, FileMistake):
            raise
        for finding in mistake.findings:
            gathered.findings.add(finding.place, Severity.NOTED, finding.found, "It was left out")
        return None
    return found


def _not_known(path: Path, gathered: Gathering) -> None:
    gathered.findings.add(
        Place(path.name),
        Severity.NOTED,
        "its headings are those of no file of national figures, places or neighbours",
        "It was left out",
        "docs/benchmarks.md lists the shapes that are known",
    )


def _nothing(paths: Sequence[Path]) -> Finding:
    return Finding(
        Place(", ".join(path.name for path in paths)),
        Severity.STOPS,
        "there is no file here",
        "Give the files, or the folder that they are in",
        "docs/benchmarks.md says where they are published",
    )
