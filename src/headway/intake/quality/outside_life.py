"""Dates before a person's mother was pregnant, or after their death."""

from collections.abc import Iterator

from headway.intake.quality.model import Phase, Question, Rule, Scope, either, first_of
from headway.tables.checks import MONTHS_BEFORE_BIRTH
from headway.tables.constraints import WithinLife


def _questions(scope: Scope) -> Iterator[Question]:
    if "person" not in scope.fed:
        return
    begins = (
        f"(coalesce(p.month_of_birth, p.expected_month) - INTERVAL {MONTHS_BEFORE_BIRTH} MONTH)"
    )
    ends = "(p.month_of_death + INTERVAL 1 MONTH)"
    for table in scope.tables:
        for rule in table.constraints:
            if isinstance(rule, WithinLife):
                broken = {n: f't."{n}" < {begins} OR t."{n}" >= {ends}' for n in rule.dates}
                yield Question(
                    table.name,
                    f"{table.name}.{rule.code}",
                    rule.message,
                    rule.consequence,
                    f"SELECT t.row_id, {first_of(broken)} AS column_name"
                    f" FROM {scope.rows(table.name)} AS t JOIN {scope.rows('person')} AS p"
                    f' ON t."{rule.person}" = p.person_id WHERE {either(broken)}',
                )


OUTSIDE_LIFE = Rule(
    "outside_life",
    Phase.BETWEEN,
    "Dates outside a person's life",
    "Correct the date, or the date of birth or death, in the case system.",
    _questions,
)
