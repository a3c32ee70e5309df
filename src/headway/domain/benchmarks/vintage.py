"""How old a national figure is: its year, and when it was published."""

from dataclasses import dataclass
from datetime import date

from headway.domain.benchmarks.measures import Measure
from headway.domain.benchmarks.years import PublishedYear
from headway.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Vintage:
    """The year of a figure as it is spoken of, what kind it is, and its day of publication."""

    year: str
    kind: str
    published: date | None
    period: Period | None
    provisional: bool = False

    @property
    def words(self) -> str:
        """Say it: "2024-25, published October 2025"."""
        when = f"published {self.published:%B %Y}" if self.published else "publication not stated"
        return f"{self.year}{', provisional' if self.provisional else ''}, {when}"


def vintage_of(measure: Measure, year: PublishedYear) -> Vintage:
    """Return how old a measure's figures of one year are."""
    kind = measure.year_type
    return Vintage(
        year.words(kind), kind.value, measure.published, year.period(kind), year.provisional
    )


def months_between(vintage: Vintage, ours: Period) -> int | None:
    """Count the months from the end of the national year to the end of ours; None if unsure."""
    if vintage.period is None:
        return None
    then, now = vintage.period.end, ours.end
    return (now.year - then.year) * 12 + now.month - then.month
