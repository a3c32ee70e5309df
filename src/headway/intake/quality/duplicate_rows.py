"""Rows that say again, in every cell, what an earlier row said."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import Consequence


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        if table.name in scope.joined:
            continue
        rows = scope.rows(table.name)
        key = ", ".join(f'"{name}"' for name in table.key.columns)
        cells = ", ".join(f'"{name}"' for name in table.column_names)
        again = f"SELECT {key} FROM {rows} GROUP BY ALL HAVING count(*) > 1"
        # The rank is worked out only for the few rows whose key stands more than once.
        ranked = (
            f"SELECT row_id, row_number() OVER (PARTITION BY {cells} ORDER BY row_id) AS rank"
            f" FROM {rows} SEMI JOIN ({again}) USING ({key})"
        )
        yield Question(
            table.name,
            f"{table.name}.duplicate",
            "The row says again what an earlier row said.",
            Consequence.TOLD,
            f"SELECT row_id, '{table.key.columns[0]}' AS column_name FROM ({ranked})"
            " WHERE rank > 1",
            duplicate=True,
        )


DUPLICATE_ROWS = Rule(
    "duplicate",
    Phase.KEYS,
    "Rows that say again what an earlier row said",
    "Nothing need be done for the figures; ask why the export writes rows twice.",
    _questions,
)
