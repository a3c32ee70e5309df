"""Units or months set beside each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparedText:
    """The headings, and under each the measures in words.

    A row is its title, whether it is what others belong to, and each heading with figure and
    meaning (empty where the figure speaks for itself).
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, bool, tuple[tuple[str, str, str], ...]], ...]
