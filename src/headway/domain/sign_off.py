"""How a month's scorecard comes to be published: put forward by one person, approved by another."""

from enum import Enum


class SignOffState(Enum):
    """How far a scorecard of a month has come."""

    OPEN = "open"
    PUT_FORWARD = "put forward"
    APPROVED = "approved"

    @property
    def is_closed(self) -> bool:
        """Whether what it holds may change no more."""
        return self is not SignOffState.OPEN


class SignOffStep(Enum):
    """What can be done with it, in the past tense of its history."""

    PUT_FORWARD = "put forward"
    SENT_BACK = "sent back"
    APPROVED = "approved"
    OPENED_AGAIN = "opened again"


_STEPS = {
    SignOffStep.PUT_FORWARD: (SignOffState.OPEN, SignOffState.PUT_FORWARD),
    SignOffStep.SENT_BACK: (SignOffState.PUT_FORWARD, SignOffState.OPEN),
    SignOffStep.APPROVED: (SignOffState.PUT_FORWARD, SignOffState.APPROVED),
    SignOffStep.OPENED_AGAIN: (SignOffState.APPROVED, SignOffState.OPEN),
}
ASKS_A_REASON = frozenset({SignOffStep.SENT_BACK, SignOffStep.OPENED_AGAIN})


def sign_off_after(state: SignOffState, step: SignOffStep, reason: str = "") -> SignOffState:
    """Give the state that a step leads to; ValueError, in words, where it may not be taken."""
    before, after = _STEPS[step]
    if state is not before:
        raise ValueError(f"a month that is {state.value} cannot be {step.value}")
    if step in ASKS_A_REASON and not reason.strip():
        raise ValueError("say why, so that those who are asked know what to do")
    return after


def refuse_own_approval(put_forward_by: int | None, approver: int) -> None:
    """Refuse an approval by whoever put the month forward: four eyes see it."""
    if put_forward_by == approver:
        raise ValueError("you put it forward: somebody else approves it")
