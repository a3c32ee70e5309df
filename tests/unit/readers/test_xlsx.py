import datetime as dt
import io
from fractions import Fraction

import openpyxl
import pytest
import xlsxwriter

from headway.domain.problems import FileMistake, Severity
from headway.readers import CellKind, read_document
from tests.unit.readers.made_files import OFFICE, plain_xlsx, raw_xlsx, related, save, zipped

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0%"/><numFmt numFmtId="165" '
    'formatCode="mmm-yy"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'
)


def read(tmp_path, content, name="data.xlsx"):
    return read_document(save(tmp_path, name, content))


def only_cell(tmp_path, cell, **parts):
    document = read(tmp_path, raw_xlsx(f'<row r="1">{cell}</row>', styles=STYLES, **parts))
    return document.sheets[0].rows[0].cells[0]


def dressed_workbook():
    """A sheet as councils hand it over: percentages, month headings, dates, truths, blanks."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        percent = book.add_format({"num_format": "0.0%"})
        month = book.add_format({"num_format": "mmm-yy"})
        page = book.add_worksheet("Early Help")
        page.write(1, 1, "  Ref.\u00a0no ")
        page.write(1, 3, 44044, month)
        page.write(2, 1, "EH1a")
        page.write(2, 2, 0.068, percent)
        page.write(2, 3, 18.1)
        page.write(2, 4, True)
        page.write(2, 5, "two\nlines")
        book.add_worksheet("Blank")
        aside = book.add_worksheet("Aside")
        aside.write(0, 0, "kept")
        aside.hide()
    return out.getvalue()


def test_cells_come_with_their_places_kinds_and_what_a_person_sees(tmp_path):
    document = read(tmp_path, dressed_workbook())
    sheet = document.sheets[0]
    assert (document.file, document.number_formats_known) == ("data.xlsx", True)
    assert [row.number for row in sheet.rows] == [1, 2, 3]
    assert sheet.rows[0].cells == ()
    heading, figures = sheet.rows[1].cells, sheet.rows[2].cells
    assert [cell.text for cell in heading] == ["", "Ref. no", "", "Aug-20"]
    assert (heading[3].kind, heading[3].date) == (CellKind.DATE, dt.date(2020, 8, 1))
    assert [cell.kind for cell in figures] == [
        CellKind.BLANK,
        CellKind.TEXT,
        CellKind.NUMBER,
        CellKind.NUMBER,
        CellKind.TRUTH,
        CellKind.TEXT,
    ]
    assert (figures[2].text, figures[2].number, figures[2].percent) == (
        "6.8%",
        Fraction(68, 1000),
        True,
    )
    assert (figures[3].text, figures[3].number, figures[3].percent) == (
        "18.1",
        Fraction(181, 10),
        False,
    )
    assert figures[5].text == "two\nlines"
    assert str(sheet.place(3, 2)) == "data.xlsx, sheet “Early Help”, row 3, column C"
    assert document.findings == ()


def test_hidden_and_blank_sheets_are_there_and_marked(tmp_path):
    sheets = read(tmp_path, dressed_workbook()).sheets
    assert [(sheet.name, sheet.hidden, len(sheet.rows)) for sheet in sheets] == [
        ("Early Help", False, 3),
        ("Blank", False, 0),
        ("Aside", True, 1),
    ]


def test_the_bytes_and_not_the_name_say_what_it_is(tmp_path):
    document = read(tmp_path, plain_xlsx([["Ref", 1]]), name="export.csv")
    assert document.sheets[0].name == "Data"


def test_a_formula_without_a_result_is_neither_blank_nor_nought(tmp_path):
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Total", "=SUM(C1:C2)", '=IF(A1="x","a long enough formula to be cut short",1)'])
    book.save(tmp_path / "made.xlsx")
    document = read_document(tmp_path / "made.xlsx")
    _, total, long = document.sheets[0].rows[0].cells
    assert (total.kind, total.text) == (CellKind.ERROR, "=SUM(C1:C2)")
    assert total.formula_without_result
    assert len(long.text) == 40
    assert long.text.endswith("…")
    (finding,) = document.findings
    assert finding.severity is Severity.NOT_TAKEN
    assert "B1, C1" in finding.found
    assert "Open the workbook in Excel" in finding.next_step


def test_the_nought_of_a_program_that_works_nothing_out_is_no_result(tmp_path):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_formula(0, 0, "=B1+C1")  # XlsxWriter stores 0 beside it
        page.write_formula(0, 1, "=C1*2", None, 14)  # given its result by who wrote it
    cells = read(tmp_path, out.getvalue()).sheets[0].rows[0].cells
    assert cells[0].formula_without_result
    assert (cells[1].kind, cells[1].number) == (CellKind.NUMBER, 14)


def test_a_worked_out_nought_is_a_nought(tmp_path):
    cell = only_cell(tmp_path, '<c r="A1"><f>B1-C1</f><v>0</v></c>')
    assert (cell.kind, cell.number, cell.text) == (CellKind.NUMBER, 0, "0")


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', CellKind.ERROR, "#DIV/0!"),
        ('<c r="A1" t="e"><v>#REF!</v></c>', CellKind.ERROR, "#REF!"),
        ('<c r="A1" t="b"><v>0</v></c>', CellKind.TRUTH, "FALSE"),
        ('<c r="A1" t="str"><f>B1</f><v>tbc</v></c>', CellKind.TEXT, "tbc"),
        (
            '<c r="A1" t="inlineStr"><is><r><t>t</t></r><r><t>bc</t></r></is></c>',
            CellKind.TEXT,
            "tbc",
        ),
        ('<c r="A1" t="d"><v>2020-08-01T00:00:00</v></c>', CellKind.DATE, "01/08/2020"),
        ('<c r="A1"><v>1E+400</v></c>', CellKind.ERROR, "#NUM!"),
        ('<c r="A1" s="2"><v>-5</v></c>', CellKind.ERROR, "########"),
        ('<c r="A1" s="2"><v>0</v></c>', CellKind.TEXT, "Jan-00"),
        ('<c r="A1" s="77"><v>5</v></c>', CellKind.NUMBER, "5"),
        ('<c r="A1"><f t="shared" si="0"/></c>', CellKind.ERROR, "=…"),
    ],
)
def test_each_kind_of_stored_cell(tmp_path, cell, kind, text):
    found = only_cell(tmp_path, cell)
    assert (found.kind, found.text) == (kind, text)


def test_a_formula_whose_result_is_an_empty_text_is_blank(tmp_path):
    row = '<row r="1"><c r="A1" t="str"><f>""</f><v></v></c><c r="B1"><v>1</v></c></row>'
    cells = read(tmp_path, raw_xlsx(row)).sheets[0].rows[0].cells
    assert [cell.kind for cell in cells] == [CellKind.BLANK, CellKind.NUMBER]


def test_rich_texts_readings_and_escaped_characters(tmp_path):
    strings = (
        "<si><r><t>Early </t></r><r><t>Help</t></r></si>"
        "<si><t>one_x000D_\ntwo</t></si><si><t>_x005F_x000D_</t></si>"
        "<si><t>base</t><rPh><t>reading</t></rPh></si>"
    )
    row = "".join(f'<c t="s"><v>{at}</v></c>' for at in range(4))
    cells = read(tmp_path, raw_xlsx(f"<row>{row}</row>", strings=strings)).sheets[0].rows[0].cells
    assert [cell.text for cell in cells] == ["Early Help", "one\ntwo", "_x000D_", "base"]


def test_the_strict_form_and_letters_of_either_case_are_read(tmp_path):
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    content = raw_xlsx('<row r="1"><c r="A1"><v>5</v></c></row>', namespace=strict)
    assert read(tmp_path, content).sheets[0].rows[0].cells[0].number == 5


def test_the_epoch_of_1904_moves_dates(tmp_path):
    extra = '<workbookPr date1904="1"/>'
    cell = only_cell(tmp_path, '<c r="A1" s="2"><v>42582</v></c>', workbook_extra=extra)
    assert cell.date == dt.date(2020, 8, 1)


def test_rows_out_of_order_are_put_in_order_and_noted(tmp_path):
    rows = "".join(f'<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>' for at in (3, 1, 2))
    document = read(tmp_path, raw_xlsx(rows))
    assert [row.cells[0].text for row in document.sheets[0].rows if row.cells] == ["1", "2", "3"]
    assert [row.number for row in document.sheets[0].rows] == sorted(
        row.number for row in document.sheets[0].rows
    )
    assert [finding.severity for finding in document.findings] == [Severity.NOTED]


def test_cells_out_of_order_are_all_read(tmp_path):
    row = '<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c></row>'
    cells = read(tmp_path, raw_xlsx(row)).sheets[0].rows[0].cells
    assert [cell.text for cell in cells] == ["1", "", "3"]


def test_two_cells_for_one_place_are_reported(tmp_path):
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    document = read(tmp_path, raw_xlsx(row))
    assert document.sheets[0].rows[0].cells[0].text == "2"
    assert [finding.severity for finding in document.findings] == [Severity.NOT_TAKEN]
    assert "two cells for one place: A1" in document.findings[0].found


def test_a_far_away_cell_costs_neither_a_million_rows_nor_its_place(tmp_path):
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    )
    first, last = read(tmp_path, raw_xlsx(rows)).sheets[0].rows
    assert (first.number, last.number, len(last.cells)) == (1, 1_048_576, 16_384)


def test_a_wrong_dimension_loses_nothing(tmp_path):
    content = raw_xlsx(
        "",
        xl__worksheets__sheet1_xml=(
            '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<dimension ref="A1"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v>'
            '</c></row><row r="2"><c r="A2"><v>3</v></c></row></sheetData></worksheet>'
        ),
    )
    rows = read(tmp_path, content).sheets[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [["1", "2"], ["3"]]


def test_a_colour_or_page_set_up_that_is_wrong_does_not_stop_the_figures(tmp_path):
    styles = f'{STYLES}<fonts count="1"><font><color rgb="#FF0000"/></font></fonts>'
    content = raw_xlsx(
        '<row r="1"><c r="A1" s="1"><v>0.5</v></c></row></sheetData>'
        '<pageSetup orientation="sideways"/><sheetData>',
        styles=styles,
    )
    assert read(tmp_path, content).sheets[0].rows[0].cells[0].text == "50.0%"


def test_comments_and_links_to_other_workbooks_are_said(tmp_path):
    content = raw_xlsx(
        '<row r="1"><c r="A1"><f>[1]Other!A1</f><v>7</v></c></row>',
        xl__comments1_xml="<comments/>",
        xl__externalLinks__externalLink1_xml="<externalLink/>",
    )
    document = read(tmp_path, content)
    assert document.sheets[0].rows[0].cells[0].number == 7
    assert [finding.severity for finding in document.findings] == [Severity.NOTED] * 2
    assert "comments" in document.findings[0].found
    assert "nothing is fetched" in document.findings[1].done


def test_a_sheet_that_is_a_chart_is_said_and_passed_over(tmp_path):
    content = raw_xlsx(
        '<row r="1"><c r="A1"><v>7</v></c></row>',
        xl__workbook_xml=(
            f'<workbook xmlns:r="{OFFICE}"><sheets><sheet name="Data" r:id="rId1"/>'
            '<sheet name="Picture" r:id="rId2"/></sheets></workbook>'
        ),
        **{
            "xl/_rels/workbook.xml.rels": related(
                ("worksheet", "/xl/worksheets/sheet1.xml"), ("chartsheet", "chartsheets/s.xml")
            )
        },
    )
    document = read(tmp_path, content)
    assert [sheet.name for sheet in document.sheets] == ["Data"]
    assert "sheet “Picture”: the sheet is a chart" in str(document.findings[0])


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"xl__worksheets__sheet1_xml": "<worksheet><sheetData><row>"}, "cannot be read"),
        ({"xl__worksheets__sheet1_xml": ""}, "cannot be read"),
        ({"xl__workbook_xml": "<workbook><sheets>"}, "cannot be read"),
        ({"xl__sharedStrings_xml": "no xml"}, "cannot be read"),
        ({"xl/_rels/workbook.xml.rels": related()}, "sheet “Data” is missing"),
        (
            {"xl/_rels/workbook.xml.rels": related(("worksheet", "elsewhere.xml"))},
            "its part “/xl/elsewhere.xml” is missing",
        ),
    ],
)
def test_a_broken_part_is_named(tmp_path, parts, said):
    with pytest.raises(FileMistake) as caught:
        read(tmp_path, raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', **parts))
    assert str(caught.value).startswith("data.xlsx: the file is damaged or was cut short")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "row",
    [
        '<row r="1"><c r="5A"><v>1</v></c></row>',
        '<row r="x"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>12</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1048577"><c r="A1"><v>1</v></c></row>',
        '<row r="-4"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="d"><v>soon</v></c></row>',
    ],
)
def test_cells_that_cannot_be_placed_or_understood_stop_the_file(tmp_path, row):
    with pytest.raises(FileMistake, match="the cells of sheet “Data” cannot be read"):
        read(tmp_path, raw_xlsx(row))


def test_workbooks_with_macros_and_templates_are_workbooks(tmp_path):
    for kind in ("sheet.macroEnabled", "template"):
        whole = raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
        types = f'<Types><Override ContentType="x.spreadsheetml.{kind}.main+xml"/></Types>'
        content = raw_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row>', **{"[Content_Types].xml": types}
        )
        assert content != whole
        assert read(tmp_path, content, name="data.xlsm").sheets[0].name == "Data"


def test_a_package_without_its_list_of_sheets_is_refused(tmp_path):
    content = zipped({"[Content_Types].xml": "<Types/>", "xl/worksheets/sheet1.xml": "<x/>"})
    with pytest.raises(FileMistake, match="lists its sheets is missing"):
        read(tmp_path, content)
