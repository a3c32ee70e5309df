"""Which group figures give a few people away: decided with a proof, for those who read no rows."""

from collections.abc import Iterable, Mapping, Sequence

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import Key, Result
from headway.domain.disclosure.audit import Protected
from headway.domain.disclosure.cells import Cell, CellKey, Relation, Side
from headway.domain.disclosure.hierarchy import hierarchy
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.disclosure.release import Outcome, Release
from headway.protection.parts import parts_of
from headway.protection.protect import protect
from headway.services.analysis.disclosure_release import key_of
from headway.services.analysis.publish_counts import adding_rules, counts_of_result, same_counts

NAME = "groups"
SIDES = (Side.WHOLE, Side.NUMERATOR, Side.DENOMINATOR)


def policy_for_groups(known: Catalogue) -> Policy:
    """Give the policy that holds for staff who read no rows.

    It is that of the audience *internal* where the council made it withhold anything, else that
    of the audience *partners*: those do not read rows either.
    """
    internal = known.policy_for(Audience.INTERNAL)
    return internal if internal.withholds else known.policy_for(Audience.PARTNERS)


def withheld_groups(
    groups: Sequence[Result], wholes: Sequence[Result], known: Catalogue, policy: Policy
) -> frozenset[Key]:
    """Name the group figures of one unit and one breakdown that may not be shown.

    ``groups`` are the figures by group of every indicator that may be parted so, and ``wholes``
    the same indicators' figures without groups, which the readers know. What stands above and
    below the line is shown beside each figure. Counts that are the same in two indicators are
    looked at together. Where no choice of single figures can be proved, all that hang together
    are withheld; so is what rests on no count at all, and everything by a policy that rounds.
    """
    if not policy.withholds:
        return frozenset()
    if policy.rounding_base > 1:  # these pages show exact figures, or none
        return frozenset(one.key for one in groups)
    cells: dict[CellKey, Cell] = {}
    for one in (*wholes, *groups):
        counted = counts_of_result(one, known.indicators[one.indicator], printed=True)
        cells |= {cell.key: cell for _, cell in counted}
    shown = _shown(_release(cells, known, policy), policy)
    rests_on = {
        one.key: [key for side in SIDES if (key := key_of(one, side)) in cells] for one in groups
    }
    return frozenset(
        key
        for key, counts in rests_on.items()
        if not counts or not all(count in shown for count in counts)
    )


def _release(cells: Mapping[CellKey, Cell], known: Catalogue, policy: Policy) -> Release:
    """Join the counts; those that do not hang together as their definition says are left out."""
    found: dict[CellKey, Cell] = {}
    relations: list[Relation] = []
    for name in sorted({key.indicator for key in cells}):
        mine = {key: cell for key, cell in cells.items() if key.indicator == name}
        rule = adding_rules(known.indicators, mine)
        try:
            joined = hierarchy(mine.values(), (), rule, complements=policy.complements)
            Release(NAME, joined.cells, joined.relations)
        except ValueError:
            continue
        found |= {cell.key: cell for cell in joined.cells}
        relations += joined.relations
    relations += same_counts(found, known.indicators)
    return Release(NAME, tuple(found.values()), tuple(dict.fromkeys(relations)))


def _shown(release: Release, policy: Policy) -> set[CellKey]:
    return {key for part in parts_of(release, ()) for key in _shown_of(part.release, policy)}


def _shown_of(release: Release, policy: Policy) -> Iterable[CellKey]:
    if not any(policy.is_small(cell.count) for cell in release.cells):
        return release.counts
    decision = protect(release, policy)
    if not isinstance(decision, Protected):
        return ()
    outcomes = decision.released.outcomes
    return [key for key, outcome in outcomes.items() if outcome is Outcome.SHOWN]
