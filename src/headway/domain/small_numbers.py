"""Small counts of the parts of one whole, withheld so that no subtraction brings them back.

The rule is the usual one for a table that is read beside its total: counts from 1 up to the minimum
are withheld (primary), and where the total could give one of them away, the next smallest as well
(secondary). See the Office for National Statistics' and the Department for Education's guidance on
small numbers in tables of counts. For one list of parts at a time; what was released
together with other lists is checked by the room ``protection``.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import TypeVar

from headway.domain.values import Absent, Number, State, Value

MINIMUM = 5
"""The usual minimum: counts from 1 to 4 are withheld."""

T = TypeVar("T")


def protected(parts: Mapping[T, Value], minimum: int = MINIMUM) -> dict[T, Value]:
    """Return counts with the small ones withheld, in the same order.

    Nought is told. Where anything is withheld, at least two parts are, and together they are so
    many that each might be the minimum or more: the smallest others are withheld until that
    holds, nought last. Where it cannot hold, every part is withheld. Absent values stay as they
    are. Raises ValueError for a minimum under 2, or a count that is none.
    """
    counts = {part: value.amount for part, value in parts.items() if isinstance(value, Number)}
    if minimum < 2 or any(each < 0 or each.denominator != 1 for each in counts.values()):
        raise ValueError("small counts are whole, from nought; a minimum is 2 or more")
    hidden = {part for part, count in counts.items() if 0 < count < minimum}
    # Nought comes last: a reader takes what is withheld for at least one.
    waiting = sorted(counts.keys() - hidden, key=lambda part: (counts[part] == 0, counts[part]))
    while hidden and waiting and not _safe([counts[part] for part in hidden], minimum):
        hidden.add(waiting.pop(0))
    withheld = Absent(State.SUPPRESSED, f"a number under {minimum}, or one that would tell it")
    return {part: withheld if part in hidden else value for part, value in parts.items()}


def _safe(counts: list[Fraction], minimum: int) -> bool:
    """Whether each of the withheld counts could, for all that their sum tells, be the minimum."""
    return len(counts) > 1 and sum(counts) - (len(counts) - 1) >= minimum
