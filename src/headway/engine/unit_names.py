"""What the units of a snapshot are called, for a reader; everything else goes by identifier."""

from collections.abc import Mapping

from sqlglot import exp

from headway.engine.source import Snapshot
from headway.engine.sql import column


def unit_names(snapshot: Snapshot) -> Mapping[str, str]:
    """Give the present name of each unit that has one, by its identifier."""
    if "organisation_unit" not in snapshot.table_names:
        return {}
    units, names = (
        {number: text for text, number in snapshot.codes("organisation_unit", name).items()}
        for name in ("unit_id", "name")
    )
    wanted = exp.select(column("unit_id"), column("name")).from_("organisation_unit")
    rows = snapshot.query(wanted.sql("duckdb"))
    return {
        units[unit]: names[name]  # type: ignore[index]  # both are numbers of texts
        for unit, name in rows
        if name is not None
    }
