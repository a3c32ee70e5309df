"""A chart's choices said in words, for the notes beneath it and for its record."""

from dataclasses import fields
from enum import Enum
from fractions import Fraction

from headway.domain.control_charts.limits import LIMIT_FACTOR, SCREEN_FACTOR
from headway.domain.control_charts.options import ChartOptions, Rebase, Screening
from headway.domain.exact import exact_text

_SCREENING = {
    Screening.ONCE: (
        f"moving ranges of {exact_text(SCREEN_FACTOR)} times their average or more are left out "
        "of it, once"
    ),
    Screening.NONE: "no moving range is left out of their average",
}


def option_words(options: ChartOptions) -> tuple[str, ...]:
    """Say every choice of a chart, one plain remark each, without a full stop."""
    fixed = f"the first {options.fix_after}" if options.fix_after else "all the"
    return (
        (
            f"{options.method.value} chart: limits at the average ± {exact_text(LIMIT_FACTOR)} "
            "times the average moving range; near limits at two thirds of that"
        ),
        _SCREENING[options.screening],
        f"limits come from {fixed} figures of each stretch",
        *(_rebase_words(rebase) for rebase in options.rebases),
        f"a restart at a period without a place in the series {options.unknown_rebase.value}",
        "a figure beyond a limit (not on it) is a signal",
        (
            f"{options.run_length} figures running on one side of the average are a shift; a "
            f"figure on the average {options.on_the_mean.value}"
        ),
        (
            f"{options.trend_length} figures rising or falling each time are a trend; a figure "
            f"equal to the one before {options.ties.value}"
        ),
        (
            "two of three figures running between near limit and limit, all three on one side of "
            "the average, are a signal"
        ),
        f"where the moving ranges average nought, {options.no_variation.value}",
        (
            "a period without a figure breaks the line and the moving range, is never nought, and "
            f"{options.gaps.value}"
        ),
        f"a marked break {options.at_a_break.value}",
        f"where the target changed, assurance goes by: {options.changing_target.value}",
        f"the variation icon is about {options.last_point.value}",
        f"figures that are not settled {options.when_unsettled.value}",
        f"limits that no figure could reach {options.impossible_limits.value}",
        f"running totals {options.running_totals.value}",
        (
            f"under {options.short_series} figures the limits carry a warning; under "
            f"{options.least_points} there is no chart"
        ),
        f"counts that average under {exact_text(options.least_mean_count)} have no chart",
    )


def recorded(options: ChartOptions) -> dict[str, str]:
    """Return every choice by name as plain text, for a file that keeps the chart."""
    return {each.name: _text(getattr(options, each.name)) for each in fields(options)}


def _rebase_words(rebase: Rebase) -> str:
    reason = f" ({rebase.reason})" if rebase.reason else ""
    return f"limits restart at {rebase.first}{reason}"


def _text(choice: object) -> str:
    match choice:
        case None:
            return "none"
        case Enum():
            return str(choice.value)
        case Fraction():
            return exact_text(choice)
        case tuple():
            return "; ".join(_rebase_words(each) for each in choice) or "none"
        case _:
            return str(choice)
