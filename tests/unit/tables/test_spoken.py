"""Calculations are spoken of in the words of the tables, in the same sentences as by name."""

import re

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_words import BY_NAME, in_words
from headway.tables import TABLES
from headway.tables.paths import DERIVED
from headway.tables.spoken import Spoken

KNOWN = load_catalogue().indicators
SPOKEN = Spoken({name: one.title for name, one in KNOWN.items()})
CALCULATED = [one for one in KNOWN.values() if one.calculation is not None]
A_NAME = re.compile(r"\b[a-z]+(_[a-z]+)+\b|\b[a-z]+\.[a-z]+\b|\b[a-z]+(-[a-z]+){3,}\b")
OF_COUNCILS = {"“pathway_plan”", "“personal_education_plan”"}  # questions as an audit names them


def of_table(table):
    return [*TABLES[table].columns, *DERIVED.get(table, ())]


@pytest.mark.parametrize("indicator", CALCULATED, ids=lambda one: one.id)
def test_no_name_of_a_table_or_column_is_spoken(indicator):
    text = " ".join(in_words(indicator.calculation, SPOKEN))
    for one in OF_COUNCILS:
        text = text.replace(one, "")
    assert not A_NAME.search(text)
    assert text.count("“") == text.count("”")
    assert "“”" not in text


@pytest.mark.parametrize("indicator", CALCULATED, ids=lambda one: one.id)
def test_both_ways_say_the_same_sentences(indicator):
    spoken = in_words(indicator.calculation, SPOKEN)
    by_name = in_words(indicator.calculation, BY_NAME)
    assert len(spoken) == len(by_name)
    assert in_words(indicator.calculation) == by_name


def test_a_share_reads_as_a_team_manager_would_say_it():
    name = "front-door-decisions-within-24-hours-percentage"
    rows, only, share, *_ = in_words(KNOWN[name].calculation, SPOKEN)
    took = "“how long the decision took, if times are kept”"
    assert rows.startswith("The rows of “contact and its decision” where “the day it was decided” ")
    assert only == f"Rows count only where {took} is known."
    assert share == f"The share of those of which {took} is at most 24 hours."


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_words_that_stand_inside_a_sentence(table):
    for column in of_table(table):
        words = SPOKEN.column(table, column.name)
        assert re.fullmatch(r"“[^“”.;:]+”", words), column.name
        assert len(words) > len("“it”"), column.name


def test_a_column_of_another_row_says_of_what_it_is():
    said = SPOKEN.column("plan_subject", "plan.closed_on")
    assert said == "“the day it closed” of the family's plan"


def test_where_several_columns_lead_to_a_table_the_column_says_which_row_is_meant():
    said = SPOKEN.column("contact", "destination_id.kind")
    assert said.endswith("of “the team, service or agency it was passed to”")


def test_an_identifier_is_spoken_of_as_what_it_names():
    assert SPOKEN.subject("plan", "family_id") == "family"
    assert SPOKEN.subject("case_audit", "audit_id") == "“audit's identifier”"


def test_an_indicator_without_a_title_keeps_its_identifier():
    assert Spoken().indicator("children-in-care") == "“children-in-care”"
