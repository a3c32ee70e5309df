"""The month as an analyst goes through it, from the command line, on the example files."""

import csv
import io
import json
import subprocess
import sys
import warnings
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest

from headway.cli.main import main
from headway.services.analysis import demonstration_council

EXAMPLES = Path(str(files("headway") / "examples"))
DECEMBER = str(EXAMPLES / "early-help-monthly-2019-12.csv")
AUGUST = str(EXAMPLES / "early-help-monthly-2020-08.csv")
QUARTERS = str(EXAMPLES / "early-help-quarters-2015-17.csv")
PLAN = str(EXAMPLES / "development-plan-2018.csv")


@pytest.fixture
def headway(capsysbinary, monkeypatch, tmp_path):
    """Run a command in a folder of its own: exit code, what it prints, what it complains."""
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = main([str(word) for word in words])
        printed = capsysbinary.readouterr()
        return code, printed.out.decode("utf-8"), printed.err.decode("utf-8")

    return run


def test_the_demonstration_makes_every_result_and_says_where(headway, tmp_path, monkeypatch):
    monkeypatch.setattr(demonstration_council, "CHILDREN", 1500)
    code, said, _ = headway("demo", "--out", tmp_path / "results")
    assert code == 0
    assert str(tmp_path / "results" / "index.html") in said
    assert "2.6 overall (printed 2.6)" in said
    made = {path.name for path in (tmp_path / "results").iterdir()}
    for name in ("scorecard-2020-08", "scorecard-2019-12", "quarters-2015-17", "plan-2018"):
        assert {f"{name}.{form}" for form in ("html", "xlsx", "csv", "json")} <= made
    assert {"board-2020-08.html", "data"} <= made
    assert {"service-2026-09.html", "service-2026-09.xlsx", "locality-2026-09.html"} <= made
    assert said.count("loaded + ") == 2  # two exports, each with its rows accounted for
    service = (tmp_path / "results" / "service-2026-09.html").read_text("utf-8")
    assert "The definition changed in July 2026: adults aged 21 and over" in service
    team = (tmp_path / "results" / "team-2026-09.html").read_text("utf-8")
    assert "The organisation changed in June 2026: T08 South young families team" in team
    assert "not compared" in team
    restated = (tmp_path / "results" / "team-restated-2026-09.html").read_text("utf-8")
    assert "restated on one map of teams" in restated
    assert {"scorecard-2020-08-comparisons.csv", "plan-2018-actions.csv"} <= made
    made_up = json.loads((tmp_path / "results" / "made-up-2026-09.json").read_text("utf-8"))
    assert "made-up council" in made_up["title"]
    standing = {row["reference"]: row["standing"]["sentence"] for row in made_up["rows"]}
    assert standing == {
        "A1": "No target for this period",
        "A2": "On target: 68 against at least 66 for September 2026",
        "A3": "Close to target: 86.5% against at least 90% for 2026/27",
        "A4": "Off target: 82.0% against at least 95% for 2026/27",
        "A5": "On target: 12.4 against between 10 and 14 for 2026/27",
        "A6": "The target for 2026/27 is to be confirmed",
    }
    assert "2 on target, 1 close to target, 1 off target" in said


