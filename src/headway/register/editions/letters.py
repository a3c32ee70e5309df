"""Letters as the rest of Headway sees them: values, not records."""

from enum import Enum


class LetterKind(Enum):
    """What a letter is for."""

    REMINDER = "reminder"
    WEEK = "word of the weekly report"
