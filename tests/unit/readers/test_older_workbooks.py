import struct
from fractions import Fraction

import pytest

from headway.domain.problems import FileMistake, Severity
from headway.readers import CellKind, read_document
from headway.readers.compound import NotCompound, open_compound
from tests.unit.readers.made_files import (
    binary_record,
    compound,
    raw_xls,
    raw_xlsb,
    record,
    save,
)


def number(row, column, value):
    return record(0x0203, struct.pack("<HHHd", row, column, 15, value))


def truth_or_error(row, column, value, *, is_error):
    return record(0x0205, struct.pack("<HHHBB", row, column, 15, value, is_error))


def error_formula(row, column, code):
    result = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    rest = struct.pack("<HIH", 0, 0, 3) + b"\x1e\x01\x00"
    return record(0x0006, struct.pack("<HHH", row, column, 15) + result + rest)


XLS_CELLS = (
    number(1, 2, 18.1)
    + number(1, 3, 0.068)
    + truth_or_error(1, 4, 0x07, is_error=True)
    + truth_or_error(1, 5, 1, is_error=False)
    + error_formula(3, 0, 0x17)
    + error_formula(3, 6, 0x2B)
)


def test_an_xls_keeps_its_errors_and_its_places(tmp_path):
    document = read_document(save(tmp_path, "old.xls", raw_xls(XLS_CELLS)))
    assert not document.number_formats_known
    (sheet,) = document.sheets
    assert (sheet.name, [row.number for row in sheet.rows]) == ("Data", [1, 2, 3, 4])
    second, fourth = sheet.rows[1].cells, sheet.rows[3].cells
    assert [cell.text for cell in second] == ["", "", "18.1", "0.068", "#DIV/0!", "TRUE"]
    assert second[2].number == Fraction(181, 10)
    assert (second[4].kind, second[5].kind) == (CellKind.ERROR, CellKind.TRUTH)
    assert [cell.text for cell in fourth] == ["#REF!", "", "", "", "", "", "#GETTING_DATA"]
    assert [finding.severity for finding in document.findings] == [Severity.NOTED]
    assert "without its number formats" in document.findings[0].found


def test_a_locked_xls_is_refused(tmp_path):
    lock = record(0x002F, b"\x00" * 6)
    with pytest.raises(FileMistake, match="protected by a password"):
        read_document(save(tmp_path, "old.xls", raw_xls(XLS_CELLS, before=lock)))


def test_a_crash_of_the_library_is_told_in_our_own_words(tmp_path, capfd):
    broken = record(
        0x0006, struct.pack("<HHH", 0, 0, 15) + b"\x02" + b"\x00" * 13 + b"\x01\x00\x1e"
    )
    with pytest.raises(FileMistake, match="damaged or was cut short"):
        read_document(save(tmp_path, "old.xls", raw_xls(broken)))
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("kept", [600, 2000, 4600])
def test_an_xls_cut_short_is_refused(tmp_path, kept):
    content = raw_xls(b"".join(number(row, 0, row) for row in range(400)))
    assert len(content) > 4600
    with pytest.raises(FileMistake, match="damaged or was cut short"):
        read_document(save(tmp_path, "old.xls", content[:kept]))


def binary_cell(kind, column, value=b""):
    return binary_record(kind, struct.pack("<II", column, 0) + value)


def binary_row(number):
    return binary_record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))


def text(value):
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def test_an_xlsb_keeps_its_errors(tmp_path):
    cells = (
        binary_row(0)
        + binary_cell(5, 0, struct.pack("<d", 18.1))
        + binary_cell(3, 1, bytes([0x2A]))
        + binary_row(1)
        + binary_cell(6, 1, text("tbc"))
    )
    document = read_document(save(tmp_path, "book.xlsb", raw_xlsb(cells)))
    first, second = document.sheets[0].rows
    assert [cell.text for cell in first.cells] == ["18.1", "#N/A"]
    assert first.cells[1].kind is CellKind.ERROR
    assert [cell.text for cell in second.cells] == ["", "tbc"]
    assert not document.number_formats_known


def test_an_xlsb_that_spans_too_much_is_refused_before_it_is_held(tmp_path):
    cells = (
        binary_row(0)
        + binary_cell(6, 0, text("a"))
        + binary_row(1_048_575)
        + binary_cell(6, 16_383, text("b"))
    )
    with pytest.raises(FileMistake, match="spans 1,048,576 rows of 16,384 columns"):
        read_document(save(tmp_path, "book.xlsb", raw_xlsb(cells)))


def test_streams_small_and_large_come_out_of_the_container_as_they_went_in():
    streams = {"A": b"a" * 100, "B": bytes(range(256)) * 40, "C": b"c" * 64, "D": b""}
    opened = open_compound(compound(streams))
    assert opened.names == {"Root Entry", *streams}
    assert {name: opened.stream(name) for name in streams} == streams
    with pytest.raises(NotCompound, match="no such stream"):
        opened.stream("E")


def test_a_container_whose_sectors_run_in_a_circle_is_refused():
    content = bytearray(compound({"A": b"a" * 5000}))
    (fat_at,) = struct.unpack_from("<I", content, 76)
    struct.pack_into("<I", content, (fat_at + 1) * 512 + 4, 0)
    with pytest.raises(NotCompound, match="circle"):
        open_compound(bytes(content)).stream("A")


@pytest.mark.parametrize("kept", [8, 100, 511, 512, 1024])
def test_a_container_cut_short_is_refused(kept):
    with pytest.raises(NotCompound):
        open_compound(compound({"A": b"a" * 9000})[:kept])


@pytest.mark.parametrize(
    ("cells", "before"),
    [
        (number(0, 0, 1), record(0x00FC, struct.pack("<II", 9, 3_000_000_000))),
        (record(0x0200, struct.pack("<IIHHH", 0, 3_000_000_000, 0, 4, 0)), b""),
        (record(0x0200, struct.pack("<IIHHH", 0, 10, 0, 60_000, 0)), b""),
        (number(0, 0, 1) + number(65_535, 60_000, 1), b""),
    ],
    ids=["texts", "rows", "columns", "a far cell"],
)
def test_sizes_that_would_end_the_program_are_refused(tmp_path, cells, before):
    # The library makes room for them, and without that much memory the process is gone.
    with pytest.raises(FileMistake, match="damaged or was cut short"):
        read_document(save(tmp_path, "old.xls", raw_xls(cells, before=before)))
