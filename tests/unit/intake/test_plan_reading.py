"""Plans of other shapes than the published one, made up.

Longer than other modules, since it is a list: each test is one shape or one fault of a plan and
rests on no other.
"""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headway.domain.plan import summarise
from headway.domain.problems import ContentMistake, Severity
from headway.domain.values import Number
from headway.intake.plan import read_plan
from headway.readers.grid import Document, Row
from tests.unit.intake.plan_documents import (
    BRAG,
    FIVE,
    HEADINGS,
    a_row,
    a_sheet,
    a_text,
    a_workbook,
    ratings,
    told,
)

BRAG_HEADINGS = [
    "Outcome",
    "Action",
    "How will we know?",
    "Lead",
    "Due date",
    "BRAG Apr 2024",
    "BRAG Jul 2024",
    "Progress",
]


def a_brag_plan() -> Document:
    return a_workbook(
        a_sheet(
            "Priority 1",
            ["Improvement plan 2024"],
            ["Owned by the partnership board"],
            ["Reviewed every quarter by the board and by the lead member for children"],
            ["Version 3"],
            ["Draft"],
            [],
            BRAG_HEADINGS,
            [
                "Help sooner",
                "One front door",
                "Answered",
                "Head",
                date(2024, 5, 1),
                "Green",
                "Blue",
            ],
            ["", "Train staff", "80% trained", "", ("Jun-24", date(2024, 6, 1)), "Amber", "green"],
            ["", "", "Partners trained", "Trainer", date(2024, 4, 3), "Red", "Red", ""],
        ),
        a_sheet(
            "P2 Parenting",
            BRAG_HEADINGS,
            [
                "Confident parents",
                "Run groups",
                "Ten groups",
                "Lead",
                "Sept 2024",
                "",
                "Amber/Green",
            ],
            ["", "Recruit", "Two posts", "Lead", "", "n/a", "Green - on track"],
        ),
    )


def test_a_workbook_with_a_sheet_for_each_priority():
    plan = read_plan([a_brag_plan()], BRAG)
    assert [(each.number, each.title) for each in plan.priorities] == [
        (1, "Priority 1"),
        (2, "Parenting"),
    ]
    assert plan.title == "Improvement plan 2024"
    assert ratings(plan, 1, 0) == ["3", "2", "1"]
    assert ratings(plan, 1, 1) == ["4", "3", "1"]
    assert ratings(plan, 2, 0) == ["tbc", "n/a"]
    assert ratings(plan, 2, 1) == ["?", "3"]
    assert told(plan, Severity.NOT_TAKEN, "sheet “P2 Parenting”, row 2, column G", "Amber/Green")


def test_merged_cells_are_carried_down_and_known_to_be():
    first, second, third = read_plan([a_brag_plan()], BRAG).priorities[0].actions
    assert (first.outcome, second.outcome, third.outcome) == ("Help sooner",) * 3
    assert (second.action, third.action) == ("Train staff", "Train staff")
    assert (first.carried, second.carried) == ((), ("outcome",))
    assert third.carried == ("outcome", "action")
    assert second.lead == "", "a new action does not inherit who leads the one above"


def test_a_workbooks_own_dates_are_certain_however_they_are_shown():
    actions = read_plan([a_brag_plan()], BRAG).priorities[0].actions
    assert [action.due.day for action in actions] == [
        date(2024, 5, 1),
        date(2024, 6, 30),
        date(2024, 4, 3),
    ]


def test_priorities_named_in_a_column_and_numbered_by_their_references():
    sheet = a_sheet(
        "Sheet1",
        ["Priority", "Ref", "Action required", "Success criteria", "Who", "By when", "Rating"],
        ["Leadership", "1.1", "Appoint a head", "In post", "Director", "31/03/2023", 3],
        ["", "1.2", "Supervise", "90% monthly", "Director", "01/04/2023", 2],
        [],
        ["Practice", "2.1", "Audit cases", "70% good", "Quality lead", "05/06/2023", 4],
        ["Practice", "2.2", "Share learning", "Sessions", "Quality lead", "", 0],
    )
    plan = read_plan([a_workbook(sheet)], FIVE)
    assert [(each.number, each.title) for each in plan.priorities] == [
        (1, "Leadership"),
        (2, "Practice"),
    ]
    assert ratings(plan, 2) == ["4", "tbc"]
    assert plan.priorities[0].actions[1].due.day == date(2023, 4, 1)
    assert told(plan, Severity.INFERRED, "day or month first", "“01/04/2023”")


