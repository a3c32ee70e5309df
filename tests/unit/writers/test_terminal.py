"""Text for a console: every figure, every state, and no line over the width."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.plan import summarise
from headway.domain.published import Figure
from headway.domain.scorecard import Cell
from headway.domain.summary import board_summary
from headway.domain.values import State
from headway.writers.terminal import plan_text, scorecard_text, summary_text
from headway.writers.terminal_page import Column, Page
from tests.builders import (
    LONG_WORD,
    hostile_scorecard,
    scorecard_2019,
    scorecard_2020,
    scorecard_of_states,
)
from tests.plan_builders import plan, plan_summary

WIDTHS = [10, 24, 40, 60, 75, 76, 80, 100, 132, 250]


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_longer_than_the_width(width, unicode):
    texts = [
        scorecard_text(scorecard, width, unicode)
        for scorecard in (
            scorecard_2019(),
            scorecard_2020(columns=0),
            scorecard_of_states(),
            hostile_scorecard(),
        )
    ]
    texts.append(plan_text(plan_summary(), width, unicode))
    texts.append(summary_text(board_summary(hostile_scorecard()), plan_summary(), width, unicode))
    longest = max(len(line) for text in texts for line in text.splitlines())
    assert longest <= max(24, width)


def test_figures_stand_under_their_periods():
    lines = scorecard_text(scorecard_2020()).splitlines()
    heads = next(line for line in lines if "Mar-20" in line)
    figures = next(line for line in lines if line.startswith("EH1c"))
    for label, figure in zip(
        ["Mar-20", "Apr-20", "May-20", "Jun-20", "Jul-20", "Aug-20"],
        ["280", "182", "182", "258", "278", "263"],
        strict=True,
    ):
        end = heads.index(label) + len(label)
        assert figures[:end].endswith(f" {figure}")


@pytest.mark.parametrize("width", [40, 80, 100])
def test_every_fact_of_a_row_is_said(width):
    said = one_line(scorecard_text(scorecard_2020(), width))
    for fact in (
        "↑ +13% up, ✔ better",
        "→ -5% similar",
        "236 (10 of 12 known); printed 230: cannot be told",
        "322 (10 of 12 known); printed 322: agrees",
        "■ Off target: 263 against at least 300 for August 2020",
        "statistical neighbours 6.1%, England 6.0%, South East 6.4% (2017/18)",
        "Head of early help: Work has steadied",
        "See above (see EH1a)",
    ):
        assert fact in said


def test_a_printed_change_whose_base_is_not_given_says_so():
    said = one_line(scorecard_text(scorecard_2019()))
    assert "On Dec-18 – n/a: Up 505% as printed, on an earlier figure of about 21" in said


def test_each_state_shows_as_itself_and_is_in_the_key():
    lines = scorecard_text(scorecard_of_states()).splitlines()
    for state in State:
        title = f"A row that is {state.value}"
        row = next(line for line in lines if title in line)
        assert row.split(title)[1].split() == ["7", "8", *state.symbol.split()]
    key = one_line("\n".join(lines[lines.index("KEY") :]))
    assert all(state.symbol in key and state.value in key for state in State)


def test_what_to_look_at_names_differences_repeats_and_findings():
    said = one_line(scorecard_text(scorecard_2020()))
    assert "YO2 maximum of 12 months 0 332 a known figure is higher" in said
    assert "April 2020 and May 2020 hold the very same figure on 3 of 3 indicators" in said
    assert "not taken: 1" in said
    assert "inferred: 1" in said
    assert "5 printed figures cannot be told" in said


def test_many_findings_are_counted_and_where_to_see_them_is_said():
    scorecard = scorecard_2020()
    many = replace(scorecard, findings=scorecard.findings[:1] * 9)
    said = scorecard_text(many, see_all="See the workbook.")
    assert "not taken: 9" in said
    assert "... and 6 more" in said
    assert "See the workbook." in said


def test_a_figure_whose_place_was_inferred_is_marked():
    scorecard = scorecard_2020()
    row = scorecard.rows[0]
    source = row.cells[-1].source
    assert source is not None
    figure = Figure(source.figure.period, source.figure.value, source.figure.column, certain=False)
    cell = Cell(row.cells[-1].column, figure.value, replace(source, figure=figure))
    marked = replace(row, cells=(*row.cells[:-1], cell))
    said = scorecard_text(replace(scorecard, rows=(marked,)))
    assert "132~" in said
    assert "131" not in said


@pytest.mark.parametrize("width", [40, 100])
def test_without_unicode_everything_fits_a_windows_console(width):
    texts = [
        scorecard_text(scorecard_2020(), width, unicode=False),
        scorecard_text(scorecard_2019(), width, unicode=False),
        plan_text(plan_summary(), width, unicode=False),
        summary_text(board_summary(scorecard_2020()), plan_summary(), width, unicode=False),
    ]
    for text in texts:
        text.encode("cp1252")
        assert text.isascii()
    assert "^ +13% up, better" in one_line(texts[0])
    assert "= -5% similar" in one_line(texts[0])
    assert "v -21% down" in one_line(texts[1])
    assert "[R] Off target" in one_line(texts[0])


def test_a_letter_no_windows_console_has_becomes_a_question_mark_and_a_pound_stays():
    page = Page(40, unicode=False)
    assert page.clean("£5 café 漢 ≥") == "£5 café ? ?"


@given(st.text(), st.booleans())
def test_no_text_can_steer_the_console(raw, unicode):
    cleaned = Page(80, unicode).clean(raw)
    assert cleaned.isprintable() or not cleaned.isascii()
    assert not set(cleaned) & {"\x1b", "\x07", "\r", "\n", "\t", "\x9b", "\u202e", "\u200b"}


def test_a_hostile_title_comes_out_as_plain_text():
    said = scorecard_text(hostile_scorecard())
    assert "\x1b" not in said
    assert "\x07" not in said
    assert LONG_WORD in "".join(said.split())


def test_the_plan_shows_both_reviews_and_what_is_not_certain():
    said = one_line(plan_text(plan_summary()))
    assert "1 Timely help 8 8 of 8 3.3 3 3.3, agrees 3, agrees" in said
    assert "3 Leadership 3 3 of 3 2.0 2 1.5, differs not printed" in said
    assert "Priority 3 is told apart: the rows in the file give 2.0" in said
    assert "January 2018: 2.7 overall" in said
    assert "Review “March 2018” holds no rating yet." in said
    assert "Priority 2, January 2018: “re” cannot be read as a rating (plan.txt, row 7" in said
    assert "5 Done" in said


def test_a_plan_that_nobody_rated_says_so():
    empty = replace(plan(), priorities=(), printed_summary=(), printed_overall=())
    assert "No action of this plan is rated yet." in plan_text(summarise(empty))


def test_the_board_hears_what_changed_what_is_off_target_and_what_is_not_known():
    said = one_line(summary_text(board_summary(scorecard_2020()), plan_summary()))
    assert "5 indicators; 2 changed; 1 off or close to target; 2 not known" in said
    assert "263 in August 2020. Up 13% on August 2019 (263 against 232): better." in said
    assert "Off target: 263 against at least 300 for August 2020." in said
    assert "awaited; the latest known is 6.8% in quarter 2 2019/20." in said
    assert "no target for this period: EH1a, CIN5." in said
    assert "YO2, maximum of 12 months: printed 0, worked out 332" in said
    assert "January 2018: 2.7 overall" in said


def test_nothing_to_say_is_said():
    quiet = replace(scorecard_2019(), rows=())
    said = summary_text(board_summary(quiet))
    assert "Nothing moved enough for an arrow." in said
    assert "Every figure due is known." in said
    assert scorecard_text(quiet).startswith("EARLY HELP DATASET")


def test_a_table_that_cannot_shrink_enough_becomes_a_list():
    page = Page(80)
    page.table([Column(f"Head {at}", 20) for at in range(6)], [["x" * 30] * 6])
    assert page.lines[0].startswith("Head 0: xxx")
    assert page.lines[1].startswith("  Head 1: xxx")


@pytest.mark.parametrize("width", [40, 100])
def test_rows_without_references_are_known_by_their_titles(width):
    scorecard = scorecard_2020()
    bare = replace(scorecard, rows=tuple(replace(row, reference="") for row in scorecard.rows))
    said = scorecard_text(bare, width)
    assert "\nEarly help assessments started in" in said
    assert max(map(len, said.splitlines())) <= width
    assert "included: 263 in August 2020." in one_line(summary_text(board_summary(bare)))


def test_the_same_scorecard_gives_the_same_text():
    assert scorecard_text(scorecard_2020()) == scorecard_text(scorecard_2020())
