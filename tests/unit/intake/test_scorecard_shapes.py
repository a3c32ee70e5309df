"""Scorecards as other councils lay them out, made up.

Longer than other modules, since it is a list: each test is one layout and rests on no other.
"""

import datetime as dt
from fractions import Fraction

import pytest

from headway.domain.indicator import Frequency, Status, Unit
from headway.domain.periods import PeriodKind, financial_year, month, quarter
from headway.domain.polarity import Arrow, Polarity
from headway.domain.problems import ContentMistake, Severity
from headway.domain.published import Comparator, Derived
from headway.domain.targets import TargetForm
from headway.intake.scorecards import read_published, read_published_datasets, read_scorecards
from headway.readers.grid import Cell, CellKind, Document, Row, Sheet
from tests.unit.intake.scorecard_documents import (
    document,
    inferred,
    months,
    not_taken,
    read,
    row_of,
    told,
)

PLAIN = """
Early help monthly scorecard

Ref|Indicator|Apr-20|May-20|Jun-20|Comments
A1|Visits|10|20|30|Going up
A2|Calls|1|tbc|n/a|
"""


def test_a_plain_sheet():
    found = read(PLAIN)
    dataset = found.dataset
    assert (dataset.title, dataset.edition) == ("Early help monthly scorecard", "2020-06")
    assert dataset.columns == (month(2020, 4), month(2020, 5), month(2020, 6))
    assert dataset.digest == "0" * 64
    assert months(row_of(found, "A1")) == {"2020-04": "10", "2020-05": "20", "2020-06": "30"}
    assert months(row_of(found, "A2")) == {
        "2020-04": "1",
        "2020-05": "awaited",
        "2020-06": "not_applicable",
    }
    assert dataset.findings == ()


def test_every_figure_knows_its_place_and_text():
    figure = row_of(read(PLAIN), "A2").figures[1]
    assert (figure.text, figure.place.line, figure.place.column) == ("tbc", 5, "4")
    assert figure.certain


def test_columns_in_another_order_with_other_words():
    found = read("""
    Comments|Target 2020/21|KPI Ref|Good is|How often|Performance indicator|Jun 2020|May 2020|RAG
    As K2|300|K1|Low|M|Referrals|28|30|G
    Fine|>=90%|K2|High|Monthly|% visits on time|91.5%|88%|A
    """)
    row = row_of(found, "K1")
    assert months(row) == {"2020-05": "30", "2020-06": "28"}
    assert row.commentary is not None
    assert row.commentary.points_to == "K2"
    assert row.printed_as(Derived.FLAG).text == "G"
    assert [i.polarity for i in found.indicators] == [Polarity.LOWER, Polarity.HIGHER]
    assert [i.unit for i in found.indicators] == [Unit.NUMBER, Unit.PERCENTAGE]
    (target,) = row_of(found, "K2").targets
    assert (target.form, target.goal) == (TargetForm.AT_LEAST, 90)


def test_polarity_is_never_read_from_a_name():
    assert {i.polarity for i in read(PLAIN).indicators} == {Polarity.NONE}
    assert {i.status for i in read(PLAIN).indicators} == {Status.UNDEFINED}


def test_yes_and_no_under_bigger_is_better():
    found = read("""
    Ref|Indicator|Bigger is better|Apr-20|May-20
    A1|Visits|Y|1|2
    A2|Calls lost|N|1|2
    """)
    assert [i.polarity for i in found.indicators] == [Polarity.HIGHER, Polarity.LOWER]


def test_targets_by_year_before_the_months_under_one_heading():
    found = read("""
    Ref|Indicator|Target|||Actual||
    ||2018/19|2019/20|2020/21|Apr-20|May-20|Jun-20
    A1|Visits|10|12|tbc|1|2|3
    A2|Lost|up to 5|-|3-5|1|2|3
    """)
    first, second = found.dataset.rows
    assert [(t.period, t.form, t.goal) for t in first.targets] == [
        (financial_year(2018), TargetForm.UNSTATED, 10),
        (financial_year(2019), TargetForm.UNSTATED, 12),
        (financial_year(2020), TargetForm.TO_BE_CONFIRMED, None),
    ]
    assert [(t.form, t.goal, t.high) for t in second.targets] == [
        (TargetForm.AT_MOST, 5, None),
        (TargetForm.WITHIN, 3, 5),
    ]
    assert len(found.dataset.columns) == 3


