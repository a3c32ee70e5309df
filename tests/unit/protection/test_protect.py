"""What is withheld, what is refused, and what no message says."""

from dataclasses import replace
from fractions import Fraction

import pytest

from headway.domain.calculation_results import COUNCIL, Breakdown, Level, UnitRef
from headway.domain.disclosure import claims
from headway.domain.disclosure.audit import NotReleased, Proof, Protected
from headway.domain.disclosure.cells import Cell, CellKey, Relation, RelationKind
from headway.domain.disclosure.claims import Statement
from headway.domain.disclosure.hierarchy import Adding, Over, hierarchy
from headway.domain.disclosure.policy import (
    Audience,
    Contributors,
    DerivedKind,
    Policy,
    Symbols,
    Zeros,
)
from headway.domain.disclosure.release import Outcome, Release
from headway.domain.periods import month, quarter, year_to_date
from headway.domain.values import Absent, Number, State
from headway.protection.audit import audit
from headway.protection.draft import Draft
from headway.protection.proof import check
from headway.protection.protect import protect

UNDER_5 = Policy(
    "u5", "Under 5", frozenset(Audience), 5, contributors=Contributors.NOBODY, least_possible=2
)
SEPTEMBER = month(2026, 9)


def team(name, period=SEPTEMBER):
    unit = COUNCIL if name == "all" else UnitRef(Level.TEAM, name)
    return CellKey("plans", period, unit)


def table(counts, *, name="edition", statements=()):
    """Give teams and, as ``all``, the council that they add up to."""
    cells = [Cell(team(one), count) for one, count in counts.items()]
    nesting = {UnitRef(Level.TEAM, one): COUNCIL for one in counts if one != "all"}
    found = hierarchy(cells, [nesting], {"plans": Adding()})
    return Release(name, found.cells, found.relations, tuple(statements))


def withheld(decision):
    assert isinstance(decision, Protected)
    return {
        key.unit.id or "all"
        for key, outcome in decision.released.outcomes.items()
        if outcome.withheld
    }


def test_a_small_count_takes_the_cheapest_other_with_it():
    decision = protect(table({"A": 3, "B": 9, "C": 30, "all": 42}), UNDER_5)
    assert withheld(decision) == {"A", "B"}
    assert decision.released.value(team("A")) == Absent(
        State.SUPPRESSED, "withheld to protect people"
    )
    assert decision.released.value(team("C")) == Number(Fraction(30))
    assert decision.released.symbol(team("B")) == "*"
    assert check(decision.audit.certificate, [decision.released])


def test_two_of_one_leave_a_third_withheld():
    """Two withheld counts that add up to 2 are both 1, since a symbol says 1 or more."""
    assert withheld(protect(table({"A": 1, "B": 1, "C": 9, "all": 11}), UNDER_5)) == {"A", "B", "C"}


def test_one_who_is_counted_alone_learns_nothing_of_the_other():
    single = replace(UNDER_5, contributors=Contributors.SINGLE)
    counts = {"A": 1, "B": 3, "C": 9, "all": 13}
    assert withheld(protect(table(counts), UNDER_5)) == {"A", "B"}
    assert withheld(protect(table(counts), single)) == {"A", "B", "C"}


def test_one_who_is_counted_alone_knows_the_noughts_beside_him_however_deep():
    """The only one of the council knows that Y and its teams have nobody: nothing is found out."""
    single = replace(UNDER_5, zeros=Zeros.PROTECTED, contributors=Contributors.SINGLE)
    counts = {"all": 1, "X": 1, "Y": 0, "x1": 1, "x2": 0, "y1": 0, "y2": 0}
    localities = {UnitRef(Level.LOCALITY, one): COUNCIL for one in "XY"}
    teams = {
        team(one).unit: UnitRef(Level.LOCALITY, one[0].upper())
        for one in counts
        if one[1:].isdigit()
    }
    units = {unit.id: unit for unit in (*localities, *teams)} | {"all": COUNCIL}
    cells = [Cell(CellKey("plans", SEPTEMBER, units[one]), n) for one, n in counts.items()]
    found = hierarchy(cells, [localities, teams], {"plans": Adding()})
    decision = protect(Release("edition", found.cells, found.relations, ()), single)
    assert withheld(decision) == set(counts)


