"""One indicator of one unit as the office shows it: its line, its chart, its definition."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.breaks import Break
from headway.domain.calculation import Ratio
from headway.domain.calculation_results import Result, UnitRef
from headway.domain.calculation_words import BY_NAME, Vocabulary, divided_in_words, in_words
from headway.domain.control_charts.chart import ControlChart, control_chart
from headway.domain.control_charts.refusals import NoChart
from headway.domain.history import Sourced
from headway.domain.indicator import Indicator
from headway.domain.targets import Target
from headway.domain.values import Number
from headway.engine.examples import Example, shipped_examples
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.office.catalogue import current_catalogue
from headway.services.office.figures import current_figures
from headway.services.office.indicator_entries import entered_of, with_entered
from headway.services.office.scorecards import entries_kept
from headway.tables.spoken import Spoken

REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class IndicatorShown:
    """What is known of an indicator for a unit. ``results`` are oldest first.

    ``counted`` says how it is worked out in the words of the tables, ``by_name`` by the names that
    tables, columns and indicators have; both are empty where no calculation is defined.
    ``used_by`` are the titles of the scorecards that it stands on.
    """

    indicator: Indicator
    results: tuple[Result, ...]
    breaks: tuple[Break, ...]
    chart: ControlChart | NoChart
    targets: tuple[Target, ...]
    examples: tuple[Example, ...]
    counted: tuple[str, ...]
    by_name: tuple[str, ...]
    used_by: tuple[str, ...]


def indicator_shown(
    data: Path, overlay: Path | None, name: str, unit: UnitRef
) -> IndicatorShown | None:
    """Give an indicator for a unit; None where nobody knows it, or the unit has no figures."""
    figures = current_figures(data)
    if figures is None:
        return None
    entered = entered_of(entries_kept(data), name, unit)
    return _shown(figures, current_catalogue(overlay), name, unit, entered)


@lru_cache(maxsize=REMEMBERED)
def _shown(
    figures: KeptFigures,
    catalogue: Catalogue,
    name: str,
    unit: UnitRef,
    entered: tuple[Sourced, ...],
) -> IndicatorShown | None:
    indicator = catalogue.indicators.get(name)
    if indicator is None or figures.unit(unit) is None:
        return None
    own = figures.of(unit)
    results = with_entered(own.results.get(name, ()), entered, unit)
    breaks = tuple(own.breaks.get(name, ()))
    targets = tuple(catalogue.targets.get(name, ()))
    chart = control_chart(
        [(one.period, one.value) for one in results],
        polarity=indicator.polarity,
        unit=indicator.unit,
        decimals=indicator.decimals,
        at_a_date=indicator.at_a_date,
        targets=targets or None,
        breaks=breaks,
        cases=[(one.period, Number(one.denominator)) for one in results if one.denominator],
    )
    used_by = [one.title for one in catalogue.scorecards.values() if name in one.indicators]
    examples = tuple(_examples().get(name, ()))
    spoken = Spoken({name: one.title for name, one in catalogue.indicators.items()})
    return IndicatorShown(
        indicator,
        results,
        breaks,
        chart,
        targets,
        examples,
        _counted(indicator, spoken),
        _counted(indicator, BY_NAME),
        tuple(used_by),
    )


def _counted(indicator: Indicator, say: Vocabulary) -> tuple[str, ...]:
    if indicator.calculation is None:
        return ()
    sentences = in_words(indicator.calculation, say)
    ratio = indicator.ratio
    if ratio is None or not isinstance(indicator.calculation, Ratio):
        return sentences
    above, below = say.indicator(ratio.numerator), say.indicator(ratio.denominator)
    return (divided_in_words(above, below, ratio.scale), *sentences)


@cache
def _examples() -> dict[str, tuple[Example, ...]]:
    return shipped_examples()
