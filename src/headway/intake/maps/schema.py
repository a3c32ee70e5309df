"""What a column map may hold: one strict schema. Keys stand in files in the order they have here.

Spellings are compared without regard to case, spaces, dashes and quotation marks.
"""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from headway.catalogue.schema import Identifier, Strict, Text, by_value, one_of


class DateOrder(Enum):
    """In which order the parts of a date stand in a column."""

    EVIDENCE = "evidence"  # decided from the column's own dates, and told
    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


def spelled(found: object) -> object:
    """Give an answer as the file may spell it: yes, no, numbers and dates too; empty is empty."""
    match found:
        case None:
            return "empty"
        case bool():
            return "yes" if found else "no"
        case int() | Decimal() | date():
            return str(found)
        case _:
            return found


def several(found: object) -> object:
    """Let one spelling stand where a list of them may."""
    return [found] if isinstance(found, str) else found


def translations(found: object) -> object:
    """Take a group of spellings with the code of each."""
    if not isinstance(found, dict):
        raise PydanticCustomError("model_type", "not a group")
    return {str(key): spelled(value) for key, value in found.items()}


Spelling = Annotated[Text, BeforeValidator(spelled)]
Spellings = Annotated[list[Text], BeforeValidator(several), Field(min_length=1)]
Answers = Annotated[list[Spelling], BeforeValidator(several), Field(min_length=1)]
Codes = Annotated[dict[str, Spelling], BeforeValidator(translations)]


class ColumnEntry(Strict):
    """How one column of a table is found: exactly one of the first four keys says where."""

    heading: Spellings | None = None
    always: Spelling | None = None
    made_of: Spellings | None = None
    flags: Spelling | None = None
    codes: Codes = Field(default_factory=dict)
    first_word: bool = False
    otherwise: Spelling | None = None
    dates: Annotated[DateOrder, one_of(by_value(DateOrder))] = DateOrder.EVIDENCE
    optional: bool = False

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, found: object) -> object:
        """Let a heading, or a list of them, stand for the whole entry."""
        return {"heading": found} if isinstance(found, str | list) else found

    @model_validator(mode="after")
    def _one_way(self) -> "ColumnEntry":
        ways = [self.heading, self.always, self.made_of, self.flags]
        if sum(way is not None for way in ways) != 1:
            why = "it says exactly one of “heading”, “always”, “made_of” and “flags”"
            raise PydanticCustomError("said", "{why}", {"why": why})
        return self

    @property
    def headings(self) -> tuple[str, ...]:
        """The spellings of every heading it looks at."""
        found = [*(self.heading or []), *(self.made_of or [])]
        return tuple(found + ([self.flags] if self.flags else []))


class RowsEntry(Strict):
    """Rows known by what stands under a heading; the word empty stands for an empty cell."""

    heading: Spellings
    answers: Answers = Field(alias="is")


class SameKey(Enum):
    """What rows of one key are to each other."""

    TWICE = "twice"  # a mistake: the first stands
    JOINED = "joined"  # the same thing told several times: one row, filled from all


class FeedEntry(Strict):
    """One table, and what feeds it."""

    table: Text
    file: Spellings | None = None
    sheet: Spellings | None = None
    element: Text | None = None
    columns: dict[str, ColumnEntry] = Field(min_length=1)
    only_rows: list[RowsEntry] = Field(default_factory=list)
    skip_rows: list[RowsEntry] = Field(default_factory=list)
    same_key: Annotated[SameKey, one_of(by_value(SameKey))] = SameKey.TWICE
    not_kept: list[Text] = Field(default_factory=list)


class MapFile(Strict):
    """``maps/*.yaml``: one kind of export."""

    id: Identifier
    title: Text
    confirmed: bool
    confirmed_by: Text | None = None
    reads: Annotated[str, one_of({"sheets": "sheets", "xml": "xml"})] = "sheets"
    export_day: Text | None = None
    empty: list[Spelling] = Field(default_factory=list)
    left_out: list[Text] = Field(default_factory=list)
    feeds: list[FeedEntry] = Field(min_length=1)


__all__ = ["ColumnEntry", "DateOrder", "FeedEntry", "MapFile", "RowsEntry", "SameKey"]
