"""Cells that are not what their column holds: no date, no code of the list, a formula, a note."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables import TABLES
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    kinds = scope.staging.ask(
        "SELECT DISTINCT table_name, column_name, kind FROM fault ORDER BY ALL"
    )
    for table, column, kind in kinds:
        where = f"table_name = '{table}' AND column_name = '{column}' AND kind = '{kind}'"
        needed = not column or TABLES[table].column(column).required
        yield Question(
            table,
            f"{table}.{column}.{kind}" if column else f"{table}.{kind}",
            "",
            Consequence.ROW_REJECTED if needed else Consequence.CELL_EMPTIED,
            f"SELECT row_id, column_name FROM fault WHERE {where}",
            from_fault=True,
        )


FAULTY_CELLS = Rule(
    "faulty_cells",
    Phase.CELLS,
    "Cells that are not what their column holds",
    "Correct the cell in the case system, or say in the column map what the answer means.",
    _questions,
)
