"""What readers have seen before: whose editions, what of them is kept, and who knows what."""

import pytest

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.disclosure.cells import Cell, CellKey, Relation
from headway.domain.disclosure.policy import Audience, Policy
from headway.domain.disclosure.release import Outcome, Release, Released
from headway.domain.periods import month
from headway.protection.audit import audit
from headway.protection.protect import protect
from headway.protection.system import system_of
from headway.services.analysis.publish_earlier import (
    Seen,
    kept_from_narrower,
    known_from,
    seen_by,
)

NORTH, SOUTH, WEST = (UnitRef(Level.TEAM, name) for name in ("T1", "T2", "T3"))
UNDER_5 = Policy("under-5", "Under 5", frozenset(Audience), 5)
UNDER_6 = Policy("under-6", "Under 6", frozenset(Audience), 6)
SEPTEMBER, OCTOBER = month(2026, 9), month(2026, 10)


def key(unit=COUNCIL, name="opened", period=SEPTEMBER) -> CellKey:
    return CellKey(name, period, unit)


def table(counts: dict[UnitRef, int], name="opened", period=SEPTEMBER) -> Release:
    """A total with its parts."""
    cells = [Cell(key(COUNCIL, name, period), sum(counts.values()))]
    cells += [Cell(key(unit, name, period), count) for unit, count in counts.items()]
    relation = Relation(cells[0].key, tuple(cell.key for cell in cells[1:]))
    return Release(f"{name} {period}", tuple(cells), (relation,))


def both(one: Release, other: Release) -> Release:
    return Release(other.name, (*one.cells, *other.cells), (*one.relations, *other.relations))


def released(
    release: Release, policy: Policy = UNDER_5, others: tuple[UnitRef, ...] = ()
) -> Released:
    """Withhold what is small, and some others with it."""
    outcomes = {
        cell.key: Outcome.SMALL
        if policy.is_small(cell.count)
        else (Outcome.OTHER if cell.key.unit in others else Outcome.SHOWN)
        for cell in release.cells
    }
    return Released(release, policy, outcomes)


FIRST = released(table({NORTH: 2, SOUTH: 9, WEST: 40}), others=(SOUTH,))


def seen(audience: Audience, one: Released = FIRST, name: str = "before") -> Seen:
    return Seen(name, audience, one)


def test_readers_have_seen_their_own_editions_and_wider_ones():
    three = [seen(one, released(table({NORTH: 7}, one.value))) for one in Audience]
    counted = {
        audience: {one.release.name.split()[0] for one in seen_by(audience, UNDER_5, three)}
        for audience in Audience
    }
    assert counted[Audience.PUBLIC] == {"public"}
    assert counted[Audience.PARTNERS] == {"public", "partners"}
    assert counted[Audience.INTERNAL] == {"public", "partners", "internal"}


def test_what_a_wider_edition_withheld_for_others_need_not_be_kept_from_a_narrower_one():
    told = known_from(FIRST, UNDER_6)
    by_unit = {one.unit.id: outcome for one, outcome in told.outcomes.items()}
    assert by_unit == {
        "": Outcome.SHOWN,
        "T1": Outcome.NOT_PRINTED,
        "T2": Outcome.NOT_PRINTED,
        "T3": Outcome.SHOWN,
    }
    assert told.policy.threshold == 5
    assert [cell.printed for cell in told.release.cells] == [True, False, False, True]


def test_what_partners_were_not_given_the_public_is_not_given_either():
    again, restated = table({NORTH: 2, SOUTH: 9}), table({NORTH: 2, SOUTH: 10})
    before = [seen(Audience.PARTNERS)]
    assert kept_from_narrower(Audience.PUBLIC, before, again) == {key(SOUTH)}
    assert kept_from_narrower(Audience.PUBLIC, before, restated) == frozenset()
    assert kept_from_narrower(Audience.PARTNERS, before, again) == frozenset()


def test_what_was_told_before_is_told_once_and_a_restated_figure_again():
    second = released(both(FIRST.release, table({NORTH: 6}, "closed")), others=(SOUTH,))
    found = seen_by(
        Audience.PUBLIC, UNDER_5, [seen(Audience.PUBLIC), seen(Audience.PUBLIC, second)]
    )
    assert [len(one.release.cells) for one in found] == [4, 2]
    assert {cell.key.indicator for cell in found[1].release.cells} == {"closed"}
    moved = released(table({NORTH: 3, SOUTH: 9, WEST: 40}), others=(SOUTH,))
    found = seen_by(Audience.PUBLIC, UNDER_5, [seen(Audience.PUBLIC), seen(Audience.PUBLIC, moved)])
    assert key(NORTH) in found[1].release.counts
    assert found[1].release.counts[key(NORTH)] == 3


def test_an_edition_that_tells_nothing_new_is_left_out():
    twice = [seen(Audience.PUBLIC), seen(Audience.PUBLIC, name="again")]
    assert len(seen_by(Audience.PUBLIC, UNDER_5, twice)) == 1


def test_whoever_stands_alone_is_one_person_in_all_editions():
    """Told in two halves, their knowledge is that of both."""
    one = table({NORTH: 1, SOUTH: 0})
    other = Release("later", (one.cells[0], Cell(key(WEST, "closed"), 1)),
                    (Relation(one.cells[0].key, (key(WEST, "closed"),)),))  # fmt: skip
    halves = [released(one), released(other)]
    told = system_of(halves)
    [knows] = told.insiders
    assert {told.unknowns[number][0] for number in knows} == {
        key(), key(NORTH), key(SOUTH), key(WEST, "closed")
    }  # fmt: skip


@pytest.mark.parametrize("counts", [(1, 3, 9), (1, 1, 8), (2, 1, 1), (1, 0, 12), (4, 4, 4)])
def test_told_once_or_told_again_the_audit_finds_the_same(counts):
    """What is left out because it was told before neither hides a danger nor makes one up."""
    teams = dict(zip((NORTH, SOUTH, WEST), counts, strict=True))
    september, october = table(teams), table(teams, period=OCTOBER)
    first = protect(september, UNDER_5)
    second = protect(both(september, october), UNDER_5, (first.released,))
    editions = [seen(Audience.PUBLIC, one.released) for one in (first, second)]
    last, *earlier = reversed(seen_by(Audience.PUBLIC, UNDER_5, editions))
    assert audit(second.released, (first.released,)).passed
    assert audit(last, tuple(earlier)).passed
