"""The average of an authority's neighbours, by a named method that travels with the figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from headway.domain.values import Absent, Number, State, Value


class Method(Enum):
    """How the figures of neighbours become one.

    The national interactive tool takes the mean, the national outcomes dashboard the median;
    both leave out who has no figure and count every authority alike.
    """

    MEAN = "mean"
    MEDIAN = "median"

    @property
    def used_by(self) -> str:
        """Whose method it is."""
        return {
            "mean": "as the Local Authority Interactive Tool does",
            "median": "as the children's social care dashboard does",
        }[self.value]


@dataclass(frozen=True, slots=True)
class NeighbourAverage:
    """An average of neighbours, with the method, how many had a figure, and the model's name."""

    value: Value
    method: Method
    known: int
    of: int
    model: str

    def __post_init__(self) -> None:
        if not 0 <= self.known <= self.of:
            raise ValueError("how many are known lies between none and all neighbours")
        if (self.known == 0) is not isinstance(self.value, Absent):
            raise ValueError("an average of nothing is absent, and of something is a number")

    @property
    def words(self) -> str:
        """Say how it came about, for the cell it stands in."""
        return (
            f"{self.method.value} of {self.known} of {self.of} neighbours "
            f"(model {self.model or 'not loaded'}), unweighted, of figures as published"
        )


def neighbour_average(values: Sequence[Value], method: Method, model: str) -> NeighbourAverage:
    """Average the numbers among the neighbours' published values; the others are counted out.

    If one of ten has a figure, the average is that one, and says so.
    """
    amounts = sorted(value.amount for value in values if isinstance(value, Number))
    if not amounts:
        nothing = Absent(State.NOT_COLLECTED, "no neighbour has a figure")
        return NeighbourAverage(nothing, method, 0, len(values), model)
    worked_out = _mean(amounts) if method is Method.MEAN else median_of(amounts)
    return NeighbourAverage(Number(worked_out), method, len(amounts), len(values), model)


def _mean(amounts: Sequence[Fraction]) -> Fraction:
    return sum(amounts, Fraction(0)) / len(amounts)


def median_of(amounts: Sequence[Fraction]) -> Fraction:
    """Return the middle of sorted amounts, or the mean of the middle two."""
    middle = len(amounts) // 2
    if len(amounts) % 2:
        return amounts[middle]
    return (amounts[middle - 1] + amounts[middle]) / 2