def test_a_target_without_a_year_is_of_the_year_shown_and_told():
    found = read("Ref|Indicator|Target|Apr-20|May-20\nA1|Visits|50|1|2")
    (target,) = found.dataset.rows[0].targets
    assert target.period == financial_year(2020)
    assert any("names no year" in text for text in inferred(found))


def test_years_over_the_months_and_benchmarks_under_one_heading():
    found = read("""
    ||2019|||2020||Benchmarking (Updated Mar-19, using 17-18 data)||
    Ref|Indicator|Oct|Nov|Dec|Jan|Feb|SN|ENG|East Midlands
    A1|Visits|1|2|3|4|5|6|-|7.5%
    """)
    row = found.dataset.rows[0]
    assert list(months(row)) == ["2019-10", "2019-11", "2019-12", "2020-01", "2020-02"]
    assert [(b.comparator, b.text, b.year, b.updated) for b in row.benchmarks] == [
        (Comparator.STATISTICAL_NEIGHBOURS, "6", financial_year(2017), month(2019, 3)),
        (Comparator.ENGLAND, "-", financial_year(2017), month(2019, 3)),
        (Comparator.REGION, "7.5%", financial_year(2017), month(2019, 3)),
    ]
    assert row.benchmarks[2].name == "East Midlands"


def test_actual_and_target_under_each_month():
    found = read("""
    Ref|Indicator|Apr-20|||May-20||
    ||Actual|Target|RAG|Actual|Target|RAG
    A1|Visits|10|12|A|14|13|G
    """)
    row = found.dataset.rows[0]
    assert months(row) == {"2020-04": "10", "2020-05": "14"}
    assert [(t.period, t.goal) for t in row.targets] == [(month(2020, 4), 12), (month(2020, 5), 13)]
    assert row.printed_as(Derived.FLAG).text == "G"


@pytest.mark.parametrize(
    ("above", "last"),
    [
        ("Scorecard 2019/20", month(2020, 3)),
        ("Position at Apr-20", month(2020, 3)),
        ("Scorecard, March 2021", month(2021, 3)),
    ],
)
def test_months_without_a_year_take_it_from_the_title_and_it_is_told(above, last):
    found = read(f"{above}\nRef|Indicator|Dec|Jan|Feb|Mar\nA1|Visits|1|2|3|4")
    assert found.dataset.columns == tuple(last.shift(step) for step in (-3, -2, -1, 0))
    assert any("without a year" in text for text in inferred(found))


def test_months_without_a_year_anywhere_cannot_be_taken():
    with pytest.raises(ContentMistake, match="without a year"):
        read("Scorecard\nRef|Indicator|Apr|May|Jun\nA1|Visits|1|2|3")


def test_a_quarterly_sheet():
    found = read("""
    Measure|Q1 2019/20|Q2 2019/20|Q3 2019/20|Q4 2019/20|Comments
    Visits|10|12|*|tbc|tight
    Escalation %|10.5%|9%|8.25%||
    """)
    assert found.dataset.columns[0] == quarter(2019, 1)
    assert {i.frequency for i in found.indicators} == {Frequency.QUARTERLY}
    row = row_of(found, "Escalation %")
    assert [f.period.kind for f in row.figures] == [PeriodKind.QUARTER] * 4
    assert found.indicators[1].decimals == 2


def test_quarterly_figures_in_a_monthly_sheet():
    found = read("""
    Ref|Indicator|Frequency|Apr-20|May-20|Jun-20|Jul-20|Aug-20|Sep-20
    A1|Visits|Monthly|1|2|3|4|5|6
    A2|Families helped|Quarterly|||90||tbc|tbc
    A3|Claims per quarter||||40|||
    A4|Audits||||7|||tbc
    """)
    families = row_of(found, "A2")
    assert months(families) == {
        "2020-04": "not_due",
        "2020-05": "not_due",
        "2020-06": "90",
        "2020-07": "not_due",
        "2020-08": "awaited",
        "2020-09": "awaited",
    }
    assert [f.period for f in families.figures if f.text] == [
        quarter(2020, 1),
        month(2020, 8),
        quarter(2020, 2),
    ]
    assert [i.frequency for i in found.indicators] == [Frequency.MONTHLY] + [
        Frequency.QUARTERLY
    ] * 3
    told_of = [text for text in inferred(found) if "quarterly" in text]
    assert len(told_of) == 2  # the title's and the figures', not the frequency column's
    assert months(row_of(found, "A3"))["2020-09"] == "incomplete"


