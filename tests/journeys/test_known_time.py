"""Two exports a month apart: what was known on a day, what moved, and which rows did it."""

import csv
import io
import json
import shutil
from collections import defaultdict
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from headway.catalogue.loading import load_catalogue
from headway.cli.main import main
from headway.services.analysis.editions import read_editions
from headway.services.analysis.keeping import keep_history
from headway.services.analysis.load_exports import load_exports
from headway.services.analysis.snapshots import snapshot_lines
from headway.warehouse.folder import open_folder

LOADED = {
    "2026-08-31": datetime(2026, 9, 4, 9, tzinfo=UTC),
    "2026-09-30": datetime(2026, 10, 5, 9, tzinfo=UTC),
}
MONTHS = ("--months", "2026-07", "2026-08")


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A data folder into which a made-up council's exports were loaded twice, a month apart."""
    folder = tmp_path_factory.mktemp("twice")
    for day, at in LOADED.items():
        made = ("synthetic", "--children", "1500", "--years", "1", "--seed", "11")
        more = ("--until", "2026-10-31", "--as-of", day, "--forms", "headway")
        assert main([*made, *more, "--out", str(folder / day)]) == 0
        export = folder / day / "headway"
        load_exports([export], folder / "data", by="analyst", at=at, as_of=at.date())
    return folder / "data"


@pytest.fixture(scope="module")
def moved(twice, tmp_path_factory):
    """An indicator of which rows of August were recorded late, and the table they stand in."""
    out = tmp_path_factory.mktemp("moved") / "moved.csv"
    asked = ["restate", "--data", str(twice), "--from", "2026-09-05", *MONTHS]
    assert main([*asked, "--format", "csv", "--out", str(out)]) == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    wanted = {"period": "August 2026", "cause": "recorded late", "elsewhere": "no"}
    wanted |= {"denominator": "0", "durations_joined": "0", "numerator": "1"}
    found = [one for one in lines if wanted.items() <= one.items()]
    return found[0]["indicator"], found[0]["table"]


def figure(headway, data, name, *more):
    words = ("calculate", "--data", data, "--period", "2026-08", "--units", "council")
    asked = ("--indicators", name, "--format", "json")
    code, text, complaint = headway(*words, *asked, *more)
    assert code == 0, complaint
    found = json.loads(text)
    return found["results"][0]["numerator"], found["snapshot"], found.get("known", "")


def test_a_day_is_answered_from_the_snapshot_that_was_current_then(headway, twice, moved):
    first, second = (one.name for one in snapshot_lines(twice))
    then, name, known = figure(headway, twice, moved[0], "--as-known", "2026-09-05")
    assert name == first
    assert "loaded on 2026-09-04 by analyst" in known
    now, name, known = figure(headway, twice, moved[0])
    assert (name, known) == (second, "")
    assert figure(headway, twice, moved[0], "--as-known", "2026-10-05")[:2] == (now, second)
    assert int(now) > int(then)


def test_a_day_before_the_first_snapshot_is_refused_with_the_next_step(headway, twice):
    for command in (("calculate",), ("scorecard",)):
        code, _, complaint = headway(
            *command, "--data", twice, "--period", "2026-08", "--as-known", "2026-09-03"
        )
        assert code == 6
        assert "the first was loaded on 2026-09-04" in complaint
        assert "Name 2026-09-04 or a later day" in complaint


def test_the_scorecard_and_the_rows_of_a_day_say_which_snapshot_they_are_from(
    headway, twice, moved, tmp_path
):
    first = snapshot_lines(twice)[0].name
    day = ("--data", twice, "--period", "2026-08", "--as-known", "2026-09-05")
    code, text, _ = headway("scorecard", *day, "--format", "json")
    assert code == 0
    assert f"As known on 2026-09-05: snapshot {first}" in " ".join(json.loads(text)["sources"])
    out = tmp_path / "rows.csv"
    purpose = ("--purpose", "a check", "--by", "analyst", "--out", out)
    code, _, said = headway("rows", moved[0], *day, *purpose)
    assert code == 0
    assert first in said
    then = int(figure(headway, twice, moved[0], "--as-known", "2026-09-05")[0])
    assert len(out.read_text(encoding="utf-8-sig").splitlines()) == then + 1
    assert open_folder(twice).trail()[-1].detail("as known on") == "2026-09-05"


