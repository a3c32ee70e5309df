"""What a scorecard's signals take from results and the data folder: cases, national figures."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from headway.catalogue.model import Catalogue
from headway.domain.benchmarks.places import find_authority
from headway.domain.benchmarks.position import position_of
from headway.domain.calculation_results import Result
from headway.domain.history import History
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.domain.problems import Finding, Refused, Severity
from headway.domain.scorecard import Scorecard
from headway.domain.signalling import Beside, Placed, with_signals
from headway.domain.signals import Among, Cases
from headway.domain.values import Value
from headway.services.analysis.benchmarks import kept_benchmarks, list_benchmarks


def signalled(card: Scorecard, beside: Beside, placed: Placed | Finding | None) -> Scorecard:
    """Return a scorecard with its signals; a finding says why it is not compared with others."""
    if isinstance(placed, Finding):
        card = replace(card, findings=(*card.findings, placed))
    elif placed is not None:
        beside = replace(beside, placed=placed)
    return with_signals(card, beside)


def cases_behind(
    results: Iterable[Result], history: History, known: Mapping[str, Indicator]
) -> dict[tuple[str, Period], Cases]:
    """Return the parts of each figure that stands as it was worked out.

    Where something else was published the parts are not those of the figure that stands.
    """
    return {
        (one.indicator, one.period): Cases(
            known[one.indicator].unit, one.numerator, one.denominator
        )
        for one in results
        if one.denominator is not None and history.value(one.indicator, one.period) == one.value
    }


def placed_among_others(
    data: Path | None, catalogue: Catalogue, as_known: date | None = None
) -> Placed | Finding | None:
    """Return how to find the council's place among others.

    None where the data folder keeps no national figures, or the council does not say which
    authority it is; a finding where its authority or model is not among those figures. With
    ``as_known`` only what was loaded by the end of that day counts.
    """
    if data is None or not catalogue.own.authority:
        return None
    loads = [
        each for each in list_benchmarks(data) if as_known is None or each.at.date() <= as_known
    ]
    return placed_by(data, catalogue, loads[-1].name) if loads else None


def placed_by(data: Path, catalogue: Catalogue, load: str) -> Placed | Finding | None:
    """Return how to find the council's place among others by one load of national figures."""
    own = catalogue.own
    if not own.authority:
        return None
    benchmarks = kept_benchmarks(data, load)
    try:
        find_authority(own.authority, benchmarks.areas.values())
        benchmarks.model(own.model)
    except Refused as refused:
        return replace(refused.findings[0], severity=Severity.NOTED)

    def place(indicator: Indicator, value: Value, period: Period) -> Among:
        links = catalogue.national.get(indicator.id, ())
        return position_of(
            indicator,
            links,
            own.authority,
            benchmarks,
            model=own.model,
            own=value,
            period=period,
        )

    return place
