"""The rows of a plan's tables as actions: when due, how rated, from which recommendation."""

import re
from collections.abc import Sequence
from dataclasses import replace

from headway.domain.plan import DueDate, PlanAction
from headway.domain.problems import Findings, Severity
from headway.domain.ratings import Rating, RatingScale
from headway.domain.values import Absent, State, Value
from headway.intake.looks import tidy
from headway.intake.plan_dates import DueDates
from headway.intake.plan_headings import Says, review_key
from headway.intake.plan_ratings import NOT_YET, rating_value, read_rating
from headway.intake.plan_rows import CARRIED, WORDS, Mark, PlanRow

_RECOMMENDATION = re.compile(
    r"\b(?:ofsted\s+)?rec(?:co|c|ommendation|comendation)?s?\b\.?\s*(?:no\.?|nos\.?|number|#)?\s*"
    r"(?P<after_word>\d{1,3}[a-z]?(?:\s*(?:,|&|and)\s*\d{1,3}[a-z]?)*)\b"
    r"|\brec(?:co|s)?(?P<joined>\d{1,3})\b|\bofsted\s*(?P<bare>\d{1,2})\b(?![./%]\d|\s*%)",
    re.IGNORECASE,
)


def action_of(
    row: PlanRow,
    number: int,
    reviews: Sequence[str],
    dates: DueDates,
    scale: RatingScale,
) -> PlanAction:
    """Make an action of a row; ``reviews`` are the keys of the plan's reviews, in order."""
    return PlanAction(
        priority=number,
        action=row.text(Says.ACTION),
        success_measure=row.text(Says.SUCCESS),
        outcome=row.text(Says.OUTCOME),
        lead=row.text(Says.LEAD),
        responsible=row.text(Says.RESPONSIBLE),
        due=due_of(row, dates),
        recommendations=recommendations_in(row),
        ratings=_ratings(row, reviews, scale, dates.findings),
        progress=row.text(Says.PROGRESS),
        place=row.place,
        reference=row.text(Says.REFERENCE),
        rationale=row.text(Says.RATIONALE),
        carried=tuple(says.value for says in CARRIED if says in row.carried),
    )


def due_of(row: PlanRow, dates: DueDates) -> DueDate:
    """Return when a row is due; a workbook's own date is certain, however it is shown."""
    text, cell = row.text(Says.DUE), row.due_cell
    if cell.date is None or tidy(cell.text) != text or _is_month(text):
        return dates.read(text, row.due_place)
    due = dates.read(cell.date.isoformat(), row.due_place)
    return replace(due, text=text)


def _is_month(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z]{3,9}\.?[\s\-/’']*\d{2,4}", text))


def recommendations_in(row: PlanRow) -> tuple[str, ...]:
    """Return the labels of the recommendations a row refers to, in order: "14", "8"."""
    found: dict[str, None] = {}
    for says in (Says.RECOMMENDATION, *WORDS):
        text = row.text(says)
        if says is Says.RECOMMENDATION:
            found |= dict.fromkeys(re.findall(r"\b\d{1,3}[a-z]?\b", text))
        for match in _RECOMMENDATION.finditer(text):
            numbers = match["after_word"] or match["joined"] or match["bare"]
            found |= dict.fromkeys(re.findall(r"\d+[a-z]?", numbers.casefold()))
    return tuple(sorted(found, key=lambda label: (int(re.sub(r"\D", "", label)), label)))


def _ratings(
    row: PlanRow, reviews: Sequence[str], scale: RatingScale, findings: Findings
) -> tuple[Rating, ...]:
    marks = {review_key(mark.review): mark for mark in row.marks}
    return tuple(
        _rating(marks[key], scale, findings) if key in marks else Rating(NOT_YET) for key in reviews
    )


def _is_broken(value: Value) -> bool:
    return isinstance(value, Absent) and value.state is State.BROKEN


def _rating(mark: Mark, scale: RatingScale, findings: Findings) -> Rating:
    if mark.sure or _is_broken(rating_value(mark.text, scale)):
        return read_rating(mark.text, mark.place, scale, findings)
    findings.add(
        mark.place,
        Severity.NOT_TAKEN,
        f"“{mark.text}” stands where more than one column is likely",
        "Which review it belongs to is not certain, so it is left out of every mean",
    )
    return Rating(
        Absent(State.BROKEN, "which review it belongs to is not certain"), mark.text, mark.place
    )
