"""How far back exports reach: events by their day, cases when they were open since."""

from typing import Final

import numpy as np

from headway.synthetic.dice import Whole
from headway.synthetic.frame import Frame
from headway.synthetic.piece import Piece, whole

# Exported by their day. Cases, and what a case is known by, come whole however old they are.
_EVENTS: Final = {
    "contact": ("received_on",),
    "direct_contact": ("held_on", "due_on"),
    "timed_event": ("done_on", "due_on"),
    "family_review": ("held_on", "due_on"),
    "missing_episode": ("started_on",),
    "engagement_event": ("happened_on",),
    "tool_use": ("used_on",),
}


def since_start(piece: Piece, frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Leave out events before the first day the exports reach back to."""
    return tuple(
        frame.take(_latest(frame) >= piece.start) if frame.table in _EVENTS else frame
        for frame in frames
    )


def _latest(frame: Frame) -> Whole:
    return whole(np.maximum.reduce([frame.columns[name].values for name in _EVENTS[frame.table]]))
