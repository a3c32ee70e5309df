"""A council's own names of its units: read strictly, each from its day, no two the same."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.problems import DefinitionMistake, Finding
from headway.domain.unit_naming import OwnNames, UnitName, same_name, shared_names
from tests.unit.catalogue.catalogue_makers import folder_of

NORTH, SOUTH = UnitRef(Level.TEAM, "T01"), UnitRef(Level.TEAM, "T02")
OURS = """\
names:
  - level: team
    id: T01
    name: North families team
    from: 2026-10-01
    revisions:
      - was: North team
        on: 2026-09-14
        reason: It works with whole families.
        approved_by: head of service
  - level: locality
    id: 7
    name: Harbour
"""


def loaded(tmp_path, text: str, **more: str):
    return load_catalogue(folder_of(tmp_path, organisation__ours=text, **more))


def refused(tmp_path, text: str, **more: str) -> list[Finding]:
    with pytest.raises(DefinitionMistake) as caught:
        loaded(tmp_path, text, **more)
    return list(caught.value.findings)


def test_a_name_holds_from_its_day_and_says_what_it_was(tmp_path):
    names = loaded(tmp_path, OURS).unit_names
    harbour = UnitRef(Level.LOCALITY, "7")
    assert names.on(date(2026, 9, 30)) == {harbour: "Harbour"}
    assert names.on(date(2026, 10, 1)) == {NORTH: "North families team", harbour: "Harbour"}
    [north] = names.of(NORTH)
    assert [(one.was, one.approved_by) for one in north.revisions] == [
        ("North team", "head of service")
    ]


def test_a_later_name_takes_the_place_of_an_earlier_one_in_whichever_file(tmp_path):
    more = "names:\n  - {level: team, id: T01, name: The new north, from: 2027-01-01}\n"
    names = loaded(tmp_path, OURS, organisation__theirs=more).unit_names
    assert names.on(date(2026, 12, 31))[NORTH] == "North families team"
    assert names.on(date(2027, 1, 1))[NORTH] == "The new north"
    assert [one.start for one in names.of(NORTH)] == [date(2026, 10, 1), date(2027, 1, 1)]


def test_other_names_are_other_definitions(tmp_path):
    for folder in ("one", "two", "three"):
        (tmp_path / folder).mkdir()
    first, again = loaded(tmp_path / "one", OURS), loaded(tmp_path / "two", OURS)
    other = loaded(tmp_path / "three", OURS.replace("Harbour", "Quayside"))
    assert first.version == again.version != other.version


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("name: Harbour", "name: ''", "empty"),
        ("name: Harbour", "name: ' '", "empty"),
        ("name: Harbour", "title: Harbour", "is not a key that is known here"),
        ("name: Harbour", f"name: {'x' * 101}", "at most 100 characters"),
        ("name: Harbour", 'name: "Har\u202ebour"', "cannot be printed"),
        ("name: Harbour", 'name: "Har\u200bbour"', "cannot be printed"),
        ("level: locality", "level: council", "Allowed are “team”, “locality”, “service”"),
        ("level: locality", "level: school", "Allowed are “team”, “locality”, “service”"),
        ("id: 7", "id: ''", "empty"),
        ("from: 2026-10-01", "from: in autumn", "a date"),
        ("approved_by: head of service", "approved_by: Jo Doe", "no word for a role"),
        ("names:", "colour: blue\nnames:", "is not a key that is known here"),
    ],
)
def test_what_is_not_as_it_should_be_is_told_with_its_line(tmp_path, was, now, said):
    told = refused(tmp_path, OURS.replace(was, now, 1))
    assert any(said in str(one) for one in told), [str(one) for one in told]
    assert all("ours.yaml, line" in str(one) for one in told)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{level: team, id: T01, name: Another, from: 2026-10-01}", "a name from 2026-10-01"),
        ("{level: locality, id: '7', name: Another}", "a name that always held already"),
        ("{level: locality, id: T01, name: Another}", "“T01” is a locality here, and a team"),
        (
            "{level: team, id: T02, name: north  Families TEAM}",
            "the team “T01” is called “north Families TEAM” as well on 2026-10-01",
        ),
        ("{level: locality, id: L1, name: HARBOUR}", "the locality “7” is called “HARBOUR” as"),
    ],
)
def test_no_unit_has_two_names_and_no_name_two_units(tmp_path, entry, said):
    [told] = refused(tmp_path, OURS, organisation__theirs=f"names:\n  - {entry}\n")
    assert said in told.found
    assert str(told.place).endswith("theirs.yaml, line 2")
    assert "ours.yaml, line" in told.done


def test_a_name_may_pass_from_one_unit_to_another_and_a_team_be_called_like_its_locality(tmp_path):
    more = """\
names:
  - {level: team, id: T02, name: North families team, from: 2026-01-01}
  - {level: team, id: T02, name: South families team, from: 2026-10-01}
  - {level: team, id: T03, name: Harbour}
"""
    assert len(loaded(tmp_path, OURS, organisation__theirs=more).unit_names.names) == 5


def test_a_name_of_the_whole_council_or_of_no_unit_is_none():
    for unit in (COUNCIL, UnitRef(Level.TEAM)):
        with pytest.raises(ValueError, match="has a name"):
            UnitName(unit, "Ours")
    with pytest.raises(ValueError, match="one name from a day"):
        OwnNames((UnitName(NORTH, "One"), UnitName(NORTH, "Two")))


DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(6)]
NAMES = st.dictionaries(
    st.tuples(st.sampled_from([NORTH, SOUTH, UnitRef(Level.LOCALITY, "T03")]),
              st.sampled_from([None, *DAYS])),
    st.sampled_from(["One", "ONE", "Two", "Three"]),
    max_size=8,
)  # fmt: skip


@given(NAMES)
def test_shared_names_are_those_found_by_looking_at_every_day(given_names):
    names = tuple(UnitName(unit, name, start) for (unit, start), name in given_names.items())
    own, slow = OwnNames(names), set()
    for day in (date.min, *DAYS):
        for (one, called), (other, as_well) in combinations(own.on(day).items(), 2):
            if one.level is other.level and same_name(called, as_well):
                slow.add((frozenset({one, other}), called.casefold()))
    fast = {
        (frozenset({names[old].unit, names[new].unit}), names[new].name.casefold())
        for old, new, _ in shared_names(names)
    }
    assert fast == slow


@given(NAMES, st.sampled_from(DAYS))
def test_the_name_on_a_day_is_the_last_that_began_by_then(given_names, day):
    names = OwnNames(tuple(UnitName(u, n, start) for (u, start), n in given_names.items()))
    for unit in (NORTH, SOUTH):
        begun = [one for one in names.of(unit) if one.since <= day]
        assert names.on(day).get(unit) == (begun[-1].name if begun else None)
