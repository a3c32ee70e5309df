"""``sheets/*.yaml``: what teams are asked to enter after each month, quarter or year."""

from datetime import date
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Identifier, Strict, Text, Written, by_value, one_of
from headway.domain.calculation_results import Level
from headway.domain.indicator import Frequency
from headway.domain.team_sheets import PartOf, TeamSheet

LEVELS = {one.value: one for one in Level if one is not Level.COUNCIL}


class PartEntry(Strict):
    """A figure that can never be larger than another of the sheet."""

    part: Identifier
    whole: Identifier


class SheetFile(Strict):
    """``sheets/*.yaml``: one sheet."""

    id: Identifier
    title: Text
    level: Annotated[Level, one_of(LEVELS)]
    units: list[Written] = Field(default_factory=list)
    within: list[Written] = Field(default_factory=list)
    frequency: Annotated[Frequency, one_of(by_value(Frequency))]
    due: int = Field(ge=1, le=60)
    closes: int = Field(ge=1, le=120)
    begins: date | None = None
    ends: date | None = None
    indicators: list[Identifier] = Field(min_length=1)
    parts: list[PartEntry] = Field(default_factory=list)

    @model_validator(mode="after")
    def _holds_together(self) -> "SheetFile":
        try:
            build_sheet(self)
        except ValueError as wrong:
            raise PydanticCustomError("together", "{why}", {"why": str(wrong)}) from None
        return self


def build_sheet(file: SheetFile) -> TeamSheet:
    """Return the sheet that a file defines; ValueError where its days do not go together."""
    return TeamSheet(
        file.id,
        file.title,
        file.frequency,
        file.level,
        file.due,
        file.closes,
        tuple(file.indicators),
        tuple(PartOf(one.part, one.whole) for one in file.parts),
        tuple(file.units),
        file.begins,
        file.ends,
        tuple(file.within),
    )
