"""Rows whose key stands in an earlier row that says something else. The first stands."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        if table.name in scope.joined:
            continue
        rows = scope.rows(table.name)
        key = ", ".join(f'"{name}"' for name in table.key.columns)
        again = f"SELECT {key} FROM {rows} GROUP BY ALL HAVING count(*) > 1"
        ranked = (
            f"SELECT row_id, row_number() OVER (PARTITION BY {key} ORDER BY row_id) AS rank"
            f" FROM {rows} SEMI JOIN ({again}) USING ({key})"
        )
        yield Question(
            table.name,
            f"{table.name}.key_twice",
            f"{table.title}: this key stands in an earlier row; keep one of them.",
            Consequence.ROW_REJECTED,
            f"SELECT row_id, '{table.key.columns[0]}' AS column_name FROM ({ranked})"
            " WHERE rank > 1",
        )


KEYS_TWICE = Rule(
    "key_twice",
    Phase.KEYS,
    "Keys that stand twice with different cells",
    "Find out which of the rows is right, and take the other out of the case system.",
    _questions,
)
