"""Why a contributor adds otherwise now: which row did it, and what became of that row.

Looked for from near to far: the row that is counted; the rows it points to; who was responsible
for it; other rows of the same subject (one that follows, an earlier one, a higher tier).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from sqlglot import exp

from headway.domain.calculation import Calculation
from headway.domain.restatement import Cause, Contributor, RowChange, Why
from headway.engine.differences import Fact, contributor_of
from headway.engine.fact_rows import Pair
from headway.engine.reading_of import Holder, Link, Reading, Source, reading_of
from headway.engine.relation import Relation
from headway.engine.sql import call, column, known
from headway.tables import TABLES
from headway.tables.paths import resolve

RowKey = tuple[object, ...]
NOT_TRACED = Why(Cause.NOT_TRACED)


@dataclass(frozen=True, slots=True)
class _Read:
    """A row that was read: its key, the rows it points to, and whose team is told.

    ``subjects`` are those asked for: of a row counted, one for each path to others.
    """

    key: RowKey
    subjects: tuple[object, ...]
    links: tuple[tuple[str, object], ...]
    holders: tuple[tuple[str, object], ...]


@dataclass(slots=True)
class Tracer:
    """Finds reasons for one calculation between two snapshots."""

    calculation: Calculation
    pair: Pair
    reading: Reading = field(init=False)
    rows: dict[Contributor, list[RowKey]] = field(default_factory=dict)
    _own: dict[RowKey, list[_Read]] = field(default_factory=dict)
    _others: dict[tuple[int, object], list[_Read]] = field(default_factory=dict)
    _by_holder: dict[str, dict[object, list[Why]]] = field(default_factory=dict)
    _chain: dict[object, set[object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.reading = reading_of(self.calculation)

    def look_at(self, before: Sequence[Fact], after: Sequence[Fact]) -> None:
        """Read what is needed for the contributors of facts that differ."""
        held, holds = set(before), set(after)
        for fact in (*(held - holds), *(holds - held)):
            contributor = contributor_of(self.calculation, fact)
            if contributor is not None:
                self.rows.setdefault(contributor, []).append(fact.row)
        keys = {row for rows in self.rows.values() for row in rows}
        own = self.reading.own
        if own is not None:
            for read in self._of_keys(own, keys):
                self._own.setdefault(read.key, []).append(read)
        for place, source in enumerate(self.reading.others):
            for read in self._of_subjects(source, self._subjects(source, keys)):
                self._others.setdefault((place, read.subjects[0]), []).append(read)
        if self.reading.chains:
            self._read_chains()

    def why(self, contributor: Contributor) -> Why:
        """Give the nearest reason; NOT_TRACED where no row that is read has changed."""
        return min(
            self._whys(contributor),
            key=lambda one: (one[0], one[1].sorting),
            default=(0, NOT_TRACED),
        )[1]

    def _subjects(self, source: Source, rows: Iterable[RowKey]) -> set[object]:
        """Give the subjects of some rows by which a source is asked."""
        own = self.reading.own
        if own is None:
            return {row[0] for row in rows}
        place = own.asked.index(source.whose)
        found = {read.subjects[place] for row in rows for read in self._own.get(row, ())}
        return found - {None}

    def _whys(self, contributor: Contributor) -> Iterator[tuple[int, Why]]:
        rows = list(dict.fromkeys(self.rows.get(contributor, [])))
        own = self.reading.own
        if own is not None:
            for row in rows:
                yield from self._ranked(0, self._row(own.table, row, elsewhere=False))
                for read in self._own.get(row, ()):
                    yield from self._ranked(1, self._around(own, read))
        for place, source in enumerate(self.reading.others):
            for subject in self._subjects(source, rows):
                for read in self._others.get((place, subject), ()):
                    yield from self._ranked(2, self._row(source.table, read.key, elsewhere=True))
                    yield from self._ranked(3, self._around(source, read))

    def _ranked(self, rank: int, whys: Iterable[Why]) -> Iterator[tuple[int, Why]]:
        return ((rank, one) for one in whys)

    def _row(self, table: str, key: RowKey, *, elsewhere: bool) -> Iterator[Why]:
        change = self.pair.changes(table).get(key)
        if change is not None:
            yield from self._relevant(table, change, elsewhere=elsewhere)

    def _relevant(self, table: str, change: RowChange, *, elsewhere: bool) -> Iterator[Why]:
        if change.cause is not Cause.CORRECTED:
            yield Why(change.cause, table, (), elsewhere)
            return
        read = self.reading.columns.get(table, frozenset()) | {*TABLES[table].key.columns}
        columns = tuple(name for name in change.columns if name in read)
        if columns:
            yield Why(Cause.CORRECTED, table, columns, elsewhere)

    def _around(self, source: Source, read: _Read) -> Iterator[Why]:
        for table, number in read.links:
            yield from self._row(table, (number,), elsewhere=True)
            if table == "plan":
                for one in sorted(self._chain.get(number, ()), key=str):
                    yield from self._row(table, (one,), elsewhere=True)
        if source.table == "plan":
            for one in sorted(self._chain.get(read.key[0], ()), key=str):
                yield from self._row("plan", (one,), elsewhere=True)
        for table, number in read.holders:
            yield from self._held(table).get(number, ())

    def _held(self, table: str) -> Mapping[object, list[Why]]:
        """Give what became of the rows of a table of responsibility, by whose they are."""
        if table not in self._by_holder:
            found: dict[object, list[Why]] = {}
            for key, change in self.pair.changes(table).items():
                for why in self._relevant(table, change, elsewhere=True):
                    found.setdefault(key[0], []).append(why)
            self._by_holder[table] = found
        return self._by_holder[table]

    def _of_keys(self, source: Source, keys: set[RowKey]) -> Iterator[_Read]:
        first = TABLES[source.table].key.columns[0]
        for side in (0, 1):
            numbers = {self.pair.number(side, source.table, first, key[0]) for key in keys}
            for read in self._query(source, side, first, numbers):
                if read.key in keys:
                    yield read

    def _of_subjects(self, source: Source, subjects: set[object]) -> Iterator[_Read]:
        found = resolve(source.table, source.subject)
        for side in (0, 1):
            numbers = {
                self.pair.number(side, found.table, found.column.name, one) for one in subjects
            }
            yield from self._query(source, side, source.subject, numbers)

    def _query(
        self, source: Source, side: int, by: str, numbers: Iterable[object]
    ) -> Iterator[_Read]:
        """Read the rows of a source whose column ``by`` is one of some numbers."""
        wanted = sorted(cast("int", one) for one in set(numbers) - {None})
        snapshot = self.pair.sides[side]
        if not wanted or source.table not in snapshot.table_names:
            return
        relation = Relation(source.table, snapshot)
        keys = relation.key()
        places: list[Link | Holder] = [*source.links, *source.holders]
        columns = [relation.column(one.path) for one in places]
        subjects = [relation.column(one) for one in _subject_paths(source)]
        among = relation.column(by)
        listed = exp.cast(exp.Literal.string(str(wanted)), "INTEGER[]")
        inside = exp.In(this=among, query=exp.select(call("unnest", listed)).subquery())
        named = [exp.alias_(one, f"c{n}") for n, one in enumerate((*keys, *subjects, *columns))]
        statement = relation.select(*named).where(known(among), inside)
        for row in snapshot.query(statement.sql("duckdb")):
            yield self._as_read(source, side, row)

    def _as_read(self, source: Source, side: int, row: Sequence[object]) -> _Read:
        table = TABLES[source.table]
        half = len(table.key.columns)
        key = tuple(
            self.pair.common(side, table.name, name, cell)
            for name, cell in zip(table.key.columns, row[:half], strict=True)
        )
        named_by: list[Link | Holder] = [*source.links, *source.holders]
        paths = [*_subject_paths(source), *(one.path for one in named_by)]
        cells = [
            self._common(source.table, path, side, cell)
            for path, cell in zip(paths, row[half:], strict=True)
        ]
        asked = len(_subject_paths(source))
        places = zip(named_by, cells[asked:], strict=True)
        named = [(one, cell) for one, cell in places if cell is not None]
        return _Read(
            key,
            tuple(cells[:asked]),
            tuple((one.table, cell) for one, cell in named if isinstance(one, Link)),
            tuple((one.table, cell) for one, cell in named if isinstance(one, Holder)),
        )

    def _common(self, table: str, path: str, side: int, cell: object) -> object:
        if not path or cell is None:
            return None
        found = resolve(table, path)
        return self.pair.common(side, found.table, found.column.name, cell)

    def _read_chains(self) -> None:
        """Give each plan all the plans that it carries on, on either side."""
        step: dict[object, set[object]] = {}
        names = ("plan_id", "continues_plan_id")
        for side, snapshot in enumerate(self.pair.sides):
            if "plan" not in snapshot.table_names:
                continue
            wanted = exp.select(*map(column, names)).from_("plan").where(known(column(names[1])))
            for row in snapshot.query(wanted.sql("duckdb")):
                plan, before = (
                    self.pair.common(side, "plan", name, cell)
                    for name, cell in zip(names, row, strict=True)
                )
                step.setdefault(plan, set()).add(before)
        for plan in step:
            seen: set[object] = set()
            waiting = [plan]
            while waiting:
                more = step.get(waiting.pop(), set()) - seen
                seen |= more
                waiting += more
            self._chain[plan] = seen


def _subject_paths(source: Source) -> tuple[str, ...]:
    return (source.subject,) if source.subject else source.asked
