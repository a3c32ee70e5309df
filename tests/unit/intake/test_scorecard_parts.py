"""The smaller judgements behind a scorecard: frequency, evidence, an indicator from its row."""

import datetime as dt
from typing import Any

import openpyxl
import pytest

from headway.catalogue.mapping import RowMapping, SameIndicator
from headway.catalogue.model import Catalogue
from headway.catalogue.recognition import How
from headway.domain.indicator import Frequency, Indicator, Part, Unit
from headway.domain.periods import PeriodKind, month, quarter
from headway.domain.polarity import Polarity
from headway.domain.problems import Severity
from headway.domain.published import Figure, PublishedRow
from headway.domain.values import Absent, State, number
from headway.intake.as_read import indicator_as_read, polarity_from, unit_from, unit_from_title
from headway.intake.evidence import weigh
from headway.intake.frequency import pace_of
from headway.intake.scorecards import read_scorecards
from headway.readers import read_document
from tests.unit.intake.scorecard_documents import months, read, row_of, told

MONTHS = [month(2020, at) for at in range(1, 9)]


def values(*texts):
    found = {}
    for at, text in zip(MONTHS, texts, strict=False):
        found[at] = (
            number(text) if text.isdigit() else Absent(State.AWAITED if text else State.INCOMPLETE)
        )
    return found


@pytest.mark.parametrize(
    ("printed", "title", "kind", "texts", "frequency", "certain"),
    [
        ("Monthly", "Visits per quarter", PeriodKind.MONTH, (), Frequency.MONTHLY, True),
        ("Q", "Visits", PeriodKind.MONTH, (), Frequency.QUARTERLY, True),
        ("", "Visits", PeriodKind.QUARTER, (), Frequency.QUARTERLY, True),
        ("", "Visits", PeriodKind.FINANCIAL_YEAR, (), Frequency.ANNUAL, True),
        ("", "Families per quarter", PeriodKind.MONTH, (), Frequency.QUARTERLY, False),
        ("", "Visits", PeriodKind.MONTH, ("", "", "9", "", "", "tbc"), Frequency.QUARTERLY, False),
        ("", "Visits", PeriodKind.MONTH, ("1", "2", "9", "", ""), Frequency.MONTHLY, True),
    ],
)
def test_how_often_figures_come(printed, title, kind, texts, frequency, certain):
    pace = pace_of(printed, title, kind, values(*texts))
    assert pace is not None
    assert (pace.frequency, pace.certain) == (frequency, certain)


@pytest.mark.parametrize("texts", [(), ("", "", "9", "", ""), ("", "5", "", "tbc"), ("tbc", "tbc")])
def test_nothing_tells_how_often(texts):
    assert pace_of("", "Visits", PeriodKind.MONTH, values(*texts)) is None


def judged(texts, previous="", last_year="", highest=""):
    found = weigh(
        dict(zip(MONTHS, texts, strict=False)),
        MONTHS[len(texts) - 1],
        previous=previous,
        last_year=last_year,
        highest=highest,
    )
    return len(found.agreeing), len(found.against)


def test_what_the_printed_figures_say_of_a_place():
    assert judged(["100", "110"], previous="↑ 10%") == (1, 0)
    assert judged(["100", "110"], previous="10") == (1, 0)  # in the figure's own unit
    assert judged(["6.8%", "7.1%"], previous="0.3") == (1, 0)  # in points
    assert judged(["161", "177"], previous="10%") == (1, 0)  # rounded
    assert judged(["687", "763"], previous="11.0%") == (1, 0)  # cut
    assert judged(["100", "110"], previous="-5%") == (0, 1)
    assert judged(["100", ""], previous="-5%") == (0, 1)
    assert judged(["100", "110"], previous="n/a") == (0, 0)
    assert judged(["100", "110"], highest="105") == (0, 1)
    assert judged(["100", "110"], highest="0") == (0, 0)
    assert judged(["0", "110"], previous="n/a", highest="110") == (0, 0)


@pytest.mark.parametrize(
    ("printed", "polarity"),
    [
        ("High", Polarity.HIGHER),
        ("Higher is better", Polarity.HIGHER),
        ("▲", Polarity.HIGHER),
        ("Low", Polarity.LOWER),
        ("Reduce", Polarity.LOWER),
        ("↓", Polarity.LOWER),
        ("Close to target", Polarity.NEAR_TARGET),
        ("High or low", Polarity.NONE),
        ("Monitor", Polarity.NONE),
        ("", Polarity.NONE),
    ],
)
def test_polarity_as_it_is_printed(printed, polarity):
    assert polarity_from(printed) is polarity


def test_units_as_they_are_printed_or_titled():
    assert unit_from("%") is Unit.PERCENTAGE
    assert unit_from("Number") is Unit.NUMBER
    assert unit_from("Rate per 10,000") is Unit.PER_10_000
    assert unit_from("whatever") is None
    assert unit_from_title("First-time entrants per 100,000 10-17 year olds") is Unit.PER_100_000
    assert unit_from_title("% of visits") is Unit.PERCENTAGE
    assert unit_from_title("Visits in 10 working days") is None


