"""A scorecard as a JSON object; ``headway.writers.json_file`` documents its shape."""

from headway.domain.breaks import Break
from headway.domain.history import Restatement
from headway.domain.indicator import Indicator, Unit
from headway.domain.movement import Movement
from headway.domain.noticed import other_shown, repeat_sentence, restatement_sentence
from headway.domain.periods import Period
from headway.domain.polarity import Quality
from headway.domain.published import Benchmark, Commentary, Derived
from headway.domain.scorecard import Cell, Scorecard, ScorecardRow
from headway.domain.sentences import (
    change_sentence,
    compared_periods,
    period_of,
    standing_sentence,
)
from headway.domain.show import show_change
from headway.domain.side_by_side import ComparisonLine, comparison_lines, name_of_row
from headway.domain.targets import Target
from headway.domain.trail import utc_text
from headway.domain.values import Value
from headway.writers.json_signals import signals_object
from headway.writers.json_values import (
    Json,
    JsonObject,
    exact_json,
    finding_json,
    period_json,
    place_json,
    summary_json,
    value_json,
)
from headway.writers.tables import date_cell
from headway.writers.tidy_csv import text_as_published


def scorecard_object(scorecard: Scorecard) -> JsonObject:
    """Return a scorecard as an object of texts, whole numbers, lists and objects."""
    return {
        "format": "headway-scorecard",
        "version": 1,
        "title": scorecard.title,
        "period": period_json(scorecard.period),
        "columns": [period_json(column) for column in scorecard.columns],
        "made_on": date_cell(scorecard.made_on) or None,
        "edition": {
            "name": scorecard.edition.name,
            "audience": scorecard.edition.audience.value,
            "marking": scorecard.edition.marking,
            "published_at": utc_text(scorecard.edition.at),
            "policy": scorecard.edition.policy.id,
            "words": [{"term": term, "meaning": said} for term, said in scorecard.edition.words],
        }
        if scorecard.edition
        else None,
        "sources": list(scorecard.sources),
        "rules": {"change": scorecard.rules.words},
        "rows": [_row(row) for row in scorecard.rows],
        "repeats": [
            {
                "earlier": period_json(each.earlier),
                "later": period_json(each.later),
                "indicators": list(each.indicators),
                "of": each.of,
                "sentence": repeat_sentence(scorecard, each),
            }
            for each in scorecard.repeats
        ],
        "restatements": [_restatement(scorecard, each) for each in scorecard.restatements],
        "findings": [finding_json(each) for each in scorecard.findings],
    }


def _restatement(scorecard: Scorecard, restatement: Restatement) -> JsonObject:
    row = scorecard.row(restatement.indicator)
    unit, decimals = (row.indicator.unit, row.indicator.decimals) if row else (Unit.NUMBER, 0)
    return {
        "indicator": restatement.indicator,
        "period": period_json(restatement.period),
        "stands": value_json(restatement.stands.figure.value, unit, decimals),
        "stands_source": restatement.stands.source,
        "other": value_json(other_shown(restatement), unit, decimals),
        "other_source": restatement.other.source,
        "sentence": restatement_sentence(scorecard, restatement),
    }


def _row(row: ScorecardRow) -> JsonObject:
    _, previous, last_year = compared_periods(row.indicator, row.cells[-1].column)
    unit, decimals = row.indicator.unit, row.indicator.decimals
    return {
        "indicator": _indicator(row.indicator),
        "reference": name_of_row(row),
        "section": row.section,
        "owner": row.owner,
        "reporter": row.reporter,
        "outcome": row.outcome,
        "figures": [_figure(row, cell) for cell in row.cells],
        "changes": {
            "previous": _change(
                row, row.previous, row.quality_previous, previous, Derived.CHANGE_PREVIOUS
            ),
            "last_year": _change(
                row, row.last_year, row.quality_last_year, last_year, Derived.CHANGE_LAST_YEAR
            ),
        },
        "breaks": [_break(each) for each in row.breaks],
        "average": summary_json(row.average, unit, decimals),
        "maximum": summary_json(row.maximum, unit, decimals),
        "target": _target(row.target) if row.target else None,
        "standing": {
            "colour": row.standing.rag.name.lower(),
            "words": row.standing.rag.value,
            "reason": row.standing.reason,
            "sentence": standing_sentence(row),
        },
        "targets": [_target(each) for each in row.targets],
        "benchmarks": [_benchmark(row, each) for each in row.benchmarks],
        "commentary": _commentary(row.commentary) if row.commentary else None,
        "comparisons": [_comparison(line) for line in comparison_lines(row)],
        "series": [_point(row, period, value) for period, value in row.series],
        "signals": signals_object(row),
    }


