"""A sheet that teams fill in: what it asks, when it is due, and where it has come to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from headway.domain.asking import MAY_BE_NEGATIVE
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.entries import Limits
from headway.domain.indicator import Frequency, Indicator, Part, Unit
from headway.domain.periods import Period, month_of, period_ending
from headway.domain.roles import Role
from headway.domain.working_days import is_working_day

FILLS_IN = frozenset({Role.TEAM_MANAGER})
DECIDES = frozenset({Role.HEAD_OF_SERVICE})
CLOSES = frozenset({Role.HEAD_OF_SERVICE, Role.ANALYST})
SEES = FILLS_IN | DECIDES | CLOSES
"""Who fills a unit's sheet in, accepts or returns it, closes a period, and sees it at all."""


@dataclass(frozen=True, slots=True)
class PartOf:
    """Two figures of a sheet of which the first can never be larger than the second."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class TeamSheet:
    """What every unit of a level is asked after each period; ``units`` empty means all of them.

    ``within`` names the localities or services whose units are meant, where it is not all.

    The sheet is due ``due`` working days after the period's last day, and what comes in by the
    working day ``closes`` counts as entered for the period. ``begins`` is the first day of the
    first period it is asked for.
    """

    id: str
    title: str
    frequency: Frequency
    level: Level
    due: int
    closes: int
    indicators: tuple[str, ...]
    parts: tuple[PartOf, ...] = ()
    units: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= self.due <= self.closes:
            raise ValueError("a sheet is due a working day or more after its period, then closes")
        if self.level is Level.COUNCIL:
            raise ValueError("a sheet is asked of teams, localities or services")
        if self.begins and self.ends and self.ends <= self.begins:
            raise ValueError("a sheet ends after it begins")

    def asks(self, unit: UnitRef, above: Collection[UnitRef] = ()) -> bool:
        """Whether a unit is asked, which lies in the units ``above``."""
        meant = not self.units or unit.id in self.units
        lies_there = not self.within or any(one.id in self.within for one in above)
        return unit.level is self.level and bool(unit.id) and meant and lies_there

    def due_on(self, period: Period) -> date:
        """The day by which the sheet of a period is asked for."""
        return working_day_after(period.last_day, self.due)

    def closes_on(self, period: Period) -> date:
        """The last day on which a sheet of a period counts as entered for it."""
        return working_day_after(period.last_day, self.closes)

    def is_asked_for(self, period: Period) -> bool:
        """Whether the sheet is asked for a period at all."""
        begun = self.begins is None or self.begins <= period.start
        return begun and (self.ends is None or period.end <= self.ends)

    def ended_by(self, today: date, back: int = 0) -> Period:
        """The period of the sheet that ended last before ``today``, or one ``back`` before it."""
        month = month_of(today)
        while True:
            month = month.previous()
            try:
                return period_ending(self.frequency.period_kind, month).shift(-back)
            except ValueError:
                continue

    def asked(self, indicators: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
        """The indicators whose figures are asked for, by part: how much, how well, impact."""
        found = [indicators[name] for name in self.indicators]
        return tuple(one for part in Part for one in found if one.part is part and not one.ratio)

    def worked_out(self, indicators: Mapping[str, Indicator]) -> tuple[Indicator, ...]:
        """The indicators that come of two figures asked for."""
        return tuple(indicators[name] for name in self.indicators if indicators[name].ratio)


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Which sheet, of which unit, for which period."""

    sheet: str
    unit: UnitRef
    period: Period


class SheetState(Enum):
    """Where a sheet has come to."""

    NOT_STARTED = "not started"
    BEING_FILLED_IN = "being filled in"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"

    @property
    def may_be_filled_in(self) -> bool:
        """Whether its answers may be changed."""
        return self in {SheetState.NOT_STARTED, SheetState.BEING_FILLED_IN, SheetState.RETURNED}

    @property
    def is_handed_in(self) -> bool:
        """Whether the team has nothing to do for it."""
        return self in {SheetState.SUBMITTED, SheetState.ACCEPTED}


def working_day_after(day: date, count: int) -> date:
    """Return the ``count``-th working day after a day: 1 after a Friday is the Monday."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def limits_of_question(indicator: Indicator) -> Limits:
    """Say what a figure asked for can possibly be.

    A percentage over 100 is questioned rather than refused: of some, such as families against
    places, it can be true.
    """
    return Limits(
        indicator.unit,
        whole=indicator.unit is Unit.NUMBER and not indicator.decimals,
        from_nought=indicator.unit not in MAY_BE_NEGATIVE,
    )
