"""Months of birth that nobody can have: long ago, or after the day of the export."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope, either, first_of
from headway.tables.constraints import Consequence

OLDEST = 110  # years
OLDEST_CHILD = 26  # years: help for young people ends at 25


def _questions(scope: Scope) -> Iterator[Question]:
    if not scope.has("person", "month_of_birth"):
        return
    today = f"DATE '{scope.today.isoformat()}'"
    birth = '"month_of_birth"'
    broken = {
        "month_of_birth": f"{birth} > {today} OR {birth} < {today} - INTERVAL {OLDEST} YEAR"
        f" OR (stage_of_life = 'child' AND {birth} <= {today} - INTERVAL {OLDEST_CHILD} YEAR)"
        f" OR (stage_of_life = 'unborn' AND {birth} <= {today} - INTERVAL 1 YEAR)"
    }
    yield Question(
        "person",
        "person.impossible_age",
        f"The month of birth lies after the export, or makes the person older than {OLDEST}, or a"
        f" child older than {OLDEST_CHILD - 1}: correct it, or the stage of life.",
        Consequence.TOLD,
        f"SELECT row_id, {first_of(broken)} AS column_name FROM {scope.rows('person')}"
        f" WHERE {either(broken)} AND {scope.sound('person', ('month_of_birth', 'stage_of_life'))}",
    )


BORN_WHEN = Rule(
    "impossible_age",
    Phase.ROWS,
    "Ages that nobody can have",
    "Correct the date of birth in the case system.",
    _questions,
)
