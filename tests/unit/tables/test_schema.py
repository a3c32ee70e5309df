"""A wrong table cannot be built."""

import pytest

from headway.tables.constraints import NotAfter, NotBoth, NotInFuture, RequiredWhen
from headway.tables.schema import Code, Column, Key, Subject, Table, Type

ID = Column("case_id", Type.TEXT, "The case.", required=True)
OPENED = Column("opened_on", Type.DATE, "The day it opened.")
CLOSED = Column("closed_on", Type.DATE, "The day it closed.")


def table(**changes):
    told = {
        "name": "case",
        "title": "Case",
        "description": "One case.",
        "subject": Subject.PLAN,
        "columns": (ID, OPENED, CLOSED),
        "key": Key(("case_id",)),
        "event_date": "opened_on",
    }
    return Table(**(told | changes))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "Case"}, "snake_case"),
        ({"title": " "}, "title"),
        ({"description": "One case"}, "sentences"),
        ({"columns": (ID, ID, OPENED)}, "once"),
        ({"key": Key(("opened_on",))}, "required columns"),
        ({"key": Key(("nowhere",))}, "required columns"),
        ({"event_date": "case_id"}, "hold dates"),
        ({"end_date": "nowhere"}, "hold dates"),
        ({"unit_column": "team_id"}, "unit column"),
        ({"retention_years": 0}, "at least a year"),
    ],
)
def test_a_wrong_table_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        table(**changes)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "caseId"}, "snake_case"),
        ({"description": ""}, "sentence"),
        ({"type": Type.CODE}, "list of codes"),
        ({"codes": (Code("a", "A"),)}, "list of codes"),
        ({"type": Type.CODE, "codes": (Code("a", "A"), Code("a", "B"))}, "once"),
        ({"type": Type.INTEGER}, "unit"),
        ({"unit": "days"}, "unit"),
        ({"least": 1}, "bounds"),
        ({"type": Type.INTEGER, "unit": "days", "least": 2, "most": 1}, "in order"),
        ({"references": "person"}, "table.column"),
        ({"type": Type.DATE, "references": "person.person_id"}, "table.column"),
    ],
)
def test_a_wrong_column_is_refused(changes, message):
    with pytest.raises(ValueError, match=message):
        Column(**({"name": "case_id", "type": Type.TEXT, "description": "The case."} | changes))


@pytest.mark.parametrize(("value", "meaning"), [("", "Nothing"), (" a", "Space"), ("a", " ")])
def test_a_code_needs_a_value_and_a_meaning(value, meaning):
    with pytest.raises(ValueError, match="code"):
        Code(value, meaning)


@pytest.mark.parametrize("columns", [(), ("a", "a")])
def test_a_key_has_columns_each_once(columns):
    with pytest.raises(ValueError, match="key"):
        Key(columns)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (NotAfter(code="late", message="No.", earlier="opened_on", later="x"), "no column"),
        (NotAfter(code="late", message="No.", earlier="opened_on", later="case_id"), "types"),
        (NotInFuture(code="late", message="No.", dates=("case_id",)), "for a date"),
    ],
)
def test_a_constraint_names_columns_that_fit(rule, message):
    with pytest.raises(ValueError, match=message):
        table(constraints=(rule,))


def test_two_constraints_of_one_code_are_refused():
    rule = RequiredWhen(code="same", message="No.", column="opened_on", when="closed_on")
    with pytest.raises(ValueError, match="stands once"):
        table(constraints=(rule, rule))


@pytest.mark.parametrize(
    ("code", "message", "among"),
    [
        ("Bad code", "No.", ("a", "b")),
        ("code", "No", ("a", "b")),
        ("code", "No.", ()),
        ("code", "No.", ("a", "a")),
    ],
)
def test_a_wrong_constraint_is_refused(code, message, among):
    with pytest.raises(ValueError, match="constraint"):
        NotBoth(code=code, message=message, among=among)


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(KeyError, match="nowhere"):
        table().column("nowhere")
