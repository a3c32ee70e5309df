"""What must hold of every table that ships."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import headway
from headway.tables import TABLES
from headway.tables.answers import ANSWERS
from headway.tables.checks import problems_in_row
from headway.tables.constraints import Consequence, NoOverlap, UniqueTogether
from headway.tables.documentation import docs_page
from headway.tables.relationships import relationships
from headway.tables.schema import Column, Table, Type
from headway.tables.templates import code_lists, empty_template, example_row, headings_explained
from headway.tables.transitions import LADDER, PRECEDENCE
from tests.unit.tables.rows import BORN, SNAPSHOT_ON, row_in_order, row_that_breaks

EACH_TABLE = pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
BETWEEN_ROWS = (UniqueTogether, NoOverlap)
RULES = [
    (table, rule)
    for table in TABLES.values()
    for rule in table.constraints
    if not isinstance(rule, BETWEEN_ROWS)
]
# Kept while another row names them, or for as long as the row they belong to.
WITHOUT_A_DATE_OF_THEIR_OWN = {
    "population",
    "person",
    "family",
    "worker",
    "assessment_subject",
    "group_attendance",
}
# Words of a heading that would mean a name, a place to find somebody, or a whole day of birth.
TOO_PERSONAL = re.compile(
    r"(fore|sur|first|last|middle|full|maiden)_?name|nickname|alias|address|street|postcode|"
    r"postal|phone|mobile|e_?mail|day_of_birth|date_of_birth|birth_?da|dob|born_on|died_on|"
    r"nhs|upn|national_insurance|passport|photo|note|comment|narrative|free_text"
)
SQL_WORDS = {
    *("all", "and", "any", "as", "both", "case", "cast", "check", "column", "default", "desc"),
    *("distinct", "do", "else", "end", "except", "false", "fetch", "for", "from", "grant"),
    *("group", "having", "in", "into", "limit", "not", "null", "offset", "on", "only", "or"),
    *("order", "references", "select", "show", "some", "table", "then", "to", "true", "union"),
    *("unique", "user", "using", "when", "where", "window", "with"),
}


def cell(column: Column) -> object:
    """The value that the column's example stands for."""
    match column.type:
        case Type.DATE | Type.MONTH:
            return date.fromisoformat(column.example)
        case Type.INTEGER:
            return int(column.example)
        case Type.DECIMAL:
            return Decimal(column.example)
        case Type.FLAG:
            return {"yes": True, "no": False}[column.example]
        case _:
            return column.example


def test_every_file_of_a_table_is_in_the_list():
    folder = Path(headway.__file__).parent / "tables"
    tables = {path.stem for path in folder.glob("*.py") if "= Table(" in path.read_text("utf-8")}
    assert tables == set(TABLES)


@EACH_TABLE
def test_a_table_has_its_key_dates_and_description(table):
    assert len(table.description) > 80
    assert table.column("recorded_on").type is Type.DATE
    assert table.recorded_date == "recorded_on"
    if table.name not in WITHOUT_A_DATE_OF_THEIR_OWN:
        assert table.event_date is not None


@EACH_TABLE
def test_rows_about_people_are_not_kept_for_ever(table):
    named = {one.to_table for one in relationships()}
    about_people = any(column.personal for column in table.columns) or "plan_id" in (
        table.column_names
    )
    if about_people and table.retention_years is None:
        assert table.name in named
        assert table.event_date is None


@EACH_TABLE
def test_no_column_holds_a_name_an_address_or_a_day_of_birth(table):
    found = [name for name in table.column_names if TOO_PERSONAL.search(name)]
    assert found == []
    if table.name != "organisation_unit":
        assert "name" not in table.column_names


@EACH_TABLE
def test_birth_and_death_are_months(table):
    kinds = {c.name: c.type for c in table.columns if re.search("birth|death|expected", c.name)}
    assert set(kinds.values()) <= {Type.MONTH}


@EACH_TABLE
def test_what_points_to_a_person_family_or_worker_is_personal(table):
    people = {"person.person_id", "family.family_id", "worker.worker_id"}
    unmarked = [c.name for c in table.columns if c.references in people and not c.personal]
    assert unmarked == []


@EACH_TABLE
def test_no_column_needs_quotes_in_a_query(table):
    assert SQL_WORDS.isdisjoint({table.name, *table.column_names})


@EACH_TABLE
def test_no_code_is_read_as_yes_or_no_by_yaml(table):
    values = {value.lower() for column in table.columns for value in column.code_values}
    assert values.isdisjoint({"yes", "no", "on", "off", "true", "false", "null", "y", "n", "~"})


