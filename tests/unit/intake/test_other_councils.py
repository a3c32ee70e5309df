"""Shapes in which other councils publish: what is taken, and that nothing goes missing unsaid."""

from fractions import Fraction

from headway.domain.polarity import Polarity
from headway.domain.problems import Severity
from headway.domain.targets import Rag, TargetForm, directed, stand
from headway.domain.values import Number
from headway.intake.as_read import polarity_from
from headway.intake.headings import read_heading
from headway.intake.missing_heading import at_gap
from headway.intake.scorecards import read_scorecards
from headway.readers.grid import BLANK, Cell, CellKind, Document, Row, Sheet


def cell(content):
    """A text as it is, a number as a number, and a pair of number and "%" as a percentage."""
    match content:
        case None | "":
            return BLANK
        case str():
            return Cell(content, CellKind.TEXT)
        case (number, shown):
            return Cell(shown, CellKind.NUMBER, number=Fraction(number), percent=True)
        case _:
            return Cell(str(content), CellKind.NUMBER, number=Fraction(str(content)))


def read(*rows, name="Sheet"):
    made = tuple(Row(at, tuple(cell(each) for each in row)) for at, row in enumerate(rows, 1))
    document = Document("made.xlsx", (Sheet(name, made, file="made.xlsx"),), True, (), "0" * 64)
    (found,) = read_scorecards(document)
    return found.dataset


def figures(dataset, row):
    """What a row has, from the label of its column to the number or the state."""
    return {
        f"{figure.column}": (
            str(figure.value.amount)
            if isinstance(figure.value, Number)
            else figure.value.state.value
        )
        for figure in dataset.rows[row].figures
    }


def told(dataset, *severities):
    return [str(each) for each in dataset.findings if each.severity in severities]


def test_a_row_whose_figures_cannot_be_read_is_kept_and_every_cell_told():
    dataset = read(
        ["Measure", "Apr-22", "May-22"],
        ["Families", 12, 20],
        ["Families to each worker", "1:18", "1:17"],
        ["Visits", 3, 4],
    )
    assert [row.title for row in dataset.rows] == ["Families", "Families to each worker", "Visits"]
    assert figures(dataset, 1) == {"April 2022": "broken", "May 2022": "broken"}
    assert len(told(dataset, Severity.NOT_TAKEN)) == 2
    assert dataset.rows[2].section == ""


def test_such_a_row_at_the_end_of_the_table_is_kept_too():
    dataset = read(
        ["Measure", "Apr-22", "May-22"],
        ["Families", 12, 20],
        ["Families to each worker", "1:18", "1:17"],
    )
    assert len(dataset.rows) == 2


def test_a_row_without_its_reference_is_not_joined_to_the_figures_above():
    dataset = read(
        ["Ref", "Measure", "Apr-22", "May-22", "Comment"],
        ["A1", "Families helped", 12, 20, "As planned this month"],
        ["", "Level of demand felt", "fairly high", "rather low", "Asked of the teams"],
        ["A2", "Visits made", 3, 4, "Fewer than usual"],
    )
    assert figures(dataset, 0) == {"April 2022": "12", "May 2022": "20"}
    assert figures(dataset, 1) == {"April 2022": "broken", "May 2022": "broken"}


def test_figures_that_follow_a_table_are_told_as_left_out():
    dataset = read(
        ["Ref", "Measure", "Apr-22", "May-22"],
        ["A1", "Families", 12, 20],
        ["Some words"],
        ["More words"],
        ["Still more"],
        ["And the last"],
        ["A2", "Visits", 3, 4],
    )
    (left,) = told(dataset, Severity.NOT_TAKEN)
    assert "1 of these hold figures" in left


