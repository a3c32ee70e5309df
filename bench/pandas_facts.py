"""What can be added up, in pandas: masks, joins and groups, every table's figures together."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from bench.figures import NUMBERS
from bench.pandas_frames import Frame, Frames, month_of
from bench.recipe_words import (
    HELPING,
    Asked,
    AtMost,
    Facts,
    Flag,
    Is,
    IsNot,
    Known,
    Line,
    Missing,
    Responsible,
    Within,
)
from bench.recipes_plain import PLAIN
from headway.domain.working_days import bank_holidays

OFF = np.array(
    sorted(day for year in range(2000, 2031) for day in bank_holidays(year)), dtype="datetime64[D]"
)


def sums_of(frames: Frames) -> Frame:
    """Give the sums of every figure by month and unit: columns are (indicator, half)."""
    added = [facts for facts in PLAIN if any(not line.each for line in facts.lines)]
    parts = [_plain(facts, frames) for facts in added]
    parts += [_families_back(frames), _seen_promptly(frames), _referred_again(frames)]
    parts += [_changed(frames["distance_reading"])]
    parts += list(_steps(frames))
    return pd.concat(parts, axis=1)


def in_window(rows: Frame, day: str) -> Frame:
    """Keep rows whose day lies in the months that are asked for, and add that month."""
    month = month_of(rows[day])
    inside = month.between(NUMBERS[0], NUMBERS[-1])
    return rows[inside].assign(month=month[inside].astype("int32"))


def summed(rows: Frame, unit: str, columns: dict[tuple[str, str], Frame]) -> Frame:
    """Add columns up by month and unit; rows without a unit have one that is empty."""
    units = rows[unit].astype(object).fillna("")
    made = pd.DataFrame(columns, index=rows.index)
    return made.groupby([rows["month"].rename("month"), units.rename("unit")]).sum()


def subject_rows(frames: Frames) -> Iterator[tuple[Line, Frame]]:
    """Give each line that counts different subjects with its rows: month, unit, subject, holds."""
    for facts in PLAIN:
        lines = [line for line in facts.lines if line.each]
        if not lines:
            continue
        rows = _rows(facts, frames)
        for line in lines:
            counted = pd.Series(True, index=rows.index)
            for asked in line.where:
                counted &= mask(asked, rows, facts)
            some = rows[counted]
            holds = pd.Series(True, index=some.index)
            for asked in line.of_those or ():
                holds &= mask(asked, some, facts)
            units = some[facts.unit].astype(object)
            made = {"month": some["month"], "unit": units, "subject": some[line.each]}
            yield line, pd.DataFrame({**made, "holds": holds})


def _plain(facts: Facts, frames: Frames) -> Frame:
    rows = _rows(facts, frames)
    unit = facts.unit
    if isinstance(unit, Responsible):
        rows = responsible(rows, unit, frames[unit.table], facts.day)
        unit = "responsible"
    columns: dict[tuple[str, str], Frame] = {}
    for line in facts.lines:
        if line.each:
            continue
        above, below = _halves(line, rows, facts)
        columns[line.indicator, "above"] = above
        if below is not None:
            columns[line.indicator, "below"] = below
    return summed(rows, unit, columns)


def _rows(facts: Facts, frames: Frames) -> Frame:
    """Keep the rows that are asked for, smaller tables first joined to what is left."""
    rows = frames[facts.table]
    own = [one for one in facts.where if "." not in getattr(one, "column", "")]
    for asked in own:
        rows = rows[mask(asked, rows, facts)]
    if "." not in facts.day:
        rows = in_window(rows, facts.day)
    if facts.table == "assessment_subject":
        rows = rows.drop_duplicates(["assessment_id", "person_id"])
    if facts.table == "plan_subject":
        rows = rows.drop_duplicates(["plan_id", "person_id"])
    for table, key, by, needed in facts.joins:
        columns = [one.partition(".")[2] for one in facts.columns() if one.startswith(f"{table}.")]
        other = frames[table][sorted({*columns, key})]
        others = [one for one in facts.where if getattr(one, "column", "").startswith(f"{table}.")]
        other = other.rename(columns={one: f"{table}.{one}" for one in other.columns})
        for asked in others:
            other = other[mask(asked, other, facts)]
        if facts.day.startswith(f"{table}."):
            other = in_window(other, facts.day)
        how = "inner" if needed else "left"
        rows = rows.merge(other, left_on=by, right_on=f"{table}.{key}", how=how)
    return rows


def _halves(line: Line, rows: Frame, facts: Facts) -> tuple[Frame, Frame]:
    counted = pd.Series(True, index=rows.index)
    for asked in line.where:
        counted &= mask(asked, rows, facts)
    if line.sum_of:
        return rows[line.sum_of].fillna(1).where(counted, 0), None
    if line.scores:
        score = rows["grade"].astype(object).map(dict(line.scores)).where(counted)
        return score.fillna(0), score.notna().astype("int32")
    if line.lasted:
        start, end = (rows[one] for one in line.lasted)
        days = (end - start).dt.days.where(counted & (start <= end))
        return days.fillna(0), days.notna().astype("int32")
    if line.of_those is None:
        return counted.astype("int32"), None
    above = counted.copy()
    for asked in line.of_those:
        above &= mask(asked, rows, facts)
    return above.astype("int32"), counted.astype("int32")


def mask(asked: Asked, rows: Frame, facts: Facts) -> Frame:
    """Say of each row whether it meets a condition."""
    match asked:
        case Is():
            return rows[asked.column].isin(asked.codes)
        case IsNot():
            none = ~rows[asked.column].isin(asked.codes)
            return none if asked.or_missing else none & rows[asked.column].notna()
        case AtMost():
            return rows[asked.column] <= asked.number
        case Known():
            return rows[asked.column].notna()
        case Missing():
            return rows[asked.column].isna()
        case Flag():
            return rows[asked.column] == ("yes" if asked.yes else "no")
        case Within():
            return _within(asked, rows[asked.earlier], rows[asked.later])
    age = age_on(rows, facts.day, "person.")
    fits = age.between(asked.least, asked.most)
    return fits | age.isna() if asked.or_missing else fits


def _within(asked: Within, earlier: Frame, later: Frame) -> Frame:
    if asked.working:
        return working_days(earlier, later).between(0, asked.days)
    if asked.months:
        return (earlier <= later) & (later < earlier + pd.DateOffset(months=asked.days))
    return (later - earlier).dt.days.between(0, asked.days)


def age_on(rows: Frame, day: str, prefix: str = "") -> Frame:
    """Give ages in whole years on a day; nothing where no month of birth is known."""
    born = rows[f"{prefix}month_of_birth"].fillna(rows[f"{prefix}expected_month"])
    return ((month_of(rows[day]) - month_of(born)) // 12).clip(lower=0)


def working_days(start: Frame, end: Frame) -> Frame:
    """Count the working days after a day up to another; nothing where one is missing or later."""
    known = start.notna() & end.notna() & (start <= end)
    one = np.timedelta64(1, "D")
    first = start[known].to_numpy().astype("datetime64[D]") + one
    last = end[known].to_numpy().astype("datetime64[D]") + one
    passed = np.busday_count(first, last, holidays=OFF)
    return pd.Series(passed, index=start.index[known]).reindex(start.index)


def responsible(rows: Frame, asked: Responsible, teams: Frame, day: str) -> Frame:
    """Add the team responsible on a day, or the day before it: the last that had started."""
    on = rows[day]
    just_began = pd.Series(False, index=rows.index)
    if asked.day_before:
        just_began = rows[asked.began] >= on
        on = on.where(just_began, on - pd.Timedelta(days=1))
    rows = rows.assign(asked_on=on, just_began=just_began)
    rows = rows[rows["asked_on"].notna()].sort_values("asked_on")
    held = teams[[asked.by, "team_id", "started_on", "ended_on"]].rename(
        columns={"team_id": "r_team", "started_on": "r_started", "ended_on": "r_ended"}
    )
    rows = pd.merge_asof(
        rows, held.sort_values("r_started"), left_on="asked_on", right_on="r_started", by=asked.by
    )
    has = rows["r_ended"].isna() | (rows["asked_on"] < rows["r_ended"]) | rows["just_began"]
    team = rows["r_team"].astype(object).where(has)
    told_of = rows[asked.by].isin(held[asked.by])
    return rows.assign(responsible=team.where(told_of, rows[asked.own].astype(object)))


def _families_back(frames: Frames) -> Frame:
    plan = frames["plan"]
    helping = plan[plan["service"].isin(HELPING)]
    reasons = ["transfer", "opened_in_error", "died"]
    closed = in_window(helping[~helping["closing_reason"].isin(reasons)], "closed_on")
    closed = closed[closed["family_id"].notna()]
    others = helping[["plan_id", "family_id", "opened_on", "closed_on", "continues_plan_id"]]
    pairs = closed.merge(others, on="family_id", suffixes=("", "_other"))
    pairs = pairs[pairs["plan_id"] != pairs["plan_id_other"]]
    on, opened, ended = pairs["closed_on"], pairs["opened_on_other"], pairs["closed_on_other"]
    inside = pairs[(opened < on) & (ended.isna() | (ended > on))]["plan_id"]
    back = pairs[
        (opened >= on)
        & (opened < on + pd.DateOffset(months=3))
        & (pairs["continues_plan_id_other"] != pairs["plan_id"])
    ]["plan_id"]
    closed = closed[~closed["plan_id"].isin(inside)]
    asked = Responsible("plan_team", "plan_id", "team_id", day_before=True, began="opened_on")
    closed = responsible(closed, asked, frames["plan_team"], "closed_on")
    return _share("families-back-within-3-months-percentage", closed, "responsible",
                  closed["plan_id"].isin(back))  # fmt: skip


def _share(name: str, rows: Frame, unit: str, above: Frame) -> Frame:
    columns = {(name, "above"): above.astype("int32"), (name, "below"): 1}
    return summed(rows, unit, columns)


def _seen_promptly(frames: Frames) -> Frame:
    contact, direct = frames["contact"], frames["direct_contact"]
    asked = in_window(contact[contact["decision"].isin(HELPING)], "received_on")
    asked = asked[asked["person_id"].notna()].sort_values("received_on")
    seen = direct[(direct["child_seen"] == "yes") & direct["person_id"].isin(asked["person_id"])]
    rows = pd.merge_asof(
        asked, seen[["person_id", "held_on"]].sort_values("held_on"),
        left_on="received_on", right_on="held_on", by="person_id", direction="forward",
        tolerance=pd.Timedelta(days=15),
    )  # fmt: skip
    name = "referred-children-seen-promptly-percentage"
    return _share(name, rows, "destination_id", rows["held_on"].notna())


def _referred_again(frames: Frames) -> Frame:
    referral = frames["social_care_referral"][["person_id", "received_on", "team_id"]]
    referral = referral[referral["person_id"].notna()].sort_values("received_on")
    earlier = referral[["person_id", "received_on"]].assign(earlier=referral["received_on"])
    rows = pd.merge_asof(
        in_window(referral, "received_on"), earlier,
        on="received_on", by="person_id", allow_exact_matches=False,
    )  # fmt: skip
    within = rows["received_on"] < rows["earlier"] + pd.DateOffset(months=12)
    return _share("re-referrals-within-12-months-percentage", rows, "team_id", within)


def _changed(reading: Frame) -> Frame:
    """Add up, plan by plan, what each reading gains on the one before in its area."""
    rows = reading[reading["plan_id"].notna() & reading["score"].notna()]
    rows = rows[month_of(rows["read_on"]) <= NUMBERS[-1]]
    keys = ["plan_id", "instrument", "area", "read_on"]
    rows = rows.astype({"team_id": object, "instrument": object, "area": object})
    rows = rows.groupby(keys, dropna=False, as_index=False)[["score", "team_id"]].max()
    rows = rows.sort_values("read_on")
    gain = rows.groupby(["plan_id", "instrument", "area"], dropna=False)["score"].diff()
    rows["gain"] = gain.where(rows["instrument"] != "SDQ", -gain)
    rows["month"] = month_of(rows["read_on"]).astype("int32")
    rows = rows.sort_values(["read_on", "team_id"], na_position="first")
    months = rows.groupby(["plan_id", "month"], as_index=False).agg(
        pairs=("gain", "count"), gain=("gain", "sum"), team_id=("team_id", "last")
    )
    so_far = months.groupby("plan_id")[["pairs", "gain"]].cumsum()
    months = months[(so_far["pairs"] > 0) & (months["month"] >= NUMBERS[0])]
    above = so_far.loc[months.index, "gain"] > 0
    return _share("distance-travelled-improving-percentage", months, "team_id", above)


TIERS = ["early_help", "child_in_need", "child_protection", "in_care"]


def _steps(frames: Frames) -> Iterator[Frame]:
    """Steps between tiers: told by five kinds of record, one for each person and four weeks."""
    found = pd.concat([*_of_episodes(frames), _of_plans(frames)], ignore_index=True)
    found = found.sort_values(["person_id", "direction", "day"])
    gap = found.groupby(["person_id", "direction"])["day"].diff().dt.days
    found["run"] = (~(gap <= 28)).cumsum()
    found["unit"] = found["unit"].astype(object).fillna("\U0010ffff")
    found = found.sort_values(["strength", "day", "left", "unit"]).drop_duplicates("run")
    found = in_window(found.assign(unit=found["unit"].replace("\U0010ffff", "")), "day")
    ups = found[(found["direction"] == 1) & (found["left"] == 1)]
    downs = found[(found["direction"] == -1) & (found["left"] > 1)]
    for name, rows in (("level-2-cases-escalated", ups), ("steps-down-to-early-help", downs)):
        yield summed(rows, "unit", {(name, "above"): pd.Series(1, index=rows.index)})


def _told(rows: Frame, day: str, strength: int, up: Frame, down: Frame) -> Frame:
    rows = rows[up | down]
    direction = np.where(up[up | down], 1, -1)
    return pd.DataFrame(
        {"person_id": rows["person_id"], "day": rows[day], "strength": strength, "new": 0,
         "direction": direction}
    )  # fmt: skip


def _of_episodes(frames: Frames) -> Iterator[Frame]:
    episode = frames["tier_episode"]
    rank = episode["tier"].astype(object).map({name: at for at, name in enumerate(TIERS, 1)})
    ladder = episode[rank.notna()].assign(rank=rank[rank.notna()].astype("int32"))
    several = ladder[ladder["person_id"].duplicated(keep=False)]
    starts = pd.DataFrame(
        {"person_id": several["person_id"], "day": several["started_on"], "strength": 1,
         "new": several["rank"], "direction": 0}
    )  # fmt: skip
    referral, contact = frames["social_care_referral"], frames["contact"]
    outcome, decision = referral["outcome"], contact["decision"]
    told = [
        starts,
        _told(referral, "received_on", 2,
              outcome.isin(["assessment", "strategy_discussion", "in_care"]),
              outcome == "early_help"),
        _told(contact, "received_on", 5, decision == "social_care", decision == "early_help"),
    ]  # fmt: skip
    evidence = pd.concat(told, ignore_index=True).drop_duplicates()
    yield _credited(_judged(evidence, ladder), frames)
    up, down = ladder["end_reason"] == "step_up", ladder["end_reason"].isin(["step_down", "RC9"])
    ended = ladder[(up | down) & ladder["ended_on"].notna()]
    yield _credited(
        pd.DataFrame(
            {"person_id": ended["person_id"], "day": ended["ended_on"], "strength": 3,
             "direction": np.where(ended["end_reason"] == "step_up", 1, -1),
             "left": ended["rank"], "episode_id": ended["episode_id"]}
        ),
        frames,
    )  # fmt: skip


def _judged(evidence: Frame, ladder: Frame) -> Frame:
    """Set each record beside what was open for that person the day before and on the day."""
    evidence = evidence[evidence["person_id"].isin(ladder["person_id"])].reset_index(drop=True)
    evidence["told"] = evidence.index
    columns = ["person_id", "episode_id", "rank", "started_on", "ended_on"]
    pairs = evidence.merge(ladder[columns], on="person_id")
    day, start, end = pairs["day"], pairs["started_on"], pairs["ended_on"]
    pairs = pairs[(start <= day) & (end.isna() | (day <= end))]
    before = pairs[pairs["started_on"] < pairs["day"]]
    before = before.sort_values(["rank", "started_on", "episode_id"])
    before = before.drop_duplicates("told", keep="last").set_index("told")
    open_now = pairs[pairs["ended_on"].isna() | (pairs["day"] < pairs["ended_on"])]
    now = open_now.groupby("told")["rank"].max().reindex(before.index)
    left, new, direction = before["rank"], before["new"], before["direction"]
    starts = before["strength"] == 1
    judged = np.select(
        [
            starts & (new > left),
            starts & (new == now) & (now < left),
            ~starts & (direction == 1) & (left == 1),
            ~starts & (direction == -1) & (left > 1),
        ],
        [1, -1, 1, -1],
        0,
    )
    before = before.assign(direction=judged, left=left)
    return before[judged != 0][["person_id", "day", "strength", "direction", "left",
                                "episode_id"]]  # fmt: skip


def _credited(steps: Frame, frames: Frames) -> Frame:
    episode = frames["tier_episode"][["episode_id", "team_id", "started_on"]]
    rows = steps.merge(episode, on="episode_id", how="left")
    asked = Responsible("episode_team", "episode_id", "team_id", day_before=True,
                        began="started_on")  # fmt: skip
    rows = responsible(rows, asked, frames["episode_team"], "day")
    return rows.assign(unit=rows["responsible"])[
        ["person_id", "day", "strength", "direction", "left", "unit"]
    ]


def _of_plans(frames: Frames) -> Frame:
    plan, subject = frames["plan"], frames["plan_subject"]
    closed = plan[(plan["closing_reason"] == "step_up") & plan["closed_on"].notna()]
    columns = ["plan_id", "opened_on", "closed_on", "team_id"]
    rows = subject[subject["role"] == "child"].merge(closed[columns], on="plan_id")
    on, start, end = rows["closed_on"], rows["started_on"], rows["ended_on"]
    rows = rows[(start.isna() | (start < on)) & (end.isna() | (end >= on))]
    asked = Responsible("plan_team", "plan_id", "team_id", day_before=True, began="opened_on")
    rows = responsible(rows, asked, frames["plan_team"], "closed_on")
    return pd.DataFrame(
        {"person_id": rows["person_id"], "day": rows["closed_on"], "strength": 4, "direction": 1,
         "left": 1, "unit": rows["responsible"]}
    )  # fmt: skip
