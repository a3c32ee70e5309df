"""How a figure is worked out: the closed vocabulary. Values only; nothing here knows a database.

A column is named by its path from the table that is counted: ``kind``, or ``assessment.kind`` for
the row that ``assessment_id`` points to, one table after another. Every path leads from many rows
to one, so following it never makes one row two.

Two rules hold everywhere. A condition on an empty cell does not hold (except ``is_missing``, or
where ``or_missing`` says so): absent is not "none of these". And every stretch of time covers its
first day and not its last.

All kinds stand in this one file, however long, since what the vocabulary can say, and that it can
say no more, is seen only where all of it stands together.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

Cell: TypeAlias = str | int | Decimal | bool | date

_PATH = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*){0,3}")


class Test(Enum):
    """What a condition asks of a cell."""

    __test__ = False  # not a class of tests, whatever its name

    IS = "is"
    IS_NOT = "is_not"
    IS_ANY_OF = "is_any_of"
    IS_NONE_OF = "is_none_of"
    IS_KNOWN = "is_known"
    IS_MISSING = "is_missing"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Step(Enum):
    """What time is counted in."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


class Credit(Enum):
    """Which unit a row belongs to."""

    OWN = "own"  # the unit that the row itself names
    ON_THE_DAY = "on_the_day"  # the team responsible on the day
    DAY_BEFORE = "day_before"  # the team responsible the day before: closings, steps up and down
    NOBODY = "nobody"  # no unit: the figure exists for the whole council only


class Statistic(Enum):
    """What is made of many durations."""

    MEAN = "mean"
    MEDIAN = "median"
    PERCENTILE = "percentile"


class Direction(Enum):
    """Which way a transition goes."""

    UP = "up"
    DOWN = "down"


def _check_path(path: str, what: str) -> None:
    if not _PATH.fullmatch(path):
        raise ValueError(f"{what} is the path of a column, such as assessment.kind: not {path!r}")


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time of at least one step."""

    length: int
    step: Step

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a window is at least one day or month long")


@dataclass(frozen=True, slots=True)
class Condition:
    """One column's cell and what is asked of it."""

    column: str
    test: Test
    values: tuple[Cell, ...] = ()
    or_missing: bool = False

    def __post_init__(self) -> None:
        _check_path(self.column, "a condition's column")
        if self.test in {Test.IS_KNOWN, Test.IS_MISSING}:
            if self.values or self.or_missing:
                raise ValueError(f"{self.test.value} takes no value")
        elif not self.values:
            raise ValueError(f"{self.test.value} needs something to compare with")
        elif len(self.values) > 1 and self.test not in {Test.IS_ANY_OF, Test.IS_NONE_OF}:
            raise ValueError(f"{self.test.value} takes one value")


@dataclass(frozen=True, slots=True)
class Within:
    """``later`` is not before ``earlier``, and at most so many days (or months) after it.

    In days the last day counts: within 45 days of the 1st goes up to the 46th day. In months the
    same day of the month no longer counts: within 3 months of 15 January ends with 14 April.
    """

    later: str
    earlier: str
    window: Window

    def __post_init__(self) -> None:
        _check_path(self.later, "the later date")
        _check_path(self.earlier, "the earlier date")


Asked: TypeAlias = Condition | Within


@dataclass(frozen=True, slots=True)
class Selection:
    """Rows of one table that meet every condition."""

    table: str
    where: tuple[Asked, ...] = ()

    def __post_init__(self) -> None:
        _check_path(self.table, "a table's name")


