"""Workbooks that come back: good answers taken, the rest asked about, nothing else believed."""

import shutil
import subprocess
import warnings
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest

from headway.domain.asking import identity_of
from headway.domain.entries import EntryKind
from headway.domain.indicator import Unit
from headway.domain.periods import month, quarter
from headway.domain.problems import ContentMistake, Severity
from headway.domain.published import Commentary
from headway.domain.values import Absent, Number, State, Value, number
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

MADE_ON = date(2020, 9, 14)
TODAY = date(2020, 9, 20)
AUGUST = month(2020, 8)
TBC = Absent(State.AWAITED)


class Sent:
    """A workbook that was sent out, to be written in as a person would."""

    def __init__(self, folder, scorecard):
        self.path = folder / "returned.xlsx"
        self.path.write_bytes(workbook_bytes(scorecard, made_on=MADE_ON))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            self.book = openpyxl.load_workbook(self.path)

    @property
    def entry(self):
        return self.book["Entry"]

    def column(self, heading, sheet="Entry"):
        rows = self.book[sheet].iter_rows()
        return next(c.column for row in rows for c in row if c.value == heading)

    def row(self, reference, asked="figure", period=None):
        kind, when = self.column("Asked for"), self.column("Period")
        for (cell,) in self.entry.iter_rows(min_col=1, max_col=1):
            found = self.entry.cell(cell.row, kind).value, self.entry.cell(cell.row, when).value
            if cell.value == reference and found[0] == asked and period in (None, found[1]):
                return cell.row
        raise LookupError(reference)

    def put(self, reference, answer, asked="figure", *, by="Head of service", on=date(2020, 9, 16)):
        """Answer one row; returns the answer's cell."""
        row = self.row(reference, asked)
        cell = self.entry.cell(row, self.column("Your answer"), answer)
        self.entry.cell(row, self.column("Entered by"), by)
        self.entry.cell(row, self.column("Date entered"), on)
        return cell

    def back(self, **named):
        self.book.save(self.path)
        return read_returned(read_document(self.path), **{"today": TODAY} | named)


def share(*values, **named):
    return indicator("share", "A share", unit=Unit.PERCENTAGE, decimals=1, **named), list(values)


def small():
    """One percentage, one count and one score, each awaited in August."""
    return small_scorecard(
        [
            share(number("6.5"), TBC),
            (indicator("count", "A count"), [number(1200), TBC]),
            (indicator("score", "A score", unit=Unit.SCORE, decimals=1), [number(3), TBC]),
        ]
    )


@pytest.fixture
def sent(tmp_path):
    return Sent(tmp_path, small())


def told(returned, severity=Severity.STOPS):
    return [str(each) for each in returned.findings if each.severity is severity]


def only(returned):
    assert told(returned) == []
    (entry,) = returned.entries
    return entry


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