def test_a_plan_by_theme_without_ratings():
    plan = read_plan(
        [
            a_text(
                ["Appendix 1. Action plan 2017-18.", "", "", "", "", ""],
                ["", "Outcome", "Action", "By whom", "By when", "Rationale", "Progress"],
                ["1. Theme: Framework", "", "", "", "", "", ""],
                ["1.1", "Clear measures", "Write them", "Head", "June 2017.", "Funding", "Begun"],
                ["2. Theme: Direct work", "", "", "", "", "", ""],
                ["2.1", "More help for families in", "Offer groups", "Team", "May 2017", "", ""],
                [],
                ["Appendix 1. Action plan 2017-18.", "", "", "", "", ""],
                ["", "Outcome", "Action", "By whom", "By when", "Rationale", "Progress"],
                ["", "every part of the city.", "", "", "", "", ""],
                ["", "", "<p>Map what there is.</p> <p>Ask schools.</p>", "Team", "", "", ""],
            )
        ],
        FIVE,
    )
    assert plan.reviews == ()
    assert [each.title for each in plan.priorities] == ["Framework", "Direct work"]
    (framework,), (groups, mapped) = (each.actions for each in plan.priorities)
    assert (framework.reference, framework.rationale) == ("1.1", "Funding")
    assert framework.due.day == date(2017, 6, 30)
    assert groups.outcome == mapped.outcome == "More help for families in every part of the city."
    assert mapped.action == "Map what there is. Ask schools."
    assert told(plan, Severity.INFERRED, "line 10", "goes on in the middle of the sentence")
    assert summarise(plan).reviews == ()


def test_reviews_named_in_a_second_row_of_headings():
    sheet = a_sheet(
        "Plan",
        ["Action", "Success measure", "Lead", "By when", "RAG", "", "", "Update"],
        ["", "", "", "", "Initial", "Jul 24", "Oct 24"],
        ["Do a thing", "It helped", "Lead", "Mar-24", 1, 2, 0, ""],
    )
    plan = read_plan([a_workbook(sheet)], FIVE)
    assert [review.on for review in plan.reviews] == [None, date(2024, 7, 31), date(2024, 10, 31)]
    assert [ratings(plan, 1, at) for at in range(3)] == [["1"], ["2"], ["tbc"]]


def test_columns_headed_by_a_date_alone_are_ratings_where_they_hold_only_marks():
    sheet = a_sheet(
        "Plan",
        ["Action", "Success measure", "Lead", "By when", "Apr 24", "Jul 24", "Cost"],
        ["Do a thing", "It helped", "Lead", "Mar-24", 1, 2, "£200"],
    )
    plan = read_plan([a_workbook(sheet)], FIVE)
    assert [review.label for review in plan.reviews] == ["Apr 24", "Jul 24"]
    assert told(plan, Severity.NOTED, "column “Cost”")


@pytest.mark.parametrize("column", [0, 1])
def test_rows_that_lost_or_gained_a_cell_are_set_under_their_headings(column):
    whole = [a_row(outcome="Families thrive"), a_row(), a_row()]
    lost, gained = a_row(first=4, second=5), a_row(first=1, second=2)
    lost.pop(column)
    gained.insert(column, "")
    plan = read_plan([a_text(HEADINGS, *whole, lost, gained)], FIVE)
    assert ratings(plan, 1, 0) == ["2", "2", "2", "4", "1"]
    assert ratings(plan, 1, 1) == ["3", "3", "3", "5", "2"]
    assert told(plan, Severity.INFERRED, "line 5:", "one cell left of its headings")
    assert told(plan, Severity.INFERRED, "line 6:", "one cell right of its headings")
    assert {action.due.day for action in plan.priorities[0].actions} == {date(2018, 1, 31)}


def test_the_headings_themselves_may_stand_a_cell_aside():
    plan = read_plan([a_text(["", *HEADINGS], ["", *a_row()], ["", *a_row(first=4)])], FIVE)
    assert ratings(plan, 1, 0) == ["2", "4"]
    assert not told(plan, Severity.INFERRED, "headings")


def test_a_table_that_goes_on_over_the_page_is_one_priority():
    plan = read_plan(
        [
            a_text(
                HEADINGS,
                a_row(action="Recruit carers"),
                ["Page 7"],
                ["This page is intentionally left blank"],
                [],
                HEADINGS,
                a_row(action="", success="Carers stay", first=4),
            )
        ],
        FIVE,
    )
    assert ratings(plan, 1) == ["2", "4"]
    assert plan.priorities[0].actions[1].action == "Recruit carers"
    assert not told(plan, Severity.NOTED, "text outside")


