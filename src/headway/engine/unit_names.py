"""What the units of a snapshot are called, for a reader; everything else goes by identifier."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlglot import exp

from headway.domain.calculation_results import UnitRef
from headway.engine.grid import LEVEL_OF_KIND
from headway.engine.source import Snapshot
from headway.engine.sql import column

NO_OWN: Mapping[UnitRef, str] = MappingProxyType({})


def unit_names(snapshot: Snapshot, own: Mapping[UnitRef, str] = NO_OWN) -> Mapping[str, str]:
    """Give the name of each unit that has one, by its identifier.

    ``own`` are the names that the council gives its units on the day in question (see
    ``OwnNames.on``). They stand before the present names of the export, for units that it has and
    that are of the level they are named at; others are left out.
    """
    if "organisation_unit" not in snapshot.table_names:
        return {}
    units, names, kinds = (
        {number: text for text, number in snapshot.codes("organisation_unit", name).items()}
        for name in ("unit_id", "name", "kind")
    )
    wanted = exp.select(*map(column, ("unit_id", "name", "kind"))).from_("organisation_unit")
    found = {}
    for unit, name, kind in snapshot.query(wanted.sql("duckdb")):
        # All three are numbers of texts.
        identifier, level = units[unit], kinds[kind]  # type: ignore[index]
        loaded = "" if name is None else names[name]  # type: ignore[index]
        if called := _own_name(own, identifier, level) or loaded:
            found[identifier] = called
    return found


def _own_name(own: Mapping[UnitRef, str], identifier: str, kind: str) -> str:
    level = LEVEL_OF_KIND.get(kind)
    return own.get(UnitRef(level, identifier), "") if level else ""
