"""Questions made from constraints on the cells of one row."""

from collections.abc import Mapping

from headway.intake.quality.model import Question, Scope, either, first_of
from headway.tables.constraints import Constraint
from headway.tables.schema import Table


def asked(scope: Scope, table: Table, rule: Constraint, broken: Mapping[str, str]) -> Question:
    """Ask for the rows that break a constraint.

    ``broken`` gives the condition under which each column breaks it; the first that does is told.
    As in ``headway.tables.checks``, a row with a faulty cell among them is not asked.
    """
    return Question(
        table.name,
        f"{table.name}.{rule.code}",
        rule.message,
        rule.consequence,
        f"SELECT row_id, {first_of(broken)} AS column_name FROM {scope.rows(table.name)}"
        f" WHERE {either(broken)} AND {scope.sound(table.name, rule.columns)}",
    )


def any_filled(columns: tuple[str, ...]) -> str:
    """Give the condition that one of the columns is filled."""
    return "(" + " OR ".join(f'"{name}" IS NOT NULL' for name in columns) + ")"
