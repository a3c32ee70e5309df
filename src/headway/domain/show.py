"""How a value is written for a reader: one way, used by every writer and page."""

from decimal import Decimal

from headway.domain.indicator import Unit
from headway.domain.movement import ChangeIn, Movement
from headway.domain.rounding import Rounding, round_to
from headway.domain.values import Absent, Value

_SUFFIX = {Unit.PERCENTAGE: "%"}


def show(
    value: Value, unit: Unit = Unit.NUMBER, decimals: int = 0, rule: Rounding = Rounding.HALF_UP
) -> str:
    """Write a value: "2,577", "6.8%", "£1,200", or the symbol of its state."""
    if isinstance(value, Absent):
        return value.symbol
    return show_decimal(round_to(value.amount, decimals, rule), unit)


def show_decimal(printed: Decimal, unit: Unit = Unit.NUMBER) -> str:
    """Write a figure that is rounded already."""
    sign, digits = ("-" if printed < 0 else ""), f"{abs(printed):,}"
    return f"{sign}{'£' if unit is Unit.POUNDS else ''}{digits}{_SUFFIX.get(unit, '')}"


def show_change(change: Movement) -> str:
    """Write a change with its sign: "-21%", "+0.3 points", "n/a"."""
    if change.across is not None:
        return "not compared"
    if change.printed is None or isinstance(change.exact, Absent):
        return show(change.exact)
    sign = "+" if change.printed > 0 else ""
    suffix = {ChangeIn.PERCENT: "%", ChangeIn.POINTS: " points", ChangeIn.ABSOLUTE: ""}
    return f"{sign}{change.printed:,}{suffix[change.change_in]}"


def in_words(value: Value) -> str:
    """Say what an absent value means, for a reader who cannot see the symbol's key."""
    if not isinstance(value, Absent):
        return ""
    return f"{value.state.value}: {value.note}" if value.note else value.state.value