def test_stray_text_is_noted_and_names_in_it_are_not_repeated():
    plan = read_plan(
        [a_text(HEADINGS, a_row(), [], ["51.866d"], [], ["Signed by Jo Bloggs"])], FIVE
    )
    (finding,) = told(plan, Severity.NOTED, "text outside")
    assert "“51.866d”" in finding
    assert "Bloggs" not in finding
    assert ratings(plan, 1) == ["2"]


def test_the_definition_of_the_scale_is_no_action():
    steps = [[str(n), f"This is what it means to be at {n}"] for n in range(1, 6)]
    plan = read_plan([a_text(HEADINGS, a_row(), [], *steps)], FIVE)
    assert len(plan.priorities[0].actions) == 1
    assert plan.findings == ()


def test_a_scale_with_marks_of_its_own_is_pointed_out():
    steps = [[mark, "What this colour is taken to mean"] for mark in ("Red", "Purple")]
    plan = read_plan([a_text(*steps, [], HEADINGS, a_row(first="Red", second="Blue"))], BRAG)
    assert told(plan, Severity.DIFFERS, "lacks Purple")


def test_a_plan_rated_by_another_scale_says_so():
    plan = read_plan([a_text(HEADINGS, a_row(first="Red", second="Green"))], FIVE)
    assert told(plan, Severity.NOT_TAKEN, "none of the plan's 2 ratings is on the scale")


def test_a_later_document_replaces_the_priority_it_holds_and_no_more():
    earlier = a_text(
        HEADINGS,
        a_row(),
        a_row(),
        ["Previous period", "2"],
        ["Current period", "3"],
        ["Priority 2", *HEADINGS[1:]],
        a_row(first=5),
        file="long.txt",
    )
    later = a_text(HEADINGS, a_row(first=4), file="page.txt")
    plan = read_plan([earlier, later], FIVE)
    assert (ratings(plan, 1), ratings(plan, 2)) == (["4"], ["5"])
    assert plan.priorities[0].printed_section == ("2", "3")
    assert told(plan, Severity.NOTED, "page.txt", "long.txt", "replace its 2 rows")


def test_a_review_only_a_later_document_has_is_not_yet_rated_before():
    earlier = a_text(HEADINGS, a_row(), file="long.txt")
    headings = ["Priority 2", *HEADINGS[1:9], "RAG 05/18", "Progress"]
    later = a_text(headings, [*a_row()[:9], 5, ""], file="page.txt")
    plan = read_plan([earlier, later], FIVE)
    assert len(plan.reviews) == 3
    assert (ratings(plan, 1, 2), ratings(plan, 2, 2)) == (["tbc"], ["5"])


PAIR = [["Previous period", "2"], ["Current period", "3"]]
OTHER_PAIR = [["Previous period 4"], ["Current period 5"]]
FIRST = [HEADINGS, a_row(first=2, second=3)]
SECOND = [["Priority 2", *HEADINGS[1:]], a_row(first=4, second=5)]


@pytest.mark.parametrize(
    "rows",
    [
        [*FIRST, *PAIR, *SECOND, *OTHER_PAIR],
        [*PAIR, *FIRST, *OTHER_PAIR, *SECOND],
        [*SECOND, [], *OTHER_PAIR, [], *FIRST, [], *PAIR],
        [*FIRST, ["Previous period", "Current period"], ["2", "3"], *SECOND, *OTHER_PAIR],
    ],
)
def test_printed_pairs_belong_to_the_section_they_stand_in(rows):
    plan = read_plan([a_text(*rows)], FIVE)
    assert [each.printed_section for each in plan.priorities] == [("2", "3"), ("4", "5")]
    assert plan.printed_overall == ()


def test_the_plans_own_summary():
    rows = [
        ["", "Previous period", "Current period"],
        ["Overall", "2.0", "2.6"],
        ["1. Helping early", "1.9", "3"],
        ["2. Helping well", "", "2.5"],
    ]
    plan = read_plan([a_text(*rows, [], *FIRST, *SECOND)], FIVE)
    assert plan.printed_overall == ("2.0", "2.6")
    assert plan.printed_summary == ((1, ("1.9", "3")), (2, ("", "2.5")))
    assert [each.title for each in plan.priorities] == ["Helping early", "Helping well"]
    previous, current = summarise(plan).reviews
    assert previous.priorities[0].told_apart
    assert not current.priorities[0].told_apart


