"""Dates many years before nearly all others of their column: a wrong century or a default."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence
from headway.tables.schema import Type

YEARS = 20  # before the day below which one in a hundred rows lies


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        event = table.event_date
        if (
            not event
            or not scope.has(table.name, event)
            or table.column(event).type is not Type.DATE
        ):
            continue
        rows = scope.rows(table.name)
        usual = f'(SELECT quantile_disc("{event}", 0.01) FROM {rows})'
        yield Question(
            table.name,
            f"{table.name}.{event}.far_from_others",
            f"The date lies more than {YEARS} years before nearly all others: correct it, if it is"
            " a slip.",
            Consequence.TOLD,
            f"SELECT row_id, '{event}' AS column_name FROM {rows}"
            f' WHERE "{event}" < {usual} - INTERVAL {YEARS} YEAR',
        )


FAR_FROM_OTHERS = Rule(
    "far_from_others",
    Phase.BETWEEN,
    "Dates long before nearly all others",
    "Correct the date in the case system if it is a slip or a default.",
    _questions,
)
