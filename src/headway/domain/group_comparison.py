"""Groups beside each other: how likely each is, beside the rest, and whether chance may be all.

Disproportionality, in the word of inspectors. A group's share or rate is set against that of all
other known groups together, or against one group that is named. Who is of no known group has a
line of their own and belongs to no side.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from headway.domain.intervals import (
    Interval,
    byar,
    ratio_of_proportions,
    ratio_of_rates,
    wilson,
)
from headway.domain.rounding import round_to
from headway.domain.small_numbers import MINIMUM, protected
from headway.domain.values import Absent, Number, State, Value


@dataclass(frozen=True, slots=True)
class Group:
    """A group as counted: ``count`` of ``base``, which are cases or people (None: not known).

    ``known`` is false for those of whom nobody recorded the group.
    """

    code: str
    name: str
    count: int
    base: int | None
    known: bool = True

    def __post_init__(self) -> None:
        if self.count < 0 or (self.base is not None and self.base < 0):
            raise ValueError("counts are nought or more")


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group as told: its figures, withheld where small, and how it compares, in words."""

    group: str
    known: bool
    count: Value
    base: Value
    rate: Value
    rate_interval: Interval | None
    ratio: Value
    ratio_interval: Interval | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Scale:
    """What a rate is: ``proportion`` says that the base are the cases themselves.

    ``per`` is 100 for a percentage; ``words`` say it: "%" or "per 10,000 aged 0 to 17".
    """

    proportion: bool
    per: int
    words: str


def compare_groups(
    groups: Sequence[Group], scale: Scale, against: str = "", minimum: int = MINIMUM
) -> tuple[GroupLine, ...]:
    """Compare every known group with the rest, or with the group whose code is ``against``.

    Counts under ``minimum`` are withheld, and as many others as it takes that no subtraction
    tells them; of a proportion so are counts of those left over. Raises ValueError where a
    proportion counts more than there are, or ``against`` is no known group.
    """
    if scale.proportion and any(one.base is not None and one.count > one.base for one in groups):
        raise ValueError("what is counted is no part of what it is divided by")
    if against and not any(one.code == against and one.known for one in groups):
        raise ValueError(f"“{against}” is none of the groups")
    hidden = _hidden(groups, scale, minimum)
    return tuple(_line(one, groups, scale, against, hidden, minimum) for one in groups)


def _hidden(groups: Sequence[Group], scale: Scale, minimum: int) -> frozenset[str]:
    """Name the groups whose figures are withheld: small counts, or few that are left over."""
    counts = {one.code: one.count for one in groups}
    lists = [counts]
    if scale.proportion:
        lists.append({one.code: (one.base or 0) - one.count for one in groups})
        lists.append({one.code: one.base or 0 for one in groups})
    hidden: set[str] = set()
    for each in lists:
        values: dict[str, Value] = {code: Number(Fraction(one)) for code, one in each.items()}
        told = protected(values, minimum)
        hidden |= {code for code, value in told.items() if isinstance(value, Absent)}
    return frozenset(hidden)


def _line(
    one: Group,
    groups: Sequence[Group],
    scale: Scale,
    against: str,
    hidden: frozenset[str],
    minimum: int,
) -> GroupLine:
    if one.code in hidden:
        gone = Absent(State.SUPPRESSED, f"a number under {minimum}, or one that would tell it")
        base: Value = gone if scale.proportion or one.base is None else Number(Fraction(one.base))
        return GroupLine(one.name, one.known, gone, base, gone, None, gone, None, "withheld")
    count = Number(Fraction(one.count))
    if one.base is None or not one.base:
        why = "no population is known for it" if one.base is None else "there are none"
        none = Absent(State.NOT_APPLICABLE, why)
        return GroupLine(one.name, one.known, count, none, none, None, none, None, why)
    rate = Number(Fraction(one.count * scale.per, one.base))
    interval = wilson(one.count, one.base)
    if not scale.proportion:
        interval = byar(one.count, Fraction(one.base))
    shown = Interval(interval.low * scale.per, interval.high * scale.per, interval.method)
    ratio, around, said = _against(one, groups, scale, against, hidden, minimum)
    base = Number(Fraction(one.base))
    return GroupLine(one.name, one.known, count, base, rate, shown, ratio, around, said)


def _against(
    one: Group,
    groups: Sequence[Group],
    scale: Scale,
    against: str,
    hidden: frozenset[str],
    minimum: int,
) -> tuple[Value, Interval | None, str]:
    if not one.known:
        return _none("not compared: the group is not known")
    if one.code == against:
        return _none("the group that the others are set against")
    others = [each for each in groups if each.known and each.code != one.code and each.base]
    if against:
        others = [each for each in others if each.code == against]
        if against in hidden:
            return _none("not compared: the group to compare with is withheld")
    count, base = sum(each.count for each in others), sum(each.base or 0 for each in others)
    if min(one.count, count) < minimum:
        return _none("the numbers are too small to say")
    mine = one.base or 0
    if scale.proportion:
        interval = ratio_of_proportions(one.count, mine, count, base)
    else:
        interval = ratio_of_rates(one.count, Fraction(mine), count, Fraction(base))
    ratio = Fraction(one.count, mine) / Fraction(count, base)
    name = others[0].name if against else "the others together"
    return Number(ratio), interval, _sentence(ratio, interval, name)


def _none(why: str) -> tuple[Value, Interval | None, str]:
    return Absent(State.NOT_APPLICABLE, why), None, why


def _sentence(ratio: Fraction, interval: Interval, other: str) -> str:
    """Say a ratio: "1.4 times as likely as the others together (1.1 to 1.8), a difference ..."."""
    ends = (ratio, interval.low, interval.high)
    # Where one decimal would say 1.0 for an end that is not 1, two say on which side it lies.
    decimals = 2 if any(round_to(each, 1) == 1 for each in ends[1:]) else 1
    size, low, high = (f"{round_to(each, decimals)}" for each in ends)
    said = f"{size} times as likely as {other} ({low} to {high})"
    if interval.holds(Fraction(1)):
        return f"{said}, which chance alone may well give"
    return f"{said}, a difference that chance alone would rarely give"
