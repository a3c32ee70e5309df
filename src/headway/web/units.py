"""The units of the council, and which lie in which."""

from headway.domain.calculation_results import COUNCIL, UnitRef


def units_within() -> dict[UnitRef, frozenset[UnitRef]]:
    """Give for each unit those above it, itself included."""
    return {COUNCIL: frozenset({COUNCIL})}
