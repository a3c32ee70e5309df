"""The hand-written statements of what is added up, but asks for other rows around each row.

What followed it or came before, what stood beside it, or what several records tell of one step.
"""

from bench.recipe_words import HELPING
from bench.sql_words import END, FROM, START, Codes, month, numbers, responsible

SHARES = (
    "families-back-within-3-months-percentage",
    "referred-children-seen-promptly-percentage",
    "re-referrals-within-12-months-percentage",
    "distance-travelled-improving-percentage",
)
COUNTS = ("level-2-cases-escalated", "steps-down-to-early-help")


def around_statements(snapshot: Codes) -> list[str]:
    """Write a statement for each: its unit, its month, and what it adds above and below."""
    return [
        _families_back(snapshot),
        _seen_promptly(snapshot),
        _referred_again(),
        _changed(snapshot),
        _steps(snapshot),
    ]


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
