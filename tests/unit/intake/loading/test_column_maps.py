"""Column maps: read strictly, every mistake told with its line, and what they can say."""

from datetime import date

import pytest

from headway.domain.problems import ContentMistake, DefinitionMistake
from headway.intake.maps.drafting import SheetLooked, draft_map
from headway.intake.maps.headings import first_word, plain, plain_name, plain_word
from headway.intake.maps.reading import read_map
from tests.unit.intake.loading.exports import PLAN, conformed, load, prepared, row_of, write_csv

MAP = """id: our-system
title: Our case system
confirmed: yes
empty: [Not recorded]
feeds:
  - table: plan
    file: Episodes
    columns:
      plan_id: {made_of: [Client No, Opened]}
      opened_on: {heading: [Opened, Start Date], dates: day first}
      closed_on: {heading: Closed, optional: yes}
      closing_reason:
        heading: Why closed
        codes:
          Goals reached: needs_met
          Family said no: declined
        otherwise: other
      service: {always: early_help}
      team_id: {heading: Team, codes: {North: T1, "North (old)": T1}}
    skip_rows:
      - {heading: Record type, is: [Enquiry, empty]}
"""
HEADS = ("Client  no", "OPENED", "Closed", "Why closed", "Team", "Record type")
ROWS = [
    dict(zip(HEADS, cells, strict=True))
    for cells in (
        ("7", "03/04/2026", "Not recorded", "", "North (OLD)", "Plan"),
        ("8", "04/04/2026", "05/04/2026", "GOALS reached", "South", "Plan"),
        ("9", "04/04/2026", "05/04/2026", "Moved to the moon", "", "plan"),
        ("9", "04/04/2026", "", "", "", "enquiry"),
        ("9", "04/04/2026", "", "", "", ""),
    )
]


def written(tmp_path, text=MAP):
    path = tmp_path / "ours.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_a_map_can_say(tmp_path):
    export = write_csv(tmp_path / "episodes 2026-10.csv", ROWS)
    with prepared(tmp_path, export, maps=[read_map(written(tmp_path))]) as ready:
        first, second, third = conformed(ready, "plan")
    assert (first["opened_on"], first["closed_on"], first["team_id"]) == (
        date(2026, 4, 3),
        None,
        "T1",
    )
    assert (second["closing_reason"], second["team_id"]) == ("needs_met", "South")
    assert (third["closing_reason"], third["service"]) == ("other", "early_help")
    assert len({first["plan_id"], second["plan_id"], third["plan_id"]}) == 3


def test_rows_that_the_map_sets_aside_are_counted(tmp_path):
    export = write_csv(tmp_path / "episodes.csv", ROWS)
    loaded = load(tmp_path, export, maps=[written(tmp_path)])
    (plan,) = loaded.tables
    assert (plan.source, plan.set_aside, plan.loaded) == (5, 2, 3)


def test_an_identifier_that_is_made_is_the_same_in_every_load(tmp_path):
    export = write_csv(tmp_path / "episodes.csv", ROWS[:1])
    made = []
    for _ in range(2):
        with prepared(tmp_path, export, maps=[read_map(written(tmp_path))]) as ready:
            made.append(conformed(ready, "plan")[0]["plan_id"])
    assert made[0] == made[1]


def test_a_map_that_nobody_confirmed_is_not_used(tmp_path):
    path = written(tmp_path, MAP.replace("confirmed: yes", "confirmed: no"))
    export = write_csv(tmp_path / "episodes.csv", ROWS)
    with pytest.raises(ContentMistake, match="nobody has confirmed this column map"):
        load(tmp_path, export, maps=[path])


@pytest.mark.parametrize(
    ("change", "line", "told"),
    [
        (("table: plan", "table: plans"), 6, "“plans” is no table"),
        (("closed_on:", "closed:"), 11, "“closed” is no column of “plan”"),
        (("Goals reached: needs_met", "Goals reached: done"), 15, "“done” is no code"),
        (("otherwise: other", "otherwise: others"), 17, "“others” is no code"),
        (("always: early_help", "always: help"), 18, "“help” is no code"),
        (("plan_id: {made_of: [Client No, Opened]}", "need: Need"), 8, "needs “plan_id”"),
        (("dates: day first", "dates: backwards"), 10, "backwards"),
        (("confirmed: yes", "confirmed: maybe"), 3, "confirmed"),
        (("skip_rows", "skip_row"), 20, "skip_row"),
        (("{heading: Closed, optional: yes}", "{optional: yes}"), 11, "exactly one of"),
        (("Family said no: declined", "goals  REACHED: declined"), 16, "spelled twice"),
        (("file: Episodes", "element: Episodes"), 6, "a map that reads xml"),
    ],
)
def test_every_mistake_is_told_with_its_line(tmp_path, change, line, told):
    assert change[0] in MAP
    with pytest.raises(DefinitionMistake) as caught:
        read_map(written(tmp_path, MAP.replace(change[0], change[1], 1)))
    assert told in str(caught.value)
    assert f"line {line}" in str(caught.value)


def test_two_mistakes_are_told_at_once(tmp_path):
    text = MAP.replace("closed_on:", "closed:").replace("always: early_help", "always: help")
    with pytest.raises(DefinitionMistake) as caught:
        read_map(written(tmp_path, text))
    assert len(caught.value.findings) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Child’s Legal Status", "child's  legal status"),
        ("Date of Adoption Order ", "Date of adoption order"),
        ("Allocated\u00a0Team", "allocated team"),
        ("‘Missing’", '"missing"'),
    ],
)
def test_headings_are_compared_without_regard_to_how_they_are_typed(one, other):
    assert plain(one) == plain(other)


def test_answers_and_names_in_their_one_form():
    assert plain_word("a) Male") == "male"
    assert first_word("i) 3C: Health services") == "3c"
    assert first_word("N1 - Abuse or Neglect") == "n1"
    assert plain_name("2026-10-31 tier_episode (2)") == "tier episode"
    assert plain_name("plan") == "plan"


def test_a_draft_guesses_what_it_can_and_can_be_read_once_corrected(tmp_path):
    headings = ("Plan ID", "Family ID", "Date Opened", "Closure Date", "Closing reason", "Worker")
    text = draft_map([SheetLooked("plans", "", headings)], "Our plans: “new”")
    assert "confirmed: no" in text
    assert 'opened_on: "Date Opened"' in text
    assert 'closed_on: "Closure Date"' in text
    assert "#   Worker" in text
    path = written(tmp_path, text.replace("confirmed: no", "confirmed: yes"))
    export = write_csv(
        tmp_path / "plans.csv",
        [dict(zip(headings, ("1", "F1", "2026-01-05", "", "", "W"), strict=True))],
    )
    loaded = load(tmp_path, export, maps=[path])
    assert row_of(loaded, "plan") == (1, 1, 0, 0)


def test_a_draft_names_what_is_needed_and_was_not_found(tmp_path):
    text = draft_map([SheetLooked("x", "Plans", ("Plan ID", "Colour"))], "x")
    assert 'opened_on: "?"   # needed, not found: date' in text
    assert read_map(written(tmp_path, text)).file.confirmed is False


def test_a_heading_cannot_break_out_of_a_draft(tmp_path):
    odd = 'Opened"\nconfirmed: yes # \\'
    text = draft_map(
        [SheetLooked("x", 'S"heet', ("Plan ID", odd, "Opened on"))], "x\nconfirmed: yes"
    )
    assert read_map(written(tmp_path, text)).file.confirmed is False
    assert PLAN
