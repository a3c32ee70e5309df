"""Targets of every form, with tolerance, floor, range and 'to be confirmed'."""

from datetime import date
from fractions import Fraction

import pytest

from headway.domain.periods import financial_year, month, quarter
from headway.domain.polarity import Polarity
from headway.domain.targets import (
    Rag,
    Revision,
    Target,
    TargetForm,
    directed,
    stand,
    target_for,
)
from headway.domain.values import Absent, State, number

YEAR = financial_year(2026)


def target(form, goal=None, **more):
    return Target(YEAR, form, None if goal is None else Fraction(goal), **more)


@pytest.mark.parametrize(
    ("asked", "figure", "colour"),
    [
        (target(TargetForm.AT_LEAST, 70), "70", Rag.GREEN),
        (target(TargetForm.AT_LEAST, 70), "69.4", Rag.RED),
        (target(TargetForm.AT_LEAST, 70), "69.5", Rag.GREEN),  # 70 once rounded
        (target(TargetForm.AT_LEAST, 70, on_rounded=False), "69.5", Rag.RED),
        (target(TargetForm.AT_LEAST, 70, tolerance=Fraction(5)), "65", Rag.AMBER),
        (target(TargetForm.AT_LEAST, 70, tolerance=Fraction(5)), "64", Rag.RED),
        (target(TargetForm.AT_LEAST, 70, floor=Fraction(60)), "60", Rag.AMBER),
        (target(TargetForm.AT_LEAST, 70, floor=Fraction(60)), "59", Rag.RED),
        (target(TargetForm.AT_MOST, 6), "6", Rag.GREEN),
        (target(TargetForm.AT_MOST, 6), "7", Rag.RED),
        (target(TargetForm.AT_MOST, 6, floor=Fraction(8)), "8", Rag.AMBER),
        (target(TargetForm.WITHIN, 90, high=Fraction(110)), "90", Rag.GREEN),
        (target(TargetForm.WITHIN, 90, high=Fraction(110)), "111", Rag.RED),
        (
            target(TargetForm.WITHIN, 90, high=Fraction(110), tolerance=Fraction(5)),
            "113",
            Rag.AMBER,
        ),
        (target(TargetForm.WITHIN, 90, high=Fraction(110), tolerance=Fraction(5)), "86", Rag.AMBER),
        (target(TargetForm.TO_BE_CONFIRMED), "86", Rag.NONE),
        (target(TargetForm.UNSTATED, 336), "86", Rag.NONE),
    ],
)
def test_colours(asked, figure, colour):
    assert stand(number(figure), asked).rag is colour


def test_no_colour_says_why():
    asked = target(TargetForm.AT_LEAST, 70)
    assert stand(number(3), None).reason == "no target for this period"
    assert "to be confirmed" in stand(number(3), target(TargetForm.TO_BE_CONFIRMED)).reason
    assert "awaited" in stand(Absent(State.AWAITED), asked).reason
    assert stand(Absent(State.SUPPRESSED), asked).reason == "withheld"


def test_every_colour_has_a_shape_of_its_own():
    assert len({rag.shape for rag in Rag}) == len(Rag)


def test_the_shortest_covering_target_is_used():
    whole = target(TargetForm.AT_LEAST, 70)
    first = Target(quarter(2026, 1), TargetForm.AT_LEAST, Fraction(60))
    assert target_for(month(2026, 5), (whole, first)) is first
    assert target_for(month(2026, 9), (whole, first)) is whole
    assert target_for(month(2025, 9), (whole, first)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"form": TargetForm.AT_LEAST},
        {"form": TargetForm.TO_BE_CONFIRMED, "goal": Fraction(3)},
        {"form": TargetForm.WITHIN, "goal": Fraction(3)},
        {"form": TargetForm.WITHIN, "goal": Fraction(3), "high": Fraction(2)},
        {"form": TargetForm.AT_LEAST, "goal": Fraction(3), "floor": Fraction(4)},
        {"form": TargetForm.AT_MOST, "goal": Fraction(3), "floor": Fraction(2)},
        {"form": TargetForm.AT_LEAST, "goal": Fraction(3), "tolerance": Fraction(-1)},
        {
            "form": TargetForm.AT_LEAST,
            "goal": Fraction(3),
            "tolerance": Fraction(1),
            "floor": Fraction(2),
        },
    ],
)
def test_a_wrong_target_cannot_be_made(wrong):
    with pytest.raises(ValueError, match=r"target|range|tolerance|floor"):
        Target(YEAR, **wrong)


def test_a_revision_has_a_reason():
    with pytest.raises(ValueError, match="reason"):
        Revision("336", date(2026, 9, 1), " ")


@pytest.mark.parametrize(
    ("polarity", "form"),
    [
        (Polarity.HIGHER, TargetForm.AT_LEAST),
        (Polarity.LOWER, TargetForm.AT_MOST),
        (Polarity.NEAR_TARGET, TargetForm.UNSTATED),
        (Polarity.NONE, TargetForm.UNSTATED),
    ],
)
def test_a_printed_target_points_the_way_its_indicator_improves(polarity, form):
    assert directed(target(TargetForm.UNSTATED, 85), polarity).form is form
    assert directed(target(TargetForm.WITHIN, 85, high=Fraction(90)), polarity).form is (
        TargetForm.WITHIN
    )
    assert directed(None, polarity) is None
