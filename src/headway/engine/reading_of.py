"""Which rows a calculation reads: its own, those they point to, and others of the same subject."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from headway.domain.calculation import (
    Asked,
    Average,
    Calculation,
    Common,
    Count,
    Credit,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Selection,
    Share,
    Transition,
    Within,
)
from headway.tables import TABLES
from headway.tables.paths import Path, resolve

DERIVED_FROM = {
    "person": ("month_of_birth", "expected_month", "stage_of_life"),
    "plan": ("opened_on", "continues_plan_id"),
}
"""Which columns those are worked out from that no table holds."""


@dataclass(frozen=True, slots=True)
class Link:
    """A row that is pointed to: ``path`` leads to the column that names it."""

    path: str
    table: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose responsibility is told day by day in ``table``: ``path`` leads to whose."""

    path: str
    table: str


@dataclass(frozen=True, slots=True)
class Source:
    """Rows of one table that are read, with the rows they point to.

    Others than those counted are read by ``subject``: that of the row counted, to which its path
    ``whose`` leads. The source of the rows counted names every such path in ``asked``.
    """

    table: str
    links: tuple[Link, ...]
    holders: tuple[Holder, ...] = ()
    subject: str = ""
    whose: str = ""
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that a calculation reads: its own rows, others, and the columns of every table."""

    own: Source | None
    others: tuple[Source, ...]
    columns: dict[str, frozenset[str]]
    chains: bool = False


OfRows: TypeAlias = Count | Share | Average | Duration | OpenAtEnd | FollowedBy


def reading_of(calculation: Calculation) -> Reading:
    """Give what a calculation of rows reads."""
    made = _Made({})
    match calculation:
        case Transition():
            return Reading(None, tuple(_told(made)), made.done(), chains=False)
        case LatestChange():
            paths = [calculation.when, calculation.score, calculation.instrument]
            paths += [*calculation.series, *_asked(calculation.selection.where)]
            others = [
                made.source(
                    calculation.selection.table,
                    [calculation.subject, *paths],
                    calculation.common,
                    calculation.subject,
                )
            ]
            return Reading(None, tuple(others), made.done(), made.chains)
        case Count() | Share() | Average() | Duration() | OpenAtEnd() | FollowedBy():
            others = list(_others(calculation, made))
            asked = tuple(dict.fromkeys(one.whose for one in others))
            paths = [*_paths(calculation), *asked]
            own = made.source(calculation.selection.table, paths, calculation.common)
            own = replace(own, asked=asked)
            return Reading(own, tuple(others), made.done(), made.chains)
        case _:
            raise ValueError("this calculation is made of others")


def _paths(calculation: OfRows) -> list[str]:
    """Name every column that decides over a row of the calculation's own."""
    found = _asked(calculation.selection.where)
    match calculation:
        case Count():
            found += [calculation.when, calculation.each, calculation.sum_of]
        case Share():
            found += [calculation.when, calculation.each, *_asked(calculation.of_those)]
        case Average():
            found += [calculation.when, calculation.of]
        case Duration():
            found += [calculation.start, calculation.end]
        case OpenAtEnd():
            found += [*calculation.starts, *calculation.ends, calculation.each, calculation.sum_of]
            found += ["tier"] if calculation.only_highest_tier else []
        case FollowedBy():
            found += [calculation.when, calculation.subject]
    return [one for one in found if one]


