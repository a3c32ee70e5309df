"""Whether the chains hold, and how much was read: for the first page of the trail's auditor."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from headway.domain.trail import Verb
from headway.register.trail.checking import Checked, check_on
from headway.register.trail.how_many import how_many
from headway.services.office.folder_trail import FolderTrail, bring_up_to_date

READINGS = (Verb.READ_ROWS, Verb.TOOK_AWAY, Verb.LOOKED_UP, Verb.READ_TRAIL, Verb.SIGN_IN_REFUSED)


@dataclass(frozen=True, slots=True)
class TrailState:
    """How both chains stand, and how often what was read in the office since a time."""

    office: Checked
    folder: FolderTrail
    since: datetime
    done: tuple[tuple[Verb, int], ...]


def trail_state(data: Path) -> TrailState:
    """Check both chains on from where they were found whole, and count since the month began."""
    now = timezone.localtime()
    since = now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    done = tuple(how_many(READINGS, since).items())
    return TrailState(check_on(), bring_up_to_date(data), since, done)
