"""The types a table of case data is made of. A wrong one cannot be built.

A cell of a conformed row is one of these Python values, or ``None`` where nothing is known:
``str`` for text and codes, ``int``, ``Decimal``, ``date`` (a month is the first day of it) and
``bool``. Absent is not zero, not "no" and not "none of these".
"""

import re
from dataclasses import dataclass
from enum import Enum

from headway.tables.constraints import Constraint, NoOverlap, NotAfter, NotInFuture, WithinLife

LONGEST_TEXT = 100
"""Characters. Text is an identifier or a short label; anything longer is a note, and may name
somebody."""

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_REFERENCE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class Type(Enum):
    """What a cell may hold."""

    TEXT = "text"
    INTEGER = "whole number"
    DECIMAL = "decimal number"
    DATE = "date"
    MONTH = "month, as the first day of it"
    FLAG = "yes or no"
    CODE = "one code of a list"


class Subject(Enum):
    """What one row of a table is about, so that an indicator can say what it counts."""

    PERSON = "person"
    FAMILY = "family"
    UNIT = "organisation unit"
    AREA = "area"
    WORKER = "worker"
    POST = "post"
    CONTACT = "contact"
    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    PLAN = "plan"
    EPISODE = "episode"
    EVENT = "event"
    SESSION = "session"
    ATTENDANCE = "attendance"
    READING = "reading"
    SURVEY = "survey"
    AUDIT = "audit grade"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list and what it means."""

    value: str
    meaning: str

    def __post_init__(self) -> None:
        if not self.value or self.value != self.value.strip():
            raise ValueError("a code has a value without spaces around it")
        if not self.meaning.strip():
            raise ValueError(f"code {self.value!r} needs its meaning")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type and plain description.

    ``unit`` is what a number is counted in, ``least`` and ``most`` the smallest and greatest
    allowed. ``references`` is the ``table.column`` whose value it repeats. ``personal`` marks
    what identifies or singles out a person. ``example`` is made up.
    """

    name: str
    type: Type
    description: str
    required: bool = False
    codes: tuple[Code, ...] = ()
    unit: str = ""
    references: str | None = None
    personal: bool = False
    example: str = ""
    least: int | None = None
    most: int | None = None

    def __post_init__(self) -> None:
        for wrong in self._mistakes():
            raise ValueError(f"column {self.name!r}: {wrong}")

    def _mistakes(self) -> list[str]:
        values = [code.value for code in self.codes]
        is_number = self.type in {Type.INTEGER, Type.DECIMAL}
        bounds_in_order = self.least is None or self.most is None or self.least <= self.most
        rules = {
            "its name is in snake_case": bool(_NAME.fullmatch(self.name)),
            "its description is a sentence": self.description.strip().endswith("."),
            "a list of codes goes with the type CODE": bool(values) is (self.type is Type.CODE),
            "a code stands in its list once": len(set(values)) == len(values),
            "a number says its unit, nothing else does": bool(self.unit) is is_number,
            "only a number has bounds": is_number or (self.least is None and self.most is None),
            "its bounds are in order": bounds_in_order,
            "a reference is text and names table.column": self.references is None
            or (self.type is Type.TEXT and bool(_REFERENCE.fullmatch(self.references))),
        }
        return [rule for rule, holds in rules.items() if not holds]

    @property
    def code_values(self) -> frozenset[str]:
        """The values of its codes; empty for every other type."""
        return frozenset(code.value for code in self.codes)


@dataclass(frozen=True, slots=True)
class Key:
    """The columns that together name one row, and no other."""

    columns: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.columns or len(set(self.columns)) != len(self.columns):
            raise ValueError("a key has at least one column, each once")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of conformed case data.

    ``event_date`` is the column that says when it happened or began, ``end_date`` when that
    ended (empty: still going on), ``recorded_date`` when it was written down. ``unit_column``
    says who is responsible; ``responsibility`` names the table that says so day by day, where
    that changes. ``retention_years`` count from the end date, or else from the event date, or else
    from the recorded date; ``None`` keeps a row for as long as another row needs it.
    """

    name: str
    title: str
    description: str
    subject: Subject
    columns: tuple[Column, ...]
    key: Key
    event_date: str | None = None
    end_date: str | None = None
    recorded_date: str | None = None
    unit_column: str | None = None
    responsibility: str | None = None
    retention_years: int | None = None
    constraints: tuple[Constraint, ...] = ()

    def __post_init__(self) -> None:
        for wrong in [*self._mistakes(), *self._mistakes_of_constraints()]:
            raise ValueError(f"table {self.name!r}: {wrong}")

    def _mistakes(self) -> list[str]:
        names = self.column_names
        by_name = {column.name: column for column in self.columns}
        stated = [self.event_date, self.end_date, self.recorded_date]
        dates = [name for name in stated if name is not None]
        key = [by_name.get(name) for name in self.key.columns]
        rules = {
            "its name is in snake_case": bool(_NAME.fullmatch(self.name)),
            "it has a title": bool(self.title.strip()),
            "its description is made of sentences": self.description.strip().endswith("."),
            "each column stands once": len(set(names)) == len(names),
            "its key is made of its own required columns": all(one and one.required for one in key),
            "its dates are columns that hold dates": all(
                name in by_name and by_name[name].type in {Type.DATE, Type.MONTH} for name in dates
            ),
            "its unit column is one of its own": self.unit_column in {None, *names},
            "rows are kept for at least a year": self.retention_years is None
            or self.retention_years > 0,
        }
        return [rule for rule, holds in rules.items() if not holds]

    def _mistakes_of_constraints(self) -> list[str]:
        codes = [rule.code for rule in self.constraints]
        found = [] if len(set(codes)) == len(codes) else ["a constraint's code stands once"]
        for rule in self.constraints:
            for name in rule.columns:
                if name not in self.column_names:
                    found.append(f"constraint {rule.code} names {name!r}, which is no column")
            found += self._wrong_types(rule)
        return found

    def _wrong_types(self, rule: Constraint) -> list[str]:
        types = {column.name: column.type for column in self.columns}
        found = [
            f"constraint {rule.code} takes {name!r} for a date"
            for name in _dates_of(rule)
            if types.get(name) not in {Type.DATE, Type.MONTH, None}
        ]
        if isinstance(rule, NotAfter) and len({types.get(name) for name in rule.columns}) > 1:
            found.append(f"constraint {rule.code} compares two different types")
        return found

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of its columns in their order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """Give the column of that name; raises ``KeyError`` when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"table {self.name} has no column {name}")


def _dates_of(rule: Constraint) -> tuple[str, ...]:
    match rule:
        case NotInFuture() | WithinLife():
            return rule.dates
        case NoOverlap():
            return (rule.start, rule.end)
        case _:
            return ()
