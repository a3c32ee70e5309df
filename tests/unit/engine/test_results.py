"""Results made from columns when they are asked for are those that values and parts make."""

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import Duration, Entered, Rate, Ratio, Statistic
from headway.domain.calculation_results import COUNCIL, Key, Level, Parts
from headway.domain.values import Absent
from headway.engine.examples import shipped_examples
from headway.engine.finishing import Finisher, needed_for
from headway.engine.formulas import value_of
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from tests.unit.engine.store import DrawnSnapshot

CATALOGUE = load_catalogue()
EXAMPLES = [
    (one.indicator, one) for found in shipped_examples().values() for one in found[:1]
]  # fmt: skip


def results_of(name, example):
    indicator = CATALOGUE.indicators[name]
    snapshot = DrawnSnapshot(example.rows, example.covers)
    units = units_of(snapshot)
    parts = calculate_parts(
        needed_for([indicator], CATALOGUE.indicators), [example.period], snapshot, units
    )
    finisher = Finisher(CATALOGUE.indicators, parts, units, snapshot)
    return parts, finisher.results([indicator], [example.period], list(Level))


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[name for name, _ in EXAMPLES])
def test_a_value_is_that_of_its_parts(name, example):
    indicator = CATALOGUE.indicators[name]
    calculation = indicator.calculation
    parts, results = results_of(name, example)
    assert len(results) == len(list(results))
    for one in results:
        if one.numerator is None and one.denominator is None:
            assert isinstance(one.value, Absent)
            continue
        if isinstance(calculation, Duration) and calculation.statistic is not Statistic.MEAN:
            known = parts.get(Key(name, one.period, one.unit), Parts())
        else:
            known = Parts(one.numerator, one.denominator, one.left_out)
        assert one.value == value_of(indicator, known)
        if not isinstance(calculation, Ratio | Rate | Entered) and one.key in parts:
            assert one.left_out == parts[one.key].left_out


def test_results_are_a_sequence():
    _, results = results_of(*EXAMPLES[0])
    every = list(results)
    assert [results[at] for at in range(len(results))] == every
    assert results[-1] == every[-1]
    assert list(results[1:3]) == every[1:3]
    with pytest.raises(IndexError):
        results[len(every)]
    council = [one for one in every if one.unit == COUNCIL]
    assert list(results.of(unit=COUNCIL)) == council
    assert list(results.of(EXAMPLES[0][0], every[0].period, COUNCIL)) == council
    assert list(results.of("another")) == []
    assert len(results + results) == 2 * len(every)
