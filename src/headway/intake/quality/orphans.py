"""Rows that point to a row that is not there."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables import TABLES
from headway.tables.constraints import Consequence

UNITS = "organisation_unit"  # whose names are spelled: see unknown_units


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for column in table.columns:
            target, _, key = (column.references or "").partition(".")
            if target in {"", UNITS} or not scope.has(table.name, column.name):
                continue
            if target in scope.fed:
                yield Question(
                    table.name,
                    f"{table.name}.{column.name}.orphan",
                    f"{table.title}, {column.name}: there is no such row in"
                    f" “{TABLES[target].title}”, or it was rejected.",
                    Consequence.TOLD,
                    f"SELECT t.row_id, '{column.name}' AS column_name"
                    f" FROM {scope.rows(table.name)} AS t ANTI JOIN {scope.rows(target)} AS o"
                    f' ON t."{column.name}" = o."{key}" WHERE t."{column.name}" IS NOT NULL'
                    + _not_merged(scope, target, column.name),
                )


def _not_merged(scope: Scope, target: str, column: str) -> str:
    """Leave identifiers out that were given up for another: they need no row of their own."""
    if "merged_identifier" not in scope.fed or target not in {"person", "family", "worker"}:
        return ""
    return (
        f' AND t."{column}" NOT IN (SELECT old_id FROM {scope.rows("merged_identifier")}'
        f" WHERE identifies = '{target}')"
    )


ORPHANS = Rule(
    "orphan",
    Phase.BETWEEN,
    "Rows that point to a row that is not there",
    "Export both tables on the same day and over the same years; or correct the identifier.",
    _questions,
)
