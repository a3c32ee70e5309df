"""Results of calculations become a release that knows which of them may be added."""

from dataclasses import replace
from fractions import Fraction

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation import Count, OpenAtEnd, Share
from headway.domain.calculation_results import COUNCIL, Level, Result, UnitRef
from headway.domain.disclosure.audit import Protected
from headway.domain.disclosure.cells import RelationKind, Side
from headway.domain.disclosure.hierarchy import Over
from headway.domain.disclosure.policy import Audience
from headway.domain.periods import month
from headway.domain.values import divide, number
from headway.protection.protect import protect
from headway.services.analysis.disclosure_release import (
    adding_of,
    key_of,
    release_of_results,
)

CATALOGUE = load_catalogue()
POLICY = CATALOGUE.policy_for(Audience.PUBLIC)
NORTH, SOUTH = UnitRef(Level.TEAM, "T1"), UnitRef(Level.TEAM, "T2")
NESTING = [{NORTH: COUNCIL, SOUTH: COUNCIL}]


def of_kind(kind, *, distinct):
    """Give an indicator of the catalogue whose calculation is of a kind."""
    return next(
        one
        for one in CATALOGUE.indicators.values()
        if isinstance(one.calculation, kind) and bool(one.calculation.each) is distinct
    )


def counted(indicator, unit, amount):
    return Result(
        indicator.id, month(2026, 9), unit, None, Fraction(amount), None, number(amount), 0
    )


def share(indicator, unit, above, below):
    value = divide(number(above), number(below), 100)
    parts = Fraction(above), Fraction(below)
    return Result(indicator.id, month(2026, 9), unit, None, *parts, value, 0)


def test_counts_add_and_distinct_counts_do_not():
    plain = adding_of(of_kind(Count, distinct=False).calculation)
    assert plain.units is plain.periods is Over.SUM
    distinct = adding_of(replace(of_kind(Count, distinct=False).calculation, each="plan_id"))
    assert distinct.units is Over.DISTINCT
    open_on_a_day = adding_of(
        next(
            one.calculation
            for one in CATALOGUE.indicators.values()
            if isinstance(one.calculation, OpenAtEnd)
        )
    )
    assert open_on_a_day.periods is Over.LAST


def test_results_of_counts_are_protected_together():
    one = of_kind(Count, distinct=False)
    results = [counted(one, NORTH, 3), counted(one, SOUTH, 20), counted(one, COUNCIL, 23)]
    release = release_of_results("september", results, {one.id: one}, NESTING, POLICY)
    assert [each.kind for each in release.relations] == [RelationKind.SUM]
    decision = protect(release, POLICY)
    assert isinstance(decision, Protected)
    assert decision.released.symbol(key_of(results[0])) == "*"
    assert decision.released.symbol(key_of(results[1])) == "*"


def test_a_percentage_that_gives_a_small_part_away_is_withheld():
    one = of_kind(Share, distinct=False)
    results = [share(one, NORTH, 3, 40), share(one, SOUTH, 30, 60), share(one, COUNCIL, 33, 100)]
    release = release_of_results(
        "september", results, {one.id: one}, NESTING, POLICY, prints_parts=True
    )
    assert any(cell.key.side is Side.COMPLEMENT for cell in release.cells)
    decision = protect(release, POLICY)
    assert isinstance(decision, Protected)
    assert not decision.released.shows(str(key_of(results[0])))
