"""Files that cannot be read: each is refused with its name, what it is, and what to do."""

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

from headway.domain.problems import FileMistake
from headway.readers import limits, read_document
from tests.unit.readers.made_files import (
    compound,
    plain_xlsx,
    raw_ods,
    raw_xlsx,
    save,
    zipped,
)

SECRET = "Jordan Example"  # stands for what no message may repeat


def refused(path):
    with pytest.raises(FileMistake) as caught:
        read_document(path)
    (finding,) = caught.value.findings
    assert finding.place.file == (path.name or str(path))
    assert finding.found
    assert finding.done, "says what is allowed"
    assert finding.next_step, "says what to do"
    message = str(caught.value)
    assert SECRET not in message
    assert "Traceback" not in message
    assert caught.value.exit_code == 3
    return message


def test_a_missing_file(tmp_path):
    message = refused(tmp_path / "not there.xlsx")
    assert "there is no file of this name" in message
    assert "Check the spelling" in message


def test_a_folder(tmp_path):
    assert "this is a folder" in refused(tmp_path)
    assert "this is a folder" in refused(Path())


def test_a_name_that_no_file_can_have():
    assert refused(Path("a\x00b.csv"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="only some systems have pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "a device or a pipe" in refused(tmp_path / "pipe")


def test_a_file_that_may_not_be_opened(tmp_path, monkeypatch):
    path = save(tmp_path, "open in Excel.xlsx", b"PK")

    def deny(*_words, **_named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "Close it in Excel" in refused(path)


def test_a_disk_that_fails(tmp_path, monkeypatch):
    path = save(tmp_path, "a.xlsx", b"PK")

    def fail(*_words, **_named):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    assert "could not be read from its disk (Input/output error)" in refused(path)


def test_an_empty_file(tmp_path):
    assert "empty (0 bytes)" in refused(save(tmp_path, "a.csv", b""))


@pytest.mark.parametrize(
    "content", [b"\n\n\r\n", b"  \n\t\t\n", b"\xef\xbb\xbf", b"\xff\xfe", b",,\n,,"]
)
def test_nothing_but_blank_lines(tmp_path, content):
    assert "nothing but blank lines" in refused(save(tmp_path, "a.csv", content))


def test_the_small_file_that_excel_keeps(tmp_path):
    assert "Name the workbook itself" in refused(save(tmp_path, "~$data.xlsx", b"\x05Name"))


def test_a_file_larger_than_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", limits.MIB)
    path = save(tmp_path, "a.csv", b"a,b\n" * 300_000)
    assert "the file has 1 MiB. At most 1 MiB are read" in refused(path)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"%PDF-1.7\n...", "a PDF document"),
        ("a.txt", b"\r\n@PJL\r\n%PDF-1.4", "a PDF document"),
        ("a.xls", b"<html><body><table><tr><td>1</td></tr></table>", "a web page (HTML)"),
        ("a.xls", b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><html>", "a web page (HTML)"),
        ("a.xls", "<table><tr><td>1".encode("utf-16"), "a web page (HTML)"),
        ("a.xls", b"<?xml version='1.0'?><html xmlns='x'>", "a web page (HTML)"),
        ("a.xls", b"MIME-Version: 1.0\nContent-Type: multipart/related", "a web page saved"),
        (
            "a.xls",
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a workbook in the XML form of 2003",
        ),
        ("a.xml", b'<?xml version="1.0"?><Message/>', "a file of XML"),
        ("a.xml", b"<Message><Header/></Message>", "a file of XML"),
        ("a.csv", b"{\\rtf1 hello}", "a Rich Text document"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        ("a.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF", "a picture (JPEG)"),
        ("a.csv", b"GIF89a", "a picture (GIF)"),
        ("a.csv", b"\x00\x00\x00\x18ftypheic", "a picture (HEIC)"),
        ("a.csv", b"\x1f\x8b\x08\x00", "a packed file (gzip)"),
        ("a.csv", b"7z\xbc\xaf\x27\x1c", "a packed file (7-Zip)"),
        ("a.csv", b"PAR1\x15\x04", "a Parquet data file"),
        ("a.csv", b"SQLite format 3\x00", "an SQLite database"),
        ("a.csv", b"\x00\x01\x00\x00Standard ACE DB", "an Access database"),
        ("a.docx", zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": ""}), "Word"),
        ("a.pptx", zipped({"[Content_Types].xml": "<Types/>", "ppt/x.xml": ""}), "PowerPoint"),
        ("a.numbers", zipped({"Index/Document.iwa": ""}), "Apple Numbers"),
        ("a.xlsx", zipped({"letters.csv": "a,b", "more.csv": "c"}), "(2 files inside)"),
        (
            "a.ods",
            zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}),
            "an OpenDocument file, but not a sheet",
        ),
        ("a.doc", compound({"WordDocument": b"x"}), "a Word document of before 2007"),
        ("a.ppt", compound({"PowerPoint Document": b"x"}), "a PowerPoint presentation of before"),
        ("a.msg", compound({"__properties": b"x"}), "an Office file without a workbook"),
    ],
)
def test_another_kind_of_file_is_named_whatever_its_ending(tmp_path, name, content, said):
    message = refused(save(tmp_path, name, content))
    assert said in message
    assert "Headway reads Excel workbooks (.xlsx" in message


def test_a_password_protected_workbook(tmp_path):
    locked = compound({"EncryptionInfo": b"x" * 300, "EncryptedPackage": b"y" * 5000})
    message = refused(save(tmp_path, "a.xlsx", locked))
    assert "protected by a password" in message
    assert "Open it in Excel with its password" in message


def test_a_password_protected_zip(tmp_path):
    content = bytearray(zipped({"a.csv": "x"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    assert "the zip file is protected by a password" in refused(save(tmp_path, "a.zip", content))


@pytest.mark.parametrize(
    "rows", [[], [[None]], [["", "  ", "\u00a0"]]], ids=["no cells", "no value", "spaces"]
)
def test_a_workbook_with_no_table(tmp_path, rows):
    assert "holds no table" in refused(save(tmp_path, "a.xlsx", plain_xlsx(rows)))


def test_workbooks_without_a_sheet(tmp_path):
    sheetless = raw_xlsx("", xl__workbook_xml="<workbook><sheets/></workbook>")
    assert "no sheet with cells" in refused(save(tmp_path, "a.xlsx", sheetless))
    assert "no sheet with cells" in refused(save(tmp_path, "a.ods", raw_ods("")))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook(tmp_path, share):
    content = plain_xlsx([["Ref", 1], [SECRET, 2]])
    path = save(tmp_path, "a.xlsx", content[: int(len(content) * share)])
    assert "damaged or was cut short" in refused(path)


def test_a_workbook_with_a_changed_byte(tmp_path):
    content = bytearray(plain_xlsx([[SECRET, number] for number in range(500)]))
    at = zipfile.ZipFile(io.BytesIO(content)).getinfo("xl/worksheets/sheet1.xml").header_offset
    content[at + 200] ^= 0xFF
    message = refused(save(tmp_path, "a.xlsx", content))
    assert "its part “xl/worksheets/sheet1.xml” cannot be read" in message


def test_a_zip_bomb_by_its_ratio(tmp_path):
    bomb = raw_xlsx(" " * (30 * limits.MIB))
    message = refused(save(tmp_path, "a.xlsx", bomb))
    assert "times its size" in message
    assert "at most 200 times is allowed" in message


def test_a_zip_bomb_by_its_size(tmp_path):
    content = bytearray(raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>'))
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<I", content, at + 24, 3_000_000_000)  # the size its directory states
    assert "unpacks to 2,861 MiB" in refused(save(tmp_path, "a.xlsx", content))


def test_a_zip_that_states_less_than_it_holds(tmp_path):
    content = bytearray(raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>' * 5000))
    name = b"xl/worksheets/sheet1.xml"
    at = content.rindex(name) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    struct.pack_into("<I", content, at + 24, 100)
    assert "cannot be read" in refused(save(tmp_path, "a.xlsx", content))


def test_a_zip_of_very_many_parts(tmp_path):
    content = zipped({f"x{at}": "" for at in range(limits.MAX_PARTS + 1)})
    assert "10,001 parts" in refused(save(tmp_path, "a.xlsx", content))


ENTITIES = (
    '<!DOCTYPE bomb [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
)
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd"><sst/>'


@pytest.mark.parametrize(
    "parts",
    [
        {"xl__worksheets__sheet1_xml": ENTITIES},
        {"xl__sharedStrings_xml": OUTSIDE},
        {"xl__styles_xml": OUTSIDE},
        {"xl__workbook_xml": OUTSIDE},
        {"xl/_rels/workbook.xml.rels": OUTSIDE},
    ],
)
def test_an_entity_bomb_inside_a_workbook(tmp_path, parts):
    content = raw_xlsx('<row r="1"><c r="A1"><v>1</v></c></row>', **parts)
    message = refused(save(tmp_path, "a.xlsx", content))
    assert "declares a document type or entities" in message


def test_an_entity_bomb_inside_an_ods(tmp_path):
    content = raw_ods("", **{"content.xml": ENTITIES})
    assert "document type or entities" in refused(save(tmp_path, "a.ods", content))


def test_too_many_cells(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS_OF_TEXT", 100)
    message = refused(save(tmp_path, "a.csv", "a,b,c\n" * 40))
    assert "more than 100 cells" in message
    assert "split it by period" in message


def test_very_deep_xml_is_refused_and_not_a_crash(tmp_path):
    deep = "<text:span>" * 50_000 + "x" + "</text:span>" * 50_000
    cell = f"<table:table-cell><text:p>{deep}</text:p></table:table-cell>"
    content = raw_ods(
        f'<table:table table:name="T"><table:table-row>{cell}</table:table-row></table:table>'
    )
    assert "cannot be read" in refused(save(tmp_path, "a.ods", content))
