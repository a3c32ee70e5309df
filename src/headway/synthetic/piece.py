"""What all parts of one piece of the council share: its dials, numbers and chance."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from headway.synthetic.calendar import Seasons, number_of
from headway.synthetic.cells import Cells, days, identifiers
from headway.synthetic.council import INTO, MERGED, TEAMS, Council
from headway.synthetic.dials import Dials
from headway.synthetic.dice import Dice, Mask, Whole, spread
from headway.synthetic.frame import Changed, Frame, Later

FAMILIES: Final = 8192
"""How many families of the area make one piece: what is held in memory at a time."""

WARMING_UP: Final = 2200
"""Days before the first, so that cases are open on it and children in care. What ended before it
is left out."""

BEFORE_BIRTH: Final = 200
"""Days in which an unborn child may be known."""

CHILDHOOD: Final = 6574  # eighteen years, in days
YEAR: Final = 365

# Prefix and digits of each table's identifiers, as the examples of the tables have them.
_IDENTIFIERS: Final = {
    "person": ("P", 6), "family": ("F", 6), "contact": ("C", 6), "call": ("CG", 5),
    "social_care_referral": ("R", 6), "assessment": ("A", 6), "plan": ("PL", 5),
    "plan_need": ("N", 6), "family_review": ("RV", 5), "tier_episode": ("E", 6),
    "lead_practitioner": ("LP", 5), "group_session": ("GS", 5), "direct_contact": ("DC", 5),
    "group_attendance": ("GA", 6), "consent": ("CO", 5), "engagement_event": ("EN", 5),
    "tool_use": ("TU", 5), "intervention": ("IN", 5), "distance_reading": ("DR", 5),
    "screening": ("SC", 5), "missing_episode": ("MI", 5), "timed_event": ("TE", 5),
    "youth_justice_outcome": ("YJ", 5), "registration": ("RG", 5), "survey_response": ("SU", 5),
    "case_audit": ("AU", 5), "programme_attachment": ("PA", 5), "programme_claim": ("CL", 5),
    "worker": ("W", 4),
}  # fmt: skip


def named(table: str, values: Whole) -> Cells:
    """Give a column of a table's identifiers."""
    prefix, digits = _IDENTIFIERS[table]
    return identifiers(values, prefix, digits)


@dataclass(slots=True)
class Numbering:
    """How many identifiers of each table have been given out."""

    given: dict[str, int] = field(default_factory=dict)

    def next(self, table: str, count: int) -> Whole:
        """Give the next numbers of a table."""
        first = self.given.get(table, 0) + 1
        self.given[table] = first + count - 1
        return np.arange(first, first + count, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the council: so many families, with everything that happens to them."""

    dials: Dials
    council: Council
    seasons: Seasons
    numbering: Numbering
    number: int
    families: int

    @property
    def start(self) -> int:
        """The first day the exports reach back to."""
        return number_of(self.dials.start)

    @property
    def end(self) -> int:
        """The day after the last one made up."""
        return number_of(self.dials.until) + 1

    def dice(self, part: int) -> Dice:
        """Give the chance of one part, which no other part's dials can move."""
        return Dice(self.dials.seed, 2, self.number, part)

    def team_on(self, teams: Whole, on: Whole) -> Whole:
        """Give the team that does the work on a day, the merger taken into account."""
        old = self.council.place(TEAMS[MERGED][0])
        new = self.council.place(TEAMS[INTO][0])
        return np.where((teams == old) & (on >= self.council.merged_on), new, teams).astype(
            np.int32
        )

    def worker_of(self, dice: Dice, teams: Whole) -> Whole:
        """Draw a worker of each team."""
        count = self.council.worker_count[teams]
        return (self.council.first_worker[teams] + dice.below(count, len(teams))).astype(np.int32)

    def recorded(self, dice: Dice, event: Whole, after: Whole | int = 0) -> Whole:
        """Give the day each event was written down, not before ``after``."""
        late = dice.happens(len(event), self.dials.late)
        delay = np.where(
            late,
            dice.draw(LATE, len(event)),
            dice.draw(SOON, len(event)),
        )
        return np.maximum(event + delay, after).astype(np.int32)


SOON: Final = spread((0, 0), (0.55, 0), (0.75, 1), (0.9, 4), (1, 14))
LATE: Final = spread((0, 15), (0.5, 32), (0.8, 75), (0.95, 160), (1, 330))


def frame(
    table: str,
    columns: Mapping[str, Cells],
    known: Whole,
    *,
    later: tuple[Later, ...] = (),
    changed: tuple[Changed, ...] = (),
    hidden: Mapping[str, Cells] | None = None,
) -> Frame:
    """Give the rows of a table, with the day they were written down as their last column."""
    whole = {**columns, "recorded_on": days(known)}
    return Frame(table, whole, known, None, later, changed, hidden)


def whole(values: object) -> Whole:
    """Give an array of the one whole-number type used here."""
    return np.asarray(values, dtype=np.int32)


def spans(counts: Whole) -> tuple[Whole, Whole]:
    """Give for each of the things counted the row it belongs to, and its own number there."""
    row = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    starts = np.cumsum(counts) - counts
    return row, (np.arange(len(row)) - starts[row]).astype(np.int32)


def absent(count: int) -> Whole:
    """Give a column of nothing."""
    return np.full(count, -1, dtype=np.int32)


def where(which: Mask, values: Whole) -> Whole:
    """Give the values where ``which`` holds and nothing elsewhere."""
    return np.where(which, values, -1).astype(np.int32)
