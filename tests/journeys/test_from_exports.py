"""From the exports of a made-up council to its scorecard, from the command line."""

import json


def card_of(headway, council, *more):
    code, text, complaint = headway(
        "scorecard", "--data", council / "data", "--period", "2026-09", "--format", "json", *more
    )
    assert code == 0, complaint
    return json.loads(text)


def test_the_scorecard_holds_the_figures_that_calculate_gives(headway, council):
    card = card_of(headway, council)
    shown = {row["indicator"]["id"]: row["figures"][-1] for row in card["rows"]}
    code, text, _ = headway(
        "calculate",
        "--data",
        council / "data",
        "--period",
        "2026-09",
        "--units",
        "council",
        "--format",
        "json",
    )
    assert code == 0
    for result in json.loads(text)["results"]:
        if result["indicator"] in shown:
            figure = shown[result["indicator"]]
            assert figure["state"] == result["value"]["state"], result["indicator"]
            assert figure["value"] == result["value"]["value"], result["indicator"]
    assert sum(figure["state"] == "number" for figure in shown.values()) > 20


def test_a_team_has_a_scorecard_of_its_own_and_an_unknown_unit_is_told(headway, council):
    whole = card_of(headway, council)
    code, _, complaint = headway(
        "scorecard", "--data", council / "data", "--period", "2026-09", "--unit", "nowhere"
    )
    assert code == 6
    units = complaint.split("The units are ")[1].split(".")[0].split(", ")
    locality = next(unit for unit in units if unit.startswith("L"))
    part = card_of(headway, council, "--unit", locality)
    assert locality in part["title"]
    assert part["rows"][3]["figures"] != whole["rows"][3]["figures"]


def test_what_was_published_wins_over_what_is_worked_out(headway, council, tmp_path):
    (tmp_path / "sheet.csv").write_text(
        "Ref,Indicator,Aug-26,Sep-26\nX1,Early help assessments started in the month,9998,9999\n",
        encoding="utf-8",
    )
    data = tmp_path / "data"
    loaded = ("load", council / "exports" / "headway", "--into", data, "--by", "analyst")
    assert headway(*loaded)[0] == 0
    assert headway("history", tmp_path / "sheet.csv", "--into", data, "--by", "analyst")[0] == 0
    code, text, _ = headway("scorecard", "--data", data, "--period", "2026-09", "--format", "json")
    assert code == 0
    card = json.loads(text)
    (row,) = [r for r in card["rows"] if r["indicator"]["id"] == "early-help-assessments-started"]
    assert [figure["value"] for figure in row["figures"][-2:]] == ["9998", "9999"]
    restated = [r for r in card["restatements"] if r["indicator"] == row["indicator"]["id"]]
    assert len(restated) == 2


def test_a_period_without_data_is_told(headway, tmp_path):
    code, _, complaint = headway("scorecard", "--period", "2026-09")
    assert code == 6
    assert "--data" in complaint
    code, _, complaint = headway("scorecard", "--data", tmp_path / "none", "--period", "2026-09")
    assert code == 6
    assert "Traceback" not in complaint


def test_a_later_export_says_which_figures_it_moved(headway, tmp_path):
    said = ""
    for day in ("2026-09-30", "2026-10-31"):
        made = ("synthetic", "--children", 1500, "--years", 2, "--seed", 5, "--as-of", day)
        assert headway(*made, "--out", tmp_path / day)[0] == 0
        loaded = ("load", tmp_path / day / "headway", "--into", tmp_path / "data", "--as-of", day)
        code, said, complaint = headway(*loaded, "--by", "analyst")
        assert code == 0, complaint
    assert "of the council's figures up to the load before have moved" in said
    assert "then, " in said.splitlines()[-1]


def test_a_month_after_the_exports_end_has_no_figure_and_never_nought(headway, council):
    code, text, _ = headway(
        "calculate", "--data", council / "data", "--period", "2027-03", "--format", "json"
    )
    assert code == 0
    results = json.loads(text)["results"]
    numbers = [one["indicator"] for one in results if one["value"]["state"] == "number"]
    assert len(results) > 40
    assert numbers == []


def test_a_worklist_for_a_team_that_no_finding_names_is_refused(headway, council, tmp_path):
    out = tmp_path / "worklist.csv"
    asked = ("findings", "--data", council / "data", "--team", "T99", "--out", out)
    code, _, complaint = headway(*asked)
    assert code == 6
    assert "no finding of the current load names this team" in complaint
    assert not out.exists()
