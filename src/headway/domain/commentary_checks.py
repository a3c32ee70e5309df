"""What a commentary claims, held against what its figures did: a short closed list of words.

It is meant to miss rather than to blame: "improved" is a claim only as a plain statement that
something has improved, and never where the sentence denies, expects or wishes it. Only the
owner can say whether it was about this figure, so this is a question and never a refusal.
"""

import re
from collections.abc import Iterable
from enum import Enum

from headway.domain.polarity import Quality


class Claim(Enum):
    """What a text says of how things went."""

    BETTER = "improved"
    WORSE = "got worse"


_END = r"(?=\s*(?:[.,;:)]|$|\b(?:on|from|since|to|by|again|this|slightly|further|in|and|but)\b))"
_HAS = r"(?:has|have|had|is|are|continues?\sto\sbe|figures?|performance|rate)\s(?:\w+ly\s)?"
_CLAIMS = {
    Claim.BETTER: re.compile(
        rf"\b(?:{_HAS}improv(?:ed|ing)\b|improved\b{_END}|(?:got|gotten)\sbetter\b)", re.IGNORECASE
    ),
    Claim.WORSE: re.compile(
        rf"\b(?:{_HAS}(?:worsen|deteriorat)(?:ed|ing)\b|(?:worsened|deteriorated)\b{_END}"
        r"|got\sworse\b)",
        re.IGNORECASE,
    ),
}
_NOT_CLAIMED = re.compile(
    r"\b(?:not|no|never|nor|without|neither|hardly|barely|yet|if|unless|until|once|when|should"
    r"|could|would|will|must|may|might|be|expect\w*|hop\w+|aim\w*|plan\w*|need\w*|\w+n['’]t)\b",
    re.IGNORECASE,
)
_WORSE_OR_BETTER = {Claim.BETTER: Quality.WORSE, Claim.WORSE: Quality.BETTER}


def claims_in(text: str) -> tuple[tuple[Claim, str], ...]:
    """Find what a text plainly claims, each with the sentence that does."""
    found = []
    for said in re.split(r"(?<=[.!?])\s+|\n+", text):
        for claim, pattern in _CLAIMS.items():
            match = pattern.search(said)
            if match and not _NOT_CLAIMED.search(said[: match.start()]):
                found.append((claim, said.strip()))
    return tuple(found)


def contradictions(text: str, went: Iterable[Quality]) -> tuple[str, ...]:
    """Say where a text claims what its figure's changes all speak against.

    ``went`` says what each change means (on the period before, on last year). A claim is asked
    about where one change says the opposite and none agrees.
    """
    judged = {one for one in went if one in (Quality.BETTER, Quality.WORSE)}
    return tuple(
        f"The text says “{said}”, but the figure is {_WORSE_OR_BETTER[claim].value}"
        for claim, said in claims_in(text)
        if judged == {_WORSE_OR_BETTER[claim]}
    )
