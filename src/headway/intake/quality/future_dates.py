"""Dates of what has happened that lie after the day of the export."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.intake.quality.of_one_row import asked
from headway.tables.constraints import NotInFuture


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, NotInFuture):
                limit = f"DATE '{scope.today.isoformat()}'"
                broken = {name: f'"{name}" > {limit}' for name in rule.dates}
                yield asked(scope, table, rule, broken)


FUTURE_DATES = Rule(
    "future_dates",
    Phase.ROWS,
    "Dates of what has happened that lie after the day of the export",
    "Correct the date in the case system, or wait until it has come.",
    _questions,
)
