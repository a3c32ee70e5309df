"""What the office's pages show besides figures by unit: worked out with these, and kept with them.

Each is a file of its own among the kept figures. None holds an identifier of a child or a family.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import Result, UnitRef
from headway.domain.exact import exact_text
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.values import Absent, Number, Value
from headway.engine.caseloads import caseloads
from headway.engine.source import Snapshot
from headway.engine.units import Units
from headway.intake.loading.finishing import SEVERITY, TEAM
from headway.services.analysis.bases import today_of
from headway.services.analysis.data_findings import fix_of
from headway.services.analysis.pathway import pathway
from headway.services.analysis.weekly import USUAL_CARD, WeekWanted, weekly_series
from headway.services.analysis.worklists import list_counts
from headway.warehouse.snapshot_rejects import Reject

LISTS, CASELOADS, PATHWAY, WEEKLY, FINDINGS = (
    f"{name}.json" for name in ("lists", "caseloads", "pathway", "weekly", "findings")
)


def page_files(
    snapshot: Snapshot,
    known: Catalogue,
    units: Units,
    months: Sequence[Period],
    rejects: Iterable[Reject],
) -> dict[str, bytes]:
    """Give the files of the pages; the snapshot must be open for identifiers (of workers)."""
    found = {
        LISTS: _lists(snapshot, known, units),
        CASELOADS: _caseloads(snapshot),
        PATHWAY: _pathway(snapshot, known, units, months),
        FINDINGS: _findings(rejects),
    }
    if USUAL_CARD in known.scorecards:
        found[WEEKLY] = _weekly(snapshot, known, units)
    return {
        name: json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        for name, one in found.items()
    }


def cell_of(value: Value) -> list[str]:
    """Write a value: its exact amount, or the state and its note."""
    if isinstance(value, Number):
        return [exact_text(value.amount)]
    return [value.state.name, value.note]


def unit_key(unit: UnitRef) -> str:
    """Write a unit as one text."""
    return f"{unit.level.name}:{unit.id}"


def _lists(snapshot: Snapshot, known: Catalogue, units: Units) -> object:
    days, found = list_counts(snapshot, known, units)
    return {
        "known_to": days.known_to.isoformat(),
        "ahead_to": days.ahead_to.isoformat(),
        "teams": {
            team: {name: [one.late, one.soon, one.restricted] for name, one in lists.items()}
            for team, lists in found.items()
        },
    }


def _caseloads(snapshot: Snapshot) -> object:
    on = today_of(snapshot)
    teams: dict[str, list[list[object]]] = {}
    for one in caseloads(on, snapshot):
        line: list[object] = [one.worker, one.role, one.room, one.families, one.plans]
        teams.setdefault(one.team, []).append(line)
    return {"on": on.isoformat(), "teams": teams}


def _pathway(
    snapshot: Snapshot, known: Catalogue, units: Units, months: Sequence[Period]
) -> object:
    found = pathway(snapshot, known, units, months)
    measures: dict[str, dict[str, dict[str, list[str]]]] = {}
    for one in found.measures:
        unit = measures.setdefault(unit_key(one.unit), {})
        unit.setdefault(one.indicator, {})[short_label(one.period)] = cell_of(one.value)
    return {
        "measures": measures,
        "decisions": _parts(found.decisions),
        "destinations": _parts(found.destinations),
    }


def _parts(results: Iterable[Result]) -> Mapping[str, Mapping[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    for one in results:
        if one.breakdown is not None and not isinstance(one.value, Absent):
            month = found.setdefault(short_label(one.period), {})
            month[one.breakdown.value] = cell_of(one.value)
    return found


def _weekly(snapshot: Snapshot, known: Catalogue, units: Units) -> object:
    weeks, series, last = weekly_series(snapshot, known, WeekWanted(), units)
    return {
        "weeks": [one.start.isoformat() for one in weeks],
        "known_to": last.isoformat(),
        "units": {
            unit_key(unit): {
                name: [cell_of(values[week]) if week in values else None for week in weeks]
                for name, values in lines.items()
            }
            for unit, lines in series.items()
        },
    }


def _findings(rejects: Iterable[Reject]) -> object:
    found: Counter[tuple[str, str, str, str, str]] = Counter()
    for one in rejects:
        cells = dict(one.cells)
        found[
            cells.get(TEAM, ""), cells.get(SEVERITY, ""), one.table_name, one.code, fix_of(one.code)
        ] += 1
    return [[*key, rows] for key, rows in sorted(found.items())]