@EACH_TABLE
def test_references_point_to_the_whole_key_of_an_earlier_table(table):
    names = list(TABLES)
    for one in (one for one in relationships() if one.table == table.name):
        assert TABLES[one.to_table].key.columns == (one.to_column,)
        assert names.index(one.to_table) <= names.index(table.name)


@EACH_TABLE
def test_the_table_that_says_who_is_responsible_is_dated_and_joins(table):
    if table.responsibility is not None:
        dated = TABLES[table.responsibility]
        shared = dated.key.columns[0]
        assert shared in table.column_names
        assert {"team_id", "started_on", "ended_on"} <= set(dated.column_names)


@EACH_TABLE
def test_a_unit_column_points_to_a_unit(table):
    if table.unit_column is not None:
        assert table.column(table.unit_column).references == "organisation_unit.unit_id"


@EACH_TABLE
def test_each_example_is_allowed_in_its_column(table):
    for column in table.columns:
        row = row_in_order(table) | {column.name: cell(column)}
        found = [p for p in problems_in_row(table, row) if p.code.count(".") == 2]
        assert found == []


@EACH_TABLE
def test_a_row_in_order_has_no_problem(table):
    row = row_in_order(table)
    assert problems_in_row(table, row, snapshot_on=SNAPSHOT_ON, person=BORN) == ()


@pytest.mark.parametrize(
    ("table", "rule"), RULES, ids=[f"{table.name}.{rule.code}" for table, rule in RULES]
)
def test_every_constraint_catches_a_planted_violation(table, rule):
    row = row_that_breaks(table, rule)
    found = problems_in_row(table, row, snapshot_on=SNAPSHOT_ON, person=BORN)
    broken = {problem.code: problem for problem in found}[f"{table.name}.{rule.code}"]
    assert (broken.message, broken.consequence) == (rule.message, rule.consequence)
    assert broken.column in rule.columns


@EACH_TABLE
def test_a_missing_cell_that_is_needed_rejects_the_row(table):
    for column in (column for column in table.columns if column.required):
        row = row_in_order(table) | {column.name: None}
        found = [p for p in problems_in_row(table, row) if p.code.endswith(".missing")]
        assert [(p.column, p.consequence) for p in found] == [
            (column.name, Consequence.ROW_REJECTED)
        ]


def test_the_page_is_not_stale():
    page = Path(__file__).resolve().parents[3] / "docs" / "tables.md"
    assert page.read_text(encoding="utf-8") == docs_page(), (
        "docs/tables.md is stale: run python tools/write_tables_page.py"
    )


def test_the_page_says_every_table_column_code_and_rule():
    page = docs_page()
    for table in TABLES.values():
        assert f"## {table.name}\n" in page
        assert table.description in page
        for column in table.columns:
            assert f"| `{column.name}` |" in page
            for one in column.codes:
                assert f"- `{one.value}`: {one.meaning}" in page
        for rule in table.constraints:
            assert f"`{table.name}.{rule.code}`" in page


def test_shared_lists_have_headings_of_their_own():
    headings = re.findall(r"^### .*$", docs_page(), flags=re.MULTILINE)
    assert len(headings) == len(set(headings)) > 5


@EACH_TABLE
def test_a_template_has_a_heading_for_each_column_and_a_list_for_each_choice(table):
    headings = empty_template(table)
    assert headings == table.column_names
    assert len(example_row(table)) == len(headings_explained(table)) == len(headings)
    for heading, codes in code_lists(table).items():
        assert heading in headings
        assert all(one.meaning for one in codes)


def test_a_template_offers_yes_and_no_for_a_flag_and_nothing_for_a_date():
    lists = code_lists(TABLES["direct_contact"])
    assert [one.value for one in lists["child_seen"]] == ["yes", "no"]
    assert "held_on" not in lists


def test_the_evidence_of_a_transition_is_made_of_columns_and_codes_that_exist():
    assert TABLES["tier_episode"].column("tier").code_values >= set(LADDER)
    for evidence in PRECEDENCE:
        table = TABLES[evidence.table]
        assert table.column(evidence.date).type is Type.DATE
        if evidence.column:
            assert evidence.up | evidence.down <= table.column(evidence.column).code_values
            assert not evidence.up & evidence.down


def test_tables_cannot_be_changed():
    with pytest.raises(TypeError):
        TABLES["new"] = TABLES["plan"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        TABLES["plan"].name = "other"  # type: ignore[misc]


def test_a_table_built_anew_from_its_parts_is_the_same():
    table: Table = TABLES["plan"]
    assert replace(table) == table


def test_every_table_that_holds_cases_answers_something():
    answering = {name for _, tables in ANSWERS for name in tables}
    helpers = {"unit_succession", "merged_identifier", "household_membership", "worker"}
    assert answering <= set(TABLES)
    assert set(TABLES) - answering == helpers | {"episode_team"}
