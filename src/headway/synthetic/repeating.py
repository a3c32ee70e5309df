"""Things done again and again while something lasts: visits, reviews, supervision."""

from dataclasses import dataclass

import numpy as np

from headway.synthetic.dice import Dice, Mask, Whole, spread
from headway.synthetic.piece import Piece, spans, where, whole


@dataclass(frozen=True, slots=True)
class Turns:
    """One row for each turn: the thing it belongs to, which turn it is, due and held days."""

    row: Whole
    nth: Whole
    due: Whole
    held: Whole
    known: Whole

    def take(self, rows: Mask) -> "Turns":
        """Give some of the turns."""
        return Turns(
            self.row[rows], self.nth[rows], self.due[rows], self.held[rows], self.known[rows]
        )


def turns(
    piece: Piece,
    dice: Dice,
    started: Whole,
    ended: Whole,
    known: Whole,
    *,
    first: int,
    then: int,
    kept: float,
    timely: Whole | None = None,
) -> Turns:
    """Give the turns due ``first`` days after each start and every ``then`` days from there.

    ``kept`` is the share held at all; ``timely`` a table of days after (or before) the due day.
    A turn lies between start and end, and is written down no earlier than what it belongs to.
    What falls after the last day made up is left out.
    """
    last = np.minimum(ended, piece.end)
    times = np.where(last - started > first, (last - started - first - 1) // then + 1, 0)
    row, nth = spans(whole(np.maximum(times, 0)))
    due = whole(started[row] + first + nth * then)
    count = len(row)
    shift = dice.draw(USUAL if timely is None else timely, count)
    held = np.clip(due + shift, started[row], np.maximum(ended[row] - 1, started[row]))
    held = where(dice.happens(count, kept), whole(held))
    event = np.maximum(held, np.where(held < 0, due, 0))
    written = piece.recorded(dice, whole(event), known[row])
    return Turns(row, nth, due, held, written)


USUAL = spread((0, -9), (0.2, -4), (0.8, 0), (0.95, 6), (1, 25))
