"""The way through early help of a unit and a month, step by step: counts, waits, who left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.values import Absent, Number, State, Value
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.analysis.kept_pages import PATHWAY, unit_key
from headway.services.analysis.pathway import DECIDED, RECEIVED
from headway.services.office.kept_pages import page_file, value_of

BEGUN = "assessments-begun"
LED_TO = "contacts-leading-to-assessment-percentage"
NOTHING = Absent(State.NOT_COLLECTED, "it is not worked out for this unit and month")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure with its name; ``indicator`` leads to its page, where an indicator gives it."""

    title: str
    value: Value
    unit: str = ""
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class PathwayStep:
    """A step: how many took it, how long it took from the step before, and who left there."""

    count: Measured
    wait: Measured | None
    left: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One measure of several units or months side by side; a count, or what belongs to a step."""

    title: str
    is_count: bool
    cells: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the contacts of a month: by its code, how many."""

    code: str
    value: Value


@dataclass(frozen=True, slots=True)
class PathwayShown:
    """The steps of a unit and month; the contacts by decision and destination for the council.

    ``begun`` are the assessments begun in the month by the team that began them, by its identifier.
    """

    steps: tuple[PathwayStep, ...]
    decisions: tuple[Part, ...]
    destinations: tuple[Part, ...]
    begun: Mapping[str, Value]


def pathway_shown(figures: KeptFigures, unit: UnitRef, month: Period) -> PathwayShown | None:
    """Give the pathway; None where the figures were kept without it."""
    kept = page_file(figures, PATHWAY)
    if kept is None:
        return None
    asked = _Asked(figures, unit, month)
    label, is_council = short_label(month), unit == COUNCIL
    destinations = _parts(kept["destinations"].get(label, {})) if is_council else ()
    begun = {
        one.code: _Asked(figures, UnitRef(Level.TEAM, one.code), month).own("", BEGUN).value
        for one in destinations
        if one.code and figures.unit(UnitRef(Level.TEAM, one.code)) is not None
    }
    return PathwayShown(
        (*_at_the_door(asked), *_steps(asked)),
        _parts(kept["decisions"].get(label, {})) if is_council else (),
        destinations,
        begun,
    )


def by_unit(figures: KeptFigures, units: Sequence[UnitRef], month: Period) -> tuple[Row, ...]:
    """Set units beside each other for a month; the front door belongs to none but the council."""
    return _rows([_steps(_Asked(figures, one, month)) for one in units])


def by_month(figures: KeptFigures, unit: UnitRef, months: Sequence[Period]) -> tuple[Row, ...]:
    """Set the months of a unit beside each other."""
    asked = [_Asked(figures, unit, one) for one in months]
    return _rows([(*_at_the_door(one), *_steps(one)) for one in asked])


def _rows(columns: Sequence[tuple[PathwayStep, ...]]) -> tuple[Row, ...]:
    """Lay the steps of each column under each other: a count, its wait, then who left there."""
    rows = []
    for steps in zip(*columns, strict=True):
        rows.append(Row(steps[0].count.title, True, tuple(one.count for one in steps)))
        besides = zip(*([one.wait] * bool(one.wait) + list(one.left) for one in steps), strict=True)
        rows += [Row(cells[0].title, False, cells) for cells in besides]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class _Asked:
    figures: KeptFigures
    unit: UnitRef
    month: Period

    def own(self, title: str, name: str, unit: str = "") -> Measured:
        """Give a measure of the pathway's own."""
        kept = page_file(self.figures, PATHWAY)["measures"]
        cell = kept.get(unit_key(self.unit), {}).get(name, {}).get(short_label(self.month))
        value = value_of(cell)
        return Measured(title, NOTHING if value is None else value, unit)

    def of(self, title: str, name: str, unit: str = "", part: str = "value") -> Measured:
        """Give an indicator's figure, or the part above the line or below it."""
        lines = self.figures.of(self.unit).results.get(name, ())
        found = next((one for one in lines if one.period == self.month), None)
        if found is None:
            return Measured(title, NOTHING, unit, name)
        amount = getattr(found, part)
        value = Number(amount) if isinstance(amount, Fraction) else found.value
        return Measured(title, value, unit, name)


def _at_the_door(asked: _Asked) -> tuple[PathwayStep, ...]:
    """Give the steps that belong to the front door: of the council alone."""
    if asked.unit != COUNCIL:
        return ()
    return (
        PathwayStep(asked.of("Contacts received", RECEIVED), None, ()),
        PathwayStep(
            asked.of("Contacts decided", DECIDED),
            asked.own("from contact to decision", "days-to-decision", "days"),
            (asked.of("of them to early help", "front-door-early-help-percentage", "%"),),
        ),
    )


def _steps(asked: _Asked) -> tuple[PathwayStep, ...]:
    days, working = "days", "working days"
    return (
        PathwayStep(
            asked.own("Passed to early help", "contacts-passed-on"),
            None,
            (asked.of("led to an assessment within 30 days", LED_TO, "%"),),
        ),
        PathwayStep(
            asked.own("Assessments asked for", "assessments-asked-for"),
            None,
            (asked.of("families waiting at the end", "families-waiting-for-assessment"),),
        ),
        PathwayStep(
            asked.own("Assessments begun", BEGUN),
            asked.of("from asking to start", "wait-for-assessment-typical-working-days", working),
            (asked.own("given up", "assessments-given-up"),),
        ),
        PathwayStep(
            asked.own("Assessments completed", "assessments-completed"),
            asked.of(
                "from start to completion", "early-help-assessment-typical-working-days", working
            ),
            (),
        ),
        PathwayStep(
            asked.of("Plans opened", "early-help-plans-opened"),
            asked.own("from assessment to plan", "days-to-plan", days),
            (),
        ),
        PathwayStep(
            asked.of("Plans closed", "early-help-plans-closed"),
            asked.of("from opening to closing", "early-help-plan-typical-days", days),
            (asked.own("declined, or did not take part", "plans-left-early"),),
        ),
    )


def _parts(found: dict[str, list[str]]) -> tuple[Part, ...]:
    parts = [Part(code, value) for code, cell in found.items() if (value := value_of(cell))]
    return tuple(sorted(parts, key=_most_first))


def _most_first(one: Part) -> tuple[Fraction, str]:
    return (-one.value.amount if isinstance(one.value, Number) else Fraction(0), one.code)
