"""The derived figures a sheet prints, set against what its own months give."""

from dataclasses import dataclass
from fractions import Fraction

from headway.domain.indicator import Indicator, Unit
from headway.domain.movement import ChangeIn, Movement, MovementRule, implied_base, movement
from headway.domain.polarity import Arrow
from headway.domain.printed import Comparison, Verdict, compare_exact, figure_in, verdict_on
from headway.domain.published import Derived, PrintedCell, PublishedRow
from headway.domain.rounding import decimals_of, round_to
from headway.domain.values import Absent, Number, Summary, Value


@dataclass(frozen=True, slots=True)
class Reworked:
    """What Headway worked out for a row: its figure now, both changes, average and maximum."""

    current: Value
    previous: Movement
    last_year: Movement
    average: Summary
    maximum: Summary


def compare_row(
    published: PublishedRow, indicator: Indicator, reworked: Reworked
) -> tuple[Comparison, ...]:
    """Compare every derived figure that the sheet prints for a row; those not printed are not."""
    found: list[Comparison] = []
    for what, change in (
        (Derived.CHANGE_PREVIOUS, reworked.previous),
        (Derived.CHANGE_LAST_YEAR, reworked.last_year),
    ):
        if (cell := published.printed_as(what)) and cell.text:
            found.append(_change(what, cell, change, reworked.current, indicator))
            if cell.arrow is not None and change.printed is not None:
                found.append(_arrow(what, cell, change))
    for what, summary in (
        (Derived.AVERAGE_12, reworked.average),
        (Derived.MAXIMUM_12, reworked.maximum),
    ):
        if (cell := published.printed_as(what)) and cell.text:
            found.append(_summary(what, cell, summary))
    return tuple(found)


def _change(
    what: Derived, cell: PrintedCell, change: Movement, current: Value, indicator: Indicator
) -> Comparison:
    shown = figure_in(cell.text)
    if isinstance(change.exact, Absent) and shown is not None:
        base = implied_base(current, shown)
        note = change.reason
        if isinstance(base, Number):
            about = round_to(base.amount, 0)
            note = f"{note}; as printed it rests on an earlier figure of about {about}"
        return Comparison(what.value, cell.text, change.exact, Verdict.CANNOT_TELL, note)
    found = compare_exact(what.value, cell.text, change.exact)
    if found.verdict is Verdict.DIFFERS and indicator.unit is Unit.PERCENTAGE:
        in_percent = movement(current, change.base, MovementRule(ChangeIn.PERCENT))
        other = compare_exact(what.value, cell.text, in_percent.exact)
        if other.verdict is Verdict.AGREES:
            return other
    return found


def _arrow(what: Derived, cell: PrintedCell, change: Movement) -> Comparison:
    name = f"arrow of the {what.value}"
    agrees = cell.arrow is change.arrow
    verdict = Verdict.AGREES if agrees else Verdict.DIFFERS
    why = "" if agrees else f"the rule gives {change.arrow.value}"
    shown = (cell.arrow or Arrow.NONE).value
    return Comparison(name, shown, change.exact, verdict, why)


def _summary(what: Derived, cell: PrintedCell, summary: Summary) -> Comparison:
    """Compare an average or maximum; with months missing only a contradiction is certain."""
    shown, value = figure_in(cell.text), summary.value
    if isinstance(value, Absent) and shown is not None:
        return Comparison(what.value, cell.text, value, Verdict.CANNOT_TELL, summary.words)
    if isinstance(value, Absent) or shown is None or summary.complete:
        return compare_exact(what.value, cell.text, value)
    verdict = verdict_on(value.amount, shown, decimals_of(cell.text))
    if what is Derived.MAXIMUM_12 and shown < _as_printed(value.amount, cell.text):
        why = "a known figure is higher than the maximum printed"
        if shown == 0:
            why += "; the printed 0 stands for absence, not for a number"
        return Comparison(what.value, cell.text, value, Verdict.DIFFERS, why)
    if verdict is Verdict.AGREES:
        return Comparison(
            what.value, cell.text, value, verdict, f"on what is known: {summary.words}"
        )
    return Comparison(what.value, cell.text, value, Verdict.CANNOT_TELL, summary.words)


def _as_printed(amount: Fraction, text: str) -> Fraction:
    return Fraction(round_to(amount, decimals_of(text)))
