"""Rows without the day on which they were written down, where others of the export have one."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        recorded = table.recorded_date
        if recorded and scope.has(table.name, recorded):
            rows = scope.rows(table.name)
            yield Question(
                table.name,
                f"{table.name}.not_recorded",
                "Nothing says when it was recorded, so late recording cannot be seen: add the day.",
                Consequence.TOLD,
                f"SELECT row_id, '{recorded}' AS column_name FROM {rows}"
                f' WHERE "{recorded}" IS NULL AND EXISTS'
                f' (SELECT 1 FROM {rows} AS other WHERE other."{recorded}" IS NOT NULL)'
                f" AND {scope.sound(table.name, (recorded,))}",
            )


NOT_RECORDED = Rule(
    "not_recorded",
    Phase.ROWS,
    "Rows without the day of recording",
    "Ask the supplier of the case system why the day is missing; it is set when a row is saved.",
    _questions,
)
