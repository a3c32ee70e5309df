"""The hand-written statements for what cannot be added up: different subjects, and medians."""

from bench.recipes_plain import PLAIN
from bench.sql_facts import subjects_of
from bench.sql_words import END, START, Codes, month, numbers, places

_EACH = [(facts, line) for facts in PLAIN for line in facts.lines if line.each]
SUBJECTS = ("first-time-entrants-count", *(line.indicator for _, line in _EACH))
"""Indicators by the numbers they have in the statement."""
DIVIDED = frozenset(line.indicator for _, line in _EACH if line.of_those is not None)


def subjects_statement(snapshot: Codes) -> str:
    """Count different families and young people; rows are (indicator's number, month, ...)."""
    outcomes = numbers(
        snapshot, "youth_justice_outcome", "kind", "caution", "conditional_caution", "sentence"
    )
    born = "coalesce(p.month_of_birth, p.expected_month)"
    age = f"greatest(datediff('month', {born}, y.outcome_on) // 12, 0)"
    others = "".join(
        f" UNION ALL {subjects_of(facts, line, number, snapshot)}"
        for number, (facts, line) in enumerate(_EACH, start=1)
    )
    return f"""
WITH {places(snapshot)},
rows AS (
    SELECT 0 AS ind, {month("outcome_on")} AS month, team_id AS unit, person_id AS subject,
        true AS holds
    FROM (
        SELECT y.*, rank() OVER (PARTITION BY person_id ORDER BY outcome_on) AS place
        FROM youth_justice_outcome y JOIN person p USING (person_id)
        WHERE y.kind IN {outcomes} AND {age} BETWEEN 10 AND 17
    ) WHERE place = 1 AND outcome_on >= {START} AND outcome_on < {END}
    {others}
)
SELECT ind, r.month, grouping(r.unit, locality, service), r.unit, locality, service,
    count(DISTINCT CASE WHEN holds THEN subject END), count(DISTINCT subject)
FROM rows r LEFT JOIN placed p ON p.unit = r.unit AND p.month = r.month
GROUP BY GROUPING SETS (
    (ind, r.month, r.unit), (ind, r.month, locality), (ind, r.month, service), (ind, r.month)
)"""


def medians_statement(snapshot: Codes, worked: str) -> str:
    """Take the median of working days twice over; rows are (month, level, ..., median, rows)."""
    early = numbers(snapshot, "assessment", "kind", "early_help")
    return f"""
WITH {places(snapshot)}, worked AS MATERIALIZED ({worked}),
rows AS (
    SELECT team_id AS unit, {month("completed_on")} AS month, w1.n - w0.n AS passed
    FROM assessment JOIN worked w0 ON w0.day = started_on JOIN worked w1 ON w1.day = completed_on
    WHERE kind IN {early} AND completed_on >= {START} AND completed_on < {END}
        AND started_on <= completed_on
)
SELECT r.month, grouping(r.unit, locality, service), r.unit, locality, service,
    CAST(2 * median(passed) AS BIGINT), count(*)
FROM rows r LEFT JOIN placed p ON p.unit = r.unit AND p.month = r.month
GROUP BY GROUPING SETS (
    (r.month, r.unit), (r.month, locality), (r.month, service), (r.month)
)"""


def people_statement(snapshot: Codes) -> str:
    """Give the people of each area, year and age: rows are (area, year, age, cohort, people)."""
    both = numbers(snapshot, "population", "sex", "all")
    return f"""
SELECT area_id, year, age_from, cohort, sum(people) FROM population
WHERE sex IN {both} AND age_from = age_to GROUP BY ALL"""
