"""A flow: one bar for each step, as long as its share of the largest."""

from fractions import Fraction
from xml.etree import ElementTree as ET

from headway.charts.flow import LONGEST, FlowStep, flow_drawing

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*steps: FlowStep) -> ET.Element:
    return ET.fromstring(flow_drawing(steps, identifier="flow", title="A & B"))


def test_a_bar_is_as_long_as_its_share_of_the_largest():
    found = drawn(
        FlowStep("Received", "40", Fraction(40)),
        FlowStep("Passed on", "10", Fraction(10), "2 days", ("3 <given up>",)),
        FlowStep("Not known", "not collected", None),
    )
    bars = found.findall(f"{SVG}rect")
    assert [one.get("width") for one in bars] == ["300.0", "75.0", "300.0"]
    assert LONGEST == 300
    assert bars[2].get("fill") == "none"  # what is not known has no length
    said = [one.text for one in found.findall(f"{SVG}text")]
    assert {"Received: 40", "2 days", "3 <given up>"} <= set(said)
    assert found.find(f"{SVG}desc").text.startswith("Received: 40; Passed on: 10")


def test_nothing_at_all_is_drawn_without_a_division_by_nought():
    assert drawn(FlowStep("Received", "0", Fraction(0))).get("role") == "img"
