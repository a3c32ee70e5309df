"""Who owns an indicator, as the rest of Headway sees it: a value, not a record."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Owned:
    """An indicator that a person owns, or owned once. ``until`` is the first day it no longer is.

    ``number`` finds it again, ``person`` is the number of whoever owns it.
    """

    number: int
    indicator: str
    person: int
    name: str
    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether it is owned on a day."""
        return self.since <= day and (self.until is None or day < self.until)
