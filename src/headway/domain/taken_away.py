"""What a file says of itself once it is taken away: its marking, what it is for, its last day."""

from dataclasses import dataclass
from datetime import date, timedelta

from headway.domain.days import day_words


@dataclass(frozen=True, slots=True)
class TakenAway:
    """The protective marking of a copy, what it was taken for, when, and by when it is deleted.

    Whoever takes figures out of the office answers for the copy; so it says by itself how it is
    to be handled, wherever it goes on to. ``ValueError`` where one of them is missing.
    """

    marking: str
    purpose: str
    on: date
    delete_by: date

    def __post_init__(self) -> None:
        """Refuse a copy that says nothing of itself."""
        if not self.marking.strip() or not self.purpose.strip():
            raise ValueError("a copy has a marking and a purpose")
        if self.delete_by <= self.on:
            raise ValueError("a copy is deleted after the day on which it was made")

    @classmethod
    def kept(cls, marking: str, purpose: str, on: date, for_days: int) -> "TakenAway":
        """Make what a copy says that is kept for so many days; its purpose on one line."""
        words = " ".join(purpose.split())
        return cls(marking, words, on, on + timedelta(days=for_days))

    @property
    def last_day(self) -> str:
        """The day by which it is to be deleted, in words."""
        return day_words(self.delete_by)

    @property
    def sentence(self) -> str:
        """All of it on one line."""
        return f"{self.marking}. Purpose: {self.purpose}. Delete by {self.last_day}."

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Each of its parts under its name; days are written 2026-11-21."""
        return (
            ("marking", self.marking),
            ("purpose", self.purpose),
            ("made on", self.on.isoformat()),
            ("delete by", self.delete_by.isoformat()),
        )
