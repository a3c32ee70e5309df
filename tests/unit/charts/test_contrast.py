"""Whoever sees contrast badly can read the drawings: words 4.5, whatever else means something 3.

No checker of pages looks into a drawing. The colours are read from where the code keeps them: the
charts, the style sheets of pages and files, the workbook's looks.
"""

import re
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from headway.charts import control_icons, control_shapes, flow, rating_line
from headway.charts.control_chart import control_chart_drawing, control_sparkline
from headway.charts.control_shapes import BAND, COLOURS, GROUND, QUIET, TARGET
from headway.domain.control_charts.points import PointKind
from headway.writers.workbook_layout import BARS_INK
from tests.contrast import GRAPHICS, TEXT, contrast, mixed
from tests.unit.domain.control_charts.making import chart
from tests.unit.writers.pages import colours

ROOT = Path(__file__).resolve().parents[3]
OFFICE = (ROOT / "design" / "office.scss").read_text(encoding="utf-8")
PAPER = "#ffffff"
PALETTE = colours((files("headway.writers") / "templates" / "style.css").read_text("utf-8"))
INKS = [PALETTE["ink"], PALETTE["link"], flow.INK]  # what "currentColor" is, where charts stand
GROUNDS = [PALETTE["paper"], PALETTE["shade"]]  # shaded is the row that is pointed at
SIGNS = [colour for colour in COLOURS.values() if colour.startswith("#")]
FILLED = [COLOURS[kind] for kind in (PointKind.IMPROVEMENT, PointKind.CONCERN, PointKind.NEUTRAL)]
NAMED = {
    *SIGNS,
    BAND,
    QUIET,
    TARGET,
    control_icons.DARK,
    flow.FILL,
    flow.LINE,
    flow.INK,
    flow.QUIET,
}


def office_colours(name):
    """Give what a class of the office's style sheet sets: {"background": "#…", "color": "#…"}."""
    block = re.search(rf"^\.{name} {{(.*?)^}}", OFFICE, re.DOTALL | re.MULTILINE)
    assert block, name
    return dict(re.findall(r"^\s+(background|color): (#[0-9a-f]{6});", block[1], re.MULTILINE))


def office_classes(family):
    return sorted(set(re.findall(rf"^\.(office-{family}--[a-z]+) ", OFFICE, re.MULTILINE)))


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert round(contrast(PAPER, "#000000"), 1) == 21.0
    assert round(contrast(PAPER, "#767676"), 2) == 4.54
    assert mixed("#000000", PAPER, 0.5) == "#808080"


@pytest.mark.parametrize("words", [*INKS, QUIET, TARGET, flow.QUIET])
def test_words_in_a_drawing_can_be_read(words):
    assert GROUND == "white"  # labels of control charts stand on a ground of their own
    assert contrast(words, PAPER) >= TEXT


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", [*GROUNDS, BAND])
def test_lines_of_the_pages_ink_can_be_told_from_what_they_stand_on(ink, ground):
    assert contrast(ink, ground) >= GRAPHICS


@pytest.mark.parametrize("sign", [*SIGNS, QUIET, TARGET, control_icons.DARK])
@pytest.mark.parametrize("ground", [*GROUNDS, BAND])
def test_signs_limits_and_targets_can_be_told_from_paper_and_range(sign, ground):
    assert contrast(sign, ground) >= GRAPHICS


@pytest.mark.parametrize("colour", [*FILLED, control_icons.DARK])
def test_what_is_drawn_into_an_icon_can_be_told_from_it(colour):
    assert contrast(PAPER, colour) >= GRAPHICS


@pytest.mark.parametrize("colour", [flow.FILL, flow.LINE, BARS_INK])
def test_bars_and_ways_can_be_told_from_the_paper(colour):
    assert contrast(colour, PAPER) >= GRAPHICS


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_the_scale_of_ratings_can_be_told_though_it_is_lighter_than_they_are(ink, ground):
    assert contrast(mixed(ink, ground, float(rating_line.SCALE)), ground) >= GRAPHICS


@pytest.mark.parametrize("draw", [control_chart_drawing, control_sparkline])
def test_the_range_to_be_expected_has_edges_for_its_ground_alone_is_too_light(draw):
    assert contrast(BAND, PAPER) < GRAPHICS
    drawn = ET.fromstring(draw(chart(*[10, 12, 11] * 5), "Plans"))
    ranges = [one for one in drawn.iter() if one.get("class") == "expected"]
    edges = [one for one in drawn.iter() if one.get("class") == "limit"]
    assert len(ranges) == 1
    assert len(edges) == 2
    assert {one.get("stroke") for one in edges} == {QUIET}


@pytest.mark.parametrize("name", office_classes("rag"))
def test_a_rating_can_be_read_on_its_ground_and_its_edge_told_from_the_page(name):
    found = office_colours(name)
    assert contrast(found["color"], found["background"]) >= TEXT
    assert contrast(found["color"], PAPER) >= GRAPHICS  # the edge is of the words' colour


@pytest.mark.parametrize("name", office_classes("quality"))
def test_better_and_worse_can_be_read(name):
    assert contrast(office_colours(name)["color"], PAPER) >= TEXT


def test_the_ratings_and_qualities_were_found():
    assert [one.rpartition("-")[2] for one in office_classes("rag")] == ["amber", "green", "red"]
    assert [one.rpartition("-")[2] for one in office_classes("quality")] == ["better", "worse"]


@pytest.mark.parametrize("name", ["good", "close", "bad", "plain"])
@pytest.mark.parametrize("ground", ["paper", "shade"])
def test_the_edge_of_a_chip_can_be_told_from_the_page(name, ground):
    assert contrast(PALETTE[name], PALETTE[ground]) >= GRAPHICS


def test_no_colour_is_drawn_that_is_not_tried_here():
    texts = [
        one.read_text(encoding="utf-8") for one in Path(control_shapes.__file__).parent.glob("*.py")
    ]
    assert {each for text in texts for each in re.findall(r'"(#[0-9a-fA-F]{3,8})"', text)} == NAMED
    assert sum(text.count("opacity=") for text in texts) == 1  # the scale of ratings
