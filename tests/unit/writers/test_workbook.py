"""The workbook: real numbers, absences in words, nothing that runs, and one table to a sheet."""

import io
import warnings
import zipfile
from dataclasses import replace
from datetime import date
from fractions import Fraction

import openpyxl
import pytest
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from headway.domain.indicator import Unit
from headway.domain.periods import financial_year, month
from headway.domain.published import Commentary
from headway.domain.scorecard import Scorecard
from headway.domain.targets import Revision, Target, TargetForm
from headway.domain.values import Absent, State, number
from headway.writers import workbook_layout
from headway.writers.workbook import workbook_bytes
from headway.writers.workbook_layout import Look
from tests.builders import (
    hostile_scorecard,
    indicator,
    scorecard_2019,
    scorecard_2020,
    scorecard_of_states,
    small_scorecard,
)
from tests.contrast import contrast

MADE_ON = date(2020, 9, 14)
SHEETS = [
    "Scorecard",
    "Entry",
    "Printed and worked out",
    "Findings",
    "Indicators",
    "Notes",
    "About",
]


def opened(scorecard, **named):
    content = workbook_bytes(scorecard, made_on=MADE_ON, **named)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl says that it drops the small bars
        return openpyxl.load_workbook(io.BytesIO(content))


def table_of(sheet):
    """The rows under a sheet's headings, each as a mapping of heading to cell."""
    (table,) = sheet.tables.values()
    heading, *rows = sheet[table.ref]
    names = [cell.value for cell in heading]
    return [dict(zip(names, row, strict=True)) for row in rows]


def row_of(sheet, reference):
    return next(row for row in table_of(sheet) if row["Ref."].value == reference)


@pytest.fixture(scope="module")
def book():
    return opened(scorecard_2020(), marking="OFFICIAL")


@pytest.fixture(scope="module")
def every_book(book):
    empty = replace(scorecard_2020(), rows=(), findings=(), repeats=(), sources=())
    others = [scorecard_2019(), scorecard_of_states(), hostile_scorecard(), empty]
    return [book, *(opened(each) for each in others)]


def every_sheet(books):
    return [sheet for each in books for sheet in each.worksheets]


def test_the_same_scorecard_and_day_give_the_same_bytes():
    first, second = (workbook_bytes(scorecard_2020(), made_on=MADE_ON) for _ in range(2))
    assert first == second
    assert first != workbook_bytes(scorecard_2020(), made_on=date(2020, 9, 15))


def test_the_sheets_stand_in_their_order_with_the_scorecard_in_front(every_book):
    for book in every_book:
        assert book.sheetnames == SHEETS
        assert book.active.title == "Scorecard"


def test_figures_are_numbers_with_thousands_and_percentages(book):
    row = row_of(book["Scorecard"], "CIN5")
    assert row["Mar-20"].value == 2367
    assert row["Mar-20"].number_format == "#,##0"
    average = row_of(book["Scorecard"], "LSCB1")["12-month average"]
    assert average.value == pytest.approx(0.068)
    assert average.number_format == "#,##0.0%"


def test_every_absence_is_written_in_its_own_words_and_none_is_a_number():
    sheet = opened(scorecard_of_states())["Scorecard"]
    shown = {row["Identifier"].value: row["Aug-20"].value for row in table_of(sheet)}
    assert shown == {
        "not-applicable": "n/a",
        "not-collected": "–",
        "awaited": "tbc",
        "not-due": "not due",
        "incomplete": "missing",
        "suppressed": "*",
        "broken": "?",
    }


def test_changes_are_numbers_with_their_sign_and_arrows_have_words(book):
    row = row_of(book["Scorecard"], "EH1c")
    change = row["Change on same period last year"]
    assert change.value == pytest.approx(0.13)
    assert change.number_format == "+#,##0%;-#,##0%;#,##0%"
    assert row["Direction: last year"].value == "↑ up, ✔ better"
    assert row["Direction: previous period"].value == "→ similar"


