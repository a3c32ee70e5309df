"""What an indicator is: the definition that every figure on a page answers to."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from headway.domain.calculation import Calculation
from headway.domain.movement import ChangeIn, MovementRule
from headway.domain.periods import PeriodKind
from headway.domain.polarity import Polarity
from headway.domain.versions import Version


class Part(Enum):
    """The three parts of a performance framework."""

    HOW_MUCH = "how much"
    HOW_WELL = "how well"
    IMPACT = "impact"


class Unit(Enum):
    """What a figure is counted in."""

    NUMBER = "number"
    PERCENTAGE = "percentage"
    PER_10_000 = "rate per 10,000"
    PER_100_000 = "rate per 100,000"
    DAYS = "days"
    WORKING_DAYS = "working days"
    WEEKS = "weeks"
    SCORE = "score"
    POUNDS = "pounds"


class Frequency(Enum):
    """How often a figure is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    ANNUAL = "annual"

    @property
    def months(self) -> int:
        """How many months lie between one figure and the next."""
        return {"monthly": 1, "quarterly": 3, "annual": 12}[self.value]

    @property
    def period_kind(self) -> PeriodKind:
        """The kind of period one figure stands for."""
        return {
            "monthly": PeriodKind.MONTH,
            "quarterly": PeriodKind.QUARTER,
            "annual": PeriodKind.FINANCIAL_YEAR,
        }[self.value]


class Status(Enum):
    """Whether a definition may be published."""

    LIVE = "live"
    DRAFT = "draft"
    RETIRED = "retired"
    UNDEFINED = "not in the catalogue"


@dataclass(frozen=True, slots=True)
class PrintedAs:
    """A name under which a published document carries the indicator."""

    document: str  # the document, in our own words: "Southampton early help dataset"
    reference: str = ""  # "EH14b"; empty where the document gives none
    title: str = ""  # a wording to be recognised by, in addition to the indicator's own title


@dataclass(frozen=True, slots=True)
class RatioOf:
    """An indicator that is one figure over another: rolled up from the parts, never averaged."""

    numerator: str
    denominator: str
    scale: int = 100


_IDENTIFIER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A definition in full. Owner and reporter are roles, never people."""

    id: str
    title: str
    part: Part
    polarity: Polarity
    unit: Unit
    frequency: Frequency
    decimals: int = 0
    section: str = ""
    counts: str = ""  # what one of it is: a family, a child, an assessment, an episode
    definition: str = ""
    why_it_matters: str = ""
    outcome: str = ""
    owner: str = ""
    reporter: str = ""
    source: str = ""
    reviewed: date | None = None
    next_review: date | None = None
    version: str = ""
    status: Status = Status.LIVE
    at_a_date: bool = False  # a count on the last day, rather than of what happened within
    collected_from: date | None = None
    ratio: RatioOf | None = None
    printed_as: tuple[PrintedAs, ...] = ()
    points_threshold: Fraction = Fraction(1)
    calculation: Calculation | None = None  # None: its figures are entered or were published
    versions: tuple[Version, ...] = ()  # oldest first; the last is ``version``

    def __post_init__(self) -> None:
        if not _IDENTIFIER.fullmatch(self.id):
            raise ValueError(f"“{self.id}” is not an identifier: small letters, digits, hyphens")
        if not self.title.strip() or self.decimals < 0:
            raise ValueError(f"{self.id}: a title, and decimals of 0 or more, are needed")
        if self.reviewed and self.next_review and self.next_review <= self.reviewed:
            raise ValueError(f"{self.id}: the next review comes after the last one")

    def movement_rule(self, base: MovementRule) -> MovementRule:
        """Return how this indicator's changes are worked out, from a scorecard's own rule.

        Percentages move in percentage points; everything else by the scorecard's rule.
        """
        if self.unit is not Unit.PERCENTAGE or base.change_in is not ChangeIn.PERCENT:
            return base
        return MovementRule(
            ChangeIn.POINTS,
            self.points_threshold,
            max(1, self.decimals),
            base.rounding,
            base.on_rounded,
            base.small_base,
        )


def identifier_from(text: str) -> str:
    """Make an identifier of a reference or title: "EH1a" gives "eh1a"."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "unnamed"
