"""Protects a release: decides what is withheld, and lets nothing out without a proof."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from headway.domain.disclosure.audit import (
    Audit,
    Decision,
    NotReleased,
    Proof,
    Protected,
    Unknown,
    Weak,
)
from headway.domain.disclosure.cells import CellKey
from headway.domain.disclosure.policy import Policy
from headway.domain.disclosure.release import Release, Released
from headway.protection.audit import Survey, audit, audited, everything
from headway.protection.costs import costs
from headway.protection.coverage import Piece
from headway.protection.draft import Draft
from headway.protection.pairing import pair_up
from headway.protection.parts import parts_of
from headway.protection.repair import repair_of

TURNS = 24
FIRST_TURNS = 5
NEIGHBOURHOODS = (300, 1500, 6000)
FEW = 60  # withheld figures up to which each is tried whether it is needed
SMALL_RELEASE = 300  # counts up to which a release is small


def protect(
    release: Release,
    policy: Policy,
    earlier: Sequence[Released] = (),
    accepted: Collection[CellKey] = (),
) -> Decision:
    """Decide what of a release is withheld by a policy, and prove that it stays withheld.

    ``earlier`` is everything the same readers may have seen before. ``accepted`` are counts that
    earlier editions gave away and that a person has accepted as out. The decision is either the
    protected release with its audit, or a refusal whose findings name figures and give no value.
    """
    draft = Draft(release, policy, tuple(earlier), frozenset(accepted))
    alternatives: list[Mapping[Unknown, int]] = []
    if policy.withholds:
        prices = costs(release)
        for part in parts_of(release, earlier):
            piece = Draft(part.release, policy, part.earlier, draft.accepted, prices=prices)
            alternatives.extend(_decided(piece).certificate.alternatives)
            draft.withheld |= piece.withheld
            draft.withdrawn |= piece.withdrawn
    released = draft.released()
    found = audit(released, draft.earlier, draft.accepted, Proof(tuple(alternatives)))
    if found.passed:
        return Protected(released, found)
    found = _with_before(found, draft)
    return NotReleased(tuple(one.finding(release.name) for one in found.weak), found)


def _decided(draft: Draft) -> Audit:
    """Decide one part, as far as it can be decided, and return its audit."""
    pieces: Sequence[Piece] = ()
    large = len(draft.release.cells) > SMALL_RELEASE
    if large and draft.policy.rounding_base == 1:
        pair_up(draft, everything(draft.released(), draft.earlier, draft.accepted))
    if draft.policy.small_are_known:
        pieces = _mend(draft, (), weak_bounds=False)
    pieces = _mend(draft, pieces, weak_bounds=True)
    found = audited(draft.released(), draft.earlier, draft.accepted, pieces)
    if found.passed:
        found = _give_back(draft, found)
    for _ in range(TURNS):
        if not _show_what_is_out(draft, found):
            break
        pieces = _mend(draft, (), weak_bounds=True)
        found = audited(draft.released(), draft.earlier, draft.accepted, pieces)
    return found


def _show_what_is_out(draft: Draft, found: Audit) -> bool:
    """Show again what was withheld for others and can be worked out: it protects nobody.

    Showing it tells nothing new, since everybody could work it out already.
    """
    out = {one.key for one in found.exposed if not one.insiders} & draft.withheld
    draft.withheld -= out
    for key in out:
        del draft.candidates[key]
    return bool(out)


def _mend(draft: Draft, pieces: Sequence[Piece], *, weak_bounds: bool) -> Sequence[Piece]:
    """Withhold more until all is proved, or nothing more helps; return the tables found.

    First for a reader who is told which are the small ones; where that cannot be had, for one who
    sees the symbols.
    """
    given_up: set[int] = set()
    level = 0
    for _ in range(TURNS if weak_bounds else FIRST_TURNS):
        survey = Survey(everything(draft.released(), draft.earlier, draft.accepted))
        survey.take(pieces)
        survey.look(unnamed=weak_bounds)
        pieces = survey.pieces()
        coverage = survey.unnamed if weak_bounds else survey.coverage
        unmet = [one for one in coverage.unmet(survey.open_needs()) if one not in given_up]
        if not unmet:
            break
        if _withdraw(draft, survey, unmet):
            continue
        before = len(draft.withheld)
        repair = repair_of(draft, weak_bounds=weak_bounds, size=NEIGHBOURHOODS[level])
        hopeless = repair.run(survey, unmet)
        pieces = [*pieces, *repair.pieces]
        if 2 * len(hopeless) > len(unmet):
            level = min(level + 1, len(NEIGHBOURHOODS) - 1)
        if len(draft.withheld) > before:
            continue
        level += 1
        if level == len(NEIGHBOURHOODS) or repair.whole:
            level = min(level, len(NEIGHBOURHOODS) - 1)
            if weak_bounds:
                _insist(draft, survey, [one for one in unmet if one not in hopeless])
            given_up.update(unmet if len(draft.withheld) == before else hopeless)
    return pieces


def _insist(draft: Draft, survey: Survey, stuck: Sequence[int]) -> None:
    """Withhold the cheapest figure nearest to each that the library thinks safe and is not."""
    system = survey.system
    rows_of: dict[int, list[int]] = {}
    for number, row in enumerate(system.rows):
        for one, _ in row.terms:
            rows_of.setdefault(one, []).append(number)
    for one in stuck:
        near, left = {one}, draft.left()
        for _ in range(4):
            rows = {number for each in near for number in rows_of.get(each, ())}
            near |= {other for number in rows for other, _ in system.rows[number].terms}
            keys = [key for each in sorted(near) if (key := system.unknowns[each][0]) in left]
            if keys:
                draft.withhold([min(keys, key=left.__getitem__)])
                break


def _withdraw(draft: Draft, survey: Survey, unmet: Sequence[int]) -> bool:
    """Take back derived figures that speak of weak figures, before more counts are withheld."""
    names: set[object] = {one.name for one in draft.release.statements}
    names -= draft.released().withheld
    if not names:
        return False
    lines = survey.part.lines
    near: set[object] = set()
    for one in unmet:
        direct = {lines[line].source for line in survey.part.lines_of[one]} & names
        reached = survey.part.window(one, 200) if not direct else ()
        near |= (
            direct
            | {lines[line].source for each in reached for line in survey.part.lines_of[each]}
            & names
        )
    draft.withdrawn |= {str(name) for name in near}
    return bool(near)


def _give_back(draft: Draft, found: Audit) -> Audit:
    """Show again what turns out not to be needed, dearest first; for small releases.

    Nothing is given back that an earlier edition withheld.
    """
    before = draft.withheld_before()
    spare = draft.withheld - before
    if len(draft.release.cells) > SMALL_RELEASE or len(spare) > FEW:
        return found
    for key in sorted(spare, key=lambda key: (-draft.candidates[key], str(key))):
        draft.withheld.discard(key)
        tried = audit(draft.released(), draft.earlier, draft.accepted, found.certificate)
        if tried.passed and tried.only_unnamed <= found.only_unnamed:
            found = tried
        else:
            draft.withheld.add(key)
    return found


def _with_before(found: Audit, draft: Draft) -> Audit:
    """Mark what the earlier editions alone give away: no policy of this one could help."""
    most = draft.everything_withheld()
    with_earlier = {one.key for one in audit(most, draft.earlier, draft.accepted).weak}
    unburdened = Draft(draft.release, draft.policy, (), draft.accepted).everything_withheld()
    alone = {one.key for one in audit(unburdened, (), draft.accepted).weak}
    past = with_earlier - alone

    def marked(some: tuple[Weak, ...]) -> tuple[Weak, ...]:
        return tuple(replace(one, before=one.key in past) for one in some)

    return replace(
        found,
        exposed=marked(found.exposed),
        nearly=marked(found.nearly),
        unproved=marked(found.unproved),
    )
