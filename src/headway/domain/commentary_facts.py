"""What a commentary rests on: the figures its numbers may stand for, and sentences to begin from.

Everything comes from one row of a scorecard. The sentences say what happened and never why; they
are offered one by one, and nothing stands in a commentary that its owner did not put there.
"""

from headway.domain.bound_figures import Kind, Known, What
from headway.domain.indicator import Unit
from headway.domain.movement import ChangeIn, Movement
from headway.domain.polarity import Quality
from headway.domain.problems import sentence
from headway.domain.published import Derived
from headway.domain.scorecard import ScorecardRow
from headway.domain.sentences import (
    break_sentences,
    change_sentence,
    compared_periods,
    figure_sentence,
    period_of,
    standing_sentence,
)
from headway.domain.targets import Rag
from headway.domain.values import Absent, Number, Value

_KINDS = {
    ChangeIn.PERCENT: Kind.PERCENT,
    ChangeIn.POINTS: Kind.POINTS,
    ChangeIn.ABSOLUTE: Kind.PLAIN,
}


def known_figures(row: ScorecardRow) -> tuple[Known, ...]:
    """Give every figure of a row that a number in its commentary may stand for."""
    _, before, year_before = compared_periods(row.indicator, row.cells[-1].column)
    now = period_of(row.cells[-1])
    found = [_level(row, What.CURRENT, f"the figure for {now}", row.current)]
    found += _compared(row, row.previous, (What.PREVIOUS, What.CHANGE_PREVIOUS), str(before))
    found += _compared(
        row, row.last_year, (What.LAST_YEAR, What.CHANGE_LAST_YEAR), str(year_before)
    )
    found += [
        _difference(row, What.DIFFERENCE_PREVIOUS, row.previous, str(before)),
        _difference(row, What.DIFFERENCE_LAST_YEAR, row.last_year, str(year_before)),
        _level(row, What.AVERAGE, f"the average of 12 months to {now}", row.average.value),
        *_target(row),
        *_cases(row),
    ]
    return tuple(one for one in found if one is not None)


def sentences_to_begin_from(row: ScorecardRow) -> tuple[str, ...]:
    """Give what can be said of a row in whole sentences: figure, changes, target, chart, breaks."""
    said = [figure_sentence(row)]
    for change, what in (
        (row.last_year, Derived.CHANGE_LAST_YEAR),
        (row.previous, Derived.CHANGE_PREVIOUS),
    ):
        if isinstance(change.exact, Number) or change.across is not None:
            said.append(change_sentence(row, what))
    if row.standing.rag is not Rag.NONE:
        said.append(standing_sentence(row))
    said += break_sentences(row)
    whole = [sentence(one) for one in said]
    if row.signals.drawn:
        whole.append(row.signals.drawn.sentence)
    return tuple(dict.fromkeys(whole))


def went(row: ScorecardRow) -> tuple[Quality, Quality]:
    """Say what a row's changes mean: on the period before, and on last year."""
    return row.quality_previous, row.quality_last_year


def _compared(
    row: ScorecardRow, change: Movement, what: tuple[What, What], base: str
) -> list[Known | None]:
    level, moved = what
    found = [_level(row, level, f"the figure for {base}", change.base)]
    if isinstance(change.exact, Number):
        words = f"the change on {base}"
        found.append(Known(moved, words, change.exact.amount, _KINDS[change.change_in]))
    return found


def _difference(row: ScorecardRow, what: What, change: Movement, base: str) -> Known | None:
    """Give how far a figure lies from an earlier one; a change in points says it already."""
    both = isinstance(row.current, Number) and isinstance(change.exact, Number)
    if not both or change.change_in is not ChangeIn.PERCENT or isinstance(change.base, Absent):
        return None
    current = row.current
    if isinstance(current, Absent):
        return None
    return Known(
        what, f"the difference from {base}", current.amount - change.base.amount, _kind(row)
    )


def _target(row: ScorecardRow) -> list[Known]:
    if row.target is None or row.target.goal is None:
        return []
    return [Known(What.TARGET, f"the target for {row.target.period}", row.target.goal, _kind(row))]


def _cases(row: ScorecardRow) -> list[Known]:
    cases = row.signals.cases
    parts = ((What.ABOVE, cases.above), (What.BELOW, cases.below)) if cases else ()
    return [
        Known(what, what.value, amount)
        for what, amount in parts
        if amount is not None and row.indicator.unit is Unit.PERCENTAGE
    ]


def _level(row: ScorecardRow, what: What, words: str, value: Value) -> Known | None:
    return None if isinstance(value, Absent) else Known(what, words, value.amount, _kind(row))


def _kind(row: ScorecardRow) -> Kind:
    return Kind.PERCENT if row.indicator.unit is Unit.PERCENTAGE else Kind.PLAIN
