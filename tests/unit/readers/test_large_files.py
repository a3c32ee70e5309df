"""Large files in bounded memory. The sizes of the issue run with ``make test-slow``."""

import os
import random
import tracemalloc

import pytest
import xlsxwriter

from headway.domain.problems import FileMistake
from headway.readers import limits, read_document

slow = pytest.mark.skipif(
    os.environ.get("HEADWAY_PROFILE") != "nightly", reason="takes minutes: make test-slow runs it"
)


def write_csv(path, size):
    """A table as systems export it: references, repeated words, counts, dates."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("Ref,Team,Date,Outcome,n1,n2\r\n")
        written = number = 0
        while written < size:
            number += 1
            written += out.write(
                f"{100_000 + number},Team {number % 40},2020-08-{number % 28 + 1:02},"
                f'"Closed, outcomes met",{chance.randint(0, 999)},{chance.randint(0, 99)}\r\n'
            )
    return number


def write_xlsx(path, rows):
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        percent = book.add_format({"num_format": "0.0%"})
        page = book.add_worksheet()
        for at in range(rows):
            page.write_row(at, 0, [f"EH{at}", "Central", "Open", at, at % 7, at % 90, 1, 2, 3])
            page.write_number(at, 9, at / rows, percent)


def peak_and_document(path):
    tracemalloc.start()
    try:
        document = read_document(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return peak / limits.MIB, document


@pytest.mark.parametrize(
    ("size", "most"),
    [(limits.MIB, 20), pytest.param(50 * limits.MIB, 700, marks=slow)],
    ids=["1 MiB", "50 MiB"],
)
def test_a_large_csv_is_read_whole_in_bounded_memory(tmp_path, size, most):
    rows = write_csv(tmp_path / "large.csv", size)
    peak, document = peak_and_document(tmp_path / "large.csv")
    read = document.sheets[0].rows
    assert len(read) == rows + 1
    assert read[-1].number == rows + 1
    assert read[-1].cells[0].text == str(100_000 + rows)
    assert read[-1].cells[3].text == "Closed, outcomes met"
    assert peak < most


@pytest.mark.parametrize(
    ("rows", "most"),
    [(2_000, 10), pytest.param(100_000, 250, marks=slow)],
    ids=["2,000 rows", "100,000 rows"],
)
def test_a_long_sheet_is_read_whole_in_bounded_memory(tmp_path, rows, most):
    write_xlsx(tmp_path / "long.xlsx", rows)
    peak, document = peak_and_document(tmp_path / "long.xlsx")
    read = document.sheets[0].rows
    assert len(read) == rows
    assert [cell.text for cell in read[-1].cells[:4]] == [
        f"EH{rows - 1}",
        "Central",
        "Open",
        str(rows - 1),
    ]
    assert read[0].cells[9].text == "0.0%"
    assert peak < most


def test_more_cells_than_the_limit_are_refused_in_a_workbook(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CELLS_OF_WORKBOOK", 1_000)
    write_xlsx(tmp_path / "long.xlsx", 200)
    with pytest.raises(FileMistake, match="more than 1,000 cells"):
        read_document(tmp_path / "long.xlsx")
