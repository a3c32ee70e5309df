import pytest

from headway.catalogue.mapping import RowMapping, SameIndicator
from headway.catalogue.recognition import How, Recognition, recognise
from headway.domain.indicator import Frequency, PrintedAs
from tests.unit.catalogue.catalogue_makers import catalogue, named

DONE = named(
    "done",
    "Early help assessments completed for children",
    PrintedAs("Sheet", "EH14b"),
    PrintedAs("Sheet", "EH14l", "EHA finished for young ones"),
)
WITH_ADULTS = named(
    "with-adults",
    "Early help assessments completed for children and their adults",
    PrintedAs("Sheet", "EH1c"),
)
CARE = named("care", "Children in care", frequency=Frequency.QUARTERLY)
CATALOGUE = catalogue(DONE, WITH_ADULTS, CARE)


def found(reference: str, title: str, **more) -> Recognition:
    return recognise(CATALOGUE, reference, title, **more)


@pytest.mark.parametrize(
    ("reference", "title", "indicator", "how"),
    [
        ("EH14b", "Number of Early Help Assessments (EHA) completed for children", "done",
         How.REFERENCE_AND_TITLE),
        ("eh-14B", "early help assessment completed for children", "done",
         How.REFERENCE_AND_TITLE),
        ("EH14b", "Early Help Assessments completed for the children locally", "done",
         How.REFERENCE_AND_TITLE),
        ("", "EARLY HELP ASSESSMENTS COMPLETED FOR CHILDREN", "done", How.TITLE),
        ("X9", "EHA finished for young ones", "done", How.TITLE),
        ("P5", "Children in Care", "care", How.TITLE),
    ],
)  # fmt: skip
def test_what_is_recognised(reference, title, indicator, how):
    recognition = found(reference, title)
    assert (recognition.indicator, recognition.how) == (indicator, how)


def test_a_reference_whose_title_says_something_else_is_not_taken():
    recognition = found("EH14b", "Families attached in the quarter")
    assert (recognition.indicator, recognition.how, recognition.proposed) == (None, How.NOT, "")
    assert recognition.reason == (
        "the reference “EH14b” is that of “done”, but the title is clearly another"
    )


def test_a_reference_with_one_telling_word_changed_is_not_taken():
    assert found("EH14b", "Early help assessments started for children").indicator is None


def test_a_reference_without_a_title_is_not_taken():
    assert "there is no title to check it by" in found("EH14b", " ").reason


def test_the_title_wins_over_anothers_reference_and_that_is_said():
    recognition = found("EH1c", "Children in care")
    assert (recognition.indicator, recognition.how) == ("care", How.TITLE)
    assert "“EH1c” is another's there and is left aside" in recognition.reason


def test_a_title_that_is_only_similar_is_a_proposal():
    recognition = found("", "Early help assessments completed for local children")
    assert (recognition.indicator, recognition.proposed) == (None, "done")
    assert "is like that of “done”, but not the same" in recognition.reason


def test_a_row_that_nobody_knows():
    assert found("Z1", "Potholes mended") == Recognition(
        None, How.NOT, "neither the reference nor the title is in the catalogue"
    )
    assert found("", "").indicator is None


def test_what_a_scanner_confounds_is_read_with_the_title_as_witness():
    recognition = found("EH14I", "Early help assessments completed for children")
    assert (recognition.indicator, recognition.how) == ("done", How.REFERENCE_AND_TITLE)
    assert "taken for each other" in recognition.reason
    assert found("EH14I", "Potholes mended").indicator is None


def test_one_reference_in_two_documents_is_settled_by_the_title():
    both = catalogue(
        named("a", "Visits made to families at home", PrintedAs("One", "R1")),
        named("b", "Plans written with families at home", PrintedAs("Other", "R1")),
    )
    assert recognise(both, "R1", "Visits made to families at their home").indicator == "a"
    assert recognise(both, "R1", "Plans written with the families at home now").indicator == "b"
    assert "“a”, “b”" in recognise(both, "R1", "Something else").reason


def test_two_definitions_equally_like_the_title_are_not_told_apart():
    both = catalogue(
        named("a", "visits families north town area"), named("b", "visits families south town area")
    )
    recognition = recognise(both, "", "visits families east town area")
    assert (recognition.indicator, recognition.proposed) == (None, "")
    assert "several" in recognition.reason


def test_a_person_goes_first():
    mapping = RowMapping((SameIndicator("my-own", ("EH14b",), confirmed=True),))
    recognition = found("EH14b", "Early help assessments completed for children", mapping=mapping)
    assert (recognition.indicator, recognition.how) == ("my-own", How.MAPPING)


def test_what_nobody_confirmed_has_no_effect():
    mapping = RowMapping((SameIndicator("my-own", ("EH14b",)),))
    recognition = found("EH14b", "Early help assessments completed for children", mapping=mapping)
    assert recognition.indicator == "done"


def test_figures_that_come_otherwise_make_it_a_proposal():
    assert found("", "Children in care", frequency=Frequency.QUARTERLY).indicator == "care"
    recognition = found("", "Children in care", frequency=Frequency.MONTHLY)
    assert (recognition.indicator, recognition.proposed) == (None, "care")
    assert "which is quarterly, and the figures here are monthly" in recognition.reason


def test_a_recognition_cannot_contradict_itself():
    with pytest.raises(ValueError, match="says how"):
        Recognition("a", How.NOT, "")
