"""What the headings of a plan's table say, however they are spelled, and which review is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from headway.domain.period_labels import NotAPeriod, parse_period
from headway.domain.periods import month
from headway.domain.plan import Review
from headway.intake.looks import tidy


class Says(Enum):
    """What a column of a plan's table says of an action."""

    PRIORITY = "priority"
    REFERENCE = "reference"
    RECOMMENDATION = "recommendation"
    OUTCOME = "outcome"
    ACTION = "action"
    SUCCESS = "success measure"
    LEAD = "lead"
    RESPONSIBLE = "responsible officer"
    DUE = "due date"
    RATIONALE = "rationale"
    RATING = "rating"
    PROGRESS = "progress"
    OTHER = "other"


# The first that fits is taken, so a heading of two meanings stands under its narrower one.
_PATTERNS: tuple[tuple[Says, str], ...] = (
    (Says.PRIORITY, r"(?:strategic )?priority(?: areas?)?(?: (?:no|number|ref))?(?: \d{1,2}\b.*)?"),
    (Says.PRIORITY, r"(?:themes?|work ?streams?|objective (?:no|number))(?: \d{1,2}\b.*)?"),
    (
        Says.RECOMMENDATION,
        (
            r"(?:link(?:ed|s)? to )?(?:the )?(?:ofsted |inspection |ilacs |sif )*"
            r"rec(?:s|cos?|ommendations?)?"
        ),
    ),
    (Says.RECOMMENDATION, r"(?:\w+ )?(?:recommendations?|reccos?|recs?) (?:no|number|ref|link)"),
    (Says.REFERENCE, r"(?:action )?(?:ref|reference|no|number|id|item)(?: (?:no|number))?"),
    (Says.RATING, r".*\b(?:progress|update)\b.*\b(?:b?rag|rating|score)\b.*"),
    (Says.PROGRESS, r".*\b(?:progress|update|commentary|comments?|narrative)\b.*|latest position"),
    (
        Says.RATING,
        r".*\b(?:b?rag\w*|ratings?|rated|score)\b.*|(?:current |action |overall )?status",
    ),
    (
        Says.DUE,
        r"time|time ?(?:scale|frame|line)s?|(?:by )?when|due|date due|.*\bdue (?:date|by)\b.*",
    ),
    (
        Says.DUE,
        r"(?:target|completion|end|finish|target completion|review by) dates?|.*\bdeadline\b.*",
    ),
    (
        Says.DUE,
        r"date (?:for|of) completion|(?:to be )?complet(?:ed|e|ion)(?: by)?|.*\bby when\b.*",
    ),
    (Says.RESPONSIBLE, r".*\b(?:responsible|responsibility|accountable|delegated|assigned)\b.*"),
    (Says.LEAD, r".*\b(?:leads?|owners?|sponsor)\b.*|(?:by )?whom?|who(?: by| is.*| will.*)?"),
    (Says.RATIONALE, r"rationale|reasons?(?: for.*)?|why.*|background|context"),
    (Says.SUCCESS, r".*\bsuccess\b.*|how will we know.*|.*\b(?:impact|outcome) measures?\b.*"),
    (
        Says.SUCCESS,
        r"(?:performance )?measures?|performance indicators?|kpis?|evidence.*|milestones?",
    ),
    (Says.OUTCOME, r"(?:the )?(?:\w+ )?outcomes?(?: .*)?|objectives?|aims?|goals?|what we want.*"),
    (Says.OUTCOME, r"what (?:do|are) we (?:want|trying).*|(?:expected )?impact"),
    (Says.ACTION, r"(?:\w+ )?actions?(?: .*)?|activit(?:y|ies)|tasks?|(?:next )?steps"),
    (Says.ACTION, r"what(?: .*)?|how|improvement(?: activity)?"),
)
_COMPILED = tuple((says, re.compile(pattern)) for says, pattern in _PATTERNS)
_TEXTS = {Says.ACTION, Says.SUCCESS}
_COMPANIONS = {
    Says.LEAD,
    Says.RESPONSIBLE,
    Says.DUE,
    Says.RATING,
    Says.PROGRESS,
    Says.OUTCOME,
    Says.ACTION,
    Says.SUCCESS,
}
LONGEST_HEADING = 60
FEWEST_COMPANIONS = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of a table: what it says, its text, and the review of a rating column."""

    says: Says
    text: str = ""
    review: Review | None = None


def says(text: str) -> Says:
    """Return what a heading says; ``OTHER`` where it is none of a plan's."""
    if not text or len(text) > LONGEST_HEADING or text.isdigit():
        return Says.OTHER
    plain = _plain(text)
    if "%" in text and "complet" in plain:
        return Says.PROGRESS  # how much of it is done, and no date by which it is to be
    return next((says for says, pattern in _COMPILED if pattern.fullmatch(plain)), Says.OTHER)


