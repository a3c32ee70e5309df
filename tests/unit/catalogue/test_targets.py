"""A council's targets: read strictly, each mistake with its line, and checked together."""

from datetime import date
from fractions import Fraction

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.periods import financial_year, month, quarter
from headway.domain.problems import DefinitionMistake, Finding, Severity
from headway.domain.targets import Revision, Target, TargetForm
from tests.unit.catalogue.catalogue_makers import INDICATOR, folder_of

HEAD = "targets:\n  visits:\n"
OTHER = INDICATOR.replace("id: visits", "id: share").replace("Visits made", "Share of visits made")
SHARE = OTHER.replace("unit: number", "unit: percentage").replace("a visit\n", "a share\n")


def loaded(tmp_path, text: str, **more: str):
    files = {"indicators__visits": INDICATOR, "targets__ours": text, **more}
    return load_catalogue(folder_of(tmp_path, **files))


def refused(tmp_path, text: str, **more: str) -> list[Finding]:
    with pytest.raises(DefinitionMistake) as caught:
        loaded(tmp_path, text, **more)
    return list(caught.value.findings)


def test_targets_are_read_in_every_form(tmp_path):
    text = HEAD + (
        "    - period: 2026/27\n      form: at least\n      goal: 250.5\n      tolerance: 20\n"
        "      on_rounded: no\n      revisions:\n        - was: 300\n          on: 2026-07-01\n"
        "          reason: Posts stood empty.\n          approved_by: improvement board\n"
        "    - period: Q2 2026/27\n      form: at most\n      goal: 60\n      floor: 70\n"
        "    - period: Sep-26\n      form: within a range\n      goal: 18\n      high: 24\n"
        "    - period: 2027-28\n      form: to be confirmed\n"
    )
    revision = Revision("300", date(2026, 7, 1), "Posts stood empty.", "improvement board")
    assert loaded(tmp_path, text).targets == {
        "visits": (
            Target(
                financial_year(2026),
                TargetForm.AT_LEAST,
                Fraction(501, 2),
                tolerance=Fraction(20),
                on_rounded=False,
                revisions=(revision,),
            ),
            Target(quarter(2026, 2), TargetForm.AT_MOST, Fraction(60), floor=Fraction(70)),
            Target(month(2026, 9), TargetForm.WITHIN, Fraction(18), high=Fraction(24)),
            Target(financial_year(2027), TargetForm.TO_BE_CONFIRMED),
        )
    }


def test_targets_change_the_version_and_none_is_shipped(tmp_path):
    shipped = load_catalogue()
    assert shipped.targets == {}
    text = HEAD + "    - period: 2026/27\n      form: to be confirmed\n"
    assert loaded(tmp_path, text).version != shipped.version


@pytest.mark.parametrize(
    ("lines", "line", "found", "allowed"),
    [
        (["period: last year", "form: at least", "goal: 5"], 3, "period", "financial year"),
        (["period: 31/03/2027", "form: at least", "goal: 5"], 3, "period", "financial year"),
        (["period: 2027-03-31", "form: at least", "goal: 5"], 3, "period", "financial year"),
        (["period: YTD Sep 2026", "form: at least", "goal: 5"], 3, "period", "financial year"),
        (["period: 2026", "form: at least", "goal: 5"], 3, "period", "financial year"),
        (["period: Sep-26", "form: more than", "goal: 5"], 4, "form", "at least"),
        (["period: Sep-26", "form: direction not stated", "goal: 5"], 4, "form", "at least"),
        (["period: Sep-26", "form: at least", "goal: 90%"], 5, "goal", "a number"),
        (["period: Sep-26", "form: at least", "goal: -5"], 5, "goal", "0 or more"),
        (["period: Sep-26", "form: at least"], 3, "hold together", "has a goal"),
        (["period: Sep-26", "form: at least", "goal: 5", "high: 6"], 3, "together", "only a range"),
        (["period: Sep-26", "form: within a range", "goal: 5", "high: 4"], 3, "together", "high"),
        (["period: Sep-26", "form: at least", "goal: 5", "floor: 6"], 3, "together", "worse side"),
        (
            ["period: Sep-26", "form: at least", "goal: 5", "floor: 4", "tolerance: 1"],
            3,
            "together",
            "not both",
        ),
        (["period: Sep-26", "form: at least", "goals: 5"], 5, "“goals”", "goal"),
        (["form: at least", "goal: 5"], 3, "“period”", "Every target"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_what_is_allowed(tmp_path, lines, line, found, allowed):
    text = HEAD + "    - " + "\n      ".join(lines) + "\n"
    first = refused(tmp_path, text)[0]
    assert first.place.file.endswith("targets/ours.yaml")
    assert first.place.line == line
    assert found in first.found
    assert allowed in first.done
    assert first.next_step


def test_a_revision_says_when_why_and_which_role_agreed(tmp_path):
    text = HEAD + (
        "    - period: 2026/27\n      form: at least\n      goal: 5\n      revisions:\n"
        "        - was: 6\n          on: 2026-07-01\n          reason: Why not.\n"
    )
    (missing,) = refused(tmp_path, text)
    assert "“approved_by”" in missing.found
    (person,) = refused(tmp_path, text + "          approved_by: Jane Smith\n")
    assert (person.place.line, "no word for a role" in person.found) == (10, True)
    assert loaded(tmp_path, text + "          approved_by: Improvement Board\n").targets


def test_a_target_of_an_unknown_indicator_is_refused(tmp_path):
    text = "targets:\n  visit:\n    - period: 2026/27\n      form: to be confirmed\n"
    (finding,) = refused(tmp_path, text)
    assert finding.found == "“visit” is not an indicator of the catalogue"
    assert (finding.place.line, finding.next_step) == (2, "Did you mean “visits”?")


def test_two_targets_for_one_period_are_refused_in_one_file_or_two(tmp_path):
    one = "    - period: {}\n      form: at least\n      goal: {}\n"
    text = HEAD + one.format("2026/27", 5) + one.format("2026-27", 6) + one.format("Sep-26", 7)
    more = HEAD + one.format("September 2026", 8)
    found = refused(tmp_path, text, targets__theirs=more)
    assert [(each.place.line, each.found) for each in found] == [
        (6, "“visits” has a target for 2026/27 already"),
        (3, "“visits” has a target for September 2026 already"),
    ]
    assert "ours.yaml, line 3" in found[0].done


@pytest.mark.parametrize(
    ("unit", "goal", "most"),
    [
        ("percentage", "120", "100"),
        ("rate per 10,000", "10001", "10,000"),
        ("rate per 100,000", "100000.5", "100,000"),
    ],
)
def test_a_goal_outside_the_units_range_is_refused(tmp_path, unit, goal, most):
    share = OTHER.replace("unit: number", f"unit: {unit}")
    text = f"targets:\n  share:\n    - period: 2026/27\n      form: at least\n      goal: {goal}\n"
    found = refused(tmp_path, text, indicators__share=share.replace("made in", "shared in"))
    assert [(each.place.line, each.done) for each in found] == [
        (5, f"Such a figure lies between 0 and {most}")
    ]


def test_a_part_of_one_as_a_percentage_is_pointed_out(tmp_path):
    text = "targets:\n  share:\n    - period: 2026/27\n      form: at least\n      goal: 0.9\n"
    share = SHARE.replace("made in", "shared in")
    found = loaded(tmp_path, text, indicators__share=share).findings
    assert [(f.severity, f.next_step) for f in found] == [(Severity.NOTED, "Is 90 meant?")]
