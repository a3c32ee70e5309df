"""``policies/*.yaml`` and ``audiences/*.yaml``: what may be shown of small numbers, and to whom.

A policy is a convention; an audience names the one that holds for it. A council chooses by a file
of its own folder: ``audiences/public.yaml`` replaces the shipped choice.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Identifier, Mark, Strict, Text, by_value, one_of
from headway.domain.disclosure.policy import (
    Audience,
    Contributors,
    DerivedKind,
    PartsUsed,
    Percentages,
    Policy,
    Symbols,
    Zeros,
)

COMPLEMENTS = {"protected": True, "as they are": False}


class PercentagesEntry(Strict):
    """How percentages are given."""

    parts: Annotated[PartsUsed, one_of(by_value(PartsUsed))]
    minimum_denominator: int = Field(ge=1)


class SymbolsEntry(Strict):
    """What stands in place of a figure."""

    small: Mark
    others: Mark
    under_half: Mark = ""


class PolicyFile(Strict):
    """``policies/*.yaml``: one policy of disclosure control."""

    id: Identifier
    title: Text
    source: Text
    audiences: list[Annotated[Audience, one_of(by_value(Audience))]] = Field(min_length=1)
    threshold: int = Field(ge=1, le=100)
    zeros: Annotated[Zeros, one_of(by_value(Zeros))]
    rounding_base: int = Field(ge=1, le=1000)
    least_possible: int = Field(ge=2, le=100)
    percentages: PercentagesEntry
    complements: Annotated[bool, one_of(COMPLEMENTS)]
    symbols: SymbolsEntry
    contributors: Annotated[Contributors, one_of(by_value(Contributors))]
    small_are_known: bool = False
    derived: list[Annotated[DerivedKind, one_of(by_value(DerivedKind))]]

    @model_validator(mode="after")
    def _holds_together(self) -> "PolicyFile":
        try:
            build_policy(self)
        except ValueError as wrong:
            raise PydanticCustomError("together", "{why}", {"why": str(wrong)}) from None
        return self


class AudienceFile(Strict):
    """``audiences/*.yaml``: which policy holds for an audience."""

    id: Annotated[Audience, one_of(by_value(Audience))]
    policy: Identifier


@dataclass(frozen=True, slots=True)
class Choice:
    """The policy that holds for an audience, by its identifier."""

    audience: Audience
    policy: str

    @property
    def id(self) -> str:
        """The audience's word, which the file is named after."""
        return self.audience.value


def build_policy(file: PolicyFile) -> Policy:
    """Return the policy that a file defines; ValueError where its parts do not go together."""
    symbols = Symbols(file.symbols.small, file.symbols.others, file.symbols.under_half)
    return Policy(
        id=file.id,
        title=file.title,
        audiences=frozenset(file.audiences),
        threshold=file.threshold,
        zeros=file.zeros,
        rounding_base=file.rounding_base,
        least_possible=file.least_possible,
        percentages=Percentages(file.percentages.parts, file.percentages.minimum_denominator),
        symbols=symbols,
        derived=frozenset(file.derived),
        contributors=file.contributors,
        complements=file.complements,
        small_are_known=file.small_are_known,
        source=file.source,
    )


def build_choice(file: AudienceFile) -> Choice:
    """Return the choice that a file makes."""
    return Choice(file.id, file.policy)
