"""A plan's ratings in lines: one decimal, whole number, as printed, and what is not certain."""

from headway.domain.plan import Plan, Priority, Review, summarise
from headway.domain.plan_sentences import (
    overall_line,
    overall_sentence,
    rating_lines,
    told_apart_sentence,
    unreadable_ratings,
)
from tests.plan_builders import FIVE_POINTS, action, plan, plan_summary


def lines(at):
    summary = plan_summary()
    return rating_lines(summary, summary.reviews[at])


def test_a_line_has_one_decimal_whole_number_and_both_printed_figures():
    first = lines(1)[0]
    assert (first.actions, first.rated, first.mean, first.whole) == (8, "8 of 8 rated", "3.3", "3")
    assert (first.printed, first.verdict) == ("3.3", "agrees")
    assert (first.printed_section, first.verdict_section) == ("3", "agrees")


def test_an_unreadable_rating_is_left_out_of_the_mean_and_listed():
    second = lines(1)[1]
    assert (second.rated, second.mean) == ("6 of 7 rated", "2.2")
    [found] = unreadable_ratings(plan())
    assert (found.rating.mark, found.review.label, found.rating.place.row) == (
        "re",
        "January 2018",
        7,
    )


def test_a_priority_whose_rows_do_not_give_the_printed_figure_is_told_apart():
    summary = plan_summary()
    third = lines(0)[2]
    assert (third.mean, third.printed, third.stands, third.told_apart) == (
        "2.0",
        "1.5",
        "1.5",
        True,
    )
    said = told_apart_sentence(summary, summary.reviews[0].priorities[2])
    assert said.startswith("Priority 3 is told apart: the rows in the file give 2.0 (3 of 3 rated)")
    assert "the plan prints 1.5" in said


def test_the_overall_figure_says_its_rule_and_what_rows_alone_give():
    summary = plan_summary()
    assert overall_sentence(summary, summary.reviews[0]) == (
        "initial: 2.0 overall, the mean of the unrounded priority means; printed 2.0, agrees; "
        "from the rows alone 2.2"
    )
    assert overall_sentence(summary, summary.reviews[1]).endswith("printed 2.7, agrees")
    line = overall_line(summary, summary.reviews[1])
    assert (line.actions, line.rated, line.mean, line.whole) == (
        18,
        "3 of 3 priorities",
        "2.7",
        "3",
    )


def test_what_nobody_rated_or_printed_is_said_in_words():
    empty = Plan(
        "P",
        FIVE_POINTS,
        (Review("now"),),
        (Priority(1, "Rated", (action(1, "4"),)), Priority(2, "Not", (action(2, "0"),))),
    )
    summary = summarise(empty)
    line = rating_lines(summary, summary.reviews[0])[1]
    assert (line.rated, line.mean, line.printed, line.told_apart) == (
        "0 of 1 rated",
        "not rated",
        "not printed",
        False,
    )
