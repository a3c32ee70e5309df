"""The units of the council, and which lie in which."""

from django.conf import settings

from headway.domain.calculation_results import UnitRef
from headway.services.office import figures


def units_within() -> dict[UnitRef, frozenset[UnitRef]]:
    """Give for each unit those above it, itself included."""
    return figures.units_within(settings.OFFICE.data)