def test_noughts_are_shown_and_protect_nobody():
    decision = protect(table({"A": 3, "B": 0, "C": 20, "all": 23}), UNDER_5)
    assert withheld(decision) == {"A", "C"}
    protected = replace(UNDER_5, zeros=Zeros.PROTECTED)
    assert "B" in withheld(protect(table({"A": 3, "B": 0, "C": 20, "all": 23}), protected))


def test_what_nobody_prints_but_anybody_can_subtract_is_protected():
    """The council is 12 and one team is 9: the rest is 3."""
    assert withheld(protect(table({"A": 9, "all": 12}), UNDER_5))


def test_a_month_between_two_running_totals_is_protected():
    keys = [team("A", year_to_date(month(2026, number))) for number in (4, 5)]
    found = hierarchy([Cell(keys[0], 10), Cell(keys[1], 12)], [], {"plans": Adding()})
    decision = protect(Release("years", found.cells, found.relations), UNDER_5)
    assert any(outcome is Outcome.OTHER for outcome in decision.released.outcomes.values())


def test_people_of_whom_a_few_are_in_two_teams_are_protected_as_if_their_number_were_known():
    cells = [Cell(team("A"), 3), Cell(team("B"), 9), Cell(team("all"), 10)]
    nesting = {UnitRef(Level.TEAM, one): COUNCIL for one in "AB"}
    found = hierarchy(cells, [nesting], {"plans": Adding(units=Over.DISTINCT)})
    assert [one.kind for one in found.relations] == [RelationKind.NEARLY]
    apart = withheld(protect(Release("d", found.cells, found.relations), UNDER_5))
    assert apart in ({"A", "B"}, {"A", "all"})  # 10 less 9 is as good as the number itself


@pytest.mark.parametrize("council", [32, 40])
def test_people_counted_once_are_not_found_by_taking_the_others_from_the_total(council):
    """Hardly anybody is in two teams at once: what A and the others leave of the total is B."""
    cells = [
        Cell(team("A"), 4),
        Cell(team("B"), 9),
        Cell(team("C"), 19),
        Cell(team("all"), council),
    ]
    nesting = {UnitRef(Level.TEAM, one): COUNCIL for one in "ABC"}
    found = hierarchy(cells, [nesting], {"plans": Adding(units=Over.DISTINCT)})
    assert [one.kind for one in found.relations] == [RelationKind.SUM]
    apart = withheld(protect(Release("d", found.cells, found.relations), UNDER_5))
    assert "A" in apart
    assert len(apart) == 2 or council == 40  # what is in no team is left over beside A


def test_people_of_a_quarter_are_no_sum_of_its_months():
    months = [team("A", one) for one in quarter(2026, 1).months()]
    cells = [Cell(key, 10) for key in months] + [Cell(team("A", quarter(2026, 1)), 30)]
    found = hierarchy(cells, [], {"plans": Adding(periods=Over.DISTINCT)})
    assert [one.kind for one in found.relations] == [RelationKind.DISTINCT]


@pytest.mark.parametrize(
    ("kind", "claim"),
    [
        (DerivedKind.CHANGE, claims.change(team("A"), team("C"), Fraction(-27))),
        (
            DerivedKind.PERCENT_CHANGE,
            claims.percent_change(team("A"), team("C"), Fraction(-90), 0),
        ),
        (DerivedKind.MAXIMUM, claims.minimum([team("A"), team("C")], 3)),
        (DerivedKind.AVERAGE, claims.mean([team("A"), team("C")], Fraction("16.5"), 1)),
        (DerivedKind.COLOUR, claims.between(team("A"), 3, 3)),
    ],
)
def test_derived_figures_are_withheld_with_their_parts(kind, claim):
    """Shown where the policy allows it and it gives nothing away, which none of these does not."""
    release = table(
        {"A": 3, "B": 9, "C": 30, "all": 42}, statements=[Statement("said", kind, claim)]
    )
    plain = protect(release, UNDER_5)
    assert not plain.released.shows("said")
    asked = replace(UNDER_5, derived=frozenset({kind}))
    allowed = protect(release, asked)
    assert not allowed.released.shows("said")
    bare = Draft(release, asked, (), (), withheld={team("B")}).released()
    assert bare.shows("said")
    assert not audit(bare).passed


