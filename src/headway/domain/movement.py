"""Change against an earlier figure, and the arrow it earns, by a rule that is written down."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from headway.domain.breaks import Break, BreakKind
from headway.domain.polarity import Arrow
from headway.domain.rounding import Rounding, round_to
from headway.domain.values import Absent, Number, State, Value


class ChangeIn(Enum):
    """What a change is counted in."""

    PERCENT = "percent"  # of the earlier figure
    POINTS = "percentage points"  # for figures that are percentages themselves
    ABSOLUTE = "absolute"  # in the figure's own unit


@dataclass(frozen=True, slots=True)
class MovementRule:
    """How a change is worked out and when it earns an arrow.

    ``threshold`` is in the unit of the change: an arrow is given at the threshold or more,
    either way. ``on_rounded`` applies it to the change as printed (Southampton: 177 against
    161 is 9.94%, printed 10%, arrow up). A base under ``small_base``, or one from the
    indicator's first year, is marked, never hidden.
    """

    change_in: ChangeIn = ChangeIn.PERCENT
    threshold: Fraction = Fraction(10)
    decimals: int = 0
    rounding: Rounding = Rounding.HALF_UP
    on_rounded: bool = True
    small_base: Fraction = Fraction(30)

    def __post_init__(self) -> None:
        if self.threshold < 0 or self.decimals < 0 or self.small_base < 0:
            raise ValueError("threshold, decimals and small base are 0 or more")

    @property
    def words(self) -> str:
        """The rule as a note on a page says it."""
        one = self.threshold == 1
        unit = {
            ChangeIn.PERCENT: "%",
            ChangeIn.POINTS: " point" if one else " points",
            ChangeIn.ABSOLUTE: "",
        }
        shown = f"{round_to(self.threshold, 2).normalize():f}{unit[self.change_in]}"
        places = {0: "to a whole number", 1: "to 1 decimal"}.get(
            self.decimals, f"to {self.decimals} decimals"
        )
        which = "the change as printed" if self.on_rounded else "the change before rounding"
        return (
            f"change in {self.change_in.value}, {self.rounding.words} {places}; "
            f"an arrow at {shown} or more either way, applied to {which}"
        )


class BaseMark(Enum):
    """A reason to be careful with a change."""

    SMALL_BASE = "small base"
    IMMATURE_BASE = "base from the first year of collection"
    RESTATED_DEFINITION = "earlier figure restated on one definition"
    RESTATED_MAP = "earlier figure restated on one map of teams"


@dataclass(frozen=True, slots=True)
class Movement:
    """A change: exact, as printed, its arrow, and what to be careful about.

    Where no change can be worked out, ``exact`` says why and the arrow is none. ``across`` is the
    break that lies between the two figures, where they are not compared because of it.
    """

    exact: Value
    printed: Decimal | None
    arrow: Arrow
    change_in: ChangeIn
    base: Value
    marks: tuple[BaseMark, ...] = ()
    across: Break | None = None

    def __post_init__(self) -> None:
        if self.across is not None and not isinstance(self.exact, Absent):
            raise ValueError("figures on both sides of a break are not compared")
        absent = isinstance(self.exact, Absent)
        if absent is not (self.printed is None) or (absent and self.arrow is not Arrow.NONE):
            raise ValueError("a change that is absent has no printed form and no arrow")

    @property
    def reason(self) -> str:
        """Why there is no change to show; empty where there is one."""
        if self.across is not None:
            return self.across.said
        return self.exact.note if isinstance(self.exact, Absent) else ""


def movement(
    current: Value,
    base: Value,
    rule: MovementRule = MovementRule(),
    base_is_immature: bool = False,
) -> Movement:
    """Work out the change from ``base`` to ``current`` by ``rule``.

    A percent change on a base of nought is not applicable, never infinite. A suppressed part
    suppresses the change, so that it cannot give the part away.
    """
    exact = _change(current, base, rule)
    if isinstance(exact, Absent):
        return Movement(exact, None, Arrow.NONE, rule.change_in, base)
    printed = round_to(exact.amount, rule.decimals, rule.rounding)
    compared = Fraction(printed) if rule.on_rounded else exact.amount
    marks = _marks(base, rule, base_is_immature)
    return Movement(exact, printed, arrow_for(compared, rule), rule.change_in, base, marks)


def not_compared(change: Movement, across: Break) -> Movement:
    """Refuse a change because of a break; one that could not be worked out keeps its reason."""
    if isinstance(change.exact, Absent):
        return change
    why = Absent(State.NOT_APPLICABLE, f"not compared: {across.said}")
    return Movement(why, None, Arrow.NONE, change.change_in, change.base, across=across)


def over_restated(change: Movement, breaks: Iterable[Break]) -> Movement:
    """Mark a change that leads over breaks, its figures having been restated on one footing."""
    if isinstance(change.exact, Absent):
        return change
    kinds = {
        BaseMark.RESTATED_MAP
        if each.kind is BreakKind.ORGANISATION
        else BaseMark.RESTATED_DEFINITION
        for each in breaks
    }
    added = tuple(mark for mark in BaseMark if mark in kinds)
    return replace(change, marks=(*change.marks, *added))


def arrow_for(change: Fraction, rule: MovementRule) -> Arrow:
    """Return the arrow that a change earns; none at all is similar even under a threshold of 0."""
    if change == 0 or abs(change) < rule.threshold:
        return Arrow.SIMILAR
    return Arrow.UP if change > 0 else Arrow.DOWN


def _change(current: Value, base: Value, rule: MovementRule) -> Value:
    if isinstance(current, Absent):
        return _no_change(current, "this period", suppressed_with=base)
    if isinstance(base, Absent):
        return _no_change(base, "the earlier period", suppressed_with=current)
    difference = current.amount - base.amount
    if rule.change_in is not ChangeIn.PERCENT:
        return Number(difference)
    if base.amount == 0:
        return Absent(State.NOT_APPLICABLE, "the earlier figure is nought: no percentage of it")
    return Number(difference * 100 / abs(base.amount))


def _no_change(missing: Absent, which: str, suppressed_with: Value) -> Absent:
    """Say why there is no change; suppression on either side wins, so that it is not unmade."""
    hidden = State.SUPPRESSED in (missing.state, getattr(suppressed_with, "state", None))
    state = State.SUPPRESSED if hidden else State.NOT_APPLICABLE
    return Absent(state, f"no figure for {which} ({missing.state.value})")


def _marks(base: Value, rule: MovementRule, immature: bool) -> tuple[BaseMark, ...]:
    small = isinstance(base, Number) and abs(base.amount) < rule.small_base
    # A percentage compared in points has no base in cases; its denominator is what matters.
    small = small and rule.change_in is ChangeIn.PERCENT
    return (BaseMark.SMALL_BASE,) * small + (BaseMark.IMMATURE_BASE,) * immature


def implied_base(current: Value, printed_percent: Fraction) -> Value:
    """Return the earlier figure that a printed percent change implies: 127 at +505% is about 21."""
    if isinstance(current, Absent):
        return current
    if printed_percent == -100:
        return Absent(State.NOT_APPLICABLE, "a fall of 100% says nothing about the earlier figure")
    return Number(current.amount * 100 / (100 + printed_percent))
