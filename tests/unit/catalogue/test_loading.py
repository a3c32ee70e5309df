"""Loading the shipped definitions, and a council's own folder on top of them."""

import dataclasses
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from headway.catalogue.explaining import explain
from headway.catalogue.loading import load_catalogue
from headway.catalogue.schema import IndicatorFile, ScaleFile, ScorecardFile
from headway.catalogue.targets import TargetsFile
from headway.catalogue.yaml_text import read_yaml
from headway.domain.indicator import Frequency, Part, Unit
from headway.domain.movement import ChangeIn
from headway.domain.polarity import Polarity
from headway.domain.problems import DefinitionMistake, Findings, Severity
from headway.domain.rounding import Rounding
from headway.domain.values import Absent, Number, State
from tests.unit.catalogue.catalogue_makers import (
    INDICATOR,
    SCALE,
    SCORECARD,
    TARGETS,
    folder_of,
)


def refused(folder) -> list[str]:
    with pytest.raises(DefinitionMistake) as caught:
        load_catalogue(folder)
    assert caught.value.exit_code == 5
    return [str(finding) for finding in caught.value.findings]


def test_the_shipped_definitions_load_without_a_finding():
    assert load_catalogue(today=date(2026, 11, 21)).findings == ()


def test_an_overlay_adds_definitions_as_frozen_values(tmp_path):
    folder = folder_of(
        tmp_path, indicators__visits=INDICATOR, scorecards__monthly=SCORECARD, scales__three=SCALE
    )
    catalogue = load_catalogue(folder)
    visits = catalogue.indicators["visits"]
    assert (visits.part, visits.polarity, visits.unit, visits.frequency) == (
        Part.HOW_MUCH,
        Polarity.HIGHER,
        Unit.NUMBER,
        Frequency.MONTHLY,
    )
    assert (visits.version, visits.at_a_date, visits.reviewed) == ("1", False, date(2026, 11, 20))
    card = catalogue.scorecards["monthly"]
    assert (card.indicators, card.section_of("visits"), card.section_of("x")) == (
        ("visits",),
        "Work",
        "",
    )
    rule = card.rules.movement
    assert (card.rules.title, card.rules.columns) == ("The month", 6)
    assert (rule.change_in, rule.threshold, rule.decimals) == (ChangeIn.PERCENT, Fraction(10), 0)
    assert (rule.rounding, rule.on_rounded, rule.small_base) == (
        Rounding.HALF_UP,
        True,
        Fraction(30),
    )
    scale = catalogue.scales["three"]
    assert scale.read("1") == Number(Fraction(1))
    assert scale.read("2") == Absent(State.NOT_APPLICABLE, "Put off")
    with pytest.raises(TypeError):
        catalogue.indicators["visits"] = visits  # type: ignore[index]
    with pytest.raises(dataclasses.FrozenInstanceError):
        catalogue.version = "x"  # type: ignore[misc]


def test_optional_parts_are_read(tmp_path):
    more = """\
collected_from: 2020-04-01
ratio:
  numerator: early-help-plans-opened
  denominator: early-help-assessments-started
points_threshold: 2.5
printed_as:
  - document: A sheet
    reference: 12
"""
    text = INDICATOR.replace("unit: number", "unit: percentage") + more
    visits = load_catalogue(folder_of(tmp_path, indicators__visits=text)).indicators["visits"]
    assert visits.ratio is not None
    assert (visits.ratio.numerator, visits.ratio.scale) == ("early-help-plans-opened", 100)
    assert visits.points_threshold == Fraction(5, 2)
    assert visits.printed_as[0].reference == "12"
    assert visits.collected_from == date(2020, 4, 1)


def test_a_shipped_definition_is_replaced_and_that_is_said(tmp_path):
    text = INDICATOR.replace("id: visits", "id: children-in-care")
    catalogue = load_catalogue(folder_of(tmp_path, indicators__children_in_care=text))
    assert catalogue.indicators["children-in-care"].title == "Visits made"
    [finding] = catalogue.findings
    assert finding.severity is Severity.NOTED
    assert "“children-in-care” is the name of a shipped definition" in str(finding)
    assert finding.place.file.endswith("indicators/children-in-care.yaml")


