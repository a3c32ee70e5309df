"""What goes before a court and towards a new family: pre-proceedings, proceedings, adoption."""

from typing import Final

import numpy as np

from headway.synthetic.dice import Dice, Mask, spread
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame
from headway.synthetic.piece import Piece, where, whole
from headway.synthetic.statutory import timed_frame
from headway.synthetic.tiers import Episodes, basis, reason

# Kind: days after the episode's start, the days allowed, and how long it really takes.
_TIMES: Final = {
    "pre_proceedings": ((0, 20), (1, 120), 182, ((0, 40), (0.5, 118), (0.8, 180), (1, 320))),
    "family_group_meeting": ((0, 5), (1, 30), 28, ((0, 6), (0.7, 27), (1, 60))),
    "care_proceedings": ((0, 0), (1, 14), 182, ((0, 110), (0.5, 190), (0.8, 270), (1, 420))),
    "adoption_placement": ((0, 0), (1, 1), 426, ((0, 180), (0.5, 390), (1, 760))),
    "adoption_match": ((0, 170), (1, 420), 121, ((0, 20), (0.6, 110), (1, 300))),
    "adoption_support": ((0, 500), (1, 900), 28, ((0, 2), (0.86, 28), (1, 60))),
}


def proceedings(
    piece: Piece, families: Families, episodes: tuple[Episodes, ...]
) -> tuple[Frame, ...]:
    """Give the events of some children protected and of some in care."""
    dice = piece.dice(59)
    by_tier = {found.tier: found for found in episodes}
    protected, care = by_tier["child_protection"], by_tier["in_care"]
    to_court = care.basis == basis("interim_care_order")
    adopted = care.reason == reason("RC1")
    some = dice.happens(len(protected.child), 0.22)
    meets = dice.happens(len(protected.child), 0.3)
    return (
        _happened(piece, dice, families, protected, "pre_proceedings", some),
        _happened(piece, dice, families, protected, "family_group_meeting", meets),
        _happened(piece, dice, families, care, "care_proceedings", to_court),
        _happened(piece, dice, families, care, "adoption_placement", adopted),
        _happened(piece, dice, families, care, "adoption_match", adopted),
        _happened(piece, dice, families, care, "adoption_support", adopted),
    )


def _happened(
    piece: Piece, dice: Dice, families: Families, found: Episodes, kind: str, which: Mask
) -> Frame:
    """Give one event for each of the episodes chosen; what has not begun yet is left out."""
    earliest, latest, allowed, takes = _TIMES[kind]
    row = whole(np.flatnonzero(which))
    begun = found.started[row] + dice.draw(spread(earliest, latest), len(row))
    if kind == "adoption_placement":  # counted from the day of entering care
        begun = found.started[row]
    done = begun + dice.draw(spread(*takes), len(row))
    here = begun < piece.end
    row, begun, done = whole(row[here]), whole(begun[here]), whole(done[here])
    begun = whole(np.maximum(begun, families.child_born[found.child[row]] - 200))
    done = where(done < piece.end, whole(np.maximum(done, begun)))
    known = piece.recorded(dice, whole(np.maximum(begun, done)), found.known[row])
    return timed_frame(
        piece, dice, families, found, row, kind, begun, whole(begun + allowed), done, known
    )
