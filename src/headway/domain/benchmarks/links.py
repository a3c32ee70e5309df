"""Which national measure stands for one of our indicators, and whether it says the same."""

from dataclasses import dataclass

from headway.domain.benchmarks.averages import Method
from headway.domain.indicator import Unit


@dataclass(frozen=True, slots=True)
class NationalMeasure:
    """A national measure that an indicator is mapped to.

    ``differs`` says how its definition is another one than ours; such a measure is named but
    never compared. ``unit`` is its unit, where the source's own words do not name it. ``remark``
    is what a reader should know of a measure that is the same, such as its period.
    """

    source: str
    code: str
    differs: str = ""
    remark: str = ""
    unit: Unit | None = None

    def __post_init__(self) -> None:
        if not self.source.strip() or not self.code.strip():
            raise ValueError("a national measure has a source and a code")

    @property
    def key(self) -> str:
        """What the measure is called in a load."""
        return f"{self.source}: {self.code}"

    @property
    def same(self) -> bool:
        """Whether its definition is ours."""
        return not self.differs


@dataclass(frozen=True, slots=True)
class OwnSettings:
    """What a council says of itself: its authority, and the model and method it prefers."""

    authority: str = ""
    model: str = ""
    method: Method | None = None
