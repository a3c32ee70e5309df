"""The pathway as a page shows it: a drawing and the same in a table."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString

from headway.charts.flow import FlowStep, flow_drawing
from headway.domain.show import in_words, show
from headway.domain.values import Absent, Number, Value
from headway.services.office.pathway import Measured, Part, PathwayShown, PathwayStep
from headway.tables import TABLES

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
    destinations: tuple[tuple[str, str], ...]


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
        tuple((_destination(one, names), show(one.value)) for one in shown.destinations),
    )


def _destination(part: Part, names: dict[str, str]) -> str:
    return " ".join(one for one in (part.code, names.get(part.code, "")) if one) or "none named"


def _drawn(step: PathwayStep) -> FlowStep:
    value = step.count.value
    amount = value.amount if isinstance(value, Number) else None
    wait = f"{_short(step.wait)} {step.wait.title}" if _has(step.wait) and step.wait else ""
    left = tuple(f"{_short(one)} {one.title}" for one in step.left if _has(one))
    return FlowStep(step.count.title, _figure(value), amount, wait, left)


def _has(one: Measured | None) -> bool:
    return one is not None and isinstance(one.value, Number)


def _short(one: Measured) -> str:
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
