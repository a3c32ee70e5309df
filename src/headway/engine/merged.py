"""Identifiers that were found to be one, followed to the one that stays, in every table read."""

from collections.abc import Mapping
from typing import cast

from sqlglot import exp

from headway.engine.source import Snapshot
from headway.engine.sql import column, same, values, whole
from headway.tables import TABLES
from headway.tables.merging import final_identifiers

MERGED = "merged_identifier"


def merged_tables(statement: exp.Select, snapshot: Snapshot) -> exp.Select:
    """Read, instead of each table that names a merged identifier, the same under the new one."""
    if MERGED not in snapshot.table_names:
        return statement
    final = _final(snapshot)
    read = {one.name for one in statement.find_all(exp.Table) if one.name in TABLES}
    for name in sorted(read):
        columns = {
            one.name: final[one.references]
            for one in TABLES[name].columns
            if one.references in final
        }
        if not columns:
            continue
        for table in list(statement.find_all(exp.Table)):
            if table.name == name:
                table.set("this", exp.to_identifier(f"merged_{name}"))
        statement = statement.with_(f"merged_{name}", as_=_under_new(name, columns))
        # What is defined first can be used by what follows.
        ctes = statement.args["with_"].expressions
        ctes.insert(0, ctes.pop())
    return statement


def _final(snapshot: Snapshot) -> dict[str | None, Mapping[object, object]]:
    kinds = {number: text for text, number in snapshot.codes(MERGED, "identifies").items()}
    wanted = exp.select(*map(column, ("identifies", "old_id", "new_id"))).from_(MERGED)
    rows = [
        {"identifies": kinds[cast("int", kind)], "old_id": old, "new_id": new}
        for kind, old, new in snapshot.query(wanted.sql("duckdb"))
    ]
    return dict(final_identifiers(rows))


def _under_new(name: str, columns: Mapping[str, Mapping[object, object]]) -> exp.Select:
    replaced, joins = [], []
    for place, (one, final) in enumerate(columns.items()):
        alias = f"n{place}"
        new = exp.Coalesce(this=column("new", alias), expressions=[column(one, "t")])
        replaced.append(exp.alias_(new, one))
        rows = [(whole(cast("int", old)), whole(cast("int", new))) for old, new in final.items()]
        joins.append((values(rows, "v", ("old", "new")).subquery(alias), one, alias))
    star = exp.Column(this=exp.Star(replace=replaced), table=exp.to_identifier("t"))
    statement = exp.select(star).from_(exp.to_table(name).as_("t"))
    for target, one, alias in joins:
        on = same(column(one, "t"), column("old", alias))
        statement = statement.join(target, on=on, join_type="left")
    return statement
