"""Why something cannot be done to a sheet: each says what is so, and what to do."""

from headway.domain.days import day_words
from headway.domain.team_sheets import SheetState
from headway.register.entries.kept import Closed, SheetKept


class CannotBeDone(Exception):
    """The sheet or its period does not allow it; the text is for whoever tried."""


class Stale(CannotBeDone):
    """Somebody did something to the sheet after the page was made; ``now`` is what is there."""

    def __init__(self, now: SheetKept) -> None:
        """Take what is there now."""
        self.now = now
        super().__init__("Somebody has changed this sheet since you opened it.")


class PeriodClosed(CannotBeDone):
    """Nothing more is entered for the period."""

    def __init__(self, closed: Closed) -> None:
        """Take by whom, when and why it was closed."""
        super().__init__(
            f"{closed.by} closed this period on {day_words(closed.on)}: "
            f"{closed.reason.rstrip('.')}. Ask them, or a head of service, to open it again."
        )


class WrongState(CannotBeDone):
    """The sheet does not stand where this can be done."""

    def __init__(self, state: SheetState, what: str) -> None:
        """Take where the sheet stands, and what was tried."""
        super().__init__(f"This sheet is {state.value}: it cannot be {what} now.")


class FourEyes(CannotBeDone):
    """Whoever handed a sheet in cannot accept it."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "You handed this sheet in yourself. Somebody else must look at it and accept it."
        )