def test_the_percentage_is_the_figure_and_not_what_it_was_worked_out_from():
    dataset = read(
        ["Measure", "Apr-24", "", "", "May-24", "", ""],
        ["", "Num", "Den", "%", "Num", "Den", "%"],
        ["Done in time", 45, 50, ("0.9", "90%"), 44, 55, ("0.8", "80%")],
        ["Seen in time", 9, 10, ("0.9", "90%"), 0, 10, (0, "0%")],
    )
    assert figures(dataset, 0) == {"April 2024": "90", "May 2024": "80"}
    assert figures(dataset, 1) == {"April 2024": "90", "May 2024": "0"}
    assert any("“Apr-24 Num”" in each for each in told(dataset, Severity.NOT_TAKEN))


def test_months_without_a_year_take_it_from_the_target_beside_them():
    months = ["Apr", "May", "Jun", "Jul"]
    dataset = read(
        ["Measure", *months, "2023/24 YTD", "2023/24 Target"], ["Visits", 1, 2, 3, 4, 10, 12]
    )
    assert list(figures(dataset, 0)) == ["April 2023", "May 2023", "June 2023", "July 2023"]
    assert any("beside them says when" in each for each in told(dataset, Severity.INFERRED))


def test_months_without_a_year_take_it_from_the_name_of_the_sheet():
    dataset = read(["Measure", "Jan", "Feb", "Mar"], ["Visits", 1, 2, 3], name="Data 2023-24")
    assert list(figures(dataset, 0)) == ["January 2024", "February 2024", "March 2024"]


def test_a_year_of_months_partly_filled_ends_where_its_title_says():
    months = ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar"]
    dataset = read(
        ["Performance to January 2024"],
        ["Measure", *months],
        ["Visits", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "", ""],
    )
    assert figures(dataset, 0)["January 2024"] == "10"
    assert f"{dataset.period}" == "January 2024"


def test_two_years_before_the_months_say_the_third():
    dataset = read(["Measure", "2021/22", "2022/23", "Apr", "May"], ["Visits", 90, 95, 7, 8])
    assert figures(dataset, 0)["May 2023"] == "8"


def test_headings_in_the_upper_of_two_rows_are_named_as_they_stand():
    dataset = read(
        ["Ref", "Measure", "Polarity", "Floor or ceiling", "Target", "Latest", ""],
        ["", "", "", "", "", "Jul-15", "Jun-15"],
        ["A1", "Visits", "H", 70, 80, 75, 74],
    )
    assert figures(dataset, 0) == {"July 2015": "75", "June 2015": "74"}
    assert any("“Floor or ceiling”" in each for each in told(dataset, Severity.NOT_TAKEN))


def test_a_percentage_that_lost_its_format_is_read_with_its_neighbours_and_told():
    dataset = read(
        ["Measure", "Apr-24", "May-24", "Jun-24"],
        ["% in time", ("0.8", "80%"), "0.82", ("0.81", "81%")],
        ["% late", ("0.008", "0.8%"), "0.5", ("0.009", "0.9%")],
    )
    assert figures(dataset, 0)["May 2024"] == "82"
    assert figures(dataset, 1)["May 2024"] == "1/2"
    assert any("“0.82”" in each for each in told(dataset, Severity.INFERRED))


def test_words_and_signs_for_having_no_figure():
    dataset = read(
        ["Measure", "Apr-24", "May-24", "Jun-24", "Jul-24"],
        ["Visits", "Data not available", "..", "[x]", 4],
        ["Calls", "z", "[c]", "No data available", 4],
    )
    assert list(figures(dataset, 0).values()) == ["not collected"] * 3 + ["4"]
    assert list(figures(dataset, 1).values()) == [
        "not applicable",
        "suppressed",
        "not collected",
        "4",
    ]


def test_pounds_in_thousands_and_millions_are_read_and_told():
    dataset = read(["Measure", "Apr-24", "May-24"], ["Spent", "£1.2m", "£950k"])
    assert list(figures(dataset, 0).values()) == ["1200000", "950000"]
    assert len(told(dataset, Severity.INFERRED)) >= 2


