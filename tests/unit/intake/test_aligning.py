from hypothesis import given
from hypothesis import strategies as st

from headway.intake.aligning import Column, align, by_look
from headway.intake.looks import Look

FIGURE = by_look(
    {
        Look.NUMBER: 100,
        Look.AWAITED: 90,
        Look.NOT_APPLICABLE: 40,
        Look.DASH: 40,
        Look.BLANK: 5,
    }
)
TEXT = by_look({Look.TEXT: 100, Look.WORD: 100, Look.BLANK: 0})
REFERENCE = by_look({Look.REFERENCE: 100, Look.BLANK: 0})
CHANGE = by_look({Look.PERCENT: 100, Look.NOT_APPLICABLE: 100, Look.BLANK: 0})
MARK = by_look({Look.ARROW: 100, Look.MARK: 90, Look.DASH: 80, Look.BLANK: 5})

MONTHS = [Column(f"month {n}", FIGURE, merges=True) for n in range(1, 7)]
SHEET = [
    Column("reference", REFERENCE),
    Column("title", TEXT, splits=True),
    *MONTHS,
    Column("arrow", MARK, merges=True),
    Column("change", CHANGE, merges=True),
    Column("commentary", TEXT, splits=True),
]
ROW = [
    "AB1",
    "Families who came in the month",
    *["10", "20", "30", "40", "50", "60"],
    "↑",
    "20%",
    "Growing as was planned",
]


def test_a_row_that_suits_its_headings_stays_in_place():
    found = align(SHEET, ROW)
    assert list(found.texts) == ROW
    assert not found.moved
    assert found.unique


def test_a_row_that_ends_early_stays_in_place():
    found = align(SHEET, ROW[:6])
    assert list(found.texts) == ROW[:6] + [""] * 5
    assert not found.moved


def test_lost_blank_cells_are_found_again():
    whole = [*ROW[:2], "", "", "", "40", "50", "60", *ROW[8:]]
    found = align(SHEET, [*ROW[:2], *ROW[5:]])
    assert list(found.texts) == whole
    assert found.moved
    assert found.sure(9)


def test_an_added_blank_cell_is_passed_over():
    found = align(SHEET, [*ROW[:2], "", *ROW[2:]])
    assert list(found.texts) == ROW
    assert found.offset(2) == 1
    assert found.unique


def test_which_months_a_short_row_means_is_not_certain_and_the_neighbour_on_the_right_wins():
    cells = ["AB1", "Families who came in the month", "", "tbc", "tbc", "tbc", "-", "n/a", ROW[-1]]
    found = align(SHEET, cells)
    assert found.texts[2:10] == ("", "", "", "tbc", "tbc", "tbc", "-", "n/a")
    assert not found.unique
    assert found.sure(2)
    assert not found.sure(3)
    assert not found.sure(6)
    assert found.sure(9)


def test_two_figures_in_one_cell_are_told_apart():
    found = align(SHEET, [*ROW[:4], "30 40", *ROW[6:]])
    assert list(found.texts) == ROW
    assert found.moved
    assert found.cells[4] == found.cells[5] == 4


def test_words_in_one_cell_are_not_told_apart():
    columns = [Column("owner", TEXT), Column("reporter", TEXT), *MONTHS]
    found = align(columns, ["Service manager", "Analyst", "1", "2", "3", "4", "5", "6"])
    assert found.text("owner") == "Service manager"


def test_a_text_cut_in_two_is_joined():
    found = align(SHEET, [ROW[0], "Families who came", "in the long month", *ROW[2:]])
    assert found.text("title") == "Families who came in the long month"
    assert found.text("month 6") == "60"


def test_figures_are_never_joined_into_a_larger_one():
    found = align(MONTHS, ["1", "2", "3", "4", "5", "6", "7"])
    assert set(found.texts) < set("1234567")
    assert len(found.left_over) == 1
    assert not found.unique


def test_a_word_among_figures_stays_in_its_place():
    found = align(SHEET, [*ROW[:4], "about thirty", *ROW[5:]])
    assert found.texts[4] == "about thirty"
    assert not found.moved


def test_an_extra_cell_with_text_is_left_over_rather_than_lost():
    found = align(SHEET, [*ROW[:2], "nobody asked for this cell here", *ROW[2:]])
    assert [*found.texts[2:10]] == ROW[2:10]
    assert found.left_over == (2,) or "nobody" in found.text("title")


def test_no_cells_at_all():
    found = align(SHEET, [])
    assert set(found.texts) == {""}
    assert not found.moved


figures = st.lists(st.integers(0, 9999).map(str), min_size=6, max_size=6, unique=True)


@given(figures, st.sets(st.integers(0, 10)))
def test_any_row_with_any_blanks_stays_in_place(months, blanks):
    row = [*ROW[:2], *months, *ROW[8:]]
    row = ["" if i in blanks else text for i, text in enumerate(row)]
    found = align(SHEET, row)
    assert list(found.texts) == row
    assert not found.moved


@given(figures, st.integers(0, 4))
def test_losing_leading_blank_months_is_undone(months, lost):
    whole = [*ROW[:2], *[""] * (lost + 1), *months[lost + 1 :], *ROW[8:]]
    cells = whole[:2] + whole[2 + lost :]
    found = align(SHEET, cells)
    assert list(found.texts) == whole
    assert found.moved is (lost > 0)


@given(figures, st.integers(1, 9), st.integers(1, 3))
def test_adding_blank_cells_is_undone(months, where, how_many):
    row = [*ROW[:2], *months, *ROW[8:]]
    found = align(SHEET, row[:where] + [""] * how_many + row[where:])
    assert list(found.texts) == row


cells = st.lists(
    st.sampled_from(["", "12", "tbc", "n/a", "-", "↑", "5%", "AB1", "some words", "3 4", "Ψ"]),
    max_size=14,
)


@given(cells)
def test_nothing_is_made_up_and_nothing_is_lost(texts):
    found = align(SHEET, texts)
    left = [texts[i] for i in found.left_over]
    placed = [text for text in found.texts if text]
    assert sorted(" ".join(placed + left).split()) == sorted(" ".join(texts).split())


@given(cells)
def test_texts_keep_their_order(texts):
    placed = [cell for cell in align(SHEET, texts).cells if cell is not None]
    assert placed == sorted(placed)
