"""The same figures as an analyst would write them: masks, joins and groups in pandas."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias, cast

import pandas as pd

from bench.figures import FIRST, LAST, Figures, month_name, number_of, put
from bench.work import Places, Work

Frame: TypeAlias = Any
"""A frame or a column of one: the library carries no types that a checker can rely on."""

Frames: TypeAlias = Mapping[str, Frame]
Counted: TypeAlias = tuple[str, Frame, Frame, Frame, Frame]
"""An indicator, and for each row its unit, its day, and what it adds above and below the line."""

Level: TypeAlias = tuple[str, str, Frame]
"""An indicator, a level, and its sums by month and unit."""

DATES = {
    "assessment": ["started_on", "completed_on"],
    "assessment_subject": [],
    "contact": ["received_on"],
    "direct_contact": ["held_on"],
    "group_attendance": [],
    "group_session": ["held_on"],
    "merged_identifier": [],
    "person": ["month_of_birth", "expected_month"],
    "screening": ["screened_on"],
    "supervision": ["due_on", "held_on"],
    "survey_response": ["returned_on"],
    "unit_membership": ["started_on", "ended_on"],
}
CODES = (
    "decision",
    "hub_id",
    "kind",
    "listened_to",
    "risk",
    "status",
    "team_id",
    "with_lead_professional",
)


@contextmanager
def from_memory(places: Places) -> Iterator[Work]:
    """Make ready with everything in memory, in the form that is quickest to ask."""
    frames = in_memory(read_exports(places.exports))
    yield Work(lambda: compared(frames), _figures)


@contextmanager
def from_files(places: Places) -> Iterator[Work]:
    """Make ready to read the exports each time, as a notebook does."""
    yield Work(lambda: compared(read_exports(places.exports)), _figures)


def read_exports(exports: Path) -> Frames:
    """Read the exports that are needed: everything is text but dates and numbers."""
    return {
        name: pd.read_csv(
            exports / f"{name}.csv",
            parse_dates=days,
            keep_default_na=False,
            na_values=[""],
            low_memory=False,
        )
        for name, days in DATES.items()
    }


def in_memory(frames: Frames) -> Frames:
    """Give the frames in the form that is quickest to ask: codes as categories."""
    return {
        name: frame.astype({one: "category" for one in CODES if one in frame.columns})
        for name, frame in frames.items()
    }


def compared(frames: Frames) -> list[Level]:
    """Work the figures out, by month and unit of each level."""
    found = []
    for name, unit, day, above, below in _counted(frames):
        rows = pd.DataFrame(
            {
                "unit": unit.astype(object),
                "month": day.dt.year * 12 + day.dt.month - 1,
                "above": above,
                "below": below,
            }
        )
        inside = rows["month"].between(number_of(FIRST), number_of(LAST))
        rows = rows[inside].astype({"month": int})
        sums = rows.groupby(["month", "unit"], dropna=False, as_index=False).sum()
        found += _levels(name, _placed(sums, frames["unit_membership"]))
    return found


def _counted(frames: Frames) -> Iterable[Counted]:
    yield from _contacts(frames["contact"])
    yield from _direct(frames["direct_contact"])
    yield from _assessments(frames["assessment"])
    yield from _subjects(frames)
    yield from _groups(frames)
    yield from _screened(frames["screening"])
    yield from _feedback(frames["survey_response"])
    supervision = frames["supervision"]
    days = (supervision["due_on"] - supervision["held_on"]).dt.days
    yield _share("supervision-on-time-percentage", supervision, "due_on", days.between(0, 366))


def _contacts(contact: Frame) -> Iterable[Counted]:
    known = contact[contact["decision"].notna()]
    yield _count("front-door-contacts", known, "received_on", unit="hub_id")
    helped = known["decision"].isin(["early_help", "family_help"])
    yield _share("front-door-early-help-percentage", known, "received_on", helped, unit="hub_id")


def _direct(contact: Frame) -> Iterable[Counted]:
    asked = (contact["with_lead_professional"] == "no") & contact["session_id"].isna()
    rows = contact[asked]
    heads = rows["headcount"].fillna(1)
    yield "direct-contacts", rows["team_id"], rows["held_on"], heads, 0


def _assessments(assessment: Frame) -> Iterable[Counted]:
    early = assessment[assessment["kind"] == "early_help"]
    yield _count("early-help-assessments-started", early, "started_on")
    yield _count("early-help-assessments-completed-partnership", early, "completed_on")
    known = early[early["started_on"].notna()]
    in_time = (known["completed_on"] - known["started_on"]).dt.days.between(0, 30)
    yield _share("early-help-assessments-within-30-days-percentage", known, "completed_on", in_time)


def _subjects(frames: Frames) -> Iterable[Counted]:
    assessment = frames["assessment"]
    early = assessment[assessment["kind"] == "early_help"]
    person = frames["person"][["person_id", "month_of_birth", "expected_month"]]
    subject = frames["assessment_subject"][["assessment_id", "person_id"]].copy()
    subject["person_id"] = _followed(subject["person_id"], frames["merged_identifier"])
    rows = subject.merge(early, on="assessment_id").merge(person, on="person_id", how="left")
    yield _count("early-help-assessments-completed-all-ages", rows, "completed_on")
    born, on = rows["month_of_birth"].fillna(rows["expected_month"]), rows["completed_on"]
    months = (on.dt.year - born.dt.year) * 12 + on.dt.month - born.dt.month
    young = rows[born.isna() | (months // 12 <= 20)]
    yield _count("early-help-assessments-completed-children", young, "completed_on")


def _followed(person: Frame, merged: Frame) -> Frame:
    """Follow identifiers that were merged to the one that stays, however many steps it takes."""
    kept = dict(zip(merged["old_id"], merged["new_id"], strict=True))
    while person.isin(kept).any():
        person = person.map(kept).fillna(person)
    return person


def _groups(frames: Frames) -> Iterable[Counted]:
    session = frames["group_session"]
    delivered = session[session["status"] == "delivered"]
    rows = frames["group_attendance"].merge(delivered, on="session_id")
    heads = rows["headcount"].fillna(1)
    yield "group-attendances", rows["team_id"], rows["held_on"], heads, 0


def _screened(screening: Frame) -> Iterable[Counted]:
    kinds = ["sexual_exploitation", "criminal_exploitation", "exploitation"]
    rows = screening[screening["kind"].isin(kinds)]
    yield _count("exploitation-screenings", rows, "screened_on")
    risky = rows[rows["risk"].isin(["medium", "high"])]
    yield _count("exploitation-risk-medium-or-high", risky, "screened_on")


def _feedback(response: Frame) -> Iterable[Counted]:
    yield _count("family-feedback-received", response, "returned_on")
    listened = response[response["listened_to"] == "said_yes"]
    yield _count("family-feedback-listened-to", listened, "returned_on")


def _count(name: str, rows: Frame, day: str, unit: str = "team_id") -> Counted:
    return name, rows[unit], rows[day], 1, 0


def _share(name: str, rows: Frame, day: str, holds: Frame, unit: str = "team_id") -> Counted:
    return name, rows[unit], rows[day], holds.astype(int), 1


def _placed(sums: Frame, membership: Frame) -> Frame:
    """Say of each unit and month which locality and service it stood in on the first."""
    months = sums[["month"]].drop_duplicates()
    months["first"] = pd.to_datetime(months["month"].map(month_name) + "-01")
    held = months.merge(membership, how="cross")
    ended = held["ended_on"]
    held = held[(held["started_on"] <= held["first"]) & (ended.isna() | (ended > held["first"]))]
    held = held.sort_values("started_on").drop_duplicates(
        ["month", "unit_id", "grouping"], keep="last"
    )
    places = {
        grouping: held[held["grouping"] == grouping][["month", "unit_id", "member_of_id"]].rename(
            columns={"member_of_id": grouping}
        )
        for grouping in ("locality", "service")
    }
    keys = {"left_on": ["month", "unit"], "right_on": ["month", "unit_id"], "how": "left"}
    placed = sums.merge(places["locality"], **keys).drop(columns="unit_id")
    placed = placed.merge(places["service"], **keys).drop(columns="unit_id")
    above = places["service"].rename(columns={"service": "service_of_locality"})
    keys["left_on"] = ["month", "locality"]
    placed = placed.merge(above, **keys)
    placed["service"] = placed["service"].fillna(placed["service_of_locality"])
    return placed.assign(council="")


def _levels(name: str, placed: Frame) -> list[Level]:
    levels = {"team": "unit", "locality": "locality", "service": "service", "council": "council"}
    return [
        (name, level, placed.groupby(["month", column], dropna=False)[["above", "below"]].sum())
        for level, column in levels.items()
    ]


def _figures(levels: object) -> Figures:
    found: Figures = {}
    for name, level, sums in cast("list[Level]", levels):
        for (month, unit), (above, below) in zip(sums.index, sums.to_numpy(), strict=True):
            at = "" if pd.isna(unit) else unit
            put(found, (name, month_name(int(month)), level, at), above, below)
    return found
