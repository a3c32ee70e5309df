"""The hand-written statement for what stands open at the end of each month.

Nothing is joined with months: whatever is open from one day to another adds one in the month it
begins and takes one away in the month it ends, and the sums run on. Whoever is open twice at once
counts once: of such rows each adds only where those before it have ended (the gap method), and it
is asked only of those who have several rows.
"""

from bench.figures import MILLION
from bench.recipe_words import HELPING, Aged, Beside, Facts, Open
from bench.recipes_open import OPEN, OPEN_TIERS
from bench.sql_facts import condition
from bench.sql_words import FROM, NEVER, UNTIL, Codes, month, month_or, numbers, places, stretches

DISTINCT = ("early-help-cases-open", "cases-open-over-12-months", "families-in-early-help",
            *OPEN_TIERS, *(one.indicator for one in OPEN if one.each))  # fmt: skip
_SUMS = frozenset(one.indicator for one in OPEN if one.sum_of)
SUMMED = ("family-reviews-overdue", "family-capacity",
          *(one.indicator for one in OPEN if not one.each))  # fmt: skip
NAMES = (*DISTINCT, *SUMMED)
"""Indicators by the numbers they have in the statement."""
SCALES = tuple(MILLION if name in _SUMS else 1 for name in NAMES)
"""By what their figures are to be divided: sums of decimals stand in millionths."""
LADDER = ("early_help", "child_in_need", "child_protection", "in_care")


def open_statement(snapshot: Codes) -> str:
    """Write the statement; its rows are (indicator's number, month, level, unit, figure)."""
    return f"""
WITH RECURSIVE {places(snapshot, at_end=True)},
homes AS MATERIALIZED (
    SELECT unit, locality, service, min(month) AS s, max(month) + 1 AS e FROM (
        SELECT *, month - row_number() OVER (PARTITION BY unit, locality, service ORDER BY month)
            AS island FROM placed
    ) GROUP BY unit, locality, service, island
),
{_plans(snapshot)},
{_tiers(snapshot)},
base AS (
    SELECT * REPLACE (greatest(s, {FROM}) AS s, least(e, {UNTIL}) AS e) FROM (
        {_of_plans(snapshot)} UNION ALL {_of_tiers()} UNION ALL {_summed(snapshot)}
        UNION ALL {" UNION ALL ".join(_of_recipe(one, snapshot) for one in OPEN)}
    ) WHERE s < e AND s < {UNTIL} AND e > {FROM}
),
located AS MATERIALIZED (
    SELECT b.ind, b.subject, b.unit, h.locality, h.service, b.v,
        greatest(b.s, coalesce(h.s, 0)) AS s, least(b.e, coalesce(h.e, {NEVER})) AS e
    FROM base b LEFT JOIN homes h ON h.unit = b.unit AND h.s < b.e AND b.s < h.e
),
again AS MATERIALIZED (
    SELECT ind, subject FROM located WHERE ind < {len(DISTINCT)}
    GROUP BY ind, subject HAVING count(*) > 1
),
several AS MATERIALIZED (SELECT * FROM located SEMI JOIN again USING (ind, subject)),
alone AS MATERIALIZED (
    SELECT ind, unit, locality, service, s, e, sum(v) AS v
    FROM located ANTI JOIN again USING (ind, subject) GROUP BY ALL
),
steps AS (
    {" UNION ALL ".join(_steps(level, column) for level, column in enumerate(_COLUMNS))}
),
turns AS (
    SELECT ind, level, unit, month, sum(v) AS v FROM (
        SELECT ind, level, unit, s AS month, v FROM steps
        UNION ALL SELECT ind, level, unit, e, -v FROM steps
    ) GROUP BY ALL
)
SELECT ind, m.month, level, unit, sum(v) AS figure
FROM turns t JOIN months m ON t.month <= m.month
GROUP BY ind, m.month, level, unit HAVING figure <> 0"""


_COLUMNS = ("unit", "locality", "service", "NULL::INTEGER")


def _steps(level: int, column: str) -> str:
    """Give what each row adds at a level; of rows of one subject only where the others do not."""
    return f"""
SELECT ind, {level} AS level, {column} AS unit, s, e, v FROM alone
UNION ALL
SELECT ind, {level}, unit, greatest(s, coalesce(before, 0)) AS s, e, v FROM (
    SELECT ind, {column} AS unit, s, e, v, max(e) OVER (
        PARTITION BY ind, subject, {column} ORDER BY s
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS before FROM several
) WHERE greatest(s, coalesce(before, 0)) < e"""


