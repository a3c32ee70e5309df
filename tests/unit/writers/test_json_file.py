"""JSON of a stable shape: exact numbers as text, every state by name, print beside arithmetic."""

import json
from dataclasses import replace
from datetime import date

from headway.domain.exact import read_exact
from headway.domain.history import Restatement, Sourced
from headway.domain.published import Figure
from headway.domain.values import Absent, State, number
from headway.writers.json_file import plan_json, scorecard_json
from tests.builders import (
    HOSTILE,
    hostile_scorecard,
    indicator,
    scorecard_2019,
    scorecard_2020,
    scorecard_of_states,
    small_scorecard,
)
from tests.plan_builders import plan_summary


def scorecard():
    return json.loads(scorecard_json(scorecard_2020()))


def row(reference):
    return next(row for row in scorecard()["rows"] if row["reference"] == reference)


def test_format_and_version_come_first():
    assert list(scorecard())[:2] == ["format", "version"]
    assert (scorecard()["format"], scorecard()["version"]) == ("headway-scorecard", 1)
    plan = json.loads(plan_json(plan_summary()))
    assert (plan["format"], plan["version"]) == ("headway-plan", 1)


def test_the_shape_is_stable():
    assert list(scorecard()) == [
        "format",
        "version",
        "title",
        "period",
        "columns",
        "made_on",
        "edition",
        "sources",
        "rules",
        "rows",
        "repeats",
        "restatements",
        "findings",
    ]
    assert list(row("EH1c")) == [
        "indicator",
        "reference",
        "section",
        "owner",
        "reporter",
        "outcome",
        "figures",
        "changes",
        "breaks",
        "average",
        "maximum",
        "target",
        "standing",
        "targets",
        "benchmarks",
        "commentary",
        "comparisons",
        "series",
        "signals",
    ]


def test_a_period_is_named_and_both_its_days_belong_to_it():
    assert scorecard()["period"] == {
        "name": "August 2020",
        "kind": "month",
        "start": "2020-08-01",
        "end": "2020-08-31",
    }


def test_figures_are_exact_text_with_what_a_page_shows():
    figures = row("CIN5")["figures"]
    assert [each["value"] for each in figures] == ["2367", "2345", "2345", "2339", "2363", "2256"]
    assert figures[-1]["shown"] == "2,256"
    assert figures[-1]["source"] == "2020-08"
    assert figures[-1]["place"]["row"] == 10


def test_no_number_is_a_float():
    def floats(part):
        if isinstance(part, dict):
            return [each for value in part.values() for each in floats(value)]
        if isinstance(part, list):
            return [each for value in part for each in floats(value)]
        return [part] if isinstance(part, float) else []

    for text in (scorecard_json(scorecard_2020()), plan_json(plan_summary())):
        assert floats(json.loads(text)) == []


def test_changes_have_exact_value_rounded_text_arrow_and_quality():
    change = row("EH1c")["changes"]["last_year"]
    assert (change["value"], change["rounded"], change["shown"]) == ("775/58", "13", "+13%")
    assert (change["arrow"], change["quality"], change["change_in"]) == ("up", "better", "percent")
    assert (change["against"]["name"], change["base"]["value"]) == ("August 2019", "232")
    assert read_exact(change["value"]) == number("775/58").amount


def test_average_and_maximum_say_what_they_rest_on():
    average = row("EH1c")["average"]
    assert (average["value"], average["shown"]) == ("235.7", "236")
    assert (average["known"], average["due"], average["left_out"]) == (10, 12, {"incomplete": 2})


def test_print_stands_beside_arithmetic_with_verdict_and_reason():
    [differs] = [c for c in row("YO2")["comparisons"] if c["verdict"] == "differs"]
    assert differs["what"] == "maximum of 12 months"
    assert differs["printed"] == "0"
    assert (differs["worked_out"]["value"], differs["worked_out"]["shown"]) == ("332", "332")
    assert "a known figure is higher" in differs["why"]


