"""The hand-written statement for everything that can be added up: one row, one month, one team."""

from collections.abc import Callable

from bench.recipes import (
    HELPING,
    LINES,
    PLAIN,
    Aged,
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
from bench.sql_words import END, FROM, START, Codes, month, numbers, places, responsible

HALVES = ("above", "below")
_SCORED = "grade"
_SHARES = (
    "families-back-within-3-months-percentage",
    "referred-children-seen-promptly-percentage",
    "re-referrals-within-12-months-percentage",
    "distance-travelled-improving-percentage",
)
_COUNTS = ("level-2-cases-escalated", "steps-down-to-early-help")
COLUMNS = (
    *((line.indicator, "above") for line in LINES if not line.each),
    *((line.indicator, "below") for line in LINES if line.divides and not line.each),
    *((name, half) for name in _SHARES for half in HALVES),
    *((name, "above") for name in _COUNTS),
)
"""The columns of sums of the statement: an indicator and a half of it."""


def facts_statement(snapshot: Codes, worked: str) -> str:
    """Write the statement; ``worked`` is SQL for (day, n), the working days up to each day."""
    selects = [
        _plain(facts, snapshot) for facts in PLAIN if any(not line.each for line in facts.lines)
    ]
    selects += [
        _families_back(snapshot),
        _seen_promptly(snapshot),
        _referred_again(),
        _changed(snapshot),
        _steps(snapshot),
    ]
    facts = "\nUNION ALL BY NAME\n".join(f"({one})" for one in selects)
    sums = ", ".join(f'sum("{name} {half}")' for name, half in COLUMNS)
    return f"""
WITH {places(snapshot)}, worked AS MATERIALIZED ({worked}),
facts AS ({facts})
SELECT f.month, grouping(f.unit, locality, service), f.unit, locality, service, {sums}
FROM facts f LEFT JOIN placed p ON p.unit = f.unit AND p.month = f.month
GROUP BY GROUPING SETS (
    (f.month, f.unit), (f.month, locality), (f.month, service), (f.month)
)"""


def _plain(facts: Facts, snapshot: Codes) -> str:
    cells = ", ".join(
        f'{sql} AS "{line.indicator} {half}"'
        for line in facts.lines
        if not line.each
        for half, sql in zip(HALVES, _halves(line, facts, snapshot), strict=True)
        if sql
    )
    source, unit = _source(facts, snapshot), "unit"
    if isinstance(facts.unit, str):
        unit = _named(facts.unit, facts)
    day = _seen(facts.day, facts)
    return f"""
SELECT {unit} AS unit, {month(day)} AS month, {cells} FROM {source} GROUP BY ALL"""


def subjects_of(facts: Facts, line: Line, number: int, snapshot: Codes) -> str:
    """Give rows for a line that counts different subjects: ind, month, unit, subject, holds."""
    asked = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.where) or "true"
    those = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.of_those or ())
    unit = _named(facts.unit, facts) if isinstance(facts.unit, str) else "unit"
    return f"""
SELECT {number} AS ind, {month(_seen(facts.day, facts))} AS month, {unit} AS unit,
    {_seen(line.each, facts)} AS subject, {those or "true"} AS holds
FROM {_source(facts, snapshot)} AND {asked}"""


def _source(facts: Facts, snapshot: Codes) -> str:
    joins = [facts.table]
    for table, key, by, needed in facts.joins:
        joins.append(f"{'' if needed else 'LEFT '}JOIN {table} ON {table}.{key} = "
                     f"{facts.table}.{by}")  # fmt: skip
    day = _named(facts.day, facts)
    asked = [f"{day} >= {START}", f"{day} < {END}"]
    if any(isinstance(one, Within) and one.working for line in facts.lines
           for one in line.of_those or ()):  # fmt: skip
        (within,) = facts.lines[0].of_those or ()
        if isinstance(within, Within):
            for name, column in (("w0", within.earlier), ("w1", within.later)):
                joins.append(f"LEFT JOIN worked {name} ON {name}.day = {_named(column, facts)}")
    asked += [_condition(one, facts, snapshot, _named) for one in facts.where]
    rows = f"{' '.join(joins)} WHERE {' AND '.join(asked)}"
    unit = facts.unit
    if isinstance(unit, str):
        return rows
    by, own = _named(unit.by, facts), _named(unit.own, facts)
    return f"({_credited(unit, facts, rows, by, own, day)}) AS {facts.table}"


