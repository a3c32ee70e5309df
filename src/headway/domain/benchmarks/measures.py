"""A national measure: what it counts, which way is better, and what its source says of it."""

import re
from dataclasses import dataclass
from datetime import date

from headway.domain.benchmarks.years import YearType
from headway.domain.indicator import Unit
from headway.domain.polarity import Polarity

_RATE = re.compile(r"per\s*([\d,_]+)|per_?([\d]+)", re.IGNORECASE)
_SHARE = re.compile(r"%|percent", re.IGNORECASE)
_LEVEL = re.compile(
    r"\brate\b|_rate|average|\bmean\b|median|percentile|score|\bgap\b|unit cost|case ?load|"
    r"\bratio\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"number|\bspend\b|£|total|\bcount\b|_count|entries|\bfte\b|expenditure|population",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """One published series of figures.

    ``code`` is the source's own short name, and ``source`` names the publication, so that the
    two together are the measure's ``key``. ``counted_in`` are the source's words for its unit.
    ``bands`` is False where the source itself gives no quartile band. ``population`` says that
    it is an estimate of people, for denominators.
    """

    source: str
    code: str
    title: str
    polarity: Polarity = Polarity.NONE
    counted_in: str = ""
    decimals: int | None = None
    year_type: YearType = YearType.UNSTATED
    bands: bool = True
    published: date | None = None
    next_update: str = ""
    supplier: str = ""
    link: str = ""
    population: bool = False
    described: bool = True  # a dictionary says what it is; else only its figures are known
    file: str = ""  # the file that its figures came from

    def __post_init__(self) -> None:
        if not self.source.strip() or not self.code.strip():
            raise ValueError("a measure has a source and a code")

    @property
    def key(self) -> str:
        """What it is called in a load: "LAIT: ReReferral"."""
        return f"{self.source}: {self.code}"

    @property
    def unit(self) -> Unit | None:
        """The unit that the source's words name; None where they name none for certain."""
        return unit_of(f"{self.counted_in} | {self.code}")

    @property
    def level(self) -> bool | None:
        """Whether it is a share, rate, score or average, which lies between those of its parts.

        True from the words of its unit; False for a number or a sum of money; None where the
        words do not tell.
        """
        words = f"{self.counted_in} | {self.code}"
        if _SHARE.search(words) or _RATE.search(words) or _LEVEL.search(words):
            return True
        return False if _COUNT.search(f"{words} | {self.title}") else None


def unit_of(words: str) -> Unit | None:
    """Read the unit of a figure from the words for its axis or column; None where unsure."""
    if _SHARE.search(words):
        return Unit.PERCENTAGE
    if rate := _RATE.search(words):
        base = (rate[1] or rate[2]).replace(",", "").replace("_", "")
        return {"10000": Unit.PER_10_000, "100000": Unit.PER_100_000}.get(base)
    small = words.casefold()
    if "£" in small or "spend" in small or "cost" in small or "expenditure" in small:
        return Unit.POUNDS
    if "score" in small:
        return Unit.SCORE
    if re.search(r"^number|_count\b|population", small):
        return Unit.NUMBER
    return None
