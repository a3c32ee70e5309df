"""What the sources of one load have given so far, before it is put together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from headway.domain.benchmarks.loaded import Source
from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.neighbours import Neighbour
from headway.domain.benchmarks.places import ENGLAND, region_code
from headway.domain.problems import Findings

NO_REGION = {"", "na", "n-a", "z", "x"}
REGIONS = frozenset(
    {
        "north-east", "north-west", "yorkshire-and-the-humber", "east-midlands",
        "west-midlands", "east-of-england", "london", "inner-london", "outer-london",
        "south-east", "south-west",
    }
)  # fmt: skip


@dataclass(slots=True)
class Sighting:
    """What files said of one authority."""

    names: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    ons: list[str] = field(default_factory=list)


@dataclass(slots=True)
class FiguresOfFile:
    """The figures of one measure in one file: texts by the label of the year and the place."""

    measure: Measure
    years: dict[str, dict[str, str]] = field(default_factory=dict)

    def newest(self) -> str:
        """Return the last label in the order of the text, to tell editions apart."""
        return max(self.years, default="")

    def size(self) -> int:
        """Count the cells."""
        return sum(map(len, self.years.values()))


@dataclass(slots=True)
class ModelOfFile:
    """The neighbour groups of one file, and the name by which its model goes."""

    name: str
    file: str
    groups: dict[str, tuple[Neighbour, ...]]
    former: set[str]


@dataclass(slots=True)
class Gathering:
    """Everything that was read. ``models_named`` are names people gave to files of neighbours."""

    models_named: dict[str, str] = field(default_factory=dict)
    authorities: dict[str, Sighting] = field(default_factory=lambda: defaultdict(Sighting))
    region_names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    described: dict[str, Measure] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    corrections: dict[tuple[str, ...], str] = field(default_factory=dict)
    upper_tier: dict[str, str] = field(default_factory=dict)
    figures: list[FiguresOfFile] = field(default_factory=list)
    models: list[ModelOfFile] = field(default_factory=list)
    models_guessed: list[tuple[str, str]] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def see_authority(
        self, code: str, name: str = "", region: str = "", kind: str = "", ons: str = ""
    ) -> None:
        """Take note of what a file says of an authority; empty texts say nothing."""
        seen = self.authorities[code]
        known = ((seen.names, name), (seen.kinds, kind), (seen.ons, ons))
        for held, text in known:
            if text and text not in held:
                held.append(text)
        if region_code(region) not in NO_REGION:
            if region not in seen.regions:
                seen.regions.append(region)
            self.see_region(region)

    def see_region(self, name: str) -> str:
        """Take note of a region's spelling, and return its code."""
        code = region_code(name)
        if name not in self.region_names[code]:
            self.region_names[code].append(name)
        return code

    def known_regions(self, more: Iterable[str] = ()) -> set[str]:
        """Return the codes that are regions: the usual ones, and those authorities lie in."""
        return set(REGIONS) | set(self.region_names) | {region_code(each) for each in more}


def is_england(name: str) -> bool:
    """Say whether a name is that of the country."""
    return region_code(name) == ENGLAND