def test_every_figure_that_moved_is_explained_and_the_parts_add_up(headway, twice):
    asked = ("restate", "--data", twice, "--from", "2026-09-05", *MONTHS, "--units", "all")
    code, text, complaint = headway(*asked, "--format", "csv")
    assert code == 0, complaint
    lines = list(csv.DictReader(io.StringIO(text)))
    sums: dict[tuple[str, ...], list[Fraction]] = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for line in lines:
        assert line["cause"] in {"recorded late", "corrected", "withdrawn"}, line
        what = (line["indicator"], line["period"], line["level"], line["unit_id"])
        sums[what][0] += Fraction(line["numerator"])
        sums[what][1] += Fraction(line["denominator"])
    assert len(sums) > 50
    then, now = (figures(headway, twice, *more) for more in (("--as-known", "2026-09-05"), ()))
    checked = 0
    for key, (above, below) in sums.items():
        if key[1] != "August 2026":
            continue
        before, after = then.get(key, (0, 0)), now[key]
        assert below == after[1] - before[1]
        if after[0] is not None and before[0] is not None:
            assert above == after[0] - before[0]
            checked += 1
    assert checked > 20
    # No figure is left out that moved.
    moved = {key for key, one in now.items() if key in then and then[key] != one and then[key][2]}
    assert moved <= sums.keys()


def figures(headway, data, *more):
    words = ("calculate", "--data", data, "--period", "2026-08", "--format", "csv", *more)
    code, text, complaint = headway(*words)
    assert code == 0, complaint
    found = {}
    for line in csv.DictReader(io.StringIO(text)):
        if line["state"] in {"number", "not applicable"}:
            parts = [
                Fraction(line[name]) if line[name] else None
                for name in ("numerator", "denominator")
            ]
            is_ranked = parts[0] is None and parts[1] is not None
            known = line["state"] == "number" and line["period"] == "August 2026"
            key = (line["indicator"], line["period"], line["level"], line["unit_id"])
            found[key] = (None if is_ranked else parts[0] or 0, parts[1] or 0, known)
    return found


def test_the_screen_says_what_moved_and_names_nobody(headway, twice, moved):
    asked = ("restate", "--data", twice, "--from", "2026-09-05", *MONTHS)
    code, text, _ = headway(*asked, "--indicators", moved[0])
    assert code == 0
    assert "then → " in text
    assert "recorded late" in text
    assert max(map(len, text.splitlines())) <= 100


def test_the_rows_that_did_it_need_a_purpose_and_go_on_the_trail(headway, twice, moved, tmp_path):
    asked = ("restate", "--data", twice, "--from", "2026-09-05", *MONTHS)
    one = ("--indicators", moved[0], "--rows", tmp_path / "rows.csv")
    before = len(open_folder(twice).trail())
    code, _, complaint = headway(*asked, *one)
    assert code == 6
    assert "--purpose" in complaint
    assert not (tmp_path / "rows.csv").exists()
    assert headway(*asked, *one, "--purpose", "a check", "--by", "analyst")[0] == 0
    lines = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig"))))
    assert lines
    assert {line["table"] for line in lines} == {moved[1]}
    entry = open_folder(twice).trail()[before]
    assert entry.verb.value == "read rows"
    assert entry.detail("purpose") == "a check"
    assert entry.detail("rows") == str(len(lines))


def test_two_names_of_one_snapshot_are_refused(headway, twice):
    code, _, complaint = headway("restate", "--data", twice, "--from", "2026-10-06")
    assert code == 6
    assert "headway snapshots" in complaint


def test_since_an_edition_what_was_published_stands_first(headway, twice, moved, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(twice, data)
    name = moved[0]
    then = int(figure(headway, twice, name, "--as-known", "2026-09-05")[0])
    title = load_catalogue().indicators[name].title
    sheet = tmp_path / "sheet.csv"
    sheet.write_text(f'Ref,Indicator,Jul-26,Aug-26\nX1,"{title}",9,{then}\n', encoding="utf-8")
    at = datetime(2026, 9, 10, 9, tzinfo=UTC)
    keep_history(read_editions([sheet]), data, by="analyst", at=at)
    asked = ("restate", "--data", data, "--from", "edition:2026-08", "--indicators", name)
    code, text, complaint = headway(*asked, *MONTHS)
    assert code == 0, complaint
    assert "From the edition 2026-08, kept on 2026-09-10" in text
    assert f"{then} as published → " in text
    code, _, complaint = headway("restate", "--data", data, "--from", "edition:2026-01")
    assert code == 6
    assert "Editions kept: 2026-08" in complaint
