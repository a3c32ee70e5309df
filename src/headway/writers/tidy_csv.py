"""A scorecard or a plan as tidy CSV: one figure, or one rating, in each row.

Value and state stand in columns of their own, so that no symbol is ever in a number's place. See
``headway.writers.tables`` for how to save the texts.
"""

from collections.abc import Iterator

from headway.domain.control_charts.refusals import NoChart
from headway.domain.exact import exact_text
from headway.domain.plan import PlanAction, PlanSummary, ReviewSummary
from headway.domain.plan_sentences import RatingLine, overall_line, rating_lines
from headway.domain.rounding import round_to
from headway.domain.scorecard import Cell, Scorecard, ScorecardRow
from headway.domain.sentences import period_of
from headway.domain.side_by_side import lines_of, name_of_row
from headway.domain.signal_words import maturity_words, no_pace_words, pace_words, position_words
from headway.domain.taken_away import TakenAway
from headway.domain.values import Absent, Number, State, Summary, Value
from headway.writers.tables import (
    CellType,
    Table,
    columns,
    csv_text,
    date_cell,
    flag_cell,
    number_cell,
    period_cells,
    period_columns,
    state_cell,
)
from headway.writers.taken_away import stamped_table

TEXT, NUMBER, WHOLE = CellType.TEXT, CellType.NUMBER, CellType.WHOLE
WORD, FLAG, DATE = CellType.WORD, CellType.FLAG, CellType.DATE
Cells = tuple[str, ...]

FIGURES = (
    *columns(
        ("indicator", TEXT, "the indicator's identifier"),
        ("reference", TEXT, "its reference in the scorecard"),
        ("title", TEXT, "its title"),
    ),
    *period_columns("period", "what the figure is about"),
    *columns(
        ("state", WORD, "number, or the reason why there is none"),
        ("value", NUMBER, "the exact figure"),
        ("unit", WORD, "what the figure is counted in"),
        ("text", TEXT, "the figure as published"),
        ("source", TEXT, "the edition, entry or run it comes from"),
        ("certain", FLAG, "whether its place in the source was certain"),
        ("break", TEXT, "what changed just before it, so that earlier figures are not like it"),
    ),
)


def scorecard_csv(scorecard: Scorecard, taken: TakenAway | None = None) -> str:
    """Return a scorecard's figures as CSV text: a row for each indicator and period shown.

    ``taken`` is what a copy says of itself that is taken away, in columns of its own.
    """
    table = Table("figures.csv", FIGURES, tuple(_figures(scorecard)))
    return csv_text(stamped_table(table, taken))


def _figures(scorecard: Scorecard) -> Iterator[Cells]:
    for row in scorecard.rows:
        for at, cell in enumerate(row.cells):
            found = row.break_before(at)
            yield (
                row.indicator.id,
                name_of_row(row),
                row.indicator.title,
                *period_cells(period_of(cell)),
                state_cell(cell.value),
                number_cell(cell.value),
                row.indicator.unit.value,
                text_as_published(cell),
                cell.source.source if cell.source else "",
                flag_cell(cell.certain),
                found.sentence if found else "",
            )


def text_as_published(cell: Cell) -> str:
    """Return a figure as it was printed; nothing where it is withheld, whatever stood there."""
    if isinstance(cell.value, Absent) and cell.value.state is State.SUPPRESSED:
        return ""
    return cell.source.figure.text if cell.source else ""


COMPARISONS = columns(
    ("indicator", TEXT, "the indicator's identifier"),
    ("reference", TEXT, "its reference in the scorecard"),
    ("title", TEXT, "its title"),
    ("what", TEXT, "which derived figure"),
    ("printed", TEXT, "the figure as printed"),
    ("worked_out", TEXT, "the figure as worked out by Headway"),
    ("verdict", WORD, "how the two compare"),
    ("why", TEXT, "the reason for the verdict"),
    ("rests_on", TEXT, "how many figures are known"),
)


