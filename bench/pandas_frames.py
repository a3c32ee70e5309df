"""The exports as frames: read as an analyst reads them, only the columns that are asked for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from bench.recipes_open import OPEN
from bench.recipes_plain import PLAIN

Frame: TypeAlias = Any
"""A frame or a column of one: the library carries no types that a checker can rely on."""

Frames: TypeAlias = Mapping[str, Frame]

_OTHERS = {
    "contact": "person_id received_on decision destination_id",
    "direct_contact": "person_id held_on child_seen",
    "distance_reading": "plan_id instrument area score read_on team_id",
    "episode_team": "episode_id team_id started_on ended_on",
    "family_review": "plan_id due_on held_on team_id",
    "merged_identifier": "identifies old_id new_id",
    "organisation_unit": "unit_id kind",
    "person": "person_id month_of_birth expected_month",
    "plan": "plan_id family_id continues_plan_id service opened_on closed_on closing_reason"
    " team_id",
    "plan_subject": "plan_id person_id role started_on ended_on",
    "plan_team": "plan_id team_id started_on ended_on",
    "population": "area_id year age_from age_to sex cohort people",
    "social_care_referral": "person_id received_on outcome team_id",
    "tier_episode": "episode_id person_id tier started_on ended_on end_reason team_id",
    "unit_membership": "unit_id member_of_id grouping started_on ended_on",
    "worker_placement": "team_id started_on ended_on role capacity_families",
    "youth_justice_outcome": "person_id outcome_on kind team_id",
}
"""The columns that are read besides those of the plain figures."""

_KEYS = {"person": "person_id", "assessment": "assessment_id", "group_session": "session_id",
         "social_care_referral": "referral_id", "plan": "plan_id"}  # fmt: skip
_UNITS = ("team_id", "hub_id", "place_id", "destination_id")
_MONTHS = ("month_of_birth", "expected_month")


def wanted() -> dict[str, list[str]]:
    """Name the columns of each table that are asked for."""
    found = {table: set(names.split()) for table, names in _OTHERS.items()}
    for facts in PLAIN:
        for column in facts.columns():
            table, _, name = column.rpartition(".")
            found.setdefault(table or facts.table, set()).add(name)
        for table, key, _, _ in facts.joins:
            found.setdefault(table, set()).add(key)
    for one in OPEN:
        for column in one.columns():
            table, _, name = column.rpartition(".")
            found.setdefault(table or one.table, set()).add(name)
        if one.join:
            found.setdefault(one.join[0], set()).add(one.join[1])
        if one.beside:
            beside = one.beside
            names = {beside.by, beside.start, beside.end, *(each.column for each in beside.where)}
            found.setdefault(beside.table, set()).update(names - {""})
    for table, key in _KEYS.items():
        found.setdefault(table, set()).add(key)
    return {table: sorted(names) for table, names in sorted(found.items())}


def read_exports(exports: Path) -> Frames:
    """Read the exports: everything is text but dates and numbers, merged people are one."""
    frames = {table: _read(exports / f"{table}.csv", names) for table, names in wanted().items()}
    merged = frames["merged_identifier"]
    merged = merged[merged["identifies"] == "person"].set_index("old_id")["new_id"]
    for name, frame in frames.items():
        if "person_id" in frame.columns and name != "merged_identifier":
            frame["person_id"] = _followed(frame["person_id"], merged)
    frames["person"] = frames["person"].drop_duplicates("person_id")
    return frames


def _read(path: Path, names: list[str]) -> Frame:
    days = [name for name in names if name.endswith("_on") or name in _MONTHS]
    read = pd.read_csv(
        path,
        usecols=names,
        parse_dates=days,
        keep_default_na=False,
        na_values=[""],
        low_memory=False,
    )
    # Where there are no rows, nothing says of a column that it holds days.
    return read.astype(dict.fromkeys(days, "datetime64[us]")) if read.empty else read


def _followed(person: Frame, merged: Frame) -> Frame:
    """Follow identifiers that were merged to the one that stays, however many steps it takes."""
    while (old := person.isin(merged.index)).any():
        person = person.where(~old, person.map(merged))
    return person


def in_memory(frames: Frames) -> Frames:
    """Give the frames in the form that is quickest to ask: codes as categories."""
    made = {}
    for name, frame in frames.items():
        codes = [
            one
            for one in frame.columns
            if frame[one].dtype in ("object", "str")
            and (one in _UNITS or not one.endswith("_id"))
            and frame[one].nunique() < 1000
        ]
        made[name] = frame.astype(dict.fromkeys(codes, "category"))
    return made


def month_of(day: Frame) -> Frame:
    """Count the months of days since the year 0; nothing where there is no day."""
    return day.dt.year * 12 + day.dt.month - 1
