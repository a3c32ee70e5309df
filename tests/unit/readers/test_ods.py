import datetime as dt
from fractions import Fraction

import pytest

from headway.domain.problems import FileMistake, Severity
from headway.readers import CellKind, read_document
from tests.unit.readers.made_files import raw_ods, save

DRESSED = """
<table:table table:name="Early Help">
 <table:table-header-rows>
  <table:table-row table:number-rows-repeated="2">
   <table:table-cell table:number-columns-repeated="16384"/>
  </table:table-row>
 </table:table-header-rows>
 <table:table-row>
  <table:table-cell/>
  <table:table-cell office:value-type="string"><text:p>Ref.<text:s text:c="2"/>no</text:p>
   <text:p>second <text:span>line</text:span></text:p></table:table-cell>
  <table:table-cell office:value-type="percentage" office:value="0.068"><text:p>6.8%</text:p>
  </table:table-cell>
  <table:table-cell office:value-type="date" office:date-value="2020-08-01"><text:p>Aug-20</text:p>
  </table:table-cell>
  <table:table-cell table:number-columns-repeated="2" office:value-type="float"
   office:value="18.1"><text:p>18</text:p></table:table-cell>
  <table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>
  </table:table-cell>
  <table:table-cell office:value-type="time" office:time-value="PT30H00M00S"><text:p>30:00</text:p>
  </table:table-cell>
  <table:table-cell office:value-type="currency" office:value="3"><text:p>£3.00</text:p>
  </table:table-cell>
  <table:table-cell table:number-columns-repeated="16000"/>
 </table:table-row>
 <table:table-row table:number-rows-repeated="1048573">
  <table:table-cell table:number-columns-repeated="16384"/>
 </table:table-row>
</table:table>
"""


def read(tmp_path, tables, **parts):
    return read_document(save(tmp_path, "data.ods", raw_ods(tables, **parts)))


def only_cell(tmp_path, cell):
    rows = f"<table:table-row>{cell}</table:table-row>"
    document = read(tmp_path, f'<table:table table:name="T">{rows}</table:table>')
    return document.sheets[0].rows[0].cells[0]


def test_cells_come_with_what_a_person_sees_and_the_value_behind_it(tmp_path):
    document = read(tmp_path, DRESSED)
    assert document.number_formats_known
    (sheet,) = document.sheets
    assert [(row.number, len(row.cells)) for row in sheet.rows] == [(1, 0), (2, 0), (3, 9)]
    cells = sheet.rows[2].cells
    assert [cell.text for cell in cells] == [
        "",
        "Ref.  no\nsecond line",
        "6.8%",
        "Aug-20",
        "18",
        "18",
        "TRUE",
        "30:00",
        "£3.00",
    ]
    assert (cells[2].number, cells[2].percent) == (Fraction(68, 1000), True)
    assert cells[3].date == dt.date(2020, 8, 1)
    assert cells[4].number == cells[5].number == Fraction(181, 10)
    assert cells[6].kind is CellKind.TRUTH
    assert cells[7].kind is CellKind.TEXT
    assert str(sheet.place(3, 1)) == "data.ods, sheet “Early Help”, row 3, column B"


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (  # as LibreOffice writes it
            (
                '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
                'office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
                "</table:table-cell>"
            ),
            CellKind.ERROR,
            "#DIV/0!",
        ),
        (  # as Excel writes it
            (
                '<table:table-cell table:formula="of:=NA()" office:value-type="float" '
                'office:value="0"><text:p>#N/A</text:p></table:table-cell>'
            ),
            CellKind.ERROR,
            "#N/A",
        ),
        (
            (
                '<table:table-cell office:value-type="float" office:value="1"><text:p>TRUE</text:p>'
                "</table:table-cell>"
            ),
            CellKind.TRUTH,
            "TRUE",
        ),
        (
            '<table:table-cell office:value-type="string" office:string-value="kept"/>',
            CellKind.TEXT,
            "kept",
        ),
        (
            (
                '<table:table-cell office:value-type="date" '
                'office:date-value="1899-12-30T10:00:00"><text:p>10:00</text:p></table:table-cell>'
            ),
            CellKind.TEXT,
            "10:00",
        ),
        (
            '<table:table-cell office:value-type="date" office:date-value="2020-08-01T18:00:00"/>',
            CellKind.DATE,
            "01/08/2020",
        ),
        (
            '<table:table-cell office:value-type="float" office:value="n"/>',
            CellKind.ERROR,
            "#NUM!",
        ),
    ],
)
def test_each_kind_of_stored_cell(tmp_path, cell, kind, text):
    found = only_cell(tmp_path, cell)
    assert (found.kind, found.text) == (kind, text)