def test_a_percentage_moves_in_points_and_a_small_base_is_said():
    percentage = indicator("share", unit=Unit.PERCENTAGE, decimals=1)
    scorecard = small_scorecard(
        [(percentage, [number("6.5"), number("6.8")]), (indicator("few"), [number(2), number(4)])]
    )
    share, few = table_of(opened(scorecard)["Scorecard"])
    assert share["Change on previous period"].value == pytest.approx(0.3)
    assert "points" in share["Change on previous period"].number_format
    assert few["Direction: previous period"].value == "↑ up, ✔ better; small base"


def test_a_change_that_cannot_be_has_its_reason(book):
    row = row_of(book["Scorecard"], "YO2")
    assert row["Change on previous period"].value == "n/a"
    assert row["Direction: previous period"].value == (
        "– no arrow; no figure for this period (awaited)"
    )


def test_averages_stand_beside_print_with_how_many_months_are_known(book):
    row = row_of(book["Scorecard"], "EH1a")
    assert row["12-month average"].value == pytest.approx(106.6)
    assert row["Printed average"].value == 116
    assert row["Average and maximum based on"].value == "10 of 12 known"
    assert row_of(book["Scorecard"], "CIN5")["Printed maximum"].value == "agrees"


def test_nothing_printed_gives_no_column_for_it():
    sheet = opened(scorecard_of_states())["Scorecard"]
    assert not [name for name in table_of(sheet)[0] if name.startswith("Printed")]


def test_benchmarks_carry_their_year_and_targets_their_own(book):
    row = row_of(book["Scorecard"], "YO2")
    assert row["England (2017/18)"].value == 327
    assert row["South East (2017/18)"].value == 256
    targets = row_of(book["Scorecard"], "EH1c")
    assert targets["Target 2018/19"].value == 336
    assert targets["Target 2019/20"].value == "tbc"
    assert targets["Against the target"].value == (
        "■ Off target: 263 against at least 300 for August 2020"
    )


def test_benchmarks_of_different_years_have_a_column_for_the_year():
    rows = scorecard_2020().rows
    changed = tuple(
        replace(
            row, benchmarks=tuple(replace(b, year=financial_year(2018)) for b in row.benchmarks)
        )
        if row.reference == "YO2"
        else row
        for row in rows
    )
    sheet = opened(replace(scorecard_2020(), rows=changed))["Scorecard"]
    assert row_of(sheet, "YO2")["England: year"].value == "2018/19"
    assert row_of(sheet, "YO2")["England"].value == 327


def test_a_figure_whose_place_is_not_certain_is_marked_and_still_a_number():
    scorecard = small_scorecard([(indicator("one"), [number(3), number(4)])])
    (row,) = scorecard.rows
    cell = row.cells[-1]
    assert cell.source is not None
    figure = replace(cell.source.figure, certain=False)
    doubtful = replace(cell, source=replace(cell.source, figure=figure))
    changed = replace(scorecard, rows=(replace(row, cells=(row.cells[0], doubtful)),))
    (shown,) = table_of(opened(changed)["Scorecard"])
    assert shown["Aug-20"].value == 4
    assert '"' + " (?)" + '"' in shown["Aug-20"].number_format
    assert shown["Jul-20"].number_format == "#,##0"


def test_commentary_says_whose_it_is_and_where_it_comes_from(book):
    row = row_of(book["Scorecard"], "EH1c")
    assert row["Commentary"].value == "See above"
    assert row["About the commentary"].value == "means the commentary of EH1a"


def test_printed_figures_stand_beside_their_reworking(book):
    rows = table_of(book["Printed and worked out"])
    maximum = next(
        row
        for row in rows
        if row["Ref."].value == "YO2" and row["Figure"].value == "maximum of 12 months"
    )
    assert (maximum["Printed"].value, maximum["Worked out"].value) == (0, 332)
    assert maximum["Verdict"].value == "✘ differs"
    assert "absence" in maximum["Why"].value


