"""A row's signals as JSON; ``headway.writers.json_shape`` says what each key holds."""

from headway.domain.benchmarks.position import NotCompared, Position
from headway.domain.benchmarks.sentences import published_text
from headway.domain.control_charts.assurance import Assurance
from headway.domain.control_charts.chart import ControlChart
from headway.domain.control_charts.icons import Variation
from headway.domain.control_charts.limits import Band
from headway.domain.control_charts.option_words import recorded
from headway.domain.control_charts.points import ChartPoint
from headway.domain.control_charts.refusals import NoChart
from headway.domain.indicator import Unit
from headway.domain.run_rate import NoRunRate, RunRate
from headway.domain.scorecard import ScorecardRow
from headway.domain.signal_words import position_words
from headway.domain.signals import Cases, Disagreement, Maturity
from headway.domain.values import Value
from headway.writers.json_values import Json, JsonObject, exact_json, period_json, value_json


def signals_object(row: ScorecardRow) -> JsonObject:
    """Return a row's signals; null stands for what is not known of it."""
    found = row.signals
    return {
        "disagreement": _disagreement(found.disagreement),
        "control_chart": _chart(found.chart),
        "cases": _cases(found.cases),
        "maturity": _maturity(found.maturity),
        "pace": _pace(found.pace),
        "position": _position(row),
    }


def _disagreement(found: Disagreement | None) -> Json:
    return {"rule": found.rule, "sentence": found.sentence} if found else None


def _chart(chart: ControlChart | NoChart | None) -> Json:
    if chart is None:
        return None
    options: JsonObject = dict(recorded(chart.options).items())
    nothing: JsonObject = {
        "variation": Variation.NONE.value,
        "about": None,
        "assurance": Assurance.NONE.value,
        "sentence": "",
        "warnings": [],
        "no_chart": "",
        "options": options,
        "points": [],
    }
    if isinstance(chart, NoChart):
        return {**nothing, "sentence": chart.sentence, "no_chart": chart.refusal.value}
    return {
        **nothing,
        "variation": chart.variation.value,
        "about": period_json(chart.last.period) if chart.last else None,
        "assurance": chart.assurance.value,
        "sentence": chart.sentence,
        "warnings": list(chart.warnings),
        "points": [_point(chart, each) for each in chart.points],
    }


def _point(chart: ControlChart, point: ChartPoint) -> JsonObject:
    limits = point.limits
    band: Band | None = limits.band if limits else None
    return {
        "period": period_json(point.period),
        **value_json(point.value, chart.unit, chart.decimals),
        "kind": point.kind.value,
        "signs": [each.rule.value for each in point.fired],
        "average": exact_json(limits.mean if limits else None),
        "lower": exact_json(band.lower if band else None),
        "upper": exact_json(band.upper if band else None),
    }


def _cases(cases: Cases | None) -> Json:
    if cases is None:
        return None
    return {
        "above": exact_json(cases.above),
        "below": exact_json(cases.below),
        "words": cases.words,
    }


def _maturity(found: Maturity | None) -> Json:
    if found is None:
        return None
    likely = found.likely
    return {
        "stage": found.stage.value,
        "likely": exact_json(likely.amount) if likely else None,
        "words": found.words,
    }


def _pace(pace: RunRate | NoRunRate | None) -> Json:
    if pace is None:
        return None
    nothing: JsonObject = {
        "period": period_json(pace.target.period),
        "goal": exact_json(pace.target.goal),
        "so_far": None,
        "left": 0,
        "needed": None,
        "been": None,
        "words": "",
        "no_pace": "",
    }
    if isinstance(pace, NoRunRate):
        return {**nothing, "no_pace": pace.reason}
    return {
        **nothing,
        "so_far": exact_json(pace.so_far),
        "left": pace.left,
        "needed": exact_json(pace.needed),
        "been": exact_json(pace.been),
        "words": pace.words,
    }


def _position(row: ScorecardRow) -> Json:
    found = row.signals.position
    if found is None:
        return None
    if isinstance(found, NotCompared):
        return {**_NOWHERE, "measure": found.measure, "not_compared": found.reason}
    return {**_NOWHERE, **_compared(found), "words": position_words(row)}


_NOWHERE: JsonObject = {
    "measure": "",
    "year": "",
    "vintage": "",
    "value": None,
    "neighbours_mean": None,
    "neighbours_median": None,
    "england": None,
    "by_mean": "",
    "by_median": "",
    "rank": "",
    "words": "",
    "not_compared": "",
}


def _compared(found: Position) -> JsonObject:
    compared = found.comparison

    def figure(value: Value) -> JsonObject:
        shown = published_text(value, found.unit, compared.decimals)
        return {**value_json(value, found.unit or Unit.NUMBER, compared.decimals), "shown": shown}

    return {
        "measure": found.link.key,
        "year": compared.year.label,
        "vintage": found.vintage,
        "value": figure(compared.value),
        "neighbours_mean": figure(compared.mean.value),
        "neighbours_median": figure(compared.median.value),
        "england": figure(compared.england),
        "by_mean": found.against_mean.value,
        "by_median": found.against_median.value,
        "rank": compared.rank.words if compared.rank else "",
    }
