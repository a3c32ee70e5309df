"""A sparkline shows what is known, stops where nothing is, and says the same in words."""

import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.charts.sparkline import sparkline, text_alternative
from headway.domain.indicator import Unit
from headway.domain.periods import month, quarter
from headway.domain.values import Absent, Number, State, number

SVG = "{http://www.w3.org/2000/svg}"
START = month(2020, 1)
VALUES = st.one_of(st.integers(-(10**6), 10**6).map(number), st.sampled_from(State).map(Absent))


def series(*texts):
    """Months from January 2020; a word is a state, "" leaves the month out altogether."""
    return [
        (START.shift(at), Absent(State[text]) if text.isupper() else number(text))
        for at, text in enumerate(texts)
        if text
    ]


def drawn(*texts, **named):
    return ET.fromstring(sparkline(series(*texts), "Title", "Words", **named))


def lines(root):
    return [each.get("d") for each in root.iter(f"{SVG}path") if each.get("stroke-width") == "2"]


def points(root):
    return [pair for line in lines(root) for pair in re.findall(r"[\d.]+ [\d.]+", line)]


def test_it_is_one_image_with_a_name_and_a_description():
    root = drawn("1", "2", identifier="eh1a")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "eh1a-title eh1a-description"
    named = {each.get("id"): each.text for each in root if each.get("id")}
    assert named == {"eh1a-title": "Title", "eh1a-description": "Words"}
    assert root.get("viewBox") == "0 0 160 40"


def test_neighbouring_months_are_one_line_from_edge_to_edge():
    assert lines(drawn("1", "2", "3")) == ["M7.0 33.0L80.0 20.0L153.0 7.0"]


@pytest.mark.parametrize("state", [state.name for state in State])
def test_the_line_is_never_joined_across_an_absent_figure(state):
    assert len(lines(drawn("1", "2", state, "3", "4"))) == 2


def test_the_line_is_never_joined_across_a_month_left_out():
    root = drawn("1", "2", "", "3", "4")
    assert len(lines(root)) == 2
    assert points(root)[2].startswith("116.5")


def test_a_lone_figure_between_gaps_is_a_dot():
    root = drawn("1", "2", "AWAITED", "5", "AWAITED", "3", "4")
    dots = [each for each in root.iter(f"{SVG}circle") if each.get("class") is None]
    assert [(dot.get("cx"), dot.get("r")) for dot in dots] == [("80.0", "2")]


def test_the_last_figure_is_a_disc_and_a_ring_where_later_ones_are_absent():
    def last(root):
        return next(each for each in root.iter(f"{SVG}circle") if each.get("class") == "last")

    assert last(drawn("1", "2")).get("fill") == "currentColor"
    ring = last(drawn("1", "2", "AWAITED"))
    assert (ring.get("fill"), ring.get("cx")) == ("none", "80.0")


def test_a_withheld_figure_is_its_symbol_at_the_foot_whatever_stands_beside_it():
    marks = [
        [(each.text, each.get("x"), each.get("y")) for each in drawn(*texts).iter(f"{SVG}text")]
        for texts in (("1", "SUPPRESSED", "3"), ("900", "SUPPRESSED", "-4"))
    ]
    assert marks[0] == marks[1] == [("*", "80.0", "38")]


def test_a_withheld_figures_own_note_changes_nothing():
    secret = [(START, number(1)), (START.shift(1), Absent(State.SUPPRESSED, "was 3"))]
    plain = [(START, number(1)), (START.shift(1), Absent(State.SUPPRESSED))]
    assert sparkline(secret, "T", "D") == sparkline(plain, "T", "D")
    assert "3" not in text_alternative(secret).replace("2020", "")


def test_equal_figures_lie_in_the_middle_and_one_alone_is_centred():
    assert lines(drawn("5", "5")) == ["M7.0 20.0L153.0 20.0"]
    root = drawn("5")
    assert {(each.get("cx"), each.get("cy")) for each in root.iter(f"{SVG}circle")} == {
        ("80.0", "20.0")
    }


def test_nothing_known_still_draws():
    assert not lines(drawn("AWAITED"))
    assert ET.fromstring(sparkline([], "T", "D")).tag == f"{SVG}svg"


def test_text_is_escaped_and_no_control_character_is_left():
    drawing = sparkline(series("1"), '<script>"x"</script>\x07', "a & b\x1b")
    root = ET.fromstring(drawing)
    assert root[0].text == '<script>"x"</script>'
    assert root[1].text == "a & b"
    assert "<script" not in drawing


def test_no_style_no_script_no_colour_of_its_own():
    drawing = sparkline(series("1", "2", "SUPPRESSED", "BROKEN", "AWAITED"), "T", "D")
    assert "style" not in drawing
    assert not re.search(r"#[0-9a-fA-F]{3}|\burl\(|href", drawing)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawing)) == {"none", "currentColor"}


@pytest.mark.parametrize("identifier", ["", "1a", 'x" onload="y', "a b"])
def test_an_identifier_that_is_none_is_refused(identifier):
    with pytest.raises(ValueError, match="cannot be an id"):
        sparkline([], "T", "D", identifier=identifier)


@given(st.lists(VALUES, max_size=30))
def test_every_number_is_drawn_inside_and_the_order_given_does_not_matter(values):
    found = [(START.shift(at), value) for at, value in enumerate(values)]
    drawing = sparkline(found, "T", "D")
    assert drawing == sparkline(found[::-1], "T", "D")
    root = ET.fromstring(drawing)
    dots = [each for each in root.iter(f"{SVG}circle") if each.get("class") is None]
    numbers = [value for value in values if isinstance(value, Number)]
    assert len(points(root)) + len(dots) == len(numbers)
    for pair in points(root):
        x, y = map(float, pair.split())
        assert 0 <= x <= 160
        assert 0 <= y <= 40


def test_words_say_ends_extremes_and_gaps():
    said = text_alternative(series("126", "41", "161", "", "127", "AWAITED", "SUPPRESSED"))
    assert said == (
        "4 figures: first 126 in January 2020, lowest 41 in February 2020, highest 161 in March "
        "2020, last 127 in May 2020; nothing is known between March 2020 and May 2020; no figure "
        "for June 2020 (awaited), July 2020 (suppressed)."
    )


def test_words_use_the_unit_and_a_single_figure_is_said_once():
    quarterly = [(quarter(2019, 2), number("6.8"))]
    assert text_alternative(quarterly, Unit.PERCENTAGE, 1) == (
        "1 figure: 6.8% in quarter 2 2019/20."
    )
    assert text_alternative([]) == "No figure is known."


def test_words_name_no_figure_that_was_not_due():
    assert "not due" not in text_alternative(series("1", "NOT_DUE", "2"))
