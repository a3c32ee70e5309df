"""Pages: strict, self-contained, readable without sight or colour, and holding every figure.

Longer than other modules, since it is a list: each test is one promise of the pages, asked of the
same few pages.
"""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from jinja2 import UndefinedError

from headway.domain.periods import month
from headway.domain.plan import summarise
from headway.domain.published import Figure
from headway.domain.ratings import RatingScale, RatingStep
from headway.domain.scorecard import Cell
from headway.domain.summary import board_summary
from headway.domain.values import Absent, Number, State, number
from headway.writers.html import IndexLink, board_page, index_page, plan_page, scorecard_page
from headway.writers.html_page import Paper, fill
from tests.builders import (
    FORMULA,
    HOSTILE,
    LONG_WORD,
    figures,
    hostile_scorecard,
    indicator,
    published_row,
    scorecard_2019,
    scorecard_2020,
    scorecard_of_states,
    small_scorecard,
)
from tests.plan_builders import plan, plan_summary
from tests.unit.writers.pages import SVG, read, seen, shown, table, text_of, with_class

PAGES = {
    "scorecard": lambda: scorecard_page(scorecard_2020()),
    "scorecard alone": lambda: scorecard_page(scorecard_2019()),
    "states": lambda: scorecard_page(scorecard_of_states()),
    "hostile": lambda: scorecard_page(hostile_scorecard()),
    "plan": lambda: plan_page(plan_summary()),
    "board": lambda: board_page(board_summary(scorecard_2020()), plan_summary()),
    "board alone": lambda: board_page(board_summary(hostile_scorecard())),
    "index": lambda: index_page("Results", [IndexLink("scorecard.html", "Scorecard", "All of it")]),
}


@pytest.fixture(scope="module", params=sorted(PAGES))
def page(request):
    return PAGES[request.param]()


def cells(root, caption, reference):
    """The cells of the row that begins with a reference."""
    for row in table(root, caption).iter("tr"):
        head = row.find("th")
        if head is not None and text_of(head).startswith(f"{reference} "):
            return row.findall("td")
    raise AssertionError(f"no row {reference}")


def test_it_is_a_strict_page_in_english_with_a_title(page):
    root = read(page)
    assert root.get("lang") == "en-GB"
    title = root.find("head/title")
    assert title is not None
    assert (title.text or "").endswith("– Headway")
    assert root.find("head/meta[@name='viewport']") is not None


def test_it_has_landmarks_one_heading_and_a_way_past_them(page):
    body = read(page).find("body")
    assert body is not None
    assert [each.tag for each in body] == ["a", "header", "main", "footer"]
    assert (body[0].get("href"), body[2].get("id")) == ("#main", "main")
    heads = [each.tag for each in body.iter() if re.fullmatch(r"h[1-6]", str(each.tag))]
    assert heads.count("h1") == 1
    levels = [int(tag[1]) for tag in heads]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_every_id_is_one_of_a_kind_and_every_pointer_finds_its_own(page):
    root = read(page)
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    pointed = {
        name for each in root.iter() for name in (each.get("aria-labelledby") or "").split()
    } | {href[1:] for each in root.iter("a") if (href := each.get("href") or "").startswith("#")}
    assert pointed <= set(ids)


def test_it_asks_for_nothing_and_runs_nothing(page):
    root = read(page)
    tags = {str(each.tag).replace(SVG, "") for each in root.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "base"}
    for each in root.iter():
        for name in each.attrib:
            assert name not in ("style", "src", "srcset", "action")
            assert not name.startswith("on")
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg|example\.org)", page)
    assert "url(" not in page


def test_its_own_policy_allows_its_own_style_and_nothing_else(page):
    root = read(page)
    policy = root.find("head/meta[@http-equiv='Content-Security-Policy']").get("content")
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_each_table_has_a_caption_heads_with_scope_and_a_region_to_scroll_in(page):
    root = read(page)
    parents = {child: parent for parent in root.iter() for child in parent}
    for each in root.iter("table"):
        caption = each.find("caption")
        assert text_of(caption)
        assert {head.get("scope") for head in each.iter("th")} <= {
            "col",
            "row",
            "colgroup",
            "rowgroup",
        }
        region = parents[each]
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-labelledby") == caption.get("id")


def test_each_row_has_a_cell_for_each_column(page):
    for each in read(page).iter("table"):
        heads = each.findall("thead/tr")
        wide = sum(int(head.get("colspan") or 1) for head in heads[0])
        for row in each.findall("tbody/tr"):
            assert sum(int(cell.get("colspan") or 1) for cell in row) == wide


