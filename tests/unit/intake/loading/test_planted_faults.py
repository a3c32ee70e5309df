"""Every fault that the made-up council plants is found, in the very row, and counted right."""

import csv
import re
from collections import Counter, defaultdict

import pytest

from headway.cli.main import main
from headway.tables import TABLES
from tests.unit.intake.loading.exports import entries, load

# Which codes a planted fault may be told by; a day in the future may also lie after an ending.
TOLD_BY = {
    "missing_date": ("missing",),
    "closed_before_opened": ("dates_in_order",),
    "impossible_age": ("impossible_age",),
    "unknown_code": ("unknown_code",),
    "team_spelling": ("misspelled_unit", "unknown_unit"),
    "text_in_date": ("wrong_type",),
    "future_date": ("in_the_future", "dates_in_order"),
    "orphan": ("orphan",),
}
EXACT = {"missing_date": "missing", "unknown_code": "unknown_code", "text_in_date": "wrong_type"}


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    folder = tmp_path_factory.mktemp("council")
    words = "--children 800 --years 1 --seed 4 --faults 0.15 --until 2026-10-31 --replace"
    assert main(["synthetic", *words.split(), "--out", str(folder)]) == 0
    with (folder / "faulty-rows.csv").open(encoding="utf-8-sig", newline="") as file:
        planted = [row for row in csv.DictReader(file) if row["export"] == "headway"]
    assert len({row["fault"] for row in planted}) == len(TOLD_BY) + 1
    data = tmp_path_factory.mktemp("loaded")
    return data, load(data, folder / "headway", as_of=None), planted


def test_every_planted_fault_is_found_in_its_row(council):
    data, loaded, planted = council
    told = defaultdict(set)
    for entry in entries(data, loaded):
        key = dict(entry.cells).get(TABLES[entry.table_name].key.columns[0], "")
        told[entry.table_name, key].add(entry.code.rpartition(".")[2])
    missed = [
        row
        for row in planted
        if row["fault"] != "duplicate"
        and told[row["table"], re.split(r"[|, ]", row["key"])[0]].isdisjoint(TOLD_BY[row["fault"]])
    ]
    assert missed == []
    twice = Counter(row["table"] for row in planted if row["fault"] == "duplicate")
    assert {one.table: one.duplicates for one in loaded.tables if one.duplicates} == twice


def test_the_counts_of_faults_are_the_counts_of_findings(council):
    _, loaded, planted = council
    found = {one.code: one.rows for one in loaded.counted}
    wanted = Counter(
        f"{row['table']}.{row['column']}.{EXACT[row['fault']]}"
        for row in planted
        if row["fault"] in EXACT
    )
    assert {code: found.get(code) for code in wanted} == wanted
    kinds = tuple(EXACT.values())
    assert {code for code in found if code.endswith(kinds)} == set(wanted)
