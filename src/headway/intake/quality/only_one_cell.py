"""Cells of which at most one is filled."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.of_one_row import any_filled, asked
from headway.tables.constraints import NotBoth


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, NotBoth):
                broken = {
                    name: f'"{name}" IS NOT NULL AND {any_filled(rule.among[:at])}'
                    for at, name in enumerate(rule.among)
                    if at
                }
                yield asked(scope, table, rule, broken)


ONLY_ONE_CELL = Rule(
    "only_one_cell",
    Phase.ROWS,
    "Cells of which at most one is filled",
    "Take away the one that is wrong in the case system.",
    _questions,
)
