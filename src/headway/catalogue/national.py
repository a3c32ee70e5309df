"""``benchmarks/*.yaml``: which national measure stands for an indicator, and a council's settings.

The mapping is shipped; the authority, the model of neighbours and the method are a council's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Identifier, Strict, Text, Written, by_value, one_of
from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.links import NationalMeasure, OwnSettings
from headway.domain.indicator import Unit


class MeasureEntry(Strict):
    """A national measure, and whether its definition is ours."""

    source: Text
    code: Written
    same_definition: bool
    differs: Text | None = None
    remark: Text | None = None
    unit: Annotated[Unit | None, one_of(by_value(Unit))] = None

    @model_validator(mode="after")
    def _says_how(self) -> "MeasureEntry":
        if self.same_definition is (self.differs is not None):
            why = (
                "same_definition is yes, and differs says how it is another"
                if self.same_definition
                else "same_definition is no, and differs does not say how"
            )
            raise PydanticCustomError("together", "{why}", {"why": why})
        return self

    def measure(self) -> NationalMeasure:
        """Return the measure."""
        return NationalMeasure(
            self.source, self.code, self.differs or "", self.remark or "", self.unit
        )


class BenchmarksFile(Strict):
    """One file: what a council says of itself, and measures under our indicators."""

    authority: Written | None = None
    neighbour_model: Written | None = None
    method: Annotated[Method | None, one_of(by_value(Method))] = None
    measures: dict[Identifier, Annotated[list[MeasureEntry], Field(min_length=1)]] = Field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class CataloguedBenchmarks:
    """The mapping and the settings of one file."""

    measures: Mapping[str, tuple[NationalMeasure, ...]]
    settings: OwnSettings


def build_benchmarks(file: BenchmarksFile) -> CataloguedBenchmarks:
    """Return what a file says; ValueError where it says nothing."""
    settings = OwnSettings(file.authority or "", file.neighbour_model or "", file.method)
    found = {name: tuple(map(MeasureEntry.measure, each)) for name, each in file.measures.items()}
    if not found and settings == OwnSettings():
        raise ValueError("the file says nothing: give authority, neighbour_model, method, measures")
    return CataloguedBenchmarks(MappingProxyType(found), settings)
