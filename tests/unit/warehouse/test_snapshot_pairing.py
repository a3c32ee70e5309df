"""Two snapshots side by side: what became of each row, without the text of any identifier."""

from datetime import date

import pytest

from headway.domain.problems import Refused
from headway.domain.restatement import Cause, RowChange
from headway.warehouse.folder import DataFolder
from headway.warehouse.snapshot_erasing import erase_person
from headway.warehouse.snapshot_pairing import open_pair
from headway.warehouse.snapshot_withdrawing import list_snapshots, withdraw_snapshot
from tests.unit.warehouse.shared import AT
from tests.unit.warehouse.snapshots import SMALL, council, load


def changes(folder: DataFolder, table: str, column: str) -> dict[str, RowChange]:
    """What became of each row, by the text of one column of its key."""
    before, after = list_snapshots(folder)[-2:]
    with open_pair(folder, before, after, protected=True, settings=SMALL) as pair:
        return {
            pair.text(table, column, key[0]): change for key, change in pair.changes(table).items()
        }


def test_rows_that_came_went_and_changed(folder: DataFolder) -> None:
    load(folder)
    later = council()
    plans = later["plan"][0]
    plans["plan_id"][0] = "PL3"
    plans["closed_on"][1] = date(2025, 12, 31)
    plans["team_id"][1] = "T1"
    load(folder, 1, later)
    assert changes(folder, "plan", "plan_id") == {
        "PL1": RowChange(Cause.CORRECTED, ("closed_on", "team_id")),
        "PL2": RowChange(Cause.WITHDRAWN),
        "PL3": RowChange(Cause.RECORDED_LATE),
    }
    assert changes(folder, "contact", "contact_id") == {}


def test_numbers_are_common_though_each_snapshot_has_its_own(folder: DataFolder) -> None:
    load(folder)
    later = council()
    for name, column in (("contact", "contact_id"), ("assessment", "contact_id")):
        later[name][0][column] = ["B1" if one == "C1" else one for one in later[name][0][column]]
    load(folder, 1, later)
    before, after = list_snapshots(folder)
    with open_pair(folder, before, after, protected=True, settings=SMALL) as pair:
        for text in ("C2", "C1"):
            numbers = [one.codes("contact", "contact_id").get(text) for one in pair.sides]
            found = [
                pair.common(side, "contact", "contact_id", number)
                for side, number in enumerate(numbers)
                if number
            ]
            assert len(set(found)) == 1
            assert pair.text("contact", "contact_id", found[0]) == text
            assert pair.number(0, "contact", "contact_id", found[0]) == numbers[0]
            assert pair.number(1, "contact", "contact_id", found[0]) == numbers[1]
        assert pair.common(0, "plan", "closing_reason", 1) == "needs_met"
        assert pair.common(0, "plan", "closed_on", AT.date()) == AT.date()


def test_who_was_erased_and_comes_again_was_erased_and_not_recorded_late(
    folder: DataFolder,
) -> None:
    load(folder)
    erase_person(folder, "P4", reason="asked", by="Officer", at=AT, settings=SMALL)
    load(folder, 1)
    assert changes(folder, "person", "person_id") == {"P4": RowChange(Cause.ERASED)}
    assert changes(folder, "plan", "plan_id") == {"PL2": RowChange(Cause.ERASED)}


def test_a_row_named_anew_by_a_merger_was_corrected(folder: DataFolder) -> None:
    earlier = council()
    earlier["merged_identifier"] = []
    load(folder, 0, earlier)
    load(folder, 1)
    found = changes(folder, "plan_subject", "plan_id")
    assert found == {"PL1": RowChange(Cause.CORRECTED, ("person_id",))}


def test_a_withdrawn_snapshot_can_still_be_compared(folder: DataFolder) -> None:
    first = load(folder)
    load(folder, 1, council() | {"contact": []})
    withdraw_snapshot(folder, first, reason="wrong month", by="Analyst", at=AT)
    assert {one.cause for one in changes(folder, "contact", "contact_id").values()} == {
        Cause.WITHDRAWN
    }


def test_texts_of_identifiers_are_refused_unless_asked_for(folder: DataFolder) -> None:
    load(folder)
    load(folder, 1, council() | {"contact": []})
    before, after = list_snapshots(folder)
    with open_pair(folder, before, after, settings=SMALL) as pair:
        key = next(iter(pair.changes("contact")))
        with pytest.raises(Refused, match="identifiers are not read"):
            pair.text("contact", "contact_id", key[0])
