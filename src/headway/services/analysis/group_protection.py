"""Which group figures give a few people away: decided with a proof, for those who read no rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from headway.catalogue.model import Catalogue
from headway.domain.calculation import Average, Duration
from headway.domain.calculation_results import Key, Result
from headway.domain.disclosure.audit import Protected
from headway.domain.disclosure.cells import Cell, CellKey, Relation, Side
from headway.domain.disclosure.hierarchy import hierarchy
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.disclosure.release import Outcome, Release
from headway.domain.indicator import Indicator, Unit
from headway.domain.values import Number
from headway.protection.parts import parts_of
from headway.protection.protect import protect
from headway.services.analysis.publish_counts import adding_rules, same_counts

NAME = "groups"


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
        cells |= {cell.key: cell for cell in _cells(one, known.indicators[one.indicator])}
    shown = _shown(_release(cells, known, policy), policy)
    rests_on = {one.key: [key for key in _keys(one) if key in cells] for one in groups}
    return frozenset(
        key
        for key, counts in rests_on.items()
        if not counts or not all(count in shown for count in counts)
    )


def _cells(result: Result, indicator: Indicator) -> Iterator[Cell]:
    """Give the counts of a figure: it, or what stands above and below the line.

    What an average adds up is no count of people, and a median has nothing above the line.
    """
    whole, above, below = _keys(result)
    if result.denominator is None:
        value = result.value
        if isinstance(value, Number) and indicator.unit is Unit.NUMBER and _is_count(value.amount):
            yield Cell(whole, int(value.amount))
        return
    if _is_count(result.denominator):
        yield Cell(below, int(result.denominator))
    people = not isinstance(indicator.calculation, Average | Duration)
    if people and result.numerator is not None and _is_count(result.numerator):
        yield Cell(above, int(result.numerator))


def _keys(result: Result) -> tuple[CellKey, CellKey, CellKey]:
    parts = () if result.breakdown is None else (result.breakdown,)
    key = CellKey(result.indicator, result.period, result.unit, parts)
    return key, replace(key, side=Side.NUMERATOR), replace(key, side=Side.DENOMINATOR)


def _is_count(amount: Fraction) -> bool:
    return amount.denominator == 1 and amount >= 0


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
