"""One action's rating as it was written, read by the plan's scale."""

import re

from headway.domain.problems import Findings, Place, Severity
from headway.domain.ratings import Rating, RatingScale
from headway.domain.values import Absent, Number, State, Value
from headway.intake.looks import Look, look_of

NOT_YET = Absent(State.AWAITED, "not yet rated")
_WHOLE = re.compile(r"(\d+)\.0+")
_SPREADSHEET_NOUGHT = re.compile(
    r"(?:0?0[- /])?jan(?:uary)?[- /](?:00|1900)|00/01/1900", re.IGNORECASE
)
_ABSENT = {
    Look.AWAITED: NOT_YET,
    Look.NOT_APPLICABLE: Absent(State.NOT_APPLICABLE, "said not to apply"),
    Look.DASH: Absent(State.NOT_COLLECTED, "a dash stands in the rating's place"),
}
LONGEST_MARK = 16  # characters
LONGEST_RATING = 5  # words: "Green - on track"
NEXT_STEP = "Correct the cell in the plan, or leave it blank until it is rated"


def rating_value(text: str, scale: RatingScale) -> Value:
    """Turn what stands in a rating's cell into a value; broken where it is none.

    Besides the scale's own marks this reads their names, and a mark with words: "Green - done".
    """
    if whole := _WHOLE.fullmatch(text):
        text = whole[1]
    value = scale.read(text)
    if not (isinstance(value, Absent) and value.state is State.BROKEN):
        return value
    if look_of(text) in _ABSENT:
        return _ABSENT[look_of(text)]
    if _SPREADSHEET_NOUGHT.fullmatch(text):
        return Absent(State.BROKEN, f"“{text}” is a spreadsheet's nought shown as a date")
    mark = _only_mark(text, scale)
    return scale.read(mark) if mark else value


def _only_mark(text: str, scale: RatingScale) -> str:
    """Return the one mark that a text of a few words names, by itself, its initial or its name."""
    plain = text.casefold()
    if len(plain) == 1 and plain.isalpha():
        begun = [step.mark for step in scale.steps if step.mark.casefold().startswith(plain)]
        return begun[0] if len(begun) == 1 else ""
    named = [step.mark for step in scale.steps if step.name.casefold() == plain]
    words = set(re.findall(r"\w+", plain))
    if not named and len(plain.split()) <= LONGEST_RATING:
        named = [step.mark for step in scale.steps if step.mark.casefold() in words]
        if words & {mark.casefold() for mark in scale.not_yet_rated}:
            return ""
    return named[0] if len(named) == 1 else ""


def read_rating(text: str, place: Place, scale: RatingScale, findings: Findings) -> Rating:
    """Return a rating; what cannot be read is broken, and reported."""
    value = rating_value(text, scale)
    if isinstance(value, Absent) and value.state is State.BROKEN:
        findings.add(
            place, Severity.NOT_TAKEN, value.note, "It is left out of every mean", NEXT_STEP
        )
    return Rating(value, text, place)


def fit_of_rating(text: str, scale: RatingScale) -> int:
    """Say how well a text suits a rating's column, for the aligner: 100 exactly, -300 never."""
    if not text:
        return 10
    value = rating_value(text, scale)
    if isinstance(value, Number) or text.casefold() in scale.not_yet_rated:
        return 100
    if value.state is not State.BROKEN:
        return 60
    if _SPREADSHEET_NOUGHT.fullmatch(text):
        return 40
    short = len(text.split()) <= 3 and len(text) <= LONGEST_MARK
    return -40 if short else -300
