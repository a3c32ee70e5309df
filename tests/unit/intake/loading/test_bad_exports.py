"""Exports that are broken, wrong or hostile: clear messages, nothing stored, no value repeated."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from headway.domain.problems import ContentMistake, FileMistake, HeadwayError, Severity
from headway.intake.loading import large_text as streaming
from headway.readers import large_text as forms
from headway.tables import TABLES
from tests.unit.intake.loading.exports import (
    PERSON,
    PLAN,
    UNIT,
    conformed,
    entries,
    load,
    load_tables,
    prepared,
    row_of,
    rows_by_code,
    write_csv,
    write_tables,
)


def workbook(path, sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def refused(tmp_path, *named, **more):
    with pytest.raises(HeadwayError) as caught:
        load(tmp_path, *named, **more)
    snapshots = tmp_path / "data" / "snapshots"
    assert not snapshots.exists() or not list(snapshots.iterdir())
    return caught.value


def test_a_truncated_workbook(tmp_path):
    whole = workbook(tmp_path / "whole.xlsx", {"plan": [list(PLAN), list(PLAN.values())]})
    cut = tmp_path / "plan.xlsx"
    cut.write_bytes(whole.read_bytes()[:3000])
    mistake = refused(tmp_path, cut)
    assert isinstance(mistake, FileMistake)
    assert "damaged or was cut short" in str(mistake)


BOMB = """<?xml version="1.0"?>
<!DOCTYPE Message [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Message><Children><Child><ChildIdentifiers><LAchildID>&b;</LAchildID></ChildIdentifiers></Child>
</Children></Message>"""


def test_xml_with_an_entity_bomb(tmp_path):
    path = tmp_path / "cin.xml"
    path.write_text(BOMB, encoding="utf-8")
    assert "entities" in str(refused(tmp_path, path))


def test_xml_that_is_cut_short(tmp_path):
    path = tmp_path / "cin.xml"
    path.write_text("<Message><Children><Child><LAchildID>1</LAchildID>", encoding="utf-8")
    assert "ends too early" in str(refused(tmp_path, path))


def test_xml_without_a_known_record(tmp_path):
    path = tmp_path / "other.xml"
    path.write_text("<orders><order>1</order></orders>", encoding="utf-8")
    assert "without a record that is known" in str(refused(tmp_path, path))


def test_xml_nested_without_end(tmp_path):
    path = tmp_path / "deep.xml"
    path.write_text("<a>" * 5000 + "</a>" * 5000, encoding="utf-8")
    assert isinstance(refused(tmp_path, path), FileMistake)


def test_wrong_headings_are_named_and_known_ones_suggested(tmp_path):
    path = write_csv(tmp_path / "plan.csv", [{"plan_id": "PL1", "date opened": "2026-01-05"}])
    mistake = refused(tmp_path, path)
    assert isinstance(mistake, ContentMistake)
    assert "no column is headed “opened_on”; 1 of its 2 headings are not known" in str(mistake)
    assert "headway map" in str(mistake)


def test_another_export_under_the_right_name(tmp_path):
    path = write_csv(tmp_path / "plan.csv", [PERSON])
    assert "“plan” in the column map" in str(refused(tmp_path, path))


def test_a_renamed_export_is_known_by_its_headings_and_that_is_told(tmp_path):
    heads = TABLES["plan_subject"].column_names
    rows = [{"plan_id": "PL1", "person_id": "P1", "role": "child"}]
    loaded = load(tmp_path, write_csv(tmp_path / "Export42.csv", rows, heads))
    assert row_of(loaded, "plan_subject") == (1, 1, 0, 0)
    assert any("the headings are all known" in one.found for one in loaded.findings)


def test_a_column_headed_twice(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("plan_id,opened_on,opened_on\nPL1,2026-01-05,2026-01-06\n", encoding="utf-8")
    assert "more than one column is headed “opened_on”" in str(refused(tmp_path, path))


def test_a_zip_inside(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("plan.csv", "plan_id,opened_on\nPL1,2026-01-05\n")
    path = tmp_path / "plan.csv"
    path.write_bytes(packed.getvalue())
    assert "zip file" in str(refused(tmp_path, path))


def test_all_files_that_cannot_be_read_are_told_at_once(tmp_path):
    (tmp_path / "one.csv").write_bytes(b"")
    (tmp_path / "two.csv").write_bytes(b"%PDF-1.4 nothing")
    told = str(refused(tmp_path, tmp_path / "one.csv", tmp_path / "two.csv"))
    assert "one.csv" in told
    assert "two.csv" in told


def test_formula_cells_without_a_result_are_not_nought(tmp_path):
    rows = [["plan_id", "opened_on", "closed_on"], ["PL1", date(2026, 1, 5), "=B2+30"]]
    loaded = load(tmp_path, workbook(tmp_path / "export.xlsx", {"plan": rows}))
    assert rows_by_code(loaded)["plan.closed_on.formula"] == 1
    (entry,) = (e for e in entries(tmp_path, loaded) if e.code == "plan.closed_on.formula")
    assert "a formula without its result" in entry.message
    assert row_of(loaded, "plan") == (1, 1, 0, 0)


def test_spreadsheet_errors_are_not_taken_for_text(tmp_path):
    loaded = load_tables(tmp_path, {"plan": [{**PLAN, "need": "#REF!", "team_id": "#N/A"}]})
    assert rows_by_code(loaded) == {"plan.need.formula": 1, "plan.team_id.formula": 1}


def test_dates_as_serials_and_as_text_in_three_orders(tmp_path):
    rows = [
        {**PLAN, "plan_id": f"PL{n}", "opened_on": text}
        for n, text in enumerate(["46309", "2026-10-14", "14/10/2026", "14 Oct 2026", "05/10/2026"])
    ]
    folder = write_tables(tmp_path / "exports", {"plan": rows})
    with prepared(tmp_path, folder) as ready:
        opened = [row["opened_on"] for row in conformed(ready, "plan")]
    assert opened == [date(2026, 10, 14)] * 4 + [date(2026, 10, 5)]


def test_a_month_first_column_is_read_by_its_evidence(tmp_path):
    rows = [
        {**PLAN, "plan_id": f"P{n}", "opened_on": t}
        for n, t in enumerate(["03/04/2026", "02/15/2026"])
    ]
    folder = write_tables(tmp_path / "exports", {"plan": rows})
    with prepared(tmp_path, folder) as ready:
        assert [r["opened_on"] for r in conformed(ready, "plan")] == [
            date(2026, 3, 4),
            date(2026, 2, 15),
        ]
        (told,) = (one for one in ready.findings if one.severity is Severity.INFERRED)
        assert "only have the month first" in told.found
        assert told.place.column == "2"


def test_a_column_of_mixed_orders_is_told_and_ambiguous_dates_are_kept_out(tmp_path):
    texts = ["14/02/2026", "02/15/2026", "03/04/2026"]
    rows = [{**PLAN, "plan_id": f"P{n}", "opened_on": text} for n, text in enumerate(texts)]
    loaded = load_tables(tmp_path, {"plan": rows})
    assert any("mixes two orders" in one.found for one in loaded.findings)
    assert rows_by_code(loaded)["plan.opened_on.ambiguous_date"] == 1
    assert row_of(loaded, "plan") == (3, 2, 1, 0)


def test_shifted_rows_are_kept_out(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(
        "plan_id,opened_on,need\nPL1,2026-01-05,N1\nPL2,2026-01-05,N1,x\nPL3\n", encoding="utf-8"
    )
    loaded = load(tmp_path, path)
    assert row_of(loaded, "plan") == (3, 1, 2, 0)
    assert rows_by_code(loaded)["plan.shifted"] == 2


def test_titles_above_the_headings_are_skipped(tmp_path):
    rows = [
        ["Plans of the early help service"],
        [],
        ["plan_id", "opened_on"],
        ["PL1", date(2026, 1, 5)],
    ]
    loaded = load(tmp_path, workbook(tmp_path / "export.xlsx", {"plan": rows}))
    assert row_of(loaded, "plan") == (1, 1, 0, 0)


def test_a_sheet_nobody_knows_is_told_and_the_rest_is_loaded(tmp_path):
    sheets = {"plan": [list(PLAN), list(PLAN.values())], "Cover": [["Made on", "Friday"]]}
    loaded = load(tmp_path, workbook(tmp_path / "export.xlsx", sheets))
    (told,) = (one for one in loaded.findings if one.severity is Severity.NOT_TAKEN)
    assert told.place.sheet == "Cover"


def test_identifiers_keep_their_noughts_and_lose_their_armour(tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text(
        'plan_id,opened_on\n"=""00123""",2026-01-05\n 00124 ,2026-01-05\n', encoding="utf-8"
    )
    with prepared(tmp_path, path) as ready:
        assert [row["plan_id"] for row in conformed(ready, "plan")] == ["00123", "00124"]


