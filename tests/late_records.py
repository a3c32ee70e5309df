"""A data folder into which a small council's exports were loaded month by month, some rows late."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from headway.domain.periods import Period as Month
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_manifest import Period, SourceFile
from headway.warehouse.snapshot_writing import About, write_snapshot

LATE = (0, 0, 0, 0, 0, 0, 0, 1, 1, 2)
"""After how many months each of a month's ten assessments is recorded."""

Rows = Mapping[str, Sequence[object]]


def load_month_by_month(into: Path, started: Sequence[Month], exports: Sequence[Month]) -> Path:
    """Load an export at the end of each month; ten assessments start in each month of ``started``.

    Gives the data folder. An export holds what was recorded by its day.
    """
    folder = open_folder(into, create=True)
    for until in exports:
        covers = {"assessment": Period(_first(started), until.last_day)}
        about = About((SourceFile("export.csv", "ab" * 32, 1, 1),), covers, {})
        at = datetime.combine(until.end, datetime.min.time(), UTC)
        write_snapshot(folder, _recorded(started, until), about, by="analyst", at=at)
    return folder.path


def _first(started: Sequence[Month]) -> date:
    return started[0].start


def _recorded(started: Sequence[Month], until: Month) -> dict[str, list[Rows]]:
    rows = [
        (f"A{one.start:%y%m}{place}", one.start.replace(day=1 + place))
        for one in started
        for place, late in enumerate(LATE)
        if one.shift(late) <= until
    ]
    return {
        "organisation_unit": [{"unit_id": ["T1"], "name": ["North"], "kind": ["team"]}],
        "assessment": [
            {
                "assessment_id": [name for name, _ in rows],
                "kind": ["early_help"] * len(rows),
                "started_on": [day for _, day in rows],
                "team_id": ["T1"] * len(rows),
            }
        ],
    }
