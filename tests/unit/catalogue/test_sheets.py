"""What teams are asked to enter, as files that a council may replace."""

from datetime import date

import pytest

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.periods import quarter
from headway.domain.problems import DefinitionMistake

SHEET = """\
id: framework-by-quarter
title: Our own framework
level: team
units: [T01, T02]
frequency: quarterly
due: 5
closes: 7
indicators:
  - family-feedback-received
  - family-feedback-respected
  - family-feedback-respected-percentage
parts:
  - part: family-feedback-respected
    whole: family-feedback-received
"""


def overlay(tmp_path, text, name="framework-by-quarter"):
    folder = tmp_path / "own" / "sheets"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8", newline="\n")
    return tmp_path / "own"


def test_the_shipped_sheets_ask_for_parts_of_every_percentage():
    catalogue = load_catalogue()
    sheet = catalogue.sheets["framework-by-quarter"]
    asked = {one.id for one in sheet.asked(catalogue.indicators)}
    worked_out = sheet.worked_out(catalogue.indicators)
    assert len(asked) + len(worked_out) == len(sheet.indicators)
    for one in worked_out:
        assert {one.ratio.numerator, one.ratio.denominator} <= asked
    words = [one.part.value for one in sheet.asked(catalogue.indicators)]
    assert words == sorted(words, key=["how much", "how well", "impact"].index)


def test_a_council_replaces_a_sheet_in_its_own_folder(tmp_path):
    sheet = load_catalogue(overlay(tmp_path, SHEET)).sheets["framework-by-quarter"]
    assert sheet.title == "Our own framework"
    assert sheet.asks(UnitRef(Level.TEAM, "T01"))
    assert not sheet.asks(UnitRef(Level.TEAM, "T03"))
    assert not sheet.asks(UnitRef(Level.LOCALITY, "T01"))
    # 30 June 2026 is a Tuesday: five working days on is the Tuesday after.
    assert sheet.due_on(quarter(2026, 1)) == date(2026, 7, 7)
    assert sheet.closes_on(quarter(2026, 1)) == date(2026, 7, 9)


@pytest.mark.parametrize(
    ("found", "replaced", "said"),
    [
        ("family-feedback-respected\n  - f", "family-feedback-respcted\n  - f", "Did you mean"),
        ("  - family-feedback-received\n", "", "does not ask for"),
        ("whole: family-feedback-received", "whole: direct-contacts", "is not on this sheet"),
        ("frequency: quarterly", "frequency: monthly", "is quarterly"),
        ("due: 5", "due: 9", "then closes"),
        ("level: team", "level: council", "level"),
        ("  - family-feedback-received\n", "  - family-feedback-received\n" * 2, "already"),
        ("id: framework-by-quarter", "id: another", "file is called"),
        ("units: [T01, T02]", "due_days: 5", "due_days"),
    ],
)
def test_a_sheet_that_nobody_could_fill_in_is_refused(tmp_path, found, replaced, said):
    assert SHEET.count(found) == 1
    with pytest.raises(DefinitionMistake, match=said):
        load_catalogue(overlay(tmp_path, SHEET.replace(found, replaced)))