def test_the_audit_names_what_can_be_worked_out_and_how():
    bare = Draft(table({"A": 3, "B": 9, "all": 12}), UNDER_5, (), ()).released()
    found = audit(bare)
    (weak,) = found.exposed
    assert weak.key == team("A")
    assert (weak.low, weak.high) == (3, 3)
    assert weak.combination.rows
    assert "3" not in str(weak.finding("edition")).replace("2026", "")


def test_what_can_nearly_be_worked_out_is_named_with_its_interval():
    policy = replace(UNDER_5, least_possible=3)
    bare = Draft(table({"A": 2, "B": 1, "C": 20, "all": 23}), policy, (), ()).released()
    found = audit(bare)
    assert {(weak.key.unit.id, weak.low, weak.high) for weak in found.nearly} == {
        ("A", 1, 2),
        ("B", 1, 2),
    }


def test_two_symbols_tell_more_so_more_is_withheld():
    counts = {"A": 4, "B": 5, "C": 20, "all": 29}
    told = replace(UNDER_5, symbols=Symbols("*", "x"))
    assert len(withheld(protect(table(counts), told))) >= len(
        withheld(protect(table(counts), UNDER_5))
    )


def test_an_earlier_edition_is_reckoned_with():
    """B was shown before, so it can no longer protect A."""
    first = protect(table({"B": 9, "C": 30}, name="first"), UNDER_5)
    assert withheld(first) == set()
    second = protect(table({"A": 3, "B": 9, "C": 30, "all": 42}), UNDER_5, [first.released])
    assert withheld(second) == {"A", "all"}


def test_what_is_out_refuses_until_it_is_accepted():
    shown = replace(UNDER_5, id="none", threshold=1)
    first = protect(table({"A": 3, "B": 9, "all": 12}, name="first"), shown)
    again = table({"A": 3, "B": 9, "all": 12})
    decision = protect(again, UNDER_5, [first.released])
    assert isinstance(decision, NotReleased)
    assert any("earlier editions" in str(finding) for finding in decision.findings)
    accepted = protect(again, UNDER_5, [first.released], accepted={team("A")})
    assert isinstance(accepted, Protected)
    assert accepted.released.symbol(team("A")) == "*"


def test_a_release_that_does_not_add_up_cannot_be_built():
    cells = (Cell(team("A"), 3), Cell(team("all"), 4))
    with pytest.raises(ValueError, match="do not hang together"):
        Release("wrong", cells, (Relation(team("all"), (team("A"),)),))
    wrong = Statement("said", DerivedKind.COLOUR, claims.between(team("A"), 9, None))
    with pytest.raises(ValueError, match="says what is not so"):
        Release("wrong", cells, (), (wrong,))


def test_a_proof_is_checked_by_itself():
    decision = protect(table({"A": 3, "B": 9, "C": 30, "all": 42}), UNDER_5)
    wrong = Proof(({(team("A"), 3): 4},))
    assert not check(wrong, [decision.released])
    assert not check(Proof(), [decision.released])


def test_no_count_shows_in_a_representation():
    key = CellKey("plans", SEPTEMBER, COUNCIL, (Breakdown("sex", "F"),))
    assert "7" not in repr(Cell(key, 7))


def test_the_same_release_is_decided_the_same_way():
    release = table({"A": 3, "B": 9, "C": 9, "D": 2, "all": 23})
    one, other = protect(release, UNDER_5), protect(release, UNDER_5)
    assert one.released.outcomes == other.released.outcomes
