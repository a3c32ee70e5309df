"""Statistical neighbours: for each authority ten others that are most like it, by one model.

The models are not symmetric: being my neighbour does not make me yours. Two models of different
years give different neighbours, so every comparison names the model it used.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One neighbour of an authority: its code, and how close the model says that it is."""

    code: str
    closeness: str = ""


@dataclass(frozen=True, slots=True)
class NeighbourModel:
    """A model of one year: the neighbours of each authority, nearest first.

    ``former`` are the codes for which the source gives neighbours in its block of authorities
    that no longer exist.
    """

    name: str
    groups: Mapping[str, tuple[Neighbour, ...]]
    source: str = ""
    former: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError("a model has a name, such as the year of its making")
        for code, group in self.groups.items():
            codes = [each.code for each in group]
            if code in codes or len(set(codes)) != len(codes):
                raise ValueError(f"{code} has itself, or another twice, among its neighbours")

    def of(self, code: str) -> tuple[Neighbour, ...]:
        """Return the neighbours of an authority, nearest first; none where the model has none."""
        return self.groups.get(code, ())
