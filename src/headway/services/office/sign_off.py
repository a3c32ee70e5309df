"""A month on its way to publication: what is commented and signed, who is asked, who approves."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from headway.domain.calculation_results import COUNCIL
from headway.domain.commentary import MAY_SIGN, MAY_WRITE, CommentaryKey, CommentaryState
from headway.domain.periods import Period
from headway.domain.roles import Role
from headway.domain.sign_off import SignOffState
from headway.register.accounts.people import Actor
from headway.register.commentary.queries.commentary import commentaries_on
from headway.register.commentary.written import Written
from headway.register.editions.actions.approve import approve
from headway.register.editions.actions.open_again import open_month_again
from headway.register.editions.actions.put_forward import put_forward
from headway.register.editions.actions.send_back import send_back
from headway.register.editions.queries.months import closed_months, month_stands
from headway.register.editions.standing import MonthKey, MonthStands
from headway.services.analysis.calculated_scorecard import card_of
from headway.services.office.card_rows import due_in
from headway.services.office.catalogue import current_catalogue
from headway.services.office.commentary import Remarks, remarks_by_key

MAY_PUT_FORWARD = frozenset({Role.ANALYST})
MAY_APPROVE = frozenset({Role.HEAD_OF_SERVICE})


@dataclass(frozen=True, slots=True)
class SignOffLine:
    """One indicator that is due in the month: what is said of it, and what is to be asked."""

    key: CommentaryKey
    title: str
    section: str
    written: Written | None
    remarks: Remarks

    @property
    def state(self) -> CommentaryState | None:
        """How far its commentary has come; None where nothing is written."""
        return self.written.state if self.written else None

    @property
    def is_signed(self) -> bool:
        """Whether it is signed off."""
        return self.state is CommentaryState.SIGNED

    @property
    def asks(self) -> frozenset[Role]:
        """The roles that are asked for something: to write, to sign, or nobody."""
        if self.is_signed:
            return frozenset()
        return MAY_SIGN if self.state is CommentaryState.SUBMITTED else MAY_WRITE


@dataclass(frozen=True, slots=True)
class SignOffShown:
    """A scorecard of a month: its lines, where it stands, and by when it is asked for."""

    key: MonthKey
    title: str
    lines: tuple[SignOffLine, ...]
    stands: MonthStands
    due: date

    @property
    def signed(self) -> int:
        """How many indicators are signed off."""
        return sum(1 for one in self.lines if one.is_signed)

    @property
    def unsigned(self) -> int:
        """How many are not."""
        return len(self.lines) - self.signed

    @property
    def counts(self) -> Counter[CommentaryState | None]:
        """How many indicators have come how far."""
        return Counter(one.state for one in self.lines)


def sign_off_shown(
    data: Path, overlay: Path | None, card: str, month: Period, due: date
) -> SignOffShown:
    """Give a month's sign-off, in the scorecard's order; Refused for an unknown scorecard."""
    catalogue = current_catalogue(overlay)
    known = card_of(catalogue, card)
    keys = []
    for name in known.indicators:
        period = due_in(catalogue, name, month)
        if period is not None:
            keys.append(CommentaryKey(name, period, COUNCIL))
    written = commentaries_on(keys)
    remarks = remarks_by_key(data, overlay, written)
    lines = tuple(
        SignOffLine(
            key,
            catalogue.indicators[key.indicator].title,
            known.section_of(key.indicator),
            written.get(key),
            remarks.get(key, Remarks()),
        )
        for key in keys
    )
    at = MonthKey(card, month)
    return SignOffShown(at, known.title, lines, month_stands(at), due)


@dataclass(frozen=True, slots=True)
class MonthSent:
    """What every form about a month sends: the version it was made from, and itself."""

    key: MonthKey
    version: int
    token: str
    by: Actor


@transaction.atomic
def put_month_forward(
    data: Path, overlay: Path | None, sent: MonthSent, reason: str, due: date
) -> None:
    """Put it forward; where something is not signed off it takes a reason.

    Raises StaleMonth, and ValueError without one.
    """
    closed_months([sent.key])  # held: nothing is written into it while this is looked at
    shown = sign_off_shown(data, overlay, sent.key.card, sent.key.month, due)
    if shown.unsigned and shown.stands.state is SignOffState.OPEN and not reason.strip():
        raise ValueError(
            f"{shown.unsigned} of {len(shown.lines)} commentaries are not signed off: "
            "say why it is put forward without them"
        )
    put_forward(key=sent.key, reason=reason, version=sent.version, token=sent.token, by=sent.by)


def approve_month(sent: MonthSent) -> None:
    """Approve what somebody else put forward. Raises StaleMonth, and ValueError."""
    approve(key=sent.key, version=sent.version, token=sent.token, by=sent.by)


def send_month_back(sent: MonthSent, reason: str) -> None:
    """Send it back, saying why. Raises StaleMonth, and ValueError."""
    send_back(key=sent.key, reason=reason, version=sent.version, token=sent.token, by=sent.by)


def open_again(sent: MonthSent, reason: str) -> None:
    """Open an approved month again, saying why. Raises StaleMonth, and ValueError."""
    open_month_again(
        key=sent.key, reason=reason, version=sent.version, token=sent.token, by=sent.by
    )
