"""Each rule sees what it is there to see, and leaves what is in order alone."""

from datetime import date

import pytest

from headway.catalogue.definitions import Definitions
from headway.catalogue.rules import RULES
from headway.catalogue.rules.decimals_fit_unit import MOST, decimals_fit_unit
from headway.catalogue.rules.drafts_stay_out import drafts_stay_out
from headway.catalogue.rules.every_definition_its_own import every_definition_its_own
from headway.catalogue.rules.ids_match_file_names import ids_match_file_names
from headway.catalogue.rules.marks_each_their_own import marks_each_their_own
from headway.catalogue.rules.owners_are_roles import names_a_role, owners_are_roles
from headway.catalogue.rules.printed_names_unique import printed_names_unique
from headway.catalogue.rules.ratio_fits_unit import ratio_fits_unit
from headway.catalogue.rules.ratio_parts_exist import ratio_parts_exist
from headway.catalogue.rules.reviews_in_time import reviews_in_time
from headway.catalogue.rules.sections_name_indicators import sections_name_indicators
from headway.catalogue.rules.titles_unique import titles_unique
from headway.domain.calculation import (
    Common,
    Condition,
    Count,
    Credit,
    Entered,
    Ratio,
    Selection,
    Test,
)
from headway.domain.indicator import Frequency, PrintedAs, RatioOf, Status, Unit
from headway.domain.problems import Severity
from headway.domain.ratings import RatingScale, RatingStep
from tests.unit.catalogue.catalogue_makers import definitions, entry, indicator, scorecard


def said(rule, loaded: Definitions, severity: Severity = Severity.STOPS) -> list[str]:
    found = list(rule(loaded))
    assert all(finding.severity is severity for finding in found)
    assert all(finding.place.file and finding.place.line for finding in found)
    assert all(finding.done and finding.next_step for finding in found)
    return [finding.found for finding in found]


@pytest.mark.parametrize("rule", RULES)
def test_what_is_in_order_is_left_alone(rule):
    parts = [indicator("a"), indicator("b")]
    ratio = indicator("c", unit=Unit.PERCENTAGE, ratio=RatioOf("a", "b"), decimals=1)
    scale = RatingScale("s", "S", (RatingStep("1", 1, "Low"), RatingStep("2", 2, "High")))
    loaded = definitions(
        *parts,
        ratio,
        scorecards=(scorecard("a", "c"),),
        scales=(scale,),
        today=date(2026, 12, 1),
    )
    assert list(rule(loaded)) == []


def test_identifiers_are_the_names_of_files():
    loaded = Definitions(indicators=(entry(indicator("a"), "b", {(): 1, ("id",): 4}),))
    assert said(ids_match_file_names, loaded) == ["“id” is “a”, and the file is called “b.yaml”"]
    [finding] = ids_match_file_names(loaded)
    assert (finding.place.file, finding.place.line) == ("b.yaml", 4)


def test_one_identifier_in_two_files_is_seen():
    loaded = Definitions(indicators=(entry(indicator("a")), entry(indicator("a"), "b")))
    assert len(said(ids_match_file_names, loaded)) == 1


def test_titles_that_read_the_same_are_seen():
    printed = PrintedAs("Sheet", "", "The number of visits (EHA)")
    loaded = definitions(
        indicator("a", title="Visits"), indicator("b", title="Other", printed_as=(printed,))
    )
    assert said(titles_unique, loaded) == [
        "the title “The number of visits (EHA)” is read the same as one of “a”"
    ]


def test_one_indicator_may_bear_one_title_twice():
    printed = (PrintedAs("Sheet", "", "Visits"), PrintedAs("Other", "", "visits"))
    assert said(titles_unique, definitions(indicator(title="Visits", printed_as=printed))) == []


def test_one_reference_of_a_document_for_two_is_seen():
    loaded = definitions(
        indicator("a", printed_as=(PrintedAs("Sheet", "EH1"),)),
        indicator("b", printed_as=(PrintedAs("sheet", "eh 1"), PrintedAs("Other", "EH1"))),
    )
    assert said(printed_names_unique, loaded) == ["“eh 1” of “sheet” belongs to “a” already"]


def test_a_printed_name_that_names_nothing_is_seen():
    loaded = definitions(indicator(printed_as=(PrintedAs("Sheet"),)))
    assert said(printed_names_unique, loaded) == [
        "neither a reference nor a title is given for “Sheet”"
    ]


def test_the_same_rule_under_two_names_is_seen():
    same = {"definition": "Visits  made."}
    loaded = definitions(indicator("a", **same), indicator("b", definition="visits made."))
    assert said(every_definition_its_own, loaded) == ["this is defined exactly as “a” is"]
    quarterly = indicator("b", frequency=Frequency.QUARTERLY, **same)
    assert said(every_definition_its_own, definitions(indicator("a", **same), quarterly)) == []


def test_the_same_ratio_under_two_names_is_seen():
    ratio = RatioOf("x", "y")
    loaded = definitions(indicator("a", ratio=ratio), indicator("b", ratio=ratio))
    assert said(every_definition_its_own, loaded) == ["this is defined exactly as “a” is"]


def counted(column="service", **common):
    asked = (Condition(column, Test.IS_KNOWN),)
    return Count(common=Common(**common), selection=Selection("plan", asked), when="opened_on")


def test_the_same_calculation_under_two_names_is_seen_however_it_is_shown():
    loaded = definitions(
        indicator("a", calculation=counted()),
        indicator("b", calculation=counted(credit=Credit.ON_THE_DAY, breakdowns=("need",))),
        indicator("c", calculation=counted("need"), frequency=Frequency.QUARTERLY),
        indicator("d", calculation=counted("need", minimum_denominator=3)),
    )
    assert said(every_definition_its_own, loaded) == [
        "this is worked out exactly as “a” is",
        "this is worked out exactly as “c” is",
    ]


