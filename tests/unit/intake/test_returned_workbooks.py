"""Workbooks that people changed, and ones that are foreign or stale: told, and nothing guessed."""

import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction

import openpyxl
import pytest

from headway.domain.indicator import Unit
from headway.domain.periods import month
from headway.domain.problems import ContentMistake, Severity
from headway.domain.values import Absent, State, Value, number
from headway.intake.returned import read_returned
from headway.readers import read_document
from headway.writers.workbook import workbook_bytes
from tests.builders import (
    FORMULA,
    hostile_scorecard,
    indicator,
    scorecard_2019,
    scorecard_2020,
    small_scorecard,
)
from tests.unit.intake.returned_workbooks import (
    MADE_ON,
    TODAY,
    Sent,
    only,
    share,
    small,
    told,
)

# What people do to a workbook


def test_sheets_renamed_rows_sorted_columns_added_and_rows_deleted(sent):
    sent.put("COUNT", 1250)
    sent.put("SHARE", 0.07)
    sheet = sent.entry
    for name in list(sheet.tables):
        del sheet.tables[name]
    rows = [[(c.value, c.number_format) for c in row] for row in sheet.iter_rows(min_row=6)]
    for at, row in enumerate(reversed(rows[:-1]), start=6):
        for column, (value, number_format) in enumerate(row, start=1):
            sheet.cell(at, column).value = value
            sheet.cell(at, column).number_format = number_format
    sheet.delete_rows(5 + len(rows))
    sheet.insert_cols(3)
    sheet.cell(5, 3, "My notes")
    sheet.cell(6, 3, "ask Sam")
    sheet.insert_rows(1)
    sheet.title = "Sam's answers"
    sent.book["About"].title = "Info"
    sent.book["Scorecard"].title = "Figures"
    returned = sent.back()
    assert told(returned) == []
    values = {entry.indicator: entry.value for entry in returned.entries}
    assert values == {"count": number(1250), "share": number(7)}


def test_a_row_whose_question_was_changed_is_not_taken(sent):
    sent.put("COUNT", 3)
    sent.entry.cell(sent.row("COUNT"), sent.column("Period"), "July 2020")
    (finding,) = told(sent.back())
    assert "what this row asks was changed by hand" in finding


def test_words_typed_over_what_stands_now_are_reported(sent):
    row = sent.row("COUNT", "commentary")
    sent.entry.cell(row, sent.column("Stands now"), "We opened a new office.")
    returned = sent.back()
    assert returned.entries == ()
    (finding,) = told(returned, Severity.NOT_TAKEN)
    assert f"row {row}, column E" in finding


def test_an_answer_in_a_row_of_ones_own_is_not_taken(sent):
    sent.entry.cell(sent.entry.max_row + 1, sent.column("Your answer"), "17 more families")
    findings = told(sent.back())
    assert any("a row that Headway did not make" in each for each in findings)


def test_without_the_check_column_answers_are_taken_and_that_is_said(sent):
    sent.put("COUNT", 3)
    sent.entry.delete_cols(sent.column("Check"))
    returned = sent.back()
    assert only(returned).value == number(3)
    assert "the column “Check” is gone" in told(returned, Severity.NOTED)[0]


def test_a_column_added_under_a_known_heading_is_refused(sent):
    sent.entry.cell(5, sent.entry.max_column + 1, "Your answer")
    with pytest.raises(ContentMistake, match="stands there more than once"):
        sent.back()


@pytest.mark.parametrize(
    ("typed", "shown"), [(1201, "1201"), ("tbc", "tbc"), (None, ""), (1200.001, "1200")]
)
def test_a_figure_changed_on_the_scorecards_own_sheet_is_told_and_not_taken(sent, typed, shown):
    sheet = sent.book["Scorecard"]
    sheet.cell(5, sent.column("Jul-20", "Scorecard")).value = typed
    returned = sent.back()
    assert returned.entries == ()
    assert not returned.stops
    (finding,) = told(returned, Severity.NOT_TAKEN)
    assert "typed over 1200" in finding
    assert "row 5, column C" in finding


def test_commentary_written_on_the_scorecards_own_sheet_is_told(sent):
    sent.book["Scorecard"].cell(5, sent.column("Commentary", "Scorecard")).value = "We did well."
    (finding,) = told(sent.back(), Severity.NOT_TAKEN)
    assert "the commentary on count was changed by hand" in finding


def test_a_changed_check_is_noted(sent):
    sheet = sent.book["Scorecard"]
    sheet.cell(5, sent.column("Check of figures", "Scorecard")).value = "1; 2 [k123]"
    assert "cannot be compared" in told(sent.back(), Severity.NOTED)[0]


