"""Whatever is drawn, each row's part adds up to the difference, the fast way and the slow way."""

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headway.domain.calculation import Common, Count, Credit, Selection
from headway.domain.calculation_results import Key, Parts
from headway.domain.periods import month
from headway.domain.restatement import Cause, Why
from headway.engine.differences import Adding, adding_of
from headway.engine.explaining import Explainer, Term
from headway.engine.reference import reference_parts
from headway.engine.reference_differences import reference_differences
from headway.engine.runner import calculate_parts
from headway.engine.units import units_of
from headway.engine.world import World
from headway.tables import TABLES
from tests.unit.engine.drawing import calculations, drawn_rows
from tests.unit.engine.pairs import DrawnPair
from tests.unit.engine.test_twice import PERIODS

ZERO = Fraction(0)
UNHURRIED = settings(
    # Each example asks several calculations of two sets of tables, and so takes a while.
    max_examples=8 if settings.default.max_examples < 100 else settings.default.max_examples,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def once(rows):
    """Each key once, as a snapshot holds rows."""
    return {
        name: list(
            {tuple(row.get(c) for c in TABLES[name].key.columns): row for row in ones}.values()
        )
        for name, ones in rows.items()
    }


@st.composite
def two_sets(draw):
    """Two sets of tables: some tables the same in both, some drawn anew, some with rows of both."""
    then, other = once(draw(drawn_rows())), once(draw(drawn_rows()))
    now = {}
    for name, rows in then.items():
        match draw(st.sampled_from(("same", "same", "anew", "rows"))):
            case "same":
                now[name] = rows
            case "anew":
                now[name] = other[name]
            case _:
                mixed = [*rows[draw(st.integers(0, 2)) :], *other[name]]
                now[name] = once({name: mixed})[name]
    return then, now


def difference(before, after, key):
    then, now = before.get(key, Parts()), after.get(key, Parts())
    return tuple(
        (getattr(now, part) or ZERO) - (getattr(then, part) or ZERO)
        for part in ("numerator", "denominator")
    )


@UNHURRIED
@given(two_sets(), st.lists(calculations, min_size=3, max_size=6))
def test_every_part_adds_up_to_the_difference_and_has_a_reason(sets, drawn):
    pair = DrawnPair(*sets)
    explainer = Explainer(pair)
    for calculation in drawn:
        asked = [("one", calculation)]
        before, after = (calculate_parts(asked, PERIODS, one, units_of(one)) for one in pair.sides)
        explained = explainer.explained(Term(calculation), Term(calculation), PERIODS)
        ranked = adding_of(calculation) is Adding.RANKED
        for key in {*before, *after}:
            found = explained.contributions.get((key.period, key.unit), [])
            above, below = difference(before, after, key)
            assert ranked or sum((one.numerator for one in found), ZERO) == above
            assert sum((one.denominator for one in found), ZERO) == below
            if ranked:
                then, now = (one.get((key.period, key.unit), ()) for one in explained.lengths)
                held = Counter(then)
                for one in found:
                    held.subtract(one.left)
                    held.update(one.joined)
                assert +held == Counter(now)
                assert len(now) == (after[key].denominator if key in after else 0)
        for (period, unit), found in explained.contributions.items():
            if Key("one", period, unit) not in {*before, *after}:
                # Rows of a team that moved there, and are no longer: the two steps cancel out.
                assert not sum((one.numerator for one in found), ZERO)
            assert all(one.why.cause is not Cause.NOT_TRACED for one in found), calculation


@UNHURRIED
@given(two_sets(), st.lists(calculations, min_size=3, max_size=6))
def test_the_slow_way_finds_the_same_parts(sets, drawn):
    then, now = ({name: rows for name, rows in one.items() if rows} for one in sets)
    explainer = Explainer(DrawnPair(*sets))
    for calculation in drawn:
        worlds = World(then), World(now)
        slow = reference_differences(calculation, PERIODS, *worlds)
        fast = explainer.explained(Term(calculation), Term(calculation), PERIODS).contributions
        assert as_sums(fast) == {
            (period, unit, who): moved
            for (period, unit), found in slow.items()
            for who, moved in found.items()
        }
        parts = [reference_parts([("one", calculation)], PERIODS, one) for one in worlds]
        for period, unit in slow:
            below = sum((one[1] for one in slow[period, unit].values()), ZERO)
            before, after = parts
            assert below == difference(before, after, Key("one", period, unit))[1]


def as_sums(contributions):
    """What each contributor adds otherwise in all steps together; nothing where that is nought."""
    found: dict[tuple[object, ...], tuple[Fraction, Fraction, Counter[int]]] = {}
    for (period, unit), ones in contributions.items():
        for one in ones:
            key = (period, unit, one.contributor.key)
            above, below, moved = found.get(key, (ZERO, ZERO, Counter()))
            moved = moved.copy()
            moved.subtract(one.left)
            moved.update(one.joined)
            found[key] = (above + one.numerator, below + one.denominator, moved)
    return {
        key: (
            above,
            below,
            tuple(sorted((-moved).elements())),
            tuple(sorted((+moved).elements())),
        )
        for key, (above, below, moved) in found.items()
        if above or below or any(moved.values())
    }


@UNHURRIED
@given(drawn_rows(), calculations, calculations)
def test_a_definition_that_changed_is_explained_by_the_rows_it_counts_otherwise(rows, one, other):
    pair = DrawnPair(once(rows), once(rows))
    snapshot = pair.sides[0]
    before, after = (
        calculate_parts([("one", each)], PERIODS, snapshot, units_of(snapshot))
        for each in (one, other)
    )
    ranked = Adding.RANKED in {adding_of(one), adding_of(other)}
    found = Explainer(pair).explained(Term(one), Term(other), PERIODS).contributions
    for key in {*before, *after}:
        above, below = difference(before, after, key)
        parts = found.get((key.period, key.unit), [])
        assert ranked or sum((part.numerator for part in parts), ZERO) == above
        assert sum((part.denominator for part in parts), ZERO) == below
        assert {part.why.cause for part in parts} <= {Cause.REDEFINED}


def test_a_reading_is_credited_otherwise_because_of_its_plans_team():
    """A plan has a team day by day and its readings have none: the plan's change is the reason."""
    read = {"reading_id": "R1", "plan_id": "X1", "read_on": date(2026, 6, 4), "team_id": "T1"}
    moved = {"plan_id": "X1", "team_id": "T2", "started_on": date(2026, 6, 1), "ended_on": None}
    units = [{"unit_id": one, "name": one, "kind": "team"} for one in ("T1", "T2")]
    then = {"organisation_unit": units, "distance_reading": [read]}
    counted = Count(
        common=Common(credit=Credit.ON_THE_DAY),
        selection=Selection("distance_reading"),
        when="read_on",
    )
    pair = DrawnPair(then, then | {"plan_team": [moved]})
    found = Explainer(pair).explained(Term(counted), Term(counted), PERIODS).contributions
    parts = {
        unit.id: [(one.numerator, one.why) for one in ones]
        for (period, unit), ones in found.items()
        if period == month(2026, 6)
    }
    why = Why(Cause.RECORDED_LATE, "plan_team", (), elsewhere=True)
    assert parts == {"T1": [(Fraction(-1), why)], "T2": [(Fraction(1), why)]}
