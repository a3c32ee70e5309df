"""Values as cells: real numbers that can be calculated with, and absences in words."""

import re
from fractions import Fraction

from headway.domain.breaks import BREAK_MARK
from headway.domain.indicator import Unit
from headway.domain.movement import ChangeIn, Movement
from headway.domain.notes import UNCERTAIN_MARK
from headway.domain.polarity import Quality
from headway.domain.rounding import decimals_of
from headway.domain.safe_text import safe_symbol
from headway.domain.targets import Rag
from headway.domain.values import Absent, Value
from headway.writers.workbook_layout import (
    ABSENT,
    BESIDE,
    CLOSE,
    GOOD,
    NUMBER,
    POOR,
    TEXT,
    Cell,
    formatted,
)

LOOK_OF_RAG = {Rag.GREEN: GOOD, Rag.AMBER: CLOSE, Rag.RED: POOR, Rag.NONE: BESIDE}
LOOK_OF_QUALITY = {
    Quality.BETTER: GOOD,
    Quality.WORSE: POOR,
    Quality.SIMILAR: BESIDE,
    Quality.NOT_JUDGED: BESIDE,
}


def number_format(unit: Unit, decimals: int, mark: str = "", before: str = "") -> str:
    """Return the format that shows a stored number as ``domain.show`` writes it.

    ``before`` and ``mark`` are signs that stand before and after it.
    """
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    shown = {Unit.PERCENTAGE: f"{digits}%", Unit.POUNDS: f'"£"{digits}'}.get(unit, digits)
    begun = f'"{before} "' if before else ""
    return f'{begun}{shown}" {mark}"' if mark else f"{begun}{shown}"


def stored(amount: Fraction, unit: Unit) -> float:
    """Return the number a cell holds: a percentage as a spreadsheet has it, 6.8% as 0.068."""
    return float(amount / 100 if unit is Unit.PERCENTAGE else amount)


def value_cell(
    value: Value, unit: Unit, decimals: int, certain: bool = True, broken: bool = False
) -> Cell:
    """Return a figure's cell: a number with its format, or the symbol of its absence.

    A figure whose column was worked out on evidence carries a mark in its format, so that it
    is still a number, and so does one that comes first after a break (``broken``).
    """
    if isinstance(value, Absent):
        return Cell(safe_symbol(value), ABSENT)
    mark = "" if certain else UNCERTAIN_MARK
    look = formatted(NUMBER, number_format(unit, decimals, mark, BREAK_MARK if broken else ""))
    return Cell(stored(value.amount, unit), look)


def change_cell(change: Movement) -> Cell:
    """Return a change as a number with its sign, rounded by its own rule."""
    if change.across is not None:
        return Cell("not compared", ABSENT)
    if change.printed is None:  # absent, by the way a movement is made
        return value_cell(change.exact, Unit.NUMBER, 0)
    places = -int(change.printed.as_tuple().exponent)
    digits = "#,##0" + ("." + "0" * places if places > 0 else "")
    suffix = {ChangeIn.PERCENT: "%", ChangeIn.POINTS: '" points"', ChangeIn.ABSOLUTE: ""}
    shown = digits + suffix[change.change_in]
    percent = change.change_in is ChangeIn.PERCENT
    amount = stored(Fraction(change.printed), Unit.PERCENTAGE if percent else Unit.NUMBER)
    return Cell(amount, formatted(NUMBER, f"+{shown};-{shown};{shown}"))


def direction_cell(change: Movement, quality: Quality) -> Cell:
    """Return the arrow and what it means, in words: "↓ down, ✘ worse; small base"."""
    said = f"{change.arrow.symbol} {change.arrow.value}"
    if quality in (Quality.BETTER, Quality.WORSE):
        said += f", {quality.symbol} {quality.value}"
    notes = [mark.value for mark in change.marks] + ([change.reason] if change.reason else [])
    return Cell("; ".join([said, *notes]), LOOK_OF_QUALITY[quality])


_SHOWN = re.compile(
    r"(?P<sign>[+\-−]?)(?P<pound>£?)(?P<digits>[\d,]+(?:\.\d+)?)(?P<unit>%| points)?"
)


def shown_cell(shown: str) -> Cell:
    """Return a figure that is text already as a real number that shows the same; else the text.

    "-21%" and "+0.3 points" are numbers; "↓ -21%" and "- n/a" stay the text that was printed.
    """
    found = _SHOWN.fullmatch(shown.strip())
    if found is None:
        return Cell(dashed(shown), TEXT if any(each.isalnum() for each in shown) else ABSENT)
    digits = "#,##0" + ("." + "0" * decimals_of(shown) if decimals_of(shown) else "")
    unit = {"%": "%", " points": '" points"', None: ""}[found["unit"]]
    pound = '"£"' if found["pound"] else ""
    amount = Fraction(found["digits"].replace(",", "")) / (100 if found["unit"] == "%" else 1)
    sign = found["sign"].replace("−", "-")
    plus = "+" if sign == "+" else ""
    number_format = f"{plus}{pound}{digits}{unit};-{pound}{digits}{unit}"
    return Cell(float(-amount if sign == "-" else amount), formatted(NUMBER, number_format))


def dashed(shown: str) -> str:
    """Return printed text whose leading hyphen, which stands for nothing, is a dash."""
    return re.sub(r"^\s*-(?![\d.£])", "–", shown)
