"""Breaks in a line: what lies on which side, and what is not compared across them."""

from datetime import date
from fractions import Fraction

import pytest

from headway.charts.sparkline import sparkline, text_alternative
from headway.domain.breaks import BREAK_MARK, Break, BreakKind, break_on
from headway.domain.calculation import Count, Selection
from headway.domain.definition_history import (
    calculation_on,
    definition_breaks,
    version_on,
    wrong_versions,
)
from headway.domain.history import Sourced, Standing, history_of
from headway.domain.indicator import Frequency
from headway.domain.movement import BaseMark
from headway.domain.periods import month, quarter
from headway.domain.polarity import Arrow
from headway.domain.published import Derived, Figure, PublishedDataset, PublishedRow
from headway.domain.scorecard import Scorecard, ScorecardRules, build_scorecard
from headway.domain.sentences import change_sentence
from headway.domain.values import Absent, Number, State, number
from headway.domain.versions import Version
from headway.writers.html import scorecard_page
from headway.writers.terminal import scorecard_text
from headway.writers.tidy_csv import scorecard_csv
from tests.builders import indicator

APRIL = date(2026, 4, 1)
OLD = Count(selection=Selection("assessment"), when="completed_on")
NEW = Count(selection=Selection("assessment"), when="completed_on", each="plan_id")
ADULTS = "adults of 21 and over are counted as well"


def changed(comparable: bool = False, earlier: Count | None = OLD, **named: object):
    """An indicator whose definition changed in April 2026."""
    versions = (
        Version("1", calculation=earlier),
        Version("2", APRIL, ADULTS, comparable),
    )
    return indicator("assessments", calculation=NEW, version="2", versions=versions, **named)


def card(one, last=(2026, 9), standing=Standing.RECALCULATED, **named) -> Scorecard:
    """A scorecard of 25 months up to the last one; each month's figure is its place, from 100."""
    period = month(*last)
    months = [period.shift(-back) for back in reversed(range(25))]
    figures = [
        Sourced(one.id, Figure(each, number(100 + at), each), "run", standing)
        for at, each in enumerate(months)
    ]
    row = PublishedRow(indicator=one.id, reference="", title=one.title)
    sheet = PublishedDataset("Sheet", "2026-09", period, tuple(months[-6:]), (row,))
    return build_scorecard(
        sheet, history_of(figures), {one.id: one}, ScorecardRules(columns=6), **named
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        (month(2026, 3), month(2026, 4), True),
        (month(2026, 4), month(2026, 3), True),
        (month(2026, 4), month(2026, 5), False),
        (month(2026, 4), month(2026, 4), False),
        (quarter(2025, 4), quarter(2026, 1), True),
        (quarter(2026, 1), quarter(2026, 2), False),
    ],
)
def test_a_break_lies_between_a_period_before_its_day_and_one_that_holds_it(one, other, apart):
    assert break_on(APRIL, BreakKind.DEFINITION, ADULTS).lies_between(one, other) is apart


def test_a_change_in_mid_month_leaves_that_month_alone_on_both_sides():
    found = break_on(date(2026, 4, 15), BreakKind.ORGANISATION, "T08 became part of T07")
    assert found.lies_between(month(2026, 3), month(2026, 4))
    assert found.lies_between(month(2026, 4), month(2026, 5))
    assert not found.lies_between(month(2026, 5), month(2026, 6))


def test_a_break_says_what_changed_and_lies_in_its_period():
    assert break_on(APRIL, BreakKind.DEFINITION, ADULTS).sentence == (
        "the definition changed in April 2026: adults of 21 and over are counted as well"
    )
    with pytest.raises(ValueError, match="lies in its period"):
        Break(month(2026, 4), BreakKind.SOURCE, "new system", date(2026, 5, 1))
    with pytest.raises(ValueError, match="says what changed"):
        break_on(APRIL, BreakKind.SOURCE, " ")


def test_each_period_has_its_version_and_its_calculation():
    one = changed()
    assert version_on(one, date(2026, 3, 1)).number == "1"
    assert version_on(one, APRIL).number == "2"
    assert calculation_on(one, date(2026, 3, 1)) is OLD
    assert calculation_on(one, APRIL) is NEW
    # What kept no calculation can only be worked out as the next version says.
    assert calculation_on(changed(earlier=None), date(2026, 3, 1)) is NEW


def test_a_change_over_a_break_is_refused_with_its_reason():
    row = card(changed()).rows[0]
    assert row.previous.arrow is Arrow.SIMILAR  # September on August: both after it
    assert row.last_year.across is not None
    assert row.last_year.exact == Absent(
        State.NOT_APPLICABLE, "not compared: the definition changed in April 2026"
    )
    assert change_sentence(row, Derived.CHANGE_LAST_YEAR) == (
        "Not compared with September 2025: the definition changed in April 2026"
    )