def test_years_and_month_ends_as_headings():
    years = read("Indicator|31/03/2015|31/03/2016|31/03/2017\nVisits|1|2|3")
    assert years.dataset.columns == tuple(financial_year(year) for year in (2014, 2015, 2016))
    ends = read("Indicator|31/01/2015|28/02/2015|31/03/2015\nVisits|1|2|3")
    assert ends.dataset.columns == tuple(month(2015, number) for number in (1, 2, 3))
    quarters = read("Indicator|30/06/2015|30/09/2015|31/12/2015|31/03/2016\nVisits|1|2|3|4")
    assert quarters.dataset.period == quarter(2015, 4)


def test_a_year_beside_the_months_is_a_figure_but_no_column():
    found = read("Ref|Indicator|2018/19 Outturn|Apr-19|May-19\nA1|Visits|100|9|8")
    assert found.dataset.columns == (month(2019, 4), month(2019, 5))
    assert found.dataset.rows[0].figures[0].period == financial_year(2018)


def test_no_reference_column_and_no_heading_over_the_titles():
    found = read("Monthly numbers\n|Apr-20|May-20\nVisits|10|11\nCalls|5|6")
    assert [row.title for row in found.dataset.rows] == ["Visits", "Calls"]
    assert [row.indicator for row in found.dataset.rows] == ["visits", "calls"]
    assert any("without a heading" in text for text in inferred(found))


def test_blank_columns_title_rows_sections_and_notes():
    found = read("""
    Scorecard for the board
    Prepared by the intelligence team

    |Ref||Indicator|Apr-20||May-20|Jun-20
    |How much||||||
    |A1||Visits|10||14|12
    |A2||Calls|10||14|12
    |||||||
    |How well||||||
    |B1||Calls answered|10%||14%|12%

    |Notes: figures are provisional until the return of the year is in|||||
    """)
    assert found.dataset.title == "Scorecard for the board"
    assert [row.section for row in found.dataset.rows] == ["How much", "How much", "How well"]
    assert months(row_of(found, "B1")) == {"2020-04": "10", "2020-05": "14", "2020-06": "12"}
    assert [each.severity for each in found.dataset.findings] == [Severity.NOTED]


def test_a_section_column_is_carried_down():
    found = read("Theme|Ref|Indicator|Apr-20\nSafe|A1|Visits|1\n|A2|Calls|2\nWell|A3|Plans|3")
    assert [row.section for row in found.dataset.rows] == ["Safe", "Safe", "Well"]


def test_months_still_to_come_are_left_out():
    found = read("Ref|Indicator|Apr-20|May-20|Jun-20|Jul-20\nA1|Visits|1|2||\nA2|Calls|3|||")
    assert found.dataset.period == month(2020, 5)
    assert months(row_of(found, "A2")) == {"2020-04": "3", "2020-05": "incomplete"}
    assert any("nothing stands yet under Jun-20 to Jul-20" in text for text in told(found))


def test_owner_and_reporter_in_one_cell():
    found = read("""
    Ref|Indicator|Owner / Reporter|Apr-20
    A1|Visits|Head of service / Analyst|1
    A2|Calls|Head of service Analyst|2
    """)
    assert (found.dataset.rows[0].owner, found.dataset.rows[0].reporter) == (
        "Head of service",
        "Analyst",
    )
    assert found.dataset.rows[1].owner == ""
    (text,) = not_taken(found)
    assert "23 letters" in text
    assert "Head" not in text


def test_changes_are_kept_as_printed():
    found = read("""
    Ref|Indicator|Apr-20|May-20|% change on previous period|DoT|12 month average|12 month max
    A1|Visits|10|11|↑ 10%|▲|9.5|14
    A2|Calls|10|10|n/a||-|0
    """)
    row = row_of(found, "A1")
    change = row.printed_as(Derived.CHANGE_PREVIOUS)
    assert (change.text, change.number, change.arrow) == ("↑ 10%", 10, Arrow.UP)
    mark = row.printed_as(Derived.QUALITY)
    assert (mark.text, mark.arrow) == ("▲", None)
    assert row.printed_as(Derived.AVERAGE_12).number == Fraction("9.5")
    assert len(row.figures) == 2
    assert row_of(found, "A2").printed_as(Derived.QUALITY) is None


def test_a_reference_without_any_figure_is_kept():
    found = read("Ref|Indicator|Apr-20|May-20\nA1|Visits|1|2\nA2|Calls||\nA3|Plans|3|4")
    assert months(row_of(found, "A2")) == {"2020-04": "incomplete", "2020-05": "incomplete"}


