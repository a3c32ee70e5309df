"""Every derived figure of three published documents comes out as the councils printed it.

Once from the example files, which carry the figures as facts and are always here, and once from
the documents as they are, damage and all, where HEADWAY_REFERENCE says where they lie.
"""

import json
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

import pytest

from headway.cli.main import main
from headway.domain.period_labels import parse_period
from headway.domain.rounding import round_to
from tests.facts.development_plan import (
    NOT_YET_RATED,
    OVERALL,
    RATINGS,
    SECTIONS,
    SUMMARY,
    TOLD_APART,
)
from tests.facts.eight_quarters import ESCALATION
from tests.facts.monthly_dataset import REPEATS, ROWS, SAME, UNLABELLED

pytestmark = pytest.mark.xdist_group("published figures")  # so that answers are shared
EXAMPLES = Path(str(files("headway") / "examples"))


def example_files(_request):
    return {
        "december": EXAMPLES / "early-help-monthly-2019-12.csv",
        "august": EXAMPLES / "early-help-monthly-2020-08.csv",
        "quarters": EXAMPLES / "early-help-quarters-2015-17.csv",
        "plan": [EXAMPLES / "development-plan-2018.csv"],
    }


def published_files(request):
    folder = request.getfixturevalue("reference") / "published"
    return {
        "december": folder / "southampton-early-help-dataset-2019-12.txt",
        "august": folder / "southampton-early-help-dataset-2020-08.txt",
        "quarters": folder / "derby-early-help-report-2016-17.txt",
        "plan": [
            folder / "thurrock-development-plan-2018.txt",
            folder / "thurrock-development-plan-2018-priority-2-page.txt",
        ],
    }


@pytest.fixture(params=[example_files, published_files], ids=["examples", "as published"])
def documents(request):
    return request.param(request)


ANSWERS: dict[object, object] = {}  # the same question is asked of the command line once


@pytest.fixture
def told(capsysbinary):
    """Run a command for its JSON."""

    def run(*words):
        asked = tuple(map(str, words))
        if asked not in ANSWERS:
            code = main([*asked, "--format", "json"])
            printed = capsysbinary.readouterr()
            assert code == 0, printed.err.decode()
            ANSWERS[asked] = printed.out
        return json.loads(ANSWERS[asked])

    return run


def rows_of(card):
    return {SAME.get(row["reference"], row["reference"]): row for row in card["rows"]}


def month_of(figure):
    return figure["column"]["end"][:7]


@pytest.mark.parametrize("expected", ROWS, ids=lambda row: f"{row.edition} {row.reference}")
def test_months_changes_and_arrows(documents, told, expected):
    given = [documents["december"]]
    if expected.edition == "2020-08":
        given.append(documents["august"])
    row = rows_of(told("scorecard", *given))[SAME.get(expected.reference, expected.reference)]
    shown = {month_of(figure): figure for figure in row["figures"]}
    for month, printed in expected.months.items():
        figure = shown[month]
        if printed == "tbc":
            assert figure["state"] == "awaited", month
        else:
            assert figure["shown"].replace(",", "") == printed, month
    for month, figure in shown.items():
        if month not in expected.months:
            assert figure["state"] in ("not due", "incomplete"), month
    change, last_year = row["changes"]["previous"], row["changes"]["last_year"]
    if expected.change == "n/a":
        assert change["state"] == "not applicable"
        assert "no figure for this period" in change["note"]
    else:
        assert change["shown"].lstrip("+") == expected.change
        assert change["arrow"] == expected.arrow
    if expected.last_year:
        assert last_year["shown"].lstrip("+") == expected.last_year
        assert last_year["arrow"] == expected.arrow_last_year


@pytest.mark.parametrize("edition", ["2019-12", "2020-08"])
def test_no_printed_change_is_contradicted_and_averages_say_what_they_rest_on(
    documents, told, edition
):
    given = [documents["december"]] + [documents["august"]] * (edition == "2020-08")
    rows = rows_of(told("scorecard", *given))
    for expected in (row for row in ROWS if row.edition == edition):
        row = rows[SAME.get(expected.reference, expected.reference)]
        for what in ("average", "maximum"):
            assert row[what]["known"] < row[what]["due"]
        printed = {line["what"]: line for line in row["comparisons"]}
        assert printed["average of 12 months"]["printed"] == expected.average
        assert printed["maximum of 12 months"]["printed"] == expected.maximum
        for line in row["comparisons"]:
            stands_for_absence = expected.reference == "YO2" and line["printed"] == "0"
            assert (line["verdict"] == "differs") is stands_for_absence, line


def test_the_repeat_and_the_column_without_a_heading_are_pointed_out(documents, told):
    card = told("scorecard", documents["december"], documents["august"])
    (repeat,) = card["repeats"]
    assert (repeat["earlier"]["end"][:7], repeat["later"]["end"][:7]) == ("2020-04", "2020-05")
    repeated = {
        SAME.get(row["reference"], row["reference"])
        for row in card["rows"]
        if row["indicator"]["id"] in repeat["indicators"]
    }
    assert repeated == {SAME.get(name, name) for name in REPEATS}
    found = [finding["found"] for finding in card["findings"]]
    for figure in UNLABELLED.values():
        (told_of,) = [each for each in found if f"“{figure}”" in each]
        assert "no heading" in told_of


@pytest.mark.parametrize("expected", ESCALATION, ids=lambda row: row[0])
def test_escalation_percentages_and_how_they_came_about(documents, told, expected):
    end, escalated, cases, printed, verdict = expected
    card = told("scorecard", documents["quarters"])
    (row,) = [
        row for row in card["rows"] if row["indicator"]["id"] == "level-2-escalation-percentage"
    ]
    quarter = parse_period("/".join(reversed(end.split("-"))))
    (check,) = [each for each in row["comparisons"] if each["what"].endswith(str(quarter))]
    assert check["printed"] == printed
    assert check["verdict"] == {"ok": "agrees", "truncated": "cut, not rounded"}[verdict]
    assert Fraction(check["worked_out"]["value"]) == Fraction(escalated * 100, cases)


def test_ratings_means_and_the_plan_as_a_whole(documents, told):
    plan = told("plan", *documents["plan"])
    for number, pair in RATINGS.items():
        (priority,) = [each for each in plan["priorities"] if each["number"] == number]
        for at, expected in enumerate(pair):
            given = [action["ratings"][at] for action in priority["actions"]]
            rated = [int(each["value"]) for each in given if each["state"] == "number"]
            assert rated == expected
    assert [each["label"].split()[-1] for each in plan["not_yet_rated"]] == list(NOT_YET_RATED)
    for at, review in enumerate(plan["reviews"]):
        assert review["overall"]["stands"]["shown"] == OVERALL[at]
        assert review["overall"]["printed"]["verdict"] == "agrees"
        for rated in review["priorities"]:
            number = rated["number"]
            assert rated["printed"]["printed"] == SUMMARY[number][at]
            apart = number == TOLD_APART and at == 0
            assert rated["told_apart"] is apart
            assert rated["printed"]["verdict"] == ("differs" if apart else "agrees")
            if number in SECTIONS:
                mean = Fraction(rated["mean"]["value"])
                assert str(round_to(mean, 1)) == SUMMARY[number][at]
                assert str(round_to(mean, 0)) == SECTIONS[number][at]
