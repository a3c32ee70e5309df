"""Cells that are needed because of another."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.of_one_row import asked
from headway.tables.constraints import Consequence, RequiredWhen


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, RequiredWhen):
                if rule.consequence is Consequence.TOLD and not scope.has(table.name, rule.column):
                    continue  # nobody is told of what an export never holds
                codes = ", ".join(f"'{code}'" for code in rule.has)
                because = f"IN ({codes})" if codes else "IS NOT NULL"
                broken = {rule.column: f'"{rule.column}" IS NULL AND "{rule.when}" {because}'}
                yield asked(scope, table, rule, broken)


NEEDED_CELLS = Rule(
    "needed_cells",
    Phase.ROWS,
    "Cells that are needed because of another",
    "Fill the cell in the case system, or correct the one that makes it needed.",
    _questions,
)
