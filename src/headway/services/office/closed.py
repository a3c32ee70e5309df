"""Whether the month that a figure belongs to is closed, and whom to ask then."""

from dataclasses import dataclass

from headway.catalogue.model import Catalogue
from headway.domain.commentary import CommentaryKey
from headway.domain.sign_off import SignOffState
from headway.register.editions.queries.months import month_stands
from headway.register.editions.standing import MonthKey, MonthStands
from headway.services.office.card_rows import cards_with

WHOM = {
    SignOffState.PUT_FORWARD: "waits for approval: ask the head of service to send it back",
    SignOffState.APPROVED: "is approved: ask the head of service to open it again",
}


@dataclass(frozen=True, slots=True)
class Closed:
    """A month that changes no more. ``reason`` says why, and whom to ask."""

    reason: str


class ClosedMonth(ValueError):
    """What was asked for would change a month that is closed."""


def months_of(catalogue: Catalogue, key: CommentaryKey) -> tuple[MonthKey, ...]:
    """Give the scorecards and months that a figure's commentary is published with."""
    months = key.period.months()
    cards = cards_with(catalogue, key.indicator)
    return tuple(MonthKey(card, months[-1]) for card in cards) if months else ()


def closed_for(catalogue: Catalogue, key: CommentaryKey) -> Closed | None:
    """Say whether a figure's commentary may change no more; None where it may."""
    for one in months_of(catalogue, key):
        stands = month_stands(one)
        if stands.state.is_closed:
            return Closed(reason_of(stands))
    return None


def reason_of(stands: MonthStands) -> str:
    """Say why a month is closed, and whom to ask: "October 2026 is approved: ask ..."."""
    return f"{stands.key.month} {WHOM[stands.state]}"
