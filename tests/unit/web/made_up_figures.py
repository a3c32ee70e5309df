"""Kept figures of a council of two teams, made up without any row, for pages to show."""

import calendar
import json
from datetime import UTC, datetime
from pathlib import Path

from headway.services.analysis.keep_figures import ABOUT
from headway.services.analysis.keeping import keep
from headway.warehouse.artefacts import Kind

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
COUNTS = "early-help-assessments-started"
SHARE = "early-help-assessments-within-30-days-percentage"
UNITS = (
    ("COUNCIL", "", "", ()),
    ("LOCALITY", "L1", "North locality", ()),
    ("LOCALITY", "L2", "South locality", ()),
    ("TEAM", "T01", "North team", (("LOCALITY", "L1"),)),
    ("TEAM", "T02", "South team", (("LOCALITY", "L2"),)),
)
MONTHS = 30


def month(back: int) -> str:
    """Write a month counted back from October 2026."""
    index = 2026 * 12 + 9 - back
    return f"{calendar.month_abbr[index % 12 + 1]}-{index // 12 % 100:02}"


def keep_figures_of_two_teams(
    data: Path, snapshot: str = "2026-10-31-made-up", more: dict[str, bytes] | None = None
) -> None:
    """Keep them, and perhaps ``more`` files with them, in a data folder that is made."""
    units = [
        {
            "level": level,
            "id": name_of,
            "name": name,
            "within": list(within),
            "no_figure": "it began",
        }
        for level, name_of, name, within in UNITS
    ]
    about = {
        "snapshot": snapshot,
        "catalogue": "0" * 64,
        "headway": "0",
        "last": month(0),
        "months": str(MONTHS),
        "indicators": [COUNTS, SHARE],
        "units": units,
    }
    files = {ABOUT: json.dumps(about).encode(), **(more or {})}
    for place in range(len(UNITS)):
        files[f"unit-{place:04}.json"] = json.dumps(lines(place)).encode()
    keep(data, Kind.RESULTS, files, {"snapshot": snapshot}, by="test", at=AT)


def lines(place: int) -> dict[str, object]:
    """Give the figures of a unit: each unit's are its own, so that a leak shows."""
    base = 1000 * (place + 1)
    counts = [
        ["MONTH", month(back), str(base + back), str(base + back), None, 0]
        for back in reversed(range(MONTHS))
    ]
    shares = [
        ["MONTH", month(back), "50", str(base), str(2 * base), 0]
        for back in reversed(range(MONTHS))
    ]
    return {"figures": {COUNTS: counts, SHARE: shares}, "breaks": {}}