def test_the_demonstration_does_not_write_among_other_things(headway, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep me", encoding="utf-8")
    code, _, complaint = headway("demo", "--out", tmp_path / "mine")
    assert code == 6
    assert "holds something else" in complaint
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_two_editions_make_one_scorecard_on_the_screen(headway):
    code, said, _ = headway("scorecard", DECEMBER, AUGUST)
    assert code == 0
    assert "10 of 12 known" in said
    assert "+10% up" in said  # 177 against 161 is 9.94%, and the rule is applied as printed
    assert "hold the very same figure on 5 of 5 indicators" in said
    assert max(len(line) for line in said.splitlines()) <= 100


def test_every_format_says_the_same_figures(headway, tmp_path):
    _, text, _ = headway("scorecard", AUGUST, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    august = [row for row in rows if row["reference"] == "EH1a" and row["period"] == "August 2020"]
    assert [row["value"] for row in august] == ["132"]
    _, text, _ = headway("scorecard", AUGUST, "--format", "json")
    card = json.loads(text)
    assert len(card["rows"]) == 9
    _, page, _ = headway("scorecard", AUGUST, "--format", "html")
    assert page.lower().startswith("<!doctype html>")
    code, said, _ = headway("scorecard", AUGUST, "--format", "xlsx")
    assert code == 0
    assert "scorecard-2020-08.xlsx" in said
    book = opened(tmp_path / "scorecard-2020-08.xlsx")
    assert 132 in [cell.value for row in book["Scorecard"].iter_rows() for cell in row]


def test_a_file_that_is_there_is_not_written_over_unasked(headway, tmp_path):
    out = tmp_path / "mine.xlsx"
    out.write_bytes(b"somebody's answers")
    code, _, complaint = headway("scorecard", AUGUST, "--out", out)
    assert code == 6
    assert "--replace" in complaint
    assert out.read_bytes() == b"somebody's answers"
    assert headway("scorecard", AUGUST, "--out", out, "--replace")[0] == 0
    assert out.read_bytes() != b"somebody's answers"


def test_the_ending_of_the_file_chooses_the_format(headway, tmp_path):
    assert headway("plan", PLAN, "--out", tmp_path / "plan.json")[0] == 0
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    code, _, complaint = headway("plan", PLAN, "--out", tmp_path / "plan.docx")
    assert code == 6
    assert "terminal, html, xlsx, csv, json" in complaint


def test_csv_holds_one_table_and_the_others_are_asked_for_by_name(headway, tmp_path):
    code, text, _ = headway("scorecard", DECEMBER, AUGUST, "--table", "comparisons")
    assert code == 0
    compared = list(csv.DictReader(io.StringIO(text)))
    (change,) = [
        row
        for row in compared
        if row["reference"] == "EH1a" and row["what"] == "change on the previous period"
    ]
    assert (change["printed"], change["worked_out"]) == ("'-5%", "'-5%")
    assert headway("plan", PLAN, "--table", "actions", "--out", tmp_path / "all.csv")[0] == 0
    actions = (tmp_path / "all.csv").read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(actions)))) > 200  # an action in each review
    code, _, complaint = headway("plan", PLAN, "--table", "actions", "--format", "html")
    assert code == 6
    assert "html is asked for" in complaint


def test_different_sheets_do_not_become_one_file(headway):
    code, said, _ = headway("scorecard", DECEMBER, QUARTERS)
    assert code == 0
    assert "DECEMBER 2019" in said
    assert "BY QUARTER" in said
    code, _, complaint = headway("scorecard", DECEMBER, QUARTERS, "--format", "json")
    assert code == 6
    assert "2 different sheets" in complaint


def test_escalation_percentages_are_checked_against_their_parts(headway):
    _, text, _ = headway("scorecard", QUARTERS, "--format", "json")
    assert text.count("cut, not rounded") >= 3


def test_the_plan_is_worked_out_again(headway):
    code, said, _ = headway("plan", PLAN)
    assert code == 0
    assert "2.6 overall" in said
    assert "told apart" in said
    assert "RAG 03/18" in said  # a review without any rating is named, not averaged


def test_the_board_page_joins_sheet_and_plan(headway):
    code, page, _ = headway("board", DECEMBER, AUGUST, "--plan", PLAN, "--format", "html")
    assert code == 0
    for heading in ("What changed", "What is off target", "What is not known", "The plan"):
        assert heading in page


def opened(path):
    with warnings.catch_warnings():
        # openpyxl drops the small trend bars; no answer depends on them.
        warnings.filterwarnings("ignore", message="Sparkline Group", category=UserWarning)
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()))


def fill_in(path, answers):
    """Write answers into the marked cells of a workbook, as an owner would."""
    book = opened(path)
    sheet = book["Entry"]
    heads, start = {}, 0
    for row in sheet.iter_rows():
        texts = {cell.value: cell.column for cell in row if cell.value}
        if {"Asked for", "Your answer"} <= set(texts):
            heads, start = texts, row[0].row
    for row in range(start + 1, sheet.max_row + 1):
        asked = tuple(
            sheet.cell(row, heads[name]).value for name in ("Ref.", "Period", "Asked for")
        )
        if asked in answers:
            sheet.cell(row, heads["Your answer"]).value = answers[asked]
            sheet.cell(row, heads["Entered by"]).value = "families programme lead"
    book.save(path)


def test_what_owners_write_comes_back_and_shows(headway, tmp_path):
    headway("history", DECEMBER, AUGUST, "--into", "data", "--by", "analyst")
    headway("scorecard", "--data", "data", "--out", "month.xlsx")
    fill_in(
        tmp_path / "month.xlsx",
        {
            ("FM011", "quarter 1 2020/21", "figure"): 41,
            ("CIN5", "August 2020", "commentary"): "Closures caught up after a recording drive.",
        },
    )
    code, said, complaint = headway("collect", "month.xlsx", "--into", "data", "--by", "analyst")
    assert code == 0, complaint
    assert "2 answers" in said
    assert "families programme lead" in said
    code, said, _ = headway("scorecard", "--data", "data")
    assert code == 0
    assert "Closures caught up" in said
    families = said[said.index("FM011") :].splitlines()
    assert "41" in families[0] + families[1]
    again, said, _ = headway("collect", "month.xlsx", "--into", "data", "--by", "analyst")
    assert again == 0
    assert "kept already" in said


