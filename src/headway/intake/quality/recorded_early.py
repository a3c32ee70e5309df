"""Rows that were written down before what they tell had happened."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence, NotInFuture


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        recorded = table.recorded_date
        happened = [
            name
            for rule in table.constraints
            if isinstance(rule, NotInFuture)
            for name in rule.dates
            if scope.has(table.name, name)
        ]
        if recorded and happened and scope.has(table.name, recorded):
            # A row may be written when something falls due, and be filled in when it is done.
            planned = "due_on" in table.column_names and len(happened) == 1
            earliest = ", ".join(f'"{name}"' for name in happened)
            yield Question(
                table.name,
                f"{table.name}.recorded_early",
                "It was recorded before the day it happened: correct either date.",
                Consequence.TOLD,
                f"SELECT row_id, '{recorded}' AS column_name FROM {scope.rows(table.name)}"
                f" WHERE \"{recorded}\" < least({earliest}, DATE '9999-12-31')"
                f" AND least({earliest}) IS NOT NULL"
                + (" AND due_on IS NULL" if planned else "")
                + f" AND {scope.sound(table.name, (*happened, recorded))}",
            )


RECORDED_EARLY = Rule(
    "recorded_early",
    Phase.ROWS,
    "Rows recorded before what they tell had happened",
    "Correct the day of the event in the case system; the day of recording is set by the system.",
    _questions,
)
