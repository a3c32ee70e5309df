"""The rows behind a figure are as many as the figure says."""

from fractions import Fraction

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import Average, Count, Duration, OpenAtEnd, PartOf, Rate, Ratio
from headway.domain.calculation_results import Key, Level
from headway.engine.examples import shipped_examples
from headway.engine.finishing import Finisher
from headway.engine.rows import rows_behind
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from tests.unit.engine.store import DrawnSnapshot

CATALOGUE = load_catalogue()
EXAMPLES = [
    (one.indicator, one)
    for found in shipped_examples().values()
    for one in found
    if not isinstance(CATALOGUE.indicators[one.indicator].calculation, Ratio | PartOf | Rate)
]
IDS = [f"{name}: {one.title}" for name, one in EXAMPLES]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=IDS)
def test_as_many_rows_as_the_figure_says(name, example):
    indicator = CATALOGUE.indicators[name]
    calculation, period = indicator.calculation, example.period
    snapshot = DrawnSnapshot(example.rows)
    units = units_of(snapshot)
    assert calculation is not None
    parts = calculate_parts([(name, calculation)], [period], snapshot, units)
    finisher = Finisher(CATALOGUE.indicators, parts, units, snapshot)
    for result in finisher.results([indicator], [period], list(Level)):
        found = rows_behind(calculation, period, result.unit, snapshot, units)
        if isinstance(calculation, Count | OpenAtEnd) and calculation.sum_of:
            assert sum(Fraction(one.value or 0) for one in found.rows) == result.numerator
        elif isinstance(calculation, Average):
            assert sum(Fraction(one.value) for one in found.rows) == (result.numerator or 0)
            assert len(found.rows) == result.denominator
        elif isinstance(calculation, Duration):
            assert len(found.rows) == result.denominator
        else:
            assert found.above == (result.numerator or 0)
            assert result.denominator in (None, len(found.rows))


def test_a_figure_made_of_others_has_no_rows_of_its_own():
    name = "level-2-escalation-percentage"
    example = shipped_examples()[name][0]
    snapshot = DrawnSnapshot(example.rows)
    key = Key(name, example.period, example.expected[0].unit)
    calculation = CATALOGUE.indicators[name].calculation
    with pytest.raises(ValueError, match="parts"):
        rows_behind(calculation, example.period, key.unit, snapshot, units_of(snapshot))
