"""One target changed in a council's own files: that one differs, and every other line stays."""

from datetime import date
from pathlib import Path

import pytest

from headway.catalogue.changing import OFFICE_TARGETS, with_audience, with_target
from headway.catalogue.differences import differences
from headway.catalogue.loading import load_catalogue
from headway.catalogue.targets import labelled_period
from headway.domain.definition_changes import AudienceChange, TargetChange

SEEN, HELD, NEW = (
    "early-help-assessments-within-30-days-percentage",
    "families-in-early-help",
    "early-help-assessments-started",
)
OURS = f"""# what the board asks of us
targets:
  {SEEN}:  # agreed in spring
    - period: 2026/27
      form: at least
      goal: 95
      floor: 90
      on_rounded: no
      revisions:
        - was: at least 98%
          on: 2026-07-01
          reason: >-
            Two posts could not be
            filled by the summer.
          approved_by: early help board
    # the year before
    - {{period: 2025/26, form: at least, goal: 90}}
  {HELD}:
  - period: 2026/27
    form: within a range
    goal: 10
    high: 14
# the end
"""
BLOCK = OURS.replace("- {period: 2025/26, form: at least, goal: 90}", "- period: 2025/26\n"
                     "      form: at least\n      goal: 90")  # fmt: skip


def loaded(files: dict[str, str], folder: Path):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_catalogue(folder)


@pytest.mark.parametrize(
    "change",
    [
        TargetChange(SEEN, "2026/27", "at least", "97", floor="91.5", was="at least 95%"),
        TargetChange(SEEN, "2025/26", "at most", "9", tolerance="1", was="at least 90%"),
        TargetChange(SEEN, "Sep-26", "at least", "96"),
        TargetChange(HELD, "2026/27", "to be confirmed", was="between 10 and 14"),
        TargetChange(HELD, "Q1 2026/27", "within a range", "9", "12"),
        TargetChange(NEW, "2026/27", "at least", "800"),
    ],
    ids=lambda one: f"{one.indicator[:8]} {one.period}",
)
def test_that_target_differs_and_nothing_else(change, tmp_path):
    files = {"targets/ours.yaml": BLOCK}
    changed = with_target(
        files, change, reason='So: "it" # was', role="head of service", on=date(2026, 11, 21)
    )
    old, new = loaded(files, tmp_path / "old"), loaded(changed, tmp_path / "new")
    period = labelled_period(change.period)
    for name in old.targets.keys() | new.targets.keys():
        was = {one.period: one for one in old.targets.get(name, ())}
        now = {one.period: one for one in new.targets.get(name, ())}
        if name == change.indicator:
            was.pop(period, None)
            made = now.pop(period)
            assert made.revisions[-1].reason == 'So: "it" # was'
            assert made.revisions[-1].was == change.was
            assert made.form.value == change.form
        assert now == was
    assert len(differences(old, new)) == 1
    for remark in ("# what the board asks of us", "# agreed in spring", "# the end"):
        assert remark in changed["targets/ours.yaml"]
    assert (OFFICE_TARGETS in changed) is (change.indicator == NEW)


def test_a_revision_and_how_a_figure_is_rounded_stay_with_their_target(tmp_path):
    change = TargetChange(SEEN, "2026/27", "at least", "97", was="at least 95%")
    changed = with_target(
        {"targets/ours.yaml": BLOCK}, change, reason="So.", role="board", on=date(2026, 11, 21)
    )
    [target] = [
        one
        for one in loaded(changed, tmp_path).targets[SEEN]
        if one.period == labelled_period("2026/27")
    ]
    assert [one.was for one in target.revisions] == ["at least 98%", "at least 95%"]
    assert not target.on_rounded


def test_targets_in_brackets_are_told_and_left():
    change = TargetChange(SEEN, "2025/26", "at least", "97")
    with pytest.raises(ValueError, match="in brackets"):
        with_target({"targets/ours.yaml": OURS}, change, reason="So.", role="board", on=date.max)


def test_another_policy_for_an_audience(tmp_path):
    files = with_audience({}, AudienceChange("public", "council-under-5", "council-under-6"))
    found = loaded(files, tmp_path).audiences
    assert {one.value: policy for one, policy in found.items()}["public"] == "council-under-5"
