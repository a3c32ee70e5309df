"""A month's sign-off as a page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from headway.domain.commentary import MAY_WRITE
from headway.domain.period_labels import short_label
from headway.domain.sign_off import SignOffState
from headway.register.accounts.people import Person
from headway.services.office.owners import Owners
from headway.services.office.reminders import ToRemind, asked_of_line
from headway.services.office.sign_off import SignOffLine, SignOffShown
from headway.web.presenters.commentary import COLOURS, asks, state_words

MONTH_COLOURS = {
    SignOffState.OPEN: "yellow",
    SignOffState.PUT_FORWARD: "blue",
    SignOffState.APPROVED: "green",
}


@dataclass(frozen=True, slots=True)
class LineText:
    """One indicator: how far its commentary has come, and who is asked."""

    title: str
    address: str
    state: str
    colour: str
    asked: str
    asks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepText:
    """One thing that was done with the month."""

    what: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class SignOffText:
    """All that the page shows."""

    title: str
    month: str
    state: str
    colour: str
    due: date
    is_late: bool
    signed: int
    total: int
    lines: tuple[LineText, ...]
    steps: tuple[StepText, ...]
    reason: str
    to_remind: tuple[tuple[str, date | None], ...]


def sign_off_text(
    shown: SignOffShown,
    owners: Owners,
    signers: tuple[Person, ...],
    remind: Sequence[ToRemind],
    today: date,
) -> SignOffText:
    """Make the texts of a month's sign-off."""
    state = shown.stands.state
    return SignOffText(
        title=shown.title,
        month=str(shown.key.month),
        state=state.value,
        colour=MONTH_COLOURS[state],
        due=shown.due,
        is_late=not state.is_closed and shown.due < today,
        signed=shown.signed,
        total=len(shown.lines),
        lines=tuple(_line(one, owners, signers, shown) for one in shown.lines),
        steps=tuple(
            StepText(one.step.value, one.by, one.at, one.reason)
            for one in reversed(shown.stands.steps)
        ),
        reason=shown.stands.reason,
        to_remind=tuple((one.person.name, one.last) for one in remind),
    )


def _line(
    line: SignOffLine, owners: Owners, signers: tuple[Person, ...], shown: SignOffShown
) -> LineText:
    asked = () if not line.asks or shown.stands.state.is_closed else _asked(line, owners, signers)
    words = {"name": line.key.indicator, "month": short_label(shown.key.month)}
    return LineText(
        line.title,
        reverse("commentary", kwargs=words),
        state_words(line.written),
        COLOURS[line.state],
        ", ".join(asked),
        asks(line.remarks),
    )


def _asked(line: SignOffLine, owners: Owners, signers: tuple[Person, ...]) -> tuple[str, ...]:
    """Name those who are asked: never to sign what they wrote."""
    found = tuple(one.name for one in asked_of_line(line, owners, signers))
    if line.asks == MAY_WRITE:
        return found or ("nobody holds the role",)
    return found or ("nobody else may sign",)
