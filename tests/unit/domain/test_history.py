"""One history from many sources, and what a careful reader would ask of it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from headway.domain.history import Sourced, Standing, history_of
from headway.domain.periods import month
from headway.domain.published import Figure
from headway.domain.suspicions import suspicious_repeats
from headway.domain.values import Absent, Number, State, number

AUGUST = month(2020, 8)


def sourced(value, source="2020-08", standing=Standing.PUBLISHED, period=AUGUST, name="starts"):
    return Sourced(name, Figure(period, value, period), source, standing)


def test_what_was_published_wins_over_what_is_recalculated_later():
    history = history_of(
        [
            sourced(number(161)),
            sourced(number(168), "run of 2020-10", Standing.RECALCULATED),
        ]
    )
    assert history.value("starts", AUGUST) == number(161)
    (restated,) = history.restatements
    assert restated.other.figure.value == number(168)


def test_of_two_editions_the_later_stands_and_the_earlier_is_not_forgotten():
    history = history_of([sourced(number(150), "2020-09"), sourced(number(147), "2020-08")])
    assert history.value("starts", AUGUST) == number(150)
    assert [r.other.source for r in history.restatements] == ["2020-08"]


def test_an_entered_figure_fills_a_gap_but_never_replaces_print():
    awaited = sourced(Absent(State.AWAITED))
    entered = sourced(number(12), "entries", Standing.ENTERED)
    assert history_of([awaited, entered]).value("starts", AUGUST) == number(12)
    printed = sourced(number(11))
    assert history_of([entered, printed]).value("starts", AUGUST) == number(11)


def test_what_was_withheld_in_print_is_not_brought_to_light_by_a_recalculation():
    withheld = sourced(Absent(State.SUPPRESSED))
    for weight in (Standing.RECALCULATED, Standing.ENTERED):
        other = sourced(number(3), "run of 2020-10", weight)
        history = history_of([other, withheld])
        assert history.value("starts", AUGUST) == Absent(State.SUPPRESSED)


def test_nothing_known_is_not_a_value():
    assert history_of([]).value("starts", AUGUST) is None


numbers_or_gaps = st.one_of(st.integers(0, 5).map(number), st.sampled_from(State).map(Absent))


@given(st.lists(st.tuples(numbers_or_gaps, st.sampled_from(Standing), st.text("ab", max_size=2))))
def test_every_number_stands_or_is_a_restatement(given_figures):
    figures = [sourced(value, source, weight) for value, weight, source in given_figures]
    history = history_of(figures)
    stands = history.value("starts", AUGUST)
    others = [r.other.figure.value for r in history.restatements]
    for value, _, _ in given_figures:
        if isinstance(value, Number):
            assert value == stands or value in others
    assert (
        history_of(reversed(figures)).value("starts", AUGUST) == stands
        or len({v for v, _, _ in given_figures}) > 1
    )


def test_a_repeat_on_several_indicators_at_once_is_pointed_out():
    figures = []
    for name, april in {"starts": 79, "plans": 219, "children": 2345, "nothing": 0}.items():
        for later in (0, 1):
            figures.append(sourced(number(april), period=month(2020, 4 + later), name=name))
        figures.append(sourced(number(april + 7), period=month(2020, 6), name=name))
    (repeat,) = suspicious_repeats(history_of(figures), ["starts", "plans", "children", "nothing"])
    assert (str(repeat.earlier), str(repeat.later)) == ("April 2020", "May 2020")
    assert repeat.indicators == ("starts", "plans", "children")
    assert repeat.of == 4


def test_one_indicator_standing_still_is_no_suspicion():
    figures = [sourced(number(9), period=month(2020, m)) for m in (4, 5)]
    figures += [sourced(number(m), period=month(2020, m), name="other") for m in (4, 5)]
    assert suspicious_repeats(history_of(figures), ["starts", "other"]) == ()


def test_exactness_survives():
    third = Number(Fraction(1, 3))
    assert history_of([sourced(third)]).value("starts", AUGUST) == third
