"""The same figures as a good analyst would write them in pandas."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import cast

import pandas as pd

from bench.figures import NUMBERS, Figures, derive, month_name, put
from bench.pandas_facts import age_on, in_window, subject_rows, sums_of, working_days
from bench.pandas_frames import Frame, Frames, in_memory, read_exports
from bench.pandas_open import open_rows
from bench.work import Places, Work

LEVELS = ("team", "locality", "service", "council")
MEDIAN = "early-help-assessment-typical-working-days"


@dataclass(frozen=True, slots=True)
class Answers:
    """The tables that were worked out, by level: sums, standing, different subjects, medians."""

    sums: dict[str, Frame]
    standing: dict[str, Frame]
    medians: dict[str, Frame]
    people: Frame
    councils: list[str]


@contextmanager
def from_memory(places: Places) -> Iterator[Work]:
    """Make ready with everything in memory, in the form that is quickest to ask."""
    frames = in_memory(read_exports(places.exports))
    yield Work(lambda: answers(frames), lambda found: figures(cast("Answers", found)))


@contextmanager
def from_files(places: Places) -> Iterator[Work]:
    """Make ready to read the exports each time, as a notebook does."""
    yield Work(
        lambda: answers(read_exports(places.exports)),
        lambda found: figures(cast("Answers", found)),
    )


def answers(frames: Frames) -> Answers:
    """Work the figures out, by month and unit of each level."""
    home = homes(frames["unit_membership"])
    sums = sums_of(frames).reset_index()
    sums.columns = ["month", "unit", *sums.columns[2:]]
    sums = sums.merge(home, on=["month", "unit"], how="left").assign(council="")
    standing = pd.concat([open_rows(frames), _subjects(frames)], ignore_index=True)
    standing["unit"] = standing["unit"].astype(object).fillna("")
    standing = standing.merge(home, on=["month", "unit"], how="left").assign(council="")
    standing["unit"] = standing["unit"].astype("category")
    medians = _durations(frames["assessment"]).merge(home, on=["month", "unit"], how="left")
    return Answers(
        {level: _sums(sums, level) for level in LEVELS},
        {level: _different(standing, level) for level in LEVELS},
        {level: _medians(medians.assign(council=""), level) for level in LEVELS},
        frames["population"],
        list(_councils(frames["organisation_unit"])),
    )


def _at(level: str) -> str:
    return "unit" if level == "team" else level


def _sums(sums: Frame, level: str) -> Frame:
    columns = [one for one in sums.columns if isinstance(one, tuple)]
    keys = [sums["month"], sums[_at(level)].fillna("")]
    return sums.groupby(keys)[columns].sum()


def _different(standing: Frame, level: str) -> Frame:
    """Add up, each subject once for each indicator, month and unit."""
    keys = ["indicator", "month", _at(level)]
    rows = standing[[*keys, "subject", "adds"]].astype({"indicator": "category"})
    rows = rows[rows["subject"].notna()].drop_duplicates([*keys, "subject"])
    return rows.groupby(keys, dropna=False, observed=True)["adds"].sum()


def _medians(rows: Frame, level: str) -> Frame:
    keys = [rows["month"], rows[_at(level)].fillna("")]
    return rows.groupby(keys)["passed"].agg(["median", "count"])


def homes(membership: Frame) -> Frame:
    """Say of each unit and month which locality and service it stood in on the first."""
    months = pd.DataFrame({"month": list(NUMBERS)})
    months["first"] = pd.to_datetime(months["month"].map(month_name) + "-01")
    held = months.merge(membership.astype({"unit_id": object, "member_of_id": object}), how="cross")
    ended = held["ended_on"]
    held = held[(held["started_on"] <= held["first"]) & (ended.isna() | (ended > held["first"]))]
    held = held.sort_values("started_on").drop_duplicates(
        ["month", "unit_id", "grouping"], keep="last"
    )
    wide = held.set_index(["month", "unit_id", "grouping"])["member_of_id"].unstack("grouping")
    wide = wide.reset_index().rename(columns={"unit_id": "unit"})
    above = wide[["month", "unit", "service"]].rename(
        columns={"unit": "locality", "service": "of_locality"}
    )
    wide = wide.merge(above, on=["month", "locality"], how="left")
    wide["service"] = wide["service"].fillna(wide["of_locality"])
    return wide[["month", "unit", "locality", "service"]].astype({"month": "int32"})


def _subjects(frames: Frames) -> Frame:
    outcome = frames["youth_justice_outcome"]
    outcome = outcome[outcome["kind"].isin(["caution", "conditional_caution", "sentence"])]
    outcome = outcome.merge(frames["person"], on="person_id")
    outcome = outcome[age_on(outcome, "outcome_on").between(10, 17)]
    first = outcome.groupby("person_id")["outcome_on"].transform("min")
    new = in_window(outcome[outcome["outcome_on"] == first], "outcome_on")
    found = [
        pd.DataFrame({"month": new["month"], "unit": new["team_id"].astype(object),
                      "subject": new["person_id"], "indicator": "first-time-entrants-count"})
    ]  # fmt: skip
    for line, rows in subject_rows(frames):
        if line.of_those is None:
            found.append(rows.assign(indicator=line.indicator))
        else:
            found.append(rows[rows["holds"]].assign(indicator=f"{line.indicator} above"))
            found.append(rows.assign(indicator=f"{line.indicator} below"))
    return pd.concat(found, ignore_index=True).assign(adds=1)


def _durations(assessment: Frame) -> Frame:
    rows = in_window(assessment[assessment["kind"] == "early_help"], "completed_on")
    rows = rows[rows["started_on"] <= rows["completed_on"]]
    return pd.DataFrame(
        {"month": rows["month"], "unit": rows["team_id"].astype(object).fillna(""),
         "passed": working_days(rows["started_on"], rows["completed_on"])}
    )  # fmt: skip


def _councils(unit: Frame) -> Frame:
    return unit[unit["kind"] == "council"]["unit_id"]


def figures(found: Answers) -> Figures:
    """Give what came of it as figures that can be compared."""
    made: Figures = {}
    for level, sums in found.sums.items():
        names = sorted({name for name, _ in sums.columns})
        halves = {name: (name, "below") in sums.columns for name in names}
        given = sums.fillna(0)
        for name, has_below in halves.items():
            below = given[name, "below"] if has_below else given[name, "above"] * 0
            for (month, unit), above, base in zip(
                given.index, given[name, "above"], below, strict=True
            ):
                put(made, (name, month_name(int(month)), level, unit), above, base)
    for level, standing in found.standing.items():
        given = standing.to_dict()
        for (name, month, unit), figure in given.items():
            plain, _, half = name.partition(" ")
            base = given.get((f"{plain} below", month, unit), 0) if half else 0
            above = given.get((f"{plain} above", month, unit), 0) if half else figure
            at = "" if pd.isna(unit) else unit
            put(made, (plain, month_name(int(month)), level, at), above, base)
    for level, medians in found.medians.items():
        for (month, unit), (middle, rows) in zip(medians.index, medians.to_numpy(), strict=True):
            cell = (MEDIAN, month_name(int(month)), level, unit)
            put(made, cell, 2 * middle if rows >= 3 else 0, rows)
    return derive(made, _people(found.people), found.councils)


def _people(population: Frame) -> dict[tuple[str, int, int, str], int]:
    rows = population[population["sex"] == "all"]
    rows = rows[rows["age_from"] == rows["age_to"]]
    keys = ["area_id", "year", "age_from", "cohort"]
    grouped = rows.groupby(keys, observed=True)["people"].sum()
    return {
        (area, int(year), int(age), cohort): int(many)
        for (area, year, age, cohort), many in grouped.items()
    }