def _credited(unit: Responsible, facts: Facts, rows: str, by: str, own: str, day: str) -> str:
    asked_on, just_began = day, "false"
    if unit.day_before:
        just_began = f"{_named(unit.began, facts)} >= {day}"
        asked_on = f"CASE WHEN {just_began} THEN {day} ELSE {day} - 1 END"
    columns = {one.rpartition(".")[2]: _named(one, facts) for one in sorted(facts.columns())}
    columns.pop(unit.by.rpartition(".")[2], None)
    kept = ", ".join(f"{sql} AS {name}" for name, sql in columns.items())
    inner = (
        f"SELECT {by} AS {unit.by}, {kept}, {own} AS own_team, {asked_on} AS asked_on,"
        f" {just_began} AS just_began FROM {rows}"
    )
    return responsible(inner, unit.table, unit.by)


def _named(column: str, facts: Facts) -> str:
    return column if "." in column else f"{facts.table}.{column}"


def _seen(column: str, facts: Facts) -> str:
    """Name a column outside: the rows of a credited table are known by its own name alone."""
    if isinstance(facts.unit, Responsible):
        return f"{facts.table}.{column.rpartition('.')[2]}"
    return _named(column, facts)


def _halves(line: Line, facts: Facts, snapshot: Codes) -> tuple[str, str]:
    asked = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.where) or "true"
    if line.sum_of:
        value = f"coalesce({_seen(line.sum_of, facts)}, 1)"
        return f"sum(CASE WHEN {asked} THEN {value} ELSE 0 END)", ""
    if line.scores:
        cases = " ".join(
            f"WHEN {_condition(Is(_SCORED, (code,)), facts, snapshot, _seen)} THEN {score}"
            for code, score in line.scores
        )
        value = f"CASE WHEN {asked} THEN CASE {cases} END END"
        return f"sum({value})", f"count({value})"
    if line.lasted:
        start, end = (_seen(one, facts) for one in line.lasted)
        value = f"CASE WHEN {asked} AND {start} <= {end} THEN {end} - {start} END"
        return f"sum({value})", f"count({value})"
    if line.of_those is None:
        return ("count(*)" if asked == "true" else f"count_if({asked})"), ""
    those = " AND ".join(_condition(one, facts, snapshot, _seen) for one in line.of_those)
    return f"count_if({asked} AND {those})", f"count_if({asked})"


def _condition(
    asked: Asked, facts: Facts, snapshot: Codes, named: Callable[[str, Facts], str]
) -> str:
    match asked:
        case Is():
            return f"{named(asked.column, facts)} IN {_numbers(asked, facts, snapshot)}"
        case IsNot():
            column = named(asked.column, facts)
            told = f"{column} NOT IN {_numbers(asked, facts, snapshot)}"
            return f"({told} OR {column} IS NULL)" if asked.or_missing else told
        case AtMost():
            return f"{named(asked.column, facts)} <= {asked.number}"
        case Known():
            return f"{named(asked.column, facts)} IS NOT NULL"
        case Missing():
            return f"{named(asked.column, facts)} IS NULL"
        case Flag():
            return f"{'' if asked.yes else 'NOT '}{named(asked.column, facts)}"
        case Within():
            return _within(asked, facts, named)
        case Aged():
            born = "coalesce(person.month_of_birth, person.expected_month)"
            day = named(facts.day, facts)
            age = f"greatest(datediff('month', {born}, {day}) // 12, 0)"
            fits = f"{age} BETWEEN {asked.least} AND {asked.most}"
            return f"({born} IS NULL OR {fits})" if asked.or_missing else fits


