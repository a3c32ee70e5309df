"""Rows of a plan that may be one row, which the extraction repeated."""

from collections.abc import Sequence
from itertools import pairwise

from headway.domain.plan import PlanAction
from headway.domain.problems import Findings, Severity


def tell_repeats(actions: Sequence[PlanAction], findings: Findings) -> None:
    """Report neighbouring rows that say the same; none is taken away."""
    for above, action in pairwise(actions):
        if same := _in_common(above, action):
            findings.add(
                action.place,
                Severity.INFERRED,
                f"the row has the same {same} as the row above it",
                "It may be one row that the extraction repeated; both are counted",
                "Compare it with the plan",
            )


def _in_common(one: PlanAction, other: PlanAction) -> str:
    if one.success_measure and _words(one.success_measure) == _words(other.success_measure):
        return "success measure"
    marks = [[rating.mark for rating in each.ratings] for each in (one, other)]
    rated = any(marks[0])
    if one.action != other.action or marks[0] != marks[1] or not rated or not one.progress:
        return ""
    if _words(one.progress) != _words(other.progress):
        return ""
    return "action, ratings and progress" if one.action else "ratings and progress"


def _words(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" .;")
