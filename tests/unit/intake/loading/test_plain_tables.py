"""The fast way through a csv against the careful one: the same rows, of nasty files too."""

from hypothesis import example, given
from hypothesis import strategies as st

from headway.intake.loading import opening
from headway.intake.loading.large_text import SmallText, large_text
from headway.intake.loading.sources import sheets_of
from headway.readers import read_document

CELLS = st.one_of(
    st.sampled_from(
        ["", " ", "a", "07", "1,5", "1;5", "x y", '"q"', '""', '" q"', '"a""b"', '"1,5"', '"a\nb"',
         '"open', 'in"side', "\u00a0", "caf\u00e9", "\u00a0z\u2007", "\ufeffm", "=1+1", "#N/A",
         "'x", "\t", "31/12/2025", "1 234,5", '""""', '" "', '"\u00a0"', "\ufffd", "\x0b", "\x1c",
         "\x85", "a\x00", "NULL", "sep=;", '"" ', "\u2028"]
    ),
    st.text(max_size=3),
)  # fmt: skip
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\r\r\n", "\n\n"])
MARKS = st.sampled_from([b"", b"\xef\xbb\xbf"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8", "cp1252", "utf-16"])


@st.composite
def files(draw):
    sign = draw(st.sampled_from([",", ";", "\t", "|"]))
    width = draw(st.integers(1, 4))
    ragged = draw(st.integers(0, 4)) == 0
    plain = draw(st.booleans())
    cells = st.sampled_from(["", "a", "b c", "12", '"x"', '"1,5;2"', "caf\u00e9", " z "])
    row = st.lists(cells if plain else CELLS, min_size=0 if ragged else width, max_size=width)
    rows = [[f"h{at}" for at in range(width)], *draw(st.lists(row, max_size=6))]
    end = "\n" if plain else draw(ENDS)
    text = end.join(sign.join(cells) for cells in rows) + draw(st.sampled_from(["", end]))
    return draw(MARKS) + text.encode(draw(ENCODINGS), errors="replace")


def _rows(source):
    if not source.beginning:
        return ["nothing"]
    wanted = list(range(len(source.beginning[0])))
    return [row for batch in source.batches(0, wanted) for row in batch.to_pylist()]


def _both(folder, data):
    path = folder / "export.csv"
    path.write_bytes(data)
    try:
        careful = sheets_of(read_document(path))
    except Exception:  # noqa: BLE001 (whatever the careful way refuses)
        careful = None
    try:
        opened = opening._open(path, frozenset())
    except Exception:  # noqa: BLE001
        return careful, None
    return careful, opened


@given(data=files())
@example(data=b"a,b\n1,2\n")
@example(data=b"a,b\n")
@example(data=b'a,b\n"",""\n1,2')
@example(data=b"a,b\r\n1,2\r\n,\r\n3,4\r\n")
def test_whatever_way_a_small_csv_is_read_its_rows_are_the_same(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("csv")
    careful, opened = _both(folder, data)
    if careful is None:
        assert opened is None
        return
    assert [_rows(one) for one in opened.sources] == [_rows(one) for one in careful]
    assert [one.beginning for one in opened.sources] == [one.beginning for one in careful]
    if any(isinstance(one, SmallText) for one in opened.sources):
        assert read_document(folder / "export.csv").findings == ()
        assert opened.sha256 == read_document(folder / "export.csv").sha256


@given(data=files().filter(lambda each: b"\x00" not in each))
def test_a_plain_large_csv_has_the_rows_of_a_small_one(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("csv")
    path = folder / "export.csv"
    path.write_bytes(data)
    try:
        source = large_text(path)
    except Exception:  # noqa: BLE001
        return
    if source.form.plain:
        careful = sheets_of(read_document(path))
        assert [_rows(source)] == [_rows(one) for one in careful]


def test_plain_files_do_go_the_fast_way(tmp_path):
    for data in (b"a,b\n1,2\n", b'a;b\r\n"x;y";\r\n', "a,b\n\u00a31,\u00e9\n".encode()):
        path = tmp_path / "export.csv"
        path.write_bytes(data)
        (source,) = opening._open(path, frozenset()).sources
        assert type(source) is SmallText
