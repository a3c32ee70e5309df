"""Checks a proof by itself: no solver, no system of rows, only what the release and its policy say.

An alternative table is put in the place of the true counts in every edition; everything that was
shown must be shown of it alike. Then every withheld count must have been enough different counts.
"""

from collections.abc import Collection, Mapping, Sequence

from headway.domain.disclosure.audit import Proof, Unknown
from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import Policy, Zeros
from headway.domain.disclosure.release import Outcome, Released


def check(proof: Proof, releases: Sequence[Released], accepted: Collection[CellKey] = ()) -> bool:
    """Say whether a proof holds: every alternative is true of all that is shown, and they suffice.

    What insiders know is not looked at here.
    """
    values: dict[Unknown, set[int]] = {}
    for alternative in proof.alternatives:
        if any(key in accepted for key, _ in alternative):
            return False
        if not all(looks_alike(released, alternative) for released in releases):
            return False
        for unknown, count in alternative.items():
            values.setdefault(unknown, {unknown[1]}).add(count)
    return all(
        len(values.get((cell.key, cell.count), (0,))) >= _needed(released, cell.key, cell.count)
        for released in releases
        for cell in released.release.cells
        if cell.key not in accepted
    )


def looks_alike(released: Released, alternative: Mapping[Unknown, int]) -> bool:
    """Say whether a release would show the same of the alternative counts."""
    truth = released.release.counts

    def count(key: CellKey) -> int:
        return alternative.get((key, truth[key]), truth[key])

    changed = [key for key, _ in alternative if key in truth and count(key) != truth[key]]
    touched = set(changed)
    return (
        all(
            _same_sign(released.policy, released.outcomes[key], key, released, count(key))
            for key in changed
        )
        and all(
            relation.holds(count)
            for relation in released.release.relations
            if relation.total in touched or not touched.isdisjoint(relation.parts)
        )
        and all(
            one.claim.holds(count)
            for one in released.release.statements
            if released.shows(one.name) and not touched.isdisjoint(one.claim.keys)
        )
    )


def _same_sign(
    policy: Policy, outcome: Outcome, key: CellKey, released: Released, count: int
) -> bool:
    if count < 0:
        return False
    if outcome is Outcome.NOT_PRINTED:
        return True
    if outcome is Outcome.SHOWN:
        shown = policy.shown(released.release.counts[key])
        return not policy.is_small(count) and policy.shown(count) == shown
    if policy.symbols.tell_apart:
        return policy.is_small(count) is (outcome is Outcome.SMALL)
    return count > 0 or policy.zeros is Zeros.PROTECTED


def _needed(released: Released, key: CellKey, count: int) -> int:
    if released.policy.is_small(count):
        return released.policy.least_possible
    return 2 if released.outcomes[key].withheld else 0
