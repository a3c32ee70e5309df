"""What an indicator means and how it is worked out: without any data."""

from pathlib import Path

from headway.catalogue.loading import load_catalogue
from headway.domain.periods import Period
from headway.engine.examples import shipped_examples
from headway.engine.explained import manual_page
from headway.services.analysis.calculate import chosen


def explain(name: str, period: Period, catalogue: Path | None = None) -> str:
    """Give an indicator's page: definition, calculation in words, SQL for a period, examples."""
    (indicator,) = chosen(load_catalogue(catalogue), [name])
    return manual_page(indicator, shipped_examples().get(name, ()), period=period)
