import csv
import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import FileMistake, Severity
from headway.readers import limits, read_document
from headway.readers.delimited import Quirks, delimiter_of, records
from tests.unit.readers.made_files import save


def read(tmp_path, content, name="data.csv"):
    return read_document(save(tmp_path, name, content))


def texts(document):
    return [(row.number, [cell.text for cell in row.cells]) for row in document.sheets[0].rows]


def refused(tmp_path, content):
    with pytest.raises(FileMistake) as caught:
        read(tmp_path, content)
    return str(caught.value)


def test_quoted_fields_may_hold_delimiters_marks_and_line_ends(tmp_path):
    content = 'Ref,Title,Note\r\n1,"One, two","say ""x"""\r\n2,"first\r\nsecond",\r\n3,,"z"\r\n'
    assert texts(read(tmp_path, content)) == [
        (1, ["Ref", "Title", "Note"]),
        (2, ["1", "One, two", 'say "x"']),
        (3, ["2", "first\nsecond", ""]),
        (5, ["3", "", "z"]),
    ]


def test_blank_lines_and_blank_cells_are_told_apart(tmp_path):
    assert texts(read(tmp_path, "a,b\n\n  \n,\n")) == [
        (1, ["a", "b"]),
        (2, []),
        (3, []),
        (4, ["", ""]),
    ]


@pytest.mark.parametrize(
    ("content", "fields"),
    [
        ("a;b;c\n1,5;2,5;3,5\n", ["1,5", "2,5", "3,5"]),
        ("a\tb\n1,5\t2;5\n", ["1,5", "2;5"]),
        ("a|b|c\n1|2|3\n", ["1", "2", "3"]),
        ('a,b\n"x;y;z;w",2\n', ["x;y;z;w", "2"]),
        ("Children's services, Anytown\n\na;b;c\n1;2;3\n4;5;6\n", ["1", "2", "3"]),
        ("only\n1\n", ["1"]),
    ],
)
def test_the_delimiter_is_the_one_that_the_lines_use(tmp_path, content, fields):
    assert fields in [cells for _, cells in texts(read(tmp_path, content))]


def test_a_first_line_may_state_the_delimiter(tmp_path):
    document = read(tmp_path, "sep=;\na,b;c\n1,2;3\n")
    assert texts(document) == [(1, []), (2, ["a,b", "c"]), (3, ["1,2", "3"])]
    assert [finding.severity for finding in document.findings] == [Severity.NOTED]


def test_an_unclosed_mark_swallows_nothing(tmp_path):
    content = 'a,b\n1,"open\n' + "2,x\n" * 20
    message = refused(tmp_path, content)
    assert message.startswith("data.csv, line 2, column 2: a field begins with a quotation mark")
    assert "Put the mark right in this line" in message
    assert "open" not in message.replace("open the file", "")


def test_a_mark_closed_by_the_next_field_s_mark_far_below_is_seen(tmp_path):
    message = refused(tmp_path, 'a,b\n1,"open\n2,x\n3,"fine"\n')
    assert message.startswith("data.csv, line 2, column 2")


def test_a_quoted_field_over_too_many_lines_is_refused(tmp_path):
    content = 'a,b\n1,"' + "x\n" * (limits.MAX_QUOTED_LINES + 5) + '"\n'
    assert "is not closed" in refused(tmp_path, content)


def test_text_after_a_closing_mark_is_kept_and_said(tmp_path):
    document = read(tmp_path, 'a,b,c\n"The" House,2,3\n1,"x" ,3\n')
    assert texts(document)[1:] == [(2, ['"The" House', "2", "3"]), (3, ["1", "x", "3"])]
    (finding,) = document.findings
    assert finding.severity is Severity.INFERRED
    assert finding.place.line == 2


def test_marks_inside_a_field_are_part_of_it(tmp_path):
    document = read(tmp_path, 'size,n\n5" pipe,2\n6" and 7" pipe,3\n')
    assert texts(document)[1:] == [(2, ['5" pipe', "2"]), (3, ['6" and 7" pipe', "3"])]
    assert document.findings == ()


def test_spaces_before_a_mark_do_not_hide_it(tmp_path):
    assert texts(read(tmp_path, 'a, "b,c", d\n'))[0] == (1, ["a", "b,c", "d"])


def test_a_field_beyond_the_limit_is_refused_with_its_place(tmp_path):
    long = "x" * (limits.MAX_FIELD_CHARACTERS + 1)
    for field in (long, f'"{long}"'):
        message = refused(tmp_path, f"a,b\n1,{field}\n")
        assert message.startswith("data.csv, line 2, column 2: a field of 131,073 characters")
        assert "xxx" not in message


def test_rows_as_wide_as_they_are(tmp_path):
    assert texts(read(tmp_path, "a,b,c\n1\n1,2,3,4,5\n"))[1:] == [
        (2, ["1"]),
        (3, ["1", "2", "3", "4", "5"]),
    ]


FIELD = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), max_size=8)


def read_records(text, delimiter):
    lines = enumerate(text.split("\n"), start=1)
    if text.endswith("\n"):
        lines = enumerate(text[:-1].split("\n"), start=1)
    return list(records(Quirks("drawn.csv"), iter(lines), delimiter))


@given(
    st.lists(st.lists(FIELD, min_size=2, max_size=5), min_size=1, max_size=6),
    st.sampled_from(",;|\t"),
    st.booleans(),
)
def test_what_the_csv_module_writes_comes_back(table, delimiter, quote_all):
    out = io.StringIO()
    quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(table)
    found = [fields for _, fields in read_records(out.getvalue(), delimiter)]
    # Spaces at the ends are trimmed by the cells in any case.
    trim = [[field.strip() for field in row] for row in table]
    assert [[field.strip() for field in row] for row in found] == trim


@given(st.text(alphabet='ab",;\n ', max_size=60))
def test_any_text_gives_records_in_order_or_a_refusal(text):
    try:
        found = read_records(text, ",")
    except FileMistake:
        return  # what such a refusal says is tested above
    numbers = [number for number, _ in found]
    assert numbers == sorted(numbers)
    letters = "".join(itertools.chain.from_iterable(fields for _, fields in found))
    assert letters.count("a") == text.count("a"), "no letter is lost"
    assert letters.count("b") == text.count("b")


@given(st.integers(2, 6), st.integers(2, 8), st.sampled_from(",;|\t"))
def test_the_delimiter_of_a_plain_table_is_found(width, height, delimiter):
    row = delimiter.join(f"v{at}" for at in range(width))
    assert delimiter_of("\n".join([row] * height)) == delimiter
