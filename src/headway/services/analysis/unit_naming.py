"""A council's own names of units, held against the organisation that the exports give."""

from collections.abc import Iterator, Mapping
from datetime import date

from headway.domain.calculation_results import UnitRef
from headway.domain.problems import Finding, Place, Severity
from headway.domain.unit_naming import NAMED_LEVELS, OwnNames, UnitName, same_name
from headway.services.analysis.organisation import Organisation, UnitLine

WAITS = "The name waits until one is"
LEVELS = {one.value: one for one in NAMED_LEVELS}


def units_named(organisation: Organisation) -> dict[UnitRef, UnitLine]:
    """Give the units that can have names of the council's own: teams, localities and services."""
    lines = [one for one in organisation.units if one.kind in LEVELS]
    return {UnitRef(LEVELS[one.kind], one.id): one for one in lines}


def names_on(organisation: Organisation, own: OwnNames, day: date) -> Mapping[UnitRef, str]:
    """Give what each unit is called on a day, whether or not it stands then."""
    called = own.on(day)
    units = units_named(organisation).items()
    return {unit: called.get(unit, line.name) or unit.id for unit, line in units}


def naming_findings(organisation: Organisation, own: OwnNames) -> tuple[Finding, ...]:
    """Say which names lie over no unit of the exports, and which two units bear at once.

    None of it stops anything: the units of an export change, and the names wait for them.
    """
    known = units_named(organisation)
    by_id = {unit.id: unit for unit in known}
    found = []
    for one in own.names:
        unit, what = one.unit, f"the {one.unit.level.value} {one.unit.id}"
        if unit not in known:
            is_other = unit.id in by_id
            there = f"There it is a {by_id[unit.id].level.value}" if is_other else WAITS
            found.append(_noted(what, f"no such {unit.level.value} is in the exports", there))
            continue
        for other in borne_as_well(organisation, own, one):
            said = f"it is called “{one.name}”, and so is the {other.level.value} {other.id}"
            found.append(_noted(what, said, "", "Call one of them otherwise"))
    return tuple(found)


def borne_as_well(organisation: Organisation, own: OwnNames, name: UnitName) -> tuple[UnitRef, ...]:
    """Give the other units of a level that bear a name while it holds, and stand then.

    ``name`` may be one that is only asked for: it is laid over ``own``.
    """
    others = tuple(one for one in own.names if (one.unit, one.since) != (name.unit, name.since))
    asked, known = OwnNames((*others, name)), units_named(organisation)
    level = {u: line for u, line in known.items() if u.level is name.unit.level and u != name.unit}
    found: dict[UnitRef, None] = {}
    for day in _days(known, asked, name):
        called = asked.on(day) if _stands(known[name.unit], day) else {}
        for unit, line in level.items() if called else ():
            if _stands(line, day) and same_name(called.get(unit, line.name), name.name):
                found[unit] = None
    return tuple(found)


def _days(known: Mapping[UnitRef, UnitLine], own: OwnNames, name: UnitName) -> Iterator[date]:
    """Give the days on which two units may begin to bear one name, while ``name`` holds."""
    until = min((one.since for one in own.of(name.unit) if one.since > name.since),
                default=date.max)  # fmt: skip
    days = {name.since, *(one.since for one in own.names)}
    days |= {one.opened for one in known.values() if one.opened}
    yield from sorted(day for day in days if name.since <= day < until)


def _stands(line: UnitLine, day: date) -> bool:
    return (line.opened is None or line.opened <= day) and (
        line.closed is None or day < line.closed
    )


def _noted(what: str, found: str, done: str, step: str = "") -> Finding:
    return Finding(Place(f"names of units, {what}"), Severity.NOTED, found, done, step)
