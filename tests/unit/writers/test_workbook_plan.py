"""A plan's workbook: ratings beside print, actions with real dates, the scale explained."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from headway.domain.periods import month
from headway.domain.plan import summarise
from headway.domain.published import Figure, PublishedRow
from headway.domain.ratings import RatingScale, RatingStep
from headway.domain.values import number
from headway.writers.workbook_plan import plan_workbook_bytes
from tests.builders import FORMULA
from tests.plan_builders import action, plan, plan_summary

MADE_ON = date(2018, 3, 1)


def opened(summary):
    return openpyxl.load_workbook(io.BytesIO(plan_workbook_bytes(summary, made_on=MADE_ON)))


def table_of(sheet):
    (table,) = sheet.tables.values()
    heading, *rows = sheet[table.ref]
    names = [cell.value for cell in heading]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]


@pytest.fixture(scope="module")
def book():
    return opened(plan_summary())


def test_the_same_plan_and_day_give_the_same_bytes():
    first, second = (plan_workbook_bytes(plan_summary(), made_on=MADE_ON) for _ in range(2))
    assert first == second


def test_the_sheets_stand_in_their_order(book):
    assert book.sheetnames == ["Summary", "Actions", "Indicators", "Findings", "Notes"]
    assert all(len(sheet.tables) == 1 for sheet in book.worksheets)


def test_means_are_exact_numbers_shown_at_the_scales_decimals(book):
    first, second, third, whole = table_of(book["Summary"])
    assert first["January 2018: mean worked out"] == pytest.approx(3.25)
    assert book["Summary"]["K5"].number_format == "#,##0.0"
    assert first["January 2018: printed"] == 3.3
    assert first["January 2018: verdict"] == "✔ agrees"
    assert second["January 2018: rests on"] == "6 of 7 rated"
    assert third["initial: verdict"] == "✘ differs"
    assert (third["initial: mean worked out"], third["initial: stands"]) == (2, 1.5)
    assert whole["Priority"] == "all"


def test_the_overall_figure_is_said_above_the_table(book):
    said = [book["Summary"].cell(row, 1).value for row in (2, 3)]
    assert said[0].startswith("initial: 2.0 overall")
    assert "from the rows alone 2.2" in said[0]


def test_actions_have_real_dates_and_ratings_that_say_why_there_is_none(book):
    rows = table_of(book["Actions"])
    assert len(rows) == 18
    supervised = next(row for row in rows if row["Success measure"] == "Supervision on time")
    assert supervised["Due date"].date() == date(2018, 1, 31)
    assert supervised["Due, as written"] == "Jan-18"
    assert (supervised["initial"], supervised["January 2018"]) == (1, "? re")
    assert supervised["March 2018"] == "not rated"


def test_a_scale_of_colours_shows_its_words():
    scale = RatingScale(
        "brag", "BRAG", (RatingStep("Green", 3, "On track"), RatingStep("Red", 1, "Off track"))
    )
    row = action(1, "1", "1", "0")
    ratings = tuple(
        replace(row.ratings[0], value=scale.read(mark), mark=mark) for mark in ("Green", "Red", "")
    )
    priority = replace(plan().priorities[0], actions=(replace(row, ratings=ratings),))
    changed = replace(plan(), scale=scale, priorities=(priority,), printed_summary=())
    (shown,) = table_of(opened(summarise(changed))["Actions"])
    assert (shown["initial"], shown["January 2018"], shown["March 2018"]) == (
        "Green",
        "Red",
        "not rated",
    )


def test_indicators_have_their_periods_side_by_side():
    may, june = month(2018, 5), month(2018, 6)
    rows = (
        PublishedRow(
            "visits",
            "V1",
            "Visits in time",
            (Figure(may, number("85.5"), may, "85.5%"), Figure(june, number(90), june, "90%")),
        ),
        PublishedRow("open", "V2", "Open cases", (Figure(june, number(1200), june, "1,200"),)),
    )
    first = replace(plan().priorities[0], indicators=rows)
    changed = replace(plan(), priorities=(first, *plan().priorities[1:]))
    sheet = opened(summarise(changed))["Indicators"]
    visits, cases = table_of(sheet)
    assert visits["May-18"] == pytest.approx(0.855)
    assert (cases["May-18"], cases["Jun-18"]) == ("none", 1200)


def test_priorities_told_apart_and_the_scale_are_explained(book):
    findings = [row["Found"] for row in table_of(book["Findings"])]
    assert any("Priority 3 is told apart" in found for found in findings)
    notes = {(row["Topic"], row["Word or sign"]) for row in table_of(book["Notes"])}
    assert {("Ratings", "5"), ("Ratings", "blank or 0"), ("Reviews", "March 2018")} <= notes


def test_a_plan_without_anything_still_gives_a_workbook():
    empty = replace(plan(), priorities=(), reviews=(), findings=(), printed_overall=())
    book = opened(summarise(empty))
    assert "The plan has no action." in [cell.value for cell in book["Actions"][4]]


def test_hostile_words_of_a_plan_do_not_run():
    row = action(1, "1", "1", "0", words=FORMULA, responsible="@someone", progress="-done")
    priority = replace(plan().priorities[0], title=FORMULA, actions=(row,))
    book = opened(summarise(replace(plan(), title=FORMULA, priorities=(priority,))))
    for sheet in book.worksheets:
        for cells in sheet.iter_rows():
            for cell in cells:
                assert cell.data_type in ("s", "n", "d")
                if isinstance(cell.value, str):
                    assert not cell.value.startswith(tuple("=+-@"))
