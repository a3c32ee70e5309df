"""Every worked example gives its answer by both runners."""

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import Entered
from headway.domain.calculation_results import Key, Level
from headway.domain.show import show
from headway.engine.examples import shipped_examples
from headway.engine.finishing import Finisher, needed_for
from headway.engine.population import population_of
from headway.engine.reference import reference_parts
from headway.engine.runner import Found, calculate_parts
from headway.engine.units import units_of
from headway.engine.world import World
from tests.unit.engine.store import DrawnSnapshot

CATALOGUE = load_catalogue()
EXAMPLES = [(one.indicator, one) for found in shipped_examples().values() for one in found]
IDS = [f"{name}: {one.title}" for name, one in EXAMPLES]


@pytest.mark.parametrize("runner", ["statements", "plain loops"])
@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=IDS)
def test_a_worked_example_gives_its_answer(name, example, runner):
    indicator = CATALOGUE.indicators[name]
    snapshot = DrawnSnapshot(example.rows, example.covers)
    asked = needed_for([indicator], CATALOGUE.indicators)
    units = units_of(snapshot)
    parts: Found
    if runner == "statements":
        parts = calculate_parts(asked, [example.period], snapshot, units)
    else:
        parts = reference_parts(asked, [example.period], World(example.rows))
    population = population_of(snapshot, units)
    finisher = Finisher(CATALOGUE.indicators, parts, units, snapshot, population)
    found = finisher.results([indicator], [example.period], list(Level))
    results = {one.key: one for one in found}

    for expected in example.expected:
        result = results[Key(name, example.period, expected.unit)]
        shown = show(result.value, indicator.unit, indicator.decimals)
        assert shown == expected.figure, f"{expected.unit}: {result}"
        if expected.above is not None:
            assert result.numerator == expected.above, expected.unit
        if expected.below is not None:
            assert result.denominator == expected.below, expected.unit


def test_every_calculated_indicator_has_a_worked_example():
    calculated = {
        one.id
        for one in CATALOGUE.indicators.values()
        if one.calculation is not None and not isinstance(one.calculation, Entered)
    }
    assert calculated == set(shipped_examples())
