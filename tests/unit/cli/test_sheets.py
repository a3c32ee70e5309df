"""Choosing one of several scorecards, such as those of one workbook."""

import json

import pytest

from headway.cli.main import main

TABLES = (
    "Monthly figures\nRef,Measure,Apr-24,May-24\nA1,Visits,1,2\n\n\n\n\n"
    "Quarterly figures\nRef,Measure,Q1 2023/24,Q2 2023/24\nB1,Plans,3,4\n"
)


@pytest.fixture
def both(tmp_path):
    path = tmp_path / "both.csv"
    path.write_text(TABLES, encoding="utf-8", newline="")
    return path


def references(capsys):
    return [row["reference"] for row in json.loads(capsys.readouterr().out)["rows"]]


@pytest.mark.parametrize(
    ("sheet", "found"), [("monthly figures", "A1"), ("Quarterly Figures", "B1")]
)
def test_one_scorecard_of_several_is_chosen_by_its_title(both, capsys, sheet, found):
    assert main(["scorecard", str(both), "--format", "json", "--sheet", sheet]) == 0
    assert references(capsys) == [found]


def test_or_by_its_number(both, capsys):
    assert main(["scorecard", str(both), "--format", "json", "--sheet", "2"]) == 0
    assert len(references(capsys)) == 1


@pytest.mark.parametrize("more", [[], ["--sheet", "Weekly"], ["--sheet", "3"], ["--sheet", "0"]])
@pytest.mark.parametrize("command", ["scorecard", "board"])
def test_without_a_choice_or_with_none_of_them_the_titles_are_told(
    both, tmp_path, capsys, command, more
):
    out = ["--out", str(tmp_path / "out.html"), "--format", "html"]
    assert main([command, str(both), *out, *more]) == 6
    said = capsys.readouterr().err
    assert "Monthly figures" in said
    assert "--sheet" in said