def test_the_version_is_a_digest_of_the_contents(tmp_path):
    shipped = load_catalogue().version
    assert len(shipped) == 64
    assert shipped == load_catalogue().version
    folder = folder_of(tmp_path, indicators__visits=INDICATOR)
    one = load_catalogue(folder).version
    assert one != shipped
    file = folder / "indicators" / "visits.yaml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert load_catalogue(folder).version == one
    file.write_bytes(file.read_bytes().replace(b"Visits made", b"Visits paid"))
    assert load_catalogue(folder).version != one


def test_every_problem_of_every_file_is_told_at_once_with_its_line(tmp_path):
    bad = (
        INDICATOR.replace("polarity: higher is better", "polarity: higher is bettr")
        .replace("owner:", "ownr:")
        .replace("at_a_date: no", 'at_a_date: "no"')
        .replace("decimals: 0", "decimals: none")
        .replace("2027-11-20", "2026-11-19")
    )
    card = SCORECARD.replace("rounding: half up", "rounding: bankers").replace(
        "      - visits", "      - visits\n      - Not An Id"
    )
    found = refused(folder_of(tmp_path, indicators__visits=bad, scorecards__monthly=card))
    text = "\n".join(found)
    assert len(found) == 8
    for said in (
        (
            "visits.yaml, line 6: “polarity” is “higher is bettr”. Allowed are “higher is better”, "
            "“lower is better”, “close to the target is better”, "
            "“neither way is better in itself”. Did you mean “higher is better”?"
        ),
        "visits.yaml, line 16: “ownr” is not a key that is known here. Allowed are “id”, “title”",
        "Did you mean “owner”?",
        (
            "visits.yaml, line 1: “owner” is missing. Every indicator states it. "
            "Add a line “owner: …”."
        ),
        "visits.yaml, line 10: “at_a_date” is “no”. It should be yes or no, without quotes.",
        "visits.yaml, line 8: “decimals” is “none”. It should be a whole number.",
        (
            "visits.yaml, line 20: “next_review” is “2026-11-19”. It is not after the last review, "
            "2026-11-20."
        ),
        "monthly.yaml, line 8: “rounding” of “movement” is “bankers”. Allowed are “half up”, ",
        (
            "monthly.yaml, line 15: item 2 of “indicators” of item 1 of “sections” is “Not An Id”. "
            "An identifier is made of small letters"
        ),
    ):
        assert said in text


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Visits made", "title: yes", ("line 2: “title” is “yes”. It should be a text. If "
         "these very words are meant, put them in quotes.")),
        ("title: Visits made", "title:", "line 2: “title” is empty. It should be a text."),
        ("title: Visits made", 'title: " "', "line 2: “title” is empty. It cannot be empty"),
        ("title: Visits made", "title: [a, b]", "line 2: “title” is a list or a group. It should"),
        ("decimals: 0", "decimals: -1", "line 8: “decimals” is “-1”. It should be 0 or more"),
        ("decimals: 0", "decimals: 7", "line 8: “decimals” is “7”. It should be 6 or less"),
        ("decimals: 0", "decimals: 1.5", "line 8: “decimals” is “1.5”. It should be a whole"),
        ("decimals: 0", "decimals: yes", "line 8: “decimals” is “yes”. It should be a whole"),
        ("reviewed: 2026-11-20", "reviewed: 20/11/2026", ("line 19: “reviewed” is “20/11/2026”. "
         "It should be a date, written 2026-11-30")),
        ("status: live", "status: not in the catalogue", ("line 3: “status” is “not in the "
         "catalogue”. Allowed are “live”, “draft”, “retired”")),
        ("section: Work", "section: Work\nratio: 5", ("line 12: “ratio” is “5”. It should be a "
         "group of lines")),
        ("section: Work", "section: Work\npoints_threshold: soon", ("line 12: “points_threshold” "
         "is “soon”. It should be a number")),
        ("section: Work", "section: Work\npoints_threshold: -1", ("line 12: “points_threshold” "
         "is “-1”. It should be 0 or more")),
        ("section: Work", "section: Work\nprinted_as:\n  - docment: x", ("line 13: “docment” of "
         "item 1 of “printed_as” is not a key that is known here. Allowed are “document”, "
         "“reference”, “title”. Did you mean “document”?")),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_words(tmp_path, old, new, said):
    found = refused(folder_of(tmp_path, indicators__visits=INDICATOR.replace(old, new)))
    assert any(said in each for each in found), found