def test_averages_after_a_break_say_what_they_cover():
    row = card(changed()).rows[0]
    assert row.average.value == Number(Fraction(119 + 120 + 121 + 122 + 123 + 124, 6))
    assert row.average.words == "6 of 6 known, since April 2026, when the definition changed"
    assert row.maximum.words == row.average.words


def test_on_one_definition_everything_is_compared_and_says_so():
    one = changed()
    breaks = {one.id: definition_breaks(one, basis=date(2026, 9, 30))}
    row = card(one, breaks=breaks).rows[0]
    assert row.last_year.arrow is Arrow.UP
    assert BaseMark.RESTATED_DEFINITION in row.last_year.marks
    assert row.average.words == "12 of 12 known, restated on definition 2"
    assert row.breaks[0].restated == "definition 2"


def test_what_was_published_is_never_restated():
    one = changed()
    breaks = {one.id: definition_breaks(one, basis=date(2026, 9, 30))}
    row = card(one, standing=Standing.PUBLISHED, breaks=breaks).rows[0]
    assert row.last_year.across is not None
    assert row.breaks[0].restated == ""


def test_older_print_does_not_undo_what_was_restated_since():
    one = changed()
    period = month(2026, 9)
    months = [period.shift(-back) for back in reversed(range(25))]
    figures = [
        Sourced(one.id, Figure(each, number(100), each), "x", standing)
        for at, each in enumerate(months)
        for standing in [Standing.PUBLISHED if at < 6 else Standing.RECALCULATED]
    ]
    sheet = PublishedDataset(
        "Sheet",
        "2026-09",
        period,
        tuple(months[-6:]),
        (PublishedRow(indicator=one.id, reference="", title=one.title),),
    )
    breaks = {one.id: definition_breaks(one, basis=date(2026, 9, 30))}
    row = build_scorecard(
        sheet, history_of(figures), {one.id: one}, ScorecardRules(columns=6), breaks=breaks
    ).rows[0]
    assert row.breaks[0].restated == "definition 2"
    assert row.last_year.across is None


def test_a_definition_without_the_old_calculation_is_worked_out_on_the_new_one():
    row = card(changed(earlier=None)).rows[0]
    assert row.last_year.across is None
    assert row.breaks[0].restated == "definition 2"
    published = card(changed(earlier=None), standing=Standing.PUBLISHED).rows[0]
    assert published.last_year.across is not None


def test_a_new_source_is_never_undone_by_a_calculation():
    versions = (
        Version("1"),
        Version("2", APRIL, "the records moved to a new case system", False, BreakKind.SOURCE),
    )
    one = indicator("assessments", calculation=NEW, version="2", versions=versions)
    row = card(one, breaks={one.id: definition_breaks(one, basis=date(2026, 9, 30))}).rows[0]
    assert row.last_year.reason == "the source changed in April 2026"


def test_a_comparable_change_breaks_nothing():
    assert definition_breaks(changed(comparable=True)) == ()


def test_a_ratio_breaks_where_its_parts_do():
    from headway.domain.calculation import Ratio
    from headway.domain.indicator import RatioOf, Unit

    part = changed()
    whole = indicator(
        "share", unit=Unit.PERCENTAGE, calculation=Ratio(), ratio=RatioOf("assessments", "closed")
    )
    assert [each.day for each in definition_breaks(whole, {"assessments": part})] == [APRIL]


def test_mistakes_in_versions_are_found():
    versions = (Version("1"), Version("2", date(2026, 5, 2)), Version("2", APRIL, "x"))
    one = indicator("assessments", version="3", frequency=Frequency.QUARTERLY, versions=versions)
    keys = [(place, key) for place, key, _ in wrong_versions(one)]
    assert keys == [(-1, "number"), (1, "change"), (1, "starts"), (2, "number"), (2, "starts")]


def test_the_sparkline_stops_at_a_break_and_bears_a_sign():
    row = card(changed()).rows[0]
    drawn = sparkline(row.series, "Trend", "words", breaks=row.breaks)
    assert drawn.count('stroke-linecap="round"') == 2
    assert drawn.count('class="break"') == 2
    assert sparkline(row.series, "Trend", "words").count('stroke-linecap="round"') == 1
    said = text_alternative(row.series, breaks=row.breaks)
    assert "the line breaks: the definition changed in April 2026: adults of 21" in said


def test_every_writer_shows_the_break():
    shown = card(changed(), last=(2026, 5))
    text = scorecard_text(shown, 110)
    assert f"{BREAK_MARK} 123" in text
    assert f"{BREAK_MARK} Definition changed" not in text
    assert f"{BREAK_MARK} The definition changed in April 2026: {ADULTS}" in " ".join(text.split())
    assert "not compared: the definition changed in April 2026" in " ".join(text.split())
    page = scorecard_page(shown)
    assert "after a break in the line" in page
    assert ADULTS in page
    assert page.count("not compared") >= 1
    rows = scorecard_csv(shown).splitlines()
    assert [ADULTS in line for line in rows[1:]] == [False, False, False, False, True, False]
