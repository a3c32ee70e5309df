"""What came of each call: passed on or not, assessed, helped with a plan, or in social care.

Everything that might follow a call is drawn for every call; then each family is gone through from
its first call to its last, and a call that comes while a case is open goes to that case, most
times. So cases overlap as seldom as the dial says.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from headway.synthetic.cells import Cells
from headway.synthetic.dice import Dice, Mask, Whole, spread
from headway.synthetic.families import Calls, Families
from headway.synthetic.piece import BEFORE_BIRTH, CHILDHOOD, Piece, spans, where, whole
from headway.synthetic.words import drawn, place_of, set_where

DECISIONS: Final = {
    "no_further_action": 0.235, "information_and_advice": 0.24, "universal": 0.05,
    "early_help": 0.2, "social_care": 0.23, "existing_case": 0.01, "other_agency": 0.025,
    "": 0.01,
}  # fmt: skip
ASSESSED: Final = {
    "plan": 0.56, "step_up": 0.05, "universal": 0.1, "information_and_advice": 0.12,
    "no_further_action": 0.14, "other": 0.03,
}  # fmt: skip
REFERRED: Final = {
    "assessment": 0.69, "strategy_discussion": 0.11, "no_further_action": 0.1, "early_help": 0.06,
    "in_care": 0.01, "other": 0.02, "": 0.01,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CallChildren:
    """Which children each call was about, in the order of the calls."""

    call: Whole
    child: Whole
    first: Whole
    count: Whole

    def of(self, calls: Whole) -> tuple[Whole, Whole]:
        """Give for each of these calls its children: the place in ``calls``, and the child."""
        row, order = spans(self.count[calls])
        return row, self.child[self.first[calls[row]] + order]


@dataclass(frozen=True, slots=True)
class EarlyHelp:
    """Early help after a call (or after social care): one for each of ``call``.

    ``requested`` to ``given_up`` are those of the assessment (absent: not so), ``opened`` and
    ``closed`` of the plan (absent: none followed).
    """

    call: Whole
    partner: Mask
    requested: Whole
    started: Whole
    completed: Whole
    given_up: Whole
    outcome: Cells
    opened: Whole
    closed: Whole

    @property
    def over(self) -> Whole:
        """The day on which it is over."""
        ends = (self.closed, self.completed, self.given_up)
        return whole(np.maximum.reduce(ends))

    def take(self, rows: Mask) -> "EarlyHelp":
        """Give some of them."""
        return EarlyHelp(
            self.call[rows], self.partner[rows], self.requested[rows], self.started[rows],
            self.completed[rows], self.given_up[rows], self.outcome.take(rows), self.opened[rows],
            self.closed[rows],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class SocialCare:
    """Social care after a call (or after early help): one for each of ``call``.

    ``accepted`` says whether anything followed the referral; the days of protection and care are
    absent where there was none. ``to_early_help`` says that early help went on after it.
    """

    call: Whole
    received: Whole
    outcome: Cells
    accepted: Mask
    assessed_from: Whole
    assessed: Whole
    ended: Whole
    closed_at_assessment: Mask
    protected: Whole
    protected_until: Whole
    in_care: Whole
    in_care_until: Whole
    to_early_help: Mask

    def take(self, rows: Mask) -> "SocialCare":
        """Give some of them."""
        return SocialCare(
            self.call[rows], self.received[rows], self.outcome.take(rows), self.accepted[rows],
            self.assessed_from[rows], self.assessed[rows], self.ended[rows],
            self.closed_at_assessment[rows], self.protected[rows], self.protected_until[rows],
            self.in_care[rows], self.in_care_until[rows], self.to_early_help[rows],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Journeys:
    """What came of the calls that are kept."""

    calls: Calls
    children: CallChildren
    decision: Cells
    decided: Whole
    early_help: EarlyHelp
    social_care: SocialCare


def children_of_calls(dice: Dice, families: Families, calls: Calls) -> tuple[Mask, CallChildren]:
    """Draw which children each call is about; say too which calls are about any."""
    call, order = spans(families.children[calls.family])
    child = whole(families.first_child[calls.family[call]] + order)
    age = calls.on[call] - families.child_born[child]
    here = (age >= -BEFORE_BIRTH) & (age < CHILDHOOD)
    named = here & dice.happens(len(call), 0.86)
    found = np.zeros(len(calls.on), dtype=np.bool_)
    found[call[named]] = True
    nobody = here & ~found[call]  # then the call is about all of them
    keep = named | nobody
    found[call[keep]] = True
    renumbered = whole(np.cumsum(found) - 1)
    return found, _by_call(renumbered[call[keep]], child[keep], int(found.sum()))


def _by_call(call: Whole, child: Whole, calls: int) -> CallChildren:
    count = whole(np.bincount(call, minlength=calls))
    return CallChildren(call, child, whole(np.cumsum(count) - count), count)


def journeys(piece: Piece, families: Families, drawn_calls: Calls) -> Journeys:
    """Give what came of the calls; those over before the exports begin are left out."""
    about, children = children_of_calls(piece.dice(10), families, drawn_calls)
    calls = Calls(drawn_calls.family[about], drawn_calls.on[about])
    dice = piece.dice(11)
    count = len(calls.on)
    decision = drawn(dice, count, "contact", "decision", DECISIONS)
    decided = whole(calls.on + dice.draw(spread((0, 0), (0.62, 0), (0.9, 1), (1, 5)), count))
    every = np.arange(count, dtype=np.int32)
    early = early_help_after(piece, piece.dice(12), every, decided)
    social = social_care_after(piece, piece.dice(13), every, decided)
    to_early = decision.values == place_of("contact", "decision", "early_help")
    to_social = decision.values == place_of("contact", "decision", "social_care")
    over = np.where(to_early, early.over, np.where(to_social, social.ended, -1))
    overlaps = dice.happens(count, piece.dials.overlapping)
    existing = _in_open_cases(calls, whole(over), to_early | to_social, overlaps)
    decision = set_where(decision, existing, "contact", "decision", "existing_case")
    kept = (calls.on >= piece.start) | ((over >= piece.start) & ~existing)
    kept &= calls.on < piece.end
    return _only(kept, Journeys(
        calls, children, decision, decided,
        early.take(to_early & ~existing & kept), social.take(to_social & ~existing & kept),
    ))  # fmt: skip


def _in_open_cases(calls: Calls, over: Whole, starts: Mask, overlaps: Mask) -> Mask:
    """Say which calls go to a case that is open, call by call of each family, all at once."""
    existing = np.zeros(len(calls.on), dtype=np.bool_)
    if not len(existing):
        return existing
    first_rows = np.flatnonzero(np.diff(calls.family, prepend=-1))
    nth = np.arange(len(existing)) - np.repeat(
        first_rows, np.diff(first_rows, append=len(existing))
    )
    open_until = np.full(int(calls.family.max()) + 1, -1, dtype=np.int32)
    by_turn = np.argsort(nth, kind="stable")
    ends = np.cumsum(np.bincount(nth))
    for begin, end in zip(np.concatenate([[0], ends[:-1]]), ends, strict=True):
        rows = by_turn[begin:end]
        family = calls.family[rows]
        existing[rows] = (calls.on[rows] < open_until[family]) & ~overlaps[rows]
        new = starts[rows] & ~existing[rows]
        open_until[family[new]] = np.maximum(open_until[family[new]], over[rows[new]])
    return existing


def _only(kept: Mask, found: Journeys) -> Journeys:
    """Leave out the calls that are not kept, and number the others anew."""
    anew = whole(np.cumsum(kept) - 1)
    in_call = kept[found.children.call]
    children = _by_call(
        anew[found.children.call[in_call]], found.children.child[in_call], int(kept.sum())
    )
    early, social = found.early_help, found.social_care
    return Journeys(
        Calls(found.calls.family[kept], found.calls.on[kept]),
        children,
        found.decision.take(kept),
        found.decided[kept],
        _with_calls(early, anew[early.call]),
        _with_social_calls(social, anew[social.call]),
    )


def _with_calls(early: EarlyHelp, call: Whole) -> EarlyHelp:
    return EarlyHelp(
        call, early.partner, early.requested, early.started, early.completed, early.given_up,
        early.outcome, early.opened, early.closed,
    )  # fmt: skip


def _with_social_calls(social: SocialCare, call: Whole) -> SocialCare:
    return SocialCare(
        call, social.received, social.outcome, social.accepted, social.assessed_from,
        social.assessed, social.ended, social.closed_at_assessment, social.protected,
        social.protected_until, social.in_care, social.in_care_until, social.to_early_help,
    )  # fmt: skip


def early_help_after(
    piece: Piece, dice: Dice, call: Whole, on: Whole, *, straight: bool = False
) -> EarlyHelp:
    """Draw early help for each call from that day; ``straight`` to a plan, without assessment."""
    count = len(call)
    partner = dice.happens(count, 0.22)
    started = on + dice.draw(spread((0, 0), (0.5, 5), (0.9, 16), (1, 40)), count)
    completed = started + dice.draw(
        spread((0, 3), (0.5, 27), (0.8, 44), (0.95, 70), (1, 130)), count
    )
    declined = dice.happens(count, piece.dials.refused)
    stopped = on + dice.draw(spread((0, 2), (0.6, 15), (1, 60)), count)
    never_started = declined & (stopped < started)
    no_start = (partner & ~declined & dice.happens(count, 0.5)) | never_started
    outcome = drawn(dice, count, "assessment", "outcome", ASSESSED)
    outcome = set_where(outcome, declined, "assessment", "outcome", "declined")
    if straight:
        completed = on
    plan = outcome.values == place_of("assessment", "outcome", "plan")
    plan = plan | straight
    opened = completed + dice.draw(spread((0, 0), (0.6, 2), (1, 16)), count)
    length = dice.draw(
        spread((0, 7), (0.1, 45), (0.5, 150), (0.85, 320), (0.97, 600), (1, 1000)), count
    )
    closed = where(plan, whole(opened + length))
    nothing = np.full(count, straight)
    return EarlyHelp(
        call,
        partner,
        where(~nothing, on),
        where(~no_start & ~nothing, whole(started)),
        where(~declined & ~nothing, whole(completed)),
        where(declined & ~nothing, whole(stopped)),
        outcome,
        where(plan, whole(opened)),
        closed,
    )


def social_care_after(piece: Piece, dice: Dice, call: Whole, on: Whole) -> SocialCare:
    """Draw a referral to social care for each call on that day, and what it led to."""
    count = len(call)
    outcome = drawn(dice, count, "social_care_referral", "outcome", REFERRED)
    words = ("assessment", "strategy_discussion", "in_care")
    accepted = np.isin(
        outcome.values, [place_of("social_care_referral", "outcome", word) for word in words]
    )
    begun = on + dice.draw(spread((0, 0), (0.7, 1), (1, 6)), count)
    assessed = begun + dice.draw(
        spread((0, 4), (0.2, 20), (0.6, 45), (0.83, 62), (0.95, 75), (1, 140)), count
    )
    over = dice.happens(count, 0.5)
    length = dice.draw(spread((0, 20), (0.5, 190), (0.9, 560), (1, 1300)), count)
    serious = ~over & accepted
    protect = serious & dice.happens(count, 0.27)
    care = serious & dice.happens(count, 0.15)
    protected = begun + dice.draw(spread((0, 12), (0.6, 21), (1, 50)), count)
    protected_until = protected + dice.draw(
        spread((0, 20), (0.5, 265), (0.9, 560), (1, 950)), count
    )
    cared = assessed + dice.draw(spread((0, -10), (0.5, 30), (1, 300)), count)
    cared = np.maximum(cared, begun)
    cared_until = cared + dice.draw(spread((0, 5), (0.3, 250), (0.65, 1100), (1, 4500)), count)
    ended = np.where(over, assessed, assessed + length)
    ended = np.where(protect, np.maximum(ended, protected_until + 60), ended)
    ended = np.where(care, np.maximum(ended, cared_until), ended)
    ended = np.where(accepted, ended, on)
    down = accepted & ~care & dice.happens(count, piece.dials.step_down)
    return SocialCare(
        call, on, outcome, accepted, where(accepted, whole(begun)),
        where(accepted, whole(assessed)), whole(ended), over & accepted,
        where(protect, whole(protected)), where(protect, whole(protected_until)),
        where(care, whole(cared)), where(care, whole(cared_until)), down,
    )  # fmt: skip
