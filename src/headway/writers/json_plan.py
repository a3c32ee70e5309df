"""A plan and its ratings as a JSON object; ``headway.writers.json_file`` documents its shape."""

from headway.domain.plan import Plan, PlanAction, PlanSummary, Priority, Review, ReviewSummary
from headway.domain.plan_sentences import RatingLine, overall_line, rating_lines, unreadable_ratings
from headway.domain.published import PublishedRow
from headway.domain.values import Summary, Value
from headway.writers.json_values import (
    JsonObject,
    comparison_json,
    finding_json,
    period_json,
    place_json,
    summary_json,
    value_json,
)
from headway.writers.tables import date_cell


def plan_object(summary: PlanSummary) -> JsonObject:
    """Return a plan as an object of texts, whole numbers, lists and objects."""
    plan = summary.plan
    return {
        "format": "headway-plan",
        "version": 1,
        "title": plan.title,
        "scale": _scale(plan),
        "reviews": [_review(summary, review) for review in summary.reviews],
        "not_yet_rated": [_which(review) for review in summary.not_yet_rated],
        "priorities": [_priority(plan, priority) for priority in plan.priorities],
        "unreadable": [
            {
                "priority": each.action.priority,
                "action": each.action.words,
                "review": each.review.label,
                "mark": each.rating.mark,
                "place": place_json(each.rating.place),
            }
            for each in unreadable_ratings(plan)
        ],
        "findings": [finding_json(each) for each in plan.findings],
    }


def _scale(plan: Plan) -> JsonObject:
    return {
        "id": plan.scale.id,
        "title": plan.scale.title,
        "decimals": plan.scale.decimals,
        "steps": [
            {"mark": step.mark, "score": step.score, "name": step.name, "meaning": step.meaning}
            for step in plan.scale.steps
        ],
        "not_yet_rated": list(plan.scale.not_yet_rated),
    }


def _which(review: Review) -> JsonObject:
    return {"label": review.label, "on": date_cell(review.on) or None}


def _review(summary: PlanSummary, review: ReviewSummary) -> JsonObject:
    decimals = summary.plan.scale.decimals
    lines = rating_lines(summary, review)
    return {
        **_which(review.review),
        "priorities": [
            {
                **_rating(line, priority.rating, priority.stands, decimals),
                "printed": comparison_json(priority.printed),
                "printed_section": comparison_json(priority.printed_section),
            }
            for line, priority in zip(lines, review.priorities, strict=True)
        ],
        "overall": {
            **_rating(
                overall_line(summary, review), review.overall, review.overall.value, decimals
            ),
            "printed": comparison_json(review.printed),
        },
        "from_rows": summary_json(review.from_rows, decimals=decimals),
    }


def _rating(line: RatingLine, rating: Summary, stands: Value, decimals: int) -> JsonObject:
    return {
        "number": line.number or None,
        "title": line.title,
        "actions": line.actions,
        "mean": summary_json(rating, decimals=decimals),
        "shown": line.mean,
        "whole": line.whole,
        "told_apart": line.told_apart,
        "stands": value_json(stands, decimals=decimals),
    }


def _priority(plan: Plan, priority: Priority) -> JsonObject:
    return {
        "number": priority.number,
        "title": priority.title,
        "file": priority.file,
        "actions": [_action(plan, action) for action in priority.actions],
        "indicators": [_indicator(row) for row in priority.indicators],
    }


def _action(plan: Plan, action: PlanAction) -> JsonObject:
    return {
        "reference": action.reference,
        "action": action.action,
        "success_measure": action.success_measure,
        "outcome": action.outcome,
        "lead": action.lead,
        "responsible": action.responsible,
        "due": {"text": action.due.text, "day": date_cell(action.due.day) or None},
        "recommendations": list(action.recommendations),
        "progress": action.progress,
        "rationale": action.rationale,
        "carried": list(action.carried),
        "place": place_json(action.place),
        "ratings": [
            {"review": review.label, **value_json(rating.value), "mark": rating.mark}
            for review, rating in zip(plan.reviews, action.ratings, strict=True)
        ],
    }


def _indicator(row: PublishedRow) -> JsonObject:
    return {
        "indicator": row.indicator,
        "reference": row.reference,
        "title": row.title,
        "polarity": row.polarity_printed,
        "figures": [
            {
                "period": period_json(figure.period),
                **value_json(figure.value),
                "text": figure.text,
                "certain": figure.certain,
            }
            for figure in row.figures
        ],
        "printed": {what.value: cell.text for what, cell in row.printed},
    }