def test_ratios_and_entered_figures_are_not_the_same_for_being_of_one_kind():
    loaded = definitions(
        indicator("a", calculation=Ratio()),
        indicator("b", calculation=Ratio()),
        indicator("c", calculation=Entered()),
        indicator("d", calculation=Entered()),
    )
    assert said(every_definition_its_own, loaded) == []


def test_parts_that_are_missing_or_the_ratio_itself_are_seen():
    loaded = definitions(
        indicator("a", ratio=RatioOf("a", "nowhere")), indicator("b", ratio=RatioOf("a", "a"))
    )
    assert said(ratio_parts_exist, loaded) == [
        "the numerator is the ratio itself",
        "the denominator “nowhere” is not an indicator of the catalogue",
        "one indicator stands above and below the line",
    ]


@pytest.mark.parametrize(
    ("unit", "scale", "wrong"),
    [
        (Unit.PERCENTAGE, 100, False),
        (Unit.PERCENTAGE, 1, True),
        (Unit.PER_10_000, 10_000, False),
        (Unit.PER_10_000, 100, True),
        (Unit.PER_100_000, 100, True),
        (Unit.NUMBER, 1, False),
    ],
)
def test_a_scale_that_is_not_the_units_is_seen(unit, scale, wrong):
    ratio = indicator("c", unit=unit, ratio=RatioOf("a", "b", scale))
    loaded = definitions(indicator("a"), indicator("b"), ratio)
    expected = [f"the scale is {scale}, and the unit is “{unit.value}”"] if wrong else []
    assert said(ratio_fits_unit, loaded) == expected


def test_parts_that_come_less_often_than_the_ratio_are_seen():
    yearly = indicator("b", frequency=Frequency.ANNUAL)
    ratio = indicator("c", unit=Unit.PERCENTAGE, ratio=RatioOf("a", "b"))
    assert said(ratio_fits_unit, definitions(indicator("a"), yearly, ratio)) == [
        "“b” is annual, the ratio monthly"
    ]


@pytest.mark.parametrize("unit", Unit)
def test_more_decimals_than_the_unit_bears_are_seen(unit):
    assert said(decimals_fit_unit, definitions(indicator(unit=unit, decimals=MOST[unit]))) == []
    [found] = said(decimals_fit_unit, definitions(indicator(unit=unit, decimals=MOST[unit] + 1)))
    assert f"the unit is “{unit.value}”" in found


def test_a_name_where_a_role_belongs_is_seen():
    loaded = definitions(indicator(owner="Alex Example", reporter="Sam"))
    assert said(owners_are_roles, loaded) == [
        "“owner” is “Alex Example”, in which no word for a role occurs",
        "“reporter” is “Sam”, in which no word for a role occurs",
    ]


@pytest.mark.parametrize(
    "role",
    ["Head of Early Help", "heads of service", "Performance and Intelligence Team",
     "Principal Social Worker", "co-ordinator", "CLA Nurse", "Team Managers", "H&WB board"],
)  # fmt: skip
def test_roles_are_known(role):
    assert names_a_role(role)


@pytest.mark.parametrize("name", ["", "Leadbetter", "Ms Boarder", "Unity Example"])
def test_names_that_only_look_like_roles_are_not(name):
    assert not names_a_role(name)


def test_definitions_overdue_for_review_are_noted():
    loaded = definitions(indicator("a"), today=date(2027, 11, 21))
    assert said(reviews_in_time, loaded, Severity.NOTED) == [
        "“Title of a” was due for review on 2027-11-20"
    ]
    on_the_day = definitions(indicator("a"), today=date(2027, 11, 20))
    assert said(reviews_in_time, on_the_day) == []
    assert said(reviews_in_time, definitions(indicator("a"))) == []


def test_a_review_that_is_still_to_come_is_noted():
    loaded = definitions(indicator("a"), today=date(2026, 1, 1))
    assert said(reviews_in_time, loaded, Severity.NOTED) == [
        "“reviewed” is 2026-11-20, which is still to come"
    ]


def test_sections_with_unknown_or_repeated_indicators_are_seen():
    loaded = definitions(indicator("visits"), scorecards=(scorecard("visits", "visit", "visits"),))
    assert said(sections_name_indicators, loaded) == [
        "“visit” is not an indicator of the catalogue",
        "“visits” stands in this scorecard already",
    ]
    assert "Did you mean “visits”?" in str(next(sections_name_indicators(loaded)))


def test_a_draft_in_a_scorecard_is_seen_and_a_retired_definition_may_stand_there():
    loaded = definitions(
        indicator("a", status=Status.DRAFT),
        indicator("b", status=Status.RETIRED),
        scorecards=(scorecard("a", "b"),),
    )
    assert said(drafts_stay_out, loaded) == ["“a” is a draft"]


def test_scales_whose_steps_cannot_be_told_apart_are_seen():
    steps = (
        RatingStep("1", 1, "Low"),
        RatingStep("2", 1, "High"),
        RatingStep("3", 3, "Low"),
        RatingStep("G", None, "Put off"),
        RatingStep("H", None, "Not wanted"),
    )
    loaded = definitions(scales=(RatingScale("s", "S", steps),))
    assert said(marks_each_their_own, loaded) == [
        "“Low” and “High” both score 1",
        "two steps with different scores are both called “Low”",
    ]


def test_two_marks_may_stand_for_one_step():
    steps = (RatingStep("G", 1, "Green"), RatingStep("Green", 1, "Green"))
    assert said(marks_each_their_own, definitions(scales=(RatingScale("s", "S", steps),))) == []
