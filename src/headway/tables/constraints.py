"""What must hold between the cells of a row, or between the rows of a table: a closed list.

Each kind is data, not code, so that the checks of one row, the checks of a whole store and the
documentation page are all made from the same statement.
"""

import re
from dataclasses import dataclass
from enum import Enum

_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class Consequence(Enum):
    """What happens to a row that breaks a rule. Nothing is ever left out without being told."""

    ROW_REJECTED = "the row is kept out and goes to the rejects with this reason"
    CELL_EMPTIED = "the cell is left empty and the row stays"
    TOLD = "the row stays as it is and goes on the team's worklist"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """What every kind of constraint carries: a code within its table, and a plain message."""

    code: str
    message: str
    consequence: Consequence = Consequence.ROW_REJECTED

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise ValueError(f"a constraint's code is in snake_case, not {self.code!r}")
        if not self.message.strip().endswith("."):
            raise ValueError(f"constraint {self.code} needs a message that is a sentence")
        names = self.columns
        if not names or len(set(names)) != len(names):
            raise ValueError(f"constraint {self.code} names its columns, each once")

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns the rule looks at."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAfter(_Rule):
    """``earlier`` is not after (or above) ``later`` when both are there."""

    earlier: str
    later: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The two columns, which hold the same type."""
        return (self.earlier, self.later)


@dataclass(frozen=True, slots=True, kw_only=True)
class Different(_Rule):
    """The two cells do not hold the same."""

    first: str
    second: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The two columns."""
        return (self.first, self.second)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotBoth(_Rule):
    """At most one of the cells is filled."""

    among: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that exclude each other."""
        return self.among


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOf(_Rule):
    """At least one of the cells is filled. With ``NotBoth`` it is exactly one."""

    among: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of which one must be filled."""
        return self.among


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredWhen(_Rule):
    """``column`` is filled when ``when`` holds one of ``has``; with no codes, when it is filled."""

    column: str
    when: str
    has: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The column that is needed, and the one that makes it so."""
        return (self.column, self.when)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotInFuture(_Rule):
    """None of the dates lies after the day of the snapshot. Due dates are not listed here."""

    dates: tuple[str, ...]
    consequence: Consequence = Consequence.TOLD

    @property
    def columns(self) -> tuple[str, ...]:
        """The dates of things that have happened."""
        return self.dates


@dataclass(frozen=True, slots=True, kw_only=True)
class WithinLife(_Rule):
    """The dates lie in the person's life: from ten months before birth until death.

    Help for an unborn child is real, so the months before birth are inside. Which of the two
    dates is wrong cannot be known here, so the row stays and is told.
    """

    person: str
    dates: tuple[str, ...]
    consequence: Consequence = Consequence.TOLD

    @property
    def columns(self) -> tuple[str, ...]:
        """The person and the dates."""
        return (self.person, *self.dates)


@dataclass(frozen=True, slots=True, kw_only=True)
class UniqueTogether(_Rule):
    """No two rows hold the same in all these cells. A row with one of them empty is not asked."""

    together: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that tell rows apart."""
        return self.together


@dataclass(frozen=True, slots=True, kw_only=True)
class NoOverlap(_Rule):
    """Of rows alike in ``within``, no two cover the same day; ``end`` itself is not covered."""

    within: tuple[str, ...]
    start: str
    end: str
    consequence: Consequence = Consequence.TOLD

    @property
    def columns(self) -> tuple[str, ...]:
        """What the rows share, and their dates."""
        return (*self.within, self.start, self.end)


Constraint = (
    NotAfter
    | Different
    | NotBoth
    | OneOf
    | RequiredWhen
    | NotInFuture
    | WithinLife
    | UniqueTogether
    | NoOverlap
)
