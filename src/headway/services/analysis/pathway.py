"""The way of a family through early help: what each step counts, and how long each one takes.

Where an indicator gives a step it is that indicator; the measures here give only what none does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from headway.catalogue.model import Catalogue
from headway.domain.calculation import (
    Asked,
    Calculation,
    Common,
    Condition,
    Count,
    Credit,
    Duration,
    OpenAtEnd,
    Selection,
    Statistic,
    Step,
    Test,
)
from headway.domain.calculation_results import Level, Result
from headway.domain.definition_history import calculation_on
from headway.domain.indicator import Indicator
from headway.domain.periods import Period
from headway.engine.breakdowns import breakdowns_of
from headway.engine.finishing import Finisher
from headway.engine.population import population_of
from headway.engine.results import Results
from headway.engine.runner import calculate_parts
from headway.engine.source import Snapshot
from headway.engine.units import Units

LEVELS = tuple(Level)
RECEIVED = "front-door-contacts-received"
DECIDED = "front-door-contacts"
CASES_OPEN, CHILDREN_OPEN = "level-2-cases-open", "children-open"
DECISION, DESTINATION = "decision", "destination_id"
LEAST = 3  # a median of fewer is not given, as in the catalogue's own definitions
OF_ASSESSMENTS = Condition("kind", Test.IS_ANY_OF, ("early_help", "family_help"))
OF_PLANS = Condition("service", Test.IS_ANY_OF, ("early_help", "family_help"))
TO_THE_TEAMS = Condition("decision", Test.IS_ANY_OF, ("early_help", "family_help"))
LEFT_EARLY = Condition("closing_reason", Test.IS_ANY_OF, ("declined", "not_engaged"))


def _count(table: str, when: str, *where: Asked, common: Common | None = None) -> Count:
    return Count(selection=Selection(table, where), when=when, common=common or Common())


def _median(table: str, start: str, end: str, *where: Asked, common: Common) -> Duration:
    return Duration(
        selection=Selection(table, where),
        start=start,
        end=end,
        statistic=Statistic.MEDIAN,
        step=Step.DAYS,
        common=common,
    )


MEASURES: Mapping[str, Calculation] = {
    "days-to-decision": _median(
        "contact",
        "received_on",
        "decided_on",
        common=Common(unit="hub_id", minimum_denominator=LEAST),
    ),
    "contacts-passed-on": _count("contact", "decided_on", TO_THE_TEAMS),
    "assessments-asked-for": _count("assessment", "requested_on", OF_ASSESSMENTS),
    "assessments-begun": _count("assessment", "started_on", OF_ASSESSMENTS),
    "assessments-completed": _count("assessment", "completed_on", OF_ASSESSMENTS),
    "assessments-given-up": _count("assessment", "given_up_on", OF_ASSESSMENTS),
    "days-to-plan": _median(
        "plan",
        "assessment.completed_on",
        "opened_on",
        Condition("assessment.completed_on", Test.IS_KNOWN),
        OF_PLANS,
        common=Common(credit=Credit.ON_THE_DAY, minimum_denominator=LEAST),
    ),
    "plans-left-early": _count(
        "plan", "closed_on", OF_PLANS, LEFT_EARLY, common=Common(credit=Credit.DAY_BEFORE)
    ),
}
"""What no indicator gives, by name."""


@dataclass(frozen=True, slots=True)
class Pathway:
    """The measures by unit and month, and the contacts by decision and by destination."""

    measures: Results
    decisions: tuple[Result, ...]
    destinations: tuple[Result, ...]


def pathway(
    snapshot: Snapshot, known: Catalogue, units: Units, months: Sequence[Period]
) -> Pathway:
    """Work the pathway's own measures out for every month, unit and code."""
    shape = known.indicators[RECEIVED]
    measures = {**MEASURES, **_children(known, months[-1])}
    ones = {
        name: replace(shape, id=name, title=name, calculation=found, ratio=None)
        for name, found in measures.items()
    }
    population = population_of(snapshot, units)
    parts = calculate_parts(tuple(measures.items()), months, snapshot, units)
    finisher = Finisher(ones, parts, units, snapshot, population)
    found = finisher.results(list(ones.values()), months, LEVELS)
    parted = [_parted(snapshot, known, units, months, name) for name in (DECISION, DESTINATION)]
    return Pathway(found, *parted)


def _children(known: Catalogue, month: Period) -> Mapping[str, Calculation]:
    """Give the quarter's count of open cases, which are children, for the end of every month."""
    indicator = known.indicators.get(CASES_OPEN)
    found = _as_of(indicator, month).calculation if indicator else None
    return {CHILDREN_OPEN: found} if isinstance(found, OpenAtEnd) else {}


def _parted(
    snapshot: Snapshot, known: Catalogue, units: Units, months: Sequence[Period], name: str
) -> tuple[Result, ...]:
    indicator = known.indicators.get(DECIDED)
    if indicator is None or name not in breakdowns_of(indicator, known.indicators):
        return ()
    one = _as_of(indicator, months[-1])
    if one.calculation is None:
        return ()
    parts = calculate_parts([(one.id, one.calculation)], months, snapshot, units, name)
    finisher = Finisher({one.id: one}, parts, units, snapshot, (), name)
    return tuple(finisher.results([one], months, (Level.COUNCIL,)))


def _as_of(indicator: Indicator, month: Period) -> Indicator:
    calculation = calculation_on(indicator, month.start) or indicator.calculation
    return replace(indicator, calculation=calculation)
