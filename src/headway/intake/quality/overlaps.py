"""Rows that cover the same day though only one of them can hold."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope
from headway.tables.constraints import NoOverlap


def _questions(scope: Scope) -> Iterator[Question]:
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, NoOverlap):
                yield Question(
                    table.name,
                    f"{table.name}.{rule.code}",
                    rule.message,
                    rule.consequence,
                    _overlapping(scope.rows(table.name), rule),
                )


def _overlapping(rows: str, rule: NoOverlap) -> str:
    within = ", ".join(f'"{name}"' for name in rule.within)
    last = f"coalesce(\"{rule.end}\", DATE '9999-12-31')"
    before = (
        f'max({last}) OVER (PARTITION BY {within} ORDER BY "{rule.start}", {last}, row_id'
        " ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)"
    )
    spans = f'"{rule.start}" IS NOT NULL AND "{rule.start}" < {last}'
    return (
        f"SELECT row_id, '{rule.columns[-1]}' AS column_name FROM (SELECT row_id,"
        f' "{rule.start}" AS begins, {before} AS covered FROM {rows} WHERE {spans})'
        " WHERE begins < covered"
    )


OVERLAPS = Rule(
    "overlap",
    Phase.BETWEEN,
    "Rows that cover the same day",
    "End the earlier row in the case system on the day the later one starts.",
    _questions,
)
