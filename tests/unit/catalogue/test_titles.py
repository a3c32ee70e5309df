import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.catalogue.titles import (
    likeness,
    look_alike,
    read_reference,
    read_title,
    similar,
)

SOME = ["early", "help", "plan", "child", "care", "started", "completed", "45", "days", "%", "in"]
WORDS = st.lists(st.sampled_from(SOME), max_size=8).map(" ".join)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Number of Early Help Assessment (EHA) started", "early  help assessments STARTED"),
        ("% Assessments in 45 days", "Assessments in 45 days (%)"),
        ("Per cent seen", "Percentage seen"),
        ("No. of cases re-opened", "Cases reopened"),
        ("Total of 1,000 visits", "total of 1000 visits"),
        ("Adults (excl. over 21)", "Adults excluding over 21"),
        ("Children’s centres", "childrens centre"),
        ("Families attached per quarter", "Family attached in the quarter"),
        ("Open cases", "Open\N{NO-BREAK SPACE}cases"),
    ],
)
def test_spelling_does_not_matter(one, other):
    assert read_title(one) == read_title(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Assessments completed including adults", "Assessments completed excluding adults"),
        ("Assessments started", "Assessments completed"),
        ("Cases closed", "% cases closed"),
        ("Seen within 15 days", "Seen within 45 days"),
        ("Missing from home offered an interview", "Missing from care offered an interview"),
        ("Cases open in the month", "Cases open in the quarter"),
        ("No further action", "Further action"),
        ("Referrals with an assessment made", "Referrals without an assessment made"),
        ("Adults (21+)", "Adults"),
        ("", "Cases"),
        ("%", "%"),
    ],
)
def test_titles_that_differ_in_a_telling_word_are_never_similar(one, other):
    assert likeness(read_title(one), read_title(other)) == 0
    assert not similar(read_title(one), read_title(other))


def test_two_words_in_ten_may_differ_and_three_may_not():
    ten = "aa bb cc dd ee ff gg hh ii jj"
    assert similar(read_title(ten), read_title("aa bb cc dd ee ff gg hh xx yy"))
    assert not similar(read_title(ten), read_title("aa bb cc dd ee ff gg xx yy zz"))


def test_a_month_may_be_said_or_left_out():
    one = "Early help assessments completed for families in the area in the month"
    assert similar(read_title(one), read_title(one.removesuffix(" in the month")))


def test_references_are_read_without_capitals_spaces_and_marks():
    assert read_reference(" EH-14 b. ") == "eh14b"
    assert read_reference("—") == ""
    assert look_alike("EH14l") == look_alike("EH14I") == look_alike("EH141")
    assert look_alike("EH14b") != look_alike("EH14l")


@given(WORDS, WORDS)
def test_likeness_goes_both_ways_and_stays_within_bounds(one, other):
    first, second = read_title(one), read_title(other)
    assert 0 <= likeness(first, second) <= 1
    assert likeness(first, second) == likeness(second, first)
    assert similar(first, second) == similar(second, first)
    assert similar(first, second) == (likeness(first, second) >= 0.8)


@given(st.text())
def test_any_text_is_read(text):
    title = read_title(text)
    assert likeness(title, title) in ((1.0,) if title.words else (0.0,))
    assert read_title(f"  {text}  ") == title