def _indicator(indicator: Indicator) -> JsonObject:
    return {
        "id": indicator.id,
        "title": indicator.title,
        "part": indicator.part.value,
        "polarity": indicator.polarity.value,
        "unit": indicator.unit.value,
        "decimals": indicator.decimals,
        "frequency": indicator.frequency.value,
        "counts": indicator.counts,
        "definition": indicator.definition,
        "source": indicator.source,
        "version": indicator.version,
        "status": indicator.status.value,
    }


def _figure(row: ScorecardRow, cell: Cell) -> JsonObject:
    return {
        "column": period_json(cell.column),
        "period": period_json(period_of(cell)),
        **value_json(cell.value, row.indicator.unit, row.indicator.decimals),
        "text": text_as_published(cell),
        "source": cell.source.source if cell.source else None,
        "certain": cell.certain,
        "place": place_json(cell.source.figure.place) if cell.source else None,
    }


def _change(
    row: ScorecardRow, change: Movement, quality: Quality, base: Period, what: Derived
) -> JsonObject:
    marks: list[Json] = [mark.value for mark in change.marks]
    return {
        "against": period_json(base),
        "base": value_json(change.base, row.indicator.unit, row.indicator.decimals),
        **value_json(change.exact),
        "shown": show_change(change),
        "rounded": None if change.printed is None else str(change.printed),
        "change_in": change.change_in.value,
        "arrow": change.arrow.value,
        "quality": quality.value,
        "marks": marks,
        "sentence": change_sentence(row, what),
    }


def _break(found: Break) -> JsonObject:
    return {
        "on": found.day.isoformat(),
        "kind": found.kind.value,
        "words": found.words,
        "restated": found.restated,
        "sentence": found.sentence,
    }


def _target(target: Target) -> JsonObject:
    return {
        "period": period_json(target.period),
        "form": target.form.value,
        "goal": exact_json(target.goal),
        "high": exact_json(target.high),
        "tolerance": exact_json(target.tolerance),
        "floor": exact_json(target.floor),
        "text": target.text,
        "revisions": [
            {
                "was": each.was,
                "on": date_cell(each.on) or None,
                "reason": each.reason,
                "approved_by": each.approved_by,
            }
            for each in target.revisions
        ],
    }


def _benchmark(row: ScorecardRow, benchmark: Benchmark) -> JsonObject:
    return {
        "comparator": benchmark.comparator.value,
        "name": benchmark.name,
        **value_json(benchmark.value, row.indicator.unit, row.indicator.decimals),
        "year": period_json(benchmark.year),
        "updated": period_json(benchmark.updated),
        "source": benchmark.source,
        "method": benchmark.method,
    }


def _commentary(commentary: Commentary) -> JsonObject:
    return {
        "text": commentary.text,
        "period": period_json(commentary.period),
        "by": commentary.by,
        "points_to": commentary.points_to,
        "carried_from": commentary.carried_from,
        "written": date_cell(commentary.written) or None,
    }


def _comparison(line: ComparisonLine) -> JsonObject:
    return {
        "what": line.what,
        "printed": line.printed,
        "worked_out": {**value_json(line.exact), "shown": line.worked_out},
        "verdict": line.verdict.value,
        "why": line.why,
        "rests_on": line.rests_on,
    }


def _point(row: ScorecardRow, period: Period, value: Value) -> JsonObject:
    shown = value_json(value, row.indicator.unit, row.indicator.decimals)
    return {"period": period_json(period), **shown}
