"""A published sheet as it was read: its figures, and what was printed beside them."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from fractions import Fraction

from headway.domain.periods import Period
from headway.domain.polarity import Arrow
from headway.domain.problems import Finding, Place
from headway.domain.targets import Target
from headway.domain.values import Value

WHOLE_SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one indicator, as a source gave it.

    ``period`` is what the figure is about; ``column`` is the period at the head of its column,
    which differs where a quarterly figure stands under the quarter's last month. ``text`` is
    what was printed. ``certain`` is false where its column was worked out on evidence; the
    finding of the same place says which.
    """

    period: Period
    value: Value
    column: Period
    text: str = ""
    place: Place = field(default_factory=Place)
    unit: str = WHOLE_SERVICE
    certain: bool = True


class Comparator(Enum):
    """Whom a benchmark stands for."""

    STATISTICAL_NEIGHBOURS = "statistical neighbours"
    ENGLAND = "England"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What others have: whose, which year's, from where and by which method."""

    comparator: Comparator
    value: Value
    name: str = ""  # "South East" for a region
    year: Period | None = None
    updated: Period | None = None
    source: str = ""
    method: str = ""  # mean or median of the neighbours; empty where the sheet does not say
    text: str = ""
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class Commentary:
    """What the owner says of a figure. ``by`` is a role.

    ``points_to`` is the reference of the row whose commentary is meant ("See above");
    ``carried_from`` names an earlier edition with the very same words.
    """

    text: str
    period: Period
    by: str = ""
    points_to: str = ""
    carried_from: str = ""
    written: date | None = None
    place: Place = field(default_factory=Place)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A derived figure as it was printed: the text, and what can be read in it for certain."""

    text: str = ""
    number: Fraction | None = None
    arrow: Arrow | None = None
    place: Place = field(default_factory=Place)


class Derived(Enum):
    """The figures a sheet derives from its own months."""

    CHANGE_PREVIOUS = "change on the previous period"
    CHANGE_LAST_YEAR = "change on the same period last year"
    AVERAGE_12 = "average of 12 months"
    MAXIMUM_12 = "maximum of 12 months"
    YEAR_TO_DATE = "year to date"
    QUALITY = "quality or direction mark"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One indicator's row of a published sheet. ``indicator`` is its identifier in Headway."""

    indicator: str
    reference: str
    title: str
    figures: tuple[Figure, ...] = ()
    printed: tuple[tuple[Derived, PrintedCell], ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()
    targets: tuple[Target, ...] = ()
    commentary: Commentary | None = None
    owner: str = ""
    reporter: str = ""
    outcome: str = ""
    section: str = ""
    polarity_printed: str = ""
    place: Place = field(default_factory=Place)

    def printed_as(self, what: Derived) -> PrintedCell | None:
        """Return the printed cell of one derived figure, or None where none was printed."""
        return dict(self.printed).get(what)


@dataclass(frozen=True, slots=True)
class PublishedDataset:
    """One published sheet: the periods across its top, its rows, and all that was noticed.

    ``period`` is the last period shown, which the derived figures are about. ``edition`` names
    the sheet ("2020-08"); ``digest`` is the SHA-256 of the file it came from.
    """

    title: str
    edition: str
    period: Period
    columns: tuple[Period, ...]
    rows: tuple[PublishedRow, ...]
    findings: tuple[Finding, ...] = ()
    file: str = ""
    digest: str = ""

    def __post_init__(self) -> None:
        if list(self.columns) != sorted(set(self.columns)) or not self.columns:
            raise ValueError("the periods of a sheet stand in order, each once")
        if self.period != self.columns[-1]:
            raise ValueError("a sheet is about the last period it shows")
