from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pytest

from headway.domain.working_days import bank_holidays
from headway.synthetic.calendar import (
    SEASON,
    Seasons,
    day_of,
    first_of_month,
    is_school_holiday,
    number_of,
)
from headway.synthetic.dice import Dice

START, END = number_of(date(2017, 4, 1)), number_of(date(2022, 4, 1))


@lru_cache
def monthly(lockdown: float, season: float) -> Counter[tuple[int, int]]:
    days = Seasons(START, END, lockdown, season).draw(Dice(1), 160_000)
    return Counter((day_of(day).year, day_of(day).month) for day in days)


def test_months_stand_to_each_other_as_referrals_really_do():
    counts = monthly(0, 1)
    for year in (2018, 2021):
        of_year = {month: counts[year, month] for month in range(1, 13)}
        for month, count in of_year.items():
            share = count / sum(of_year.values()) * 12
            assert share == pytest.approx(SEASON[month], rel=0.08)


def test_without_seasons_months_are_alike():
    counts = monthly(0, 0)
    assert max(counts.values()) < 1.12 * min(counts.values())


def test_a_lockdown_takes_away_a_quarter_of_a_spring():
    without, with_ = monthly(0, 1), monthly(1, 1)
    spring = [(2020, 4), (2020, 5)]
    fallen = sum(with_[each] for each in spring) / sum(without[each] for each in spring)
    assert 0.68 < fallen < 0.82
    assert with_[2019, 4] == pytest.approx(without[2019, 4], rel=0.08)


def test_weekends_and_bank_holidays_are_quiet():
    days = Counter(Seasons(START, END, 0, 1).draw(Dice(2), 200_000).tolist())
    by_weekday: Counter[int] = Counter()
    for day, count in days.items():
        by_weekday[day_of(day).weekday()] += count
    assert by_weekday[6] < 0.15 * by_weekday[1]
    holidays = [number_of(day) for year in range(2018, 2022) for day in bank_holidays(year)]
    usual = len(days) and sum(days.values()) / (END - START)
    assert sum(days[day] for day in holidays) / len(holidays) < 0.2 * usual


@pytest.mark.parametrize(
    ("day", "shut"),
    [("2025-08-10", True), ("2025-12-25", True), ("2025-10-28", True), ("2025-04-18", True),
     ("2025-03-05", False), ("2025-11-12", False), ("2025-06-18", False)],
)  # fmt: skip
def test_school_holidays(day, shut):
    assert is_school_holiday(date.fromisoformat(day)) is shut


def test_days_go_there_and_back():
    for step in range(0, 90_000, 731):
        day = date(1900, 1, 1) + timedelta(days=step)
        assert day_of(number_of(day)) == day
        firsts = first_of_month(np.array([step, -1], dtype=np.int32))
        assert day_of(firsts[0]) == day.replace(day=1)
        assert firsts[1] == -1
