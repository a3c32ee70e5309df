"""How plans go: when they open and close, why, and which carry on others."""

from dataclasses import dataclass

import numpy as np

from headway.synthetic.cells import Cells, codes
from headway.synthetic.dice import Dice, Mask, Whole
from headway.synthetic.journeys import Journeys
from headway.synthetic.piece import Piece, absent, whole
from headway.synthetic.words import drawn, place_of, set_where


@dataclass(frozen=True, slots=True)
class Course:
    """How plans go, before any row is written: one for each of ``call``.

    ``after`` is the early help of the journeys it came from (absent: it follows social care);
    ``reason`` is why it closed, ``stepped_up`` whether help went on in social care, ``continues``
    the place of the plan it carries on under another team (absent: none).
    """

    call: Whole
    after: Whole
    opened: Whole
    closed: Whole
    reason: Cells
    stepped_up: Mask
    continues: Whole

    def first_plan(self, count: int) -> Whole:
        """Give the place of the plan each is or carries on: ``count`` for all but the first."""
        place = np.where(self.continues >= 0, self.continues, np.arange(len(self.call)))
        return whole(np.minimum(place, count))


def reasons(piece: Piece, dice: Dice, count: int, closed: Whole) -> Cells:
    """Draw why plans closed. Until the list was changed, nobody could say ``universal``."""
    dials = piece.dials
    weights = {
        "needs_met": 0.46, "universal": 0.14, "step_up": dials.step_up, "declined": 0.06,
        "not_engaged": dials.not_engaged, "moved_away": 0.04, "other_agency": 0.05,
        "opened_in_error": 0.01, "other": 0.02,
    }  # fmt: skip
    reason = drawn(dice, count, "plan", "closing_reason", weights)
    universal = reason.values == place_of("plan", "closing_reason", "universal")
    before = universal & (closed < piece.council.changed_on)
    return set_where(reason, before, "plan", "closing_reason", "needs_met")


def courses(piece: Piece, found: Journeys) -> Course:
    """Give how the plans that follow early help assessments go."""
    early = found.early_help
    which = np.flatnonzero(early.opened >= 0)
    closed = early.closed[which]
    reason = reasons(piece, piece.dice(30), len(which), closed)
    up = reason.values == place_of("plan", "closing_reason", "step_up")
    return Course(
        early.call[which], whole(which), early.opened[which], closed, reason, up, absent(len(which))
    )


def stepped_down(piece: Piece, call: Whole, opened: Whole, closed: Whole) -> Course:
    """Give how the plans that follow social care go; they do not step up again."""
    reason = reasons(piece, piece.dice(31), len(call), closed)
    up = reason.values == place_of("plan", "closing_reason", "step_up")
    reason = set_where(reason, up, "plan", "closing_reason", "needs_met")
    return Course(
        call,
        absent(len(call)),
        opened,
        closed,
        reason,
        np.zeros(len(call), dtype=np.bool_),
        absent(len(call)),
    )


def joined(first: Course, second: Course) -> Course:
    """Put two lots of plans together, the first first."""
    return Course(
        whole(np.concatenate([first.call, second.call])),
        whole(np.concatenate([first.after, second.after])),
        whole(np.concatenate([first.opened, second.opened])),
        whole(np.concatenate([first.closed, second.closed])),
        codes(
            whole(np.concatenate([first.reason.values, second.reason.values])), first.reason.words
        ),
        np.concatenate([first.stepped_up, second.stepped_up]),
        whole(np.concatenate([first.continues, second.continues])),
    )


def cut_in_two(piece: Piece, course: Course) -> Course:
    """Let a few transfers be written as some systems do: a plan closed and another opened."""
    dice = piece.dice(36)
    count = len(course.call)
    length = course.closed - course.opened
    cut = dice.happens(count, piece.dials.transfers / 8) & (length > 20)
    on = whole(course.opened + 5 + dice.below(whole(np.maximum(length - 10, 1)), count))
    which = np.flatnonzero(cut)
    later = Course(
        course.call[which],
        course.after[which],
        on[which],
        course.closed[which],
        course.reason.take(which),
        course.stepped_up[which],
        whole(which),
    )
    earlier = Course(
        course.call,
        course.after,
        course.opened,
        whole(np.where(cut, on, course.closed)),
        set_where(course.reason, cut, "plan", "closing_reason", "transfer"),
        course.stepped_up & ~cut,
        course.continues,
    )
    return joined(earlier, later)
