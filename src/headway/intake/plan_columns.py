"""What may stand under each heading of a plan's table, for setting damaged rows in order."""

import re
from collections.abc import Callable, Sequence

from headway.domain.plan import Review
from headway.domain.ratings import RatingScale
from headway.intake.aligning import BLANK_SUITS, NEVER, SUITS, Column, by_look
from headway.intake.looks import Look, look_of
from headway.intake.plan_headings import Heading, Says, review_date
from headway.intake.plan_lines import Line
from headway.intake.plan_ratings import fit_of_rating

MOST_WORDS_OF_A_NAME = 10
_REFERENCE = re.compile(r"[A-Za-z]{0,3}\s?\d{1,3}(?:[.\-]\d{1,3})*[a-z]?\.?")
_MONTH = re.compile(
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:20)?\d\d\b")

_prose = by_look(
    {
        Look.BLANK: BLANK_SUITS,
        Look.TEXT: SUITS,
        Look.WORD: SUITS - 20,
        Look.REFERENCE: 20,
        Look.PERCENT: 20,
    },
    -100,
)


def columns_of(headings: Sequence[Heading], scale: RatingScale) -> list[Column]:
    """Return the columns that rows are set under; see ``aligning``."""

    def rating(text: str) -> int:
        return fit_of_rating(text, scale)

    special: dict[Says, Callable[[str], int]] = {
        Says.RATING: rating,
        Says.LEAD: _who,
        Says.RESPONSIBLE: _who,
        Says.DUE: _when,
        Says.REFERENCE: _reference,
        Says.RECOMMENDATION: _anything,
        Says.PRIORITY: _anything,
        Says.OTHER: _anything,
    }
    return [
        Column(f"{at} {heading.says.value}", special.get(heading.says, _prose))
        for at, heading in enumerate(headings)
    ]


def _anything(text: str) -> int:
    return SUITS - 20 if text else BLANK_SUITS


def _who(text: str) -> int:
    if not text:
        return BLANK_SUITS
    if look_of(text) in (Look.NUMBER, Look.PERCENT, Look.PERIOD):
        return NEVER
    words = len(text.split())
    return (
        SUITS
        if words <= MOST_WORDS_OF_A_NAME
        else max(NEVER, SUITS - 20 * (words - MOST_WORDS_OF_A_NAME))
    )


def _when(text: str) -> int:
    if not text:
        return BLANK_SUITS
    if look_of(text) is Look.PERIOD:
        return SUITS
    if look_of(text) is Look.NUMBER:
        return NEVER
    if _MONTH.match(text) or _YEAR.search(text):
        return SUITS - 20
    return 20 if look_of(text) is Look.WORD else -100


def _reference(text: str) -> int:
    if not text:
        return BLANK_SUITS
    return SUITS if _REFERENCE.fullmatch(text) else -100


def named_by_content(
    headings: tuple[Heading, ...], lines: Sequence[Line], scale: RatingScale
) -> tuple[Heading, ...]:
    """Name columns whose headings say too little by what stands in them.

    A first column without a heading that holds only references ("1.1") is theirs; a column
    headed with no more than a date that holds only marks of the scale is a review's ratings.
    """
    found = list(headings)
    for at, heading in enumerate(headings):
        texts = [line.text(at) for line in lines if line.text(at)]
        if heading.says is not Says.OTHER or not texts:
            continue
        if at == 0 and not heading.text and all(map(_REFERENCE.fullmatch, texts)):
            found[at] = Heading(Says.REFERENCE)
        elif (on := review_date(heading.text)) and all(fit_of_rating(t, scale) > 0 for t in texts):
            found[at] = Heading(Says.RATING, heading.text, Review(heading.text, on))
    return tuple(found)
