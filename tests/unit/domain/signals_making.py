"""Rows with their signals for tests: monthly figures that end with September 2026."""

from datetime import date
from fractions import Fraction

from headway.domain.breaks import Break, BreakKind, break_on
from headway.domain.periods import financial_year, month
from headway.domain.published import PublishedDataset
from headway.domain.scorecard import ScorecardRules, build_scorecard
from headway.domain.signalling import NOTHING_BESIDE, with_signals
from headway.domain.targets import Target, TargetForm
from headway.domain.usual_change import LikelyChange
from headway.domain.values import Absent, State
from tests.builders import figures, history_from, indicator, published_row

LAST = month(2026, 9)
CALM = (98, 102) * 11
"""Twenty-two figures whose moving ranges are all 4: limits 89.36 and 110.64 round 100."""
YEAR = financial_year(2026)
WITHHELD = Absent(State.SUPPRESSED)


def card_of(
    texts,
    *,
    beside=NOTHING_BESIDE,
    breaks=(),
    targets=(),
    printed=(),
    columns=6,
    withheld=(),
    **named,
):
    """A scorecard of one monthly indicator; ``withheld`` are months counted back from the last."""
    first = LAST.shift(1 - len(texts))
    found = list(figures(first, [str(each) for each in texts]))
    for back in withheld:
        at = len(found) - 1 - back
        found[at] = type(found[at])(found[at].period, WITHHELD, found[at].column)
    one = indicator("figure", "A figure", **named)
    row = published_row("figure", "F1", found, printed, targets=targets)
    shown = tuple(LAST.shift(at) for at in range(1 - min(columns, len(texts)), 1))
    dataset = PublishedDataset("A sheet", "test", LAST, shown, (row,))
    made = build_scorecard(
        dataset,
        history_from(dataset),
        {"figure": one},
        ScorecardRules(columns=0),
        breaks={"figure": breaks},
    )
    return with_signals(made, beside)


def row_of(*texts, **named):
    """The row of ``card_of``."""
    return card_of(texts, **named).rows[0]


def target(goal, form=TargetForm.AT_LEAST, period=YEAR, **named):
    """A target for 2026/27, unless told otherwise."""
    return Target(period, form, Fraction(goal), **named)


def changed_on(day: date, kind: BreakKind = BreakKind.DEFINITION) -> Break:
    """A break of the line on a day."""
    return break_on(day, kind, "children are counted by another rule")


def likely(amount, of):
    """Says of the figures of the last month that they are likely to change by an amount."""
    ratio = Fraction(of + amount, of)
    found = LikelyChange(Fraction(amount), ratio, 5, 3)
    return lambda _indicator, period, _value: found if period == LAST else None
