"""Who holds the cases of social care, and what care leavers do."""

from typing import Final

import numpy as np

from headway.synthetic.cells import days
from headway.synthetic.dice import spread
from headway.synthetic.families import Families
from headway.synthetic.frame import Frame, Later
from headway.synthetic.piece import Piece, absent, frame, named, spans, whole
from headway.synthetic.tiers import Episodes
from headway.synthetic.words import drawn


def allocations(piece: Piece, episodes: tuple[Episodes, ...]) -> tuple[Frame, ...]:
    """Give the worker of each episode of social care; a few wait for one, or never have one."""
    return tuple(_allocated(piece, 90 + number, found) for number, found in enumerate(episodes))


def _allocated(piece: Piece, part: int, found: Episodes) -> Frame:
    dice = piece.dice(part)
    wait = dice.draw(spread((0, 0), (0.9, 2), (1, 24)), len(found.child))
    started = whole(found.started + wait)
    has = (started < found.ended) & dice.happens(len(found.child), 0.985)
    row = np.flatnonzero(has)
    known = np.maximum(found.known, started)[row]
    return frame(
        "lead_practitioner",
        {
            "lead_id": named(
                "lead_practitioner", piece.numbering.next("lead_practitioner", len(row))
            ),
            "plan_id": named("plan", absent(len(row))),
            "episode_id": named("tier_episode", found.ids[row]),
            "worker_id": named("worker", piece.worker_of(dice, found.team[row])),
            "started_on": days(started[row]),
            "ended_on": days(found.ended[row]),
        },
        whole(known),
        later=(Later(("ended_on",), whole(np.maximum(found.end_known[row], known))),),
    )


_OCCUPATIONS: Final = {
    "education": 0.36, "employment": 0.16, "training": 0.12, "neet": 0.27, "not_known": 0.09,
}  # fmt: skip


def leaver_occupations(piece: Piece, families: Families, episodes: tuple[Episodes, ...]) -> Frame:
    """Give what each care leaver does, month by month, as their adviser writes it down."""
    dice = piece.dice(95)
    (found,) = (one for one in episodes if one.tier == "leaving_care")
    last = np.minimum(found.ended, piece.end)
    row, nth = spans(whole(np.maximum(last - found.started, 0) // 30))
    on = whole(found.started[row] + 12 + nth * 30)
    here = (on >= piece.start) & (on < last[row])
    row, on = row[here], on[here]
    count = len(row)
    return frame(
        "participation_status",
        {
            "person_id": named("person", families.child_ids[found.child[row]]),
            "known_on": days(on),
            "status": drawn(dice, count, "participation_status", "status", _OCCUPATIONS),
            "episode_id": named("tier_episode", found.ids[row]),
            "team_id": piece.council.column(found.team[row]),
        },
        piece.recorded(dice, on, found.known[row]),
    )
