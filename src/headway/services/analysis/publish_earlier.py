"""What the readers of an edition may have seen before, as it bears on what is published now."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.domain.frozen_edition import narrower, read_by


@dataclass(frozen=True, slots=True)
class Seen:
    """An earlier edition: its name, for whom it was, and what of it was shown and withheld."""

    name: str
    audience: Audience
    released: Released


def seen_by(audience: Audience, policy: Policy, editions: Sequence[Seen]) -> list[Released]:
    """Return what the readers of an audience may have seen, as an audit takes it.

    An edition for a wider audience adds to what they know; what it withheld from others need not
    be kept from them.
    """
    found = []
    for one in editions:
        if one.audience is audience:
            found.append(one.released)
        elif one.audience in read_by(audience):
            found.append(known_from(one.released, policy))
    return _once(found)


def kept_from_narrower(
    audience: Audience, editions: Sequence[Seen], release: Release
) -> frozenset[CellKey]:
    """Return the counts of a release that editions for narrower audiences withheld for others.

    Their readers see this one too, and two editions that withhold different figures would give
    away both. Small ones are withheld by this edition's own policy.
    """
    return frozenset(
        key
        for one in editions
        if one.audience in narrower(audience)
        for key, outcome in one.released.outcomes.items()
        if outcome is Outcome.OTHER and release.counts.get(key) == one.released.release.counts[key]
    )


def known_from(released: Released, policy: Policy) -> Released:
    """Return what an edition for a wider audience tells the readers of a narrower one.

    What it withheld from others need not be kept from them, unless it is small by ``policy`` too.
    """
    threshold = min(policy.threshold, released.policy.threshold)
    least = replace(released.policy, threshold=threshold, least_possible=2)
    outcomes = {
        key: outcome if outcome is Outcome.SHOWN else Outcome.NOT_PRINTED
        for key, outcome in released.outcomes.items()
    }
    cells = tuple(
        replace(cell, printed=outcomes[cell.key] is Outcome.SHOWN)
        for cell in released.release.cells
    )
    release = Release(released.release.name, cells, released.release.relations)
    return Released(release, least, outcomes)


def _once(editions: Sequence[Released]) -> list[Released]:
    """Leave out of each edition what the ones before it told in the very same way.

    Editions repeat a year of months each time; nothing new is told by telling it again.
    """
    cells_seen: set[object] = set()
    relations_seen: set[object] = set()
    found = []
    for one in editions:
        counts, own = one.release.counts, (one.policy.threshold, one.policy.rounding_base)
        relations, needed = [], set[CellKey]()
        for relation in one.release.relations:
            keys = (relation.total, *relation.parts)
            about = (relation.kind, tuple((key, counts[key]) for key in keys))
            if about not in relations_seen:
                relations_seen.add(about)
                relations.append(relation)
                needed.update(keys)
        cells = []
        for cell in one.release.cells:
            told = (cell.key, cell.count, one.outcomes[cell.key], own)
            if told not in cells_seen or cell.key in needed:
                cells_seen.add(told)
                cells.append(cell)
        if cells:
            outcomes = {cell.key: one.outcomes[cell.key] for cell in cells}
            release = Release(one.release.name, tuple(cells), tuple(relations))
            found.append(Released(release, one.policy, outcomes))
    return found
