"""The weekly report from loaded exports."""

import csv
import io

WEEK = "2026-10-21"


def test_the_last_whole_week_is_told_and_agrees_with_calculate(headway, council):
    code, said, complaint = headway("weekly", "--data", council / "data")
    assert code == 0, complaint
    assert "Monday 19 to Sunday 25 October 2026" in said
    code, text, _ = headway(
        "calculate", "--data", council / "data", "--period", f"week to {WEEK}", "--format", "csv",
        "--units", "council", "--indicators", "families-in-early-help",
    )  # fmt: skip
    assert code == 0
    [row] = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    assert row["period"] == "week to 25 October 2026"
    line = next(one for one in said.splitlines() if one.startswith("Families in early help"))
    assert line.split()[4] == row["value"]


def test_a_week_that_the_exports_do_not_cover_is_incomplete(headway, council, tmp_path):
    out = tmp_path / "week.html"
    code, _, complaint = headway(
        "weekly", "--data", council / "data", "--day", "2026-10-31", "--out", out
    )
    assert code == 0, complaint
    page = out.read_text(encoding="utf-8")
    assert "This week is incomplete" in page
    assert "the exports end on Saturday 31 October" in page


def test_a_minimum_that_protects_nobody_is_refused(headway, council):
    code, _, complaint = headway("weekly", "--data", council / "data", "--minimum", "1")
    assert code
    assert "--minimum" in complaint
