import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import FileMistake, Severity
from headway.readers.encodings import decoded

SAID = "Ref,Note\n1,£5 – “kept” café\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16 without its mark"),
        ("utf-16-be", "UTF-16 without its mark"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_each_encoding_gives_the_same_text_and_says_when_it_is_not_utf_8(encoding, named):
    text, findings = decoded("a.csv", SAID.encode(encoding))
    assert text == SAID
    if named is None:
        assert findings == []
    else:
        (finding,) = findings
        assert finding.severity is Severity.NOTED
        assert f"encoded as {named}" in finding.found


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_decides(mark):
    content = ("\ufeff" + SAID).encode(mark)
    assert decoded("a.csv", content)[0] == SAID


def test_utf_8_with_stray_bytes_of_windows_is_read_as_both_and_said():
    content = "café £5\nplain\n".encode() + "£7\n".encode("cp1252")
    text, (finding,) = decoded("a.csv", content)
    assert text == "café £5\nplain\n£7\n"
    assert finding.severity is Severity.INFERRED
    assert finding.place.line == 3


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_that_means_nothing_is_refused_with_its_line(byte):
    with pytest.raises(FileMistake, match=f"line 2: a byte .0x{byte:02X}. that neither"):
        decoded("a.csv", b"a,b\nx" + bytes([byte]) + b"y\n")


@pytest.mark.parametrize(
    "content",
    [b"a,b\n1,\x002\n", b"\x00" * 100, bytes(range(256)) * 20, b"\x01\x02\x03ab", b"a\x00"],
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(FileMistake, match="not text and no workbook"):
        decoded("a.csv", content)


def test_nul_characters_in_utf_16_are_no_text_either():
    with pytest.raises(FileMistake, match="line 2: the file is not text"):
        decoded("a.csv", "a,b\n\x00,c\n".encode("utf-16"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_wide_text_cut_short_is_refused(encoding):
    with pytest.raises(FileMistake, match="cut short"):
        decoded("a.csv", SAID.encode(encoding)[:-1])


def test_a_few_control_characters_become_spaces_and_are_said():
    text, (finding,) = decoded("a.csv", b"a,b\n" * 30 + b"x\x07y,z\n\x1a")
    assert text.endswith("x y,z\n")
    assert finding.severity is Severity.NOTED
    assert finding.place.line == 31


def test_characters_lost_before_the_file_came_are_said():
    text, (finding,) = decoded("a.csv", "a,b\n1,caf\ufffd\n".encode())
    assert "\ufffd" in text
    assert "1 characters were lost before" in finding.found
    assert finding.place.line == 2


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=50))
def test_any_text_in_utf_8_comes_back(text):
    assert decoded("a.csv", text.encode("utf-8"))[0] == text.removeprefix("\ufeff")


@given(st.text(st.characters(codec="cp1252", categories=["L", "N", "P", "Zs"]), max_size=50))
def test_windows_text_comes_back_or_was_utf_8_as_well(text):
    content = text.encode("cp1252")
    found = decoded("a.csv", content)[0]
    try:
        also_utf_8 = content.decode("utf-8")
    except UnicodeDecodeError:
        also_utf_8 = None
    if also_utf_8 is not None or not content.decode("utf-8", errors="ignore").isascii():
        return  # by chance valid UTF-8 in whole or in part
    assert found == text
