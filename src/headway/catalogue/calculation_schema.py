"""What the ``calculation:`` section of an indicator may hold: one group of keys for each kind.

The words are those of ``headway.domain.calculation``, which says what each means.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Identifier, Strict, Text, by_value, one_of
from headway.domain.calculation import Credit, Direction, Statistic, Step


def plain(found: object) -> object:
    """Take a word, number, date, or yes or no; never a list or a group."""
    if isinstance(found, str | int | Decimal | bool | date):
        return found
    raise PydanticCustomError("kind", "", {"wanted": "a word, a number, a date, yes or no"})


Cell = Annotated[Any, BeforeValidator(plain)]
Path = Text
Statement = Annotated[Statistic, one_of(by_value(Statistic))]
DURATION_STEPS = {"days": Step.DAYS, "working days": Step.WORKING_DAYS}


def _said(why: str) -> PydanticCustomError:
    return PydanticCustomError("said", "{why}", {"why": why})


class WindowEntry(Strict):
    """A length of time: one of days, working days and months."""

    days: int | None = Field(default=None, ge=1)
    working_days: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_of_them(self) -> "WindowEntry":
        if sum(one is not None for one in (self.days, self.working_days, self.months)) != 1:
            raise _said("a length of time is one of days, working_days and months")
        return self


class ConditionEntry(Strict):
    """What is asked of one column."""

    is_: Cell = Field(default=None, alias="is")
    is_not: Cell = None
    is_any_of: list[Cell] | None = None
    is_none_of: list[Cell] | None = None
    is_known: bool | None = None
    is_missing: bool | None = None
    at_least: Cell = None
    at_most: Cell = None
    within: WindowEntry | None = None
    of: Path | None = None
    or_missing: bool = False

    @model_validator(mode="after")
    def _one_question(self) -> "ConditionEntry":
        asked = [name for name in QUESTIONS if getattr(self, name) is not None]
        if len(asked) != 1:
            raise _said("exactly one thing is asked of a column")
        if (self.within is None) is not (self.of is None):
            raise _said("“within” and “of” go together: within so long of which date?")
        if False in (self.is_known, self.is_missing):
            raise _said("write is_known: yes, or is_missing: yes")
        return self


QUESTIONS = (
    "is_", "is_not", "is_any_of", "is_none_of", "is_known", "is_missing", "at_least", "at_most",
    "within",
)  # fmt: skip

Where = dict[str, ConditionEntry]


class KindEntry(Strict):
    """The keys that every kind may have."""

    kind: Text
    unit: Path = ""
    credit: Annotated[Credit, one_of(by_value(Credit))] = Credit.OWN
    due_after: WindowEntry | None = None
    minimum_denominator: int = Field(default=1, ge=1)
    breakdowns: list[Path] = Field(default_factory=list)


class RowsEntry(KindEntry):
    """A kind that is made of the rows of one table."""

    from_: Text = Field(alias="from")
    where: Where = Field(default_factory=dict)


class CountEntry(RowsEntry):
    """``kind: count``."""

    when: Path
    each: Path = ""
    sum_of: Path = ""
    at_least_one: bool = False
    only_the_first: bool = False


class ShareEntry(RowsEntry):
    """``kind: share``."""

    when: Path
    of_those: Where = Field(min_length=1)
    each: Path = ""


class AverageEntry(RowsEntry):
    """``kind: average``."""

    when: Path
    of: Path
    scores: dict[str, int] = Field(default_factory=dict)


class DurationEntry(RowsEntry):
    """``kind: duration``."""

    start: Path
    end: Path
    statistic: Statement
    counted_in: Annotated[Step, one_of(DURATION_STEPS)]
    percentile: int = Field(default=50, ge=1, le=99)


class BesideEntry(Strict):
    """A row of another table that holds the same day, in ``kind: open_at_end``."""

    from_: Text = Field(alias="from")
    where: Where = Field(default_factory=dict)
    subject: Path
    of: Path
    start: Path
    end: Path = ""


class OpenEntry(RowsEntry):
    """``kind: open_at_end``."""

    starts: list[Path] = Field(min_length=1)
    ends: list[Path]
    each: Path = ""
    longer_than: WindowEntry | None = None
    no_longer_than: WindowEntry | None = None
    only_highest_tier: bool = False
    with_: BesideEntry | None = Field(default=None, alias="with")
    without: BesideEntry | None = None

    @model_validator(mode="after")
    def _one_beside(self) -> "OpenEntry":
        if self.with_ is not None and self.without is not None:
            raise _said("either “with” or “without” is asked, not both")
        return self


class OverdueEntry(RowsEntry):
    """``kind: overdue``."""

    due: Path
    ends: list[Path] = Field(min_length=1)
    each: Path = ""


class SumEntry(RowsEntry):
    """``kind: sum_at_end``."""

    starts: list[Path] = Field(min_length=1)
    ends: list[Path]
    sum_of: Path


class FollowerEntry(Strict):
    """What follows in ``kind: followed_by``, or comes first in ``kind: preceded_by``."""

    from_: Text = Field(alias="from")
    where: Where = Field(default_factory=dict)
    when: Path
    subject: Path


class StillOpenEntry(Strict):
    """What shows that somebody has not left, in ``kind: followed_by``."""

    where: Where = Field(default_factory=dict)
    start: Path
    end: Path


class FollowedEntry(RowsEntry):
    """``kind: followed_by``."""

    when: Path
    subject: Path
    follower: FollowerEntry
    within: WindowEntry
    same_day: bool = False
    unless_named_in: Path = ""
    still_open: StillOpenEntry | None = None


class PrecededEntry(RowsEntry):
    """``kind: preceded_by``."""

    when: Path
    subject: Path
    earlier: FollowerEntry
    within: WindowEntry
    same_day: bool = False


class ChangeEntry(RowsEntry):
    """``kind: latest_change``."""

    when: Path
    subject: Path
    series: list[Path] = Field(min_length=1)
    score: Path
    instrument: Path
    lower_is_better: list[Text] = Field(default_factory=list)


class TransitionEntry(KindEntry):
    """``kind: transition``."""

    direction: Annotated[Direction, one_of(by_value(Direction))]
    leaving: list[Text] = Field(min_length=1)


class PartOfEntry(KindEntry):
    """``kind: part_of``."""

    of: Identifier
    below: bool = False


class AgesEntry(Strict):
    """The ages of a population, both included."""

    from_: int = Field(alias="from", ge=0)
    to: int = Field(ge=0)


class RateEntry(KindEntry):
    """``kind: rate``."""

    of: Identifier
    per: int = Field(ge=1)
    ages: AgesEntry
    cohort: Text = "everybody"


class NothingEntry(KindEntry):
    """``kind: ratio`` and ``kind: entered``, which say all in their name."""


KINDS: dict[str, type[KindEntry]] = {
    "count": CountEntry,
    "share": ShareEntry,
    "average": AverageEntry,
    "duration": DurationEntry,
    "open_at_end": OpenEntry,
    "overdue": OverdueEntry,
    "sum_at_end": SumEntry,
    "followed_by": FollowedEntry,
    "preceded_by": PrecededEntry,
    "latest_change": ChangeEntry,
    "transition": TransitionEntry,
    "ratio": NothingEntry,
    "part_of": PartOfEntry,
    "rate": RateEntry,
    "entered": NothingEntry,
}
