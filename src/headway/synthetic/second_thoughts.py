"""What was written wrongly and put right, or taken out again, some time afterwards."""

from dataclasses import replace
from typing import Final

import numpy as np

from headway.synthetic.cells import Kind
from headway.synthetic.dice import Dice, Whole, spread
from headway.synthetic.frame import Changed, Frame
from headway.synthetic.piece import Piece, where, whole

# Columns that are corrected. A day written wrongly lay a few days earlier.
_CORRECTED: Final = {
    "contact": ("source", "need", "received_on"),
    "social_care_referral": ("need",),
    "assessment": ("requested_on",),
    "plan": ("need", "opened_on"),
    "tier_episode": ("need", "started_on"),
    "direct_contact": ("setting", "held_on"),
    "family_review": ("held_on",),
    "screening": ("risk",),
    "person": ("ethnicity", "sex"),
}
_WITHDRAWN: Final = (
    "direct_contact", "screening", "engagement_event", "tool_use", "group_attendance",
    "intervention", "registration", "survey_response", "timed_event", "missing_episode",
)  # fmt: skip
_LATER: Final = spread((0, 8), (0.5, 40), (0.9, 120), (1, 300))
_FIRST_PART: Final = 500  # the numbers of the parts of a piece's chance from here on


def second_thoughts(piece: Piece, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Give the tables with corrections and withdrawals, each on a day of its own."""
    return tuple(
        _with_second_thoughts(piece, piece.dice(_FIRST_PART + place), frame)
        for place, frame in enumerate(frames)
    )


def _with_second_thoughts(piece: Piece, dice: Dice, frame: Frame) -> Frame:
    columns = _CORRECTED.get(frame.table, ())
    share = piece.dials.corrected
    changed = tuple(_corrected(dice, frame, column, share / len(columns)) for column in columns)
    gone = None
    if frame.table in _WITHDRAWN:
        day = whole(frame.known + dice.draw(_LATER, len(frame)))
        gone = where(dice.happens(len(frame), piece.dials.withdrawn), day)
    return replace(frame, changed=(*frame.changed, *changed), gone=gone)


def _corrected(dice: Dice, frame: Frame, column: str, share: float) -> Changed:
    cells = frame.columns[column]
    count = len(frame)
    happens = dice.happens(count, share) & (cells.values >= 0)
    day = where(happens, whole(frame.known + dice.draw(_LATER, count)))
    return Changed(column, _mistaken(dice, cells.values, cells.kind, len(cells.words)), day)


def _mistaken(dice: Dice, right: Whole, kind: Kind, words: int) -> Whole:
    count = len(right)
    if kind is Kind.DAY:
        return whole(right - 1 - dice.below(9, count))
    other = (right + 1 + dice.below(words - 1, count)) % words
    return whole(np.where(right < 0, right, other))
