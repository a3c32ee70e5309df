"""A day as people write it."""

from datetime import date


def day_words(day: date) -> str:
    """Write a day, or the day of a moment, such as "1 October 2026"."""
    return f"{day.day} {day:%B %Y}"
