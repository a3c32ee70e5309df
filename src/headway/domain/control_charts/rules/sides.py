"""Which side of the average a figure lies on."""

from headway.domain.control_charts.points import Reading, Side


def side_of(reading: Reading) -> Side | None:
    """Return the side of the average, or None for a figure exactly on it."""
    if reading.amount == reading.limits.mean:
        return None
    return Side.HIGH if reading.amount > reading.limits.mean else Side.LOW