def test_an_outcome_that_slid_under_the_priority_is_known_by_the_title():
    rows = [["", "Previous period", "Current period"], ["1. Helping early", "2", "3"], []]
    titled = a_row(priority="Helping early")
    slid = a_row(priority="Families are well and stay together")
    plan = read_plan([a_text(*rows, HEADINGS, titled, slid, a_row())], FIVE)
    outcomes = [action.outcome for action in plan.priorities[0].actions]
    assert outcomes == ["", *["Families are well and stay together"] * 2]
    assert told(plan, Severity.INFERRED, "not the priority's title")


def test_rows_that_may_be_one_are_pointed_out_and_both_counted():
    plan = read_plan(
        [
            a_text(
                HEADINGS,
                a_row(success="Carers stay", progress="One"),
                a_row(success="Carers stay.", progress="Two"),
                a_row(action="", success="Carers come", progress="Two"),
                a_row(action="Another", success="Carers go", progress="Two"),
            )
        ],
        FIVE,
    )
    assert len(plan.priorities[0].actions) == 4
    assert told(plan, Severity.INFERRED, "line 3:", "same success measure")
    assert told(plan, Severity.INFERRED, "line 4:", "same action, ratings and progress")
    assert not told(plan, Severity.INFERRED, "line 5:")


def test_links_to_recommendations_in_every_spelling():
    plan = read_plan(
        [
            a_text(
                HEADINGS,
                a_row(outcome="Ofsted recco14 Staff stay", action="OFSTED rec 8 Track progress"),
                a_row(action="See recommendations 2, 5 and 7a", success="Ofsted 3"),
                a_row(outcome="Ofsted 2016 report; records 14", action="Ofsted: 70% good"),
            )
        ],
        FIVE,
    )
    found = [action.recommendations for action in plan.priorities[0].actions]
    assert found == [("8", "14"), ("2", "3", "5", "7a", "14"), ()]


def test_a_hidden_sheet_is_not_read_and_said_so():
    hidden = a_sheet("Old", BRAG_HEADINGS, ["", "Do it", "", "", "", "Red", "Red"], hidden=True)
    plan = read_plan([a_workbook(*a_brag_plan().sheets, hidden)], BRAG)
    assert len(plan.priorities) == 2
    assert told(plan, Severity.NOTED, "sheet “Old”", "hidden")


def test_a_document_without_a_plan_says_what_was_looked_for():
    with pytest.raises(ContentMistake) as raised:
        read_plan([a_text(["Month", "Referrals"], ["Jan-18", "3"])], FIVE)
    assert "an action or a success measure" in str(raised.value)
    assert raised.value.findings[0].place.file == "plan.txt"


def test_another_table_after_the_plan_is_not_taken_for_actions():
    table = [["Month", "Referrals", "Open"], ["Jan-18", "3", "4"], ["Feb-18", "2", "5"]]
    plan = read_plan([a_text(HEADINGS, a_row(), [], *table)], FIVE)
    assert len(plan.priorities[0].actions) == 1


@given(st.integers(0, 10_000))
def test_damage_never_changes_a_rating_silently(seed):
    """Blank cells lost or added at the left of rows: each rating stays, or its row is reported."""
    chance = random.Random(seed)
    rows = [
        a_row(outcome="Families thrive" if at % 4 == 0 else "", first=1 + at % 5, second=1 + at % 3)
        for at in range(8)
    ]
    document = a_text(HEADINGS, *rows)
    before = read_plan([document], FIVE).priorities[0].actions
    sheet = document.sheets[0]
    damaged = [sheet.rows[0]]
    for row in sheet.rows[1:]:
        cells = list(row.cells)
        blank = next(at for at, cell in enumerate(cells) if not cell.text)
        match chance.randrange(3):
            case 0:
                cells.pop(blank)
            case 1:
                cells.insert(chance.randrange(4), cells[blank])
            case _:
                pass
        damaged.append(Row(row.number, tuple(cells)))
    again = replace(document, sheets=(replace(sheet, rows=tuple(damaged)),))
    plan = read_plan([again], FIVE)
    reported = {finding.place.line for finding in plan.findings}
    after = {action.place.line: action for action in plan.priorities[0].actions}
    assert len(after) == len(before)
    for action in before:
        now = after[action.place.line]
        same = [r.value for r in now.ratings] == [r.value for r in action.ratings]
        assert same or action.place.line in reported


@given(st.lists(st.lists(st.text(max_size=12), max_size=12), max_size=12))
def test_no_document_is_too_odd(rows):
    for around in ([], [HEADINGS, a_row()]):
        try:
            plan = read_plan([a_text(*around, *rows)], FIVE)
        except ContentMistake:
            continue
        summary = summarise(plan)
        for review in summary.reviews:
            assert isinstance(review.from_rows.value, Number)
