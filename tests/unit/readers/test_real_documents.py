"""The published documents as they are: nothing of a line is lost on the way into cells."""

import pytest

from headway.readers import read_document
from headway.readers.making import trimmed


@pytest.mark.parametrize(
    "name",
    [
        "southampton-early-help-dataset-2019-12.txt",
        "southampton-early-help-dataset-2020-08.txt",
        "thurrock-development-plan-2018.txt",
        "thurrock-development-plan-2018-priority-2-page.txt",
        "derby-early-help-report-2016-17.txt",
    ],
)
def test_every_line_of_a_published_text_is_in_its_cells(reference, name):
    path = reference / "published" / name
    document = read_document(path)
    lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    rows = document.sheets[0].rows
    assert [row.number for row in rows] == list(range(1, len(lines) + 1))
    for row, line in zip(rows, lines, strict=True):
        expected = [trimmed(field) for field in line.split("\t")] if line.strip(" ") else []
        assert [cell.text for cell in row.cells] == expected
    assert document.findings == ()


def test_the_first_row_of_figures_stands_where_it_is_printed(reference):
    document = read_document(reference / "published" / "southampton-early-help-dataset-2019-12.txt")
    sheet = document.sheets[0]
    row = next(row for row in sheet.rows if row.cells and row.cells[0].text == "EH1a")
    assert [cell.text for cell in row.cells[5:11]] == ["96", "126", "41", "99", "161", "127"]
    assert str(sheet.place(row.number, 5)).endswith(f"line {row.number}, column 6")


def test_workbooks_and_csv_of_the_field_are_read(reference):
    paths = [
        path
        for path in sorted(reference.rglob("*"))
        if path.suffix in {".csv", ".xlsx"} and path.stat().st_size < 1_000_000
    ]
    assert paths
    for path in paths:
        document = read_document(path)
        assert any(sheet.rows for sheet in document.sheets), path.name