def comparisons_csv(scorecard: Scorecard) -> str:
    """Return every printed derived figure beside the one worked out, as CSV text."""
    rows = tuple(
        (
            line.indicator,
            line.reference,
            line.title,
            line.what,
            line.printed,
            line.worked_out,
            line.verdict.value,
            line.why,
            line.rests_on,
        )
        for line in lines_of(scorecard)
    )
    return csv_text(Table("comparisons.csv", COMPARISONS, rows))


SIGNALS = columns(
    ("indicator", TEXT, "the indicator's identifier"),
    ("reference", TEXT, "its reference in the scorecard"),
    ("title", TEXT, "its title"),
    ("state", WORD, "of the current figure: number, or the reason why there is none"),
    ("value", NUMBER, "the current figure"),
    ("unit", WORD, "what the figure is counted in"),
    ("colour", WORD, "green, amber, red or none"),
    ("arrow_previous", WORD, "of the change on the previous period"),
    ("arrow_last_year", WORD, "of the change on the same period last year"),
    ("variation", TEXT, "the variation icon of its control chart"),
    ("variation_about", TEXT, "the period that icon is about"),
    ("assurance", TEXT, "the assurance icon of its control chart"),
    ("no_chart", TEXT, "why there is no control chart"),
    ("cases_above", NUMBER, "cases above the line"),
    ("cases_below", NUMBER, "cases below the line"),
    ("maturity", TEXT, "how far the figure has come"),
    ("pace", TEXT, "what the year's target still asks for, or why no pace can be given"),
    ("position", TEXT, "where the council stands among others"),
    ("vintage", TEXT, "how old the national figures are"),
    ("signals_differ", TEXT, "one sentence where the signals disagree"),
    ("rule", WORD, "the rule that spoke"),
)


def signals_csv(scorecard: Scorecard) -> str:
    """Return the signals of a scorecard's current figures as CSV text: a row to an indicator."""
    return csv_text(Table("signals.csv", SIGNALS, tuple(map(_signals, scorecard.rows))))


def _signals(row: ScorecardRow) -> Cells:
    found = row.signals
    chart, cases, apart = found.drawn, found.cases, found.disagreement
    return (
        row.indicator.id,
        name_of_row(row),
        row.indicator.title,
        state_cell(row.current),
        number_cell(row.current),
        row.indicator.unit.value,
        row.standing.rag.name.lower(),
        row.previous.arrow.value,
        row.last_year.arrow.value,
        found.variation.value,
        str(chart.last.period) if chart and chart.last else "",
        found.assurance.value,
        found.chart.reason if isinstance(found.chart, NoChart) else "",
        exact_text(cases.above) if cases and cases.above is not None else "",
        exact_text(cases.below) if cases and cases.below is not None else "",
        maturity_words(row),
        pace_words(row) or no_pace_words(row),
        position_words(row),
        found.compared.vintage if found.compared else "",
        apart.sentence if apart else "",
        apart.rule if apart else "",
    )


RATINGS = columns(
    ("review", TEXT, "the review"),
    ("review_date", DATE, "when the review was"),
    ("priority", WHOLE, "the priority's number; empty for the plan as a whole"),
    ("title", TEXT, "the priority's title"),
    ("actions", WHOLE, "how many actions it has"),
    ("rated", WHOLE, "how many are rated; priorities, for the plan as a whole"),
    ("due", WHOLE, "how many could be rated"),
    ("state", WORD, "number, or the reason why there is none"),
    ("mean", NUMBER, "the mean rating at 6 decimals, rounded half up"),
    ("shown", TEXT, "the mean at the scale's decimals"),
    ("whole", TEXT, "the mean as a whole number"),
    ("printed", TEXT, "the mean as the plan's summary prints it"),
    ("verdict", WORD, "how that compares with the mean"),
    ("printed_section", TEXT, "the mean as the priority's own section prints it"),
    ("verdict_section", WORD, "how that compares with the mean"),
    ("told_apart", FLAG, "whether the printed mean stands because the rows do not give it"),
    ("stands", TEXT, "the mean that counts in the overall one"),
)