def test_findings_stand_gravest_first_with_repeats_among_them(book):
    rows = table_of(book["Findings"])
    assert [row["Severity"].value for row in rows] == ["not taken", "inferred", "noted"]
    assert "April 2020 and May 2020 hold the very same figure" in rows[-1]["Found"].value


def test_notes_explain_every_sign_and_the_rules(book):
    rows = table_of(book["Notes"])
    terms = {row["Word or sign"].value for row in rows}
    assert {"tbc", "n/a", "missing", "not due", "–", "*", "?", "↑ up", "■ off target"} <= terms
    meanings = " ".join(str(row["Meaning"].value) for row in rows)
    assert "rounded half up" in meanings
    assert "dataset-2020-08.csv" in meanings


def test_a_revised_target_is_noted_with_its_reason_and_who_agreed():
    revision = Revision("320", date(2020, 7, 1), "Fewer staff", "Programme board")
    target = Target(financial_year(2020), TargetForm.AT_LEAST, Fraction(300), revisions=(revision,))
    scorecard = small_scorecard([(indicator("one"), [number(310)])], targets=(target,))
    notes = [row["Meaning"].value for row in table_of(opened(scorecard)["Notes"])]
    assert (
        "was 320, now at least 300; changed on 01/07/2020: Fewer staff, agreed by Programme board"
    ) in notes


def test_definitions_are_all_there(book):
    row = row_of(book["Indicators"], "EH1a")
    assert row["Definition"].value == "Assessments whose start date falls in the month."
    assert row["Polarity"].value == "neither way is better in itself"
    assert row["Reviewed"].value.date() == date(2019, 4, 1)


def test_the_workbook_says_what_it_is(book):
    said = {row["Item"].value: row["What it says"].value for row in table_of(book["About"])}
    assert said["Scorecard"] == "early-help-dataset"
    assert said["Period"] == "August 2020"
    assert said["Made on"] == "2020-09-14"
    assert said["Made by"].startswith("Headway ")
    assert len(said["Digest of the figures"]) == 64


# What a spreadsheet must not do


def test_no_cell_is_a_formula_a_link_or_an_error(every_book):
    for sheet in every_sheet(every_book):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d"), cell
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    assert not cell.value.lstrip().startswith(tuple("=+-@")), cell


def test_odd_signs_and_very_long_text_still_give_a_workbook():
    words = "\x00\x0bBell\x07 \ud800 \ufffe _x0041_\r\n" + "x" * 40_000
    scorecard = small_scorecard(
        [(indicator("odd", "Odd \x1b title"), [number(1)])],
        commentary=Commentary(words, month(2020, 8)),
    )
    (row,) = table_of(opened(scorecard, marking="=OFFICIAL & more")["Scorecard"])
    assert row["Indicator"].value == "Odd � title"
    assert row["Commentary"].value.endswith("(cut here: the text is longer than a cell holds)")


def test_periods_that_would_share_a_heading_are_told_apart():
    scorecard = small_scorecard([(indicator("one"), [number(1), number(2)])])
    doubled = replace(scorecard, columns=(scorecard.columns[-1],) * 2)
    assert {"Aug-20", "Aug-20 (2)"} <= set(table_of(opened(doubled)["Scorecard"])[0])


# The points for accessible spreadsheets


def test_each_sheet_has_its_title_in_a1_and_one_named_table_under_it(every_book):
    names = set()
    for sheet in every_sheet(every_book):
        assert isinstance(sheet["A1"].value, str)
        assert len(sheet.tables) == 1, sheet.title
        (table,) = sheet.tables.values()
        names.add(table.displayName)
        first, last = table.ref.split(":")
        assert coordinate_to_tuple(last) == (sheet.max_row, sheet.max_column)
        heading_row = coordinate_to_tuple(first)[0]
        above = [sheet.cell(row, 1).value for row in range(1, heading_row)]
        assert all(above), "no blank row between the title and the table"
    assert len(names) == len(SHEETS)


