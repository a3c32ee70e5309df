"""Periods: arithmetic, order, and every label form read and written."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.due import due_period, periods_of_last_12_months
from headway.domain.indicator import Frequency
from headway.domain.period_labels import (
    FORMS_OF,
    NotAPeriod,
    parse_period,
    period_of_day,
    short_label,
    write_label,
)
from headway.domain.periods import (
    Period,
    PeriodKind,
    financial_year,
    index_of,
    month,
    month_at,
    period_ending,
    periods_between,
    quarter,
    quarter_number,
    quarter_of,
    rolling_12,
    week_of,
    year_to_date,
)

months = st.integers(2000 * 12, 2098 * 12).map(month_at)


@st.composite
def periods(draw):
    base = draw(months)
    make = {
        PeriodKind.MONTH: lambda m: m,
        PeriodKind.QUARTER: lambda m: quarter_of(m.start),
        PeriodKind.FINANCIAL_YEAR: lambda m: financial_year(m.financial_year),
        PeriodKind.YEAR_TO_DATE: year_to_date,
        PeriodKind.ROLLING_12: rolling_12,
    }
    assert {*make, PeriodKind.WEEK} == set(PeriodKind)
    return make[draw(st.sampled_from(list(make)))](base)


weeks = st.dates(date(2000, 1, 1), date(2098, 12, 31)).map(week_of)
any_periods = periods() | weeks


@given(periods())
def test_every_label_form_comes_back(period):
    for form in FORMS_OF[period.kind]:
        assert parse_period(write_label(period, form), period.kind) == period
    assert parse_period(short_label(period)) == period


@given(any_periods, st.integers(-30, 30))
def test_moving_there_and_back_ends_where_it_began(period, steps):
    assert period.shift(steps).shift(-steps) == period
    assert period.shift(steps).kind is period.kind
    assert period.previous() < period < period.shift(1)


@given(periods())
def test_the_same_period_last_year_is_twelve_months_back(period):
    earlier = period.same_period_last_year()
    assert index_of(period.end) - index_of(earlier.end) == 12
    assert len(earlier.months()) == len(period.months())


@given(any_periods, any_periods)
def test_order_is_total_and_follows_the_end(one, other):
    assert (one < other) + (one == other) + (one > other) == 1
    if one.end < other.end:
        assert one < other


@given(any_periods, st.integers(-400, 800))
def test_a_period_holds_its_days_from_the_first_to_before_the_end(period, offset):
    day = period.start + timedelta(days=offset)
    assert (day in period) is (period.start <= day < period.end)
    assert period.last_day in period
    assert period.end not in period


@given(months)
def test_quarters_tile_the_financial_year(one):
    year = financial_year(one.financial_year)
    quarters = [quarter(one.financial_year, n) for n in (1, 2, 3, 4)]
    assert [q.start for q in quarters] == [year.start] + [q.end for q in quarters[:-1]]
    assert quarters[-1].end == year.end
    assert [quarter_number(q) for q in quarters] == [1, 2, 3, 4]
    assert year.covers(one)


def test_april_begins_the_year():
    assert quarter(2017, 1).start == date(2017, 4, 1)
    assert quarter(2017, 4).last_day == date(2018, 3, 31)
    assert month(2018, 3).financial_year == 2017
    assert year_to_date(month(2020, 4)) == Period(
        PeriodKind.YEAR_TO_DATE, date(2020, 4, 1), date(2020, 5, 1)
    )
    assert year_to_date(month(2020, 4)).previous().last_day == date(2020, 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aug-20", month(2020, 8)),
        ("Aug 2020", month(2020, 8)),
        ("Sept'19", month(2019, 9)),
        ("AUGUST  2020", month(2020, 8)),
        ("08/2020", month(2020, 8)),
        ("01/08/2020", month(2020, 8)),
        ("31/08/2020", month(2020, 8)),
        ("2018-19", financial_year(2018)),
        ("2018/19", financial_year(2018)),
        ("17-18", financial_year(2017)),
        ("1999/00", financial_year(1999)),
        ("FY 2018/19", financial_year(2018)),
        ("Q3 2017/18", quarter(2017, 3)),
        ("Qtr 3 2017-18", quarter(2017, 3)),
        ("2017/18 Q3", quarter(2017, 3)),
        ("31/03/2017", quarter(2016, 4)),
        ("2017-03-31", quarter(2016, 4)),
        ("2018-12", month(2018, 12)),
        ("2011-12", financial_year(2011)),
        ("12 months to Aug 2020", rolling_12(month(2020, 8))),
        ("YTD Aug-20", year_to_date(month(2020, 8))),
    ],
)
def test_labels_as_councils_write_them(text, expected):
    assert parse_period(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "tbc", "Aug", "2019-13", "Q5 2017/18", "2018-20", "15/08/2020", "31/02/2020", "Ref."],
)
def test_what_is_no_label_is_refused_with_examples(text):
    with pytest.raises(NotAPeriod, match="labels look like Aug-20"):
        parse_period(text)


def test_what_is_expected_settles_what_could_be_two_things():
    assert parse_period("2011-12", PeriodKind.MONTH) == month(2011, 12)
    assert parse_period("31/03/2017", PeriodKind.MONTH) == month(2017, 3)
    assert parse_period("31/03/2017", PeriodKind.FINANCIAL_YEAR) == financial_year(2016)
    with pytest.raises(NotAPeriod):
        parse_period("Aug-20", PeriodKind.QUARTER)


def test_a_date_in_the_middle_of_a_month_names_no_period():
    assert period_of_day(date(2020, 8, 15)) is None
    assert period_of_day(date(2020, 8, 1)) == month(2020, 8)


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        (PeriodKind.MONTH, date(2020, 8, 2), date(2020, 9, 1)),
        (PeriodKind.MONTH, date(2020, 8, 1), date(2020, 10, 1)),
        (PeriodKind.QUARTER, date(2020, 8, 1), date(2020, 11, 1)),
        (PeriodKind.FINANCIAL_YEAR, date(2020, 1, 1), date(2021, 1, 1)),
        (PeriodKind.MONTH, date(2020, 8, 1), date(2020, 8, 1)),
    ],
)
def test_a_wrong_period_cannot_be_made(kind, start, end):
    with pytest.raises(ValueError, match=r"period|is not a"):
        Period(kind, start, end)


def test_between_counts_both_ends():
    found = list(periods_between(month(2019, 11), month(2020, 2)))
    assert [str(p) for p in found] == [
        "November 2019",
        "December 2019",
        "January 2020",
        "February 2020",
    ]


def test_which_figure_is_due_under_a_column():
    assert due_period(month(2020, 6), Frequency.QUARTERLY) == quarter(2020, 1)
    assert due_period(month(2020, 7), Frequency.QUARTERLY) is None
    assert due_period(month(2020, 7), Frequency.MONTHLY) == month(2020, 7)
    assert due_period(month(2020, 3), Frequency.ANNUAL) == financial_year(2019)
    assert due_period(quarter(2020, 1), Frequency.MONTHLY) == quarter(2020, 1)


@given(months, st.sampled_from(Frequency))
def test_the_last_twelve_months_hold_what_is_due_in_them(last, frequency):
    found = periods_of_last_12_months(last, frequency)
    assert len(found) == 12 // frequency.months
    assert all(rolling_12(last).start < p.end <= last.end for p in found)
    assert list(found) == sorted(found)
    assert all(period_ending(p.kind, p.months()[-1]) == p for p in found)


def test_a_week_runs_from_monday_to_sunday_and_has_neighbours_of_its_own():
    week = week_of(date(2026, 10, 25))
    assert (week.start, week.last_day) == (date(2026, 10, 19), date(2026, 10, 25))
    assert str(week) == "week to 25 October 2026"
    assert week.shift(1) == week_of(date(2026, 10, 26))
    assert week.previous().last_day == date(2026, 10, 18)
    assert week.same_period_last_year() == week.shift(-52)
    assert week.months() == ()
    assert short_label(week) == "25-Oct-26"
    with pytest.raises(ValueError, match="from a Monday"):
        Period(PeriodKind.WEEK, date(2026, 10, 20), date(2026, 10, 27))