def test_one_wrong_answer_keeps_all_back_unless_the_good_are_asked_for(headway, tmp_path):
    headway("history", AUGUST, "--into", "data", "--by", "analyst")
    headway("scorecard", AUGUST, "--out", "month.xlsx")
    fill_in(
        tmp_path / "month.xlsx",
        {
            ("FM011", "quarter 1 2020/21", "figure"): "about forty",
            ("FM012", "quarter 1 2020/21", "figure"): 36,
        },
    )
    code, _, complaint = headway("collect", "month.xlsx", "--into", "data", "--by", "analyst")
    assert code == 4
    assert "Nothing was kept" in complaint
    assert "--take-good" in complaint
    code, said, _ = headway(
        "collect", "month.xlsx", "--into", "data", "--by", "analyst", "--take-good"
    )
    assert code == 0
    assert "Kept as entries/" in said


def test_kept_history_comes_back_as_it_was_kept(headway):
    headway("history", DECEMBER, AUGUST, "--into", "data", "--by", "analyst")
    _, fresh, _ = headway("scorecard", DECEMBER, AUGUST, "--format", "csv")
    _, kept, _ = headway("scorecard", "--data", "data", "--format", "csv")
    assert kept == fresh
    _, fresh, _ = headway("scorecard", DECEMBER, AUGUST, "--format", "json")
    _, kept, _ = headway("scorecard", "--data", "data", "--format", "json")
    assert json.loads(kept)["rows"] == json.loads(fresh)["rows"]
    _, joined, _ = headway("scorecard", AUGUST, "--data", "data", "--format", "csv")
    assert joined == fresh_csv(headway)


def fresh_csv(headway):
    return headway("scorecard", DECEMBER, AUGUST, "--format", "csv")[1]


def test_references_that_change_are_proposed_and_hold_once_confirmed(headway, tmp_path):
    heads = "Ref,Indicator,{},{}\n"
    (tmp_path / "one.csv").write_text(
        heads.format("Jan-26", "Feb-26") + "AB1,Visits by bicycle,10,20\n", encoding="utf-8"
    )
    (tmp_path / "two.csv").write_text(
        heads.format("Feb-27", "Mar-27") + "XY9,Visits by bicycle,25,30\n", encoding="utf-8"
    )
    code, _, remark = headway("scorecard", "one.csv", "two.csv", "--propose", "mapping.yaml")
    assert code == 0
    assert "1 proposal" in remark
    text = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    assert "confirmed: no" in text
    _, apart, _ = headway("scorecard", "one.csv", "two.csv", "--mapping", "mapping.yaml")
    confirmed = text.replace("confirmed: no", "confirmed: yes")
    (tmp_path / "mapping.yaml").write_text(confirmed, encoding="utf-8")
    _, together, _ = headway("scorecard", "one.csv", "two.csv", "--mapping", "mapping.yaml")
    assert "On Mar-26" in together
    assert apart != together
    assert "2 of 12 known" in together


@pytest.mark.parametrize(
    ("contents", "code", "words"),
    [
        (b"", 3, "empty"),
        (bytes(range(256)) * 40, 3, "odd.csv"),
        (b"nothing,of,interest\n1,2,3\n", 4, "scorecard"),
    ],
)
def test_bad_files_are_told_without_a_traceback(headway, tmp_path, contents, code, words):
    (tmp_path / "odd.csv").write_bytes(contents)
    for command in (("scorecard",), ("history",), ("plan",), ("collect",), ("board",)):
        found, _, complaint = headway(*command, "odd.csv")
        assert found in (3, 4), command
        assert "Traceback" not in complaint
        assert "odd.csv" in complaint
    found, _, complaint = headway("scorecard", "odd.csv")
    assert found == code
    assert words in complaint


def test_it_runs_as_a_module_in_a_plain_console():
    """A Windows console in its old code page gets words and plain signs, never an error."""
    run = subprocess.run(
        [sys.executable, "-m", "headway", "scorecard", AUGUST],
        capture_output=True,
        env={"PYTHONIOENCODING": "cp1252", "PATH": "", "SYSTEMROOT": r"C:\Windows"},
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode("cp1252")
    said = run.stdout.decode("cp1252")
    assert "^" in said or "up" in said
    assert "�" not in said
