"""A commentary as the rest of Headway sees it: a value, not a record."""

from dataclasses import dataclass
from datetime import datetime

from headway.domain.bound_figures import Binding
from headway.domain.commentary import CommentaryKey, CommentaryState, Step


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody writes: a text, another indicator that it points to, or both.

    ``carried_from`` names the earlier period whose words these are, where they are.
    """

    text: str
    points_to: str = ""
    carried_from: str = ""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to submit."""
        return bool(self.text.strip() or self.points_to)


@dataclass(frozen=True, slots=True)
class Written:
    """A commentary as it stands. ``version`` is what an action on it is made from.

    ``writers`` are the numbers of those who wrote what stands here since it was signed last.
    """

    key: CommentaryKey
    words: Words
    state: CommentaryState
    version: int
    bindings: tuple[Binding, ...]
    note: str
    by: str
    at: datetime
    writers: frozenset[int]
    signed_by: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PastStep:
    """One thing that was done with a commentary, and its words then."""

    number: int
    step: Step
    words: Words
    note: str
    by: str
    at: datetime


class Stale(Exception):
    """Somebody else changed the commentary since the page was made. ``now`` is what stands."""

    def __init__(self, now: Written) -> None:
        super().__init__("somebody else has changed it in the meantime")
        self.now = now
