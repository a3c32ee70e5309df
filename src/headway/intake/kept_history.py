"""Kept history back again: the tidy files of an artefact to the editions they were made from."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeVar

from headway.domain.exact import read_exact
from headway.domain.periods import Period, PeriodKind
from headway.domain.polarity import Arrow
from headway.domain.problems import Finding, Place, Severity
from headway.domain.published import (
    Benchmark,
    Commentary,
    Comparator,
    Derived,
    Figure,
    PrintedCell,
    PublishedDataset,
    PublishedRow,
)
from headway.domain.safe_text import restore
from headway.domain.targets import Revision, Target, TargetForm
from headway.domain.values import Absent, Number, State, Value

Line = dict[str, str]
RowKey = tuple[str, str]
Made = TypeVar("Made")


def read_kept(files: Mapping[str, bytes]) -> tuple[PublishedDataset, ...]:
    """Return the editions that some tidy files hold, exactly as they were kept.

    ``files`` are those of a history artefact, whole and checked; a missing file raises
    ``KeyError``, since an artefact is stored whole or not at all.
    """
    tables = {name: _lines(contents) for name, contents in files.items() if name.endswith(".csv")}
    parts = _Parts(
        figures=_by_row(tables["figures.csv"], _figure),
        printed=_by_row(tables["printed.csv"], _printed),
        benchmarks=_by_row(tables["benchmarks.csv"], _benchmark),
        targets=_targets(tables["targets.csv"], tables["revisions.csv"]),
        commentary=_by_row(tables["commentary.csv"], _commentary),
    )
    findings: dict[str, list[Finding]] = defaultdict(list)
    for line in tables["findings.csv"]:
        findings[line["edition"]].append(_finding(line))
    rows: dict[str, list[PublishedRow]] = defaultdict(list)
    for line in tables["rows.csv"]:
        rows[line["edition"]].append(parts.row(line))
    return tuple(
        _dataset(line, rows[line["edition"]], findings[line["edition"]])
        for line in tables["editions.csv"]
    )


class _Parts:
    """What belongs to each row, by edition and position."""

    def __init__(
        self,
        figures: Mapping[RowKey, list[Figure]],
        printed: Mapping[RowKey, list[tuple[Derived, PrintedCell]]],
        benchmarks: Mapping[RowKey, list[Benchmark]],
        targets: Mapping[RowKey, list[Target]],
        commentary: Mapping[RowKey, list[Commentary]],
    ) -> None:
        self.figures, self.printed, self.benchmarks = figures, printed, benchmarks
        self.targets, self.commentary = targets, commentary

    def row(self, line: Line) -> PublishedRow:
        key = (line["edition"], line["position"])
        return PublishedRow(
            indicator=line["indicator"],
            reference=line["reference"],
            title=line["title"],
            figures=tuple(self.figures.get(key, ())),
            printed=tuple(self.printed.get(key, ())),
            benchmarks=tuple(self.benchmarks.get(key, ())),
            targets=tuple(self.targets.get(key, ())),
            commentary=next(iter(self.commentary.get(key, ())), None),
            owner=line["owner"],
            reporter=line["reporter"],
            outcome=line["outcome"],
            section=line["section"],
            polarity_printed=line["polarity"],
            place=_place(line),
        )


def _lines(contents: bytes) -> list[Line]:
    reader = csv.DictReader(io.StringIO(contents.decode("utf-8-sig"), newline=""))
    return [{name: restore(cell or "") for name, cell in line.items()} for line in reader]


def _by_row(lines: list[Line], make: Callable[[Line], Made]) -> dict[RowKey, list[Made]]:
    found: dict[RowKey, list[Made]] = defaultdict(list)
    for line in lines:
        found[line["edition"], line["position"]].append(make(line))
    return found


def _dataset(line: Line, rows: list[PublishedRow], findings: list[Finding]) -> PublishedDataset:
    ends = [_needed(line, "first_column"), _needed(line, "period")]
    columns = {figure.column for row in rows for figure in row.figures} | set(ends)
    return PublishedDataset(
        title=line["title"],
        edition=line["edition"],
        period=ends[1],
        columns=tuple(sorted(columns)),
        rows=tuple(rows),
        findings=tuple(findings),
        file=line["file"],
        digest=line["digest"],
    )


def _figure(line: Line) -> Figure:
    return Figure(
        period=_needed(line, "period"),
        value=_value(line),
        column=_needed(line, "column"),
        text=line["text"],
        place=_place(line),
        unit=line["service_unit"],
        certain=line["certain"] == "yes",
    )


def _printed(line: Line) -> tuple[Derived, PrintedCell]:
    arrow = Arrow(line["arrow"]) if line["arrow"] else None
    number = _amount(line["number"])
    return Derived(line["what"]), PrintedCell(line["text"], number, arrow, _place(line))


def _benchmark(line: Line) -> Benchmark:
    return Benchmark(
        comparator=Comparator(line["comparator"]),
        value=_value(line),
        name=line["name"],
        year=_period(line, "year"),
        updated=_period(line, "updated"),
        source=line["source"],
        method=line["method"],
        text=line["text"],
        place=_place(line),
    )


def _targets(lines: list[Line], revised: list[Line]) -> dict[RowKey, list[Target]]:
    revisions: dict[tuple[str, str, Period], list[Revision]] = defaultdict(list)
    for line in revised:
        key = (line["edition"], line["position"], _needed(line, "period"))
        revisions[key].append(
            Revision(line["was"], _day(line["on"]), line["reason"], line["approved_by"])
        )

    def target(line: Line) -> Target:
        period = _needed(line, "period")
        return Target(
            period=period,
            form=TargetForm(line["form"]),
            goal=_amount(line["goal"]),
            high=_amount(line["high"]),
            tolerance=_amount(line["tolerance"]),
            floor=_amount(line["floor"]),
            on_rounded=line["on_rounded"] == "yes",
            revisions=tuple(revisions[line["edition"], line["position"], period]),
            text=line["text"],
        )

    return _by_row(lines, target)


def _commentary(line: Line) -> Commentary:
    return Commentary(
        text=line["text"],
        period=_needed(line, "period"),
        by=line["by"],
        points_to=line["points_to"],
        carried_from=line["carried_from"],
        written=_day(line["written"]),
        place=_place(line),
    )


def _finding(line: Line) -> Finding:
    severity = Severity(line["severity"])
    return Finding(_place(line), severity, line["found"], line["done"], line["next_step"])


def _value(line: Line) -> Value:
    amount = _amount(line["value"])
    return Number(amount) if amount is not None else Absent(State(line["state"]), line["note"])


def _place(line: Line) -> Place:
    return Place(
        line["place_file"],
        line["place_sheet"],
        int(line["place_row"] or 0),
        line["place_column"],
        int(line["place_line"] or 0),
    )


def _period(line: Line, name: str) -> Period | None:
    if not line[name]:
        return None
    last = date.fromisoformat(line[f"{name}_end"])
    return Period(
        PeriodKind(line[f"{name}_kind"]),
        date.fromisoformat(line[f"{name}_start"]),
        last + timedelta(days=1),
    )


def _needed(line: Line, name: str) -> Period:
    found = _period(line, name)
    if found is None:
        raise ValueError(f"a kept line has no {name}")
    return found


def _amount(text: str) -> Fraction | None:
    return read_exact(text) if text else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