def test_a_reference_twice_is_taken_once_and_both_places_told():
    found = read("Ref|Indicator|Apr-20\nA1|Visits|1\nA2|Calls|5\nA1|Visits|2\nA2|Calls|5")
    assert months(row_of(found, "A1")) == {"2020-04": "1"}
    assert len(found.dataset.rows) == 2
    (text,) = not_taken(found)
    assert "line 4" in text
    assert "line 2" in text


def test_a_month_twice_in_the_headings():
    found = read("Ref|Indicator|Apr-20|May-20|May-20|Jun-20\nA1|Visits|1|2|2|3\nA2|Calls|1|2|9|3")
    assert months(row_of(found, "A2")) == {"2020-04": "1", "2020-05": "2", "2020-06": "3"}
    heading, cell = not_taken(found)
    assert "May 2020 twice" in heading
    assert "“9”" in cell
    assert "column 5" in cell


def test_text_in_a_number_cell_is_broken_and_told():
    found = read("Ref|Indicator|Apr-20|May-20|Jun-20\nA1|Visits|about thirty|#REF!|7*")
    assert months(found.dataset.rows[0]) == {
        "2020-04": "broken",
        "2020-05": "broken",
        "2020-06": "7",
    }
    assert len(not_taken(found)) == 2
    assert "column 3" in not_taken(found)[0]
    assert len(inferred(found)) == 1


def test_headings_nobody_knows_are_told_and_not_taken():
    found = read("Ref|Indicator|Apr-20|May-20|Previous year|Postcode\nA1|Visits|1|2|99|here")
    (text,) = not_taken(found)
    assert "“Previous year”" in text
    assert any("“Postcode”" in each for each in told(found, Severity.NOTED))
    assert len(found.dataset.rows[0].figures) == 2


def test_commentary_that_points_elsewhere():
    found = read("""
    Ref|Indicator|Apr-20|Commentary (Apr-20)
    A1|Visits|1|Numbers rose
    A2|Calls|2|See above
    A3|Plans|3|as A1
    A4|Notes|4|See above.
    A5|Audits|5|see Z9
    """)
    points = [row.commentary.points_to for row in found.dataset.rows]
    assert points == ["", "A1", "A1", "A1", ""]
    assert any("points to no row" in text for text in told(found))


def test_several_tables_and_sheets_are_several_datasets():
    table = "Ref|Indicator|Apr-20\nA1|Visits|1"
    both = table + "\n\n\n\n\nSecond table\n\nRef|Measure|May-20|Jun-20\nB1|Calls|1|2"
    found = read_published_datasets(document(both, "Nothing here", table, name="Sheet"))
    assert [dataset.edition for dataset in found] == ["2020-04", "2020-06", "2020-04"]
    assert read_published(document(both)) == read_published_datasets(document(both))[0]


def test_headings_repeated_on_every_page_are_one_table():
    found = read("Ref|Indicator|Apr-20\nA1|Visits|1\n\nPage 2\nRef|Indicator|Apr-20\nA2|Calls|2")
    assert [row.reference for row in found.dataset.rows] == ["A1", "A2"]


def test_a_hidden_sheet_is_read_only_without_any_other():
    rows = document(PLAIN).sheets[0].rows
    shown, hidden = Sheet("A", rows), Sheet("B", rows, hidden=True)
    only = Document("b.xlsx", (hidden,), True, (), "0" * 64)
    both = Document("b.xlsx", (hidden, shown), True, (), "0" * 64)
    assert len(read_scorecards(both)) == len(read_scorecards(only)) == 1
    assert read_published(both).rows[0].place.sheet == "A"


def test_a_table_in_a_long_text():
    found = read("""
    1. Introduction
    The text goes on and on for a while, in sentences that speak of 371 claims and of 40% of them.

    3. Children's Services Data

    - a list
    • Case Type|30/06/2015|30/09/2015|31/12/2015
    Level 2|742|791|687
    Escalation %|16.4%|10.9%|9%

    What the table shows is explained here, at length, as it is in any report of this kind.

    More of that.

    Outcome|Action|By whom|By when|Progress
    We have it|Do it|Someone|June 2017|None
    """)
    assert found.dataset.title == "Children's Services Data"
    assert [row.title for row in found.dataset.rows] == ["Level 2", "Escalation %"]
    assert found.dataset.period == quarter(2015, 3)


@pytest.mark.parametrize("table", ["Name|Address|Phone\nA|B|1", "", "Ref|Indicator|Apr-20"])
def test_a_file_without_a_scorecard_says_what_was_looked_for(table):
    with pytest.raises(ContentMistake) as caught:
        read_scorecards(document(table))
    (finding,) = caught.value.findings
    assert "no scorecard was found" in finding.found
    assert "headings" in finding.done
    assert finding.next_step