def test_a_table_that_becomes_cards_keeps_its_roles(page):
    roles = {
        "table": {"table"},
        "thead": {"rowgroup"},
        "tbody": {"rowgroup"},
        "tr": {"row"},
        "td": {"cell"},
        "th": {"columnheader", "rowheader"},
    }
    for region in with_class(read(page), "stacks"):
        for each in region.iter():
            if each.tag in roles:
                assert each.get("role") in roles[str(each.tag)]


def test_no_colour_stands_alone(page):
    for chip in with_class(read(page), "chip"):
        shape = chip.find("span[@aria-hidden='true']")
        assert (shape.text or "").strip()
        assert shown(chip)


def test_each_drawing_is_named_and_described(page):
    for drawing in read(page).iter(f"{SVG}svg"):
        assert drawing.get("role") == "img"
        assert [str(each.tag) for each in drawing[:2]] == [f"{SVG}title", f"{SVG}desc"]
        assert all(each.text for each in drawing[:2])


def test_hostile_text_is_only_text():
    root = read(scorecard_page(hostile_scorecard()))
    text = text_of(root)
    assert f"Families {HOSTILE} & others" in text
    assert FORMULA in text
    assert LONG_WORD in text
    assert not list(root.iter("script"))
    assert "Bell and [31mred[0m line two" in text


def test_every_figure_stands_in_its_cell():
    root = read(scorecard_page(scorecard_2020()))
    expected = {
        "EH1a": ["113", "79", "79", "96", "139", "132"],
        "EH1c": ["280", "182", "182", "258", "278", "263"],
        "CIN5": ["2,367", "2,345", "2,345", "2,339", "2,363", "2,256"],
        "LSCB1": ["missing", "not due", "not due", "missing", "not due", "tbc"],
    }
    for reference, shows in expected.items():
        found = cells(root, "Early help dataset", reference)
        assert [seen(cell) for cell in found[:6]] == shows


def test_a_row_says_its_changes_average_maximum_target_and_benchmarks():
    root = read(scorecard_page(scorecard_2020()))
    _, previous, last_year, twelve, target = cells(root, "Early help dataset", "EH1c")[6:]
    assert shown(previous) == "similar -5% similar"
    assert shown(last_year) == "up +13% better"
    assert seen(last_year) == "↑ +13% ✔ better"
    assert shown(twelve) == (
        "average 236 printed 230: cannot be told maximum 322 printed 322: agrees 10 of 12 known"
    )
    assert seen(target) == "■ off target 263 against at least 300 for August 2020"
    neet = cells(root, "Early help dataset", "LSCB1")[-1]
    assert "statistical neighbours 6.1%, England 6.0%, South East 6.4% (2017/18)" in shown(neet)


def test_a_change_that_cannot_be_worked_out_says_why_or_what_was_printed():
    alone = read(scorecard_page(scorecard_2019()))
    last_year = cells(alone, "Early help dataset", "EH1a")[8]
    assert shown(last_year) == "n/a Up 505% as printed, on an earlier figure of about 21"
    awaited = cells(alone, "Early help dataset", "LSCB17a")[7]
    assert shown(awaited) == "n/a no figure for this period (awaited)"


@pytest.mark.parametrize("state", State)
def test_each_state_shows_as_itself_to_eye_and_ear(state):
    root = read(scorecard_page(scorecard_of_states()))
    reference = state.name.replace("_", "-")
    current = cells(root, "Small scorecard", reference)[2]
    assert seen(current) == state.symbol
    assert shown(current) == state.value
    assert state.symbol in text_of(root.find(".//section[@id='notes']"))


def test_a_withheld_figure_gives_nothing_away():
    hidden = small_scorecard(
        [(indicator("a"), [number(9), Absent(State.SUPPRESSED, "was 731"), number(9)])]
    )
    assert "731" not in scorecard_page(hidden)
    assert "731" not in board_page(board_summary(hidden))


def test_a_figure_whose_place_was_inferred_is_marked():
    scorecard = scorecard_2020()
    row = scorecard.rows[0]
    source = row.cells[-1].source
    assert source is not None
    figure = Figure(source.figure.period, source.figure.value, source.figure.column, certain=False)
    cell = Cell(row.cells[-1].column, figure.value, replace(source, figure=figure))
    marked = replace(scorecard, rows=(replace(row, cells=(*row.cells[:-1], cell)),))
    root = read(scorecard_page(marked))
    current = cells(root, "Early help dataset", "EH1a")[5]
    assert (seen(current), shown(current)) == ("132 ~", "132 (place worked out on evidence)")


def test_a_trend_says_its_gap_and_what_is_absent():
    root = read(scorecard_page(scorecard_2020()))
    said = [each.text or "" for each in root.iter(f"{SVG}desc")]
    assert "nothing is known between December 2019 and March 2020" in said[0]
    assert "no figure for quarter 3 2019/20 (awaited), August 2020 (awaited)" in said[3]


