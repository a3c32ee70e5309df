"""A published development or action plan, from one document or several, as a ``Plan``."""

from collections.abc import Sequence
from dataclasses import replace

from headway.domain.plan import Plan, Priority, Review
from headway.domain.problems import ContentMistake, Finding, Findings, Place, Severity
from headway.domain.ratings import Rating, RatingScale
from headway.intake.plan_document import Read, Reader
from headway.intake.plan_ratings import NOT_YET
from headway.intake.plan_remarks import tell_lone_ratings, tell_unreadable
from headway.readers.grid import Document

LOOKED_FOR = (
    "A plan's table has a row of headings with an action or a success measure, and at least "
    "three of outcome, action, success measure, who, when, rating and progress"
)


def read_plan(documents: Sequence[Document], scale: RatingScale) -> Plan:
    """Read a plan from its documents, in the order given, rating by ``scale``.

    A priority that a later document holds again replaces the earlier one, and is noted. All that
    is not certain is in the plan's findings, each with its place. Raises ``ContentMistake``
    where a document holds no table of actions, saying what was looked for.
    """
    reader = Reader(scale)
    reviews: dict[str, Review] = {}
    read = [reader.read(document, reviews) for document in documents]
    _refuse_empty(documents, read)
    priorities = _merged(read, reader)
    width = len(reviews)
    plan = Plan(
        title=next((each.title for each in read if each.title), read[0].file),
        scale=scale,
        reviews=tuple(reviews.values()),
        priorities=tuple(_with_all_reviews(each, width) for each in priorities),
        printed_summary=_summary(read),
        printed_overall=next(
            (each.pair for one in reversed(read) for each in one.summaries if each.number is None),
            (),
        ),
    )
    tell_unreadable(plan, reader.findings)
    tell_lone_ratings(plan, reader.findings)
    return replace(plan, findings=tuple(reader.findings.items))


def _refuse_empty(documents: Sequence[Document], read: Sequence[Read]) -> None:
    """Stop where no document holds a table of actions."""
    if any(priority.actions for each in read for priority in each.priorities.values()):
        return
    raise ContentMistake(
        Finding(
            Place(document.file),
            Severity.STOPS,
            "no table of a plan's actions was found",
            LOOKED_FOR,
            "Check that this is the plan, or put its headings in one row",
        )
        for document in documents
    )


def _merged(read: Sequence[Read], reader: Reader) -> list[Priority]:
    """Put the documents' priorities together; a later one replaces an earlier one's parts."""
    found: dict[int, Priority] = {}
    for each in read:
        for number, priority in each.priorities.items():
            earlier = found.get(number)
            found[number] = _replaced(earlier, priority, reader.findings) if earlier else priority
    titles = reader.numbering.titles
    return [
        replace(found[number], title=titles.get(number, "") or f"Priority {number}")
        for number in sorted(found)
        if found[number].actions or found[number].indicators
    ]


def _replaced(earlier: Priority, later: Priority, findings: Findings) -> Priority:
    """Return the later priority; what it does not hold stays as the earlier document has it."""
    if later.actions and earlier.actions:
        findings.add(
            later.actions[0].place,
            Severity.NOTED,
            f"priority {later.number} is in {earlier.file} too",
            f"The {len(later.actions)} rows here replace its {len(earlier.actions)} rows there",
        )
    return replace(
        later,
        actions=later.actions or earlier.actions,
        indicators=later.indicators or earlier.indicators,
        printed_section=later.printed_section or earlier.printed_section,
    )


def _with_all_reviews(priority: Priority, width: int) -> Priority:
    """Give actions read before a later review's column was known a rating not yet given there."""
    return replace(
        priority,
        actions=tuple(
            replace(
                action,
                ratings=(*action.ratings, *[Rating(NOT_YET)] * (width - len(action.ratings))),
            )
            for action in priority.actions
        ),
    )


def _summary(read: Sequence[Read]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    pairs = {s.number: s.pair for each in read for s in each.summaries if s.number is not None}
    return tuple(sorted(pairs.items()))
