"""What sums leave over is the same people wherever it is the same, and nothing new is told."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind, Side
from headway.domain.disclosure.hierarchy import Adding, hierarchy
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.disclosure.release import Release
from headway.domain.periods import quarter
from headway.services.analysis.publish_left_over import left_over
from headway.services.analysis.publish_protect import decide

UNDER_6 = Policy("under-6", "Under 6", frozenset(Audience), 6, least_possible=3)
TEAMS = tuple(UnitRef(Level.TEAM, f"T{number}") for number in range(1, 6))
NORTH, SOUTH = (UnitRef(Level.LOCALITY, name) for name in ("L1", "L2"))
PLACES = dict.fromkeys(TEAMS[:3], NORTH) | dict.fromkeys(TEAMS[3:], SOUTH)
PLACES |= {NORTH: COUNCIL, SOUTH: COUNCIL}
RECEIVED, LISTENED = "received", "listened"


def key(unit: UnitRef, name: str, side: Side = Side.WHOLE) -> CellKey:
    return CellKey(name, quarter(2026, 1), unit, side=side)


def counted(of: dict[UnitRef, tuple[int, int]], gone: tuple[int, int]) -> list[Cell]:
    """Families that said something, and those that felt listened to.

    ``gone`` are those of a team that moved: in the totals of South and of the council, and in no
    team's.
    """
    places = {
        NORTH: [of[one] for one in TEAMS[:3]],
        SOUTH: [*(of[one] for one in TEAMS[3:]), gone],
        COUNCIL: [*of.values(), gone],
    } | {one: [each] for one, each in of.items()}
    found = []
    for unit, parts in places.items():
        said, felt = (sum(part[side] for part in parts) for side in (0, 1))
        found += [
            Cell(key(unit, RECEIVED), said),
            Cell(key(unit, LISTENED, Side.DENOMINATOR), said),
            Cell(key(unit, LISTENED, Side.NUMERATOR), felt),
        ]
    return found


def joined(cells: list[Cell]) -> tuple[dict[CellKey, Cell], list[Relation], list[Relation]]:
    """All counts, what hierarchy and definitions say of them, and what is left over."""
    ways = [{**PLACES}, dict.fromkeys(TEAMS, COUNCIL)]
    rules = {RECEIVED: Adding(), LISTENED: Adding(subset=True)}
    found = hierarchy(cells, ways, rules)
    same = [
        Relation(cell.key, (key(cell.key.unit, RECEIVED),))
        for cell in cells
        if cell.key.side is Side.DENOMINATOR
    ]
    every = {cell.key: cell for cell in found.cells}
    known = [*found.relations, *same]
    return every, known, list(left_over(every, known, same))


def implied(relations: list[Relation], more: Relation) -> bool:
    """Whether a relation follows from others: by elimination with fractions."""
    rows: list[dict[CellKey, Fraction]] = []

    def reduced(one: Relation) -> dict[CellKey, Fraction]:
        left = {one.total: Fraction(1)} | dict.fromkeys(one.parts, Fraction(-1))
        for row in rows:
            lead = next(iter(row))
            if lead in left:
                times = left[lead] / row[lead]
                for each, weight in row.items():
                    left[each] = left.get(each, Fraction(0)) - times * weight
                left = {each: weight for each, weight in left.items() if weight}
        return left

    for one in relations:
        if one.kind is RelationKind.SUM:
            row = reduced(one)
            if row:
                rows.append(row)
    return not reduced(more)


ONE_GONE = counted(
    dict(zip(TEAMS, [(2, 2), (0, 0), (3, 2), (0, 0), (3, 1)], strict=True)), gone=(1, 1)
)


def test_one_person_left_over_twice_is_not_taken_for_two():
    """A family of a team that moved, alone in two figures that count the same families."""
    cells, known, more = joined(ONE_GONE)
    release = Release("an edition", tuple(cells.values()), tuple(known))
    apart = decide(release, UNDER_6).released.release  # of which nothing can be said, then
    assert not any(cell.printed for cell in apart.cells)
    decided = decide(replace(release, relations=(*known, *more)), UNDER_6)
    assert decided.findings == ()
    assert decided.audit.passed
    assert any(cell.printed for cell in decided.released.release.cells)


def test_every_figure_that_a_family_left_over_stands_alone_in_hangs_together():
    cells, _, more = joined(ONE_GONE)
    alone = {one for one in cells if one.side is Side.REMAINDER}
    assert all(cells[one].count == 1 for one in alone)
    group, grown = {next(iter(alone))}, True
    while grown:
        near = [each for each in more if group & {each.total, *each.parts}]
        bigger = group | {one for each in near for one in (each.total, *each.parts)}
        grown, group = bigger != group, bigger
    assert alone <= group


numbers = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda two: (max(two), min(two)))


@given(st.tuples(*[numbers] * 5), numbers)
def test_what_is_said_of_what_is_left_over_follows_from_all_else(teams, gone):
    """So it tells an outsider nothing, and the audit is neither weaker nor stricter for it."""
    cells, known, more = joined(counted(dict(zip(TEAMS, teams, strict=True)), gone))
    Release("an edition", tuple(cells.values()), (*known, *more))  # and it holds
    assert all(implied(known, one) for one in more)