def _plans(snapshot: Codes) -> str:
    helping = numbers(snapshot, "plan", "service", *HELPING)
    return f"""
chain AS (
    SELECT plan_id, continues_plan_id AS earlier FROM plan WHERE continues_plan_id IS NOT NULL
    UNION SELECT c.plan_id, p.continues_plan_id FROM chain c JOIN plan p ON p.plan_id = c.earlier
    WHERE p.continues_plan_id IS NOT NULL
),
first_opened AS (
    SELECT c.plan_id, min(p.opened_on) AS opened_on FROM chain c
    JOIN plan p ON p.plan_id = c.earlier GROUP BY c.plan_id
),
plan_stretches AS MATERIALIZED ({stretches("plan_team", "plan_id")}),
plans AS MATERIALIZED (
    SELECT plan_id, p.family_id, {month("p.opened_on")} AS opened,
        {month("least(p.opened_on, f.opened_on)")} AS first_opened,
        CASE WHEN t.plan_id IS NULL THEN p.team_id ELSE t.team END AS unit,
        coalesce(t.s, 0) AS s, least({month_or("p.closed_on", NEVER)}, coalesce(t.e, {NEVER})) AS e
    FROM plan p LEFT JOIN first_opened f USING (plan_id) LEFT JOIN plan_stretches t USING (plan_id)
    WHERE p.service IN {helping} AND p.opened_on IS NOT NULL
        AND coalesce(t.s, 0) < {month_or("p.closed_on", NEVER)}
)"""


def _of_plans(snapshot: Codes) -> str:
    child = numbers(snapshot, "plan_subject", "role", "child")
    joined = month_or("s.started_on", 0)
    left = f"least(p.e, {month_or('s.ended_on', NEVER)})"
    children = f"FROM plans p JOIN plan_subject s USING (plan_id) WHERE s.role IN {child}"
    over, families = NAMES.index("cases-open-over-12-months"), NAMES.index("families-in-early-help")
    return f"""
SELECT 0 AS ind, s.person_id AS subject, p.unit, 1 AS v,
    greatest(p.opened, p.s, {joined}) AS s, {left} AS e {children}
UNION ALL
SELECT {over}, s.person_id, p.unit, 1,
    greatest(p.s, greatest(p.first_opened, {joined}) + 12), {left} {children}
UNION ALL
SELECT {families}, family_id, unit, 1, greatest(opened, s), e FROM plans
    WHERE family_id IS NOT NULL"""


def _tiers(snapshot: Codes) -> str:
    codes = {name: numbers(snapshot, "tier_episode", "tier", name) for name in LADDER}
    rank = " ".join(f"WHEN tier IN {codes[name]} THEN {at}" for at, name in enumerate(LADDER, 1))
    ind = " ".join(
        f"WHEN tier IN {numbers(snapshot, 'tier_episode', 'tier', tier)} THEN {NAMES.index(name)}"
        for name, (tier, _) in OPEN_TIERS.items()
    )
    highest = ", ".join(str(NAMES.index(name)) for name, (_, only) in OPEN_TIERS.items() if only)
    return f"""
episode_stretches AS MATERIALIZED ({stretches("episode_team", "episode_id")}),
episodes AS MATERIALIZED (
    SELECT episode_id, person_id, team_id, CASE {ind} END AS ind, CASE {rank} END AS rank,
        {month("started_on")} AS s, {month_or("ended_on", NEVER)} AS e
    FROM tier_episode WHERE s < e AND e > {FROM} AND s < {UNTIL}
),
below AS MATERIALIZED (
    SELECT DISTINCT a.episode_id FROM episodes a JOIN episodes b ON a.person_id = b.person_id
        AND a.rank < b.rank AND a.s < b.e AND b.s < a.e WHERE a.ind IN ({highest})
),
at_their_highest AS (
    SELECT episode_id, person_id, team_id, ind, s, e FROM episodes
    WHERE ind IS NOT NULL AND episode_id NOT IN (SELECT episode_id FROM below)
    UNION ALL
    SELECT episode_id, person_id, team_id, ind, m AS s, m + 1 AS e FROM (
        SELECT *, unnest(range(greatest(s, {FROM}), least(e, {UNTIL})))::INTEGER AS m
        FROM episodes WHERE episode_id IN (SELECT episode_id FROM below)
    ) a WHERE NOT EXISTS (
        SELECT 1 FROM episodes b WHERE b.person_id = a.person_id AND b.rank > a.rank
        AND b.s <= a.m AND a.m < b.e
    )
)"""


def _of_tiers() -> str:
    return f"""
SELECT a.ind, a.person_id AS subject,
    CASE WHEN t.episode_id IS NULL THEN a.team_id ELSE t.team END AS unit, 1 AS v,
    greatest(a.s, coalesce(t.s, 0)) AS s, least(a.e, coalesce(t.e, {NEVER})) AS e
FROM at_their_highest a LEFT JOIN episode_stretches t ON t.episode_id = a.episode_id"""


