"""Whether the trail's chain holds, and how much was read: for its auditor's first page."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from headway.domain.trail import Verb
from headway.register.trail.how_many import how_many
from headway.register.trail.queries import check

READINGS = (Verb.READ_ROWS, Verb.TOOK_AWAY, Verb.LOOKED_UP, Verb.READ_TRAIL, Verb.SIGN_IN_REFUSED)
KEPT_FOR = 15 * 60  # seconds: going through a long chain takes longer than a page may
KEY = "headway-chain-looked-through"


@dataclass(frozen=True, slots=True)
class TrailState:
    """What was found when the chain was last looked through, and what was read since a time."""

    problems: tuple[str, ...]
    looked_at: datetime
    since: datetime
    done: tuple[tuple[Verb, int], ...]


def trail_state() -> TrailState:
    """Give the state of the trail; its chain is looked through at most once in a quarter-hour.

    The page Trail looks through it every time.
    """
    now = timezone.now()
    kept = cache.get(KEY)
    if kept is None:
        kept = (tuple(str(one) for one in check()), now)
        cache.set(KEY, kept, KEPT_FOR)
    problems, looked_at = kept
    since = timezone.localtime(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return TrailState(problems, looked_at, since, tuple(how_many(READINGS, since).items()))
