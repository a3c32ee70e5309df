"""Ratings and their means: per priority, and over priorities by the stated rule."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.plan import Plan, PlanAction, Priority, Review, summarise
from headway.domain.printed import Verdict
from headway.domain.ratings import Rating, RatingScale, RatingStep, mean_rating
from headway.domain.rounding import round_to
from headway.domain.values import Absent, Number, State

FIVE = RatingScale(
    "five", "One to five", tuple(RatingStep(str(n), n, f"step {n}") for n in range(1, 6))
)
REVIEWS = (Review("initial"), Review("01/18"), Review("03/18"))


def rated(priority, *marks):
    ratings = tuple(Rating(FIVE.read(mark), mark) for mark in marks)
    return PlanAction(priority, "do it", "it is done", ratings=ratings)


def plan_of(*priorities, **printed):
    made = tuple(
        Priority(number, f"Priority {number}", tuple(rated(number, *row) for row in rows))
        for number, rows in enumerate(priorities, 1)
    )
    return Plan("A plan", FIVE, REVIEWS, made, **printed)


def test_the_mean_leaves_out_what_is_not_yet_rated_and_rounds_half_up():
    rows = [("4", "4", "0"), ("2", "4", "0"), ("2", "3", "0"), ("3", "2", "")]
    summary = summarise(plan_of(rows))
    first, second = summary.reviews
    assert first.priorities[0].rating.value == Number(Fraction(11, 4))
    assert str(round_to(Fraction(11, 4), 1)) == "2.8"
    assert second.priorities[0].rating.value == Number(Fraction(13, 4))
    assert [review.label for review in summary.not_yet_rated] == ["03/18"]


def test_over_priorities_the_unrounded_means_are_averaged_each_weighing_the_same():
    many = [("1", "1", "0")] * 9 + [("2", "2", "0")]
    one = [("4", "4", "0")]
    summary = summarise(plan_of(many, one))
    assert summary.reviews[1].overall.value == Number((Fraction(11, 10) + 4) / 2)


def test_an_unreadable_mark_is_broken_and_is_no_rating():
    found = FIVE.read("re")
    assert isinstance(found, Absent)
    assert found.state is State.BROKEN
    assert "1, 2, 3, 4, 5" in found.note
    rating = mean_rating([Rating(found), Rating(FIVE.read("3"))])
    assert (rating.value, rating.words) == (Number(Fraction(3)), "1 of 2 known")


def test_a_priority_whose_rows_do_not_give_its_printed_figure_is_told_apart():
    summary = summarise(
        plan_of(
            [("2", "3", "0"), ("2", "2", "0")],
            [("4", "4", "0")],
            printed_summary=((1, ("1.5", "2.5")), (2, ("4.0", "4.0"))),
            printed_overall=("2.8", "3.3"),
        )
    )
    first, second = summary.reviews
    assert first.priorities[0].told_apart
    assert first.priorities[0].printed.verdict is Verdict.DIFFERS
    assert first.priorities[0].stands == Number(Fraction("1.5"))
    assert first.overall.value == Number(Fraction("2.75"))
    assert first.from_rows.value == Number(Fraction(3))
    assert first.printed.verdict is Verdict.AGREES
    assert not second.priorities[0].told_apart
    assert second.printed.verdict is Verdict.AGREES


def test_a_priority_without_any_rating_does_not_become_nought():
    summary = summarise(plan_of([("0", "3", "0")], [("", "0", "")]))
    (review,) = summary.reviews
    assert review.priorities[1].rating.words == "0 of 1 known"
    assert isinstance(review.priorities[1].rating.value, Absent)
    assert review.overall.value == Number(Fraction(3))
    assert review.overall.words == "1 of 1 known"


@given(st.lists(st.sampled_from(["", "0", "1", "2", "3", "4", "5", "re"]), max_size=30))
def test_a_mean_lies_between_the_lowest_and_highest_rating_given(marks):
    found = mean_rating(Rating(FIVE.read(mark)) for mark in marks)
    given_marks = [int(mark) for mark in marks if mark in "12345" and mark]
    assert found.known == len(given_marks)
    if isinstance(found.value, Number):
        assert min(given_marks) <= found.value.amount <= max(given_marks)


def test_words_on_a_scale_count_by_their_score():
    brag = RatingScale(
        "brag",
        "BRAG",
        (
            RatingStep("Blue", 4, "done"),
            RatingStep("R", 1, "late"),
            RatingStep("Grey", None, "stopped"),
        ),
    )
    assert brag.read("blue ") == Number(Fraction(4))
    assert brag.read("GREY").state is State.NOT_APPLICABLE


def test_a_mark_cannot_be_a_step_and_not_yet_rated():
    with pytest.raises(ValueError, match="not both"):
        RatingScale("odd", "Odd", (RatingStep("0", 0, "nothing"),))


def test_every_action_has_a_rating_for_every_review():
    with pytest.raises(ValueError, match="one rating for each review"):
        plan_of([("1", "2")])