def _of_recipe(one: Open, snapshot: Codes) -> str:
    """Give the rows of one line of the recipes: ind, subject, unit, v, s, e."""
    facts = Facts(one.table, one.start, one.unit, ())
    rows, starts, ends = [one.table], [month(f"{one.table}.{one.start}")], []
    ends += [month_or(f"{one.table}.{end}", NEVER) for end in one.ends]
    asked = [f"{one.table}.{one.start} IS NOT NULL"]
    if one.join:
        rows.append(f"LEFT JOIN {one.join[0]} ON {one.join[0]}.{one.join[1]} = "
                    f"{one.table}.{one.join[1]}")  # fmt: skip
    unit = one.unit if "." in one.unit else f"{one.table}.{one.unit}"
    if one.held_by:
        rows.append(f"LEFT JOIN {_STRETCHES[one.held_by]} t ON t.{one.held_key} = "
                    f"{one.table}.{one.held_key}")  # fmt: skip
        unit = f"CASE WHEN t.{one.held_key} IS NULL THEN {unit} ELSE t.team END"
        starts.append("coalesce(t.s, 0)")
        ends.append(f"coalesce(t.e, {NEVER})")
    for each in one.where:
        if isinstance(each, Aged):
            rows.append(f"JOIN person ON person.person_id = {one.table}.person_id")
            born = month("coalesce(person.month_of_birth, person.expected_month)")
            asked.append("coalesce(person.month_of_birth, person.expected_month) IS NOT NULL")
            starts += [f"{born} + {12 * each.least}"] if each.least else []
            ends.append(f"{born} + {12 * (each.most + 1)}")
        else:
            asked.append(condition(each, facts, snapshot))
    starts += [month(f"{one.table}.{one.start} + {one.more_than_days}")] * bool(one.more_than_days)
    ends += [month(f"{one.table}.{one.start} + {one.up_to_days}")] * bool(one.up_to_days)
    ends += [f"{month(f'{one.table}.{one.start}')} + {one.up_to_months}"] * bool(one.up_to_months)
    if one.beside:
        rows.append(f"JOIN ({_beside(one.beside, one.table, snapshot)}) b ON b.k = "
                    f"{one.table}.{one.beside.by}")  # fmt: skip
        starts.append("b.s")
        ends.append("b.e")
    subject = f"{one.table}.{one.each}" if one.each else "NULL::INTEGER"
    if one.each:
        asked.append(f"{subject} IS NOT NULL")
    value = "1"
    if one.sum_of:
        value = f"CAST(coalesce({one.table}.{one.sum_of}, 0) * {MILLION} AS BIGINT)"
    return f"""
SELECT {NAMES.index(one.indicator)} AS ind, {subject} AS subject, {unit} AS unit, {value} AS v,
    greatest({", ".join(starts)}, 0) AS s, least({", ".join([*ends, str(NEVER)])}) AS e
FROM {" ".join(rows)} WHERE {" AND ".join(asked)}"""


_STRETCHES = {"plan_team": "plan_stretches", "episode_team": "episode_stretches"}


def _beside(one: Beside, table: str, snapshot: Codes) -> str:
    """Give when another table has a row of a subject, or when it has none: k, s, e."""
    facts = Facts(one.table, one.start, "", ())
    asked = [f"{one.table}.{one.by} IS NOT NULL", f"{one.table}.{one.start} IS NOT NULL"]
    asked += [condition(each, facts, snapshot) for each in one.where]
    end = month_or(f"{one.table}.{one.end}", NEVER) if one.end else str(NEVER)
    has = f"""
SELECT {one.by} AS k, {month(f"{one.table}.{one.start}")} AS s, {end} AS e
FROM {one.table} WHERE {" AND ".join(asked)}"""
    if not one.absent:
        return has
    # What lies between the rows that there are: before each where none before it reaches so far.
    return f"""
SELECT k, coalesce(max(e) OVER (PARTITION BY k ORDER BY s, e
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS s, s AS e FROM ({has}) WHERE s < e
UNION ALL SELECT k, max(e), {NEVER} FROM ({has}) WHERE s < e GROUP BY k
UNION ALL SELECT {one.by}, 0, {NEVER} FROM {table} WHERE {one.by} NOT IN (
    SELECT k FROM ({has}) WHERE s < e AND k IS NOT NULL)"""


def _summed(snapshot: Codes) -> str:
    lead = numbers(snapshot, "worker_placement", "role", "lead_practitioner")
    overdue, capacity = (NAMES.index(name) for name in SUMMED[:2])
    return f"""
SELECT {overdue} AS ind, NULL::INTEGER AS subject,
    CASE WHEN t.plan_id IS NULL THEN r.team_id ELSE t.team END AS unit, 1 AS v,
    greatest(r.s, coalesce(t.s, 0)) AS s, least(r.e, coalesce(t.e, {NEVER})) AS e
FROM (
    SELECT v.plan_id, v.team_id, {month("due_on")} AS s,
        least({month_or("held_on", NEVER)}, {month_or("p.closed_on", NEVER)}) AS e
    FROM family_review v LEFT JOIN plan p ON p.plan_id = v.plan_id WHERE s < e
) r LEFT JOIN plan_stretches t USING (plan_id)
UNION ALL
SELECT {capacity}, NULL, team_id, capacity_families, {month("started_on")},
    {month_or("ended_on", NEVER)}
FROM worker_placement WHERE role IN {lead} AND capacity_families IS NOT NULL"""
