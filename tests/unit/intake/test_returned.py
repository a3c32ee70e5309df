"""Answers that come back in a workbook: good ones taken, the rest asked about."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from headway.domain.asking import identity_of
from headway.domain.entries import EntryKind
from headway.domain.periods import quarter
from headway.domain.problems import Severity
from headway.domain.published import Commentary
from headway.domain.values import Absent, Number, State, number
from tests.builders import hostile_scorecard, indicator, scorecard_2020, small_scorecard
from tests.unit.intake.returned_workbooks import (
    AUGUST,
    MADE_ON,
    TBC,
    TODAY,
    Sent,
    only,
    share,
    small,
    told,
)

# What comes back well


def test_a_workbook_that_nobody_wrote_in_gives_no_entries(sent):
    returned = sent.back()
    assert (returned.entries, returned.findings, returned.unanswered) == ((), (), 6)
    assert returned.identity == replace(
        identity_of(small(), MADE_ON), version=returned.identity.version
    )


def test_an_answer_comes_back_with_who_when_and_where(sent):
    sent.put("COUNT", 1250, by="Head  of service", on=date(2020, 9, 16))
    entry = only(sent.back())
    assert (entry.indicator, entry.period, entry.what) == ("count", AUGUST, EntryKind.FIGURE)
    assert (entry.value, entry.by, entry.on) == (
        number(1250),
        "Head of service",
        date(2020, 9, 16),
    )
    assert entry.written == "1,250"
    assert str(entry.place) == "returned.xlsx, sheet “Entry”, row 8, column G"


def test_a_commentary_comes_back_as_it_was_written(sent):
    words = "First line; “quoted” — £5 & <b>\nsecond line"
    sent.put("COUNT", words, "commentary")
    entry = only(sent.back())
    assert (entry.what, entry.value, entry.period) == (EntryKind.COMMENTARY, words, AUGUST)


def test_a_quarter_is_asked_and_answered_as_a_quarter(tmp_path):
    sent = Sent(tmp_path, scorecard_2020())
    sent.put("LSCB1", 0.061)
    entry = only(sent.back())
    assert (entry.indicator, entry.period, entry.value) == ("neet", quarter(2019, 4), number("6.1"))


@pytest.mark.parametrize(
    ("typed", "number_format"),
    [
        (0.068, "0.0%"),
        ("6.8%", "@"),
        (" 6.8 % ", "@"),
        ("6.8", "@"),
        (6.8, "General"),
        (6.8, "0.00"),
        (0.068, "#,##0.0%"),
    ],
)
def test_a_percentage_comes_back_as_it_is_spoken(sent, typed, number_format):
    sent.put("SHARE", typed).number_format = number_format
    assert only(sent.back()).value == number("6.8")


def test_a_percentage_that_would_show_as_680_is_taken_as_typed_and_told(sent):
    sent.put("SHARE", 6.8)
    returned = sent.back()
    assert only(returned).value == number("6.8")
    (doubt,) = told(returned, Severity.INFERRED)
    assert "680.0%" in doubt
    assert "taken as 6.8%" in doubt


@pytest.mark.parametrize("typed", [0.068, 1, 0.5, "0.068", "1"])
def test_a_percentage_that_may_be_two_things_is_asked_about(sent, typed):
    sent.put("SHARE", typed).number_format = "General"
    returned = sent.back()
    assert returned.entries == ()
    (question,) = told(returned)
    assert "may mean" in question
    assert "row 6, column G" in question


def test_nought_percent_is_nought_percent(sent):
    sent.put("SHARE", 0).number_format = "General"
    assert only(sent.back()).value == number(0)


def test_a_share_above_100_is_possible_where_one_is_known(tmp_path):
    sent = Sent(tmp_path, small_scorecard([share(number(120), TBC)]))
    sent.put("SHARE", 1.18)
    assert only(sent.back()).value == number(118)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1,491", number(1491)),
        ("1491", number(1491)),
        ("'12", None),
        (12.0, number(12)),
        ("tbc", TBC),
        ("N/A", Absent(State.NOT_APPLICABLE)),
        ("not due", Absent(State.NOT_DUE)),
        ("not collected", Absent(State.NOT_COLLECTED)),
        ("withheld", Absent(State.SUPPRESSED)),
    ],
)
def test_figures_and_the_words_for_having_none(sent, typed, value):
    sent.put("COUNT", typed)
    returned = sent.back()
    if value is None:
        assert returned.stops
        return
    found = only(returned).value
    assert found == value or (isinstance(found, Absent) and found.state is value.state)


def test_a_score_may_be_negative_and_keeps_its_decimals(sent):
    sent.put("SCORE", "-2.5")
    assert only(sent.back()).value == number("-2.5")


def test_the_dust_of_a_spreadsheets_arithmetic_is_swept_off(sent):
    sent.put("SCORE", 0.1 + 0.2)
    assert only(sent.back()).value == Number(Fraction(3, 10))


@pytest.mark.parametrize("typed", ["=1+1", "-5 families", "@all", "+44", "'=x", "''quoted"])
def test_words_that_could_run_go_out_and_come_back_unchanged(tmp_path, typed):
    """What stands now is shown made safe; copied into the answer it is the same words again."""
    scorecard = small_scorecard(
        [(indicator("one"), [number(1)])], commentary=Commentary(typed, AUGUST)
    )
    sent = Sent(tmp_path, scorecard)
    row = sent.row("ONE", "commentary")
    shown = sent.entry.cell(row, sent.column("Stands now")).value
    assert not shown.startswith(("=", "+", "-", "@"))
    sent.put("ONE", shown, "commentary")
    assert only(sent.back()).value == typed


def test_hostile_words_of_a_scorecard_do_not_spoil_its_checks(tmp_path):
    sent = Sent(tmp_path, hostile_scorecard())
    sent.put("FORMULA", "Fine", "commentary")
    sent.put("ESCAPE", "Fine as well", "commentary")
    returned = sent.back()
    assert told(returned) == []
    assert [entry.indicator for entry in returned.entries] == ["formula", "escape"]


@pytest.mark.parametrize(
    "written",
    [
        "16/09/2020",
        "16.9.20",
        "2020-09-16",
        "16 Sep 2020",
        "16th September 2020",
        "16-Sept-20",
        date(2020, 9, 16),
    ],
)
def test_dates_as_people_write_them(sent, written):
    sent.put("COUNT", 3, on=written)
    assert only(sent.back()).on == date(2020, 9, 16)


def test_a_name_or_a_date_left_out_is_filled_in_as_told_and_said(sent):
    sent.put("COUNT", 3, by=None, on=None)
    sent.put("SHARE", "tbc", by="Someone else", on=None)
    returned = sent.back(by="Performance team")
    by_name = {entry.indicator: entry for entry in returned.entries}
    assert (by_name["count"].by, by_name["count"].on) == ("Performance team", TODAY)
    assert by_name["share"].by == "Someone else"
    noted = told(returned, Severity.NOTED)
    assert any("2 answers carry no date. Today, 20/09/2020, was put" in each for each in noted)
    assert any("1 answer carries no name. “Performance team” was put" in each for each in noted)


# What is asked about


@pytest.mark.parametrize(
    ("reference", "typed", "because"),
    [
        ("COUNT", "about 120", "neither a number nor one of the words"),
        ("COUNT", "missing", "neither a number nor one of the words"),
        ("COUNT", -3, "it is below 0"),
        ("COUNT", 12.5, "it is not a whole number"),
        ("COUNT", 0.5, "it is not a whole number"),
        ("COUNT", "12%", "is a percentage, and this indicator is not"),
        ("COUNT", "1,23", "neither a number nor one of the words"),
        ("COUNT", date(2020, 9, 1), "holds a date, not a figure"),
        ("COUNT", True, "TRUE or FALSE"),
        ("COUNT", "=A1+1", "a formula without a result"),
        ("COUNT", "#REF!", "an error"),
        ("SHARE", "101%", "it is above 100"),
        ("SHARE", "-1%", "it is below 0"),
        ("SHARE", 150, "it is above 100"),
    ],
)
def test_a_figure_that_cannot_be_taken_says_why(sent, reference, typed, because):
    sent.put(reference, typed)
    returned = sent.back()
    assert returned.entries == ()
    assert returned.stops
    (finding,) = told(returned)
    assert because in finding
    assert "column G" in finding
    assert "The answer was not taken" in finding


def test_a_percentage_in_the_place_of_a_count_is_asked_about(sent):
    sent.put("COUNT", 0.12).number_format = "0%"
    (finding,) = told(sent.back())
    assert "is a percentage" in finding


@pytest.mark.parametrize(
    ("on", "because"),
    [
        ("next week", "cannot be read"),
        ("31/02/2020", "cannot be read"),
        (44088, "cannot be read"),
        (date(2020, 9, 21), "in the future"),
    ],
)
def test_a_date_that_cannot_be_taken_says_why(sent, on, because):
    sent.put("COUNT", 3, on=on)
    cell = sent.entry.cell(sent.row("COUNT"), sent.column("Date entered"))
    cell.number_format = "dd/mm/yyyy" if isinstance(on, date) else "General"
    (finding,) = told(sent.back())
    assert because in finding
    assert "column I" in finding


def test_a_date_before_the_workbook_was_made_is_taken_and_told(sent):
    sent.put("COUNT", 3, on=date(2002, 9, 16))
    returned = sent.back()
    assert only(returned).on == date(2002, 9, 16)
    assert "before the workbook was made" in told(returned, Severity.INFERRED)[0]


def test_an_answer_without_a_name_is_refused_unless_told_whose_it_is(sent):
    sent.put("COUNT", 3, by=" ")
    (finding,) = told(sent.back())
    assert "who gave it" in finding
    assert "--by" in finding


def test_a_commentary_that_is_too_long_or_a_formula_is_refused(sent):
    sent.put("COUNT", "x" * 5_001, "commentary")
    sent.put("SHARE", "=SUM(A1:A3)", "commentary")
    first, second = sorted(told(sent.back()), key=len)
    assert "5,001 characters" in first
    assert "a formula or an error" in second


def test_all_problems_of_all_rows_are_told_at_once_and_good_answers_given(sent):
    sent.put("COUNT", "lots", by="", on="soon")
    sent.put("SHARE", 0.07)
    returned = sent.back()
    assert len(told(returned)) == 3
    assert [entry.indicator for entry in returned.entries] == ["share"]


def copied(sent, row, **changes):
    """Copy a row under the table, changing the named columns."""
    last = sent.entry.max_row + 1
    for column in range(1, sent.entry.max_column + 1):
        sent.entry.cell(last, column, sent.entry.cell(row, column).value)
    for heading, value in changes.items():
        sent.entry.cell(last, sent.column(heading.replace("_", " ")), value)
    return last


def test_an_answer_given_twice_alike_counts_once(sent):
    sent.put("COUNT", 3)
    copied(sent, sent.row("COUNT"))
    assert only(sent.back()).value == number(3)


def test_an_answer_given_twice_differently_is_not_taken(sent):
    sent.put("COUNT", 3)
    last = copied(sent, sent.row("COUNT"), Your_answer=4)
    returned = sent.back()
    assert returned.entries == ()
    (finding,) = told(returned)
    assert "answered twice, differently" in finding
    assert f"row {last}" in finding


def test_a_copied_sheet_counts_like_the_first(sent):
    sent.put("COUNT", 3)
    sent.book.copy_worksheet(sent.entry).title = "Entry (2)"
    assert only(sent.back()).value == number(3)
