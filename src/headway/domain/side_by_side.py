"""Each printed figure beside the one worked out, in words ready for any writer's table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from headway.domain.movement import ChangeIn, Movement
from headway.domain.printed import Comparison, Verdict
from headway.domain.published import Derived
from headway.domain.rounding import decimals_of, round_to
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.show import show, show_change
from headway.domain.values import Absent, Value

# For a place with little room; the full words are the verdict's own.
SHORT_VERDICT = {
    Verdict.AGREES: "agrees",
    Verdict.CUT: "cut",
    Verdict.DIFFERS: "differs",
    Verdict.CANNOT_TELL: "cannot be told",
}


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One printed figure: what it is, as printed, as worked out, the verdict and the reason.

    ``worked_out`` is written as the printed figure is; ``exact`` is the same before rounding.
    ``rests_on`` says how much is known where that matters ("10 of 12 known").
    """

    indicator: str
    reference: str
    title: str
    what: str
    printed: str
    worked_out: str
    exact: Value
    verdict: Verdict
    why: str = ""
    rests_on: str = ""

    @property
    def differs(self) -> bool:
        """Whether print and arithmetic contradict each other."""
        return self.verdict in (Verdict.DIFFERS, Verdict.CUT)


def name_of_row(row: ScorecardRow) -> str:
    """Return what a row is called for short: its reference, or its indicator's identifier."""
    return row.reference or row.indicator.id


def comparison_lines(row: ScorecardRow) -> tuple[ComparisonLine, ...]:
    """Return every comparison of a row, the derived figures first, then the ratios."""
    return tuple(_line(row, comparison) for comparison in _all(row))


def lines_of(scorecard: Scorecard) -> tuple[ComparisonLine, ...]:
    """Return every comparison of a scorecard, in the order of its rows."""
    return tuple(line for row in scorecard.rows for line in comparison_lines(row))


def lines_that_differ(scorecard: Scorecard) -> tuple[ComparisonLine, ...]:
    """Return the comparisons in which print and arithmetic contradict each other."""
    return tuple(line for line in lines_of(scorecard) if line.differs)


def lines_not_told(scorecard: Scorecard) -> tuple[ComparisonLine, ...]:
    """Return the comparisons that what is given cannot settle."""
    return tuple(line for line in lines_of(scorecard) if line.verdict is Verdict.CANNOT_TELL)


def verdict_counts(scorecard: Scorecard) -> tuple[tuple[Verdict, int], ...]:
    """Count the comparisons of a scorecard by verdict; verdicts that none has are left out."""
    counts = Counter(line.verdict for line in lines_of(scorecard))
    return tuple((verdict, counts[verdict]) for verdict in Verdict if counts[verdict])


def printed_beside(row: ScorecardRow, what: Derived) -> ComparisonLine | None:
    """Return the comparison of one derived figure, or None where the sheet prints none."""
    return next((line for line in comparison_lines(row) if line.what == what.value), None)


def _all(row: ScorecardRow) -> Iterator[Comparison]:
    yield from row.comparisons
    yield from (check for _, check in row.ratio_checks)


def _line(row: ScorecardRow, comparison: Comparison) -> ComparisonLine:
    summaries = {
        Derived.AVERAGE_12.value: row.average.words,
        Derived.MAXIMUM_12.value: row.maximum.words,
    }
    return ComparisonLine(
        row.indicator.id,
        name_of_row(row),
        row.indicator.title,
        comparison.what,
        comparison.printed,
        _worked_out(row, comparison),
        comparison.worked_out,
        comparison.verdict,
        comparison.why,
        summaries.get(comparison.what, ""),
    )


def _worked_out(row: ScorecardRow, comparison: Comparison) -> str:
    for what, change in (
        (Derived.CHANGE_PREVIOUS, row.previous),
        (Derived.CHANGE_LAST_YEAR, row.last_year),
    ):
        if comparison.what == what.value:
            return _change(change, comparison)
        if comparison.what.endswith(what.value):  # "arrow of the change on ..."
            return change.arrow.value
    decimals = max(row.indicator.decimals, decimals_of(comparison.printed))
    return show(comparison.worked_out, row.indicator.unit, decimals)


def _change(change: Movement, comparison: Comparison) -> str:
    """Write the change at the decimals printed, in the unit in which it was compared."""
    exact = comparison.worked_out
    if isinstance(exact, Absent):
        return show_change(change)
    # A percentage's change may have been printed in percent though the rule is points.
    same_unit = exact == change.exact
    return show_change(
        replace(
            change,
            exact=exact,
            printed=round_to(exact.amount, decimals_of(comparison.printed)),
            change_in=change.change_in if same_unit else ChangeIn.PERCENT,
        )
    )
