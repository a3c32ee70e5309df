from datetime import date

import pytest

from headway.domain.plan import Plan
from headway.domain.problems import Severity
from headway.domain.published import Comparator, Derived
from headway.intake.plan import read_plan
from tests.unit.intake.plan_documents import FIVE, HEADINGS, a_row, a_text, shown, told

MONTHS = ["Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
INDICATORS = ["Priority", "Indicator", "Polarity", "2016/17", "SN Average", *MONTHS]
INDICATORS += ["Notes", "YTD", "DOT"]


def a_plan(*rows: list[str], headings: list[str] = INDICATORS, plan: list[str] = HEADINGS) -> Plan:
    return read_plan([a_text(headings, *rows, [], plan, a_row())], FIVE)


def figures(plan: Plan, row: int = 0) -> list[str]:
    return [shown(figure.value) for figure in plan.priorities[0].indicators[row].figures[-6:]]


def test_a_whole_row():
    plan = a_plan(
        [
            "P1",
            "Seen in time %",
            "Higher",
            "88%",
            "90%",
            *["91%", "92.5%", "", "n/a", "tbc", "94"],
            *["Two teams only", "92%", "↑"],
        ]
    )
    (row,) = plan.priorities[0].indicators
    assert (row.reference, row.title, row.polarity_printed) == ("P1", "Seen in time %", "Higher")
    assert figures(plan) == ["91", "185/2", "missing", "n/a", "tbc", "94"]
    assert str(row.figures[0].period) == "2016/17"
    assert row.benchmarks[0].comparator is Comparator.STATISTICAL_NEIGHBOURS
    assert row.commentary is not None
    assert row.commentary.text == "Two teams only"
    to_date, travel = (row.printed_as(each) for each in (Derived.YEAR_TO_DATE, Derived.QUALITY))
    assert to_date is not None
    assert to_date.number == 92
    assert travel is not None
    assert travel.text == "↑"


def test_months_without_a_year_take_it_from_the_first_review_after_them():
    plan = a_plan(["P1", "Waiting", "", "", "", "1", "2", "3", "4", "5", "6", "", "", ""])
    periods = [figure.period for figure in plan.priorities[0].indicators[0].figures[-6:]]
    assert (periods[0].start, periods[-1].last_day) == (date(2017, 7, 1), date(2017, 12, 31))
    assert len(told(plan, Severity.INFERRED, "no year", "RAG 01/18")) == 1


@pytest.mark.parametrize(
    ("year", "review", "taken"),
    [
        ("2016/17", "RAG initial", True),
        ("Target", "RAG initial", False),
        ("2015/16", "RAG 01/18", False),
    ],
)
def test_without_a_dated_review_last_years_column_tells_the_year(year, review, taken):
    headings = [*INDICATORS[:3], year, *INDICATORS[4:]]
    plan = a_plan(
        ["P1", "Waiting", "", "", "", "1", "2", "3", "4", "5", "6", "", "", ""],
        headings=headings,
        plan=[*HEADINGS[:8], review, *HEADINGS[9:]],
    )
    found = [f for f in plan.priorities[0].indicators[0].figures if f.period.start.year == 2017]
    assert len(found) == (6 if taken else 0)
    assert bool(told(plan, Severity.NOT_TAKEN, "no year")) is not taken


def test_as_many_figures_as_months_shifted_under_the_notes_are_set_back():
    plan = a_plan(["P1", "Counted", "", "", "", "", "2", "7", "5", "4", "6", "4", "", ""])
    assert figures(plan) == ["2", "7", "5", "4", "6", "4"]
    row = plan.priorities[0].indicators[0]
    assert not any(figure.certain for figure in row.figures[-6:])
    assert row.commentary is None
    assert told(plan, Severity.INFERRED, "6 figures in a row end under the notes")


def test_fewer_figures_than_months_shifted_under_the_notes_are_not_taken():
    plan = a_plan(["P1", "Seen", "", "", "", "", "", "93%", "97%", "92%", "90%", "96%", "", ""])
    assert figures(plan) == ["?"] * 6
    assert told(plan, Severity.NOT_TAKEN, "5 figures in a row end under the notes")


def test_a_figure_among_the_notes_is_reported_and_not_taken():
    plan = a_plan(
        ["P1", "Judged good", "", "", "", "", "", "", "", "", "", "69.40%", "", ""],
        ["P1", "Up to date", "", "", "", "", "", "97%", "", "", "", "88.80% each quarter", "", ""],
        ["P1", "Begun", "", "", "", "", "", "", "", "", "", "Starts in 2018", "", ""],
    )
    assert figures(plan, 0) == ["missing"] * 6
    assert figures(plan, 1)[2] == "97"
    assert told(plan, Severity.NOT_TAKEN, "line 2, column 12", "69.40%")
    assert told(plan, Severity.NOT_TAKEN, "line 3, column 12", "88.80%")
    assert not told(plan, Severity.NOT_TAKEN, "line 4")


def test_headings_and_figures_in_one_cell_are_told_apart_where_their_count_fits():
    headings = [*INDICATORS[:4], "SN Average Jul Aug Sep Oct Nov Dec Notes YTD DOT"]
    plan = a_plan(
        ["P1", "Closed, outcomes", "", "", "99% 98% 97% 96% 95% 94% 0"],
        ["", "met", "", "", ""],
        ["P1", "All of them", "", "", "50% 99% 98% 97% 96% 95% 94% 93%"],
        ["P1", "Too few", "", "", "93% 92% 0"],
        headings=headings,
    )
    rows = plan.priorities[0].indicators
    assert rows[0].title == "Closed, outcomes met"
    assert figures(plan, 0) == ["99", "98", "97", "96", "95", "94"]
    assert figures(plan, 1) == ["99", "98", "97", "96", "95", "94"]
    assert shown(rows[1].benchmarks[0].value) == "50"
    assert figures(plan, 2) == ["?"] * 6
    assert told(plan, Severity.INFERRED, "line 2:", "SN Average taken as blank")
    assert told(plan, Severity.NOT_TAKEN, "line 5:", "3 figures share one cell")


@pytest.mark.parametrize(
    ("months", "number"), [(["1", "2", "", "", "", ""], None), (["0", "0", "0", "0", "0", "0"], 0)]
)
def test_nought_to_date_beside_other_figures_stands_for_absence(months, number):
    plan = a_plan(["P1", "Counted", "", "", "", *months, "", "0", ""])
    printed = plan.priorities[0].indicators[0].printed_as(Derived.YEAR_TO_DATE)
    assert printed is not None
    assert (printed.text, printed.number) == ("0", number)
    assert bool(told(plan, Severity.INFERRED, "year to date is 0")) is (number is None)


def test_text_where_a_figure_or_the_polarity_is_due_is_reported_without_a_name():
    row = ["P1", "Vacancies", "Asked Jo Bloggs", "", "", "1", "ask Jo Bloggs", "3", "4", "5", "6"]
    plan = a_plan([*row, "", "", ""])
    assert told(plan, Severity.NOT_TAKEN, "column 3", "a text of 15 characters")
    assert told(plan, Severity.NOT_TAKEN, "column 7", "a text of 13 characters")
    assert not any("Bloggs" in str(finding) for finding in plan.findings)
    assert figures(plan) == ["1", "?", "3", "4", "5", "6"]


def test_a_table_of_figures_far_from_any_plan_is_left_to_the_scorecards():
    prose = [[f"A paragraph of the covering report, number {at}"] for at in range(9)]
    rows = [["Indicator", "Jun 2017", "Jul 2017"], ["Open cases", "742", "791"], [], *prose]
    plan = read_plan([a_text(HEADINGS, a_row(), [], *rows, HEADINGS, a_row())], FIVE)
    assert plan.priorities[0].indicators == ()
    assert told(plan, Severity.NOTED, "belongs to no priority")


def test_rows_go_to_the_priority_they_name():
    second = ["Priority 2", *HEADINGS[1:]]
    table = [INDICATORS, ["P2", "Open", *[""] * 3, "4", *[""] * 8], ["P1", "Shut", *[""] * 12]]
    plan = read_plan([a_text(*table, [], HEADINGS, a_row(), second, a_row())], FIVE)
    assert [[row.title for row in each.indicators] for each in plan.priorities] == [
        ["Shut"],
        ["Open"],
    ]
