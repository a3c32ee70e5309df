"""Figures, what they mean and the rows behind them, from the command line."""

import csv
import io
import json
import re

import pytest

from headway.warehouse.folder import open_folder

PERIOD = "2026-09"
FAMILIES = "families-in-early-help"
STARTED = "early-help-assessments-started"
SHARE = "cases-closed-outcomes-met-percentage"


@pytest.fixture
def figures(headway, council):
    """The results of ``headway calculate`` as JSON."""

    def run(*more):
        code, text, complaint = headway(
            "calculate", "--data", council / "data", "--period", PERIOD, "--format", "json", *more
        )
        assert code == 0, complaint
        return json.loads(text)["results"]

    return run


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def rows_of(headway, council, indicator, out, *more):
    code, said, complaint = headway(
        "rows", indicator, "--data", council / "data", "--period", PERIOD,
        "--purpose", "to check a figure", "--by", "analyst", "--out", out, *more,
    )  # fmt: skip
    assert code == 0, complaint
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8-sig"))))
    return rows, said + complaint


@pytest.mark.parametrize("indicator", [STARTED, FAMILIES, SHARE])
def test_the_rows_behind_a_figure_are_as_many_as_it_says(
    headway, council, figures, tmp_path, indicator
):
    for place, result in enumerate(figures("--indicators", indicator)):
        unit = f"{result['level']} {result['unit'] or ''}".strip()
        rows, said = rows_of(headway, council, indicator, tmp_path / f"{place}.csv", "--unit", unit)
        above = sum(row["above"] == "yes" for row in rows)
        # Restricted records, and relatives of staff, count in a figure and are never listed.
        restricted = int((re.findall(r"([\d,]+) more count in the figure", said) or ["0"])[0])
        all_of_them = int(result["denominator"] or result["numerator"])
        assert len(rows) + restricted == all_of_them, unit
        assert above <= int(result["numerator"]) <= above + restricted, unit
        counted = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
        assert f"Wrote {counted}, {above} of them" in said
        if result["level"] == "team":
            assert {row["unit"] for row in rows} <= {result["unit"] or ""}


def test_a_figure_and_its_teams_come_with_their_names(headway, council, figures):
    found = figures("--indicators", STARTED)
    assert {one["level"] for one in found} == {"team", "locality", "service", "council"}
    named = {one["unit"]: one["unit_name"] for one in found if one["unit"]}
    assert all(named.values())
    common = ("calculate", "--data", council / "data", "--period", PERIOD, "--indicators", STARTED)
    _, text, _ = headway(*common, "--format", "csv")
    rows = csv.DictReader(io.StringIO(text))
    assert {row["unit_id"]: row["unit_name"] for row in rows if row["unit_id"]} == named
    _, shown, _ = headway(*common, "--units", "all")
    assert all(f"{unit} {name}" in shown for unit, name in named.items())
    _, brief, _ = headway(*common)  # a screen shows the council alone unless more is asked for
    assert "council" in brief
    assert not any(f"{unit} {name}" in brief for unit, name in named.items())


def test_rows_are_not_to_be_had_without_a_purpose(headway, council, tmp_path):
    out = tmp_path / "rows.csv"
    asked = ("rows", STARTED, "--data", council / "data", "--period", PERIOD, "--out", out)
    with pytest.raises(SystemExit) as stopped:
        headway(*asked)
    assert stopped.value.code == 2
    code, _, complaint = headway(*asked, "--purpose", "  ")
    assert code == 6
    assert "--purpose" in complaint
    assert not out.exists()


def test_rows_are_on_the_trail_with_who_when_and_what_for(headway, council, tmp_path):
    before = len(open_folder(council / "data").trail())
    rows, _ = rows_of(headway, council, STARTED, tmp_path / "rows.csv")
    trail = open_folder(council / "data").trail()
    assert len(trail) == before + 1
    assert trail[-1].verb.value == "read rows"
    assert trail[-1].by == "analyst"
    details = dict(trail[-1].details)
    marks = details.pop("seen")  # a digest of whose rows these were, each under a key
    assert len(bytes.fromhex(marks)) == 32
    assert details == {
        "indicator": STARTED,
        "period": "September 2026",
        "unit": "council",
        "purpose": "to check a figure",
        "rows": str(len(rows)),
    }


def test_nothing_is_written_unless_a_file_is_named(headway, council, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = files_in(council)
    common = ("--data", council / "data", "--period", PERIOD)
    assert headway("calculate", *common)[0] == 0
    assert headway("explain", STARTED)[0] == 0
    code, said, complaint = headway("rows", STARTED, *common, "--purpose", "a look")
    assert code == 6
    assert "--out" in complaint
    assert not said
    assert files_in(council) == before
    assert not list(tmp_path.iterdir())


def test_a_file_of_figures_is_written_where_it_is_named_and_not_over_another(
    headway, council, tmp_path
):
    out = tmp_path / "figures.csv"
    words = ("calculate", "--data", council / "data", "--period", PERIOD, "--units", "council")
    assert headway(*words, "--format", "csv", "--out", out)[0] == 0
    written = out.read_bytes()
    assert written.startswith(b"\xef\xbb\xbfindicator,")
    assert headway(*words, "--format", "csv", "--out", out)[0] == 6
    assert out.read_bytes() == written


@pytest.mark.parametrize("column", ["person.sx", "family_id", "person.month_of_birth"])
def test_a_breakdown_that_no_definition_allows_is_told_with_those_that_are(
    headway, council, column
):
    code, said, complaint = headway(
        "calculate", "--data", council / "data", "--period", PERIOD, "--by", column
    )
    assert code == 6
    assert not said
    assert f"“{column}” is not a breakdown of any indicator" in complaint
    assert "Allowed are " in complaint
    assert "decision" in complaint.split("Allowed are ")[1]


def test_an_indicator_that_was_named_is_not_silently_left_out_of_a_breakdown(headway, council):
    code, _, complaint = headway(
        "calculate", "--data", council / "data", "--period", PERIOD,
        "--indicators", "front-door-contacts", FAMILIES, "--by", "decision",
    )  # fmt: skip
    assert code == 6
    assert f"is not a breakdown of {FAMILIES}" in complaint


def test_the_parts_of_a_breakdown_add_up_to_the_whole(figures):
    names = ("--indicators", "front-door-contacts", "--units", "council")
    (whole,) = figures(*names)
    parts = figures(*names, "--by", "decision")
    assert sum(int(one["numerator"]) for one in parts) == int(whole["numerator"]) > 0
    assert all(one["part"] for one in parts)


def test_an_indicator_is_explained_without_any_data(headway):
    code, text, _ = headway("explain", "re-referrals-within-12-months-percentage")
    assert code == 0
    assert "## How it is worked out" in text
    assert "## Its statement" in text
    assert "SELECT" in text
    assert "## Worked examples" in text
    code, _, complaint = headway("explain", "nothing-of-the-kind")
    assert code == 6
    assert "no such indicator" in complaint


def test_a_unit_is_named_on_its_own_scorecard(headway, council, figures):
    (name,) = {one["unit_name"] for one in figures("--indicators", STARTED) if one["unit"] == "T03"}
    code, text, complaint = headway(
        "scorecard", "--data", council / "data", "--period", PERIOD, "--unit", "T03",
        "--format", "json",
    )  # fmt: skip
    assert code == 0, complaint
    assert f"T03 {name}" in json.loads(text)["title"]
