"""What stands open at the end of each month, in pandas: each row once for each month it is open."""

import numpy as np
import pandas as pd

from bench.figures import NUMBERS
from bench.pandas_facts import TIERS
from bench.pandas_frames import Frame, Frames, month_of
from bench.recipes import HELPING, OPEN_TIERS

NEVER = 100_000


def open_rows(frames: Frames) -> Frame:
    """Give a row for each subject, indicator, unit and month: columns say so, and ``adds``."""
    plans = _plans(frames)
    return pd.concat(
        [_children(plans, frames), _families(plans), _tiers(frames), _overdue(frames),
         _capacity(frames["worker_placement"])],
        ignore_index=True,
    )  # fmt: skip


def _month_or(day: Frame, otherwise: int) -> Frame:
    return month_of(day).fillna(otherwise).astype("int32")


def _each_month(rows: Frame, indicator: str, subject: str, adds: str = "") -> Frame:
    """Repeat each row for every month from ``s`` to before ``e`` that is asked for."""
    start = rows["s"].clip(lower=NUMBERS[0]).to_numpy()
    many = (rows["e"].clip(upper=NUMBERS[-1] + 1).to_numpy() - start).clip(min=0)
    at = np.repeat(np.arange(len(rows)), many)
    first = np.repeat(np.cumsum(many) - many, many)
    month = start[at] + np.arange(len(at)) - first
    return pd.DataFrame(
        {
            "indicator": pd.Categorical.from_codes(np.zeros(len(at), "int8"), [indicator]),
            "month": month.astype("int32"),
            "unit": rows["unit"].to_numpy()[at],
            "subject": rows[subject].to_numpy()[at] if subject else np.arange(len(at)),
            "adds": rows[adds].to_numpy()[at] if adds else 1,
        }
    ).astype({"indicator": object})


def _held(rows: Frame, by: str, teams: Frame, own: str) -> Frame:
    """Cut rows at every change of team: between changes one team has them, or none."""
    turns = [
        teams[[by, "started_on", "team_id"]].rename(columns={"started_on": "day"}),
        teams[teams["ended_on"].notna()][[by, "ended_on"]].rename(columns={"ended_on": "day"}),
        teams[[by]].drop_duplicates().assign(day=pd.Timestamp("1900-01-01")),
    ]
    points = pd.concat(turns, ignore_index=True).astype({"team_id": object})
    points = points.sort_values(["day", "team_id"], na_position="first")
    points = points.drop_duplicates([by, "day"], keep="last")
    points["from"] = _month_or(points["day"], 0)
    points["to"] = points.groupby(by)["from"].shift(-1).fillna(NEVER).astype("int32")
    points = points[points["from"] < points["to"]].rename(columns={"team_id": "unit"})
    known = rows[by].isin(points[by])
    alone = rows[~known].assign(unit=rows.loc[~known, own].astype(object))
    cut = rows[known].merge(points[[by, "unit", "from", "to"]], on=by)
    cut["s"], cut["e"] = cut[["s", "from"]].max(axis=1), cut[["e", "to"]].min(axis=1)
    both = pd.concat([alone, cut], ignore_index=True)
    return both[both["s"] < both["e"]]


def _plans(frames: Frames) -> Frame:
    plan = frames["plan"]
    opened = plan.set_index("plan_id")["opened_on"]
    before = plan.set_index("plan_id")["continues_plan_id"]
    first, at = plan["opened_on"], plan["continues_plan_id"].astype(object)
    while at.notna().any():  # a step back along all chains of plans at once
        earlier = at.map(opened)
        first = first.where(earlier.isna() | (first <= earlier), earlier)
        at = at.map(before).astype(object)
    rows = plan.assign(opened=_month_or(plan["opened_on"], NEVER), first=_month_or(first, NEVER))
    rows = rows[rows["service"].isin(HELPING)]
    rows = rows.assign(s=0, e=_month_or(rows["closed_on"], NEVER))
    return _held(rows, "plan_id", frames["plan_team"], "team_id")


def _children(plans: Frame, frames: Frames) -> Frame:
    subject = frames["plan_subject"]
    subject = subject[subject["role"] == "child"].drop_duplicates(["plan_id", "person_id"])
    subject = subject.assign(
        joined=_month_or(subject["started_on"], 0), left=_month_or(subject["ended_on"], NEVER)
    )
    columns = ["plan_id", "unit", "opened", "first", "s", "e"]
    rows = subject[["plan_id", "person_id", "joined", "left"]].merge(plans[columns], on="plan_id")
    rows["e"] = rows[["e", "left"]].min(axis=1)
    since = rows[["first", "joined"]].max(axis=1) + 12
    over = rows.assign(s=np.maximum(rows["s"], since))
    rows["s"] = rows[["opened", "joined", "s"]].max(axis=1)
    return pd.concat(
        [_each_month(rows, "early-help-cases-open", "person_id"),
         _each_month(over, "cases-open-over-12-months", "person_id")],
        ignore_index=True,
    )  # fmt: skip


def _families(plans: Frame) -> Frame:
    rows = plans[plans["family_id"].notna()]
    rows = rows.assign(s=rows[["opened", "s"]].max(axis=1))
    return _each_month(rows, "families-in-early-help", "family_id")


def _tiers(frames: Frames) -> Frame:
    episode = frames["tier_episode"]
    rows = episode.assign(
        s=_month_or(episode["started_on"], NEVER), e=_month_or(episode["ended_on"], NEVER)
    )
    rows = _held(rows, "episode_id", frames["episode_team"], "team_id")
    ranks = {name: at for at, name in enumerate(TIERS, 1)}
    found = []
    for indicator, (tier, only_highest) in OPEN_TIERS.items():
        months = _each_month(rows[rows["tier"] == tier], indicator, "person_id")
        found.append(months.assign(rank=ranks.get(tier, 0), only=only_highest))
    all_months = pd.concat(found, ignore_index=True)
    highest = all_months.groupby(["month", "subject"])["rank"].transform("max")
    kept = ~all_months["only"] | (all_months["rank"] == highest)
    return all_months[kept].drop(columns=["rank", "only"])


def _overdue(frames: Frames) -> Frame:
    review = frames["family_review"]
    rows = review.assign(
        s=_month_or(review["due_on"], NEVER), e=_month_or(review["held_on"], NEVER)
    )
    rows = rows[rows["s"] < rows["e"]]
    rows = _held(rows, "plan_id", frames["plan_team"], "team_id")
    return _each_month(rows, "family-reviews-overdue", "")


def _capacity(placement: Frame) -> Frame:
    rows = placement[placement["role"] == "lead_practitioner"]
    rows = rows[rows["capacity_families"].notna()]
    rows = rows.assign(
        unit=rows["team_id"].astype(object),
        s=_month_or(rows["started_on"], NEVER),
        e=_month_or(rows["ended_on"], NEVER),
    )
    return _each_month(rows, "family-capacity", "", "capacity_families")
