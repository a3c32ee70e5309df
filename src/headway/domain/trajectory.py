"""How far a programme is from its target, and what it needs a month to get there."""

from dataclasses import dataclass
from fractions import Fraction

from headway.domain.periods import Period, index_of
from headway.domain.rounding import Rounding, round_to
from headway.domain.values import Absent, Number, State, Value


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What a claims target asks of attachment.

    371 claims at 40% need 928 families (a part of a family is a whole one); with 769 attached
    159 are still needed, over the months left.
    """

    needed: int
    attached: int
    still_needed: int
    months_left: int
    per_month: Value


def trajectory(
    claims: int, conversion_percent: Fraction, attached: int, now: Period, last: Period
) -> Trajectory:
    """Work out what is needed from the month after ``now`` to ``last``, both months.

    Raises ``ValueError`` where the conversion is not between 0 and 100 or the months run back.
    """
    if not 0 < conversion_percent <= 100:
        raise ValueError("a conversion rate is above 0 and at most 100 percent")
    if claims < 0 or attached < 0 or last < now:
        raise ValueError("counts are 0 or more, and the end is not before the start")
    needed = int(round_to(claims * 100 / conversion_percent, 0, Rounding.CEILING))
    still = max(0, needed - attached)
    months = index_of(last.end) - index_of(now.end)
    per_month: Value = Absent(State.NOT_APPLICABLE, "no month is left")
    if months:
        per_month = Number(Fraction(still, months))
    return Trajectory(needed, attached, still, months, per_month)
