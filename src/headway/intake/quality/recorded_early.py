"""Rows that were written down before what they tell had happened."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        event, recorded = table.event_date, table.recorded_date
        if event and recorded and scope.has(table.name, event, recorded):
            yield Question(
                table.name,
                f"{table.name}.recorded_early",
                "It was recorded before the day it happened: correct either date.",
                Consequence.TOLD,
                f"SELECT row_id, '{recorded}' AS column_name FROM {scope.rows(table.name)}"
                f' WHERE "{recorded}" < "{event}"'
                f" AND {scope.sound(table.name, (event, recorded))}",
            )


RECORDED_EARLY = Rule(
    "recorded_early",
    Phase.ROWS,
    "Rows recorded before what they tell had happened",
    "Correct the day of the event in the case system; the day of recording is set by the system.",
    _questions,
)
