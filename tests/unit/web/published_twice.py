"""A tiny council: loaded, published for staff and for the public, and loaded once more."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.disclosure.policy import Audience
from headway.domain.exact import exact_text
from headway.domain.period_labels import short_label
from headway.domain.periods import Period, month
from headway.domain.values import Absent, Number, State, Value, number
from headway.services.analysis.keep_figures import ABOUT
from headway.services.analysis.keeping import keep
from headway.services.analysis.publish_kept_counts import policy_object
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import Period as Covered
from headway.warehouse.snapshot_writing import write_snapshot
from headway.writers.json_values import period_json, value_json
from tests.unit.warehouse import snapshots

LOADED = datetime(2025, 8, 4, 9, tzinfo=UTC)
AGAIN = LOADED + timedelta(days=31)
JUNE, JULY = month(2025, 6), month(2025, 7)
OPENED, STARTED, OVERDUE = (
    "early-help-plans-opened",
    "early-help-assessments-started",
    "early-help-assessments-overdue",
)
STAFF, PUBLIC = "2025-07-internal-1", "2025-07-public-1"
TEAM = UnitRef(Level.TEAM, "T1")
NOT_DUE, WITHHELD = Absent(State.NOT_DUE), Absent(State.SUPPRESSED, "", "*")
Figures = Mapping[tuple[str, Period], Value]
THEN: Figures = {
    (OPENED, JUNE): number(1),
    (OPENED, JULY): number(1),
    (STARTED, JUNE): number(1),
    (STARTED, JULY): number(0),
    (OVERDUE, JULY): NOT_DUE,
}
NOW: Figures = {**THEN, (OPENED, JULY): number(3)}


def publish_and_load_again(data: Path) -> tuple[str, str]:
    """Do all of it in a data folder that is made; give the names of the two snapshots."""
    open_folder(data, create=True)
    first = _load(data, _council(), LOADED)
    _keep_figures(data, first, THEN, LOADED)
    for audience, name in ((Audience.INTERNAL, STAFF), (Audience.PUBLIC, PUBLIC)):
        _publish(data, audience, name, first)
    second = _load(data, _later(), AGAIN)
    _keep_figures(data, second, NOW, AGAIN)
    return first, second


def load_without_late_plans(data: Path) -> str:
    """Load a third time, as the first time: the plans that came late are gone again."""
    return _load(data, _council(), AGAIN + timedelta(days=31))


def keep_figures_again(data: Path, snapshot: str, definitions: str) -> None:
    """Keep the figures of the second load as other definitions give them."""
    _keep_figures(data, snapshot, NOW, AGAIN, definitions)


def _council() -> dict[str, list[dict[str, list[object]]]]:
    found = snapshots.council()
    found["plan"][0]["service"] = ["early_help", "early_help"]
    return found


def _later() -> dict[str, list[dict[str, list[object]]]]:
    """Two plans of July were recorded late."""
    found = _council()
    plans = found["plan"][0]
    for name in plans:
        plans[name] += [None, None]
    plans["plan_id"][2:] = ["PL3", "PL4"]
    plans["family_id"][2:] = ["F2", "F1"]
    plans["opened_on"][2:] = [date(2025, 7, 3), date(2025, 7, 31)]
    plans["service"][2:] = ["early_help", "early_help"]
    return found


def _load(data: Path, tables: dict[str, list[dict[str, list[object]]]], at: datetime) -> str:
    covered = {"plan": Covered(date(2024, 4, 1), date(2025, 7, 31))}
    about = replace(snapshots.ABOUT, covers=covered)
    made = write_snapshot(
        open_folder(data), tables, about, by="analyst", at=at, settings=snapshots.SMALL
    )
    return made.text


def _keep_figures(
    data: Path, snapshot: str, figures: Figures, at: datetime, definitions: str = ""
) -> None:
    """Keep the figures of the council, and of a team that had the plan of July from the first."""
    version = definitions or load_catalogue().version
    about = {"snapshot": snapshot, "catalogue": version, "headway": "0", "last": "Jul-25"}
    units = [_unit("COUNCIL", "", ""), _unit("TEAM", TEAM.id, "North")]
    described = {
        **about,
        "months": "2",
        "indicators": [OPENED, STARTED, OVERDUE],
        "units": units,
    }
    files = {ABOUT: json.dumps(described).encode()}
    for place, own in enumerate((figures, {(OPENED, JULY): figures[OPENED, JULY]})):
        files[f"unit-{place:04}.json"] = json.dumps({"figures": _lines(own), "breaks": {}}).encode()
    keep(data, Kind.RESULTS, files, about, by="analyst", at=at)


def _unit(level: str, name_of: str, name: str) -> dict[str, object]:
    return {"level": level, "id": name_of, "name": name, "within": [], "no_figure": "it began"}


def _lines(figures: Figures) -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = {}
    for (name, period), value in figures.items():
        amount = exact_text(value.amount) if isinstance(value, Number) else None
        why = [value.state.name, value.note] if isinstance(value, Absent) else []
        line = ["MONTH", short_label(period), amount, amount, None, 0, *why]
        found.setdefault(name, []).append(line)
    return found


def _publish(data: Path, audience: Audience, name: str, snapshot: str) -> None:
    """Keep an edition as publishing does; the public is told no number from 1 to 4."""
    known = load_catalogue()
    policy = known.policy_for(audience)
    shown = {
        place: WITHHELD if policy.withholds and value == number(1) else value
        for place, value in THEN.items()
    }
    cards = {"council": shown, "team-t1": {(OPENED, JULY): shown[OPENED, JULY]}}
    said = {
        "name": name,
        "period": period_json(JULY),
        "snapshot": snapshot,
        "catalogue": known.version,
        "policy": policy_object(policy),
        "words": [],
        "figures": [
            {
                "scorecard": card,
                "indicator": indicator,
                "period": period_json(period),
                **value_json(value),
                "symbol": value.symbol if isinstance(value, Absent) else "",
            }
            for card, figures in cards.items()
            for (indicator, period), value in figures.items()
        ],
    }
    about = {
        "edition": name,
        "audience": audience.value,
        "period": short_label(JULY),
        "policy": policy.id,
        "card": "early-help-service",
        "snapshot": snapshot,
    }
    files = {"edition.json": json.dumps(said).encode()}
    keep(data, Kind.EDITIONS, files, about, by="analyst", at=LOADED)