def _within(asked: Within, facts: Facts, named: Callable[[str, Facts], str]) -> str:
    early, late = named(asked.earlier, facts), named(asked.later, facts)
    if asked.working:
        return f"w0.day <= w1.day AND w1.n - w0.n <= {asked.days}"
    if asked.months:
        return f"{early} <= {late} AND {late} < {early} + INTERVAL {asked.days} MONTH"
    return f"{early} <= {late} AND {late} - {early} <= {asked.days}"


def condition(asked: Asked, facts: Facts, snapshot: Codes) -> str:
    """Give SQL for a condition on rows of a table and what is joined to them."""
    return _condition(asked, facts, snapshot, _named)


def _numbers(asked: Is | IsNot, facts: Facts, snapshot: Codes) -> str:
    table, _, column = _named(asked.column, facts).partition(".")
    return numbers(snapshot, table, column, *asked.codes)


def _families_back(snapshot: Codes) -> str:
    """Closed, with no other plan of the family open that day, and back within three months."""
    helping = numbers(snapshot, "plan", "service", *HELPING)
    left_out = numbers(snapshot, "plan", "closing_reason", "transfer", "opened_in_error", "died")
    name = "families-back-within-3-months-percentage"
    rows = f"""
SELECT c.plan_id, c.closed_on, c.family_id, c.team_id AS own_team,
    c.opened_on >= c.closed_on AS just_began,
    CASE WHEN c.opened_on >= c.closed_on THEN c.closed_on ELSE c.closed_on - 1 END AS asked_on
FROM plan c
WHERE c.closed_on >= {START} AND c.closed_on < {END} AND c.service IN {helping}
    AND (c.closing_reason NOT IN {left_out} OR c.closing_reason IS NULL)
    AND c.family_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM plan o WHERE o.family_id = c.family_id AND o.plan_id <> c.plan_id
        AND o.service IN {helping} AND o.opened_on < c.closed_on
        AND (o.closed_on IS NULL OR o.closed_on > c.closed_on)
    )"""
    back = f"""r.plan_id IN (
        SELECT c.plan_id FROM plan c JOIN plan o USING (family_id)
        WHERE o.plan_id <> c.plan_id AND o.service IN {helping} AND o.opened_on >= c.closed_on
        AND o.opened_on < c.closed_on + INTERVAL 3 MONTH
        AND (o.continues_plan_id IS NULL OR o.continues_plan_id <> c.plan_id)
    )"""
    return f"""
SELECT unit, {month("closed_on")} AS month, count_if({back}) AS "{name} above",
    count(*) AS "{name} below"
FROM ({responsible(rows, "plan_team", "plan_id")}) r GROUP BY unit, month"""


def _seen_promptly(snapshot: Codes) -> str:
    helping = numbers(snapshot, "contact", "decision", *HELPING)
    name = "referred-children-seen-promptly-percentage"
    return f"""
WITH asked AS MATERIALIZED (
    SELECT destination_id, received_on, person_id FROM contact WHERE received_on >= {START}
    AND received_on < {END} AND decision IN {helping} AND person_id IS NOT NULL
)
SELECT c.destination_id AS unit, {month("c.received_on")} AS month,
    count_if(d.held_on <= c.received_on + 15) AS "{name} above", count(*) AS "{name} below"
FROM asked c ASOF LEFT JOIN (
    SELECT person_id, held_on FROM direct_contact SEMI JOIN asked USING (person_id)
    WHERE child_seen AND held_on >= {START}
) d ON d.person_id = c.person_id AND c.received_on <= d.held_on
GROUP BY ALL"""


