"""Tidy CSV: every figure and state in its own column, safe in a spreadsheet, exact on return."""

import csv
import io
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.exact import read_exact
from headway.domain.periods import Period, PeriodKind, financial_year, month, quarter
from headway.domain.problems import Place
from headway.domain.published import Figure, PublishedDataset, PublishedRow
from headway.domain.safe_text import restore
from headway.domain.targets import Revision, Target, TargetForm
from headway.domain.values import Absent, Number, State, number
from headway.writers.history_files import history_tables
from headway.writers.tables import (
    CSV_ENCODING,
    CellType,
    Column,
    Table,
    columns,
    csv_text,
    dictionary_of,
)
from headway.writers.tidy_csv import actions_csv, comparisons_csv, plan_csv, scorecard_csv
from tests.builders import (
    FORMULA,
    HOSTILE,
    dataset_2019,
    dataset_2020,
    hostile_scorecard,
    indicator,
    scorecard_2020,
    scorecard_of_states,
    small_scorecard,
)
from tests.plan_builders import plan_summary

SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def read(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def is_number(text):
    try:
        read_exact(text)
    except ValueError:
        return False
    return True


def assert_nothing_runs(text):
    for row in csv.reader(io.StringIO(text, newline="")):
        for cell in row:
            assert not cell.startswith(SIGNS) or is_number(cell), cell


def all_texts():
    return [
        scorecard_csv(scorecard_2020()),
        scorecard_csv(hostile_scorecard()),
        comparisons_csv(scorecard_2020()),
        plan_csv(plan_summary()),
        actions_csv(plan_summary()),
        *history_tables([dataset_2019(), dataset_2020()]).values(),
    ]


def test_each_indicator_and_period_has_a_row_with_its_figure():
    rows = read(scorecard_csv(scorecard_2020()))
    assert len(rows) == 30
    found = [row["value"] for row in rows if row["reference"] == "EH1c"]
    assert found == ["280", "182", "182", "258", "278", "263"]
    last = next(row for row in rows if (row["reference"], row["period"]) == ("EH1c", "August 2020"))
    assert last == {
        "indicator": "assessments-completed",
        "reference": "EH1c",
        "title": "Early help assessments completed in the month, adults of 21 and over included",
        "period": "August 2020",
        "period_kind": "month",
        "period_start": "2020-08-01",
        "period_end": "2020-08-31",
        "state": "number",
        "value": "263",
        "unit": "number",
        "text": "263",
        "source": "2020-08",
        "certain": "yes",
        "break": "",
    }


def test_each_state_stands_in_its_own_column_and_never_in_the_figures():
    rows = read(scorecard_csv(scorecard_of_states()))
    current = {row["state"]: row["value"] for row in rows if row["period"] == "August 2020"}
    assert current == {state.value: "" for state in State}


def test_negative_numbers_stay_numbers():
    scorecard = small_scorecard([(indicator("a"), [number(-3), number("-0.5")])])
    assert [row["value"] for row in read(scorecard_csv(scorecard))] == ["-3", "-0.5"]


def test_a_withheld_figure_gives_nothing_away_even_where_its_text_would():
    scorecard = small_scorecard([(indicator("a"), [number(9), Absent(State.SUPPRESSED, "was 3")])])
    row = read(scorecard_csv(scorecard))[-1]
    assert (row["state"], row["value"], row["text"]) == ("suppressed", "", "")


def test_no_cell_of_any_file_can_run():
    for text in all_texts():
        assert_nothing_runs(text)


def test_hostile_text_is_kept_whole_behind_its_apostrophe():
    rows = read(scorecard_csv(hostile_scorecard()))
    titles = {row["title"] for row in rows}
    assert f"'{FORMULA}" in titles
    assert f"Families {HOSTILE} & others" in titles


def test_lines_end_as_rfc_4180_says():
    for text in all_texts():
        assert text.endswith("\r\n")
    figures = scorecard_csv(scorecard_2020())
    assert "\n" not in figures.replace("\r\n", "")


def test_saved_as_named_excel_sees_the_mark_of_utf_8():
    data = scorecard_csv(scorecard_2020()).encode(CSV_ENCODING)
    assert data.startswith(b"\xef\xbb\xbfindicator,")


def test_comparisons_stand_side_by_side():
    rows = read(comparisons_csv(scorecard_2020()))
    [row] = [row for row in rows if row["verdict"] == "differs"]
    assert (row["reference"], row["printed"], row["worked_out"]) == ("YO2", "0", "332")


def test_a_plan_has_a_row_for_each_review_and_priority_and_overall():
    rows = read(plan_csv(plan_summary()))
    assert [row["priority"] for row in rows] == ["1", "2", "3", ""] * 2
    by = {(row["review"], row["priority"]): row for row in rows}
    first = by["January 2018", "1"]
    assert (first["mean"], first["shown"], first["whole"], first["printed"]) == (
        "3.25",
        "3.3",
        "3",
        "3.3",
    )
    third = by["initial", "3"]
    assert (third["shown"], third["told_apart"], third["stands"]) == ("2.0", "yes", "1.5")
    second = by["January 2018", "2"]
    assert (second["rated"], second["due"], second["mean"]) == ("6", "7", "2.166667")
    assert by["January 2018", ""]["shown"] == "2.7"


def test_no_mean_looks_like_a_date_to_a_spreadsheet():
    assert not any("/" in row["mean"] for row in read(plan_csv(plan_summary())))


def test_actions_have_a_row_for_each_review_with_the_rating_as_written():
    rows = read(actions_csv(plan_summary()))
    assert len(rows) == 18 * 3
    unreadable = next(row for row in rows if row["mark"] == "re")
    assert (unreadable["state"], unreadable["rating"]) == ("broken", "")
    assert (unreadable["due_text"], unreadable["due"]) == ("Jan-18", "2018-01-31")


def test_history_has_every_file_and_each_column_in_the_dictionary():
    files = history_tables([dataset_2019(), dataset_2020()])
    assert list(files) == [
        "editions.csv",
        "rows.csv",
        "figures.csv",
        "printed.csv",
        "benchmarks.csv",
        "targets.csv",
        "revisions.csv",
        "commentary.csv",
        "findings.csv",
        "dictionary.csv",
    ]
    told = {(row["file"], row["column"]) for row in read(files["dictionary.csv"])}
    heads = {
        (name, head)
        for name, text in files.items()
        for head in next(csv.reader(io.StringIO(text, newline="")))
    }
    assert told == heads


def test_history_keeps_what_was_printed_benchmarks_targets_commentary_and_findings():
    files = history_tables([dataset_2019(), dataset_2020()])
    printed = read(files["printed.csv"])
    assert {key: printed[1][key] for key in ("what", "text", "number")} == {
        "what": "change on the same period last year",
        "text": "↑ 505%",
        "number": "505",
    }
    [neighbours, *_] = [b for b in read(files["benchmarks.csv"]) if b["value"]]
    assert (neighbours["value"], neighbours["year"], neighbours["updated"]) == (
        "6.1",
        "2017/18",
        "March 2019",
    )
    assert [row["form"] for row in read(files["targets.csv"])][:3] == [
        "at least",
        "at least",
        "to be confirmed",
    ]
    assert [row["points_to"] for row in read(files["commentary.csv"])] == ["", "EH1a"]
    assert [row["severity"] for row in read(files["findings.csv"])] == ["not taken", "inferred"]
    assert [row["digest"] for row in read(files["editions.csv"])] == ["a" * 64, "b" * 64]


def test_a_revised_target_keeps_its_reason():
    revision = Revision("350", date(2020, 5, 1), "=the pandemic", "Director")
    target = Target(financial_year(2020), TargetForm.AT_LEAST, Fraction(300), revisions=(revision,))
    row = PublishedRow("a", "A", "A", targets=(target,))
    dataset = PublishedDataset("T", "e", month(2020, 8), (month(2020, 8),), (row,))
    [told] = read(history_tables([dataset])["revisions.csv"])
    assert (told["was"], told["on"], restore(told["reason"])) == (
        "350",
        "2020-05-01",
        "=the pandemic",
    )


def period_from(row, name):
    return Period(
        PeriodKind(row[f"{name}_kind"]),
        date.fromisoformat(row[f"{name}_start"]),
        date.fromisoformat(row[f"{name}_end"]) + timedelta(days=1),
    )


def figure_from(row):
    absent = row["state"] != "number"
    value = (
        Absent(State(row["state"]), restore(row["note"]))
        if absent
        else Number(read_exact(row["value"]))
    )
    return Figure(
        period_from(row, "period"),
        value,
        period_from(row, "column"),
        restore(row["text"]),
        Place(
            restore(row["place_file"]),
            restore(row["place_sheet"]),
            int(row["place_row"] or 0),
            restore(row["place_column"]),
            int(row["place_line"] or 0),
        ),
        restore(row["service_unit"]),
        row["certain"] == "yes",
    )


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
FIGURES = st.builds(
    Figure,
    st.sampled_from([month(2020, 8), quarter(2019, 4), financial_year(2018)]),
    st.one_of(st.fractions().map(Number), st.builds(Absent, st.sampled_from(State), TEXTS)),
    st.sampled_from([month(2020, 8), month(2020, 3)]),
    TEXTS,
    st.builds(Place, TEXTS, TEXTS, st.integers(0, 99), TEXTS, st.integers(0, 99)),
    TEXTS,
    st.booleans(),
)


@given(st.lists(FIGURES, max_size=5))
def test_every_figure_can_be_made_again_exactly(figures):
    row = PublishedRow("a", "A", "A", tuple(figures))
    dataset = PublishedDataset("T", "e", month(2020, 8), (month(2020, 8),), (row,))
    text = history_tables([dataset])["figures.csv"]
    saved = text.encode(CSV_ENCODING).decode(CSV_ENCODING)
    assert [figure_from(each) for each in read(saved)] == figures
    assert_nothing_runs(text)


def test_the_same_sheets_give_the_same_files():
    datasets = [dataset_2019(), dataset_2020()]
    assert history_tables(datasets) == history_tables(datasets)


def test_a_table_whose_rows_do_not_fit_its_columns_cannot_be_built():
    heads = columns(("a", CellType.TEXT, "one"), ("b", CellType.TEXT, "two"))
    with pytest.raises(ValueError, match="a cell for each column"):
        Table("t.csv", heads, (("1",),))
    with pytest.raises(ValueError, match="a name of its own"):
        Table("t.csv", heads + heads, ())
    with pytest.raises(ValueError, match="needs a plain name"):
        Column("a b", CellType.TEXT, "x")


def test_the_dictionary_explains_itself():
    table = dictionary_of([])
    assert [row[1] for row in table.rows] == ["file", "column", "type", "meaning"]
    assert csv_text(table).startswith("file,column,type,meaning\r\n")