def _others(calculation: OfRows, made: "_Made") -> Iterator[Source]:
    nobody = Common(credit=Credit.NOBODY)
    match calculation:
        case FollowedBy():
            follower, still, whose = (
                calculation.follower,
                calculation.still_open,
                calculation.subject,
            )
            paths = [calculation.follower_when, calculation.unless_named_in]
            paths += _asked(follower.where)
            subject = calculation.follower_subject
            yield made.source(follower.table, paths, nobody, subject, whose)
            if still is not None:
                paths = [still.start, still.end, *_asked(still.where)]
                yield made.source(calculation.selection.table, paths, nobody, whose, whose)
        case Count() if calculation.only_the_first:
            selection: Selection = calculation.selection
            paths = [calculation.when, *_asked(selection.where)]
            each = calculation.each
            yield made.source(selection.table, paths, nobody, each, each)
        case OpenAtEnd():
            if calculation.only_highest_tier:
                paths = ["tier", "started_on", "ended_on"]
                yield made.source("tier_episode", paths, nobody, "person_id", "person_id")
            beside = calculation.beside
            if beside is not None:
                paths = [beside.start, beside.end, *_asked(beside.selection.where)]
                table = beside.selection.table
                yield made.source(table, paths, nobody, beside.subject, beside.of)
        case _:
            return


def _told(made: "_Made") -> Iterator[Source]:
    """Every kind of record that tells of a step up or down."""
    day_before = Common(credit=Credit.DAY_BEFORE)
    of_plan = Common("plan.team_id", Credit.DAY_BEFORE)
    nobody = Common(credit=Credit.NOBODY)
    for table, paths, common in (
        ("tier_episode", ("tier", "started_on", "ended_on", "end_reason"), day_before),
        ("social_care_referral", ("received_on", "outcome"), nobody),
        ("contact", ("received_on", "decision"), nobody),
        ("plan_subject", ("role", "started_on", "ended_on", "plan.closed_on"), of_plan),
        ("plan_subject", ("plan.closing_reason", "plan.opened_on"), nobody),
    ):
        yield made.source(table, paths, common, "person_id")


def _asked(conditions: Iterable[Asked]) -> list[str]:
    found: list[str] = []
    for one in conditions:
        found += [one.earlier, one.later] if isinstance(one, Within) else [one.column]
    return found


@dataclass(slots=True)
class _Made:
    """Gathers the columns that are read while sources are made."""

    columns: dict[str, set[str]]
    chains: bool = False

    def done(self) -> dict[str, frozenset[str]]:
        return {table: frozenset(names) for table, names in self.columns.items()}

    def source(
        self,
        table: str,
        paths: Iterable[str],
        common: Common,
        subject: str = "",
        whose: str = "",
    ) -> Source:
        unit = "" if common.credit is Credit.NOBODY else common.unit or TABLES[table].unit_column
        wanted = [one for one in (*paths, subject, unit or "") if one]
        links: dict[Link, None] = {}
        for path in wanted:
            links |= dict.fromkeys(self._links(table, path))
        holders = self._holders(table, unit, common) if unit else ()
        return Source(table, tuple(links), holders, subject, whose)

    def _links(self, table: str, path: str) -> Iterator[Link]:
        found, here = resolve(table, path), table
        names = path.split(".")[:-1]
        for place, step in enumerate(found.steps):
            self._reads(here, step.by)
            yield Link(".".join([*names[:place], step.by]), step.table)
            here = step.table
        if found.derived:
            for name in DERIVED_FROM[found.table]:
                self._reads(found.table, name)
            self.chains |= found.table == "plan"
        else:
            self._reads(found.table, found.column.name)

    def _holders(self, table: str, unit: str, common: Common) -> tuple[Holder, ...]:
        found: Path = resolve(table, unit)
        owner = TABLES[found.table]
        if common.credit is Credit.OWN or owner.responsibility is None:
            return ()
        *names, _ = unit.split(".")
        if owner.event_date:  # where the day before is meant, the day it began counts too
            self._reads(owner.name, owner.event_date)
        self._reads_all(owner.responsibility)
        whose = TABLES[owner.responsibility].key.columns[0]  # a reading's team is its plan's
        return (Holder(".".join([*names, whose]), owner.responsibility),)

    def _reads(self, table: str, name: str) -> None:
        self.columns.setdefault(table, set()).add(name)

    def _reads_all(self, table: str) -> None:
        self.columns.setdefault(table, set()).update(TABLES[table].column_names)
