"""What Excel shows for a number in a format; the expected texts are what Excel prints."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.readers.moments import (
    moment_of,
    shown_date,
    shown_length,
    shown_moment,
    shown_time,
)
from headway.readers.number_formats import BUILT_IN, FormatKind, number_format
from headway.readers.numbers import plain, stored_number

NUMBERS = [
    ("General", "18.1", "18.1"),
    ("0", "18.5", "19"),
    ("0", "-18.5", "-19"),
    ("0.0", "3.25", "3.3"),
    ("0.00", "3", "3.00"),
    ("#,##0", "1491", "1,491"),
    ("#,##0", "36039", "36,039"),
    ("#,##0.0", "1234567.25", "1,234,567.3"),
    ("#,##0", "999", "999"),
    ("0%", "0.068", "7%"),
    ("0.0%", "0.068", "6.8%"),
    ("0.0%", "0.0685", "6.9%"),
    ("0.00%", "1", "100.00%"),
    ("0.0%", "-0.215", "-21.5%"),
    ("0.##", "2.5", "2.5"),
    ("0.##", "2", "2"),
    ("000", "7", "007"),
    ("#.0", "0.5", ".5"),
    ('"£"#,##0.00', "1200", "£1,200.00"),
    ("[$£-809]#,##0", "1200", "£1,200"),
    ('0.0" days"', "12.34", "12.3 days"),
    ("0.0;(0.0)", "-2.55", "(2.6)"),
    ('0;-0;"nil"', "0", "nil"),
    ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-', "0", "-"),
    ("0.0;[Red]-0.0", "-4", "-4.0"),
    ("+0%;-0%;0%", "0.12", "+12%"),
    ("+0%;-0%;0%", "-0.12", "-12%"),
    ("0.0", "-0.04", "0.0"),  # no minus before nought
    ("_-* #,##0_-;-* #,##0_-;_-* \\-_-;_-@_-", "1500", "1,500"),
    ("_-* #,##0_-;-* #,##0_-", "-1500", "-1,500"),
    (";;;", "5", "5"),  # hidden by its format, yet there
    ("0,", "123456", "123456"),  # shown in thousands: the whole figure is kept
    ("0.00E+00", "123456", "123456"),
    ("# ?/?", "0.5", "0.5"),
    ('[>=1000]#,##0,"k";0', "12345", "12345"),
    ("@", "5", "5"),
    ("", "5", "5"),
    ('0"unclosed', "5", "5unclosed"),
]


@pytest.mark.parametrize(("code", "stored", "shown"), NUMBERS)
def test_a_number_is_shown_as_its_format_says(code, stored, shown):
    assert number_format(code).shown(Fraction(stored)) == shown


@pytest.mark.parametrize(
    ("code", "kind", "percent"),
    [
        ("General", FormatKind.GENERAL, False),
        ("@", FormatKind.GENERAL, False),
        ("0.0%", FormatKind.NUMBER, True),
        ('0"%"', FormatKind.NUMBER, False),  # a quoted sign multiplies nothing
        ("0\\%", FormatKind.NUMBER, False),
        ("mmm-yy", FormatKind.DATE, False),
        ("mmmm", FormatKind.DATE, False),
        ("dd/mm/yyyy hh:mm", FormatKind.DATE, False),
        ("[$-809]d mmmm yyyy;@", FormatKind.DATE, False),
        ("h:mm", FormatKind.TIME, False),
        ("mm:ss", FormatKind.TIME, False),
        ("[h]:mm", FormatKind.TIME, False),
        ("[mm]:ss", FormatKind.TIME, False),
        ('0.0" days"', FormatKind.NUMBER, False),
        ("[Red]0", FormatKind.NUMBER, False),
        ('"Month" 0', FormatKind.NUMBER, False),
        ("0 \\d", FormatKind.NUMBER, False),
    ],
)
def test_the_kind_of_a_format_is_seen(code, kind, percent):
    form = number_format(code)
    assert (form.kind, form.percent) == (kind, percent)


MOMENTS = [
    ("mmm-yy", "44044", "Aug-20"),
    ("mmmm yyyy", "44044", "August 2020"),
    ("mmmmm", "44044", "A"),
    ("dd/mm/yyyy", "44044", "01/08/2020"),
    ("d.m.yy", "44044", "1.8.20"),
    ("ddd d mmm", "44044", "Sat 1 Aug"),
    ("dddd", "44044", "Saturday"),
    ("dd/mm/yyyy hh:mm", "44044.75", "01/08/2020 18:00"),
    ("h:mm AM/PM", "44044.75", "6:00 PM"),
    ("h:mm AM/PM", "0", "12:00 AM"),
    ("hh:mm:ss", "0.5", "12:00:00"),
    ("mm:ss", "0.5006944444444444", "01:00"),
    ("[h]:mm", "1.25", "30:00"),
    ("[$-F800]dddd, mmmm dd, yyyy", "44044", "Saturday, August 01, 2020"),
    ("mmm-yy", "0", "Jan-00"),
    ("dd/mm/yyyy", "0", "00/01/1900"),
    ("dd/mm/yyyy", "1", "01/01/1900"),
    ("dd/mm/yyyy", "59", "28/02/1900"),
    ("dd/mm/yyyy", "61", "01/03/1900"),
    ("dd/mm/yyyy", "2958465", "31/12/9999"),
]


@pytest.mark.parametrize(("code", "serial", "shown"), MOMENTS)
def test_a_moment_is_shown_as_its_format_says(code, serial, shown):
    moment = moment_of(Fraction(serial), from_1904=False)
    assert moment is not None
    assert shown_moment(moment, number_format(code)) == shown


def test_the_epoch_of_1904_is_1462_days_later():
    moment = moment_of(Fraction(42582), from_1904=True)
    assert moment is not None
    assert moment.date == dt.date(2020, 8, 1)


@pytest.mark.parametrize("serial", ["-1", "2958466", "1e9"])
def test_a_serial_beyond_all_dates_is_no_moment(serial):
    assert moment_of(Fraction(serial), from_1904=False) is None


@given(st.dates(dt.date(1900, 3, 1)))
def test_every_date_comes_back_from_its_serial(date):
    moment = moment_of(Fraction((date - dt.date(1899, 12, 30)).days), from_1904=False)
    assert moment is not None
    assert moment.date == date


def test_dates_and_times_without_a_known_format():
    assert shown_date(dt.date(2020, 8, 1)) == "01/08/2020"
    assert shown_date(dt.date(2020, 8, 1), dt.time(9, 5)) == "01/08/2020 09:05"
    assert shown_time(dt.time(9, 5, 7)) == "09:05:07"
    assert shown_length(95_400) == "26:30:00"


@pytest.mark.parametrize(
    ("stored", "number"),
    [
        ("18.1", "181/10"),
        ("18.100000000000001", "181/10"),
        ("0.068000000000000005", "17/250"),
        ("1E3", "1000"),
        ("12345678901234567", "12345678901234567"),  # more digits than a float holds
        ("-0", "0"),
        ("+5", "5"),
    ],
)
def test_stored_digits_are_taken_exactly(stored, number):
    assert stored_number(stored) == Fraction(number)


@pytest.mark.parametrize("stored", ["", "n/a", "1e999", "nan", "0x10", "12,5"])
def test_what_is_no_number_is_none(stored):
    assert stored_number(stored) is None


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1491), "1491"),
        (Fraction("0.30000000000000004"), "0.3"),
        (Fraction(1, 3), "0.333333333333333"),
        (Fraction("0.00001"), "0.00001"),
        (Fraction(10) ** 20, "100000000000000000000"),
        (Fraction(10) ** 30, "1e+30"),
        (Fraction("1e-30"), "1e-30"),
        (Fraction("-0.5"), "-0.5"),
    ],
)
def test_plain_digits(number, text):
    assert plain(number) == text


@given(st.floats(-1e12, 1e12, allow_nan=False), st.sampled_from(sorted(BUILT_IN.values())))
def test_every_number_has_a_text_in_every_format(value, code):
    assert number_format(code).shown(Fraction(repr(value)))


@given(st.text(alphabet='#0?.,%;"\\_*[]$@dmyhsGeneral/E+-() £A', max_size=20), st.floats(-9, 9))
def test_any_text_is_a_format(code, value):
    form = number_format(code)
    assert form.shown(Fraction(repr(value)))
    moment = moment_of(Fraction(40_000), from_1904=False)
    assert moment is not None
    shown_moment(moment, form)
