"""What stands in a cell of figures: a number, a reason why there is none, or something broken."""

import re
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.values import Absent, Number, State, Value
from headway.intake.looks import COUNTED, FOOTNOTED, SCALED, Look, look_of, tidy
from headway.readers.grid import Cell, CellKind

_STATES = {
    Look.AWAITED: State.AWAITED,
    Look.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Look.DASH: State.NOT_COLLECTED,
    Look.SUPPRESSED: State.SUPPRESSED,
}
_MARKED = re.compile(r"^(?:[^\d\s£+\-−–.(]{1,2}|[-−–](?=\s))\s*(?=\S)|\s+[^\d\s%)]{1,2}$")


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell's value, the text that was printed, and what to say about it.

    ``problem`` says why a text could not be taken as a figure; ``inferred`` what was taken on
    evidence.
    """

    value: Value
    text: str
    problem: str = ""
    inferred: str = ""


def read_figure(cell: Cell) -> Reading:
    """Read one cell of figures. A blank one is ``INCOMPLETE``; the caller knows what was due."""
    text = tidy(cell.text)
    match cell.kind:
        case CellKind.NUMBER:
            stored = cell.number or Fraction(0)
            amount = stored * 100 if cell.percent else stored
            return Reading(Number(amount), text)
        case CellKind.ERROR:
            what = "a spreadsheet error stands here"
            if cell.formula_without_result:
                what = "a formula stands here whose result was never worked out"
            return Reading(Absent(State.BROKEN, what), text, problem=what)
        case CellKind.DATE | CellKind.TRUTH:
            what = f"a {'date' if cell.kind is CellKind.DATE else 'true or false'} stands here"
            return Reading(Absent(State.BROKEN, what), text, problem=what)
        case _:
            return read_figure_text(text)


def read_figure_text(text: str) -> Reading:
    """Read the text of a cell of figures."""
    text = tidy(text)
    look = look_of(text)
    if look is Look.BLANK:
        return Reading(Absent(State.INCOMPLETE), text)
    if look in _STATES:
        return Reading(Absent(_STATES[look], text), text)
    if look is Look.ERROR:
        what = "a spreadsheet error stands here"
        return Reading(Absent(State.BROKEN, what), text, problem=what)
    if (amount := amount_in(text)) is not None:
        return Reading(Number(amount), text)
    return _read_more(text, look)


def amount_in(text: str) -> Fraction | None:
    """Return the number that a text is: "1,491", "6.8%", "£2,000", "(5)"; None where it is none."""
    if look_of(text) not in (Look.NUMBER, Look.PERCENT):
        return None
    bracketed = text.startswith("(") and text.endswith(")")
    digits = re.sub(r"[,£%+\s()]", "", text)
    amount = Fraction(re.sub(r"^[−–]", "-", digits))
    return -amount if bracketed else amount


def _read_more(text: str, look: Look) -> Reading:
    """Take a number that has only a footnote mark, an arrow or its unit beside it."""
    for pattern, what in ((FOOTNOTED, "a footnote mark"), (COUNTED, "its unit in words")):
        found = pattern.fullmatch(text)
        if found and (amount := amount_in(found[1].strip())) is not None:
            return Reading(Number(amount), text, inferred=f"a number with {what}")
    if (found := SCALED.fullmatch(text)) and (amount := amount_in(found[1].strip())) is not None:
        many, name = (
            (1_000_000, "millions") if found[2].casefold()[0] == "m" else (1_000, "thousands")
        )
        return Reading(Number(amount * many), text, inferred=f"a number in {name}")
    if look is Look.MARKED_NUMBER:
        rest = _MARKED.sub("", text).strip()
        if (amount := amount_in(rest)) is not None:
            return Reading(Number(amount), text, inferred="a number with a mark beside it")
        if look_of(rest) in _STATES:
            return Reading(Absent(_STATES[look_of(rest)], text), text)
    what = "this is not a figure"
    return Reading(Absent(State.BROKEN, what), text, problem=what)