def test_nothing_is_merged_hidden_or_blank_inside(every_book):
    for sheet in every_sheet(every_book):
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not any(each.hidden for each in sheet.row_dimensions.values())
        assert not any(each.hidden for each in sheet.column_dimensions.values())
        for row in table_of(sheet):
            assert any(cell.value not in (None, "") for cell in row.values())
            assert all(name for name in row)


def test_headings_are_frozen_and_the_first_cell_is_selected(every_book):
    for sheet in every_sheet(every_book):
        (table,) = sheet.tables.values()
        first = coordinate_to_tuple(table.ref.split(":")[0])[0]
        frozen_row, _ = coordinate_to_tuple(sheet.freeze_panes)
        assert frozen_row == first + 1
    assert every_book[0]["Scorecard"].freeze_panes == "C4"


def test_tables_are_described_for_those_who_cannot_see_them():
    content = workbook_bytes(scorecard_2020(), made_on=MADE_ON)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "tables/" in name]
        tables = [xml for xml in sheets if "<table " in xml]
        extra = [
            parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name
        ]
    assert len(tables) == len(SHEETS)
    assert any("altTextSummary" in xml for xml in [*tables, *extra])


def test_the_document_has_its_title_subject_language_and_day(book):
    assert book.properties.title == "Early help dataset"
    assert book.properties.subject == "Scorecard for August 2020"
    assert book.properties.language == "en-GB"
    assert book.properties.created.date() == MADE_ON


def test_no_letter_is_smaller_than_ten_points(every_book):
    for sheet in every_sheet(every_book):
        for row in sheet.iter_rows():
            assert all(cell.font.sz >= 10 for cell in row if cell.value is not None)


def looks():
    found = [each for each in vars(workbook_layout).values() if isinstance(each, Look)]
    assert len(found) > 8
    return found


@pytest.mark.parametrize("look", looks(), ids=str)
def test_every_look_has_contrast_enough_to_read(look):
    assert contrast(look.fill or "#FFFFFF", look.ink or "#000000") >= 7


def test_the_border_of_a_marked_cell_can_be_told_from_its_fill():
    marked = workbook_layout.MARKED
    assert contrast(marked.fill, marked.border) >= 3


def test_every_coloured_cell_says_in_words_what_its_colour_says(every_book):
    words = ("better", "worse", "target", "agrees", "differs", "cut", "cannot")
    coloured = 0
    for sheet in every_sheet(every_book):
        if sheet.title == "Entry":
            continue
        for row in table_of(sheet):
            for cell in row.values():
                if cell.fill.fill_type == "solid":
                    coloured += 1
                    assert any(word in cell.value for word in words), cell.value
    assert coloured > 10


# Print


def test_every_sheet_prints_on_a3_landscape_one_page_wide(every_book):
    for sheet in every_sheet(every_book):
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 8
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        (table,) = sheet.tables.values()
        first = coordinate_to_tuple(table.ref.split(":")[0])[0]
        assert sheet.print_title_rows == f"${first}:${first}"


def test_heads_and_feet_carry_title_period_page_and_marking(book):
    sheet = book["Entry"]
    assert "Early help dataset" in sheet.oddHeader.left.text
    assert sheet.oddHeader.right.text == "August 2020"
    assert sheet.oddFooter.left.text == "OFFICIAL"
    assert sheet.oddFooter.center.text == "Page &P of &N"
    assert sheet.oddFooter.right.text == "Made on 14 September 2020"


def test_the_codes_for_checking_are_not_printed(book):
    printed = book["Scorecard"].print_area
    names = [cell.value for cell in book["Scorecard"][3]]
    last = range_boundaries(printed.split("!")[-1])[2]
    assert "Commentary" in names[:last]
    assert "Check of figures" in names[last:]


