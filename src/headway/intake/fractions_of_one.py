"""Percentages that a file holds as parts of one, where it cannot say how they were shown."""

from dataclasses import replace

from headway.domain.values import Number
from headway.intake.figure_text import Reading


def as_percentages(readings: dict[int, Reading]) -> dict[int, Reading]:
    """Return a percentage row's figures times 100 where all lie between 0 and 1, else unchanged.

    A row of noughts and ones alone says nothing: it stays as it is.
    """
    numbers = {
        at: reading.value.amount
        for at, reading in readings.items()
        if isinstance(reading.value, Number) and reading.stored
    }
    amounts = set(numbers.values())
    if not amounts or not all(0 <= each <= 1 for each in amounts) or amounts <= {0, 1}:
        return readings
    return {
        at: replace(reading, value=Number(numbers[at] * 100)) if at in numbers else reading
        for at, reading in readings.items()
    }
