import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headway.synthetic.cells import codes, days, flags, identifiers, numbers, tenths
from headway.synthetic.templates import in_batches

WORDS = ("plain", 'with "quotes"', "with, comma", "two\nlines", "North’s team")
NUMBER = st.one_of(st.just(-1), st.integers(0, 2_000_000_000))


def read(contents: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(contents.decode("utf-8"), newline="")))


def whole(values) -> np.ndarray:
    return np.array(values, dtype=np.int32)


@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-1, 109_000), NUMBER, NUMBER, NUMBER,
                          st.integers(-1, 1)), min_size=1, max_size=30))  # fmt: skip
def test_the_letters_are_what_a_csv_reader_reads_back(drawn):
    word, day, number, identifier, tenth, flag = (whole(each) for each in zip(*drawn, strict=True))
    columns = {
        "word": codes(word, WORDS),
        "day": days(day),
        "number": numbers(number),
        "id": identifiers(identifier, "P"),
        "tenth": tenths(tenth),
        "flag": codes(flag, ("no", "yes")),
    }
    found = read(b"".join(in_batches(columns)))
    expected = [[cells.text(row) for cells in columns.values()] for row in range(len(drawn))]
    assert found == expected


def test_identifiers_are_padded_and_grow():
    cells = identifiers(whole([7, 123_456, 12_345_678, -1]), "P")
    assert [cells.text(row) for row in range(4)] == ["P000007", "P123456", "P12345678", ""]
    assert read(b"".join(in_batches({"a": cells, "b": cells})))[2] == ["P12345678"] * 2


def test_tenths_are_written_as_people_write_them():
    cells = tenths(whole([0, 5, 10, 127, -1]))
    assert [row[0] for row in read(b"".join(in_batches({"a": cells, "b": cells})))] == [
        "0", "0.5", "1", "12.7", "",
    ]  # fmt: skip


def test_yes_no_and_not_known():
    cells = flags(np.array([True, False, True]), np.array([True, True, False]))
    assert [cells.text(row) for row in range(3)] == ["yes", "no", ""]


def test_other_texts_may_stand_in_cells():
    columns = {"a": days(whole([100, 200, 300])), "b": numbers(whole([1, 2, 3]))}
    written = {"a": (np.array([0, 2]), ["", 'a "long" text, with a comma'])}
    found = read(b"".join(in_batches(columns, written)))
    assert found == [["", "1"], ["1900-07-20", "2"], ['a "long" text, with a comma', "3"]]
