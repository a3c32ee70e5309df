"""Small pieces of the hand-written SQL: months as numbers, codes as numbers, places of units."""

from collections.abc import Mapping
from typing import Protocol

from bench.figures import FIRST, LAST, number_of

FROM, UNTIL = number_of(FIRST), number_of(LAST) + 1
"""The first month, and the one after the last, counted since the year 0."""
START, END = f"DATE '{FIRST[0]}-{FIRST[1]:02d}-01'", f"DATE '{LAST[0]}-{LAST[1] + 1:02d}-01'"
NEVER = 100_000
"""A month that never comes."""


class Codes(Protocol):
    """Whatever knows the numbers of texts: a snapshot."""

    def codes(self, table: str, column: str) -> Mapping[str, int]:
        """Give the numbers of a column's texts."""


def month(day: str) -> str:
    """Give SQL for the month of a day, counted since the year 0."""
    return f"(year({day}) * 12 + month({day}) - 1)::INTEGER"


def month_or(day: str, otherwise: int) -> str:
    """Give SQL for the month of a day, or another where there is none."""
    return f"coalesce({month(day)}, {otherwise})"


def numbers(snapshot: Codes, table: str, column: str, *texts: str) -> str:
    """Give the numbers of texts as a list for IN."""
    known = snapshot.codes(table, column)
    return "(" + ", ".join(str(known.get(text, -1)) for text in texts) + ")"


def places(snapshot: Codes, *, at_end: bool = False) -> str:
    """Give common tables: ``placed`` says where each unit stood in each month.

    On the first of the month, or at its end.
    """
    day = "last_day(first)" if at_end else "first"
    locality = numbers(snapshot, "unit_membership", "grouping", "locality")
    service = numbers(snapshot, "unit_membership", "grouping", "service")
    return f"""
months AS (
    SELECT n::INTEGER AS month, make_date(n // 12, n % 12 + 1, 1) AS first
    FROM (SELECT unnest(range({FROM}, {UNTIL})) AS n)
),
held AS (
    SELECT month, unit_id, grouping, arg_max(member_of_id, started_on) AS place
    FROM months, unit_membership
    WHERE started_on <= {day} AND (ended_on IS NULL OR {day} < ended_on)
    GROUP BY ALL
),
placed AS (
    SELECT u.unit_id AS unit, m.month, l.place AS locality, coalesce(s.place, a.place) AS service
    FROM organisation_unit u CROSS JOIN months m
    LEFT JOIN held l ON l.unit_id = u.unit_id AND l.month = m.month AND l.grouping IN {locality}
    LEFT JOIN held s ON s.unit_id = u.unit_id AND s.month = m.month AND s.grouping IN {service}
    LEFT JOIN held a ON a.unit_id = l.place AND a.month = m.month AND a.grouping IN {service}
)"""


def responsible(rows: str, table: str, by: str) -> str:
    """Give SQL that adds ``unit`` to rows: the team responsible on their ``asked_on``.

    The rows have the columns of ``by``, asked_on, own_team and just_began. The last team that had
    started then, if it had not ended; a row that has just begun has its team even where that has
    ended since. A row of which the table says nothing keeps its own team.
    """
    return f"""
SELECT r.*, CASE
    WHEN t.{by} IS NULL AND r.{by} IN (SELECT {by} FROM {table}) THEN NULL
    WHEN t.{by} IS NULL THEN r.own_team
    WHEN t.ended_on IS NULL OR r.asked_on < t.ended_on OR r.just_began THEN t.team_id
END AS unit
FROM ({rows}) r ASOF LEFT JOIN {table} t ON r.{by} = t.{by} AND r.asked_on >= t.started_on"""


def stretches(table: str, by: str) -> str:
    """Give SQL for who was responsible at the ends of which months: ``by``, team, s, e."""
    return f"""
SELECT {by}, team, {month("d")} AS s,
    {month_or(f"lead(d) OVER (PARTITION BY {by} ORDER BY d)", NEVER)} AS e
FROM (
    SELECT {by}, d, max(team) AS team FROM (
        SELECT {by}, started_on AS d, team_id AS team FROM {table}
        UNION ALL SELECT {by}, ended_on, NULL FROM {table} WHERE ended_on IS NOT NULL
        UNION ALL SELECT DISTINCT {by}, DATE '1900-01-01', NULL FROM {table}
    ) GROUP BY {by}, d
) QUALIFY s < e"""
