import pytest

from headway.catalogue.mapping import NamedColumn, SameIndicator, load_mapping
from headway.domain.problems import DefinitionMistake

GOOD = """\
mapping: 1
same:
  - indicator: assessments-completed
    references: [EH14b, EH14l]
    confirmed: yes
    note: the same title in both
  - indicator: other
    references: [12]
    confirmed: no
unlabelled:
  - edition: 2020-08
    before: Mar-20
    is: Feb-20
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str):
        path = tmp_path / "mapping.yaml"
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    return write


def refused(path) -> list[str]:
    with pytest.raises(DefinitionMistake) as caught:
        load_mapping(path)
    return [str(finding) for finding in caught.value.findings]


def test_a_mapping_file_is_read(write):
    mapping = load_mapping(write(GOOD))
    assert mapping.same == (
        SameIndicator(
            "assessments-completed", ("EH14b", "EH14l"), (), True, "the same title in both"
        ),
        SameIndicator("other", ("12",)),
    )
    assert mapping.unlabelled == (NamedColumn("2020-08", "Mar-20", "Feb-20"),)
    assert (len(mapping.confirmed), len(mapping.waiting)) == (1, 1)


def test_only_what_is_confirmed_has_effect(write):
    mapping = load_mapping(write(GOOD))
    assert mapping.indicator_for("EH14b", "any title") == "assessments-completed"
    assert mapping.indicator_for("eh-14 I", "") == "assessments-completed"
    assert mapping.indicator_for("12", "any title") is None
    assert mapping.indicator_for("", "any title") is None


def test_columns_are_found_however_their_neighbour_is_spelled(write):
    mapping = load_mapping(write(GOOD))
    assert mapping.name_of("2020-08", "March 2020") == "Feb-20"
    assert mapping.name_of("2020-08", "Apr-20") is None
    assert mapping.name_of("2019-12", "Mar-20") is None


def test_titles_narrow_or_stand_alone(write):
    text = """\
mapping: 1
same:
  - indicator: a
    references: [P1]
    titles: ["% held on time"]
    confirmed: yes
  - indicator: b
    titles: [Posts vacant]
    confirmed: yes
"""
    mapping = load_mapping(write(text))
    assert mapping.indicator_for("P1", "Percentage held on time") == "a"
    assert mapping.indicator_for("P1", "Posts vacant") == "b"
    assert mapping.indicator_for("P1", "Other") is None


@pytest.mark.parametrize("empty", ["same:\n", "same: []\n", "same: ~\nunlabelled:\n", ""])
def test_empty_lists_may_be_left_empty(write, empty):
    assert load_mapping(write("mapping: 1\n" + empty)).same == ()


def test_every_mistake_is_told_with_its_line(write):
    text = """\
mapping: 2
same:
  - indicator: Not An Id
    references: [EH1]
    confirmed: maybe
  - indicator: b
    confirmd: yes
unlabelled:
  - edition: 2020-08
    before: soon
    is: Feb-20
extra: 1
"""
    found = "\n".join(refused(write(text)))
    for said in (
        "line 1: “mapping” is “2”",
        "line 3: “indicator” of item 1 of “same” is “Not An Id”",
        "line 5: “confirmed” of item 1 of “same” is “maybe”. It should be yes or no",
        (
            "line 7: “confirmd” of item 2 of “same” is not a key that is known here. Allowed are "
            "“indicator”, “references”, “titles”, “confirmed”, “note”. Did you mean “confirmed”?"
        ),
        "line 6: “confirmed” of item 2 of “same” is missing",
        "line 10: “before” of item 1 of “unlabelled” is “soon”",
        "line 12: “extra” is not a key that is known here",
    ):
        assert said in found


def test_contradictions_are_refused(write):
    text = """\
mapping: 1
same:
  - {indicator: a, references: [EH1, EH2], confirmed: yes}
  - {indicator: b, references: [eh-2], confirmed: yes}
  - {indicator: c, references: [EH1], confirmed: no}
  - {indicator: d, confirmed: yes}
unlabelled:
  - {edition: x, before: Mar-20, is: Feb-20}
  - {edition: x, before: March 2020, is: Jan-20}
"""
    found = refused(write(text))
    assert len(found) == 3
    assert "line 4: the same row is said to be “a” and “b”" in found[0]
    assert "line 6: “d” has neither references nor titles" in found[1]
    assert "line 9: the column before “March 2020” of x is named twice" in found[2]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    [found] = refused(tmp_path / "none.yaml")
    assert "the file cannot be read" in found
