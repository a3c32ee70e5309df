"""Hand-written SQL for every figure, in the fastest form that is known: five statements.

What can be added up is one statement: every table read once and counted by team and month with
``count_if`` on the small numbers that stand for codes, levels as grouping sets over what is left,
what follows or comes before by as-of joins. What stands open is another, as sums of beginnings
and endings. Different subjects, medians and people are three small ones. It is what Headway is
measured against.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, cast

from bench.figures import Figures, derive, month_name, put
from bench.sql_facts import COLUMNS, facts_statement
from bench.sql_open import NAMES, SCALES, open_statement
from bench.sql_others import (
    DIVIDED,
    SUBJECTS,
    medians_statement,
    people_statement,
    subjects_statement,
)
from bench.work import Places, Work
from headway.domain.working_days import bank_holidays
from headway.engine.source import Snapshot
from headway.tables import TABLES
from headway.warehouse.folder import open_folder
from headway.warehouse.snapshot_reading import open_snapshot

LEVELS = ("team", "locality", "service", "council")
GROUPED = {3: "team", 5: "locality", 6: "service", 7: "council"}
"""What ``grouping`` says of a row of each level."""
ADDED = tuple(name for name, half in COLUMNS if half == "above")
Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Answers:
    """The rows of the five statements, as they came."""

    facts: Rows
    standing: Rows
    subjects: Rows
    medians: Rows
    people: Rows


@contextmanager
def compared(places: Places) -> Iterator[Work]:
    """Make ready to run the statements; their rows become figures afterwards."""
    with open_snapshot(open_folder(places.data), check=False) as snapshot:
        yield Work(
            lambda: answers(snapshot), lambda found: figures(snapshot, cast("Answers", found))
        )


def answers(snapshot: Snapshot) -> Answers:
    """Run the statements."""
    worked = working_days()
    return Answers(
        snapshot.query(facts_statement(snapshot, worked)),
        snapshot.query(open_statement(snapshot)),
        snapshot.query(subjects_statement(snapshot)),
        snapshot.query(medians_statement(snapshot, worked)),
        snapshot.query(people_statement(snapshot)),
    )


def working_days() -> str:
    """Give SQL for (day, n): how many working days there were up to and including each day."""
    off = sorted(day for year in range(2000, 2031) for day in bank_holidays(year))
    days = ", ".join(f"DATE '{day.isoformat()}'" for day in off)
    return f"""
SELECT CAST(d AS DATE) AS day, CAST(sum(
    CASE WHEN isodow(d) < 6 AND CAST(d AS DATE) NOT IN ({days}) THEN 1 ELSE 0 END
) OVER (ORDER BY d) AS INTEGER) AS n
FROM range(DATE '{date(2000, 1, 1)}', DATE '{date(2031, 1, 1)}', INTERVAL 1 DAY) AS t(d)"""


def figures(snapshot: Snapshot, found: Answers) -> Figures:
    """Give what came of it as figures that can be compared."""
    names: Mapping[object, str] = {
        number: text for text, number in snapshot.codes("organisation_unit", "unit_id").items()
    }
    made: Figures = {}
    for number, level, team, locality, service, *cells in found.facts:
        at = GROUPED[level]
        unit = names.get({"team": team, "locality": locality, "service": service}.get(at), "")
        given = dict(zip(COLUMNS, cells, strict=True))
        for name in ADDED:
            cell = (name, month_name(number), at, unit)
            put(made, cell, given[name, "above"], given.get((name, "below")))
    for ind, number, level, unit, figure in found.standing:
        cell = (NAMES[ind], month_name(number), LEVELS[level], names.get(unit, ""))
        put(made, cell, Fraction(int(figure), SCALES[ind]), 0)
    for ind, number, level, team, locality, service, figure, base in found.subjects:
        at = GROUPED[level]
        unit = names.get({"team": team, "locality": locality, "service": service}.get(at), "")
        name = SUBJECTS[ind]
        put(made, (name, month_name(number), at, unit), figure, base if name in DIVIDED else 0)
    for number, level, team, locality, service, twice, rows in found.medians:
        at = GROUPED[level]
        unit = names.get({"team": team, "locality": locality, "service": service}.get(at), "")
        cell = ("early-help-assessment-typical-working-days", month_name(number), at, unit)
        put(made, cell, twice if rows >= 3 else 0, rows)
    cohorts = {number: text for text, number in snapshot.codes("population", "cohort").items()}
    people = {
        (names[area], year, age, cohorts[cohort]): many
        for area, year, age, cohort, many in found.people
    }
    return derive(made, people, areas_of(snapshot, names))


def areas_of(snapshot: Snapshot, names: Mapping[object, str]) -> list[str]:
    """Give the areas that are councils: the council's figure divides by their people."""
    kind = snapshot.codes("organisation_unit", "kind").get("council", -1)
    rows = snapshot.query(f"SELECT unit_id FROM organisation_unit WHERE kind = {kind}")
    return [names[unit] for (unit,) in rows]


@contextmanager
def reading(places: Places) -> Iterator[Work]:
    """Make ready to read once what the statements read: no figure can take less."""
    with open_snapshot(open_folder(places.data), check=False) as snapshot:
        asked = list(reads(snapshot))
        yield Work(lambda: [snapshot.query(one) for one in asked], lambda rows: {})


def reads(snapshot: Snapshot) -> list[str]:
    """Give one statement for each table: its columns that any side's statements name."""
    text = facts_statement(snapshot, "") + open_statement(snapshot)
    text += subjects_statement(snapshot) + medians_statement(snapshot, "")
    text += people_statement(snapshot)
    words = {word.strip('"(),') for part in text.replace(".", " ").split() for word in [part]}
    asked = []
    for name in sorted(snapshot.table_names & words):
        read = [one for one in TABLES[name].column_names if one in words]
        if read:
            columns = ", ".join(f'max("{one}")' for one in read)
            asked.append(f'SELECT {columns} FROM "{name}"')
    return asked
