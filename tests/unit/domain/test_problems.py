"""Findings name the place, what was found, what was done and the next step."""

import pytest

from headway.domain.problems import (
    ContentMistake,
    DefinitionMistake,
    FileMistake,
    Finding,
    Findings,
    HeadwayError,
    Place,
    Refused,
    Severity,
    capital,
    sentence,
)


def test_a_place_reads_as_a_person_would_say_it():
    assert str(Place("a.xlsx", "Aug-20", 7, "F")) == "a.xlsx, sheet “Aug-20”, row 7, column F"
    assert str(Place("plan.yaml", line=14)) == "plan.yaml, line 14"


def test_a_message_has_all_its_parts():
    finding = Finding(
        Place("a.csv", line=3),
        Severity.STOPS,
        "“x” is no month",
        "Months look like Aug-20",
        "Fix it",
    )
    assert str(finding) == "a.csv, line 3: “x” is no month. Months look like Aug-20. Fix it."


def test_all_problems_are_told_at_once():
    found = Findings()
    found.add(Place("a.csv", line=1), Severity.NOTED, "a note")
    found.stop_if_needed()
    found.add(Place("a.csv", line=2), Severity.STOPS, "one thing")
    found.add(Place("a.csv", line=9), Severity.STOPS, "another")
    with pytest.raises(ContentMistake) as caught:
        found.stop_if_needed()
    assert "line 2" in str(caught.value)
    assert "line 9" in str(caught.value)
    assert "a note" not in str(caught.value)


def test_each_kind_of_error_has_its_own_exit_code():
    kinds = [HeadwayError, FileMistake, ContentMistake, DefinitionMistake, Refused]
    codes = [kind.exit_code for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert 2 not in codes  # the command line's own
    assert 0 not in codes


def test_a_remark_becomes_a_sentence_and_nothing_stays_nothing():
    assert sentence("look at it") == "Look at it."
    assert sentence(" Is 90 meant? ") == "Is 90 meant?"
    assert sentence(" ") == ""
    assert capital("1,000 USBs") == "1,000 USBs"
    assert capital("south East") == "South East"
