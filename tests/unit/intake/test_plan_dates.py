from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.problems import Findings, Place, Severity
from headway.intake.plan_dates import DueDates, shows_day_first

PLACE = Place("plan.txt", line=7, column="3")


def read(text: str, *, day_first: bool = False) -> tuple[date | None, list[str]]:
    findings = Findings()
    due = DueDates(findings, day_first).read(text, PLACE)
    assert due.text == text.strip()
    return due.day, [finding.found for finding in findings.items]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jan-18", date(2018, 1, 31)),
        ("Feb-20", date(2020, 2, 29)),
        ("01/16/2018", date(2018, 1, 16)),
        ("16/01/2018", date(2018, 1, 16)),
        ("03/03/18", date(2018, 3, 3)),
        ("01 April 2018", date(2018, 4, 1)),
        ("1st of April 2018", date(2018, 4, 1)),
        ("April 1, 2018", date(2018, 4, 1)),
        ("April 2018.", date(2018, 4, 30)),
        ("Sept 2017", date(2017, 9, 30)),
        ("by end of March 2018", date(2018, 3, 31)),
        ("2018-04-01", date(2018, 4, 1)),
        ("Q3 2017/18", date(2017, 12, 31)),
        ("2018/19", date(2019, 3, 31)),
    ],
)
def test_a_certain_date_is_read_and_a_month_means_its_last_day(text, day):
    assert read(text) == (day, [])


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Jun", "has no year"),
        ("16 Jan", "has no year"),
        ("01/02/18", "could be day or month first"),
        ("June 2017. April 2018.", "names several dates"),
        ("Every quarter.", "is not a date that can be read"),
        ("Jan-00", "is a spreadsheet's nought shown as a date"),
        ("31/02/2018", "is not a date that can be read"),
        ("Ongoing", "is not a date that can be read"),
    ],
)
def test_a_date_that_is_not_certain_has_no_day_and_is_reported(text, why):
    day, found = read(text)
    assert day is None
    assert len(found) == 1
    assert why in found[0]


def test_a_blank_date_is_no_finding():
    assert read("") == (None, [])


def test_an_uncertain_order_is_settled_only_by_a_plan_that_always_puts_the_day_first():
    assert shows_day_first(["31/03/2018", "01/02/18"])
    assert not shows_day_first(["01/02/18"])
    assert not shows_day_first(["31/03/2018", "01/16/2018"])
    assert not shows_day_first(["01/16/2018"])


def test_dates_read_on_evidence_are_told_once():
    findings = Findings()
    dates = DueDates(findings, day_first=True)
    assert dates.read("01/02/18", PLACE).day == date(2018, 2, 1)
    assert dates.read("05/06/18", PLACE).day == date(2018, 6, 5)
    dates.tell()
    assert [finding.severity for finding in findings.items] == [Severity.INFERRED]
    assert "“01/02/18”" in findings.items[0].found


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_from_the_forms_that_leave_no_doubt(day):
    assert read(f"{day:%d %B %Y}") == (day, [])
    assert read(day.isoformat()) == (day, [])
    read_back, found = read(f"{day:%d/%m/%Y}")
    assert (read_back, found == []) in {(day, True), (None, False)}
    assert (read_back is None) == (day.day <= 12 and day.day != day.month)


@given(st.text(max_size=30))
def test_no_text_is_too_odd(text):
    day, found = read(text)
    assert day is None or not found
