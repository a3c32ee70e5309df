"""What somebody asks to publish, as it waits in the queue, and what an edition of it rests on."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone

from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.period_labels import parse_period, short_label
from headway.register.editions.standing import MonthKey
from headway.services.analysis.publish import PublishAsked
from headway.services.analysis.publish_resting import pinned_snapshot
from headway.services.office.catalogue import current_catalogue
from headway.warehouse.artefacts import Kind
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_listing import current_of, snapshots_on

UNITS: Mapping[str, tuple[Level, ...]] = {
    "council": (),
    "localities": (Level.LOCALITY,),
    "teams": (Level.LOCALITY, Level.TEAM),
}
RESTS = {
    "snapshot": "other exports were loaded",
    "rows": "rows were erased from the exports loaded",
    "definitions": "the definitions changed",
    "kept": "something was published, entered or approved",
}
KEPT = frozenset({Kind.HISTORY, Kind.ENTRIES, Kind.BENCHMARKS, Kind.EDITIONS})


@dataclass(frozen=True, slots=True)
class ToPublish:
    """A month's scorecard, for whom, whose figures besides the council's, and who asks.

    ``accepted`` names the counts that a head of service accepted as out already.
    """

    key: MonthKey
    audience: Audience
    units: str
    by: str
    accepted: tuple[str, ...] = ()


def words_of(asked: ToPublish) -> dict[str, str]:
    """Give it as words that wait in the queue; who asks is kept there already."""
    return {
        "card": asked.key.card,
        "month": short_label(asked.key.month),
        "audience": asked.audience.name,
        "units": asked.units,
    }


def accepted_words(asked: ToPublish, out: Sequence[str], reason: str) -> dict[str, Any]:
    """Give more counts that are accepted as out, and why, as words that wait in the queue."""
    return {"accepted": [*dict.fromkeys((*asked.accepted, *out))], "reason": reason}


def to_publish(words: Mapping[str, Any], by: str) -> ToPublish:
    """Read what ``words_of`` wrote, and ``accepted_words`` where these stand beside it."""
    key = MonthKey(words["card"], parse_period(words["month"]))
    accepted = tuple(words.get("accepted", ()))
    return ToPublish(key, Audience[words["audience"]], words["units"], by, accepted)


def publish_asked(overlay: Path | None, asked: ToPublish) -> PublishAsked:
    """Give it as publishing takes it, at this time."""
    return PublishAsked(
        asked.audience,
        asked.key.month,
        asked.by,
        timezone.now(),
        UNITS[asked.units],
        asked.key.card,
        catalogue=overlay if overlay is not None and overlay.is_dir() else None,
        accepted=asked.accepted,
    )


def rests_on(data: Path, overlay: Path | None) -> dict[str, str]:
    """Say what an edition made now would rest on: two that rest on the same show the same.

    The snapshot and how it stands (rows may be erased from it), the definitions, and what is kept
    of published history, answers and commentary, national figures, and earlier editions.
    """
    folder = open_folder(data)
    current = current_of(snapshots_on(folder.trail()).values())
    stands = pinned_snapshot(current) if current else None
    kept = [str(one) for one in folder.list_artefacts() if one.kind in KEPT]
    return {
        "snapshot": current.snapshot.text if current else "",
        "rows": f"{stands.revision} {stands.manifest}" if stands else "",
        "definitions": current_catalogue(overlay).version,
        "kept": hashlib.sha256("\n".join(kept).encode()).hexdigest(),
    }


def changed_since(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    """Say in words what changed of what an edition rests on. Other exports are other rows."""
    changed = [name for name in RESTS if before.get(name) != now.get(name)]
    return tuple(RESTS[name] for name in changed if name != "rows" or "snapshot" not in changed)
