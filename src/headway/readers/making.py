"""Cells made from what files store; equal cells are one object, for sheets repeat themselves."""

import datetime as dt
import re
from fractions import Fraction

from headway.readers import limits
from headway.readers.grid import BLANK, Cell, CellKind
from headway.readers.moments import moment_of, shown_moment
from headway.readers.number_formats import FormatKind, NumberFormat
from headway.readers.numbers import plain

_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " "})
_NO_WIDTH = "\ufeff\u200b\u2060"
_FORMULA_SHOWN = 40  # characters of a formula that are repeated: enough to know it by
_TOO_WIDE = "########"  # what Excel shows for a date before or after all dates


def trimmed(text: str) -> str:
    """Return the text as a person sees it: trimmed, non-breaking spaces as spaces."""
    if text.isascii():
        return text.strip()
    return text.translate(_SPACES).strip().strip(_NO_WIDTH).strip()


class TextCells:
    """Text cells for one document: the same text gives the same cell."""

    def __init__(self) -> None:
        self._known: dict[str, Cell] = {"": BLANK}

    def cell(self, text: str) -> Cell:
        """Return the cell of a text that need not be trimmed; BLANK when nothing is left."""
        known = self._known.get(text)
        if known is not None:
            return known
        seen = trimmed(text)
        cell = Cell(seen, CellKind.TEXT) if seen else BLANK
        if len(self._known) < limits.MAX_SHARED_CELLS:
            self._known[text] = cell
        return cell


def number_cell(number: Fraction, form: NumberFormat, *, from_1904: bool) -> Cell:
    """Return the cell of a stored number by its format: a NUMBER, a DATE, or a time as TEXT.

    A time of day has no kind of its own: it is text as shown, never a fraction of a day that
    could pass for a figure. So is Excel's "00/01/1900", which is no day.
    """
    if form.kind not in {FormatKind.DATE, FormatKind.TIME}:
        return Cell(form.shown(number), CellKind.NUMBER, number, percent=form.percent)
    moment = moment_of(number, from_1904=from_1904)
    if moment is None:
        return error_cell(_TOO_WIDE)
    shown = shown_moment(moment, form) or plain(number)
    if form.kind is FormatKind.TIME or moment.date is None:
        return Cell(shown, CellKind.TEXT)
    return date_cell(moment.date, shown)


def date_cell(date: dt.date, shown: str) -> Cell:
    """Return the cell of a date; ``shown`` is what a person sees."""
    return Cell(shown, CellKind.DATE, date=date)


def truth_cell(*, value: bool) -> Cell:
    """Return the cell of TRUE or FALSE."""
    return Cell("TRUE" if value else "FALSE", CellKind.TRUTH)


def error_cell(text: str) -> Cell:
    """Return the cell of an error such as #REF!."""
    return Cell(trimmed(text) or "#ERROR", CellKind.ERROR)


def unworked_cell(formula: str) -> Cell:
    """Return the cell of a formula whose result the file does not hold."""
    text = "=" + re.sub(r"\s+", " ", formula.strip().removeprefix("="))
    if len(text) > _FORMULA_SHOWN:
        text = text[: _FORMULA_SHOWN - 1] + "…"
    return Cell(text if len(text) > 1 else "=…", CellKind.ERROR, formula_without_result=True)
