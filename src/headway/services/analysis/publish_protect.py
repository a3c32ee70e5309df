"""Decides what of an edition is withheld; what cannot be proved safe is held back as a whole."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from headway.domain.calculation_results import Level
from headway.domain.disclosure.audit import Audit, NotReleased, Proof, Protected, Unknown, Weak
from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import Policy
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.domain.periods import Period
from headway.domain.problems import Finding
from headway.protection.audit import audit
from headway.protection.parts import Part, parts_of
from headway.protection.protect import protect

# What is held back where no choice of single figures can be proved safe: first the teams' figures
# of an indicator and period, then all below the council's, then all; see ``_silent`` for the last.
_STEPS = (
    frozenset({Level.TEAM}),
    frozenset({Level.TEAM, Level.LOCALITY, Level.SERVICE}),
    frozenset(Level),
)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is released, its audit, and what was held back as a whole: noughts and all.

    With ``findings`` nothing may be released; ``before`` counts those figures that earlier editions
    give away, whatever this one withholds, and ``out`` names the counts.
    """

    released: Released
    audit: Audit
    held_back: frozenset[CellKey] = frozenset()
    findings: tuple[Finding, ...] = ()
    before: int = 0
    out: tuple[str, ...] = ()


def decide(
    release: Release,
    policy: Policy,
    earlier: Sequence[Released] = (),
    accepted: Collection[CellKey] = (),
    held_before: Collection[CellKey] = (),
) -> Decided:
    """Withhold by a policy, and prove that everything released together keeps it withheld.

    ``held_before`` are held back whatever the policy says of them.
    """
    if not policy.withholds:
        outcomes = {
            cell.key: Outcome.SHOWN if cell.printed else Outcome.NOT_PRINTED
            for cell in release.cells
        }
        return Decided(Released(release, policy, outcomes), Audit(checked=0))
    outcomes = {}
    tables: list[Mapping[Unknown, int]] = []
    findings: dict[Finding, bool] = {}
    names: dict[str, None] = {}
    held, silent = set(held_before), set[CellKey]()
    release = _without(release, held)
    for part in parts_of(release, earlier):
        found, back = _part(part, policy, accepted)
        if isinstance(found, NotReleased):
            found = protect(_silent(part.release), policy, part.earlier, accepted)
            back = {cell.key for cell in part.release.cells if cell.printed}
            silent |= part.release.counts.keys()
        held |= back
        if isinstance(found, NotReleased):
            findings |= {one.finding(release.name): one.before for one in found.audit.weak}
            names |= {str(one.key): None for one in found.audit.weak if one.before}
            continue
        outcomes.update(found.released.outcomes)
        tables += found.audit.certificate.alternatives
    if findings:
        nothing = {cell.key: Outcome.NOT_PRINTED for cell in release.cells}
        unprinted = _without(release, release.counts)
        refused, before = tuple(findings), sum(findings.values())
        out = Released(unprinted, policy, nothing)
        return Decided(out, Audit(), findings=refused, before=before, out=tuple(names))
    released = Released(_unjoined(_without(release, held), silent), policy, outcomes)
    whole = audit(released, earlier, accepted, Proof(tuple(tables)))
    weak = tuple(one.finding(release.name) for one in whole.weak)
    return Decided(released, whole, frozenset(held), weak)


def _part(
    part: Part, policy: Policy, accepted: Collection[CellKey]
) -> tuple[Protected | NotReleased, set[CellKey]]:
    """Protect one part; where that fails, hold more and more of what is weak back and try again."""
    found = protect(part.release, policy, part.earlier, accepted)
    held: set[CellKey] = set()
    for levels in _STEPS:
        if isinstance(found, Protected):
            break
        blocks = {(one.key.indicator, one.key.period) for one in _ours(found.audit.weak)}
        blocks |= _beside(part.release, blocks)
        more = {
            cell.key
            for cell in part.release.cells
            if cell.printed
            and cell.key.unit.level in levels
            and (cell.key.indicator, cell.key.period) in blocks
        }
        if more <= held:
            continue
        held |= more
        found = protect(_without(part.release, held), policy, part.earlier, accepted)
    return found, held


def _silent(release: Release) -> Release:
    """Say nothing of all that hangs together: print none of it, and so tell none of its relations.

    Its readers then know what they knew before. What they have not seen cannot be worked out, as
    nothing tells them what has changed and what has not. What is weak still is out already: earlier
    editions alone give it away, among them counts that have not changed since.
    """
    return _unjoined(_without(release, release.counts), release.counts)


def _unjoined(release: Release, silent: Collection[CellKey]) -> Release:
    """Leave out every relation and derived figure of counts of which nothing is said."""
    if not silent:
        return release
    relations = tuple(one for one in release.relations if one.total not in silent)
    statements = tuple(one for one in release.statements if one.claim.keys[0] not in silent)
    return Release(release.name, release.cells, relations, statements)


def _ours(weak: Iterable[Weak]) -> list[Weak]:
    return [one for one in weak if not one.before] or list(weak)


def _beside(release: Release, blocks: Collection[tuple[str, Period]]) -> set[tuple[str, Period]]:
    """Give the indicators that count the same, or count it for a period that hangs on it."""
    found = set()
    for relation in release.relations:
        joined = {(key.indicator, key.period) for key in (relation.total, *relation.parts)}
        if len(joined) > 1 and joined & set(blocks):
            found |= joined
    return found


def _without(release: Release, held: Collection[CellKey]) -> Release:
    cells = tuple(
        replace(cell, printed=False) if cell.key in held else cell for cell in release.cells
    )
    return Release(release.name, cells, release.relations, release.statements)
