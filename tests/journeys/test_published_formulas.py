"""Rates worked out by the formulas of the published statistics, from a made-up council's rows.

Referral rate: referrals of the year to March, for each 10,000 aged 0 to 17 in the middle of the
year before. Re-referrals: referrals of a child within 12 months of an earlier one, of all
referrals of the year. Assessments in time: those that took no more than 45 working days from the
referral, in bands of days as they are printed, of all completed in the year.
"""

import json
from datetime import date, timedelta
from fractions import Fraction

import pytest

from headway.domain.working_days import bank_holidays
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

FIRST, AFTER = date(2025, 4, 1), date(2026, 4, 1)
BANDS = [(0, 0), (1, 10), (11, 20), (21, 30), (31, 40), (41, 45)]


@pytest.fixture(scope="module")
def rows(council):
    """The referrals, assessments and population of the loaded council, as plain rows."""
    with open_snapshot(open_folder(council / "data"), protected=True, check=False) as snapshot:
        kinds = snapshot.codes("assessment", "kind")
        everybody = snapshot.codes("population", "cohort")["everybody"]
        council_kind = snapshot.codes("organisation_unit", "kind")["council"]
        areas = snapshot.query(f"SELECT unit_id FROM organisation_unit WHERE kind = {council_kind}")
        people = "SELECT year, age_from, age_to, people FROM population WHERE"
        where = f"cohort = {everybody} AND area_id = {areas[0][0]}"
        return {
            "referrals": snapshot.query(
                "SELECT referral_id, person_id, received_on FROM social_care_referral"
            ),
            "assessments": snapshot.query(
                "SELECT referral_id, completed_on FROM assessment"
                f" WHERE kind = {kinds['social_care']}"
            ),
            "population": snapshot.query(f"{people} {where}"),
        }


@pytest.fixture
def worked_out(headway, council):
    def run(indicator):
        code, text, complaint = headway(
            "calculate", "--data", council / "data", "--period", "2025/26", "--units", "council",
            "--indicators", indicator, "--format", "json",
        )  # fmt: skip
        assert code == 0, complaint
        (result,) = json.loads(text)["results"]
        assert result["value"]["state"] == "number", result
        return Fraction(result["numerator"]), Fraction(result["denominator"]), result["value"]

    return run


def referred_in_the_year(rows):
    return [one for one in rows["referrals"] if one[2] and FIRST <= one[2] < AFTER]


def a_year_after(day):
    last_of_february = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if last_of_february else day.day)


def test_re_referrals_as_published(rows, worked_out):
    again = 0
    this_year = referred_in_the_year(rows)
    for _, child, day in this_year:
        days = [other for _, one, other in rows["referrals"] if one == child and other]
        again += any(other < day < a_year_after(other) for other in days)
    above, below, _ = worked_out("re-referrals-within-12-months-percentage")
    assert (above, below) == (again, len(this_year))
    assert 0 < again < len(this_year)


def working_days(start, end):
    days = [start + timedelta(days=one + 1) for one in range((end - start).days)]
    return sum(day.weekday() < 5 and day not in bank_holidays(day.year) for day in days)


def test_assessments_in_45_working_days_as_published(rows, worked_out):
    received = {referral: day for referral, _, day in rows["referrals"]}
    completed = [one for one in rows["assessments"] if one[1] and FIRST <= one[1] < AFTER]
    bands = dict.fromkeys(BANDS, 0)
    for referral, day in completed:
        start = received.get(referral)
        if start is not None and start <= day:
            passed = working_days(start, day)
            for low, high in BANDS:
                bands[low, high] += low <= passed <= high
    above, below, _ = worked_out("assessments-within-45-days-percentage")
    assert (above, below) == (sum(bands.values()), len(completed))
    assert 0 < above < below


def test_the_rate_of_referrals_as_published(rows, worked_out):
    year_before = 2025
    children = sum(
        people
        for year, youngest, oldest, people in rows["population"]
        if year == year_before and youngest >= 0 and oldest <= 17
    )
    above, below, value = worked_out("referral-rate-per-10000")
    assert (above, below) == (len(referred_in_the_year(rows)), children)
    rate = Fraction(len(referred_in_the_year(rows)), children) * 10000
    assert Fraction(value["value"]) == rate
