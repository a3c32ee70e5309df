"""Why a figure is otherwise now than it was: each row's part, adding up to the difference exactly.

A figure that is counted or added up moves by the sum of what its rows add now less what they added
then, above and below the line. A count of different subjects moves by whole subjects. A median is
no sum: its durations that left and those that joined lead from the one list to the other, and so
from the one median to the other. A figure over another moves by the parts of both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from fractions import Fraction

from headway.domain.calculation_results import Key
from headway.domain.values import Number, Value

ZERO = Fraction(0)


class Cause(Enum):
    """What became of a row, or of how rows are counted, between two snapshots."""

    RECORDED_LATE = "recorded late"  # the row is there now and was not then
    CORRECTED = "corrected"  # the row was there, and holds something else now
    WITHDRAWN = "withdrawn"  # the row was there then and is no longer
    ERASED = "erased"  # the row was erased from one of the two: a person, or past its retention
    REDEFINED = "redefined"  # the row stands as it stood; the definition counts it otherwise
    REORGANISED = "reorganised"  # the row stands as it stood; its team stands elsewhere
    NOT_TRACED = "not traced to a row"


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: the cause, the table whose row did it, and the names of the columns corrected.

    ``elsewhere`` says that it is another row than the one that is counted: one it points to, or one
    of the same subject. No cell of a row is ever in here.
    """

    cause: Cause
    table: str = ""
    columns: tuple[str, ...] = ()
    elsewhere: bool = False

    @property
    def words(self) -> str:
        """Say it: "corrected (closed_on)", "recorded late, in contact"."""
        where = f", in {self.table}" if self.elsewhere and self.table else ""
        return self.cause.value + where + (f" ({', '.join(self.columns)})" if self.columns else "")

    @property
    def sorting(self) -> tuple[int, bool, str, tuple[str, ...]]:
        """Sorts reasons in the order of their causes."""
        return (list(Cause).index(self.cause), self.elsewhere, self.table, self.columns)


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row: RECORDED_LATE, CORRECTED, WITHDRAWN or ERASED, and in which columns.

    ``columns`` are those that hold something else now, and are empty for a row of one side only.
    """

    cause: Cause
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """What adds to a figure: a row by its table and key, or a subject by the table it is a row of.

    The parts of the key mean something within one comparison only.
    """

    table: str
    key: tuple[object, ...]
    is_subject: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """A contributor's part in a difference: what it adds now less what it added then.

    ``left`` and ``joined`` are durations of a median or percentile; each is a number of days.
    """

    contributor: Contributor
    numerator: Fraction
    denominator: Fraction
    why: Why
    left: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure as one snapshot gives it: its parts and value; of a median also all durations."""

    value: Value
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    lengths: tuple[int, ...] | None = field(default=None, repr=False)


class DoesNotAddUp(ValueError):
    """The parts given for a difference do not come to it."""


@dataclass(frozen=True, slots=True)
class MovedFigure:
    """A figure that two snapshots give otherwise, with every part of the difference.

    Raises DoesNotAddUp where the parts do not come to the difference: above the line, below it,
    and in the durations of a median. ``redefined`` says that its definition changed as well.
    """

    key: Key
    before: Standing
    after: Standing
    contributions: tuple[Contribution, ...]
    redefined: bool = False

    def __post_init__(self) -> None:
        above = sum((one.numerator for one in self.contributions), ZERO)
        below = sum((one.denominator for one in self.contributions), ZERO)
        ranked = self.before.lengths is not None or self.after.lengths is not None
        if not ranked and above != _less(self.after.numerator, self.before.numerator):
            raise DoesNotAddUp(f"{self.key}: what stands above the line is not explained")
        if below != _less(self.after.denominator, self.before.denominator):
            raise DoesNotAddUp(f"{self.key}: what stands below the line is not explained")
        if ranked and not self._lengths_lead_on():
            raise DoesNotAddUp(f"{self.key}: the durations do not lead from one to the other")

    def _lengths_lead_on(self) -> bool:
        held = Counter(self.before.lengths or ())
        for one in self.contributions:
            held.subtract(one.left)
            held.update(one.joined)
        return +held == Counter(self.after.lengths or ()) and not -held

    @property
    def difference(self) -> Fraction | None:
        """The value now less the value then; None where one of them is no number."""
        if isinstance(self.before.value, Number) and isinstance(self.after.value, Number):
            return self.after.value.amount - self.before.value.amount
        return None


@dataclass(frozen=True, slots=True)
class CauseSum:
    """All parts of one difference that have one reason, added up; ``rows`` is how many they are."""

    why: Why
    rows: int
    numerator: Fraction
    denominator: Fraction
    left: int = 0
    joined: int = 0


def by_cause(contributions: Iterable[Contribution]) -> tuple[CauseSum, ...]:
    """Add contributions up by reason, those with the most rows first; the sums add up likewise."""
    sums: dict[Why, CauseSum] = {}
    for one in contributions:
        known = sums.get(one.why, CauseSum(one.why, 0, ZERO, ZERO))
        sums[one.why] = replace(
            known,
            rows=known.rows + 1,
            numerator=known.numerator + one.numerator,
            denominator=known.denominator + one.denominator,
            left=known.left + len(one.left),
            joined=known.joined + len(one.joined),
        )
    return tuple(sorted(sums.values(), key=lambda one: (-one.rows, one.why.sorting)))


def most_moved(figures: Sequence[MovedFigure]) -> list[MovedFigure]:
    """Sort figures: those that moved most in proportion first, then by what they are of."""
    return sorted(figures, key=_moved)


def _moved(figure: MovedFigure) -> tuple[Fraction, str, object]:
    before, by = figure.before.value, figure.difference
    base = abs(before.amount) if isinstance(before, Number) else ZERO
    share = ZERO if by is None else -abs(by) / max(base, Fraction(1))
    return (share, figure.key.indicator, (figure.key.period, figure.key.unit.key))


def _less(after: Fraction | None, before: Fraction | None) -> Fraction:
    return (after or ZERO) - (before or ZERO)