def test_each_state_is_there_by_name_and_has_no_value():
    rows = json.loads(scorecard_json(scorecard_of_states()))["rows"]
    current = [each["figures"][-1] for each in rows]
    assert {each["state"]: each["value"] for each in current} == {
        state.value: None for state in State
    }
    assert [each["shown"] for each in current] == [state.symbol for state in State]


def test_a_withheld_figure_gives_nothing_away():
    hidden = small_scorecard([(indicator("a"), [number(9), Absent(State.SUPPRESSED, "was 3")])])
    text = scorecard_json(hidden)
    assert "was 3" not in text


def test_target_standing_benchmarks_and_commentary():
    eh1c, neet = row("EH1c"), row("LSCB1")
    assert (eh1c["target"]["goal"], eh1c["standing"]["colour"]) == ("300", "red")
    assert [each["goal"] for each in eh1c["targets"]] == ["288", "336", None, "300"]
    assert [each["value"] for each in neet["benchmarks"]] == ["6.1", "6", "6.4"]
    assert eh1c["commentary"]["points_to"] == "EH1a"
    assert row("CIN5")["commentary"] is None


def test_repeats_and_findings_are_there():
    [repeat] = scorecard()["repeats"]
    assert (repeat["earlier"]["name"], repeat["of"]) == ("April 2020", 3)
    assert [each["severity"] for each in scorecard()["findings"]] == ["not taken", "inferred"]


def test_a_restatement_has_both_figures_and_where_they_come_from():
    scorecard = scorecard_2020()
    period = scorecard.period
    stands, other = (
        Sourced("assessments-started", Figure(period, number(amount), period), source)
        for amount, source in ((1132, "2020-08"), (1130, "draft"))
    )
    restated = Restatement("assessments-started", period, stands, other)
    [told] = json.loads(scorecard_json(replace(scorecard, restatements=(restated,))))[
        "restatements"
    ]
    assert (told["stands"]["shown"], told["stands_source"]) == ("1,132", "2020-08")
    assert (told["other"]["value"], told["other_source"]) == ("1130", "draft")


def test_the_day_it_was_made_is_there_only_where_given():
    assert scorecard()["made_on"] is None
    dated = replace(scorecard_2019(), made_on=date(2020, 1, 9))
    assert json.loads(scorecard_json(dated))["made_on"] == "2020-01-09"


def test_text_of_any_kind_survives():
    titles = [
        each["indicator"]["title"]
        for each in json.loads(scorecard_json(hostile_scorecard()))["rows"]
    ]
    assert f"Families {HOSTILE} & others" in titles


def test_a_plan_has_each_reviews_means_as_printed_and_as_worked_out():
    plan = json.loads(plan_json(plan_summary()))
    initial, current = plan["reviews"]
    first = current["priorities"][0]
    assert (first["mean"]["value"], first["shown"], first["whole"]) == ("3.25", "3.3", "3")
    assert (first["printed"]["printed"], first["printed"]["verdict"]) == ("3.3", "agrees")
    assert first["printed_section"]["printed"] == "3"
    third = initial["priorities"][2]
    assert (third["told_apart"], third["shown"], third["stands"]["value"]) == (True, "2.0", "1.5")
    assert (current["overall"]["shown"], current["overall"]["printed"]["printed"]) == ("2.7", "2.7")
    assert initial["from_rows"]["shown"] == "2.2"


def test_a_plan_lists_unrated_reviews_unreadable_ratings_and_every_action():
    plan = json.loads(plan_json(plan_summary()))
    assert [each["label"] for each in plan["not_yet_rated"]] == ["March 2018"]
    [unreadable] = plan["unreadable"]
    assert (unreadable["mark"], unreadable["priority"], unreadable["place"]["row"]) == ("re", 2, 7)
    assert [len(each["actions"]) for each in plan["priorities"]] == [8, 7, 3]
    assert plan["priorities"][1]["actions"][6]["due"] == {"text": "Jan-18", "day": "2018-01-31"}


def test_the_same_values_give_the_same_text():
    assert scorecard_json(scorecard_2020()) == scorecard_json(scorecard_2020())
    assert scorecard_json(scorecard_2020()).endswith("}\n")
