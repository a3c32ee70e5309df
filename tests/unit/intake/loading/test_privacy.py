"""No message, note or log carries a value of a row: planted values are looked for everywhere."""

import contextlib
import zipfile
from datetime import date

import pytest

from headway.cli.main import main
from headway.domain.problems import HeadwayError, Severity
from headway.services.analysis.erase import erase
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_key import KEY
from headway.warehouse.snapshot_worklist import manifests
from tests.unit.intake.loading.exports import (
    NOW,
    PERSON,
    PLAN,
    UNIT,
    load,
    load_tables,
    write_csv,
)

PLANTED = ("ZEBRA-QUAGGA", "31/02/2019", "Xanthippe")


def texts_of(capsys) -> str:
    shown = capsys.readouterr()
    return shown.out + shown.err


def assert_clean(text: str) -> None:
    assert text
    for value in PLANTED:
        assert value not in text


def faulty() -> dict[str, list[dict[str, str]]]:
    zebra, day, name = PLANTED
    return {
        "person": [
            {**PERSON, "person_id": zebra, "month_of_birth": day},
            {**PERSON, "person_id": zebra, "sex": name},
            {**PERSON, "person_id": f"{name} {zebra}" * 9},
        ],
        "organisation_unit": [UNIT, {**UNIT, "unit_id": "T2", "name": "North  Team."}],
        "plan": [
            {**PLAN, "plan_id": zebra, "opened_on": day},
            {**PLAN, "plan_id": name, "team_id": zebra, "need": f"{name} needs help"},
            {**PLAN, "plan_id": "PL3", "closed_on": "2020-01-01", "family_id": zebra},
        ],
        "plan_subject": [{"plan_id": zebra, "person_id": name, "role": "child"}],
    }


def test_nothing_that_is_printed_carries_a_value(tmp_path, capsys):
    exports = tmp_path / "exports"
    with contextlib.suppress(HeadwayError):
        load_tables(tmp_path, faulty())
    data = str(tmp_path / "data")
    assert main(["load", str(exports), "--into", data, "--by", "a test"]) == 0
    assert main(["findings", "--data", data]) == 0
    assert_clean(texts_of(capsys))


def test_no_message_of_a_finding_carries_a_value(tmp_path):
    loaded = load_tables(tmp_path, faulty())
    told = [str(one) for one in loaded.findings]
    told += [f"{one.code} {one.message} {one.fix}" for one in loaded.counted]
    told += [one.said for one in loaded.moved]
    assert_clean("\n".join(told))


def test_neither_manifest_nor_trail_carries_a_value(tmp_path):
    load_tables(tmp_path, faulty())
    folder = open_folder(tmp_path / "data")
    notes = str([one.notes for one in manifests(folder)])
    assert_clean(notes + str(folder.trail()))


@pytest.mark.parametrize(
    "heading", ["plan_id,opened_on\n", "plan_id,opened\n", "plan_id,opened_on,opened_on\n"]
)
def test_a_refusal_carries_no_value(tmp_path, heading, capsys):
    path = tmp_path / "plan.csv"
    path.write_text(heading + f'{PLANTED[0]},"{PLANTED[1]}\n{PLANTED[2]}', encoding="utf-8")
    main(["load", str(path), "--into", str(tmp_path / "data")])
    assert_clean(texts_of(capsys))


def test_a_draft_repeats_headings_only(tmp_path, capsys):
    path = write_csv(tmp_path / "odd.csv", [{"Plan ref": PLANTED[0], "Date opened": PLANTED[1]}])
    assert main(["map", str(path)]) == 0
    assert_clean(texts_of(capsys))


def test_the_worklist_names_records_but_not_what_stood_in_a_cell(tmp_path):
    load_tables(tmp_path, faulty())
    out = tmp_path / "list.csv"
    main(["findings", "--data", str(tmp_path / "data"), "--out", str(out), "--by", "a test"])
    text = out.read_text(encoding="utf-8-sig")
    assert PLANTED[1] not in text
    assert f"{PLANTED[2]} needs help" not in text
    assert f"plan_id {PLANTED[2]}" in text  # a person must find the row; the file is protected


def test_that_a_worklist_was_written_is_on_the_trail(tmp_path):
    load(tmp_path, write_csv(tmp_path / "plan.csv", [{**PLAN, "need": "?"}]))
    out = tmp_path / "list.xlsx"
    assert (
        main(["findings", "--data", str(tmp_path / "data"), "--out", str(out), "--by", "me"]) == 0
    )
    last = open_folder(tmp_path / "data").trail()[-1]
    assert (last.verb.value, last.by, last.detail("purpose")) == ("read rows", "me", "worklist")
    assert out.stat().st_size > 4000


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_worklist_says_how_it_is_marked_what_for_and_until_when(tmp_path, ending):
    load(tmp_path, write_csv(tmp_path / "plan.csv", [{**PLAN, "need": "?"}]))
    out, data = tmp_path / f"list.{ending}", tmp_path / "data"
    asked = ["--out", str(out), "--by", "me", "--purpose", "for the team meeting"]
    assert main(["findings", "--data", str(data), *asked]) == 0
    last = date.fromisoformat(open_folder(data).trail()[-1].detail("delete by"))
    text = out.read_text(encoding="utf-8-sig") if ending == "csv" else shared_texts(out)
    in_words = f"{last.day} {last:%B %Y}"
    assert "OFFICIAL-SENSITIVE: personal data" in text
    assert "for the team meeting" in text
    assert (last.isoformat() if ending == "csv" else in_words) in text


def shared_texts(path):
    with zipfile.ZipFile(path) as parts:
        return parts.read("xl/sharedStrings.xml").decode()


def test_a_load_tells_how_many_of_its_people_had_been_erased_before(tmp_path):
    rows = {"person": [PERSON, {**PERSON, "person_id": "P2"}]}
    data = tmp_path / "data"
    assert load_tables(tmp_path, rows).findings == ()
    erase(data, "P2", reason="asked for", by="a test", at=NOW.replace(minute=1))
    (told,) = load(tmp_path, tmp_path / "exports", day=2).findings
    assert told.severity is Severity.NOTED
    assert told.found == "1 person in it had been erased from this data folder before"
    assert "P2" not in str(told)
    write_csv(tmp_path / "exports" / "person.csv", [PERSON])
    assert load(tmp_path, tmp_path / "exports", day=3).findings == ()


def test_a_load_stands_where_nobody_can_say_who_was_erased(tmp_path):
    data = tmp_path / "data"
    load_tables(tmp_path, {"person": [PERSON]})
    erase(data, "P1", reason="asked for", by="a test", at=NOW.replace(minute=1))
    (data / KEY).chmod(0o600)
    (data / KEY).write_text("spoilt", encoding="ascii")
    loaded = load(tmp_path, tmp_path / "exports", day=2)
    assert [one.found for one in loaded.findings] == ["the key is damaged"]
    assert loaded.snapshot in {one.snapshot.text for one in manifests(open_folder(data))}
