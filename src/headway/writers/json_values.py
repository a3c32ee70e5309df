"""The pieces that scorecard and plan share as JSON: periods, values, places, comparisons.

Exact numbers are text ("263", "6.8", "13/7"), because many readers of JSON would round them.
"""

from fractions import Fraction
from typing import TypeAlias

from headway.domain.exact import exact_text
from headway.domain.indicator import Unit
from headway.domain.periods import Period
from headway.domain.printed import Comparison
from headway.domain.problems import Finding, Place
from headway.domain.rounding import decimals_of
from headway.domain.show import show
from headway.domain.values import Absent, State, Summary, Value
from headway.writers.tables import date_cell, number_cell, state_cell

Json: TypeAlias = str | int | bool | list["Json"] | dict[str, "Json"] | None
JsonObject: TypeAlias = dict[str, Json]


def period_json(period: Period | None) -> Json:
    """Return a period: its name, kind, first and last day, both of which belong to it."""
    if period is None:
        return None
    return {
        "name": str(period),
        "kind": period.kind.value,
        "start": date_cell(period.start),
        "end": date_cell(period.last_day),
    }


def value_json(value: Value, unit: Unit = Unit.NUMBER, decimals: int = 0) -> JsonObject:
    """Return a value: its state ("number" or why there is none), exactly, and as it is shown.

    A withheld figure carries no note, whatever is known of it.
    """
    hidden = isinstance(value, Absent) and value.state is State.SUPPRESSED
    note = value.note if isinstance(value, Absent) and not hidden else ""
    return {
        "state": state_cell(value),
        "value": number_cell(value) or None,
        "shown": show(value, unit, decimals),
        "note": note,
    }


def summary_json(summary: Summary, unit: Unit = Unit.NUMBER, decimals: int = 0) -> JsonObject:
    """Return a mean or a maximum with what it rests on."""
    return {
        **value_json(summary.value, unit, decimals),
        "known": summary.known,
        "due": summary.due,
        "left_out": {state.value: count for state, count in summary.left_out},
        "covers": summary.covers,
    }


def comparison_json(comparison: Comparison | None, unit: Unit = Unit.NUMBER) -> Json:
    """Return a printed figure beside the one worked out, with the verdict and its reason."""
    if comparison is None:
        return None
    worked_out = comparison.worked_out
    return {
        "what": comparison.what,
        "printed": comparison.printed,
        "worked_out": value_json(worked_out, unit, decimals_of(comparison.printed)),
        "verdict": comparison.verdict.value,
        "why": comparison.why,
    }


def place_json(place: Place) -> JsonObject:
    """Return a place in a file; 0 and empty text stand for what it does not say."""
    return {
        "file": place.file,
        "sheet": place.sheet,
        "row": place.row,
        "column": place.column,
        "line": place.line,
    }


def finding_json(finding: Finding) -> JsonObject:
    """Return a finding with its place."""
    return {
        "severity": finding.severity.value,
        "found": finding.found,
        "done": finding.done,
        "next_step": finding.next_step,
        "place": place_json(finding.place),
    }


def exact_json(amount: Fraction | None) -> Json:
    """Return an exact number as text, or null."""
    return None if amount is None else exact_text(amount)
