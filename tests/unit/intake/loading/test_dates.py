from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.intake.loading.dates import Written, decide, read_date
from headway.intake.maps.schema import DateOrder

TODAY = date(2026, 11, 1)
DAYS = st.dates(date(1925, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-10-14", date(2026, 10, 14)),
        ("2026-10-14T00:00:00", date(2026, 10, 14)),
        ("2026-10-14 13:45:00.000", date(2026, 10, 14)),
        ("2026/10/14", date(2026, 10, 14)),
        ("20261014", date(2026, 10, 14)),
        ("14/10/2026", date(2026, 10, 14)),
        ("14/10/2026 00:00", date(2026, 10, 14)),
        ("14.10.26", date(2026, 10, 14)),
        ("10/14/2026", date(2026, 10, 14)),
        ("14-Oct-2026", date(2026, 10, 14)),
        ("14 October 2026", date(2026, 10, 14)),
        ("14th October 2026", date(2026, 10, 14)),
        ("Wed 14 Oct 2026", date(2026, 10, 14)),
        ("October 14, 2026", date(2026, 10, 14)),
        ("46309", date(2026, 10, 14)),
        ("05/05/2026", date(2026, 5, 5)),
        ("14/10/99", date(1999, 10, 14)),
    ],
)
def test_dates_are_read_however_they_are_written(text, day):
    assert read_date(text, TODAY).by(DateOrder.EVIDENCE, mixed=True) == day


@pytest.mark.parametrize(
    "text",
    ["", "tbc", "31/02/2026", "2026-13-01", "14/10", "123", "1234567", "99999999", "1/2/3", "0"],
)
def test_what_is_no_date_is_none(text):
    assert read_date(text, TODAY).written is Written.NOT


def test_an_ambiguous_date_follows_the_order_of_its_column():
    reading = read_date("03/04/2026", TODAY)
    assert reading.by(DateOrder.DAY_FIRST) == date(2026, 4, 3)
    assert reading.by(DateOrder.MONTH_FIRST) == date(2026, 3, 4)
    assert reading.by(DateOrder.DAY_FIRST, mixed=True) is None


def test_a_date_against_the_stated_order_is_not_re_read():
    assert read_date("10/14/2026", TODAY).by(DateOrder.DAY_FIRST) is None


def test_evidence_decides_and_is_told():
    plain = decide(["01/02/2026", "14/02/2026"], DateOrder.EVIDENCE, TODAY)
    assert (plain.order, plain.said) == (DateOrder.DAY_FIRST, "")
    american = decide(["01/02/2026", "02/14/2026"], DateOrder.EVIDENCE, TODAY)
    assert american.order is DateOrder.MONTH_FIRST
    assert "1 different dates can only have the month first" in american.said
    none = decide(["01/02/2026", "03/04/2026"], DateOrder.EVIDENCE, TODAY)
    assert none.order is DateOrder.DAY_FIRST
    assert "nothing in the column says" in none.said


def test_a_column_of_mixed_orders_is_told_and_its_ambiguous_dates_not_taken():
    mixed = decide(["14/02/2026", "02/15/2026", "03/04/2026"], DateOrder.EVIDENCE, TODAY)
    assert mixed.mixed
    assert "mixes two orders" in mixed.said
    assert read_date("14/02/2026", TODAY).by(mixed.order, mixed=True) == date(2026, 2, 14)
    assert read_date("02/15/2026", TODAY).by(mixed.order, mixed=True) == date(2026, 2, 15)


@given(day=DAYS)
def test_every_unambiguous_form_gives_the_same_day(day):
    serial = str((day - date(1899, 12, 30)).days)
    for text in (day.isoformat(), f"{day:%d %B %Y}", f"{day:%d-%b-%Y}", f"{day:%Y%m%d}", serial):
        assert read_date(text, TODAY).by(DateOrder.EVIDENCE) == day


@given(days=st.lists(DAYS, min_size=1, max_size=40), month_first=st.booleans())
def test_a_column_in_one_order_is_read_right_or_said_to_be_uncertain(days, month_first):
    form = "%m/%d/%Y" if month_first else "%d/%m/%Y"
    texts = [f"{day:{form}}" for day in days]
    decided = decide(texts, DateOrder.EVIDENCE, TODAY)
    read = [read_date(text, TODAY).by(decided.order, mixed=decided.mixed) for text in texts]
    assert read == days or "nothing in the column says" in decided.said


@given(year=st.integers(0, 99))
def test_years_of_two_figures_are_the_nearest_past_or_soon(year):
    found = read_date(f"14/10/{year:02}", TODAY).day_first
    assert found is not None
    assert found.year % 100 == year
    assert TODAY - timedelta(days=90 * 366) < found < TODAY + timedelta(days=11 * 366)
