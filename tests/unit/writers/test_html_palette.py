"""Every pair of colours that text and ground make can be read: contrast of 4.5 and more."""

import re
from importlib.resources import files

import pytest

from tests.contrast import contrast
from tests.unit.writers.pages import colours

CSS = (files("headway.writers") / "templates" / "style.css").read_text(encoding="utf-8")
COLOURS = colours(CSS)
TEXT_ON_GROUND = [
    *((text, ground) for text in ("ink", "muted", "link") for ground in ("paper", "shade")),
    ("ink", "plain-ground"),
    ("ink", "mark"),
    ("band-ink", "band"),
    ("band-muted", "band"),
    ("good", "good-ground"),
    ("close", "close-ground"),
    ("bad", "bad-ground"),
    ("plain", "plain-ground"),
    ("plain", "paper"),
    ("plain", "shade"),
]


def test_contrast_is_reckoned_as_the_guidelines_do():
    assert round(contrast("#ffffff", "#000000"), 1) == 21.0
    assert round(contrast("#ffffff", "#767676"), 2) == 4.54


@pytest.mark.parametrize(("text", "ground"), TEXT_ON_GROUND)
def test_text_can_be_read_on_its_ground(text, ground):
    assert contrast(COLOURS[text], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("ground", ["paper", "shade", "band"])
def test_the_focus_ring_stands_out_from_every_ground(ground):
    ring = max(contrast(COLOURS[part], COLOURS[ground]) for part in ("ink", "mark"))
    assert ring >= 3


def test_no_colour_is_used_that_the_palette_does_not_name():
    body = CSS.split("}", 1)[1]
    assert (
        re.findall(
            r"#[0-9a-fA-F]{3,8}\b(?!\w)", body.replace("#differences", "").replace("#uncertain", "")
        )
        == []
    )


def test_no_font_and_no_picture_comes_from_elsewhere():
    assert "url(" not in CSS
    assert "@import" not in CSS
    assert "@font-face" not in CSS
