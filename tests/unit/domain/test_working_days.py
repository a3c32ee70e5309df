from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.working_days import bank_holidays, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
    ],
)
def test_the_holidays_published_for_england(year, expected):
    assert sorted(bank_holidays(year)) == [
        date.fromisoformat(f"{year}-{one}") for one in expected.split()
    ]


@given(st.dates(date(1995, 1, 1), date(2050, 1, 1)), st.integers(0, 800))
def test_counting_is_what_going_day_by_day_gives(start, length):
    passed = [start + timedelta(days=one) for one in range(1, length + 1)]
    end = start + timedelta(days=length)
    assert working_days_between(start, end) == sum(map(is_working_day, passed))
    assert working_days_between(end, start) == -working_days_between(start, end)
