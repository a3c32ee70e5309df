"""What a council calls its units, from which day: laid over the names that the exports give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.targets import Revision

LONGEST_NAME = 100
NAMED_LEVELS = (Level.TEAM, Level.LOCALITY, Level.SERVICE)
_ALWAYS, _FOR_GOOD = date.min, date.max


def plain_name(name: str) -> str:
    """Give a name with single spaces; ValueError where it is blank, too long or not printable.

    What turns the direction of writing round, or has no width, is not printable: two names that
    look the same would not be.
    """
    plain = " ".join(name.split())
    if not plain:
        raise ValueError("a name cannot be blank")
    if len(plain) > LONGEST_NAME:
        raise ValueError(f"a name has at most {LONGEST_NAME} characters, and this has {len(plain)}")
    if not plain.isprintable():
        raise ValueError("a character of the name cannot be printed")
    return plain


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name from a day on (None: always), and what it was before, with the reasons.

    ValueError for a name that ``plain_name`` refuses or would change, for the whole council, and
    for a unit without an identifier.
    """

    unit: UnitRef
    name: str
    start: date | None = None
    revisions: tuple[Revision, ...] = ()

    def __post_init__(self) -> None:
        if self.unit.level not in NAMED_LEVELS or self.unit.not_allocated:
            raise ValueError("a team, locality or service with an identifier has a name")
        if self.name != plain_name(self.name):
            raise ValueError("a name has single spaces")

    @property
    def since(self) -> date:
        """The first day on which it holds; the first of all days where it always did."""
        return self.start or _ALWAYS


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The names that a council gives its units, each unit's from different days."""

    names: tuple[UnitName, ...] = ()

    def __post_init__(self) -> None:
        if len({(one.unit, one.since) for one in self.names}) < len(self.names):
            raise ValueError("a unit has one name from a day on")

    def of(self, unit: UnitRef) -> tuple[UnitName, ...]:
        """Give a unit's names, the oldest first."""
        return tuple(sorted((one for one in self.names if one.unit == unit), key=_since))

    def on(self, day: date) -> Mapping[UnitRef, str]:
        """Give the name of each unit that the council names on a day.

        A unit whose first own name comes later has the name that the exports give.
        """
        return {one.unit: one.name for one in sorted(self.names, key=_since) if one.since <= day}


def same_name(one: str, other: str) -> bool:
    """Whether a reader would take two names for the same: capitals and spaces do not count."""
    return _folded(one) == _folded(other)


def shared_names(names: tuple[UnitName, ...]) -> Iterator[tuple[int, int, date]]:
    """Yield pairs of places in ``names`` whose units bear the same name on a day, with the first.

    Only units of one level are told: a locality may be called like its team.
    """
    until = [_until(one, names) for one in names]
    by_name: dict[tuple[Level, str], list[int]] = {}
    for place, one in enumerate(names):
        earlier = by_name.setdefault((one.unit.level, _folded(one.name)), [])
        for other in earlier:
            start = max(names[other].since, one.since)
            if names[other].unit != one.unit and start < min(until[other], until[place]):
                yield other, place, start
        earlier.append(place)


def _until(one: UnitName, names: tuple[UnitName, ...]) -> date:
    later = [each.since for each in names if each.unit == one.unit and each.since > one.since]
    return min(later, default=_FOR_GOOD)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _since(one: UnitName) -> date:
    return one.since