def test_an_indicator_from_its_row_alone():
    figures = tuple(
        Figure(quarter(2019, at), number(text.rstrip("%")), month(2019, 3 + 3 * at), text)
        for at, text in ((1, "6.8%"), (2, "7%"))
    )
    found = indicator_as_read(PublishedRow("a1", "A1", "Visits", figures, polarity_printed="Low"))
    assert (found.unit, found.decimals) == (Unit.PERCENTAGE, 1)
    assert (found.frequency, found.polarity) == (Frequency.QUARTERLY, Polarity.LOWER)


def catalogue(*indicators):
    return Catalogue({each.id: each for each in indicators}, {}, {}, "1")


FAMILIES = Indicator(
    "families-helped",
    "Families helped in the quarter",
    Part.HOW_MUCH,
    Polarity.HIGHER,
    Unit.NUMBER,
    Frequency.QUARTERLY,
)
TABLE = "Ref|Indicator|May-20|Jun-20|Jul-20\nF1|Families helped in the quarter||90|\nG1|Calls|1|2|3"


def test_a_row_the_catalogue_knows_is_read_by_its_definition():
    found = read(TABLE, catalogue=catalogue(FAMILIES))
    row = row_of(found, "F1")
    assert row.indicator == "families-helped"
    assert months(row) == {"2020-05": "not_due", "2020-06": "90", "2020-07": "not_due"}
    assert row.figures[1].period == quarter(2020, 1)
    assert found.indicators[0] is FAMILIES
    assert [each.how for each in found.recognitions] == [How.TITLE, How.NOT]
    assert any("“G1” is no indicator of the catalogue" in text for text in told(found))


def test_a_mapping_file_says_which_indicator_a_row_is():
    mapping = RowMapping(same=(SameIndicator("families-helped", ("G1",), confirmed=True),))
    table = "Ref|Indicator|May-20|Jun-20\nG1|Something else|4|5"
    found = read(table, catalogue=catalogue(FAMILIES), mapping=mapping)
    assert found.dataset.rows[0].indicator == "families-helped"


def test_a_figure_where_none_is_due_is_kept_and_told():
    table = "Ref|Indicator|May-20|Jun-20\nF1|Families helped in the quarter|4|90"
    mapping = RowMapping(same=(SameIndicator("families-helped", ("F1",), confirmed=True),))
    found = read(table, catalogue=catalogue(FAMILIES), mapping=mapping)
    assert [figure.period for figure in found.dataset.rows[0].figures] == [
        month(2020, 5),
        quarter(2020, 1),
    ]
    assert any("where none is due" in text for text in told(found, Severity.INFERRED))


def test_two_rows_that_are_one_indicator_are_kept_apart():
    table = (
        "Ref|Indicator|Jun-20\n"
        "F1|Families helped in the quarter|4\n"
        "F2|Families helped in the quarter|5"
    )
    found = read(table, catalogue=catalogue(FAMILIES))
    assert [row.indicator for row in found.dataset.rows] == ["families-helped", "f2"]
    assert [each.id for each in found.indicators] == ["families-helped", "f2"]
    assert found.recognitions[1].proposed == "families-helped"


def test_a_workbook_as_a_council_keeps_it(tmp_path):
    book: Any = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Scorecard"
    sheet["A1"] = "Early help monthly scorecard"
    sheet.merge_cells("A1:E1")
    sheet["F3"] = "Benchmarking (using 2018-19 data)"
    sheet.merge_cells("F3:G3")
    headings = [
        "Ref",
        "Indicator",
        dt.date(2020, 7, 1),
        dt.date(2020, 8, 1),
        "% change",
        "SN",
        "Eng",
    ]
    for at, heading in enumerate(headings, start=1):
        sheet.cell(4, at, heading)
    rows = [["A1", "Visits", 1300, 1430, 0.1, "-", 1200], ["A2", "% on time", 0.068, None, "n/a"]]
    for at, row in enumerate(rows, start=5):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column, value)
    for place, form in (("C4", "mmm-yy"), ("D4", "mmm-yy"), ("E5", "0%"), ("C6", "0.0%")):
        sheet[place].number_format = form
    book.create_sheet("Notes")["A1"] = "Definitions"
    path = tmp_path / "scorecard.xlsx"
    book.save(path)
    (found,) = read_scorecards(read_document(path))
    assert found.dataset.title == "Early help monthly scorecard"
    assert months(row_of(found, "A1")) == {"2020-07": "1300", "2020-08": "1430"}
    assert months(row_of(found, "A2")) == {"2020-07": "34/5", "2020-08": "incomplete"}
    assert [b.year.financial_year for b in row_of(found, "A1").benchmarks] == [2018, 2018]
    assert found.indicators[1].unit is Unit.PERCENTAGE
