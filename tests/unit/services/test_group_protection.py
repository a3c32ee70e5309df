"""Groups of few people are withheld from those who read no rows, and cannot be worked out."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Breakdown, Result
from headway.domain.periods import month
from headway.domain.values import Absent, Number, State, number
from headway.services.analysis.group_protection import policy_for_groups, withheld_groups

COUNTS = "early-help-assessments-completed-all-ages"
SHARE = "early-help-assessments-within-30-days-percentage"
MEAN = "case-audit-mean-score"
OCTOBER = month(2026, 10)
KNOWN = load_catalogue(None)
POLICY = policy_for_groups(KNOWN)


def counted(amount: int, by: str = "", indicator: str = COUNTS) -> Result:
    part = Breakdown("person.sex", by) if by else None
    return Result(indicator, OCTOBER, COUNCIL, part, Fraction(amount), None, number(amount))


def shared(above: int, below: int, by: str = "", indicator: str = SHARE) -> Result:
    part = Breakdown("service", by) if by else None
    value = Number(Fraction(above * 100, below))
    return Result(indicator, OCTOBER, COUNCIL, part, Fraction(above), Fraction(below), value)


def withheld(groups: list[Result], *wholes: Result) -> set[str]:
    found = withheld_groups(groups, wholes, KNOWN, POLICY)
    return {one.breakdown.value for one in found if one.breakdown}


def test_staff_who_read_no_rows_are_held_to_the_policy_of_partners():
    assert POLICY.id == "council-under-5"


def test_nothing_is_withheld_where_every_group_is_large():
    groups = [counted(20, "F"), counted(30, "M")]
    assert withheld(groups, counted(50)) == set()


def test_a_small_group_takes_another_with_it_since_the_whole_is_known():
    groups = [counted(3, "F"), counted(30, "M"), counted(9, "U")]
    assert withheld(groups, counted(42)) == {"F", "U"}


def test_two_groups_of_one_do_not_protect_each_other():
    groups = [counted(1, "F"), counted(1, "M"), counted(40, "U")]
    assert withheld(groups, counted(42)) == {"F", "M", "U"}


@pytest.mark.parametrize("indicator", ["care-leavers", "children-in-need-all", "case-audits-held"])
def test_a_small_group_of_people_counted_once_takes_another_with_it(indicator):
    """Nobody is in two of these groups, so whoever knows the whole takes away what is shown."""
    groups = [counted(3, "F", indicator), counted(30, "M", indicator), counted(9, "U", indicator)]
    assert withheld(groups, counted(42, indicator=indicator)) == {"F", "U"}
    two = [counted(4, "F", indicator), counted(5, "M", indicator)]
    assert withheld(two, counted(9, indicator=indicator)) == {"F", "M"}


def test_groups_that_overlap_are_bounds_of_the_whole():
    groups = [counted(one, code, "care-leavers") for one, code in ((3, "F"), (30, "M"), (20, "U"))]
    assert "F" in withheld(groups, counted(42, indicator="care-leavers"))


def test_a_percentage_goes_with_the_few_above_or_below_its_line_or_beside_it():
    groups = [shared(2, 20, "A"), shared(10, 20, "B"), shared(18, 20, "C"), shared(50, 99, "D")]
    found = withheld(groups, shared(80, 159))
    assert {"A", "C"} <= found
    assert "D" not in found


def test_a_mean_of_few_is_withheld_with_another_and_what_is_added_up_is_no_count():
    def mean(total: int, below: int, by: str = "") -> Result:
        part = Breakdown("kind", by) if by else None
        value = Number(Fraction(total, below))
        return Result(MEAN, OCTOBER, COUNCIL, part, Fraction(total), Fraction(below), value)

    groups = [mean(2, 1, "full"), mean(30, 10, "themed"), mean(90, 30, "dip_sample")]
    assert withheld(groups, mean(122, 41)) == {"full", "themed"}


def test_a_count_that_stands_in_two_indicators_is_looked_at_once():
    """What is withheld of contacts by source cannot be read off the decisions by source."""
    contacts, decided = "front-door-contacts", "front-door-decisions-within-24-hours-percentage"
    sizes = {"1A": 3, "2A": 11, "6": 90}

    def contact(amount: int, by: str = "") -> Result:
        part = Breakdown("source", by) if by else None
        return Result(contacts, OCTOBER, COUNCIL, part, Fraction(amount), None, number(amount))

    def decision(amount: int, by: str = "") -> Result:
        part = Breakdown("source", by) if by else None
        half = Fraction(amount // 2)
        value = Number(half * 100 / amount)
        return Result(decided, OCTOBER, COUNCIL, part, half, Fraction(amount), value)

    groups = [made(size, code) for made in (contact, decision) for code, size in sizes.items()]
    wholes = [contact(104), decision(104)]
    found = withheld_groups(groups, wholes, KNOWN, POLICY)
    of_contacts = {one.breakdown.value for one in found if one.indicator == contacts}
    of_decided = {one.breakdown.value for one in found if one.indicator == decided}
    assert of_contacts
    assert of_contacts <= of_decided


def test_what_has_no_number_rests_on_nothing_and_is_withheld():
    absent = Absent(State.INCOMPLETE, "the exports end before")
    group = Result(COUNTS, OCTOBER, COUNCIL, Breakdown("person.sex", "F"), None, None, absent)
    assert withheld([group], counted(12)) == {"F"}


def test_a_policy_that_rounds_shows_no_group_since_the_page_shows_exact_figures():
    rounds = KNOWN.policies["nhs-hospital-statistics"]
    groups = [counted(20, "F"), counted(30, "M")]
    assert len(withheld_groups(groups, [counted(50)], KNOWN, rounds)) == 2


def test_a_policy_that_withholds_nothing_withholds_nothing():
    nothing = KNOWN.policies["nothing-withheld"]
    assert withheld_groups([counted(1, "F")], [counted(1)], KNOWN, nothing) == frozenset()


@pytest.mark.parametrize("whole_is_known", [True, False])
@settings(max_examples=40, deadline=None)
@given(sizes=st.lists(st.integers(1, 12), min_size=2, max_size=4))
def test_every_small_group_could_be_another_number(whole_is_known: bool, sizes: list[int]):
    """The slow way: every table that a reader could think of, tried one after another."""
    codes = "FMUX"[: len(sizes)]
    groups = [counted(size, code) for size, code in zip(sizes, codes, strict=True)]
    hidden = withheld(groups, *([counted(sum(sizes))] if whole_is_known else []))
    for size, code in zip(sizes, codes, strict=True):
        assert size >= 5 or code in hidden
    if not whole_is_known or not hidden:
        return
    total = sum(size for size, code in zip(sizes, codes, strict=True) if code in hidden)
    # Where nothing is shown the page shows no nought either, so any group may be empty.
    least = 0 if len(hidden) == len(sizes) else 1
    tables = list(_tables(len(hidden), total, least))
    places = [code for code in codes if code in hidden]
    for size, code in zip(sizes, codes, strict=True):
        if size < 5:
            assert len({one[places.index(code)] for one in tables}) > 1


def _tables(groups: int, total: int, least: int):
    if groups == 1:
        yield (total,)
        return
    for first in range(least, total - least * (groups - 1) + 1):
        for rest in _tables(groups - 1, total - first, least):
            yield (first, *rest)
