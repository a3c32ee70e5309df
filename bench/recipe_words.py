"""The words in which both hand-written sides are told what to count, and of which rows."""

from dataclasses import dataclass
from typing import TypeAlias

HELPING = ("early_help", "family_help")


@dataclass(frozen=True, slots=True)
class Is:
    """A column holds one of these codes."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IsNot:
    """A column holds none of these codes; or nothing, unless that is to be told apart."""

    column: str
    codes: tuple[str, ...]
    or_missing: bool = True


@dataclass(frozen=True, slots=True)
class AtMost:
    """A column holds a number that is no greater."""

    column: str
    number: int


@dataclass(frozen=True, slots=True)
class Known:
    """A column holds something."""

    column: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A column holds nothing."""

    column: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A column says yes (or no)."""

    column: str
    yes: bool = True


@dataclass(frozen=True, slots=True)
class Within:
    """A day is not before another and at most so many days, working days or months after it."""

    earlier: str
    later: str
    days: int
    working: bool = False
    months: bool = False


@dataclass(frozen=True, slots=True)
class Aged:
    """A person is between so many years old (both included) on the day, or of no known age."""

    least: int
    most: int
    or_missing: bool = False


Asked: TypeAlias = Is | IsNot | AtMost | Known | Missing | Flag | Within | Aged


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator: which rows count, which of them stand above the line, or what is summed.

    ``each`` counts different subjects; ``scores`` gives codes their numbers for a mean;
    ``lasted`` sums the days from one day to another.
    """

    indicator: str
    where: tuple[Asked, ...] = ()
    of_those: tuple[Asked, ...] | None = None
    sum_of: str = ""
    each: str = ""
    scores: tuple[tuple[str, int], ...] = ()
    lasted: tuple[str, str] | None = None

    @property
    def divides(self) -> bool:
        """Whether anything stands below the line."""
        return self.of_those is not None or bool(self.scores) or self.lasted is not None


@dataclass(frozen=True, slots=True)
class Responsible:
    """The team is that of another table on that day, or on the day before it."""

    table: str
    by: str
    own: str
    day_before: bool = False
    began: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows of one table, put into months by a day; ``joins`` are (table, its key, by, needed)."""

    table: str
    day: str
    unit: str | Responsible
    lines: tuple[Line, ...]
    joins: tuple[tuple[str, str, str, bool], ...] = ()
    where: tuple[Asked, ...] = ()

    def columns(self) -> set[str]:
        """Name every column that is read: plainly of the table itself, with its table of others."""
        asked: list[Asked] = [*self.where]
        found = {self.day, *(by for _, _, by, _ in self.joins)}
        for line in self.lines:
            asked += [*line.where, *(line.of_those or ())]
            found |= {line.sum_of, line.each, *(line.lasted or ())} - {""}
        for one in asked:
            match one:
                case Within():
                    found |= {one.earlier, one.later}
                case Aged():
                    found |= {"person.month_of_birth", "person.expected_month"}
                case _:
                    found.add(one.column)
        unit = self.unit
        if isinstance(unit, Responsible):
            return found | {unit.by, unit.own} | ({unit.began} - {""})
        return found | {unit}


@dataclass(frozen=True, slots=True)
class Beside:
    """Another table has (or has not) a row of the same subject that holds on that day."""

    table: str
    by: str
    start: str
    end: str = ""
    where: tuple[Is, ...] = ()
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Open:
    """Rows that stand open at the end of a month: from when to when, whose, and how long.

    ``each`` counts different subjects, ``sum_of`` adds a column up. ``held_by`` names the table
    of teams responsible, by ``held_key``. Days or months say how long it has been open.
    """

    indicator: str
    table: str
    start: str
    ends: tuple[str, ...]
    where: tuple[Asked, ...] = ()
    each: str = ""
    sum_of: str = ""
    held_by: str = ""
    held_key: str = ""
    unit: str = "team_id"
    more_than_days: int = 0
    up_to_days: int = 0
    up_to_months: int = 0
    beside: Beside | None = None
    join: tuple[str, str] | None = None

    def columns(self) -> set[str]:
        """Name every column that is read; those of another table with its name."""
        found = {self.start, *self.ends, self.unit, self.each, self.sum_of, self.held_key}
        found |= {one.column for one in self.where if not isinstance(one, Within | Aged)}
        if any(isinstance(one, Aged) for one in self.where):
            found.add("person_id")
        if self.join:
            found.add(self.join[1])
        if self.beside:
            found.add(self.beside.by)
        return found - {""}


def has(column: str, *codes: str) -> Is:
    """Ask that a column holds one of these codes."""
    return Is(column, codes)
