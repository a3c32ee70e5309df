"""Exports of two days from one seed differ as real ones do: by what was written in between."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from headway.synthetic.calendar import number_of
from headway.synthetic.dials import Dials
from headway.synthetic.world import make_world
from headway.tables import TABLES
from tests.unit.synthetic.made import tables_of

DIALS = Dials(children=8_000, years=2, seed=6, corrected=0.03, withdrawn=0.01)
EARLIER, LATER = date(2026, 8, 31), date(2026, 9, 30)


@pytest.fixture(scope="module")
def exports():
    return tuple(tables_of(replace(DIALS, as_of=day)) for day in (EARLIER, LATER))


def by_key(name, rows):
    columns = TABLES[name].key.columns
    return {tuple(row[column] for column in columns): row for row in rows}


def test_new_rows_were_recorded_in_between_some_of_them_late(exports):
    before, after = exports
    new, late = 0, 0
    for name in TABLES:
        old = by_key(name, before[name])
        for key, row in by_key(name, after[name]).items():
            if key not in old:
                new += 1
                assert EARLIER < row["recorded_on"] <= LATER, (name, row)
                event = TABLES[name].event_date
                late += bool(event and row[event] and row[event] <= EARLIER)
    assert new > 300
    assert late > 50


def test_rows_that_are_gone_were_withdrawn_and_no_row_refers_to_them(exports):
    before, after = exports
    gone = {
        name: set(by_key(name, before[name])) - set(by_key(name, after[name])) for name in TABLES
    }
    withdrawn = {name for name, keys in gone.items() if keys}
    assert "direct_contact" in withdrawn
    assert withdrawn <= {
        "direct_contact", "screening", "engagement_event", "tool_use", "group_attendance",
        "intervention", "registration", "survey_response", "timed_event", "missing_episode",
    }  # fmt: skip


def test_rows_that_changed_were_completed_or_corrected_in_between():
    """Ask the made-up rows themselves: each cell that differs has a day between the two."""
    first, second = number_of(EARLIER), number_of(LATER)
    corrected, completed = 0, 0
    for frames in make_world(DIALS)[1]:
        for frame in frames:
            both = frame.rows_known(first) & frame.rows_known(second)
            in_first = both[frame.rows_known(first)]
            in_second = both[frame.rows_known(second)]
            one, other = frame.as_known(first), frame.as_known(second)
            for name in frame.columns:
                differs = one[name].values[in_first] != other[name].values[in_second]
                between = np.zeros(int(both.sum()), dtype=bool)
                for change in frame.changed:
                    if change.column == name:
                        between |= (first < change.known[both]) & (change.known[both] <= second)
                        corrected += int((differs & between).sum())
                for late in frame.later:
                    if name in late.columns:
                        between |= (first < late.known[both]) & (late.known[both] <= second)
                        completed += int((differs & between).sum())
                assert not (differs & ~between).any(), (frame.table, name)
    assert corrected > 20
    assert completed > 100


def test_a_birth_turns_an_unborn_child_into_a_child(exports):
    before, after = (by_key("person", each["person"]) for each in exports)
    born = [
        key for key, row in before.items()
        if row["stage_of_life"] == "unborn" and after[key]["stage_of_life"] == "child"
    ]  # fmt: skip
    assert born
    for key in born:
        assert before[key]["month_of_birth"] is None
        assert after[key]["month_of_birth"] is not None
        assert before[key]["expected_month"] is not None
