"""A week beside the ones before, teams that stand out, and small teams that do not."""

from datetime import date
from fractions import Fraction

from headway.domain.breaks import BreakKind, break_on
from headway.domain.periods import week_of
from headway.domain.values import Absent, Number, State, number
from headway.domain.weekly import WeeklyLine, teams_sentence, title_of, weekly_line
from tests.builders import indicator

WEEKS = [week_of(date(2026, 10, 1)).shift(at) for at in range(5)]
OPENED = indicator("plans", "Early help plans opened in the month")


def series(*counts):
    return {week: number(one) for week, one in zip(WEEKS, counts, strict=True)}


def line(breaks=(), **teams) -> WeeklyLine:
    council = series(10, 20, 30, 40, 50)
    found = {name: series(*counts) for name, counts in teams.items()}
    return weekly_line(OPENED, WEEKS, council, found, breaks, 5)


def test_a_week_stands_beside_the_one_before_and_the_four_before():
    found = line()
    assert (found.week, found.before) == (number(50), number(40))
    assert found.average.value == Number(Fraction(25))


def test_a_break_leaves_only_what_came_since():
    changed = break_on(WEEKS[3].start, BreakKind.DEFINITION, "fewer are counted")
    found = line([changed])
    assert found.before == number(40)
    assert found.average.value == number(40)
    changed = break_on(WEEKS[4].start, BreakKind.DEFINITION, "fewer are counted")
    assert line([changed]).before == Absent(
        State.NOT_APPLICABLE, "not compared: the definition changed in October 2026"
    )


def test_a_team_stands_out_by_the_rule_and_a_withheld_one_never():
    falling, rising = (20, 20, 20, 20, 4), (1, 2, 1, 2, 9)
    found = line(T1=(6, 6, 6, 6, 11), T2=(8, 8, 8, 8, 12), T3=falling, T4=rising)
    said = {one.team: one.stands_out for one in found.teams}
    assert said["T1"] == "more than its usual 6"
    assert said["T2"] == ""  # four more is less than five
    assert said["T3"] == ""  # 4 is withheld, and so is that it fell
    withheld = [one.team for one in found.teams if isinstance(one.value, Absent)]
    assert withheld == ["T3", "T4"]


def test_an_average_of_small_counts_is_not_told():
    found = line(T1=(1, 2, 1, 2, 9), T2=(9, 9, 9, 9, 9))
    assert found.teams[0].stands_out == "more than its usual under 5"


def test_teams_are_told_most_first_and_those_with_none_left_out():
    found = line(T1=(0, 0, 0, 0, 7), T2=(0, 0, 0, 0, 12), T3=(0, 0, 0, 0, 0), T4=(0, 0, 0, 0, 3))
    assert teams_sentence(found) == "T2 12; withheld: T1, T4"
    assert title_of(OPENED) == "Early help plans opened"
