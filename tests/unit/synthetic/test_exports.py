"""The files: the same bytes from the same seed, in three forms that can be read."""

import csv
import hashlib
import time
from collections import Counter
from datetime import date

import openpyxl
import pytest

from headway.cli.main import main
from headway.domain.problems import FileMistake, Refused
from headway.services.analysis.make_synthetic import (
    MOST_IN_A_WORKBOOK,
    dials_from,
    make_exports,
    make_synthetic,
)
from headway.synthetic.dials import Dials
from headway.synthetic.exports import Form
from headway.tables import TABLES

SMALL = Dials(children=1_500, years=2, seed=5)


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return make_exports(tmp_path_factory.mktemp("synthetic") / "one", SMALL)


def test_the_same_seed_gives_the_same_bytes_and_another_differs(made, tmp_path):
    make_exports(tmp_path / "again", SMALL)
    make_exports(tmp_path / "other", Dials(children=1_500, years=2, seed=6))
    assert digests(tmp_path / "again") == digests(made.folder)
    changed = {
        name for name, digest in digests(tmp_path / "other").items()
        if digest != digests(made.folder).get(name)
    }  # fmt: skip
    same = set(digests(made.folder)) - changed
    assert same <= {
        "faults.csv", "faulty-rows.csv", "headway/organisation_unit.csv",
        "headway/unit_membership.csv", "headway/unit_succession.csv", "headway/population.csv",
        "ssd/ssd_department.csv",
    }  # fmt: skip


def test_there_is_a_template_for_each_table_with_its_columns(made):
    for name, table in TABLES.items():
        path = made.folder / "headway" / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        assert tuple(lines[0]) == table.column_names
        assert len(lines) - 1 == made.rows[Form.TEMPLATES, name]
        assert {len(line) for line in lines} == {len(table.columns)}


def test_every_file_written_is_named(made):
    assert {path.relative_to(made.folder).as_posix() for path in made.files} == set(
        digests(made.folder)
    )


def test_the_lists_of_annex_a_are_a_workbook(made):
    book = openpyxl.load_workbook(made.folder / "annex-a" / "Annex_A.xlsx")
    assert book.sheetnames == [f"List {number}" for number in range(1, 10)]
    contacts = list(book["List 1"].iter_rows(values_only=True))
    assert contacts[0] == (
        "Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date of Contact",
        "Contact Source",
    )  # fmt: skip
    assert [len(next(book[f"List {n}"].iter_rows(max_row=1))) for n in range(1, 10)] == [
        7, 8, 11, 12, 14, 14, 17, 34, 17,
    ]  # fmt: skip
    days = [row[5].date() for row in contacts[1:]]
    assert days
    assert all(date(2026, 5, 2) <= day <= SMALL.day for day in days)
    ids = {row["person_id"] for row in read(made.folder / "headway/person.csv")}
    assert {row[0] for row in contacts[1:]} <= ids


def test_list_1_holds_the_contacts_of_six_months(made):
    received = [row["received_on"] for row in read(made.folder / "headway/contact.csv")]
    assert made.rows[Form.ANNEX_A, "List 1"] == sum(day > "2026-05-02" for day in received)


def test_earlier_referrals_are_counted_from_the_rows(made):
    book = openpyxl.load_workbook(made.folder / "annex-a" / "Annex_A.xlsx")
    rows = list(book["List 3"].iter_rows(values_only=True))
    referrals = [
        (row["person_id"], date.fromisoformat(row["received_on"]))
        for row in read(made.folder / "headway/social_care_referral.csv")
    ]
    for row in rows[1:]:
        person, day, printed = row[0], row[5].date(), row[8]
        earlier = [on for who, on in referrals if who == person and 0 < (day - on).days <= 365]
        assert printed == len(earlier)


def test_long_lists_are_files(tmp_path):
    made = make_exports(
        tmp_path / "out", Dials(children=40_000, years=1, seed=5), forms=frozenset({Form.ANNEX_A})
    )
    assert sum(made.rows.values()) > MOST_IN_A_WORKBOOK
    assert not (tmp_path / "out/annex-a/Annex_A.xlsx").exists()
    for (_, name), count in made.rows.items():
        assert len(read(tmp_path / f"out/annex-a/{name}.csv")) == count


def test_the_ssd_tables_tell_of_the_same_children(made):
    ssd, own = made.folder / "ssd", made.folder / "headway"
    people = {row["pers_person_id"] for row in read(ssd / "ssd_person.csv")}
    assert people == {row["person_id"] for row in read(own / "person.csv")}
    early = read(ssd / "ssd_early_help_episodes.csv")
    tiers = Counter(row["tier"] for row in read(own / "tier_episode.csv"))
    assert len(early) == tiers["early_help"]
    assert len(read(ssd / "ssd_cp_plans.csv")) == tiers["child_protection"]
    assert len(read(ssd / "ssd_cla_episodes.csv")) == tiers["in_care"]
    assert len(read(ssd / "ssd_contacts.csv")) == len(read(own / "contact.csv"))
    closed = [row for row in read(ssd / "ssd_cin_episodes.csv") if row["cine_close_date"]]
    assert all(row["cine_close_reason"].startswith("RC") for row in closed)
    assessed = read(ssd / "ssd_cin_assessments.csv")
    assert len({row["cina_assessment_id"] for row in assessed}) == len(assessed)
    referral = {row["cine_referral_id"]: row for row in read(ssd / "ssd_cin_episodes.csv")}
    for row in assessed:
        assert referral[row["cina_referral_id"]]["cine_person_id"] == row["cina_person_id"]


def test_a_folder_that_holds_something_is_left_alone(made, tmp_path):
    with pytest.raises(Refused):
        make_exports(made.folder, SMALL)
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8", newline="\n")
    make_exports(tmp_path, SMALL, forms=frozenset({Form.ANNEX_A}), replace=True)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_writing_over_leaves_nothing_of_the_earlier_export(tmp_path):
    make_exports(tmp_path / "out", SMALL)
    make_exports(tmp_path / "out", SMALL, forms=frozenset({Form.SSD}), replace=True)
    assert list((tmp_path / "out/headway").iterdir()) == []
    assert list((tmp_path / "out/annex-a").iterdir()) == []


def test_a_small_council_is_made_quickly(tmp_path):
    started = time.process_time()
    made = make_synthetic(tmp_path / "out", children=20_000, years=3, seed=1)
    assert sum(made.rows.values()) > 150_000
    assert time.process_time() - started < 20


def test_dials_come_from_a_file_and_options_go_before_it(tmp_path):
    file = tmp_path / "dials.toml"
    file.write_text("children = 500\nlate = 0.3\nuntil = 2024-03-31\n", encoding="utf-8")
    dials = dials_from(file, {"late": 0.2, "faults": 0.09})
    assert (dials.children, dials.late, dials.until) == (500, 0.2, date(2024, 3, 31))
    assert dials.faults.orphan == pytest.approx(0.01)
    file.write_text("late: 0.3", encoding="utf-8")
    with pytest.raises(FileMistake):
        dials_from(file, {})


def test_the_command(tmp_path, capsys):
    words = ["synthetic", "--children", "600", "--years", "1", "--seed", "3", "--faults", "0.02"]
    assert main([*words, "--out", str(tmp_path / "out"), "--as-of", "2026-09-30"]) == 0
    said = capsys.readouterr().out
    assert "600 children" in said
    assert "faults.csv" in said
    assert main([*words, "--out", str(tmp_path / "out")]) == 6
    assert main([*words, "--out", str(tmp_path / "new"), "--late", "3"]) == 5
    assert "late" in capsys.readouterr().err
