"""The columns of a scorecard's signals, in words; a column that says nothing is left out."""

from collections.abc import Callable

from headway.domain.control_charts.points import PointKind
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.signal_words import (
    assurance_words,
    cases_words,
    differ_words,
    maturity_words,
    no_pace_words,
    pace_words,
    position_words,
    variation_words,
)
from headway.writers.workbook_compared import Columns
from headway.writers.workbook_layout import GOOD, POOR, QUIET, TEXT, Cell, Column, text, that_say

_LOOKS = {PointKind.IMPROVEMENT: GOOD, PointKind.CONCERN: POOR}


def signal_columns(scorecard: Scorecard) -> Columns:
    """Return the columns in which any row has something to say."""
    columns: Columns = [
        Column("Signals differ", 26, lambda row: text(differ_words(row), TEXT)),
        Column("Control chart: variation", 18, _variation),
        Column("Control chart: assurance", 16, _quiet(assurance_words)),
        Column("Cases behind it", 10, _quiet(cases_words)),
        Column("Maturity", 16, _quiet(maturity_words)),
        Column("Pace to the year's target", 22, _quiet(_pace)),
        Column("Among others", 34, _quiet(position_words)),
    ]
    return that_say(columns, scorecard.rows)


def _variation(row: ScorecardRow) -> Cell:
    return text(variation_words(row), _LOOKS.get(row.signals.variation.kind, QUIET))


def _quiet(words: Callable[[ScorecardRow], str]) -> Callable[[ScorecardRow], Cell]:
    return lambda row: text(words(row), QUIET)


def _pace(row: ScorecardRow) -> str:
    return pace_words(row) or no_pace_words(row)
