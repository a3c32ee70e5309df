"""What is written is of the shape that the page describes, and the page is not stale."""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from headway.domain.history import Restatement, Sourced
from headway.domain.periods import month
from headway.domain.published import Figure
from headway.domain.values import number
from headway.services.analysis.editions import read_editions
from headway.services.analysis.plans import plan_summary
from headway.services.analysis.scorecards import build_scorecards
from headway.writers.json_file import plan_json, scorecard_json
from headway.writers.json_shape import SHAPES, unlike
from tests.builders import hostile_scorecard, scorecard_2020, scorecard_of_states
from tests.plan_builders import plan_summary as small_plan
from tools.write_formats_page import PAGE, page

EXAMPLES = Path(str(files("headway") / "examples"))
MADE_UP = EXAMPLES / "made-up-council"
SHEETS = {
    "monthly": (sorted(EXAMPLES.glob("early-help-monthly-*.csv")), None),
    "quarters": ([EXAMPLES / "early-help-quarters-2015-17.csv"], None),
    "own targets": (sorted(MADE_UP.glob("*.csv")), MADE_UP / "definitions"),
}


def restated():
    card = scorecard_2020()
    name, period = card.rows[0].indicator.id, month(2020, 8)
    stands, other = (
        Sourced(name, Figure(period, number(amount), period), source)
        for amount, source in ((132, "2020-08"), (130, "2020-09"))
    )
    return replace(card, restatements=(Restatement(name, period, stands, other),))


def test_the_page_is_not_stale():
    assert PAGE.read_text(encoding="utf-8") == page(), (
        "docs/formats.md is stale: run python tools/write_formats_page.py"
    )


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_example_scorecard_is_of_its_shape(sheet):
    named, catalogue = SHEETS[sheet]
    (card,) = build_scorecards(read_editions(named, catalogue=catalogue))
    assert list(unlike(json.loads(scorecard_json(card)), "scorecard")) == []


@pytest.mark.parametrize("build", [scorecard_of_states, hostile_scorecard, restated])
def test_odd_scorecards_are_of_the_same_shape(build):
    assert list(unlike(json.loads(scorecard_json(build())), "scorecard")) == []


def test_plans_are_of_their_shape():
    example = plan_summary([EXAMPLES / "development-plan-2018.csv"])
    for summary in (example, small_plan()):
        assert list(unlike(json.loads(plan_json(summary)), "plan")) == []


def test_what_is_not_of_the_shape_is_seen():
    card = json.loads(scorecard_json(scorecard_2020()))
    card["rows"][1]["standing"]["colour"] = None
    card["rows"][2]["figures"][0].pop("certain")
    card["version"] = "1"
    found = list(unlike(card, "scorecard"))
    assert found[0] == "version is not whole number"
    assert found[1] == "rows[1].standing.colour is not text"
    assert found[2].startswith("rows[2].figures[0] is a published figure with ")
    assert len(found) == 3


def test_every_kind_that_is_named_is_described():
    plain = {"text", "whole number", "yes or no", "counts by state", "texts by name"}
    named = {
        kind.removeprefix("list of ").removesuffix(" or null")
        for shape in SHAPES.values()
        for kind, _ in shape.values()
    }
    assert named - plain <= set(SHAPES)
    assert set(SHAPES) - named == {"scorecard", "plan", "edition's list"}
