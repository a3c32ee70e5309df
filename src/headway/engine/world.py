"""Drawn rows for the plain runner: paths followed by looking rows up, one after another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeAlias

from headway.domain.calculation import Asked, Common, Condition, Credit, Step, Test, Window, Within
from headway.domain.working_days import working_days_between
from headway.tables import TABLES
from headway.tables.merging import final_identifiers
from headway.tables.paths import AGE_BANDS, resolve

Row: TypeAlias = Mapping[str, object]
Rows: TypeAlias = Mapping[str, Sequence[Row]]


@dataclass(slots=True)
class World:
    """The rows of every table, with merged identifiers followed to the one that stays."""

    given: Rows
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        final = final_identifiers(self.given.get("merged_identifier", ()))
        for name, rows in self.given.items():
            columns = TABLES[name].columns
            kept = []
            for row in rows:
                cells = {column.name: row.get(column.name) for column in columns}
                for column in columns:
                    if column.references in final:
                        links = final[column.references]
                        cells[column.name] = links.get(cells[column.name], cells[column.name])
                kept.append(cells)
            self.rows[name] = kept

    def table(self, name: str) -> list[dict[str, object]]:
        """Give the rows of a table."""
        return self.rows.get(name, [])

    def cell(self, table: str, row: Row, path: str, on: date | None = None) -> object:
        """Give what stands at the end of a path; nothing where a row on the way is missing."""
        found = resolve(table, path)
        here: Row | None = row
        for step in found.steps:
            wanted = here.get(step.by) if here else None
            here = next((one for one in self.table(step.table) if one[step.key] == wanted), None)
            if wanted is None:
                here = None
        if here is None:
            return None
        if not found.derived:
            return here[found.column.name]
        if found.column.name == "first_opened_on":
            return self._first_opened(here)
        return _of_person(found.column.name, here, on)

    def meets(self, table: str, row: Row, asked: Asked, on: date | None) -> bool:
        """Say whether a row meets a condition."""
        if isinstance(asked, Within):
            earlier = self.cell(table, row, asked.earlier, on)
            later = self.cell(table, row, asked.later, on)
            if not isinstance(earlier, date) or not isinstance(later, date):
                return False
            return is_within(earlier, later, asked.window)
        return _meets(asked, self.cell(table, row, asked.column, on))

    def all_met(self, table: str, row: Row, where: Sequence[Asked], on: date | None) -> bool:
        """Say whether a row meets every condition."""
        return all(self.meets(table, row, one, on) for one in where)

    def unit(self, table: str, row: Row, common: Common, on: date) -> str:
        """Give the unit a row belongs to on a day; "" where there is none."""
        path = common.unit or TABLES[table].unit_column
        if common.credit is Credit.NOBODY or path is None:
            return ""
        found = resolve(table, path)
        own = self.cell(table, row, path, on)
        owner = self._row_at(table, row, path)
        responsible = TABLES[found.table].responsibility
        if common.credit is Credit.OWN or responsible is None or owner is None:
            return str(own or "")
        began = owner.get(TABLES[found.table].event_date or "")
        key = TABLES[responsible].key.columns[0]
        return self.team_on(
            responsible, owner.get(key), own, on, common.credit, began if key else None
        )

    def team_on(
        self, responsible: str, owner: object, own: object, on: date, credit: Credit, began: object
    ) -> str:
        """Give the team responsible on a day, or the day before."""
        key = TABLES[responsible].key.columns[0]
        rows = [one for one in self.table(responsible) if one[key] == owner and owner is not None]
        if not rows:
            return str(own or "")
        started = [one for one in rows if _is_on_or_before(one["started_on"], on)]
        if credit is Credit.DAY_BEFORE:
            if isinstance(began, date) and began >= on:
                return str(max(started, key=_start)["team_id"]) if started else ""
            on -= timedelta(days=1)
        held = [one for one in rows if _covers(one, on)]
        return str(max(held, key=_start)["team_id"]) if held else ""

    def _row_at(self, table: str, row: Row, path: str) -> Row | None:
        here: Row | None = row
        for step in resolve(table, path).steps:
            wanted = here.get(step.by) if here else None
            here = next((one for one in self.table(step.table) if one[step.key] == wanted), None)
        return here

    def _first_opened(self, plan: Row) -> object:
        seen: list[Row] = []
        here: Row | None = plan
        while here is not None and here not in seen:
            seen.append(here)
            before = here["continues_plan_id"]
            here = next(
                (one for one in self.table("plan") if before and one["plan_id"] == before), None
            )
        return min(one["opened_on"] for one in seen)  # type: ignore[type-var]


def _start(row: Row) -> tuple[object, object]:
    return (row["started_on"], row["team_id"])


def _is_on_or_before(found: object, on: date) -> bool:
    return isinstance(found, date) and found <= on


def _covers(row: Row, on: date) -> bool:
    end = row.get("ended_on")
    return _is_on_or_before(row["started_on"], on) and (not isinstance(end, date) or end > on)


def is_within(earlier: date, later: date, window: Window) -> bool:
    """Say whether a date is not before another and at most a window after it."""
    if later < earlier:
        return False
    if window.step is Step.MONTHS:
        return later < months_after(earlier, window.length)
    return elapsed(earlier, later, window.step) <= window.length


def elapsed(earlier: date, later: date, step: Step) -> int:
    """Count days, or working days, from one date to another."""
    if step is Step.WORKING_DAYS:
        return working_days_between(earlier, later)
    return (later - earlier).days


def months_after(start: date, months: int) -> date:
    """Give the same day so many months later, or that month's last day where it is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    following = date(year + month // 12, month % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month, min(start.day, last))


def _meets(asked: Condition, cell: object) -> bool:
    if asked.test is Test.IS_MISSING:
        return cell is None
    if asked.test is Test.IS_KNOWN:
        return cell is not None
    if cell is None:
        return asked.or_missing
    # A code may look like a number in a definition: it is text all the same.
    wanted = tuple(str(one) for one in asked.values) if isinstance(cell, str) else asked.values
    match asked.test:
        case Test.IS:
            return cell == wanted[0]
        case Test.IS_NOT:
            return cell != wanted[0]
        case Test.IS_ANY_OF:
            return cell in wanted
        case Test.IS_NONE_OF:
            return cell not in wanted
        case Test.AT_LEAST:
            return bool(cell >= wanted[0])  # type: ignore[operator]
        case _:
            return bool(cell <= wanted[0])  # type: ignore[operator]


def _of_person(name: str, person: Row, on: date | None) -> object:
    born = person["month_of_birth"] or person["expected_month"]
    age = None
    if isinstance(born, date) and on is not None:
        before_birthday = on.month < born.month
        age = max(0, on.year - born.year - (1 if before_birthday else 0))
    if name == "age":
        return age
    if name == "is_child":
        stage = person["stage_of_life"]
        return age < 18 if age is not None else (None if stage is None else stage != "adult")
    fitting = [band for band, least in AGE_BANDS if age is not None and age >= least]
    return fitting[-1] if fitting else None
