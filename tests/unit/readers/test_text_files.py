import hashlib

import pytest

from headway.domain.problems import FileMistake, Place, Severity
from headway.readers import CellKind, limits, read_document
from tests.unit.readers.made_files import save


def read(tmp_path, content, name="data.txt"):
    return read_document(save(tmp_path, name, content))


def texts(document):
    return [(row.number, [cell.text for cell in row.cells]) for row in document.sheets[0].rows]


def test_each_line_is_a_row_and_blank_lines_are_kept(tmp_path):
    content = "\n\nMeasures:\t\t\tKey\nRef.\tJul-19\t96\n\n\t\nEH1a \t-\u00a0\n"
    document = read(tmp_path, content)
    assert texts(document) == [
        (1, []),
        (2, []),
        (3, ["Measures:", "", "", "Key"]),
        (4, ["Ref.", "Jul-19", "96"]),
        (5, []),
        (6, ["", ""]),
        (7, ["EH1a", "-"]),
    ]
    (sheet,) = document.sheets
    assert (sheet.name, sheet.hidden) == ("", False)
    assert sheet.place(7, 1) == Place(file="data.txt", line=7, column="2")
    assert document.sha256 == hashlib.sha256(content.encode()).hexdigest()
    assert document.findings == ()


def test_numbers_in_text_stay_text(tmp_path):
    cells = read(tmp_path, "96\t6.8%\t01/08/2020\tTRUE\t#REF!\n").sheets[0].rows[0].cells
    assert {cell.kind for cell in cells} == {CellKind.TEXT}
    assert {cell.number for cell in cells} == {None}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"], ids=["lf", "crlf", "cr", "crcrlf"])
@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_line_ends_of_every_system(tmp_path, end, name):
    content = end.join(["a\tb", "", "c\td"]) + end
    assert texts(read(tmp_path, content, name)) == [(1, ["a", "b"]), (2, []), (3, ["c", "d"])]


def test_marks_that_are_no_line_ends_part_no_lines(tmp_path):
    # Python's own splitlines would part each of these.
    content = "a\u2028b\tc\x85d\te\x1cf\n"
    assert texts(read(tmp_path, content)) == [(1, ["a\u2028b", "c\x85d", "e\x1cf"])]


def test_a_page_break_ends_a_row_but_not_a_line(tmp_path):
    content = "a\tb\fc\td\n\fe\tf\n\f\ng\f\n"
    assert texts(read(tmp_path, content)) == [
        (1, ["a", "b"]),
        (1, ["c", "d"]),
        (2, ["e", "f"]),
        (3, []),
        (4, ["g"]),
    ]


def test_quotation_marks_in_extracted_text_are_part_of_it(tmp_path):
    content = 'Priority\tAction\tMeasure\n1\t"We see children\n\twithin 15 days"\n2\t5" pipe\tx\n'
    assert texts(read(tmp_path, content)) == [
        (1, ["Priority", "Action", "Measure"]),
        (2, ["1", '"We see children']),
        (3, ["", 'within 15 days"']),
        (4, ["2", '5" pipe', "x"]),
    ]


def test_what_excel_saves_as_unicode_text_is_a_quoted_table(tmp_path):
    content = 'Ref\tCount\tNote\r\nEH1\t"1,234"\t"two\nlines"\r\nEH2\t5\t"say ""x"""\r\n'
    document = read(tmp_path, content.encode("utf-16"))
    assert texts(document) == [
        (1, ["Ref", "Count", "Note"]),
        (2, ["EH1", "1,234", "two\nlines"]),
        (4, ["EH2", "5", 'say "x"']),
    ]
    assert [finding.severity for finding in document.findings] == [Severity.NOTED]
    assert "UTF-16" in document.findings[0].found


def test_text_without_tabs_is_a_table_only_when_plainly_one(tmp_path):
    table = "Ref,Jul,Aug\nEH1,96,126\nEH2,41,99\n"
    assert texts(read(tmp_path, table))[1] == (2, ["EH1", "96", "126"])
    prose = "Children, families\nThis report, in short, says so.\n\nEnd.\n"
    assert texts(read(tmp_path, prose))[1] == (2, ["This report, in short, says so."])


def test_a_text_that_only_ends_with_a_line_end_has_no_row_more(tmp_path):
    assert len(texts(read(tmp_path, "a\n"))) == len(texts(read(tmp_path, "a"))) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_a_line_of_megabytes_is_refused(tmp_path, name):
    content = "a,b\n" + "x" * (limits.MAX_LINE_CHARACTERS + 1) + "\n"
    with pytest.raises(FileMistake, match="line 2: a line of 1,000,001 characters"):
        read(tmp_path, content, name)


def test_the_names_of_columns_beyond_the_alphabet_are_numbers(tmp_path):
    sheet = read(tmp_path, "\t" * 30 + "x\n").sheets[0]
    assert sheet.place(1, 30).column == "31"
    assert sheet.rows[0].cells[30].text == "x"


def test_equal_cells_are_one_object(tmp_path):
    rows = read(tmp_path, "tbc\t-\t\ntbc\t-\t\n").sheets[0].rows
    assert all(one is other for one, other in zip(rows[0].cells, rows[1].cells, strict=True))
