"""What an edition rests on, all of it: with this it can be made again, byte for byte."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from headway import __version__
from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.period_labels import parse_period, short_label
from headway.domain.periods import Period, PeriodKind
from headway.domain.trail import utc_text


@dataclass(frozen=True, slots=True)
class Pins:
    """Everything an edition was made of.

    ``history``, ``entries`` and ``benchmarks`` are artefacts; ``earlier`` the counts of editions
    that its readers, or readers of narrower editions, may have seen. ``accepted`` are counts, by
    name, that earlier editions gave away and a person accepted as out. ``overlay`` holds the
    council's own definitions: their texts by path.
    """

    name: str
    audience: Audience
    card: str
    period: Period
    levels: tuple[Level, ...]
    months: int
    policy: str
    marking: str
    at: datetime
    snapshot: str
    catalogue: str
    history: tuple[str, ...]
    entries: tuple[str, ...]
    benchmarks: str
    earlier: tuple[str, ...]
    accepted: tuple[str, ...]
    overlay: Mapping[str, str]
    headway: str = __version__


def pins_bytes(pins: Pins) -> bytes:
    """Write pins as JSON."""
    return json.dumps(
        {
            "name": pins.name,
            "audience": pins.audience.value,
            "card": pins.card,
            "period": [pins.period.kind.name, short_label(pins.period)],
            "levels": [one.name for one in pins.levels],
            "months": pins.months,
            "policy": pins.policy,
            "marking": pins.marking,
            "at": utc_text(pins.at),
            "snapshot": pins.snapshot,
            "catalogue": pins.catalogue,
            "history": list(pins.history),
            "entries": list(pins.entries),
            "benchmarks": pins.benchmarks,
            "earlier": list(pins.earlier),
            "accepted": list(pins.accepted),
            "overlay": dict(pins.overlay),
            "headway": pins.headway,
        },
        ensure_ascii=False,
        indent=1,
        sort_keys=True,
    ).encode()


def read_pins(contents: bytes) -> Pins:
    """Read what ``pins_bytes`` wrote."""
    found = json.loads(contents)
    kind, label = found["period"]
    return Pins(
        name=found["name"],
        audience=Audience(found["audience"]),
        card=found["card"],
        period=parse_period(label, PeriodKind[kind]),
        levels=tuple(Level[one] for one in found["levels"]),
        months=found["months"],
        policy=found["policy"],
        marking=found["marking"],
        at=datetime.fromisoformat(found["at"]),
        snapshot=found["snapshot"],
        catalogue=found["catalogue"],
        history=tuple(found["history"]),
        entries=tuple(found["entries"]),
        benchmarks=found["benchmarks"],
        earlier=tuple(found["earlier"]),
        accepted=tuple(found["accepted"]),
        overlay=found["overlay"],
        headway=found["headway"],
    )
