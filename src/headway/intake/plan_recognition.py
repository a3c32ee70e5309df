"""Which indicators of the catalogue a plan's own indicators are: by their titles alone."""

from dataclasses import replace

from headway.catalogue.model import Catalogue
from headway.catalogue.recognition import recognise
from headway.domain.indicator import Frequency
from headway.domain.periods import PeriodKind
from headway.domain.plan import Plan, Priority
from headway.domain.published import PublishedRow
from headway.intake.frequency import pace_of


def with_catalogued_indicators(plan: Plan, catalogue: Catalogue) -> Plan:
    """Return the plan with the catalogue's identifiers where an indicator has the very title.

    An indicator that the catalogue does not hold, or that comes at another pace there, keeps
    the identifier made of its title.
    """
    priorities = tuple(_recognised(each, catalogue) for each in plan.priorities)
    return replace(plan, priorities=priorities)


def _recognised(priority: Priority, catalogue: Catalogue) -> Priority:
    rows = tuple(_named(row, catalogue) for row in priority.indicators)
    return replace(priority, indicators=rows)


def _named(row: PublishedRow, catalogue: Catalogue) -> PublishedRow:
    # A plan's reference numbers its priorities or rows; it says nothing of which indicator it is.
    found = recognise(catalogue, "", row.title, frequency=_frequency(row))
    return replace(row, indicator=found.indicator) if found.indicator else row


def _frequency(row: PublishedRow) -> Frequency | None:
    """Return how often the figures come where they leave no doubt: last year's is beside them."""
    months = {
        figure.period: figure.value
        for figure in row.figures
        if figure.period.kind is PeriodKind.MONTH
    }
    pace = pace_of("", row.title, PeriodKind.MONTH, months)
    return pace.frequency if pace and pace.certain else None
