"""Cells that are needed and empty. A cell that was faulty has been told already."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for column in table.columns:
            if column.required:
                yield Question(
                    table.name,
                    f"{table.name}.{column.name}.missing",
                    f"{table.title}, {column.name}: It is needed and there is nothing.",
                    Consequence.ROW_REJECTED,
                    f"SELECT row_id, '{column.name}' AS column_name FROM {scope.rows(table.name)}"
                    f' WHERE "{column.name}" IS NULL AND {scope.sound(table.name, (column.name,))}',
                )


MISSING_CELLS = Rule(
    "missing_cells",
    Phase.CELLS,
    "Cells that are needed and empty",
    "Fill the cell in the case system.",
    _questions,
)
