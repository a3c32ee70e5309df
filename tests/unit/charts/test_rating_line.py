"""A mean rating is drawn where it lies on its scale; an absent one is not drawn."""

from xml.etree import ElementTree as ET

import pytest

from headway.charts.rating_line import rating_line
from headway.domain.values import Absent, State, number

SVG = "{http://www.w3.org/2000/svg}"
NOT_RATED = Absent(State.AWAITED)


def drawn(previous, current, steps=(1, 5)):
    drawing = rating_line(
        previous, current, steps, "Priority 1", "From 2.8 to 3.3", identifier="p1"
    )
    return ET.fromstring(drawing)


def marks(root):
    return {
        each.get("class") for each in root.iter() if each.get("class") in ("previous", "current")
    }


def test_the_ends_of_the_scale_are_the_ends_of_the_line():
    root = drawn(number(1), number(5))
    ring = next(each for each in root.iter(f"{SVG}circle"))
    diamond = next(each for each in root.iter() if each.get("class") == "current")
    assert ring.get("cx") == "8.0"
    assert diamond.get("d").startswith("M152.0 ")


def test_previous_and_current_have_shapes_of_their_own():
    assert marks(drawn(number(2), number(3))) == {"previous", "current"}


@pytest.mark.parametrize(
    ("previous", "current", "shown"),
    [
        (NOT_RATED, number(3), {"current"}),
        (number(3), NOT_RATED, {"previous"}),
        (NOT_RATED, NOT_RATED, set()),
    ],
)
def test_what_is_not_rated_is_not_drawn(previous, current, shown):
    assert marks(drawn(previous, current)) == shown


def test_it_is_named_and_described():
    root = drawn(number(2), number(3))
    assert root.get("role") == "img"
    assert [each.text for each in root[:2]] == ["Priority 1", "From 2.8 to 3.3"]


def test_a_scale_without_length_is_refused():
    with pytest.raises(ValueError, match="lower score to a higher"):
        drawn(number(1), number(1), (3, 3))
