"""What a sheet prints beside the figures: changes and summaries, benchmarks, targets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from headway.domain.periods import Period, financial_year
from headway.domain.polarity import Arrow
from headway.domain.printed import figure_in
from headway.domain.problems import Place, Severity
from headway.domain.published import Benchmark, Comparator, Derived, PrintedCell
from headway.domain.targets import Target, TargetForm
from headway.domain.values import Number, State
from headway.intake.figure_text import amount_in, read_figure
from headway.intake.headings import Heading
from headway.intake.layout import Layout
from headway.intake.looks import Look, arrow_in, look_of, tidy
from headway.intake.placing import Placed
from headway.intake.reporting import Report, quoted
from headway.intake.roles import BENCHMARKS, CHANGES, Role

_DERIVED = {
    Role.CHANGE_PREVIOUS: Derived.CHANGE_PREVIOUS,
    Role.CHANGE_LAST_YEAR: Derived.CHANGE_LAST_YEAR,
    Role.AVERAGE: Derived.AVERAGE_12,
    Role.MAXIMUM: Derived.MAXIMUM_12,
    Role.YEAR_TO_DATE: Derived.YEAR_TO_DATE,
    Role.MARK: Derived.QUALITY,
    Role.FLAG: Derived.FLAG,
}
_COMPARATORS = {
    Role.NEIGHBOURS: Comparator.STATISTICAL_NEIGHBOURS,
    Role.ENGLAND: Comparator.ENGLAND,
    Role.REGION: Comparator.REGION,
}
_ARROWS = {"up": Arrow.UP, "similar": Arrow.SIMILAR, "down": Arrow.DOWN}
_AMOUNT = r"(£?\s*[\d,]+(?:\.\d+)?\s*%?)"
_AT_LEAST = re.compile(
    rf"(?:>\s*=?|≥|at least|min(?:imum)?(?: of)?|over|above|more than)\s*{_AMOUNT}"
    rf"|{_AMOUNT}\s*(?:\+|or (?:more|above|over|higher|better)|and (?:above|over))",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    rf"(?:<\s*=?|≤|at most|max(?:imum)?(?: of)?|under|below|(?:less|fewer|no more) than|up to)"
    rf"\s*{_AMOUNT}|{_AMOUNT}\s*(?:or (?:less|below|under|fewer|lower))",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"(?:between\s*)?{_AMOUNT}\s*(?:-|–|to|and)\s*{_AMOUNT}", re.IGNORECASE)
_METHODS = (
    ("median", re.compile(r"median", re.IGNORECASE)),
    ("mean", re.compile(r"mean|av(?:g|e|erage)", re.IGNORECASE)),
)


@dataclass(slots=True)
class Extras:
    """Reads what stands beside the figures of one sheet's rows."""

    layout: Layout
    report: Report

    def printed(self, row: Placed) -> tuple[tuple[Derived, PrintedCell], ...]:
        """Return the derived figures as they were printed; none is taken as a figure."""
        found = []
        arrows = {value: arrow for arrow, value in self.layout.arrows.items()}
        for at, heading in enumerate(self.layout.headings):
            derived = _DERIVED.get(heading.role)
            if derived is None or at in row.withheld:
                continue
            cell = self._printed_cell(row, at, arrows.get(at), heading.role)
            if cell is not None:
                found.append((derived, cell))
        return tuple(found)

    def _printed_cell(
        self, row: Placed, at: int, beside: int | None, role: Role
    ) -> PrintedCell | None:
        text, mark = row.text(at), row.text(beside)
        if not text and not mark:
            return None
        place = self._place(row, at)
        if role not in CHANGES:
            return PrintedCell(text, figure_in(text), None, place)
        arrow = _ARROWS.get(arrow_in(mark or text))
        if mark and arrow is not None:
            text = f"{mark} {text}".strip()
        elif arrow is None:
            self._tell_broken_arrow(row, at, beside)
        return PrintedCell(text, figure_in(text), arrow, place)

    def _tell_broken_arrow(self, row: Placed, at: int, beside: int | None) -> None:
        column = at if beside is None else beside
        text = row.text(column)
        sign = text.split(" ")[0] if look_of(text) is Look.MARKED_NUMBER else text
        if look_of(sign) is not Look.MARK:
            return
        self.report.tell(
            self._place(row, column),
            Severity.NOT_TAKEN,
            f"{quoted(sign)} stands where an arrow belongs",
            "which arrow it was cannot be told, so none is taken",
            "Headway's own arrow beside it comes from the figures",
            kind="broken arrows",
        )

    def benchmarks(self, row: Placed) -> tuple[Benchmark, ...]:
        """Return the benchmarks printed in a row, with the year and date the sheet gives."""
        return tuple(self._benchmarks(row))

    def _benchmarks(self, row: Placed) -> Iterator[Benchmark]:
        for at in self.layout.all(*BENCHMARKS):
            if not row.text(at) or at in row.withheld:
                continue
            heading, reading = self.layout.headings[at], read_figure(row.cells[at])
            if reading.problem:
                self._tell_not_taken(row, at, reading.problem)
                continue
            yield Benchmark(
                _COMPARATORS[heading.role],
                reading.value,
                heading.name,
                heading.period or self.layout.benchmarks.year,
                self.layout.benchmarks.updated,
                method=next((name for name, found in _METHODS if found.search(heading.text)), ""),
                text=reading.text,
                place=self._place(row, at),
            )

    def targets(self, row: Placed) -> tuple[Target, ...]:
        """Return the targets printed in a row; one that cannot be read is told, not taken."""
        found = tuple(self._targets(row))
        at = self._floor_of(row)
        if at is not None and all(target.floor is None for target in found):
            self._tell_not_taken(row, at, "no target that it is the floor of could be read")
        return found

    def _targets(self, row: Placed) -> Iterator[Target]:
        for at in self.layout.all(Role.TARGET):
            text = row.text(at)
            if not text or at in row.withheld or look_of(text) in (Look.DASH, Look.NOT_APPLICABLE):
                continue
            target = self._target(row, at, self._year(self.layout.headings[at]))
            if target is None:
                self._tell_not_taken(row, at, "this is not a target that can be read")
            else:
                yield self._with_floor(row, target)

    def _with_floor(self, row: Placed, target: Target) -> Target:
        """Return the target of the sheet's year with the floor printed beside it, if one is."""
        at = self._floor_of(row)
        if at is None or target.period != financial_year(self.layout.period.financial_year):
            return target
        text, value = tidy(row.text(at)), read_figure(row.cells[at]).value
        found = _AT_MOST.fullmatch(text) or _AT_LEAST.fullmatch(text)
        if found:
            floor = amount_in(tidy(next(part for part in found.groups() if part)))
        else:
            floor = value.amount if isinstance(value, Number) else None
        try:
            return replace(target, floor=floor)
        except ValueError:
            return target

    def _floor_of(self, row: Placed) -> int | None:
        at = self.layout.first(Role.FLOOR)
        return at if at is not None and at not in row.withheld and row.text(at) else None

    def _target(self, row: Placed, at: int, period: Period) -> Target | None:
        text = tidy(row.text(at))
        if found := _AT_LEAST.fullmatch(text):
            return _toward(period, TargetForm.AT_LEAST, found, text)
        if found := _AT_MOST.fullmatch(text):
            return _toward(period, TargetForm.AT_MOST, found, text)
        if found := _WITHIN.fullmatch(text):
            low, high = (amount_in(tidy(part)) for part in found.groups())
            in_order = low is not None and high is not None and low <= high
            return Target(period, TargetForm.WITHIN, low, high, text=text) if in_order else None
        value = read_figure(row.cells[at]).value
        if isinstance(value, Number):
            return Target(period, TargetForm.UNSTATED, value.amount, text=text)
        awaited = value.state is State.AWAITED
        return Target(period, TargetForm.TO_BE_CONFIRMED, text=text) if awaited else None

    def _year(self, heading: Heading) -> Period:
        return heading.period or financial_year(self.layout.period.financial_year)

    def _tell_not_taken(self, row: Placed, at: int, why: str) -> None:
        self.report.tell(
            self._place(row, at),
            Severity.NOT_TAKEN,
            f"{quoted(row.text(at))} stands under {self._name(at)}: {why}",
            "it is not taken",
            "correct the cell, or look it up in the document it came from",
            kind="cells that cannot be read",
        )

    def _name(self, at: int) -> str:
        heading = self.layout.headings[at]
        return f"{heading.role.value} {heading.period}" if heading.period else heading.role.value

    def _place(self, row: Placed, at: int) -> Place:
        return row.line.place(self.report.sheet, row.origins[at])


def tell_targets_without_year(layout: Layout, report: Report, place: Place) -> None:
    """Say for which year targets without one are taken."""
    undated = [at for at in layout.all(Role.TARGET) if layout.headings[at].period is None]
    if undated:
        year = financial_year(layout.period.financial_year)
        report.tell(
            place,
            Severity.INFERRED,
            f"the heading {quoted(layout.headings[undated[0]].text)} names no year",
            f"its targets are taken for {year}, the year of {layout.period}",
            "write the year into the heading",
        )


def _toward(period: Period, form: TargetForm, found: re.Match[str], text: str) -> Target | None:
    amount = amount_in(tidy(next(part for part in found.groups() if part)))
    return None if amount is None else Target(period, form, amount, text=text)