def test_a_trend_ends_with_the_scorecards_own_period():
    scorecard = scorecard_2019()
    row = scorecard.rows[0]
    later = (*row.series, (month(2020, 1), number(999)))
    root = read(scorecard_page(replace(scorecard, rows=(replace(row, series=later),))))
    assert "999" not in text_of(root)


def test_print_and_arithmetic_stand_side_by_side():
    root = read(scorecard_page(scorecard_2020()))
    text = text_of(root.find(".//section[@id='differences']"))
    assert "20 agree, 1 differs, 5 cannot be told from what is given." in text
    what, printed, worked_out, why = cells(root, "Printed figures that are not", "YO2")
    assert (shown(what), shown(printed), shown(worked_out)) == ("maximum of 12 months", "0", "332")
    assert shown(why).startswith("differs a known figure is higher")
    assert [seen(c) for c in cells(root, "Printed figures that what is given", "EH1a")][1] == "116"


def test_repeats_commentary_findings_and_definitions_are_there():
    text = text_of(read(scorecard_page(scorecard_2020())))
    for words in (
        "April 2020 and May 2020 hold the very same figure on 3 of 3 indicators",
        "Work has steadied after a fall in the spring.",
        "It points to the commentary of EH1a.",
        "not taken: 1",
        "Say in the mapping file which month it is",
        "Assessments whose start date falls in the month.",
        "an arrow at 10% or more either way, applied to the change as printed",
        "From dataset-2019-12.csv, dataset-2020-08.csv",
    ):
        assert words in text


def test_commentary_carried_over_is_marked():
    scorecard = scorecard_2020()
    row = scorecard.rows[0]
    assert row.commentary is not None
    stale = replace(row, commentary=replace(row.commentary, carried_from="2020-07"))
    text = text_of(read(scorecard_page(replace(scorecard, rows=(stale,)))))
    assert "The very same words stood in 2020-07" in text


def test_a_row_without_a_reference_is_known_by_its_title():
    scorecard = scorecard_2020()
    bare = replace(scorecard, rows=tuple(replace(row, reference="") for row in scorecard.rows))
    for page in (scorecard_page(bare), board_page(board_summary(bare))):
        assert not with_class(read(page), "reference")
        assert "()" not in text_of(read(page))


def test_a_scorecard_with_no_row_is_still_a_page():
    empty = replace(scorecard_2020(), rows=(), repeats=(), findings=())
    text = text_of(read(scorecard_page(empty)))
    assert "The sheet prints no derived figure that could be worked out again." in text
    assert "Nothing moved enough for an arrow." in text_of(read(board_page(board_summary(empty))))


def test_the_day_is_there_only_where_it_is_given():
    assert "Made on" not in text_of(read(scorecard_page(scorecard_2020())))
    dated = replace(scorecard_2020(), made_on=date(2020, 9, 3))
    assert "Made on 3 September 2020." in text_of(read(scorecard_page(dated)))


def test_the_plan_shows_every_mean_as_worked_out_and_as_printed():
    root = read(plan_page(plan_summary()))
    rows = {
        text_of(row.find("th")): [shown(cell) for cell in row.findall("td")]
        for row in table(root, "Mean rating of each priority").findall("tbody/tr")
    }
    assert rows["Priority 1 Timely help"] == [
        "8",
        "",
        "2.8 8 of 8 rated",
        "3",
        "summary 2.8 agrees section 3 agrees",
        "3.3 8 of 8 rated",
        "3",
        "summary 3.3 agrees section 3 agrees",
    ]
    assert rows["Priority 3 Leadership"][2] == "2.0 3 of 3 rated told apart: 1.5 stands"
    assert rows["Priority 3 Leadership"][4] == "summary 1.5 differs"
    assert rows["The plan as a whole"][5] == "2.7 3 of 3 priorities"
    said = [each.text for each in root.iter(f"{SVG}desc")]
    assert said[0] == "initial 2.8, January 2018 3.3, on a scale from 1 to 5."


def test_the_plan_says_what_is_not_certain_and_lists_every_action():
    root = read(plan_page(plan_summary()))
    text = text_of(root)
    for words in (
        "Priority 3 is told apart: the rows in the file give 2.0",
        "No rating yet at this review: March 2018.",
        "Supervision on time",
        "“re” cannot be read",
        "31 January 2018 written “Jan-18”",
        "Under way; the tracker is in use.",
        "not yet rated",
        "Largely done",
    ):
        assert words in text
    assert len(table(root, "Actions of priority 1").findall("tbody/tr")) == 8
    assert len(table(root, "Actions of priority 2").findall("tbody/tr")) == 7


