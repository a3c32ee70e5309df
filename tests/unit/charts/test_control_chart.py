"""Control charts as drawings: what they show, in black and white too, and that nothing overlaps."""

import re
from datetime import date
from fractions import Fraction
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from headway.charts.control_chart import (
    ChartSize,
    control_chart_drawing,
    control_sparkline,
    described,
)
from headway.charts.control_icons import assurance_icon, variation_icon
from headway.charts.control_shapes import width_of
from headway.domain.breaks import Break, BreakKind
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.chart import control_chart
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.options import AtABreak, Rebase
from headway.domain.control_charts.refusals import NoChart
from headway.domain.indicator import Unit
from headway.domain.periods import financial_year, month, quarter, week_of
from headway.domain.polarity import Polarity
from headway.domain.targets import Target, TargetForm
from headway.domain.values import State, number
from tests.unit.domain.control_charts.making import START, chart

SVG = "{http://www.w3.org/2000/svg}"
CALM = [10, 11] * 6
TARGETS = [
    Target(financial_year(2024), TargetForm.AT_LEAST, Fraction(9)),
    Target(financial_year(2025), TargetForm.AT_LEAST, Fraction(12)),
]
CHANGED = Break(START.shift(5), BreakKind.DEFINITION, "adults are counted too")


def card(made, **named):
    return ET.fromstring(control_chart_drawing(made, "Title", **named))


def small(made):
    return ET.fromstring(control_sparkline(made, "Title"))


def classed(root, name):
    return [each for each in root.iter() if each.get("class") == name]