def plan_csv(summary: PlanSummary) -> str:
    """Return a plan's mean ratings as CSV text: a row for each review and priority, and overall."""
    rows = tuple(row for review in summary.reviews for row in _ratings(summary, review))
    return csv_text(Table("ratings.csv", RATINGS, rows))


def _ratings(summary: PlanSummary, review: ReviewSummary) -> Iterator[Cells]:
    which = (review.review.label, date_cell(review.review.on))
    lines = rating_lines(summary, review)
    for line, priority in zip(lines, review.priorities, strict=True):
        yield (*which, *_rating(line, priority.rating))
    yield (*which, *_rating(overall_line(summary, review), review.overall))


def _rating(line: RatingLine, rating: Summary) -> Cells:
    return (
        str(line.number or ""),
        line.title,
        str(line.actions),
        str(rating.known),
        str(rating.due),
        state_cell(rating.value),
        _decimal(rating.value),
        line.mean,
        line.whole,
        line.printed,
        line.verdict,
        line.printed_section,
        line.verdict_section,
        flag_cell(line.told_apart),
        line.stands,
    )


def _decimal(value: Value) -> str:
    """Write a mean in decimals: Excel would read the exact 13/7 as the 13th of July."""
    return f"{round_to(value.amount, 6).normalize():f}" if isinstance(value, Number) else ""


ACTIONS = columns(
    ("priority", WHOLE, "the priority's number"),
    ("priority_title", TEXT, "the priority's title"),
    ("action_number", WHOLE, "the action's place in its priority, counted from 1"),
    ("reference", TEXT, "the action's own reference"),
    ("action", TEXT, "what is to be done"),
    ("success_measure", TEXT, "how success shows"),
    ("outcome", TEXT, "the outcome it serves"),
    ("lead", TEXT, "who leads"),
    ("responsible", TEXT, "who is responsible"),
    ("due_text", TEXT, "when it is due, as written"),
    ("due", DATE, "the day that means, where it is certain"),
    ("recommendations", TEXT, "the recommendations it answers"),
    ("progress", TEXT, "the progress written beside it"),
    ("rationale", TEXT, "why it is to be done"),
    ("carried", TEXT, "which texts are taken from the line above, the line's own being blank"),
    ("place", TEXT, "where it stands in the file"),
    ("review", TEXT, "the review"),
    ("review_date", DATE, "when the review was"),
    ("state", WORD, "number, or the reason why there is none"),
    ("rating", NUMBER, "the score of the rating"),
    ("mark", TEXT, "the rating as written"),
)


def actions_csv(summary: PlanSummary) -> str:
    """Return a plan's actions as CSV text: a row for each action and review."""
    return csv_text(Table("actions.csv", ACTIONS, tuple(_actions(summary))))


def _actions(summary: PlanSummary) -> Iterator[Cells]:
    for priority in summary.plan.priorities:
        for at, action in enumerate(priority.actions, 1):
            which = (str(priority.number), priority.title, str(at), *_action(action))
            for review, rating in zip(summary.plan.reviews, action.ratings, strict=True):
                yield (
                    *which,
                    review.label,
                    date_cell(review.on),
                    state_cell(rating.value),
                    number_cell(rating.value),
                    rating.mark,
                )


def _action(action: PlanAction) -> Cells:
    return (
        action.reference,
        action.action,
        action.success_measure,
        action.outcome,
        action.lead,
        action.responsible,
        action.due.text,
        date_cell(action.due.day),
        "; ".join(action.recommendations),
        action.progress,
        action.rationale,
        "; ".join(action.carried),
        str(action.place),
    )


# Each table that ``--table`` names, for whoever describes them.
TABLES = {
    "figures": FIGURES,
    "comparisons": COMPARISONS,
    "signals": SIGNALS,
    "ratings": RATINGS,
    "actions": ACTIONS,
}
