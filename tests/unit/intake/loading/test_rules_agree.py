"""The rules asked in SQL find what the plain checks of the tables find, on drawn rows."""

import os
import tempfile
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.intake.loading.checking import FINDING
from headway.tables import TABLES
from headway.tables.between_rows import problems_between_rows
from headway.tables.checks import problems_in_row
from headway.tables.constraints import Consequence
from headway.tables.schema import Column, Table, Type
from tests.unit.intake.loading.exports import TODAY, prepared, write_csv

NAMES = (
    "plan",
    "assessment",
    "tier_episode",
    "direct_contact",
    "lead_practitioner",
    "missing_episode",
)
EXAMPLES = 300 if os.environ.get("HEADWAY_PROFILE") == "nightly" else 4
DAYS = [date(2026, 1, 1) + timedelta(days=30 * n) for n in range(14)]


def cells(column: Column) -> st.SearchStrategy[object]:
    """A few values of each kind, so that rows meet; None often; what is no value at times."""
    match column.type:
        case Type.TEXT:
            right = [f"{column.name[:2]}{n}" for n in range(3)]
            return st.sampled_from([None, *right, "x" * 101])
        case Type.CODE:
            return st.sampled_from([None, *[one.value for one in column.codes[:4]], "no such code"])
        case Type.FLAG:
            return st.sampled_from([None, True, False, "perhaps"])
        case Type.INTEGER:
            return st.sampled_from([None, 0, 1, 7, "several"])
        case Type.DECIMAL:
            return st.sampled_from([None, Decimal("0.5"), Decimal(9), "much"])
        case _:
            return st.sampled_from([None, *DAYS, "soon"])


def rows_of(table: Table) -> st.SearchStrategy[list[dict[str, object]]]:
    row = st.fixed_dictionaries({column.name: cells(column) for column in table.columns})
    filled = row.map(lambda one: _with_required(table, one))
    return st.lists(st.one_of(filled, filled, row), min_size=1, max_size=30)


def _with_required(table: Table, row: dict[str, object]) -> dict[str, object]:
    instead = {Type.TEXT: "id1", Type.DATE: DAYS[3]}
    return {
        column.name: (instead.get(column.type) or column.codes[0].value)
        if column.required and row[column.name] is None
        else row[column.name]
        for column in table.columns
    }


def written(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def expected(table: Table, rows: list[dict[str, object]]) -> tuple[dict[int, set[str]], set[int]]:
    """The codes told of each row that stays, and the rows that go, by the plain checks."""
    told: dict[int, set[str]] = {}
    gone: set[int] = set()
    kept: list[tuple[int, dict[str, object]]] = []
    for at, row in enumerate(rows):
        problems = problems_in_row(table, row, snapshot_on=TODAY)
        told[at] = {problem.code for problem in problems}
        emptied = {p.column for p in problems if p.consequence is Consequence.CELL_EMPTIED}
        clean = {name: None if name in emptied else value for name, value in row.items()}
        if any(p.consequence is Consequence.ROW_REJECTED for p in problems):
            gone.add(at)
        elif clean in [other for _, other in kept]:
            gone.add(at)  # a duplicate
        else:
            kept.append((at, clean))
    for place, problem in problems_between_rows(table, [row for _, row in kept]):
        if problem.code.endswith(".key_twice"):
            gone.add(kept[place][0])
    staying = [(at, row) for at, row in kept if at not in gone]
    for place, problem in problems_between_rows(table, [row for _, row in staying]):
        told[staying[place][0]].add(problem.code)
    return {at: codes for at, codes in told.items() if at not in gone}, gone


def found(path: Path, table: Table) -> tuple[dict[int, set[str]], set[int]]:
    """The same, by way of the whole loading."""
    known = {f"{table.name}.{rule.code}" for rule in table.constraints}
    kinds = ("wrong_type", "unknown_code", "too_long", "too_small", "too_great", "missing")
    with prepared(path, path / f"{table.name}.csv") as ready:
        live = {
            int(row) - 1 for (row,) in ready.staging.ask(f'SELECT row_id FROM "live_{table.name}"')
        }
        every = {
            int(row) - 1 for (row,) in ready.staging.ask(f'SELECT row_id FROM "rows_{table.name}"')
        }
        told: dict[int, set[str]] = {at: set() for at in live}
        for one in ready.checked.found:
            code = one.question.code
            if code in known or code.endswith(kinds):
                asked = f"SELECT row_id FROM {FINDING} WHERE number = {one.number}"
                for (row,) in ready.staging.ask(asked):
                    if int(row) - 1 in live:
                        told[int(row) - 1].add(code)
    return told, every - live


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_rules_in_sql_find_what_the_plain_checks_find(name, data):
    table = TABLES[name]
    rows = data.draw(rows_of(table))
    with tempfile.TemporaryDirectory() as folder:
        texts = [{k: written(v) for k, v in row.items()} for row in rows]
        path = write_csv(Path(folder) / f"{name}.csv", texts, table.column_names)
        filled = [at for at, one in enumerate(texts) if any(one.values())]
        assert found(path.parent, table) == expected(table, [rows[at] for at in filled])