def words(root):
    return [each.text for each in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("size", list(ChartSize))
def test_it_is_one_image_with_a_name_a_description_and_no_style_or_script(size):
    made = chart(*CALM, 14, fix_after=12, targets=TARGETS)
    drawn = control_chart_drawing(made, "Plans <opened>", size=size, identifier="eh1a")
    root = ET.fromstring(drawn)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "eh1a-title eh1a-description"
    assert root.find(f"{SVG}title").text == "Plans <opened>"
    assert root.find(f"{SVG}desc").text == described(made)
    assert made.sentence in described(made)
    assert not re.search(r"\bstyle=|<style|<script|\bon\w+=|href", drawn)
    assert drawn == control_chart_drawing(made, "Plans <opened>", size=size, identifier="eh1a")


SHAPES = [
    (Polarity.HIGHER, 14, "improvement", "circle"),
    (Polarity.LOWER, 14, "concern", "rect"),
    (Polarity.NONE, 14, "neutral", "path"),
    (Polarity.HIGHER, 10, "common", "circle"),
]


@pytest.mark.parametrize("draw", [card, small])
@pytest.mark.parametrize(("polarity", "last", "name", "tag"), SHAPES)
def test_each_kind_of_point_has_a_shape_of_its_own(draw, polarity, last, name, tag):
    found = classed(draw(chart(*CALM, last, fix_after=12, polarity=polarity)), name)
    assert found[-1].tag == f"{SVG}{tag}"


def test_improvement_is_filled_and_expected_variation_is_a_ring():
    root = card(chart(*CALM, 14, fix_after=12))
    [disc, in_key] = classed(root, "improvement")
    ring = classed(root, "common")[0]
    assert disc.get("fill") == in_key.get("fill") != "white"
    assert ring.get("fill") == "white"
    assert float(ring.get("r")) < float(disc.get("r"))


def test_the_line_stops_at_a_gap_and_at_a_break_and_not_at_a_restart():
    def stretches(made):
        return len(classed(card(made), "series"))

    assert stretches(chart(*CALM)) == 1
    assert stretches(chart(*CALM[:6], None, *CALM[6:])) == 2
    assert stretches(chart(*CALM, breaks=[CHANGED])) == 2
    assert stretches(chart(*CALM, rebases=(Rebase(START.shift(5)),))) == 1


def test_a_restart_and_a_break_have_uprights_of_their_own_and_letters_with_words():
    made = chart(*CALM, breaks=[CHANGED], rebases=(Rebase(START.shift(8), "a new team"),))
    root = card(made)
    assert len(classed(root, "restart")) == len(classed(root, "break")) == 1
    said = words(root)
    assert said.count("A") == said.count("B") == 2  # at the upright, and in the key
    assert "Limits restart, December 2024: a new team" in said
    assert "The definition changed in September 2024" in " ".join(said)
    assert len(classed(root, "expected")) == 2
    assert len(classed(small(made), "restart")) == 1


def test_limits_that_restart_at_a_break_are_marked_as_both():
    root = card(chart(*CALM, breaks=[CHANGED], at_a_break=AtABreak.NEW_LIMITS))
    assert len(classed(root, "restart")) == len(classed(root, "break")) == 1


def test_a_target_is_drawn_in_steps_and_a_range_as_two_lines():
    steps = classed(card(chart(*CALM, 10, 11, targets=TARGETS)), "target")
    first, second = (each.get("d") for each in steps)
    assert first.count("H") == second.count("H") == 1
    assert second.count("V") == 1  # the riser
    within = Target(financial_year(2024), TargetForm.WITHIN, Fraction(8), Fraction(12))
    [both] = classed(card(chart(*CALM, polarity=Polarity.NEAR_TARGET, targets=within)), "target")
    assert both.get("d").count("H") == 2
    assert not classed(card(chart(*CALM)), "target")


def test_a_withheld_figure_is_its_symbol_at_the_foot_and_gives_nothing_away():
    made = chart(*CALM[:6], State.SUPPRESSED, *CALM[6:])
    for draw in (card, small):
        assert words(draw(made)).count("*") >= 1
    # Its neighbours' signs are where they are without it, whatever it was.
    other = chart(*CALM[:6], State.AWAITED, *CALM[6:])
    places = [(each.get("cx"), each.get("cy")) for each in classed(card(made), "common")]
    assert places == [(each.get("cx"), each.get("cy")) for each in classed(card(other), "common")]
    assert words(card(other)).count("*") == 0
    assert len(classed(card(other), "gap")) == 1


def test_a_figure_that_is_not_settled_hangs_on_a_dashed_line():
    made = chart(*CALM, 3, unsettled={START.shift(12)})
    for draw in (card, small):
        tags = [each.tag.removeprefix(SVG) for each in classed(draw(made), "unsettled")]
        assert tags[:2] == ["path", "circle"]


def test_a_limit_that_no_figure_could_reach_is_not_drawn_but_said():
    root = card(chart(*[2, 12] * 7, unit=Unit.NUMBER))
    assert len(classed(root, "limit")) == 1
    assert "Lower under 0" in words(root)
    assert "Upper 33.6" in words(root)
    share = words(card(chart(*[90, 99] * 7, unit=Unit.PERCENTAGE)))
    assert "Upper over 100%" in share


@pytest.mark.parametrize("figures", [[20] * 13, [0] * 7, ["0.5", "0.25"] * 7, [10**9, 1] * 8])
@pytest.mark.parametrize("size", list(ChartSize))
def test_odd_series_are_drawn_too(figures, size):
    for unit in (Unit.SCORE, Unit.PERCENTAGE, Unit.POUNDS):
        made = chart(*figures, unit=unit, goal=20)
        assert not overlaps(card(made, size=size))
        assert small(made) is not None


def test_no_label_of_a_sparkline_is_needed_to_tell_the_last_figure():
    assert len(classed(small(chart(*CALM)), "common")) == 1  # the last alone has a sign


@pytest.mark.parametrize("first", [quarter(2022, 4), week_of(date(2026, 1, 26)), month(2025, 11)])
def test_periods_of_any_kind_stand_evenly_apart(first):
    figures = [(first.shift(at), number(10 + at % 2)) for at in range(9)]
    root = card(control_chart(figures, polarity=Polarity.HIGHER, unit=Unit.SCORE))
    places = [float(each.get("cx")) for each in classed(root, "common")][:9]
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert max(steps) - min(steps) < 0.3  # coordinates have one decimal
    assert not overlaps(root)


ICONS = [
    *((variation_icon, each) for each in Variation),
    *((assurance_icon, each) for each in Assurance),
]


@pytest.mark.parametrize(("draw", "icon"), ICONS)
def test_every_icon_is_an_image_named_by_its_meaning(draw, icon):
    root = ET.fromstring(draw(icon, identifier="icon", size=32))
    assert root.get("width") == root.get("height") == "32"
    assert root.get("viewBox") == "0 0 40 40"
    assert icon.value in root.find(f"{SVG}title").text


def test_no_two_icons_are_alike_without_their_colours():
    drawn = [
        re.sub(r"<title.*?</desc>|#[0-9a-f]{6}", "", draw(icon, identifier="x"))
        for draw, icon in ICONS
    ]
    assert len(set(drawn)) == len(drawn)


def boxes(root):
    """Where each text stands, by the chart's own cautious measure of its width."""
    found = []
    for each in root.iter(f"{SVG}text"):
        size = int(each.get("font-size"))
        wide, x, y = float(width_of(each.text, size)), float(each.get("x")), float(each.get("y"))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[each.get("text-anchor")]
        found.append((each.text, left, y - size * 0.75, left + wide, y + size * 0.2))
    return found


def overlaps(root):
    """Pairs of texts that meet, and texts that reach over the drawing's edge."""
    _, _, width, height = map(float, root.get("viewBox").split())
    placed = boxes(root)
    met = [
        (a[0], b[0])
        for a, b in combinations(placed, 2)
        if a[1] < b[3] and b[1] < a[3] and a[2] < b[4] and b[2] < a[4]
    ]
    outside = [
        (box[0], "edge")
        for box in placed
        if box[1] < -1 or box[2] < 0 or box[3] > width + 1 or box[4] > height
    ]
    return met + outside


FIGURE = st.one_of(
    st.integers(0, 60),
    st.integers(0, 20_000),
    st.sampled_from([None, State.SUPPRESSED, State.AWAITED]),
)


@settings(max_examples=25)
@example([0] * 19 + [State.SUPPRESSED] * 2, Unit.SCORE, [], [], 0, Polarity.HIGHER)
@given(
    st.lists(FIGURE, min_size=8, max_size=60),
    st.sampled_from([Unit.SCORE, Unit.POUNDS, Unit.PERCENTAGE]),
    st.lists(st.integers(1, 58), max_size=4, unique=True),
    st.lists(st.integers(1, 58), max_size=3, unique=True),
    st.integers(0, 20_000),
    st.sampled_from(Polarity),
)
def test_no_label_meets_another_or_the_edge(figures, unit, restarts, breaks, goal, polarity):
    long_words = "what is counted now takes in the families whose plan was written elsewhere"
    made = chart(
        *figures,
        unit=unit,
        polarity=polarity,
        goal=goal,
        rebases=tuple(Rebase(START.shift(at), long_words) for at in restarts),
        breaks=[Break(START.shift(at), BreakKind.SOURCE, long_words) for at in breaks],
    )
    if isinstance(made, NoChart):
        return
    for size in ChartSize:
        assert not overlaps(card(made, size=size))
    assert not overlaps(small(made))


def test_the_measure_of_overlap_finds_one():
    root = card(chart(*CALM))
    twin = next(root.iter(f"{SVG}text"))
    root.append(twin)
    assert overlaps(root)