def _referred_again() -> str:
    name = "re-referrals-within-12-months-percentage"
    return f"""
SELECT r.team_id AS unit, {month("r.received_on")} AS month,
    count_if(r.received_on < e.received_on + INTERVAL 12 MONTH) AS "{name} above",
    count(*) AS "{name} below"
FROM (
    SELECT team_id, received_on, person_id FROM social_care_referral
    WHERE received_on >= {START} AND received_on < {END} AND person_id IS NOT NULL
) r ASOF LEFT JOIN (
    SELECT person_id, received_on FROM social_care_referral WHERE person_id IS NOT NULL
) e ON e.person_id = r.person_id AND r.received_on > e.received_on
GROUP BY ALL"""


def _changed(snapshot: Codes) -> str:
    """The gain of all areas together is what each reading adds to the one before, summed up."""
    lower = numbers(snapshot, "distance_reading", "instrument", "SDQ")
    name = "distance-travelled-improving-percentage"
    return f"""
SELECT nullif(unit, -1) AS unit, month, count_if(pairs > 0 AND gain > 0) AS "{name} above",
    count_if(pairs > 0) AS "{name} below"
FROM (
    SELECT month, unit, sum(pairs) OVER up_to AS pairs, sum(gain) OVER up_to AS gain
    FROM (
        SELECT plan_id, month, max((read_on, unit))[2] AS unit, count(gain) AS pairs,
            coalesce(sum(gain), 0) AS gain
        FROM (
            SELECT plan_id, read_on, {month("read_on")} AS month, unit,
                (score - lag(score) OVER of_one)
                * CASE WHEN instrument IN {lower} THEN -1 ELSE 1 END AS gain
            FROM (
                SELECT plan_id, instrument, area, read_on, max(score) AS score,
                    coalesce(max(team_id), -1) AS unit
                FROM distance_reading
                WHERE plan_id IS NOT NULL AND score IS NOT NULL AND read_on < {END}
                GROUP BY ALL
            ) WINDOW of_one AS (PARTITION BY plan_id, instrument, area ORDER BY read_on)
        ) GROUP BY plan_id, month
    ) WINDOW up_to AS (PARTITION BY plan_id ORDER BY month)
) WHERE month >= {FROM} GROUP BY ALL"""


