"""What of an edition is withheld; where no choice of single figures holds, whole lines are."""

from dataclasses import replace

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind, Side
from headway.domain.disclosure.policy import Audience, Contributors, Policy
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.domain.periods import month
from headway.protection.audit import audit
from headway.protection.proof import check
from headway.services.analysis.publish_counts import without_noughts_outside
from headway.services.analysis.publish_protect import decide

NORTH, SOUTH = UnitRef(Level.LOCALITY, "L1"), UnitRef(Level.LOCALITY, "L2")
T1, T2, HUB = (UnitRef(Level.TEAM, name) for name in ("T1", "T2", "HUB"))
UNDER_5 = Policy(
    "under-5", "Under 5", frozenset(Audience), 5, contributors=Contributors.NOBODY, least_possible=3
)
NOTHING = replace(UNDER_5, threshold=1)


def key(unit: UnitRef, name: str = "opened") -> CellKey:
    return CellKey(name, month(2026, 9), unit)


def release(*counts: tuple[UnitRef, int], total: UnitRef = COUNCIL) -> Release:
    cells = [Cell(key(total), sum(count for _, count in counts))]
    cells += [Cell(key(unit), count) for unit, count in counts]
    return Release(
        "an edition", tuple(cells), (Relation(key(total), tuple(one.key for one in cells[1:])),)
    )


def test_a_policy_that_withholds_nothing_shows_all_and_claims_nothing():
    decided = decide(release((NORTH, 1), (SOUTH, 2)), NOTHING)
    assert set(decided.released.outcomes.values()) == {Outcome.SHOWN}
    assert (decided.audit.checked, decided.findings) == (0, ())


def test_a_small_figure_takes_another_with_it_and_the_proof_holds():
    decided = decide(release((NORTH, 2), (SOUTH, 30), (T1, 40)), UNDER_5)
    outcomes = {one.unit: outcome for one, outcome in decided.released.outcomes.items()}
    assert outcomes[NORTH] is Outcome.SMALL
    assert list(outcomes.values()).count(Outcome.OTHER) == 1
    assert decided.findings == ()
    assert check(decided.audit.certificate, [decided.released])


def test_what_is_held_back_is_not_printed_whatever_the_policy_says():
    decided = decide(release((NORTH, 20), (SOUTH, 30)), UNDER_5, held_before={key(SOUTH)})
    assert decided.released.outcomes[key(SOUTH)] is Outcome.NOT_PRINTED
    assert decided.held_back == {key(SOUTH)}


def test_a_line_that_cannot_be_proved_figure_by_figure_is_held_back_whole():
    """Two ones of a total of two: whatever single figures go, a nought beside them says it."""
    decided = decide(release((T1, 1), (T2, 1), (HUB, 0)), UNDER_5)
    assert decided.findings == ()
    assert decided.held_back or decided.released.outcomes[key(COUNCIL)].withheld
    assert decided.audit.passed


def test_what_is_out_already_is_refused_and_named_without_its_value():
    shown = decide(release((NORTH, 2), (SOUTH, 30)), NOTHING).released
    decided = decide(release((NORTH, 2), (SOUTH, 30)), UNDER_5, (shown,))
    assert decided.findings
    said = " ".join(map(str, decided.findings))
    assert "opened, September 2026, locality L1: withheld, but it can be worked out" in said
    assert "from earlier editions alone" in said
    assert decided.before == len(decided.findings)
    assert not any(outcome.withheld for outcome in decided.released.outcomes.values())
    assert not any(cell.printed for cell in decided.released.release.cells)
    assert decide(
        release((NORTH, 2), (SOUTH, 30)), UNDER_5, (shown,), accepted={key(NORTH)}
    ).findings == ()  # fmt: skip


def in_time(below: int, above: int) -> Release:
    """What stands below the line, above it, and what that leaves: as an edition reckons them."""
    sides = (Side.DENOMINATOR, Side.NUMERATOR, Side.COMPLEMENT)
    keys = [replace(key(NORTH, "in-time"), side=side) for side in sides]
    printed = (True, True, False)
    cells = tuple(map(Cell, keys, (below, above, below - above), printed))
    return Release("an edition", cells, (Relation(keys[0], tuple(keys[1:])),))


def test_where_little_happens_to_be_as_before_nothing_is_said_of_it_and_all_else_goes_out():
    """Other exports: six were assessed then as now, but five of them in time and not four.

    Whoever knows of the one that was late, and that it is six still, could tell the five. Told
    nothing of it, nobody knows that it is six still; and no earlier edition gives it away.
    """
    policy = replace(UNDER_5, threshold=6, contributors=Contributors.SINGLE)
    before = decide(in_time(6, 4), policy).released
    assert before.outcomes[before.release.cells[0].key] is Outcome.SHOWN
    now, more = in_time(6, 5), release((NORTH, 12), (SOUTH, 30))
    both = Release("an edition", (*now.cells, *more.cells), (*now.relations, *more.relations))
    decided = decide(both, policy, (before,))
    assert (decided.findings, decided.audit.passed) == ((), True)
    assert {one for one, outcome in decided.released.outcomes.items() if outcome.withheld} == set()
    assert decided.held_back == {cell.key for cell in now.cells if cell.printed}
    assert decided.released.release.relations == more.relations
    assert all(decided.released.outcomes[cell.key] is Outcome.SHOWN for cell in more.cells)
    assert check(decided.audit.certificate, [before, decided.released])


def test_what_was_accepted_as_out_is_not_accepted_as_it_is_restated():
    shown = decide(release((NORTH, 2), (SOUTH, 30)), NOTHING).released
    again, accepted = release((NORTH, 3), (SOUTH, 30)), {key(NORTH)}
    decided = decide(again, UNDER_5, (shown,), accepted=accepted)
    assert decided.findings == ()
    assert decided.released.outcomes[key(COUNCIL)] is not Outcome.SHOWN
    outcomes = dict.fromkeys(again.counts, Outcome.SHOWN) | {key(NORTH): Outcome.SMALL}
    all_else = Released(again, UNDER_5, outcomes)
    assert [one.key for one in audit(all_else, (shown,), accepted).weak] == [key(NORTH)]


def test_teams_that_stand_in_no_locality_and_count_nothing_are_in_no_sum_of_localities():
    """An edition of localities has no place for them: beside it they could hide nothing."""
    cells = {
        key(unit): Cell(key(unit), count)
        for unit, count in ((COUNCIL, 11), (NORTH, 3), (SOUTH, 8), (HUB, 0), (T1, 3), (T2, 0))
    }
    mixed = Relation(key(COUNCIL), (key(NORTH), key(SOUTH), key(HUB)), RelationKind.DISTINCT)
    teams = Relation(key(NORTH), (key(T1), key(T2)))
    found = list(without_noughts_outside((mixed, teams), cells))
    assert found == [replace(mixed, parts=(key(NORTH), key(SOUTH))), teams]
    counting = {**cells, key(HUB): Cell(key(HUB), 1)}
    assert list(without_noughts_outside((mixed,), counting)) == [mixed]