def test_figures_of_every_kind_come_back_unchanged(tmp_path):
    third = number(Fraction(1, 3))
    values: list[Value] = [number(0), third, number("99.999"), *[Absent(state) for state in State]]
    scorecard = small_scorecard(
        [share(*values), (indicator("money", unit=Unit.POUNDS), [number(-5), *values[1:]])]
    )
    assert Sent(tmp_path, scorecard).back().findings == ()


@pytest.mark.parametrize("scorecard", [scorecard_2019(), scorecard_2020(), hostile_scorecard()])
def test_nothing_is_said_of_a_workbook_as_it_was_made(tmp_path, scorecard):
    path = tmp_path / "untouched.xlsx"
    path.write_bytes(workbook_bytes(scorecard, made_on=MADE_ON))
    returned = read_returned(read_document(path), today=TODAY, expected=scorecard)
    assert (returned.entries, returned.findings) == ((), ())
    assert returned.unanswered > 0


# Foreign and stale workbooks


def test_another_workbook_is_refused_with_what_to_do(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Ref.", "Value"])
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(ContentMistake, match="does not say what it is") as caught:
        read_returned(read_document(tmp_path / "other.xlsx"), today=TODAY)
    assert "Send back the workbook" in caught.value.findings[0].next_step


def test_a_workbook_without_its_about_sheet_is_refused(sent):
    del sent.book["About"]
    with pytest.raises(ContentMistake, match="does not say what it is"):
        sent.back()


def test_a_workbook_without_its_entry_sheet_is_refused(sent):
    del sent.book["Entry"]
    with pytest.raises(ContentMistake, match="no sheet has the headings"):
        sent.back()


@pytest.mark.parametrize(
    ("item", "says", "because"),
    [
        ("Workbook format", "9", "is of format 9"),
        ("Period", "sometime", "the workbook's own period"),
    ],
)
def test_a_workbook_of_another_kind_is_refused(sent, item, says, because):
    row = next(row for row in sent.book["About"].iter_rows() if row[0].value == item)
    row[1].value = says
    with pytest.raises(ContentMistake, match=because):
        sent.back()


def test_a_workbook_of_another_period_or_scorecard_is_refused(sent):
    with pytest.raises(ContentMistake, match="Answers are wanted for “Early help dataset”"):
        sent.back(expected=scorecard_2020())
    later = replace(small(), period=month(2020, 9))
    with pytest.raises(ContentMistake, match="September 2020"):
        sent.back(expected=later)


def now(value):
    """The small scorecard, with the count of August come since."""
    scorecard = small()
    rows = list(scorecard.rows)
    row = rows[1]
    rows[1] = replace(row, cells=(row.cells[0], replace(row.cells[1], value=value)))
    return replace(scorecard, rows=tuple(rows))


def test_a_stale_workbook_is_told_and_its_other_answers_taken(sent):
    sent.put("SHARE", 0.07)
    sent.put("COUNT", 1250)
    returned = sent.back(expected=now(number(1300)))
    assert [entry.indicator for entry in returned.entries] == ["share"]
    assert "figures have moved since" in told(returned, Severity.INFERRED)[0]
    (finding,) = told(returned)
    assert "a figure has come since for August 2020: 1300; the answer is “1,250”" in finding


def test_an_answer_that_is_what_has_come_since_does_no_harm(sent):
    sent.put("COUNT", 1250)
    assert only(sent.back(expected=now(number(1250)))).value == number(1250)


def test_an_indicator_or_period_the_scorecard_no_longer_has_is_refused(sent):
    sent.put("COUNT", 1250)
    sent.put("SHARE", 0.07)
    scorecard = small()
    kept = scorecard.rows[0]
    gone = replace(scorecard, rows=(replace(kept, cells=kept.cells[:1]),))
    first, second = sorted(told(sent.back(expected=gone)))
    assert "the scorecard shows no August 2020" in first
    assert "has no indicator “count”" in second


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_answers_survive_being_saved_by_libreoffice(tmp_path, kind):
    sent = Sent(tmp_path, scorecard_2020())
    sent.put("LSCB1", 0.061)
    sent.put("YO2", "tbc")
    sent.put("EH1a", f"'{FORMULA}", "commentary")
    sent.put("EH1c", "Two\nlines — “quoted”", "commentary")
    sent.book["Scorecard"]["D4"].value = 114
    before = sent.back()
    profile = (tmp_path / "profile").as_uri()
    saved = tmp_path / "saved"
    command = f"soffice -env:UserInstallation={profile} --headless --convert-to {kind} --outdir"
    subprocess.run(
        [*command.split(), str(saved), str(sent.path)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    after = read_returned(read_document(saved / f"returned.{kind}"), today=TODAY)
    assert len(before.entries) == 4
    assert [(e.indicator, e.period, e.value, e.by, e.on) for e in after.entries] == [
        (e.indicator, e.period, e.value, e.by, e.on) for e in before.entries
    ]
    assert [f.found for f in after.findings] == [f.found for f in before.findings]
    assert after.entries[0].value == FORMULA
