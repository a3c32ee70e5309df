"""Rows that are different but tell of the same, such as one tier that starts twice on one day."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import UniqueTogether


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, UniqueTogether):
                rows = scope.rows(table.name)
                together = ", ".join(f'"{name}"' for name in rule.together)
                known = " AND ".join(f'"{name}" IS NOT NULL' for name in rule.together)
                again = (
                    f"SELECT {together} FROM {rows} WHERE {known} GROUP BY ALL HAVING count(*) > 1"
                )
                ranked = (
                    f"SELECT row_id, row_number() OVER (PARTITION BY {together} ORDER BY row_id)"
                    f" AS rank FROM {rows} SEMI JOIN ({again}) USING ({together})"
                )
                yield Question(
                    table.name,
                    f"{table.name}.{rule.code}",
                    rule.message,
                    rule.consequence,
                    f"SELECT row_id, '{rule.columns[-1]}' AS column_name FROM ({ranked})"
                    " WHERE rank > 1",
                )


SAME_EVENT = Rule(
    "recorded_twice",
    Phase.BETWEEN,
    "Different rows that tell of the same",
    "Keep one of the rows in the case system.",
    _questions,
)