def test_the_nearest_row_is_named_where_there_is_no_scorecard():
    with pytest.raises(ContentMistake, match=r"line 2: no scorecard.*“Owner”"):
        read_scorecards(document("A list\nOwner|Target|Comments\nsomeone|5|none"))


def test_a_sheet_in_which_nothing_can_be_taken_stops():
    with pytest.raises(ContentMistake, match="no row of this table"):
        read_scorecards(document("Ref|Indicator|Apr-20|May-20\n||4|5"))


def number(amount, text, *, percent=False):
    return Cell(text, CellKind.NUMBER, Fraction(amount), percent=percent)


def workbook(*rows, known=True):
    sheet = Sheet(
        "Scorecard",
        tuple(Row(at, tuple(row)) for at, row in enumerate(rows, start=1)),
        file="book.xlsx",
    )
    return Document("book.xlsx", (sheet,), known, (), "0" * 64)


def words(*texts):
    return [Cell(text, CellKind.TEXT) for text in texts]


def day(year, number, last=1):
    found = dt.date(year, number, last)
    return Cell(f"{found:%b-%y}", CellKind.DATE, date=found)


def test_dates_as_headings_and_percentages_as_cells():
    (found,) = read_scorecards(
        workbook(
            [*words("Ref", "Indicator"), day(2020, 7), day(2020, 8), *words("Target", "England")],
            [
                *words("A1", "% on time"),
                number("0.068", "6.8%", percent=True),
                number("0.0712", "7.1%", percent=True),
                number("0.9", "90%", percent=True),
                number("0.5", "50%", percent=True),
            ],
        )
    )
    row = found.dataset.rows[0]
    assert found.dataset.columns == (month(2020, 7), month(2020, 8))
    assert months(row) == {"2020-07": "34/5", "2020-08": "178/25"}
    assert row.targets[0].goal == 90
    assert row.benchmarks[0].value.amount == 50
    assert (row.figures[0].place.sheet, row.figures[0].place.column) == ("Scorecard", "C")


@pytest.mark.parametrize("known", [True, False])
def test_a_percentage_kept_as_parts_of_one(known):
    (found,) = read_scorecards(
        workbook(
            [*words("Ref", "Indicator"), day(2020, 7), day(2020, 8), *words("% change", "Target")],
            [
                *words("A1", "% on time"),
                number("0.068", "0.068"),
                number("0.0646", "0.0646"),
                number("-0.05", "-0.05"),
                number("0.9", "0.9"),
            ],
            [*words("A2", "Visits"), number(1, "1"), number("0.5", "0.5")],
            known=known,
        )
    )
    first, second = found.dataset.rows
    if known:
        assert months(first)["2020-07"] == "17/250"
        assert not any("parts of 1" in text for text in inferred(found))
    else:
        assert months(first)["2020-07"] == "34/5"
        assert first.targets[0].goal == 90
        assert first.printed_as(Derived.CHANGE_PREVIOUS).number == -5
        assert any("parts of 1" in text for text in inferred(found))
    assert months(second) == {"2020-07": "1", "2020-08": "1/2"}


def test_errors_and_formulas_without_result_are_broken():
    (found,) = read_scorecards(
        workbook(
            [*words("Ref", "Indicator"), day(2020, 7), day(2020, 8)],
            [
                *words("A1", "Visits"),
                Cell("#REF!", CellKind.ERROR),
                Cell("=B1", CellKind.ERROR, formula_without_result=True),
            ],
        )
    )
    assert set(months(found.dataset.rows[0]).values()) == {"broken"}
    assert len(not_taken(found)) == 2


def test_every_row_of_a_large_sheet_is_read():
    lines = [f"R{at}|Indicator {at}|{at}|{at + 1}|tbc|" for at in range(3_000)]
    found = read("\n".join(["Ref|Indicator|Apr-20|May-20|Jun-20|Comments", *lines]))
    assert len(found.dataset.rows) == 3_000
    assert months(found.dataset.rows[-1])["2020-05"] == "3000"


def test_a_flood_of_one_finding_is_counted():
    lines = [f"R{at}|Indicator {at}|none of it" for at in range(150)]
    found = read("\n".join(["Ref|Indicator|Apr-20", "Z|First|1", *lines]))
    assert len(not_taken(found)) == 100
    assert any("50 more" in text for text in told(found, Severity.NOTED))