def test_an_action_shows_its_reference_reason_and_what_was_carried_down():
    one = plan()
    told = replace(
        one.priorities[0].actions[0],
        reference="A1",
        rationale="Families wait too long",
        recommendations=("Recommendation 3",),
        carried=("outcome", "lead"),
    )
    priority = replace(one.priorities[0], actions=(told,))
    text = text_of(read(plan_page(summarise(replace(one, priorities=(priority,))))))
    for words in (
        "A1 Line 1 of priority 1",
        "Why: Families wait too long",
        "Answers: Recommendation 3",
        "Carried down from the line above: outcome, lead",
    ):
        assert words in text


def test_the_indicators_of_a_priority_are_shown_as_printed():
    rows = (published_row("a", "R1", figures(month(2018, 1), ["85%", "tbc"]), ["↑ 5%"]),)
    one = plan()
    priority = replace(one.priorities[0], indicators=rows)
    root = read(plan_page(summarise(replace(one, priorities=(priority, *one.priorities[1:])))))
    found = cells(root, "Indicators of priority 1", "R1")
    assert shown(found[0]) == "Jan-18 85% ; Feb-18 tbc"
    assert shown(found[1]) == "change on the previous period ↑ 5%"


def test_a_plan_rated_once_or_never_is_still_a_page():
    one = plan()
    unrated = summarise(replace(one, priorities=(), printed_summary=(), printed_overall=()))
    assert "No action of this plan is rated yet." in text_of(read(plan_page(unrated)))
    once = replace(
        one,
        reviews=one.reviews[:1],
        priorities=tuple(
            replace(p, actions=tuple(replace(a, ratings=a.ratings[:1]) for a in p.actions))
            for p in one.priorities
        ),
    )
    root = read(plan_page(summarise(once)))
    assert "The ring is" not in text_of(root)
    assert text_of(table(root, "Mean rating of each priority at initial"))


def test_a_scale_with_one_step_draws_nothing():
    scale = RatingScale("one", "One", (RatingStep("4", 4, "Done"),))
    page = plan_page(summarise(replace(plan(), scale=scale)))
    assert not list(read(page).iter(f"{SVG}svg"))


def test_the_board_hears_it_in_plain_sentences():
    root = read(board_page(board_summary(scorecard_2020()), plan_summary()))
    text = text_of(root)
    for words in (
        "263 in August 2020. Up 13% on August 2019 (263 against 232): better.",
        "off target 263 against at least 300 for August 2020.",
        "No figure yet for August 2020: awaited; the latest known is 6.8% in quarter 2 2019/20.",
        "Without a colour: no target for this period: EH1a, CIN5.",
        "YO2, maximum of 12 months: printed 0, worked out 332",
        "The plan: Development plan",
        "1.5 as printed; rows give 2.0",
    ):
        assert words in text


def test_the_board_hears_nothing_of_a_plan_where_there_is_none():
    assert "The plan:" not in text_of(read(board_page(board_summary(scorecard_2020()))))


@pytest.mark.parametrize(
    ("name", "paper"),
    [("scorecard", "A3 landscape"), ("plan", "A4 landscape"), ("board", "A4 portrait")],
)
def test_each_page_is_laid_out_for_its_paper(name, paper):
    assert f"@page {{ size: {paper};" in PAGES[name]()


def test_an_index_links_to_files_beside_it():
    links = [IndexLink("scorecard.html", "Scorecard", HOSTILE), IndexLink("a b#1.html", "Odd")]
    root = read(index_page("Results", links))
    found = list(root.find("body/main").iter("a"))
    assert [each.get("href") for each in found] == ["scorecard.html", "a%20b%231.html"]
    assert HOSTILE in text_of(root)


@pytest.mark.parametrize(
    "href", ["", "javascript:alert(1)", "https://example.org", "/etc/passwd", "C:\\x", "//host/x"]
)
def test_an_index_links_nowhere_else(href):
    with pytest.raises(ValueError, match="not the name of a file"):
        IndexLink(href, "x")


def test_a_name_that_nobody_gave_is_an_error_and_not_an_empty_place():
    with pytest.raises(UndefinedError):
        fill("index.html", Paper.A4_PORTRAIT, {"links": []})


def test_the_same_values_give_the_same_page():
    for make in PAGES.values():
        assert make() == make()


def test_numbers_with_many_digits_are_shown_whole():
    big = small_scorecard([(indicator("a"), [Number(Fraction(10) ** 15), number(1)])])
    root = read(scorecard_page(big))
    assert seen(cells(root, "Small scorecard", "A")[0]) == "1,000,000,000,000,000"
