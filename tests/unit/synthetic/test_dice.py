from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.synthetic.dice import FACES, Dice, poisson, spread, weighted


def test_the_stream_is_the_same_on_every_machine():
    assert Dice(7, 2, 0, 11).faces(6).tolist() == [59607, 45169, 54144, 46285, 16039, 36751]
    assert Dice(7, 2, 0, 11).fine(2).tolist() == [2960255191, 3033387904]


def test_other_names_give_another_stream():
    assert Dice(7, 1).faces(8).tolist() != Dice(7, 2).faces(8).tolist()


def test_a_share_is_kept_to_one_part_in_65536():
    often = Dice(1).happens(400_000, 0.07).mean()
    assert abs(often - 0.07) < 0.002
    assert not Dice(1).happens(1000, 0).any()
    assert Dice(1).happens(1000, 1).all()


def test_below_stays_below_and_takes_every_value():
    thrown = Dice(3).below(7, 5_000)
    assert set(thrown.tolist()) == set(range(7))
    assert Dice(3).below(np.array([0, 1, 2], dtype=np.int32), 3).tolist()[:2] == [0, 0]


@given(st.dictionaries(st.integers(-1, 40), st.integers(1, 50), min_size=1, max_size=8))
def test_a_table_of_weights_holds_each_value_by_its_weight(weights):
    table = weighted(weights)
    total = sum(weights.values())
    counts = Counter(table.tolist())
    for value, weight in weights.items():
        assert abs(Fraction(counts[value], FACES) - Fraction(weight, total)) <= Fraction(2, FACES)


def test_a_spread_meets_its_marks():
    table = spread((0, 1), (0.5, 28), (1, 90))
    assert (table[0], table[FACES // 2], table[-1]) == (1, 28, 90)
    assert (np.diff(table) >= 0).all()


@pytest.mark.parametrize("mean", [0.1, 0.9, 4.0, 20.0])
def test_a_poisson_table_has_its_mean(mean):
    table = poisson(mean)
    assert abs(table.mean() - mean) < 0.01 * mean + 0.002
    assert abs(table.var() - mean) < 0.03 * mean + 0.01