def test_a_formula_without_a_result_is_told_from_one_that_gives_an_empty_text(tmp_path):
    cells = (
        '<table:table-cell table:formula="of:=SUM([.B1])"/>'
        '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="1"/>'
    )
    document = read(
        tmp_path,
        f'<table:table table:name="T"><table:table-row>{cells}</table:table-row></table:table>',
    )
    unworked, empty, one = document.sheets[0].rows[0].cells
    assert unworked.formula_without_result
    assert unworked.text == "=SUM([.B1])"
    assert empty.kind is CellKind.BLANK
    assert one.text == "1"
    assert [finding.severity for finding in document.findings] == [Severity.NOT_TAKEN]


def test_hidden_sheets_are_marked_and_copies_of_other_files_left_out(tmp_path):
    cell = (
        "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
    )
    document = read(
        tmp_path,
        f'<table:table table:name="A" table:style-name="ta2">{cell}</table:table>'
        f'<table:table table:name="B" table:style-name="ta1">{cell}</table:table>'
        f'<table:table table:name="C" table:style-name="ta_extref">{cell}</table:table>',
        styles='<style:style style:name="ta1"><style:table-properties/></style:style>'
        '<style:style style:name="ta2"><style:table-properties table:display="false"/>'
        "</style:style>",
    )
    assert [(sheet.name, sheet.hidden) for sheet in document.sheets] == [("A", True), ("B", False)]


def test_comments_are_said_and_not_mixed_into_the_cell(tmp_path):
    document = read(
        tmp_path,
        '<table:table table:name="T"><table:table-row><table:table-cell><office:annotation>'
        "<text:p>a remark</text:p></office:annotation><text:p>seen</text:p></table:table-cell>"
        "</table:table-row></table:table>",
    )
    assert document.sheets[0].rows[0].cells[0].text == "seen"
    assert "comments" in document.findings[0].found


def test_deleted_cells_kept_for_the_record_of_changes_are_no_cells(tmp_path):
    row = (
        "<table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell>"
        "</table:table-row>"
    )
    document = read(
        tmp_path,
        f"<table:tracked-changes>{row.format('old')}</table:tracked-changes>"
        f'<table:table table:name="T">{row.format("now")}</table:table>',
    )
    assert [cell.text for cell in document.sheets[0].rows[0].cells] == ["now"]


def test_cells_repeated_beyond_the_limit_are_refused(tmp_path):
    with pytest.raises(FileMistake, match="more than 5,000,000 cells"):
        read(
            tmp_path,
            '<table:table table:name="T"><table:table-row table:number-rows-repeated="1000000">'
            '<table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p>'
            "</table:table-cell></table:table-row></table:table>",
        )


@pytest.mark.parametrize(
    ("tables", "said"),
    [("<table:table>", "cannot be read"), ('<x a="<"/>', "cannot be read")],
)
def test_broken_content_is_refused(tmp_path, tables, said):
    with pytest.raises(FileMistake, match=said):
        read(tmp_path, tables)


def test_a_locked_workbook_is_refused(tmp_path):
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(FileMistake, match="protected by a password"):
        read(tmp_path, DRESSED, **{"META-INF/manifest.xml": manifest})
