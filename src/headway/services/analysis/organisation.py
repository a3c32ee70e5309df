"""The organisation with its dates, as the current snapshot tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.engine.unit_names import unit_names
from headway.engine.units import Units, units_of
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

SHOWN = ("council", "service", "locality", "team")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: what it is, between which days it stood, and what it lay in, each with its days."""

    id: str
    name: str
    kind: str
    opened: date | None
    closed: date | None
    within: tuple[tuple[str, str, date, date | None], ...]


@dataclass(frozen=True, slots=True)
class SuccessionLine:
    """One unit took over from another on a day; ``kind`` is renamed, merged or split."""

    old: str
    new: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Organisation:
    """Every service, locality and team, and which of them followed which; oldest changes first."""

    units: tuple[UnitLine, ...]
    successions: tuple[SuccessionLine, ...]
    names: Mapping[str, str]


def organisation_of(data: Path) -> Organisation:
    """Read the organisation from the current snapshot; Refused where there is none."""
    with open_snapshot(open_folder(data)) as snapshot:
        return _organisation(units_of(snapshot), unit_names(snapshot))


def _organisation(units: Units, names: Mapping[str, str]) -> Organisation:
    def named(unit: str) -> str:
        return f"{names[unit]} ({unit})" if names.get(unit) else unit

    shown = [one for one in units.known if one.kind in SHOWN]
    lines = [
        UnitLine(
            one.id,
            names.get(one.id, ""),
            one.kind,
            one.opened,
            one.closed,
            tuple(
                (grouping, named(each.member_of), each.start, each.end)
                for grouping, placements in sorted(units.placements.items())
                for each in placements
                if each.unit == one.id
            ),
        )
        for one in sorted(shown, key=lambda one: (SHOWN.index(one.kind), one.id))
    ]
    followed = [
        SuccessionLine(named(one.old), named(one.new), one.kind, one.on)
        for one in sorted(units.successions, key=lambda one: (one.on, one.old, one.new))
    ]
    return Organisation(tuple(lines), tuple(followed), names)
