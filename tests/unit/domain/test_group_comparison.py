"""Groups beside each other: ratios, small numbers, and those of no known group."""

from fractions import Fraction

import pytest

from headway.domain.group_comparison import Group, Scale, compare_groups
from headway.domain.values import Absent, Number, State

SHARE = Scale(proportion=True, per=100, words="%")
RATE = Scale(proportion=False, per=10_000, words="per 10,000")


def compared(groups, scale=SHARE, **named):
    return {line.group: line for line in compare_groups(groups, scale, **named)}


def test_each_group_is_set_against_all_the_others_together():
    lines = compared([Group("a", "A", 40, 100), Group("b", "B", 30, 150), Group("c", "C", 20, 100)])
    assert lines["A"].rate == Number(Fraction(40))
    assert lines["A"].ratio == Number(Fraction(2))  # 40% against 50 of 250, 20%
    assert lines["A"].sentence.startswith("2.0 times as likely as the others together (1.4 to 2.8)")
    assert lines["A"].sentence.endswith("a difference that chance alone would rarely give")
    assert lines["C"].sentence.endswith("which chance alone may well give")


def test_a_named_group_is_the_one_that_the_others_are_set_against():
    groups = [Group("a", "A", 40, 100), Group("b", "B", 30, 150)]
    lines = compared(groups, against="b")
    assert lines["A"].ratio == Number(Fraction(2))
    assert "as likely as B" in lines["A"].sentence
    assert isinstance(lines["B"].ratio, Absent)
    with pytest.raises(ValueError, match="none of the groups"):
        compare_groups(groups, SHARE, "z")


def test_those_of_no_known_group_have_a_line_and_belong_to_no_side():
    groups = [Group("a", "A", 40, 100), Group("b", "B", 30, 150)]
    unknown = Group("", "not recorded", 99, 120, known=False)
    lines = compared([*groups, unknown])
    assert lines["A"].ratio == compared(groups)["A"].ratio
    assert lines["not recorded"].count == Number(Fraction(99))
    assert "not known" in lines["not recorded"].sentence
    assert "as likely as the others together" in lines["A"].sentence


def test_an_end_close_to_one_is_told_exactly_enough():
    lines = compared([Group("a", "A", 246, 262), Group("b", "B", 628, 725)])
    assert lines["A"].sentence.startswith("1.08 times as likely as the others together (1.04 to ")


def test_a_small_count_is_withheld_and_so_is_another():
    lines = compared([Group("a", "A", 40, 100), Group("b", "B", 3, 150), Group("c", "C", 20, 100)])
    for name in ("B", "C"):
        assert lines[name].count == lines[name].rate == lines[name].ratio
        assert lines[name].count.state is State.SUPPRESSED
        assert lines[name].rate_interval is None
    assert lines["A"].count == Number(Fraction(40))


def test_all_but_a_few_is_withheld_too():
    lines = compared([Group("a", "A", 98, 100), Group("b", "B", 60, 150), Group("c", "C", 50, 99)])
    assert isinstance(lines["A"].count, Absent)


def test_rates_are_of_people_and_groups_without_any_are_not_compared():
    lines = compared(
        [Group("a", "A", 30, 1000), Group("b", "B", 30, 3000), Group("c", "C", 9, None)], RATE
    )
    assert lines["A"].rate == Number(Fraction(300))
    assert lines["A"].ratio == Number(Fraction(3))
    assert lines["C"].count == Number(Fraction(9))
    assert lines["C"].sentence == "no population is known for it"


def test_nought_is_told_and_not_compared():
    lines = compared([Group("a", "A", 0, 1000), Group("b", "B", 30, 3000)], RATE)
    assert lines["A"].count == Number(Fraction(0))
    assert lines["A"].sentence == "the numbers are too small to say"


def test_what_is_no_part_of_the_whole_is_refused():
    with pytest.raises(ValueError, match="no part"):
        compare_groups([Group("a", "A", 12, 10)], SHARE)
