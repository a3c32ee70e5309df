"""The worklists of a unit: how many rows each has, and what the last load found of its rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.analysis.kept_pages import FINDINGS, LISTS
from headway.services.analysis.worklists import LISTS as KINDS
from headway.services.analysis.worklists import Counts, ListKind
from headway.services.office.kept_pages import page_file

FATAL_FIRST = ("fatal", "emptied", "told", "")


@dataclass(frozen=True, slots=True)
class ListLine:
    """A worklist of a unit, and how many rows it has."""

    kind: ListKind
    counts: Counts


@dataclass(frozen=True, slots=True)
class FoundLine:
    """What was found of a unit's rows in the last load: of a kind, how often, what to do."""

    table: str
    code: str
    severity: str
    fix: str
    rows: int


@dataclass(frozen=True, slots=True)
class UnitLists:
    """The worklists of a unit as of the last day that the exports cover."""

    known_to: date
    ahead_to: date
    lists: tuple[ListLine, ...]
    found: tuple[FoundLine, ...]


def unit_lists(figures: KeptFigures, unit: UnitRef) -> UnitLists | None:
    """Give the worklists of a unit; None where the figures were kept without them."""
    kept = page_file(figures, LISTS)
    if kept is None:
        return None
    teams = teams_of(figures, unit)
    lines = []
    for kind in KINDS:
        counts = Counts()
        for team in teams:
            counts += Counts(*kept["teams"].get(team, {}).get(kind.name, ()))
        lines.append(ListLine(kind, counts))
    return UnitLists(
        date.fromisoformat(kept["known_to"]),
        date.fromisoformat(kept["ahead_to"]),
        tuple(lines),
        found_of(figures, teams),
    )


def found_of(figures: KeptFigures, teams: Iterable[str]) -> tuple[FoundLine, ...]:
    """Give what was found of the rows of some teams, what stops a row first."""
    wanted, added = frozenset(teams), dict[tuple[str, str, str, str], int]()
    for team, severity, table, code, fix, rows in page_file(figures, FINDINGS) or ():
        if team in wanted:
            key = (severity, table, code, fix)
            added[key] = added.get(key, 0) + int(rows)
    ranked = sorted(added, key=lambda one: (FATAL_FIRST.index(one[0]), -added[one], one[1:]))
    return tuple(FoundLine(key[1], key[2], key[0], key[3], added[key]) for key in ranked)


def teams_of(figures: KeptFigures, unit: UnitRef) -> frozenset[str]:
    """Give the teams within a unit; of the council every one, and rows without a team."""
    known = {one.ref.id for one in figures.units if one.ref.level is Level.TEAM}
    if unit == COUNCIL:
        kept = page_file(figures, LISTS) or {"teams": {}}
        return frozenset({*known, *kept["teams"], ""})
    if unit.level is Level.TEAM:
        return frozenset({unit.id})
    return frozenset(one.ref.id for one in figures.units if unit in one.within)
