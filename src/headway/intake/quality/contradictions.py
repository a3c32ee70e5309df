"""One thing told several times, with cells that contradict each other: the first known stands."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables import TABLES
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    for name in sorted(scope.joined):
        table = TABLES[name]
        key = ", ".join(f'"{one}"' for one in table.key.columns)
        for column in table.columns:
            if column.name in table.key.columns or not scope.has(name, column.name):
                continue
            several = (
                f'SELECT {key} FROM "told_{name}" GROUP BY ALL'
                f' HAVING count(DISTINCT "{column.name}") > 1'
            )
            yield Question(
                name,
                f"{name}.{column.name}.contradicted",
                f"{table.title}, {column.name}: the sheets do not agree; the first was taken.",
                Consequence.TOLD,
                f"SELECT row_id, '{column.name}' AS column_name FROM {scope.rows(name)}"
                f" SEMI JOIN ({several}) USING ({key})",
            )


CONTRADICTIONS = Rule(
    "contradicted",
    Phase.BETWEEN,
    "Sheets that do not agree about the same thing",
    "Correct the case system, or the sheet that is wrong.",
    _questions,
)
