from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue.mapping import NamedColumn, RowMapping, SameIndicator, load_mapping
from headway.catalogue.proposals import SeenRow, propose_known, propose_same
from headway.catalogue.recognition import recognise
from headway.catalogue.writing_mapping import write_proposals
from tests.unit.catalogue.catalogue_makers import catalogue, named

DONE = "Number of assessments (EHA) finished, EXCLUDING adults aged 21+"
WITH_ADULTS = "Number of assessments (EHA) finished, INCLUDING adults aged 21+"


def proposed(*rows: tuple[str, str, str]) -> list[tuple[str, ...]]:
    return [entry.references or entry.titles for entry in propose_same(SeenRow(*r) for r in rows)]


def test_a_changed_reference_with_the_same_title_is_proposed():
    rows = [SeenRow("2019-12", "EH14b", DONE), SeenRow("2020-08", "EH14l", DONE)]
    [entry] = propose_same(rows)
    assert entry.references == ("EH14b", "EH14l")
    assert entry.indicator == "eh14l"
    assert entry.titles == ()
    assert not entry.confirmed
    assert entry.note == f"2019-12: EH14b; 2020-08: EH14l; {DONE}"


def test_titles_that_are_nearly_the_same_are_enough():
    assert proposed(
        ("a", "N17a", "Young people 16-17 not in work or whose activity is not known"),
        ("b", "N1", "Young people 16-17 not in work or activity not known locally"),
    ) == [("N17a", "N1")]


def test_a_telling_word_keeps_rows_apart():
    assert proposed(("a", "E1", DONE), ("b", "E2", WITH_ADULTS)) == []


def test_rows_of_one_edition_are_never_the_same():
    assert proposed(("a", "E1", DONE), ("a", "E2", DONE)) == []
    assert proposed(("a", "E1", DONE), ("b", "E2", DONE), ("b", "E1", DONE)) == []


def test_where_two_pairings_are_possible_none_is_proposed():
    assert proposed(("a", "E1", DONE), ("b", "E2", DONE), ("b", "E3", DONE)) == []


def test_a_reference_may_change_twice():
    assert proposed(("a", "E1", DONE), ("b", "E2", DONE), ("c", "E3", DONE)) == [("E1", "E2", "E3")]


def test_an_unchanged_reference_needs_no_proposal():
    assert proposed(("a", "E1", DONE), ("b", "e-1", DONE + " locally")) == []


def test_rows_without_a_reference_are_named_by_their_titles():
    [entry] = propose_same([SeenRow("a", "E1", DONE), SeenRow("b", "", DONE.upper())])
    assert (entry.references, entry.titles) == ((), (DONE, DONE.upper()))


def test_a_reference_on_several_rows_is_narrowed_by_the_titles():
    rows = [
        SeenRow("a", "P1", "Posts vacant in teams"),
        SeenRow("a", "P1", "Supervision held on time"),
        SeenRow("b", "Q1", "Posts vacant in the teams"),
    ]
    [entry] = propose_same(rows)
    assert entry.references == ("P1", "Q1")
    assert entry.titles == ("Posts vacant in teams", "Posts vacant in the teams")
    confirmed = SameIndicator(entry.indicator, entry.references, entry.titles, confirmed=True)
    assert confirmed.means("P1", "Posts vacant in teams")
    assert not confirmed.means("P1", "Supervision held on time")


def test_a_likely_definition_is_proposed_with_its_reason():
    known = catalogue(named("visits", "Visits made to families at home"))
    row = SeenRow("2020-08", "V1", "Visits made to families at their own home")
    [entry] = propose_known([(row, recognise(known, row.reference, row.title))])
    assert (entry.indicator, entry.references, entry.titles) == ("visits", ("V1",), (row.title,))
    assert "is like that of “visits”" in entry.note
    nothing = SeenRow("2020-08", "Z", "Potholes")
    assert propose_known([(nothing, recognise(known, "Z", "Potholes"))]) == ()


def test_many_rows_are_compared_quickly():
    rows = [
        SeenRow(edition, f"{edition}{number}", f"Work of place{number} kind{number}x in town")
        for number in range(5000)
        for edition in ("a", "b")
    ]
    assert len(propose_same(rows)) == 5000


def test_the_file_says_what_to_do_and_has_no_effect_yet(tmp_path):
    entries = propose_same([SeenRow("2019-12", "EH14b", DONE), SeenRow("2020-08", "EH14l", DONE)])
    text = write_proposals(entries, [NamedColumn("2020-08", "Mar-20", "Feb-20")])
    assert 'change it to "confirmed: yes"' in text
    assert "    references: [EH14b, EH14l]\n    confirmed: no\n" in text
    path = tmp_path / "mapping.yaml"
    path.write_text(text, encoding="utf-8", newline="\n")
    mapping = load_mapping(path)
    assert mapping.waiting == entries
    assert mapping.indicator_for("EH14b", DONE) is None
    assert mapping.name_of("2020-08", "Mar-20") is None
    decided = text.replace("confirmed: no\n", "confirmed: yes\n").replace("  # ", "  ")
    path.write_text(decided, encoding="utf-8", newline="\n")
    mapping = load_mapping(path)
    assert mapping.indicator_for("EH14b", DONE) == "eh14l"
    assert mapping.name_of("2020-08", "March 2020") == "Feb-20"


def test_nothing_to_propose_is_a_file_too(tmp_path):
    path = tmp_path / "mapping.yaml"
    path.write_text(write_proposals([]), encoding="utf-8", newline="\n")
    assert load_mapping(path) == RowMapping(file=str(path))


# Control characters cannot stand in YAML; readers of sheets give none.
TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1
).filter(lambda text: text.strip() == text and text.strip())
ENTRIES = st.lists(
    st.builds(
        SameIndicator,
        st.from_regex(r"[a-z0-9]{1,5}(-[a-z0-9]{1,5})?", fullmatch=True),
        st.lists(TEXT, min_size=1, max_size=3).map(tuple),
        st.lists(TEXT, max_size=2).map(tuple),
        st.just(False),
        TEXT | st.just(""),
    ),
    max_size=3,
)


@given(ENTRIES, st.lists(TEXT, max_size=1))
def test_what_is_written_is_read_back_as_it_was(tmp_path_factory, entries, editions):
    path = tmp_path_factory.mktemp("mapping") / "mapping.yaml"
    columns = [NamedColumn(edition, "Mar-20", "Feb-20") for edition in editions]
    path.write_text(write_proposals(entries, columns), encoding="utf-8", newline="\n")
    assert load_mapping(path).same == tuple(entries)
