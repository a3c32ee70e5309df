"""Dates and numbers in their order, such as closed before opened."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.of_one_row import asked
from headway.tables.constraints import NotAfter


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, NotAfter):
                broken = {rule.later: f'"{rule.earlier}" > "{rule.later}"'}
                yield asked(scope, table, rule, broken)


ORDER_OF_CELLS = Rule(
    "order_of_cells",
    Phase.ROWS,
    "Dates and numbers in their order, such as closed before opened",
    "Correct the date that is wrong in the case system.",
    _questions,
)
