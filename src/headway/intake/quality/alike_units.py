"""Units of one kind whose names differ in spelling only: a team spelled three ways."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.orphans import UNITS
from headway.intake.quality.spelling import alike
from headway.tables.constraints import Consequence

MOST = 3_000  # units that are compared with each other


def _questions(scope: Scope) -> Iterator[Question]:
    if not scope.has(UNITS, "name"):
        return
    rows = scope.staging.ask(
        f"SELECT row_id, kind, name FROM {scope.rows(UNITS)} WHERE name IS NOT NULL"
        f" ORDER BY row_id LIMIT {MOST}"
    )
    doubtful = [
        int(row)
        for at, (row, kind, name) in enumerate(rows)
        if any(kind == other[1] and alike(str(name), str(other[2])) for other in rows[:at])
    ]
    listed = ", ".join(map(str, doubtful)) or "NULL"
    yield Question(
        UNITS,
        f"{UNITS}.alike",
        "Another unit of this kind has nearly the same name: if they are one, translate the"
        " spelling in the column map.",
        Consequence.TOLD,
        f"SELECT row_id, 'name' AS column_name FROM {scope.rows(UNITS)} WHERE row_id IN ({listed})",
    )


ALIKE_UNITS = Rule(
    "alike_units",
    Phase.BETWEEN,
    "Units whose names differ in spelling only",
    "Give both spellings one code under “codes” in the column map.",
    _questions,
)
