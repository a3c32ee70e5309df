"""Teams, schools and agencies that no unit row knows: misspelled, or not listed."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.orphans import UNITS
from headway.intake.quality.spelling import alike
from headway.tables.constraints import Consequence

MOST = 2_000  # different unknown units that are compared with the known ones


def _questions(scope: Scope) -> Iterator[Question]:
    if UNITS not in scope.fed:
        return
    known = scope.staging.ask(f"SELECT unit_id, name FROM {scope.rows(UNITS)}")
    names = [str(word) for row in known for word in row if word]
    for table in scope.tables:
        for column in table.columns:
            if column.references == f"{UNITS}.unit_id" and scope.has(table.name, column.name):
                yield from _of(scope, table.name, column.name, names)


def _of(scope: Scope, table: str, column: str, names: list[str]) -> Iterator[Question]:
    unknown = (
        f"FROM {scope.rows(table)} AS t ANTI JOIN {scope.rows(UNITS)} AS u"
        f' ON t."{column}" = u.unit_id'
        f' WHERE t."{column}" IS NOT NULL'
    )
    asked = f'SELECT DISTINCT "{column}" {unknown} ORDER BY ALL LIMIT {MOST}'
    different = [str(one) for (one,) in scope.staging.ask(asked)]
    misspelled = [one for one in different if any(alike(one, name) for name in names)]
    listed = ", ".join("'" + one.replace("'", "''") + "'" for one in misspelled) or "NULL"
    is_misspelled = f'coalesce(t."{column}" IN ({listed}), false)'
    found = f"SELECT t.row_id, '{column}' AS column_name {unknown} AND"
    yield Question(
        table,
        f"{table}.{column}.misspelled_unit",
        "The unit is spelled differently from one that is known, so its rows are counted apart:"
        " add the spelling to the column map.",
        Consequence.TOLD,
        f"{found} {is_misspelled}",
    )
    yield Question(
        table,
        f"{table}.{column}.unknown_unit",
        "No organisation unit has this identifier: add the unit, or the spelling to the map.",
        Consequence.TOLD,
        f"{found} NOT {is_misspelled}",
    )


UNKNOWN_UNITS = Rule(
    "unknown_unit",
    Phase.BETWEEN,
    "Units that are not known, or spelled differently",
    "Add the unit to organisation_unit, or its spelling under “codes” in the column map.",
    _questions,
)