def test_a_row_of_a_text_with_a_cell_too_few_is_told_and_none_of_its_figures_is_certain():
    whole = [["Visits", "1", "2", "3"], ["Calls", "4", "5", "6"], ["Plans", "7", "8", "9"]]
    rows = [["Measure", "Apr-24", "May-24", "Jun-24"], *whole, *whole[:1], ["Doors", "7", "9"]]
    dataset = read(*rows, name="")
    doors = next(row for row in dataset.rows if row.title == "Doors")
    assert [figure.certain for figure in doors.figures if figure.text] == [False, False]
    assert any("1 cell fewer than the others" in each for each in told(dataset, Severity.INFERRED))


def test_a_heading_lost_between_two_months_is_found_where_the_months_skip_one():
    texts = ["Ref", "Measure", "Apr-24", "May-24", "Jul-24", "Aug-24", "Comment"]
    headings = [read_heading(text) for text in texts]
    assert [at_gap(headings, at) for at in (2, 3, 5)] == [4, 4, 4]
    assert at_gap(headings[:4], 2) == 2
    assert at_gap(headings, 0) == 0


def test_the_edge_of_red_is_the_floor_of_the_target_and_no_target_itself():
    dataset = read(
        ["Ref", "Measure", "Good is", "2019/20", "", "Target and tolerances", "", ""],
        ["", "", "", "Oct-19", "Nov-19", "Red", "Amber", "Target 2019/20 (Green)"],
        [
            "1.1",
            "% decided in a day",
            "High",
            ("0.88", "88%"),
            ("0.9", "90%"),
            "<85%",
            "85%+",
            "95%+",
        ],
        ["1.2", "% who come back", "Low", ("0.2", "20%"), ("0.22", "22%"), ">23%", ">20%", "20%"],
    )
    (decided,), (come_back,) = (row.targets for row in dataset.rows)
    assert (decided.form, decided.goal, decided.floor) == (TargetForm.AT_LEAST, 95, 85)
    assert (come_back.goal, come_back.floor) == (20, 23)
    pointed = directed(come_back, Polarity.LOWER)
    assert stand(Number(Fraction(22)), pointed).rag is Rag.AMBER
    assert stand(Number(Fraction(24)), pointed).rag is Rag.RED
    assert directed(come_back, Polarity.HIGHER).floor is None


def test_a_floor_without_its_target_is_told():
    dataset = read(
        ["Measure", "Apr-24", "May-24", "Floor standard", "Target 2024/25"], ["Visits", 1, 2, 3, ""]
    )
    (left,) = told(dataset, Severity.NOT_TAKEN)
    assert "“3”" in left


def test_polarity_in_letters():
    letters = ["H", "L", "T", "N/A"]
    assert [polarity_from(each) for each in letters] == [
        Polarity.HIGHER,
        Polarity.LOWER,
        Polarity.NEAR_TARGET,
        Polarity.NONE,
    ]


def test_spaces_between_thousands():
    dataset = read(
        ["Ref", "Measure", "Apr-22", "May-22", "Jun-22"],
        ["A1", "Families helped", "120", "135", "141"],
        ["A2", "People living here", "61 204", "", "62 567"],
        ["A3", "Money spent", "1 204 567", "12", "900"],
        name="",
    )
    assert list(figures(dataset, 1).values()) == ["61204", "incomplete", "62567"]
    assert list(figures(dataset, 2).values()) == ["1204567", "12", "900"]
    assert any("“61 204”" in each for each in told(dataset, Severity.INFERRED))


def test_two_figures_that_ran_together_are_not_one():
    rows = [["A1", "Families helped", "120", "135", "141"]] * 2
    together = ["A2", "People who came", "320 335", "341"]
    dataset = read(["Ref", "Measure", "Apr-22", "May-22", "Jun-22"], *rows, together, name="")
    assert "320335" not in figures(dataset, 1).values()
