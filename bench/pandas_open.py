"""What stands open at the end of each month, in pandas: each row once for each month it is open."""

import numpy as np
import pandas as pd

from bench.figures import NUMBERS
from bench.pandas_facts import TIERS, mask
from bench.pandas_frames import Frame, Frames, month_of
from bench.recipe_words import HELPING, Aged, Beside, Facts, Open
from bench.recipes_open import OPEN, OPEN_TIERS

NEVER = 100_000


def open_rows(frames: Frames) -> Frame:
    """Give a row for each subject, indicator, unit and month: columns say so, and ``adds``."""
    plans = _plans(frames)
    return pd.concat(
        [_children(plans, frames), _families(plans), _tiers(frames), _overdue(frames),
         _capacity(frames["worker_placement"]),
         *(_of_recipe(one, frames) for one in OPEN)],
        ignore_index=True,
    )  # fmt: skip


def _month_or(day: Frame, otherwise: int) -> Frame:
    return month_of(day).fillna(otherwise).astype("int32")


def _each_month(rows: Frame, indicator: str, subject: str, adds: str = "") -> Frame:
    """Repeat each row for every month from ``s`` to before ``e`` that is asked for."""
    start = rows["s"].clip(lower=NUMBERS[0]).to_numpy().astype("int64")
    end = rows["e"].clip(upper=NUMBERS[-1] + 1).to_numpy().astype("int64")
    many = (end - start).clip(min=0)
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


def _of_recipe(one: Open, frames: Frames) -> Frame:
    """Give the rows of one line of the recipes."""
    facts = Facts(one.table, one.start, one.unit, ())
    rows = frames[one.table]
    rows = rows[rows[one.start].notna()]
    if one.join:
        table, key = one.join
        names = [name for name in one.columns() if name.startswith(f"{table}.")]
        other = frames[table][[key, *(name.partition(".")[2] for name in names)]]
        other = other.rename(columns={name.partition(".")[2]: name for name in names})
        rows = rows.merge(other, on=key, how="left")
    for asked in one.where:
        if not isinstance(asked, Aged):
            rows = rows[mask(asked, rows, facts)]
    if one.each:
        rows = rows[rows[one.each].notna()]
    rows = rows.assign(s=_month_or(rows[one.start], NEVER), e=NEVER)
    rows["e"] = pd.concat(
        [rows["e"], *(_month_or(rows[end], NEVER) for end in one.ends)], axis=1
    ).min(axis=1)
    rows = _aged(rows, one, frames["person"])
    rows = _as_long(rows, one)
    if one.beside:
        rows = _beside(rows, one.beside, frames)
    if one.held_by:
        rows = _held(rows, one.held_key, frames[one.held_by], one.unit)
    else:
        rows = rows.assign(unit=rows[one.unit].astype(object))
    return _each_month(rows, one.indicator, one.each, one.sum_of)


def _aged(rows: Frame, one: Open, person: Frame) -> Frame:
    """Keep the months in which a person is of an age."""
    for asked in one.where:
        if isinstance(asked, Aged):
            born = person["month_of_birth"].fillna(person["expected_month"])
            born = person.assign(born=month_of(born))[["person_id", "born"]].dropna()
            rows = rows.merge(born, on="person_id")
            if asked.least:
                rows["s"] = np.maximum(rows["s"], rows["born"] + 12 * asked.least)
            rows["e"] = np.minimum(rows["e"], rows["born"] + 12 * (asked.most + 1))
            rows = rows.astype({"s": "int32", "e": "int32"})
    return rows


def _as_long(rows: Frame, one: Open) -> Frame:
    """Keep the months in which something has been open as long, or as short, as asked."""
    start = rows[one.start]
    if one.more_than_days:
        late = month_of(start + pd.Timedelta(days=one.more_than_days))
        rows["s"] = np.maximum(rows["s"], late)
    if one.up_to_days:
        rows["e"] = np.minimum(rows["e"], month_of(start + pd.Timedelta(days=one.up_to_days)))
    if one.up_to_months:
        rows["e"] = np.minimum(rows["e"], month_of(start) + one.up_to_months)
    return rows


def _beside(rows: Frame, asked: Beside, frames: Frames) -> Frame:
    """Keep the months in which another table has a row of the same subject, or has none."""
    other = frames[asked.table]
    for one in asked.where:
        other = other[other[one.column].isin(one.codes)]
    other = other[other[asked.by].notna() & other[asked.start].notna()]
    ends = _month_or(other[asked.end], NEVER) if asked.end else NEVER
    spans = pd.DataFrame(
        {asked.by: other[asked.by], "from": _month_or(other[asked.start], NEVER), "to": ends}
    )
    spans = spans[spans["from"] < spans["to"]]
    if asked.absent:
        spans = _gaps(spans, asked.by, rows[asked.by])
    rows = rows.merge(spans, on=asked.by)
    rows["s"], rows["e"] = np.maximum(rows["s"], rows["from"]), np.minimum(rows["e"], rows["to"])
    return rows.drop(columns=["from", "to"])


def _gaps(spans: Frame, by: str, wanted: Frame) -> Frame:
    """Give the months before, between and after the spans of each subject."""
    spans = spans.sort_values([by, "from", "to"])
    reached = spans.groupby(by)["to"].cummax()
    before = reached.groupby(spans[by]).shift(1).fillna(0)
    between = pd.DataFrame({by: spans[by], "from": before, "to": spans["from"]})
    last = spans.groupby(by, as_index=False)["to"].max().rename(columns={"to": "from"})
    never = pd.DataFrame({by: wanted[~wanted.isin(spans[by])].dropna().unique(), "from": 0})
    found = pd.concat([between, last.assign(to=NEVER), never.assign(to=NEVER)], ignore_index=True)
    found = found.astype({"from": "int32", "to": "int32"})
    return found[found["from"] < found["to"]]


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
    closed = review["plan_id"].map(frames["plan"].set_index("plan_id")["closed_on"])
    ends = np.minimum(_month_or(review["held_on"], NEVER), _month_or(closed, NEVER))
    rows = review.assign(s=_month_or(review["due_on"], NEVER), e=ends)
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
