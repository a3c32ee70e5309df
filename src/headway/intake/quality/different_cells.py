"""Cells that may not hold the same."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.of_one_row import asked
from headway.tables.constraints import Different


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, Different):
                broken = {rule.second: f'"{rule.first}" = "{rule.second}"'}
                yield asked(scope, table, rule, broken)


DIFFERENT_CELLS = Rule(
    "different_cells",
    Phase.ROWS,
    "Cells that may not hold the same",
    "Correct the cell that is wrong in the case system.",
    _questions,
)
