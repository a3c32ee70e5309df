"""Each fault that was counted is really in the file, and nothing else is."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from headway.domain.problems import DefinitionMistake
from headway.services.analysis.make_synthetic import make_exports
from headway.synthetic.dials import Dials, Faults, fault_names, faults_of, turned
from headway.synthetic.exports import Form
from headway.synthetic.faults import DAY_TEXTS, UNKNOWN_CODE, spellings
from headway.synthetic.templates import UNSPOILED, template_shape
from headway.tables import TABLES

CLEAN = Dials(children=5_000, years=2, seed=3)
FAULTY = replace(CLEAN, faults=faults_of(0.09))


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    made = {}
    for name, dials in {"clean": CLEAN, "faulty": FAULTY}.items():
        made[name] = make_exports(folder / name, dials, forms=frozenset({Form.TEMPLATES, Form.SSD}))
    return made


@pytest.fixture(scope="module")
def rows(folders):
    def of(which, form, table):
        return read(folders[which].folder / form / f"{table}.csv")

    return of


def differences(clean, faulty, key):
    """Cells that differ, with the clean row; and the rows that were told twice."""
    good_rows = {tuple(row[each] for each in key): row for row in clean}
    seen, cells, twice = set(), [], []
    for bad in faulty:
        named = tuple(bad[each] for each in key)
        good = good_rows[named]
        if named in seen:
            twice.append(bad)
            assert bad == good
        seen.add(named)
        cells += [(column, good[column], bad[column], good) for column in good]
    assert seen == set(good_rows)
    return [cell for cell in cells if cell[1] != cell[2]], twice


def is_as_named(fault, bad, good, start):
    match fault:
        case "missing_date":
            return bad == ""
        case "closed_before_opened":
            return bool(bad) and bad < start
        case "impossible_age":
            return bad < "1900"
        case "unknown_code":
            return bad == UNKNOWN_CODE
        case "text_in_date":
            return bad in DAY_TEXTS
        case "future_date":
            return bad[:4].isdigit() and bad > CLEAN.until.isoformat()
        case "orphan":
            return bad[0] == good[0] and int("".join(c for c in bad if c.isdigit())) >= 900_000_000
        case "team_spelling":
            return not bad.startswith(good) and " team" in bad.lower() + " team"
    return False


def counted(folders, rows, form, tables, shapes):
    """Count the faults seen in the files, one by one."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for table in tables:
        shape = shapes(table)
        clean, faulty = rows("clean", form, table), rows("faulty", form, table)
        cells, twice = differences(clean, faulty, shape.key)
        for column, good, bad, row in cells:
            kinds = [
                fault for fault in fault_names()
                if shape.column_of(fault) == column
                and is_as_named(fault, bad, good, row.get(shape.event, ""))
            ]  # fmt: skip
            assert len(kinds) == 1, (table, column, good, bad, kinds)
            seen[table, column, kinds[0]] += 1
        if twice:
            seen[table, shape.key[0], "duplicate"] = len(twice)
    return seen


def test_what_is_planted_in_one_piece_is_what_is_counted(folders, rows):
    planted = {
        (table, column, fault): count
        for (form, table, column, fault), count in folders["faulty"].faults.items()
        if form is Form.TEMPLATES and count
    }
    seen = counted(folders, rows, "headway", TABLES, template_shape)
    assert dict(seen) == planted
    assert {fault for _, _, fault in planted} == set(fault_names())


def test_the_file_of_faults_says_the_same(folders):
    folder = folders["faulty"].folder
    listed: Counter[tuple[str, ...]] = Counter()
    for row in read(folder / "faults.csv"):
        listed[row["export"], row["table"], row["column"], row["fault"]] = int(row["rows"])
    assert dict(listed) == {
        (form.value, *rest): count
        for (form, *rest), count in folders["faulty"].faults.items()
        if count
    }
    each = Counter(
        (row["export"], row["table"], row["column"], row["fault"])
        for row in read(folder / "faulty-rows.csv")
    )
    assert each == listed


def test_a_share_of_faults_touches_about_that_share(folders):
    total = sum(
        count for (form, table), count in folders["faulty"].rows.items()
        if form is Form.TEMPLATES and table not in UNSPOILED
    )  # fmt: skip
    planted = sum(n for (form, *_), n in folders["faulty"].faults.items() if form is Form.TEMPLATES)
    assert 0.03 < planted / total < 0.09


def test_without_faults_nothing_is_planted(folders):
    assert sum(folders["clean"].faults.values()) == 0
    assert read(folders["clean"].folder / "faults.csv") == []


def test_a_row_has_the_same_fault_in_the_next_month(tmp_path):
    listed = []
    for month in (8, 9):
        dials = replace(FAULTY, as_of=date(2026, month, 28))
        make_exports(tmp_path / str(month), dials, forms=frozenset({Form.TEMPLATES}))
        listed.append({
            tuple(row.values()) for row in read(tmp_path / str(month) / "faulty-rows.csv")
            if row["table"] in {"person", "family_review", "consent"}
        })  # fmt: skip
    assert listed[0] < listed[1]


def test_one_kind_alone(tmp_path):
    dials = replace(CLEAN, children=2_000, faults=Faults(team_spelling=0.2))
    made = make_exports(tmp_path / "out", dials, forms=frozenset({Form.TEMPLATES}))
    assert {fault for *_, fault in made.faults} == {"team_spelling"}
    units = read(tmp_path / "out/headway/organisation_unit.csv")
    allowed = {row["unit_id"] for row in units} | {""}
    spelled = {
        row["team_id"] for row in read(tmp_path / "out/headway/direct_contact.csv")
    } - allowed
    names = {row["unit_id"]: row["name"] for row in units}
    assert spelled <= {each for name in names.values() for each in spellings(name)}
    assert len(spelled) > 3 * 8


@pytest.mark.parametrize("wrong", [
    {"late": 1.5}, {"children": 3}, {"years": 0}, {"nothing": 1}, {"seed": 1.5}, {"orphan": -0.1},
    {"as_of": date(2030, 1, 1)}, {"merged_team": 1}, {"season": "much"}, {"faults": 2.0},
])  # fmt: skip
def test_a_dial_that_cannot_stand_there_is_refused(wrong):
    with pytest.raises(DefinitionMistake, match=next(iter(wrong))):
        turned(wrong)


def test_all_wrong_dials_are_named_at_once():
    with pytest.raises(DefinitionMistake) as caught:
        turned({"late": 2.0, "children": 1, "years": 99})
    assert len(caught.value.findings) == 3
