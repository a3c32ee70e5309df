"""Scorecards that text extraction has damaged, made up: what is certain is taken, all else told."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue.mapping import NamedColumn, RowMapping
from headway.domain.periods import financial_year, month
from headway.domain.polarity import Arrow
from headway.domain.problems import Severity
from headway.domain.published import Comparator, Derived
from headway.domain.rounding import round_to
from headway.domain.values import Number
from headway.intake.scorecards import read_scorecards
from tests.unit.intake.scorecard_documents import (
    document,
    inferred,
    months,
    not_taken,
    read,
    row_of,
    told,
)

HEADINGS = (
    "Ref|Indicator|Owner|Mar-20|Apr-20|May-20|Jun-20|% change on previous period"
    "|12 month average|12 month max|SN|England|Target 19-20|Commentary"
)
SOUND = "A0|Visits made|Lead|10|20|30|33|↑ 10%|25|40|-|-|50|Good work by all of the teams"


def with_row(*rows):
    return read("\n".join([HEADINGS, SOUND, *rows]))


def certainty(row):
    return {f"{f.column.last_day:%Y-%m}": f.certain for f in row.figures if f.text}


def test_cells_one_column_right_are_read_and_the_printed_change_confirms_them():
    found = with_row("A2|Calls answered||Lead|11|20|30|36|↑ 20%|25|40|-|-|50|Good work by them all")
    row = row_of(found, "A2")
    assert list(months(row).values()) == ["11", "20", "30", "36"]
    assert not any(certainty(row).values())
    assert row.owner == "Lead"
    (text,) = inferred(found)
    assert "1 column right of their headings" in text
    assert "↑ 20% confirms it" in text


def test_a_lost_blank_is_undone():
    found = with_row("A3|Letters sent|Lead|20|30|27|↓ -10%|25|40|-|-|50|Good work by them all")
    row = row_of(found, "A3")
    assert list(months(row).values()) == ["incomplete", "20", "30", "27"]
    assert row.printed_as(Derived.CHANGE_PREVIOUS).arrow is Arrow.DOWN
    assert "1 column left of their headings" in inferred(found)[0]


def test_a_row_that_was_moved_is_not_taken_where_the_printed_change_contradicts_it():
    found = with_row("A3|Letters sent|Lead|20|30|27|↓ -50%|25|40|-|-|50|Good work by them all")
    row = row_of(found, "A3")
    assert not any(isinstance(figure.value, Number) for figure in row.figures)
    (text,) = not_taken(found)
    assert "“20”, “30”, “27”" in text
    assert "-50%" in text


def test_a_row_in_place_keeps_its_figures_though_the_printed_change_is_another():
    found = with_row("A3|Letters sent|Lead|11|20|30|27|↓ -50%|25|40|-|-|50|Good work by them all")
    assert list(months(row_of(found, "A3")).values()) == ["11", "20", "30", "27"]
    assert told(found) == []


def test_figures_whose_column_nothing_confirms_are_left_out():
    found = with_row("A3|Letters sent|Lead|20|30|27|-|25|40|-|-|50|Good work by them all")
    row = row_of(found, "A3")
    assert not any(figure.certain for figure in row.figures if isinstance(figure.value, Number))
    assert inferred(found)


def test_two_figures_in_one_cell():
    found = with_row("A4|Letters read|Lead||20 30|24|↓ -20%|25|40|-|-|50|Good work by them all")
    assert list(months(row_of(found, "A4")).values()) == ["incomplete", "20", "30", "24"]
    assert "one cell holds several columns" in inferred(found)[0]


@pytest.mark.parametrize("glyph", ["->", ">", "ŕ", "Ψ", "Ŷ", "Ȕ"])
def test_broken_arrows_are_not_guessed(glyph):
    found = with_row(f"A5|Letters lost|Lead|12|20|30|24|{glyph} -20%|25|40|-|-|50|As A0")
    change = row_of(found, "A5").printed_as(Derived.CHANGE_PREVIOUS)
    assert (change.number, change.arrow) == (-20, None)
    (text,) = not_taken(found)
    assert f"“{glyph}”" in text


def test_a_row_broken_over_two_lines_is_joined():
    found = with_row("A6|Letters", "found|Lead|12|20|30|24|↓ -20%|25|40|-|-|50|Good work")
    row = row_of(found, "A6")
    assert row.title == "Letters found"
    assert list(months(row).values()) == ["12", "20", "30", "24"]
    assert "goes on from the row above" in inferred(found)[0]


def test_commentary_broken_over_two_lines_is_joined():
    found = with_row(
        "A7|Letters|Lead|12|20|30|24|↓ -20%|25|40|-|-|50|This is a long commentary",
        "that was broken over two lines.",
        "A8|Calls|Lead|12|20|30|24|↓ -20%|25|40|-|-|50|None",
    )
    assert row_of(found, "A7").commentary.text.endswith(
        "commentary that was broken over two lines."
    )
    assert len(found.dataset.rows) == 3


def test_a_row_that_ends_early_stays_in_place():
    found = with_row("A8|Letters|Lead|12|20|30|24")
    assert list(months(row_of(found, "A8")).values()) == ["12", "20", "30", "24"]
    assert told(found) == []


def test_states_bunched_at_the_left_go_to_the_months_before_the_change_and_are_not_certain():
    found = read("""
    Ref|Indicator||Mar-20|Apr-20|May-20|Jun-20|Jul-20|Aug-20|% change prev. period|12 mnth max|SN|
    A1|Visits||1|2|3|4|5|6|20%|7|-|As it was in the year before this one
    A2|Families per quarter||tbc|tbc|tbc|- n/a|90|-|As it was in the year before this one
    """)
    row = row_of(found, "A2")
    assert [f"{f.column.last_day:%m}" for f in row.figures if f.text] == ["06", "07", "08"]
    assert not any(figure.certain for figure in row.figures)
    assert row.printed_as(Derived.MAXIMUM_12).text == "90"
    assert any("may also be meant otherwise" in text for text in inferred(found))


def test_figures_under_no_heading_are_told_and_never_named():
    found = read("""
    Ref|Indicator||Mar-20|Apr-20
    A1|Visits|7|1|2
    A2|Calls|8|3|4
    """)
    assert found.dataset.columns == (month(2020, 3), month(2020, 4))
    assert ["“7”" in not_taken(found)[0], "“8”" in not_taken(found)[1]] == [True, True]
    assert "before March 2020" in not_taken(found)[0]
    assert "column 3" in not_taken(found)[0]


def test_a_mapping_file_names_the_column():
    table = "Ref|Indicator||Mar-20|Apr-20\nA1|Visits|7|1|2\nA2|Calls|8|3|4"
    mapping = RowMapping(unlabelled=(NamedColumn("2020-04", "March 2020", "Feb-20"),))
    found = read(table, mapping=mapping)
    assert found.dataset.columns[0] == month(2020, 2)
    assert months(row_of(found, "A1"))["2020-02"] == "7"
    assert "as the mapping file says" in inferred(found)[0]


def test_months_that_slipped_into_a_column_without_a_heading():
    found = read("""
    Ref|Indicator||Mar-20|Apr-20|May-20|Jun-20||Change on previous period
    A1|Visits||10|20|30|33||10%
    A2|Calls|10|20|30|36|||20%
    """)
    row = row_of(found, "A2")
    assert list(months(row).values()) == ["10", "20", "30", "36"]
    assert not any(certainty(row).values())
    assert "1 column left" in inferred(found)[0]


def test_a_heading_that_was_lost_is_missed_by_every_row():
    found = read("""
    Ref|Indicator|Mar-20|Apr-20|May-20|Jun-20|Change on previous period|Comments
    A1|Visits|Lead|10|20|30|33|10%|so it is
    A2|Calls|Lead|10|20|30|33|10%|so it is
    A3|Plans|Lead|10|20|30|33|10%|so it is
    """)
    assert list(months(row_of(found, "A2")).values()) == ["10", "20", "30", "33"]
    assert not any(certainty(row_of(found, "A2")).values())
    assert "a heading is missing" in inferred(found)[0]


def test_arrows_and_changes_under_one_heading_each():
    found = read("""
    Ref|Indicator|Jul-20|Aug-20||from prev. riod|% change f period p||DoT|12-mnth avg|12-mnth max.
    A1|Visits|100|95|↓|-5%|>|5%|▲|116|205
    A2|Calls|100|105|↑|5%|Ψ|13%||230|322
    A3|Plans|tbc|tbc|-|n/a|-|n/a|•|90|90
    """)
    row = row_of(found, "A1")
    previous = row.printed_as(Derived.CHANGE_PREVIOUS)
    assert (previous.text, previous.number, previous.arrow) == ("↓ -5%", -5, Arrow.DOWN)
    last_year = row.printed_as(Derived.CHANGE_LAST_YEAR)
    assert (last_year.text, last_year.number, last_year.arrow) == ("5%", 5, None)
    assert row_of(found, "A3").printed_as(Derived.CHANGE_PREVIOUS).text == "n/a"
    assert len(not_taken(found)) == 2


def test_headings_in_pieces():
    found = read(
        """
    Ref|Indicator|Aug-20|(Updated M|Mar-19. using ENG|17-18 data) SE region|Target 17- 18|T
    A1|Visits|95|1|2|3|4|5|6|All is as it should be this month
    A2|Visits lost|95|-|-|-||||All is as it should be this month
    """.replace("|T\n", "|Target 18 19|3- Target 20|\n")
    )
    row = row_of(found, "A1")
    assert [b.comparator for b in row.benchmarks] == list(Comparator)
    assert {b.year for b in row.benchmarks} == {financial_year(2017)}
    assert {b.updated for b in row.benchmarks} == {month(2019, 3)}
    assert [t.period for t in row.targets] == [financial_year(y) for y in (2017, 2018, 2019)]
    assert row.commentary is not None
    assert len(inferred(found)) == 6


def test_a_damaged_month_between_its_neighbours():
    found = read("Ref|Indicator|Apr-20|My-20|Jun-20\nA1|Visits|1|2|3")
    assert found.dataset.columns == tuple(month(2020, number) for number in (4, 5, 6))
    assert "My-20" in inferred(found)[0]


def test_a_target_in_letters_of_another_alphabet_is_not_taken():
    found = read("Ref|Indicator|Apr-20|Target 19-20|Target 20-21\nA1|Visits|1|5|тв")
    assert [target.period for target in found.dataset.rows[0].targets] == [financial_year(2019)]
    assert "“тв”" in not_taken(found)[0]


def test_names_run_together_are_told_by_their_length_alone():
    found = read("Ref|Indicator|Owner Reporter|Apr-20\nA1|Visits|Ann Otherson Bo Elseby|1")
    assert found.dataset.rows[0].owner == ""
    assert "22 letters" in not_taken(found)[0]
    assert not any("Ann" in text or "Elseby" in text for text in told(found))


COLUMNS = [
    "Ref",
    "Indicator",
    "Owner",
    "Reporter",
    "Jan-20",
    "Feb-20",
    "Mar-20",
    "Apr-20",
    "May-20",
    "Jun-20",
    "% change on previous period",
    "% change on same period last year",
    "DoT",
    "12 month average",
    "12 month max",
    "Flag",
    "SN",
    "England",
    "Target 19-20",
    "Target 20-21",
    "Commentary",
]
WORDS = ("visits", "calls", "letters", "plans", "meetings", "reviews")


def a_row(draw, number):
    figures = [str(draw.randint(5, 4000)) for _ in range(6)]
    blank = draw.choice([0, 0, 0, draw.randint(1, 4)])
    figures[:blank] = [""] * blank
    now, before = Fraction(figures[5]), Fraction(figures[4])
    change = round_to((now - before) * 100 / before)
    arrow = "↑" if change >= 10 else "↓" if change <= -10 else "→"
    return [
        f"K{number}",
        f"Number of {draw.choice(WORDS)} in the month",
        draw.choice(["Service lead", ""]),
        draw.choice(["Data analyst", ""]),
        *figures,
        f"{arrow} {change}%",
        draw.choice(["- n/a", ""]),
        draw.choice(["", "▲"]),
        draw.choice(["-", "212"]),
        str(max(int(figure) for figure in figures if figure)),
        draw.choice(["-", "P", ""]),
        draw.choice(["-", "12", ""]),
        draw.choice(["-", "14", ""]),
        draw.choice(["", "300"]),
        draw.choice(["", "tbc"]),
        draw.choice(["", "All is well with this one and it goes on"]),
    ]


def damaged(draw, cells):
    """Lose one or more blank cells, gain one, or run two neighbouring figures together."""
    cells = list(cells)
    blanks = [at for at, text in enumerate(cells) if not text]
    match draw.choice(["lose", "gain", "merge"]):
        case "lose":
            for at in sorted(draw.sample(blanks, min(len(blanks), 2)), reverse=True):
                del cells[at]
        case "gain":
            cells.insert(draw.randint(1, len(cells)), "")
        case _:
            at = draw.randint(4, 8)
            cells[at : at + 2] = [f"{cells[at]} {cells[at + 1]}".strip()]
    return cells


@given(st.integers(0, 10**9))
def test_no_figure_is_certain_in_a_wrong_place(seed):
    draw = random.Random(seed)
    rows = [a_row(draw, number) for number in range(4)]
    shown = [damaged(draw, row) if draw.random() < 0.4 else row for row in rows]
    table = "\n".join("|".join(row) for row in [COLUMNS, *shown])
    (found,) = read_scorecards(document(table))
    for row in found.dataset.rows:
        truth = dict(zip(COLUMNS[4:10], rows[int(row.reference[1:])][4:10], strict=True))
        for figure in row.figures:
            if isinstance(figure.value, Number) and figure.certain:
                assert figure.text == truth[f"{figure.column.last_day:%b-%y}"]


@given(st.integers(0, 10**9))
def test_undamaged_rows_come_out_whole_and_certain_without_a_word(seed):
    draw = random.Random(seed)
    rows = [a_row(draw, number) for number in range(4)]
    table = "\n".join("|".join(row) for row in [COLUMNS, *rows])
    (found,) = read_scorecards(document(table))
    assert [each for each in found.dataset.findings if each.severity is not Severity.NOTED] == []
    for row, cells in zip(found.dataset.rows, rows, strict=True):
        assert [figure.text for figure in row.figures] == cells[4:10]
        assert all(figure.certain for figure in row.figures)
