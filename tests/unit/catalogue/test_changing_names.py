"""One name changed in a council's own files: that one differs, and every other line stays."""

from datetime import date
from pathlib import Path

import pytest

from headway.catalogue.changing_names import OFFICE_NAMES, with_unit_name
from headway.catalogue.differences import differences
from headway.catalogue.loading import load_catalogue
from headway.domain.definition_changes import UnitNameChange
from headway.domain.targets import Revision

OURS = """# what we call them
names:
- level: team  # since the office moved
  id: T01
  name: North team
- {level: team, id: T02, name: South team,
   from: 2026-04-01, revisions: [
     {was: Southern, on: 2026-03-01, reason: Shorter., approved_by: board}
   ]}
# the localities
- level: locality
  id: L1
  name: >-
    Harbour
    and quay
# the end
"""
ON = date(2026, 9, 14)


def loaded(files: dict[str, str], folder: Path):
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def changed(files: dict[str, str], change: UnitNameChange) -> dict[str, str]:
    return with_unit_name(files, change, reason="They asked.", role="head of service", on=ON)


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (UnitNameChange("team", "T01", "Families team: north # 1", was="North team"), 3),
        (UnitNameChange("team", "T02", "  = The “south” ", "2026-04-01", was="South team"), 4),
        (UnitNameChange("locality", "L1", "yes", was="Harbour and quay"), 5),
    ],
)
def test_a_name_of_the_same_day_is_replaced_in_its_place(tmp_path, change, gone):
    files = {"organisation/ours.yaml": OURS, "targets/none.yaml": "targets: {}\n"}
    new = changed(files, change)
    assert new.keys() == files.keys()
    kept = [one for one in OURS.splitlines() if one in new["organisation/ours.yaml"].splitlines()]
    assert len(kept) >= len(OURS.splitlines()) - gone
    assert kept[-1] == "# the end"
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    del files["targets/none.yaml"], new["targets/none.yaml"]
    old, now = loaded(files, tmp_path / "a"), loaded(new, tmp_path / "b")
    [name] = [one for one in now.unit_names.of(change.unit) if one.start == change.day]
    assert name.name == " ".join(change.name.split())
    assert name.revisions[-1] == Revision(change.was, ON, "They asked.", "head of service")
    assert len(name.revisions) == len(old.unit_names.of(change.unit)[0].revisions) + 1
    [told] = differences(old, now)
    assert f"is called “{name.name}”" in told
    assert f"instead of “{change.was}”." in told


def test_a_new_day_and_a_new_unit_join_the_names_of_the_office(tmp_path):
    files = {"organisation/ours.yaml": OURS}
    new = changed(files, UnitNameChange("team", "T01", "Far north", "2026-10-01", "North team"))
    assert new["organisation/ours.yaml"] == OURS
    again = changed(new, UnitNameChange("service", "S 1", 'The "service"', was="Service"))
    assert again[OFFICE_NAMES].startswith(new[OFFICE_NAMES])
    third = changed(again, UnitNameChange("team", "T01", "True north", "2026-10-01", "Far north"))
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    old, now = loaded(files, tmp_path / "a"), loaded(third, tmp_path / "b")
    assert differences(old, now) == (
        'The service S 1 is called “The "service"” instead of its name in the exports.',
        "The team T01 is called “True north” from 1 October 2026 on instead of “North team”.",
    )
    assert differences(now, old) == (
        'The service S 1 is no longer called “The "service"”.',
        "The team T01 is no longer called “True north” from 1 October 2026 on.",
    )
    names = [
        one.was for one in now.unit_names.of(UnitNameChange("team", "T01", "x").unit)[1].revisions
    ]
    assert names == ["North team", "Far north"]


def test_what_cannot_be_a_name_is_refused():
    for given in (("team", "T01", " "), ("council", "C0", "Ours"), ("team", "", "One")):
        with pytest.raises(ValueError):  # noqa: PT011 - each for a reason of its own
            UnitNameChange(*given)
    with pytest.raises(ValueError, match="brackets"):
        changed(
            {"organisation/x.yaml": "names: [{level: team, id: T01, name: North}]\n"},
            UnitNameChange("team", "T01", "South"),
        )
