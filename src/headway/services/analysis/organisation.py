"""The organisation with its dates, as the current snapshot tells it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from headway.domain.calculation_results import UnitRef
from headway.engine.source import Snapshot
from headway.engine.unit_names import NO_OWN, unit_names
from headway.engine.units import Units, units_of
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

SHOWN = ("council", "service", "locality", "team")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: what it is, between which days it stood, and what it lay in, each with its days.

    ``name`` is that of the exports.
    """

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
    """Every service, locality and team, and which of them followed which; oldest changes first.

    ``names`` are the council's own of some day where it gave any, by identifier, and stand wherever
    one unit speaks of another.
    """

    units: tuple[UnitLine, ...]
    successions: tuple[SuccessionLine, ...]
    names: Mapping[str, str]


def organisation_of(data: Path, own: Mapping[UnitRef, str] = NO_OWN) -> Organisation:
    """Read the organisation from the current snapshot; Refused where there is none.

    ``own`` are the council's own names of units on a day.
    """
    with open_snapshot(open_folder(data)) as snapshot:
        return organisation_in(snapshot, own)


def organisation_in(snapshot: Snapshot, own: Mapping[UnitRef, str] = NO_OWN) -> Organisation:
    """Read the organisation from a snapshot that is open."""
    return _organisation(units_of(snapshot), unit_names(snapshot), unit_names(snapshot, own))


def organisation_tables(data: Path) -> Mapping[str, str]:
    """Give the tables of the organisation as csv texts by file name, as they are loaded.

    Every unit of the current snapshot is among them, schools and agencies too. Loaded again they
    give the same organisation. Refused where there is no snapshot.
    """
    with open_snapshot(open_folder(data)) as snapshot:
        units, names = units_of(snapshot), unit_names(snapshot)
    known = sorted(units.known, key=lambda one: one.id)
    followed = sorted(units.successions, key=lambda one: (one.on, one.old, one.new))
    return {
        "organisation_unit.csv": _csv(
            ("unit_id", "name", "kind", "opened_on", "closed_on"),
            [(one.id, names.get(one.id, ""), one.kind, one.opened, one.closed) for one in known],
        ),
        "unit_membership.csv": _csv(
            ("unit_id", "member_of_id", "grouping", "started_on", "ended_on"),
            [
                (each.unit, each.member_of, grouping, each.start, each.end)
                for grouping, placements in sorted(units.placements.items())
                for each in sorted(placements, key=lambda one: (one.unit, one.start))
            ],
        ),
        "unit_succession.csv": _csv(
            ("old_unit_id", "new_unit_id", "kind", "happened_on"),
            [(one.old, one.new, one.kind, one.on) for one in followed],
        ),
    }


def _csv(headings: Sequence[str], rows: Iterable[Sequence[date | str | None]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([str(cell or "") for cell in row] for row in rows)
    return text.getvalue()


def _organisation(
    units: Units, loaded: Mapping[str, str], names: Mapping[str, str]
) -> Organisation:
    def named(unit: str) -> str:
        return f"{names[unit]} ({unit})" if names.get(unit) else unit

    shown = [one for one in units.known if one.kind in SHOWN]
    lines = [
        UnitLine(
            one.id,
            loaded.get(one.id, ""),
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
