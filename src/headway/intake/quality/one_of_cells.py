"""Cells of which at least one is filled."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.of_one_row import any_filled, asked
from headway.tables.constraints import OneOf


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, OneOf):
                broken = {rule.among[0]: f"NOT {any_filled(rule.among)}"}
                yield asked(scope, table, rule, broken)


ONE_OF_CELLS = Rule(
    "one_of_cells",
    Phase.ROWS,
    "Cells of which at least one is filled",
    "Fill one of them in the case system.",
    _questions,
)