def _steps(snapshot: Codes) -> str:
    """Steps between tiers: told by five kinds of record, one for each person and four weeks."""

    def code(table: str, column: str, *texts: str) -> str:
        return numbers(snapshot, table, column, *texts)

    tiers = ("early_help", "child_in_need", "child_protection", "in_care")
    rank = (
        "CASE "
        + " ".join(
            f"WHEN tier IN {code('tier_episode', 'tier', name)} THEN {place}"
            for place, name in enumerate(tiers, start=1)
        )
        + " END"
    )
    ups = code("social_care_referral", "outcome", "assessment", "strategy_discussion", "in_care")
    downs = code("social_care_referral", "outcome", "early_help")
    asked, helped = (code("contact", "decision", one) for one in ("social_care", "early_help"))
    ended_up = code("tier_episode", "end_reason", "step_up")
    ended_down = code("tier_episode", "end_reason", "step_down", "RC9")
    child = code("plan_subject", "role", "child")
    stepped = code("plan", "closing_reason", "step_up")
    of_episode = responsible(
        """SELECT j.*, t.team_id AS own_team, t.started_on >= j.d AS just_began,
            CASE WHEN t.started_on >= j.d THEN j.d ELSE j.d - 1 END AS asked_on
        FROM judged j LEFT JOIN tier_episode t USING (episode_id)""",
        "episode_team",
        "episode_id",
    )
    of_plan = responsible(
        f"""SELECT s.person_id, p.closed_on AS d, 4 AS strength, 1 AS direction, 1 AS left_rank,
            p.plan_id, p.team_id AS own_team, p.opened_on >= p.closed_on AS just_began,
            CASE WHEN p.opened_on >= p.closed_on THEN p.closed_on ELSE p.closed_on - 1 END
                AS asked_on
        FROM plan p JOIN plan_subject s USING (plan_id)
        WHERE p.closing_reason IN {stepped} AND p.closed_on IS NOT NULL AND s.role IN {child}
            AND (s.started_on IS NULL OR s.started_on < p.closed_on)
            AND (s.ended_on IS NULL OR s.ended_on >= p.closed_on)""",
        "plan_team",
        "plan_id",
    )
    # Tier, day and episode in one number, so that the greatest is that of the row.
    held = "(t.rank::HUGEINT * 100000 + epoch_day) * 4294967296 + t.episode_id".replace(
        "epoch_day", "(t.started_on - DATE '1970-01-01')"
    )
    return f"""
WITH ladder AS MATERIALIZED (
    SELECT episode_id, person_id, started_on, ended_on, end_reason, {rank} AS rank
    FROM tier_episode WHERE rank IS NOT NULL
),
told AS (
    SELECT person_id, started_on AS d, 1 AS strength, rank AS new, 0 AS direction FROM ladder
    WHERE person_id IN (SELECT person_id FROM ladder GROUP BY person_id HAVING count(*) > 1)
    UNION
    SELECT person_id, received_on, 2, 0, CASE WHEN outcome IN {ups} THEN 1 ELSE -1 END
    FROM social_care_referral SEMI JOIN ladder USING (person_id)
    WHERE outcome IN {ups} OR outcome IN {downs}
    UNION
    SELECT person_id, received_on, 5, 0, CASE WHEN decision IN {asked} THEN 1 ELSE -1 END
    FROM contact SEMI JOIN ladder USING (person_id)
    WHERE decision IN {asked} OR decision IN {helped}
),
around AS (
    SELECT e.person_id, e.d, e.strength, e.new, e.direction,
        max(CASE WHEN t.started_on < e.d THEN t.rank END) AS before,
        max(CASE WHEN t.ended_on IS NULL OR e.d < t.ended_on THEN t.rank END) AS now,
        arg_max(t.episode_id, CASE WHEN t.started_on < e.d
            THEN {held} END) AS episode_id
    FROM told e JOIN ladder t ON t.person_id = e.person_id AND t.started_on <= e.d
        AND (t.ended_on IS NULL OR e.d <= t.ended_on)
    GROUP BY ALL
),
judged AS (
    SELECT person_id, d, strength, episode_id, before AS left_rank, CASE
        WHEN strength = 1 AND new > before THEN 1
        WHEN strength = 1 AND new = now AND now < before THEN -1
        WHEN strength > 1 AND direction = 1 AND before = 1 THEN 1
        WHEN strength > 1 AND direction = -1 AND before > 1 THEN -1 END AS direction
    FROM around WHERE before IS NOT NULL
    UNION ALL
    SELECT person_id, ended_on, 3, episode_id, rank,
        CASE WHEN end_reason IN {ended_up} THEN 1 ELSE -1 END
    FROM ladder WHERE ended_on IS NOT NULL
        AND (end_reason IN {ended_up} OR end_reason IN {ended_down})
),
credited AS (
    SELECT person_id, d, strength, direction, left_rank, unit FROM ({of_episode})
    WHERE direction IS NOT NULL
    UNION ALL SELECT person_id, d, strength, direction, left_rank, unit FROM ({of_plan})
),
runs AS (
    SELECT *, sum(begins) OVER (PARTITION BY person_id, direction ORDER BY d) AS run
    FROM (
        SELECT *, CASE WHEN d - lag(d) OVER (PARTITION BY person_id, direction ORDER BY d) <= 28
            THEN 0 ELSE 1 END AS begins
        FROM credited
    )
),
chosen AS (
    SELECT direction, min((strength, d, left_rank, coalesce(unit, 2147483647))) AS best
    FROM runs GROUP BY person_id, direction, run
)
SELECT nullif(best[4], 2147483647) AS unit, {month("best[2]")} AS month,
    count_if(direction = 1 AND best[3] = 1) AS "level-2-cases-escalated above",
    count_if(direction = -1 AND best[3] > 1) AS "steps-down-to-early-help above"
FROM chosen WHERE best[2] >= {START} AND best[2] < {END} GROUP BY ALL"""
