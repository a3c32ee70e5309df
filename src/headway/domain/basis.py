"""On which footing figures of the past are worked out: that of their own time, or of one day."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Moment(Enum):
    """Whose footing is meant."""

    THEN = "then"  # each period's own
    NOW = "now"  # the present one, for all periods
    DAY = "day"  # that of a named day, for all periods


@dataclass(frozen=True, slots=True)
class Basis:
    """Then, now, or a day. Used for definitions and for the map of teams alike."""

    moment: Moment = Moment.THEN
    day: date | None = None

    def __post_init__(self) -> None:
        if (self.day is not None) is not (self.moment is Moment.DAY):
            raise ValueError("a day is named for the footing of a day, and only for that")

    def on(self, today: date) -> date | None:
        """Return the one day whose footing holds for all periods; None: each has its own."""
        match self.moment:
            case Moment.THEN:
                return None
            case Moment.NOW:
                return today
            case Moment.DAY:
                return self.day

    def __str__(self) -> str:
        return self.day.isoformat() if self.day else self.moment.value


THEN, NOW = Basis(Moment.THEN), Basis(Moment.NOW)


def basis_of(text: str) -> Basis:
    """Read ``then``, ``now`` or a day written 2026-10-31; ValueError says what is allowed."""
    words = {"then": THEN, "now": NOW}
    if text.strip().casefold() in words:
        return words[text.strip().casefold()]
    try:
        return Basis(Moment.DAY, date.fromisoformat(text.strip()))
    except ValueError:
        raise ValueError(
            f"“{text[:40]}” is none of then, now or a day such as 2026-04-01"
        ) from None
