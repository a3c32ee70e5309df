"""What an edition rests on, all of it: with this it can be made again, byte for byte."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime

from headway.domain.calculation_results import Level
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import Period
from headway.domain.problems import Finding, Place, Refused, Severity
from headway.domain.trail import utc_text
from headway.services.analysis.publish_made_with import MadeWith, made_with
from headway.services.analysis.publish_periods import kept_label, kept_period

FORMAT = 2  # 1: before the program, digests and single definitions were pinned


@dataclass(frozen=True, slots=True)
class PinnedArtefact:
    """An artefact that an edition rests on: what it is in words, and its contents' SHA-256."""

    words: str
    digest: str


@dataclass(frozen=True, slots=True)
class PinnedSnapshot:
    """How a snapshot stood: how often rows had been erased, and the SHA-256 of its manifest.

    The manifest names the digest of each of its files.
    """

    revision: int
    manifest: str


@dataclass(frozen=True, slots=True)
class Pins:
    """Everything an edition was made of.

    ``history``, ``entries`` and ``benchmarks`` are artefacts; ``earlier`` the counts of editions
    that its readers, or readers of narrower editions, may have seen. ``accepted`` are counts, by
    name, that earlier editions gave away and a person accepted as out. ``overlay`` holds the
    council's own definitions: their texts by path. Entries hold signed commentary as well; the
    organisation with its dates is part of the snapshot; targets, policies and a council's own names
    of units are definitions.

    ``artefacts`` says of each artefact what it is, ``definitions`` the SHA-256 of each definition
    in force by its name, ``stood`` how the snapshot stood and ``program`` what it was made with.
    Editions made before these were pinned say nothing of them.
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
    artefacts: Mapping[str, PinnedArtefact] = field(default_factory=dict)
    definitions: Mapping[str, str] = field(default_factory=dict)
    stood: PinnedSnapshot | None = None
    program: MadeWith = field(default_factory=made_with)

    @property
    def headway(self) -> str:
        """The version of Headway that made it."""
        return self.program.headway


def pins_bytes(pins: Pins) -> bytes:
    """Write pins as JSON."""
    return json.dumps(
        {
            "format": FORMAT,
            "name": pins.name,
            "audience": pins.audience.value,
            "card": pins.card,
            "period": [pins.period.kind.name, kept_label(pins.period)],
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
            "artefacts": {name: asdict(one) for name, one in pins.artefacts.items()},
            "definitions": dict(pins.definitions),
            "stood": asdict(pins.stood) if pins.stood else None,
            "headway": pins.headway,
            "code": pins.program.code,
            "libraries": dict(pins.program.libraries),
        },
        ensure_ascii=False,
        indent=1,
        sort_keys=True,
    ).encode()


def read_pins(contents: bytes) -> Pins:
    """Read what ``pins_bytes`` wrote; Refused for what a newer Headway wrote."""
    found = json.loads(contents)
    if found.get("format", 1) > FORMAT:
        raise _newer(str(found.get("name", "")), str(found.get("headway", "")))
    kind, label = found["period"]
    return Pins(
        name=found["name"],
        audience=Audience(found["audience"]),
        card=found["card"],
        period=kept_period(kind, label),
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
        artefacts={
            name: PinnedArtefact(**each) for name, each in found.get("artefacts", {}).items()
        },
        definitions=found.get("definitions", {}),
        stood=PinnedSnapshot(**found["stood"]) if found.get("stood") else None,
        program=MadeWith(found["headway"], found.get("code", ""), found.get("libraries", {})),
    )


def _newer(name: str, headway: str) -> Refused:
    return Refused(
        Finding(
            Place(f"edition {name}"),
            Severity.STOPS,
            f"it was made by a newer Headway ({headway}), which pins more than this one knows",
            "The edition stands as it was published",
            f"Use Headway {headway} to make it again",
        )
    )
