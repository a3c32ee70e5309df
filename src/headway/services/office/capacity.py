"""Who holds what: a unit's families against its room, and its workers' caseloads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.indicator import Indicator, Unit
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.values import Number, Value
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.analysis.kept_pages import CASELOADS, PATHWAY, unit_key
from headway.services.analysis.pathway import CASES_OPEN, CHILDREN_OPEN
from headway.services.office.kept_pages import page_file, value_of

FULL = 100  # per cent of the room
HOLDING = "case-holding-percentage"
HEADINGS = (
    ("Families open", "families-in-early-help"),
    ("Children open", CHILDREN_OPEN),
    ("Room for families", "family-capacity"),
    ("Case-holding as % of room", HOLDING),
    ("Plans opened", "early-help-plans-opened"),
    ("Plans closed", "early-help-plans-closed"),
    ("Closed as % of opened", "early-help-throughput-percentage"),
    ("Waiting for an assessment", "families-waiting-for-assessment"),
    ("Waiting over 30 days", "families-waiting-over-30-days"),
    ("Assessed within 30 days", "early-help-assessments-within-30-days-percentage"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A measure of capacity under a short heading; ``indicator`` leads to its definition.

    Of children the definition is that of the quarter's indicator, taken at the end of each month.
    """

    heading: str
    name: str
    indicator: str
    unit: Unit
    decimals: int


@dataclass(frozen=True, slots=True)
class UnitCapacity:
    """A unit's figures of a month, in the order of the columns; None for one it lacks."""

    unit: UnitRef
    values: tuple[Value | None, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A worker's caseload: the role by its code, the room if it is stated, what they lead."""

    worker: str
    role: str
    room: int | None
    families: int
    plans: int

    @property
    def filled(self) -> Fraction | None:
        """The families led as a percentage of the room; None where no room is stated."""
        return Fraction(FULL * self.families, self.room) if self.room else None

    @property
    def is_over(self) -> bool:
        """Whether they lead more families than there is room for, where the room is stated."""
        return self.filled is not None and self.filled > FULL


@dataclass(frozen=True, slots=True)
class Workers:
    """The workers of a team on a day."""

    on: date
    held: tuple[Held, ...]


def is_over(column: Column, value: Value | None) -> bool:
    """Whether a figure says that a unit leads more families than it has room for."""
    return column.name == HOLDING and isinstance(value, Number) and value.amount > FULL


def columns_of(known: Mapping[str, Indicator]) -> tuple[Column, ...]:
    """Give the measures that the definitions in force have."""
    found = []
    for heading, name in HEADINGS:
        indicator = known.get(CASES_OPEN if name == CHILDREN_OPEN else name)
        if indicator is not None:
            shape = (indicator.unit, indicator.decimals)
            found.append(Column(heading, name, indicator.id, *shape))
    return tuple(found)


def capacity(
    figures: KeptFigures, units: Iterable[UnitRef], columns: Sequence[Column], month: Period
) -> tuple[UnitCapacity, ...]:
    """Give the figures of some units for a month."""
    return tuple(
        UnitCapacity(one, tuple(value_in(figures, one, each, month) for each in columns))
        for one in units
    )


def value_in(figures: KeptFigures, unit: UnitRef, column: Column, month: Period) -> Value | None:
    """Give a unit's figure of a month; None where it was not worked out."""
    if column.name == CHILDREN_OPEN:
        measures = (page_file(figures, PATHWAY) or {"measures": {}})["measures"]
        cells = measures.get(unit_key(unit), {}).get(CHILDREN_OPEN, {})
        return value_of(cells.get(short_label(month)))
    lines = figures.of(unit).results.get(column.name, ())
    return next((one.value for one in lines if one.period == month), None)


def workers(figures: KeptFigures, team: UnitRef) -> Workers | None:
    """Give the workers of a team; None for another unit, and where none were kept."""
    kept = page_file(figures, CASELOADS)
    if kept is None or team.level is not Level.TEAM or team.id not in kept["teams"]:
        return None
    held = tuple(Held(*one) for one in kept["teams"][team.id])
    return Workers(date.fromisoformat(kept["on"]), held)