def test_a_scale_with_one_mark_twice_is_refused(tmp_path):
    text = SCALE.replace('mark: "2"', 'mark: "1"')
    [found] = refused(folder_of(tmp_path, scales__three=text))
    assert "each step has a mark of its own" in found


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "words"])
def test_a_file_that_is_no_group_of_keys_is_refused(tmp_path, text):
    [found] = refused(folder_of(tmp_path, indicators__visits=text))
    assert "line 1: the file is" in found
    assert "It should be a group of lines" in found


def test_a_mistake_in_a_file_is_not_told_again_by_those_that_name_it(tmp_path):
    bad = INDICATOR.replace("status: live", "status: alive")
    found = refused(folder_of(tmp_path, indicators__visits=bad, scorecards__monthly=SCORECARD))
    assert len(found) == 1
    assert "Did you mean “live”?" in found[0]


def test_files_that_do_not_belong_are_refused(tmp_path):
    folder = folder_of(tmp_path, indicators__visits=INDICATOR)
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "indicators" / "visits.yml").write_text(INDICATOR, encoding="utf-8")
    (folder / "indicators" / "more").mkdir()
    (folder / "scales").write_text("x", encoding="utf-8")
    (folder / ".DS_Store").write_bytes(b"\0")
    (folder / "indicators" / "Thumbs.db").write_bytes(b"\0")
    found = refused(folder)
    assert len(found) == 4
    assert all("does not belong here" in each for each in found)


def test_files_that_cannot_be_read_are_refused(tmp_path):
    folder = folder_of(tmp_path, indicators__visits=INDICATOR)
    (folder / "indicators" / "latin.yaml").write_bytes("id: café".encode("cp1252"))
    (folder / "indicators" / "large.yaml").write_bytes(b"#" * 1_000_001)
    found = refused(folder)
    assert any("latin.yaml: the file is not in UTF-8 (byte 8)" in each for each in found)
    assert any("large.yaml: the file has more than 1,000,000 bytes" in each for each in found)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    [found] = refused(tmp_path / "none")
    assert "this is not a folder" in found


def test_definitions_overdue_for_review_are_noted_on_the_day_given(tmp_path):
    folder = folder_of(tmp_path, indicators__visits=INDICATOR)
    late = load_catalogue(folder, today=date(2027, 11, 21)).findings
    assert any("“Visits made” was due for review on 2027-11-20" in str(each) for each in late)
    assert load_catalogue(folder).findings == ()


PLAIN = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.text(max_size=5),
)
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner)
)


@given(
    st.sampled_from(
        [
            (INDICATOR, IndicatorFile),
            (SCORECARD, ScorecardFile),
            (SCALE, ScaleFile),
            (TARGETS, TargetsFile),
        ]
    ),
    st.data(),
)
def test_whatever_stands_in_a_file_is_taken_or_explained(kind, data):
    text, model = kind
    document = read_yaml(text, "a.yaml", Findings())
    assert document is not None
    key = data.draw(st.sampled_from([*model.model_fields, "unknown"]))
    changed = dataclasses.replace(document, data=document.data | {key: data.draw(ANYTHING)})
    findings = Findings()
    try:
        model.model_validate(changed.data)
    except ValidationError as error:
        explain(error, model, changed, findings)
        assert findings.items
        assert all(each.next_step and each.done for each in findings.items)
