"""The pathway as a page shows it: a drawing and the same in a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString

from headway.charts.flow import FlowStep, flow_drawing
from headway.domain.indicator import Unit
from headway.domain.problems import capital
from headway.domain.show import in_words, show
from headway.domain.values import Absent, Number, Value
from headway.services.office.pathway import Measured, Part, PathwayShown, PathwayStep, Row
from headway.tables import TABLES
from headway.web.presenters.compared import ComparedText

DECISIONS = {one.value: one.meaning for one in TABLES["contact"].column("decision").codes}


@dataclass(frozen=True, slots=True)
class Said:
    """A figure in words; ``indicator`` leads to its page."""

    title: str
    figure: str
    meaning: str
    indicator: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the table."""

    count: Said
    wait: Said | None
    left: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class PathwayText:
    """All that the page shows."""

    drawing: SafeString
    lines: tuple[StepLine, ...]
    decisions: tuple[tuple[str, str], ...]
    destinations: tuple[tuple[str, str, str], ...]


def compared_text(headings: Sequence[str], rows: Iterable[Row]) -> ComparedText:
    """Make the texts of a comparison: title, whether it is a count, each heading with its cell."""
    headings = [capital(one) for one in headings]
    return ComparedText(
        tuple(headings),
        tuple(
            (_title(one), one.is_count, tuple(zip(headings, *_cells(one), strict=True)))
            for one in rows
        ),
    )


def _title(row: Row) -> str:
    unit, title = row.cells[0].unit, capital(row.title)
    return f"{title} ({unit})" if unit else title


def _cells(row: Row) -> tuple[list[str], list[str]]:
    return [_number(one) for one in row.cells], [in_words(one.value) for one in row.cells]


def _number(one: Measured) -> str:
    """Show a figure; a percentage to a whole number, which is all that a month of a few bears."""
    if one.unit == "%":
        return show(one.value, Unit.PERCENTAGE, 0).removesuffix("%")
    return show(one.value)


def pathway_text(shown: PathwayShown, names: dict[str, str]) -> PathwayText:
    """Make the texts of a pathway; ``names`` are the units' names."""
    steps = [_drawn(one) for one in shown.steps]
    # The drawing escapes every text.
    drawing = SafeString(flow_drawing(steps, identifier="pathway", title="The way through"))
    decided = tuple(
        (DECISIONS.get(one.code, "not known"), show(one.value)) for one in shown.decisions
    )
    return PathwayText(
        drawing,
        tuple(_line(one) for one in shown.steps),
        decided,
        tuple(
            (_destination(one, names), show(one.value), _begun(shown, one))
            for one in shown.destinations
        ),
    )


def _destination(part: Part, names: dict[str, str]) -> str:
    return (
        " ".join(one for one in (part.code, names.get(part.code, "")) if one)
        or "No team or service named"
    )


def _begun(shown: PathwayShown, part: Part) -> str:
    value = shown.begun.get(part.code)
    return "–" if value is None else show(value)


def _drawn(step: PathwayStep) -> FlowStep:
    value = step.count.value
    amount = value.amount if isinstance(value, Number) else None
    wait = f"{_short(step.wait)} {step.wait.title}" if _has(step.wait) and step.wait else ""
    left = tuple(f"{_short(one)} {one.title}" for one in step.left if _has(one))
    return FlowStep(step.count.title, _figure(value), amount, wait, left)


def _has(one: Measured | None) -> bool:
    return one is not None and isinstance(one.value, Number)


def _short(one: Measured) -> str:
    if one.unit == "%":
        return f"{_number(one)}%"
    return show(one.value) + (f" {one.unit}" if one.unit else "")


def _line(step: PathwayStep) -> StepLine:
    wait = _said(step.wait) if step.wait else None
    return StepLine(_said(step.count), wait, tuple(_said(one) for one in step.left))


def _said(one: Measured) -> Said:
    value = one.value
    figure = _short(one) if isinstance(value, Number) else show(value)
    return Said(
        one.title, figure, in_words(value) if isinstance(value, Absent) else "", one.indicator
    )


def _figure(value: Value) -> str:
    if isinstance(value, Number):
        return show(Number(Fraction(value.amount)))
    return value.state.value