def plan_headings(texts: Sequence[str]) -> tuple[Heading, ...] | None:
    """Return the headings of a plan's table, or None where the row is not one.

    Such a row names an action or a success measure, and at least three of outcome, action,
    success measure, who, when, rating and progress; and most of its texts are headings.
    """
    if sum(bool(text) for text in texts) < FEWEST_COMPANIONS:
        return None
    found = [says(text) for text in texts]
    named = [each for each, text in zip(found, texts, strict=True) if text.strip()]
    known = set(found) & _COMPANIONS
    if not known & _TEXTS or len(known) < FEWEST_COMPANIONS:
        return None
    if 2 * named.count(Says.OTHER) > len(named):
        return None
    return tuple(
        _heading(each, text, texts[:at])
        for at, (each, text) in enumerate(zip(found, texts, strict=True))
    )


def _heading(what: Says, text: str, before: Sequence[str]) -> Heading:
    shown = tidy(text)
    if what is not Says.RATING:
        return Heading(what, shown)
    same = sum(tidy(other).casefold() == shown.casefold() for other in before)
    label = f"{shown} ({same + 1})" if same else shown
    return Heading(what, shown, Review(label, review_date(shown)))


_REVIEW_WORDS = re.compile(
    r"initial|start|baseline|previous|last|current|latest|now|review \d", re.IGNORECASE
)


def with_reviews_below(
    headings: tuple[Heading, ...], texts: Sequence[str]
) -> tuple[Heading, ...] | None:
    """Return the headings with the reviews that a second row gives a rating that spans columns.

    None where the row is not one: every text in it must be a review's date or name, and stand
    under a rating or beside one where no heading stands.
    """
    found = [*headings, *[Heading(Says.OTHER)] * (len(texts) - len(headings))]
    spans: Heading | None = None
    for at, text in enumerate(texts):
        if found[at].text:
            spans = found[at] if found[at].says is Says.RATING else None
        if not text:
            continue
        if spans is None or not (review_date(text) or _REVIEW_WORDS.fullmatch(text)):
            return None
        label = tidy(f"{spans.text} {text}")
        found[at] = Heading(Says.RATING, label, Review(label, review_date(text)))
        # The text stays the spanning one's for the columns that follow.
    return tuple(found) if any(texts) else None


def priority_number(heading: str) -> int | None:
    """Return the number in "Priority 2", "P2" or "2", or None."""
    if re.fullmatch(r"\d{1,2}", heading):
        return int(heading)
    found = re.search(
        r"\b(?:priority|theme|p)\s*(?:area|no\.?|number)?\s*(\d{1,2})\b", heading, re.IGNORECASE
    )
    return int(found[1]) if found else None


_RATING_WORDS = re.compile(
    r"\b(?:b?rag\w*|ratings?|rated|score|status|at|as|of|on|in|the|review|progress|current|period)\b",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*/\s*(\d{2}|\d{4})")


def review_date(heading: str) -> date | None:
    """Return the last day of the month (or the day) a rating column is about: "RAG 01/18"."""
    rest = _RATING_WORDS.sub(" ", heading)
    rest = " ".join(re.sub(r"[()\[\]:;–—]|(?<!\d)-|-(?!\d)", " ", rest).split())
    if found := _MONTH_YEAR.fullmatch(rest):
        number, year = int(found[1]), int(found[2])
        if 1 <= number <= 12:
            return month(year if year > 99 else 2000 + year, number).last_day
    try:
        return parse_period(rest).last_day
    except NotAPeriod:
        return None


def review_key(review: Review) -> str:
    """Return what tells one review from another across tables, however its heading is spelled."""
    return review.on.isoformat() if review.on else _plain(review.label)


def _plain(text: str) -> str:
    words = re.sub(r"\(s\)", "s", text.casefold().replace("measure(s)", "measures"))
    words = re.sub(r"['’`]s?\b", "", words)
    return " ".join(re.sub(r"[^\w/#]+", " ", words).split())