# The sheet on which people answer


def test_every_missing_or_awaited_figure_and_every_commentary_is_asked():
    asked = [
        (row["Ref."].value, row["Period"].value, row["Asked for"].value, row["Stands now"].value)
        for row in table_of(opened(scorecard_2020())["Entry"])
    ]
    assert ("LSCB1", "quarter 1 2020/21", "figure", "missing") in asked
    # Printed "tbc" in a month in which no quarterly figure is due: nobody is asked for one.
    assert ("YO2", "August 2020", "figure", "tbc") not in asked
    assert ("EH1c", "August 2020", "commentary", "See above") in asked
    assert ("CIN5", "August 2020", "commentary", "none yet") in asked
    assert len(asked) == 9


def test_only_the_marked_cells_can_be_written_in(book):
    sheet = book["Entry"]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    open_cells = {"Your answer", "Entered by", "Date entered"}
    for row in table_of(sheet):
        for name, cell in row.items():
            assert cell.protection.locked is (name not in open_cells)
            if name in open_cells:
                assert cell.fill.fgColor.rgb == "FFFFF7D6"
                assert cell.border.left.style
    assert book["Scorecard"].protection.sheet


def test_marked_cells_prompt_and_check_what_is_typed(book):
    sheet = book["Entry"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    rows = table_of(sheet)
    assert len(rules) <= 3 * len(rows)
    figure = next(row for row in rows if row["Ref."].value == "LSCB1")
    rule = rules[figure["Your answer"].coordinate]
    cell = figure["Your answer"].coordinate
    assert rule.type == "custom"
    assert f"ISNUMBER({cell}),{cell}>=0,{cell}<=1" in rule.formula1
    assert f'{cell}="tbc"' in rule.formula1
    assert f'{cell}="n/a"' in rule.formula1
    assert "percentage, 0 to 100" in rule.prompt
    assert figure["Your answer"].number_format == "#,##0.0%"
    assert rules[figure["Date entered"].coordinate].type == "date"
    assert all(rule.prompt and rule.allow_blank for rule in rules.values())


def test_a_scorecard_with_nothing_on_it_still_has_no_empty_sheet(every_book):
    empty = every_book[-1]
    assert [cell.value for cell in empty["Findings"][4] if cell.value] == ["Nothing was noticed."]
    assert "There is no row on this scorecard." in [c.value for c in empty["Scorecard"][4]]


def test_bars_are_drawn_only_where_every_figure_is_known():
    scorecard = small_scorecard(
        [
            (indicator("whole"), [number(1), number(2), number(3)]),
            (indicator("gap"), [number(1), Absent(State.AWAITED), number(3)]),
        ]
    )
    content = workbook_bytes(scorecard, made_on=MADE_ON)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        xml = parts.read("xl/worksheets/sheet1.xml").decode()
    assert xml.count("<x14:sparkline>") == 1
    assert 'manualMin="0"' in xml
    whole, gap = table_of(opened(scorecard)["Scorecard"])
    assert (whole["Trend"].value, gap["Trend"].value) == (None, "not drawn: gaps")


def test_wide_numbers_get_a_wide_column():
    scorecard: Scorecard = small_scorecard([(indicator("many"), [number(123_456_789)])])
    sheet = opened(scorecard)["Scorecard"]
    (row,) = table_of(sheet)
    letter = row["Aug-20"].column_letter
    assert sheet.column_dimensions[letter].width >= len("123,456,789") + 1


def test_rows_keep_their_height_without_fixing_it(book):
    content = workbook_bytes(scorecard_2020(), made_on=MADE_ON)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [n for n in parts.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any(b"customHeight" in parts.read(name) for name in sheets)
    heights = [book["Scorecard"].row_dimensions[row].height for row in (4, 5, 6)]
    assert all(height and height > 25 for height in heights)
