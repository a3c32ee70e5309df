"""What a definition file may hold: the one strict schema of this room.

Keys stand in the files in the order in which they stand here. Unknown keys are refused, nothing
is turned quietly from one kind into another, and words come from closed lists.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError

from headway.domain.breaks import BreakKind
from headway.domain.indicator import Frequency, Part, Status, Unit
from headway.domain.movement import ChangeIn
from headway.domain.polarity import Polarity
from headway.domain.rounding import Rounding

Word = TypeVar("Word")


def by_value(kind: type[Enum]) -> dict[str, Any]:
    """Return the words of a closed vocabulary whose values are its words."""
    return {str(each.value): each for each in kind}


def one_of(words: Mapping[str, Any]) -> PlainValidator:
    """Take one of ``words`` and give what it stands for; anything else lists them all."""

    def choose(found: object) -> object:
        if isinstance(found, str) and found in words:
            return words[found]
        raise PydanticCustomError("vocabulary", "not one of the words", {"words": list(words)})

    return PlainValidator(choose)


def as_written(found: object) -> object:
    """Give a number or date back as the text it was written in: a reference may be 12."""
    if isinstance(found, bool) or not isinstance(found, int | Decimal | date):
        return found
    return str(found)


def exactly(found: object) -> Fraction:
    """Turn a number into an exact fraction; a fraction passes."""
    if isinstance(found, bool) or not isinstance(found, int | Decimal | Fraction):
        raise PydanticCustomError("number", "not a number")
    if found < 0:
        raise PydanticCustomError("greater_than_equal", "too low", {"ge": 0})
    return Fraction(found)


def score_or_none(found: object) -> int | None:
    """Take a whole number, or the word none for a step that does not count in a mean."""
    if found == "none":
        return None
    if isinstance(found, bool) or not isinstance(found, int):
        raise PydanticCustomError("kind", "", {"wanted": "a whole number, or the word none"})
    return found


ROUNDINGS = {each.name.lower().replace("_", " "): each for each in Rounding}
VERSION_KINDS = {each.value: each for each in (BreakKind.DEFINITION, BreakKind.SOURCE)}
STATUSES = {each.value: each for each in Status if each is not Status.UNDEFINED}

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Written = Annotated[Text, BeforeValidator(as_written)]
Mark = Annotated[str, BeforeValidator(as_written), StringConstraints(strip_whitespace=True)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Exact = Annotated[Fraction, PlainValidator(exactly)]
Decimals = Annotated[int, Field(ge=0, le=6)]


class Strict(BaseModel):
    """A group of keys: unknown ones refused, nothing converted, never changed afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class RatioEntry(Strict):
    """One indicator over another."""

    numerator: Identifier
    denominator: Identifier
    scale: int = Field(default=100, ge=1)


class PrintedEntry(Strict):
    """A name under which a published document carries the indicator."""

    document: Text
    reference: Mark = ""
    title: Mark = ""


class VersionEntry(Strict):
    """One version of a definition: from which period it applies and what changed."""

    number: Written
    starts: date | None = None
    kind: Annotated[BreakKind, one_of(VERSION_KINDS)] = BreakKind.DEFINITION
    comparable: bool | None = None
    change: str = ""
    calculation: dict[str, Any] | None = None


class IndicatorFile(Strict):
    """``indicators/*.yaml``: one indicator."""

    id: Identifier
    title: Text
    status: Annotated[Status, one_of(STATUSES)]
    version: Written
    versions: list[VersionEntry] = Field(default_factory=list)
    part: Annotated[Part, one_of(by_value(Part))]
    polarity: Annotated[Polarity, one_of(by_value(Polarity))]
    unit: Annotated[Unit, one_of(by_value(Unit))]
    decimals: Decimals
    frequency: Annotated[Frequency, one_of(by_value(Frequency))]
    at_a_date: bool
    section: Text
    counts: Text
    definition: Text
    why_it_matters: Text
    outcome: Text
    owner: Text
    reporter: Text
    source: Text
    reviewed: date
    next_review: date
    collected_from: date | None = None
    ratio: RatioEntry | None = None
    calculation: dict[str, Any] | None = None
    points_threshold: Exact = Fraction(1)
    printed_as: list[PrintedEntry] = Field(default_factory=list)

    @field_validator("next_review")
    @classmethod
    def _after_the_last(cls, found: date, known: ValidationInfo) -> date:
        reviewed = known.data.get("reviewed")
        if reviewed is not None and found <= reviewed:
            why = f"it is not after the last review, {reviewed.isoformat()}"
            raise PydanticCustomError("said", "{why}", {"why": why})
        return found


class MovementEntry(Strict):
    """How changes are worked out and when they earn an arrow."""

    change_in: Annotated[ChangeIn, one_of(by_value(ChangeIn))]
    threshold: Exact
    decimals: Decimals
    rounding: Annotated[Rounding, one_of(ROUNDINGS)]
    on_rounded: bool
    small_base: Exact


class SectionEntry(Strict):
    """A heading and the indicators under it."""

    title: Text
    indicators: list[Identifier] = Field(min_length=1)


class ScorecardFile(Strict):
    """``scorecards/*.yaml``: one scorecard."""

    id: Identifier
    title: Text
    columns: int = Field(ge=0, le=60)
    movement: MovementEntry
    sections: list[SectionEntry] = Field(min_length=1)


class StepEntry(Strict):
    """One step of a rating scale."""

    mark: Written
    score: Annotated[int | None, PlainValidator(score_or_none)]
    name: Text
    meaning: Text


class ScaleFile(Strict):
    """``scales/*.yaml``: one scale on which a plan's actions are rated."""

    id: Identifier
    title: Text
    decimals: Decimals
    not_yet_rated: list[Mark]
    steps: list[StepEntry] = Field(min_length=1)