@dataclass(frozen=True, slots=True)
class Common:
    """What every calculation carries.

    ``due_after`` is how long after a period's end its figure is known in full; a percentage of
    fewer than ``minimum_denominator`` is not given; ``unit`` is the path of the unit column (empty:
    the one of the table itself) and ``credit`` which unit of several days is meant.
    """

    unit: str = ""
    credit: Credit = Credit.OWN
    due_after: Window | None = None
    minimum_denominator: int = 1
    breakdowns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.minimum_denominator < 1:
            raise ValueError("a minimum denominator is 1 or more")
        for path in (*self.breakdowns, *([self.unit] if self.unit else [])):
            _check_path(path, "a unit or breakdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    common: Common = field(default_factory=Common)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count(_Kind):
    """Rows whose ``when`` lies in the period; or the distinct ``each`` among them.

    ``sum_of`` adds up a number column instead; an empty cell adds nothing, or one with
    ``at_least_one`` (a row is one contact where no headcount is given). With ``only_the_first`` a
    row counts only where its ``each`` has no earlier row of the selection.
    """

    selection: Selection
    when: str
    each: str = ""
    sum_of: str = ""
    at_least_one: bool = False
    only_the_first: bool = False

    def __post_init__(self) -> None:
        if self.each and self.sum_of:
            raise ValueError("either distinct subjects are counted or a number is added up")
        if self.at_least_one and not self.sum_of:
            raise ValueError("at_least_one needs sum_of: at least one of what?")
        if self.only_the_first and not self.each:
            raise ValueError("only_the_first needs each: the first of whom?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share(_Kind):
    """Of the rows (or distinct ``each``) of the period, those that meet ``of_those`` as well."""

    selection: Selection
    when: str
    of_those: tuple[Asked, ...]
    each: str = ""

    def __post_init__(self) -> None:
        if not self.of_those:
            raise ValueError("a share needs a further condition")


@dataclass(frozen=True, slots=True, kw_only=True)
class Average(_Kind):
    """The mean of a number column, or of the scores of codes, over the rows of the period.

    ``scores`` gives each code its score. A row whose cell is empty, or whose code has no score
    (missing, not applicable), is left out of the mean and told.
    """

    selection: Selection
    when: str
    of: str
    scores: tuple[tuple[str, int], ...] = ()

    def __post_init__(self) -> None:
        _check_path(self.of, "what is averaged")
        if len({code for code, _ in self.scores}) != len(self.scores):
            raise ValueError("each code has one score")


@dataclass(frozen=True, slots=True, kw_only=True)
class Duration(_Kind):
    """Time from ``start`` to ``end`` of the rows whose ``end`` lies in the period.

    Rows without a start, or with one after the end, are left out and their number told. Working
    days are those after the first day, up to and including the last. A percentile is the smallest
    duration that at least that many per cent do not exceed.
    """

    selection: Selection
    start: str
    end: str
    statistic: Statistic
    step: Step
    percentile: int = 50

    def __post_init__(self) -> None:
        if self.step is Step.MONTHS:
            raise ValueError("durations are in days or working days: months differ in length")
        if not 1 <= self.percentile <= 99:
            raise ValueError("a percentile is 1 to 99")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A row of another table that holds on the same day, or (``absent``) that none does.

    It belongs to the row counted where its ``subject`` is that row's ``of``. It holds from
    ``start`` until the day before ``end``; without an ``end`` for ever.
    """

    selection: Selection
    subject: str
    of: str
    start: str
    end: str = ""
    absent: bool = False

    def __post_init__(self) -> None:
        for path in (self.subject, self.of, self.start, *([self.end] if self.end else [])):
            _check_path(path, "what stands beside")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAtEnd(_Kind):
    """Rows that stand open at the end of the period's last day.

    Open means: the latest of ``starts`` that is known (the first of them must be) lies on or
    before that day, and none of ``ends`` does. ``longer_than`` asks in addition that it started
    more than so long before the end of that day, ``no_longer_than`` that it did not.
    ``only_highest_tier`` counts a person in the highest open tier of the ladder only, and
    ``beside`` rows only with (or without) a row of another table that holds that day.
    """

    selection: Selection
    starts: tuple[str, ...]
    ends: tuple[str, ...]
    each: str = ""
    sum_of: str = ""
    longer_than: Window | None = None
    no_longer_than: Window | None = None
    only_highest_tier: bool = False
    beside: Beside | None = None

    def __post_init__(self) -> None:
        if not self.starts:
            raise ValueError("something open has a start")
        if self.each and self.sum_of:
            raise ValueError("either distinct subjects are counted or a number is added up")
        for window in (self.longer_than, self.no_longer_than):
            if window and window.step is Step.WORKING_DAYS:
                raise ValueError("longer_than and no_longer_than are in days or months")


@dataclass(frozen=True, slots=True)
class StillOpen:
    """Rows of the same table between ``start`` and ``end``, which show that nobody has left."""

    where: tuple[Asked, ...]
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedBy(_Kind):
    """Of the rows of the period, those that another row of the same subject follows in time.

    It follows after the day (or, with ``same_day``, on it) and within ``window``. A row that names
    the first one in ``unless_named_in`` does not count as following it. A row whose subject is
    ``still_open`` on another row, begun before that day, is left out altogether.

    With ``preceding`` the other row comes first instead: the row of the period is counted where it
    lies after that one and within ``window`` of it, as a re-referral does.
    """

    selection: Selection
    when: str
    subject: str
    follower: Selection
    follower_when: str
    follower_subject: str
    window: Window
    same_day: bool = False
    unless_named_in: str = ""
    still_open: StillOpen | None = None
    preceding: bool = False

    def __post_init__(self) -> None:
        if self.window.step is Step.WORKING_DAYS:
            raise ValueError("what follows or precedes is asked in days or months")
        if self.preceding and (self.unless_named_in or self.still_open):
            raise ValueError("unless_named_in and still_open are asked of what follows only")


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestChange(_Kind):
    """Of the subjects whose latest reading lies in the period, those that have got better.

    For each subject, and each area of each instrument read on two days or more, the first score is
    taken from the latest; the sum over the areas decides. Instruments of ``lower_is_better`` count
    the other way round. Of several readings of an area on one day the highest score counts. A
    subject with one reading only is left out and told.
    """

    selection: Selection
    when: str
    subject: str
    series: tuple[str, ...]
    score: str
    instrument: str
    lower_is_better: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition(_Kind):
    """Steps up or down the ladder of help, one for each person however many records tell of it.

    ``leaving`` names the tiers that are left: early help for a step up to social care.
    """

    direction: Direction
    leaving: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.leaving:
            raise ValueError("a transition leaves a tier: name it, or several")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(_Kind):
    """One indicator over another, as the indicator's own ``ratio`` says: parts added, divided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf(_Kind):
    """How many stand above the line of a percentage (or, with ``below``, under it)."""

    of: str
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(_Kind):
    """An indicator per so many people of an age, as of the middle of the year before."""

    of: str
    per: int
    age_from: int
    age_to: int
    cohort: str = "everybody"

    def __post_init__(self) -> None:
        if not 0 <= self.age_from <= self.age_to:
            raise ValueError("ages run from the lower to the higher")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered(_Kind):
    """No case system holds it: it is entered, with its source."""


Calculation: TypeAlias = (
    Count
    | Share
    | Average
    | Duration
    | OpenAtEnd
    | FollowedBy
    | LatestChange
    | Transition
    | Ratio
    | PartOf
    | Rate
    | Entered
)