def test_a_folder_without_exports(tmp_path):
    (tmp_path / "empty").mkdir()
    assert "no export is in this folder" in str(refused(tmp_path, tmp_path / "empty"))


@pytest.fixture
def everything_is_large(monkeypatch):
    monkeypatch.setattr(forms, "LARGE", 1)
    monkeypatch.setattr(streaming, "BLOCK", 4096)


ROWS = [{**PLAN, "plan_id": f"PL{n}", "opened_on": f"2026-01-{n % 28 + 1:02}"} for n in range(500)]


@pytest.mark.usefixtures("everything_is_large")
@pytest.mark.parametrize("how", ["plain", "quoted", "semicolon", "windows", "mark"])
def test_a_large_csv_is_read_as_a_small_one(tmp_path, how):
    rows = [{**row, "team_id": "Tëam £1"} for row in ROWS]
    path = write_csv(tmp_path / "plan.csv", rows)
    text = path.read_text(encoding="utf-8")
    match how:
        case "quoted":
            text = text.replace("PL7,", '"PL7",')
        case "semicolon":
            text = text.replace(",", ";")
    path.write_bytes(text.encode({"windows": "cp1252", "mark": "utf-8-sig"}.get(how, "utf-8")))
    with prepared(tmp_path, path) as ready:
        read = conformed(ready, "plan")
    assert [row["plan_id"] for row in read] == [row["plan_id"] for row in rows]
    assert {row["team_id"] for row in read} == {"Tëam £1"}


@pytest.mark.usefixtures("everything_is_large")
def test_a_large_csv_with_a_mark_that_is_not_closed(tmp_path):
    path = write_csv(tmp_path / "plan.csv", ROWS)
    text = path.read_text(encoding="utf-8").replace("PL7,", '"PL7,')
    path.write_text(text, encoding="utf-8")
    assert "not closed" in str(refused(tmp_path, path))


@pytest.mark.usefixtures("everything_is_large")
def test_rows_of_a_large_csv_are_named_by_their_lines(tmp_path):
    rows = [*ROWS, {**PLAN, "plan_id": "LAST", "opened_on": "soon"}, *ROWS[:3]]
    path = write_csv(tmp_path / "plan.csv", rows)
    loaded = load(tmp_path, path)
    fatal = [one for one in entries(tmp_path, loaded) if one.code == "plan.opened_on.wrong_type"]
    assert [one.row_number for one in fatal] == [502]
    assert row_of(loaded, "plan") == (504, 500, 1, 3)


def test_units_are_loaded_with_them(tmp_path):
    loaded = load_tables(tmp_path, {"plan": [PLAN], "organisation_unit": [UNIT]})
    assert not loaded.counted
