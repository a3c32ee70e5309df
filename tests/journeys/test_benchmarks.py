"""National figures from files to a page: loaded, listed, checked, shown and handed over."""

import csv
from pathlib import Path

import pytest

from headway.catalogue.loading import load_catalogue
from headway.cli.main import main
from headway.domain.benchmarks.position import NotCompared, Position
from headway.domain.periods import month
from headway.domain.problems import Refused
from headway.domain.values import number
from headway.services.analysis.benchmarks import (
    benchmark_position,
    kept_benchmarks,
    list_benchmarks,
)

MADE_UP = Path(__file__).resolve().parents[2] / "src" / "headway" / "examples" / "made-up-council"
FILES, DEFINITIONS = MADE_UP / "benchmarks", MADE_UP / "definitions"
ASSESSMENTS = "assessments-within-45-days-percentage"


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("benchmarks") / "data"
    assert main(["benchmarks", "load", str(FILES), "--data", str(folder), "--by", "analyst"]) == 0
    return folder


def run(capsys, *words: str) -> str:
    assert main(["benchmarks", *words]) == 0
    return capsys.readouterr().out


def test_a_load_is_kept_once_for_good_and_on_the_trail(data, capsys):
    again = run(capsys, "load", str(FILES), "--data", str(data), "--by", "analyst")
    assert "The very same is kept already" in again
    (kept,) = list_benchmarks(data)
    assert (kept.by, kept.about["neighbour_models"]) == ("analyst", "2021, 2025")
    trail = (data / "trail.jsonl").read_text(encoding="utf-8")
    assert trail.count("loaded benchmarks") == 1
    assert kept.name in run(capsys, "list", "--data", str(data))


def test_a_position_is_shown_within_the_width_with_every_part(data, capsys):
    words = ("show", ASSESSMENTS, "--data", str(data), "--authority", "Larkmouth")
    text = run(capsys, *words)
    assert max(map(len, text.splitlines())) <= 100
    for part in (
        "Larkmouth, 69.1%, is worse than its neighbours by the mean (85.4%)",
        "National figures of 2025-26, published October 2026.",
        "mean of 9 of 10 neighbours (model 2025)", "Westmarch", "England", "11 of 11 (1 is best)",
        "band D", "+0.9 points", "Juniper Bay, 93.8%", "Elmstead Vale", "-: not available",
    ):  # fmt: skip
        assert part in text, part
    median = run(capsys, *words, "--method", "median", "--model", "2021")
    assert "model 2021" in median
    assert "neighbours, mean" not in median


def test_the_councils_own_authority_is_taken_from_its_definitions(data, capsys):
    text = run(capsys, "show", ASSESSMENTS, "--data", str(data), "--catalogue", str(DEFINITIONS))
    assert "Larkmouth is" in text
    assert main(["benchmarks", "show", ASSESSMENTS, "--data", str(data)]) == Refused.exit_code
    assert "nobody says which authority is meant" in capsys.readouterr().err


def test_what_is_not_compared_says_why(data, capsys):
    asked = ("first-time-entrants-youth-justice", "--data", str(data), "--authority", "601")
    assert "not compared: LAIT: FirstYJS is of another definition" in run(capsys, "show", *asked)
    other = ("show", "child-protection-plans", "--data", str(data), "--authority", "601")
    assert "a rate per 10,000" in run(capsys, *other)


def test_a_position_as_csv_has_a_row_for_each_figure(data, tmp_path, capsys):
    out = tmp_path / "beside.csv"
    run(capsys, "show", "LAIT: ReReferral", "--data", str(data), "--authority", "601",
        "--out", str(out))  # fmt: skip
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = [row["kind"] for row in rows]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "standing": 5, "rank": 1, "quartile": 5, "neighbour": 10, "year": 3,
    }  # fmt: skip
    assert all(row["measure"] == "LAIT: ReReferral" for row in rows)


def test_a_position_as_a_page_holds_the_same_and_no_script(data, tmp_path, capsys):
    out = tmp_path / "beside.html"
    run(capsys, "show", ASSESSMENTS, "--data", str(data), "--authority", "601", "--out", str(out))
    page = out.read_text(encoding="utf-8")
    for part in ("69.1%", "mean of 9 of 10 neighbours (model 2025)", "Juniper Bay", "band D"):
        assert part in page, part
    assert "<script" not in page


def test_findings_are_listed_and_measures_found_by_a_word(data, capsys):
    assert "outside its regions" in run(capsys, "check", "--data", str(data))
    assert run(capsys, "list", "NEET", "--data", str(data)).startswith("LAIT: 16-17_not known_NEET")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "LAIT: Nothing", "--authority", "601"), "is not an indicator, nor a national"),
        (("show", ASSESSMENTS, "--authority", "Larkmout"), "Larkmouth (601)"),
        (("show", ASSESSMENTS, "--authority", "601", "--model", "1999"), "Loaded: 2021, 2025"),
        (("show", ASSESSMENTS, "--authority", "601", "--load", "x"), "no load of national figures"),
    ],
)
def test_mistakes_are_told_with_what_there_is(data, capsys, words, told):
    assert main(["benchmarks", *words, "--data", str(data)]) == Refused.exit_code
    assert told in capsys.readouterr().err


def test_a_folder_without_national_figures_says_what_to_do(tmp_path, capsys):
    other = tmp_path / "other"
    assert main(["benchmarks", "load", str(FILES), "--data", str(other), "--model-year", "x"]) == 6
    assert "does not say which year" in capsys.readouterr().err


def test_the_scorecard_can_ask_for_a_position(data):
    benchmarks, catalogue = kept_benchmarks(data), load_catalogue(DEFINITIONS)
    found = benchmark_position(
        ASSESSMENTS, "", benchmarks, catalogue, own=number("71"), period=month(2026, 10)
    )
    assert isinstance(found, Position)
    assert found.vintage == (
        "Our October 2026 beside England 2025-26, published October 2026; it ends 7 months later."
    )
    none = benchmark_position("families-open-per-worker", "", benchmarks, catalogue)
    assert isinstance(none, NotCompared)
    assert "of social workers" in none.sentence
