"""One text of an export to the value of a column, or to what is wrong with it.

Texts repeat, so each different one is looked at once. The fault names kind and length only.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from headway.domain.safe_text import restore
from headway.intake.loading.dates import Decided, read_date
from headway.intake.maps.headings import first_word, plain_word
from headway.intake.maps.schema import ColumnEntry
from headway.tables.checks import kind_and_length
from headway.tables.schema import LONGEST_TEXT, Column, Type

Value = str | int | Decimal | date | bool | None
_ERRORS = frozenset(
    (
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#ERROR",
        "#SPILL!",
        "#CALC!",
    )
)
UNWORKED = "#FORMULA"  # how a formula without a stored result is staged
_ARMOURED = re.compile(r'="([^"]*)"')  # how programs keep Excel from eating leading noughts
_INTEGER = re.compile(r"[-+]?\d{1,15}(?:\.0+)?")
_DECIMAL = re.compile(
    r"[-+]?(?:\d{1,12}(?:\.\d{1,40})?|\.\d{1,40})(?:e[-+]?\d{1,2})?", re.IGNORECASE
)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_YES = frozenset(("yes", "y", "true", "t", "1", "1.0"))
_NO = frozenset(("no", "n", "false", "f", "0", "0.0"))
EMPTIES = frozenset(("", "null", "(null)", "nan", "nat", "\\n", "<na>"))
PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a cell: a code that stays the same, and words without the value."""

    kind: str
    found: str


Translated = tuple[Value, Fault | None]


def translator(
    column: Column, entry: ColumnEntry, decided: Decided, today: date
) -> Callable[[str], Translated]:
    """Give the function that turns the texts of one column into values."""
    parse = _parser(column, entry, decided, today)
    spelled = {plain_word(key): _meant(code, column) for key, code in entry.codes.items()}
    otherwise = None if entry.otherwise is None else _meant(entry.otherwise, column)
    has_otherwise = entry.otherwise is not None

    def translate(text: str) -> Translated:
        text = _unwrapped(text)
        word = plain_word(text)
        if word in spelled:
            return spelled[word], None
        if text.casefold() in EMPTIES:
            return None, None
        if text in _ERRORS or text == UNWORKED or text.startswith("="):
            return None, _formula(text)
        value, fault = parse(text)
        if fault and has_otherwise:
            return otherwise, None
        if fault is None and value is not None:
            fault = _beyond(column, value)
        return (None, fault) if fault else (value, None)

    return translate


def _unwrapped(text: str) -> str:
    armoured = _ARMOURED.fullmatch(text)
    return armoured[1].strip() if armoured else restore(text)


def _meant(code: str, column: Column) -> Value:
    if code == "empty":
        return None
    if column.type is Type.FLAG:
        return code == "yes"
    return code


def _formula(text: str) -> Fault:
    what = (
        "an error that the spreadsheet shows" if text in _ERRORS else "a formula without its result"
    )
    return Fault("formula", f"Found {what}: open the file where it was made, and save the values.")


def _parser(
    column: Column, entry: ColumnEntry, decided: Decided, today: date
) -> Callable[[str], Translated]:
    match column.type:
        case Type.CODE:
            return _code_parser(column, entry)
        case Type.DATE | Type.MONTH:
            return _date_parser(column, decided, today)
        case Type.FLAG:
            return lambda text: _flag(column, text)
        case Type.INTEGER:
            return lambda text: _integer(column, text)
        case Type.DECIMAL:
            return lambda text: _decimal(column, text)
        case Type.TEXT:
            return lambda text: (text, None)


def _code_parser(column: Column, entry: ColumnEntry) -> Callable[[str], Translated]:
    known: dict[str, str] = {plain_word(code.meaning): code.value for code in column.codes}
    known |= {plain_word(code.value): code.value for code in column.codes}
    first = {plain_word(key): code for key, code in entry.codes.items()}

    def parse(text: str) -> Translated:
        word = plain_word(text)
        if word in known:
            return known[word], None
        if entry.first_word:
            begins = first_word(text)
            if begins in first:
                return _meant(first[begins], column), None
            if begins in known:
                return known[begins], None
        found = f"Found {kind_and_length(text)}, which is none of the {len(column.codes)} codes"
        return None, Fault(
            "unknown_code", f"{found} allowed: add it to the column map or correct it."
        )

    return parse


def _date_parser(column: Column, decided: Decided, today: date) -> Callable[[str], Translated]:
    def parse(text: str) -> Translated:
        reading = read_date(text, today)
        found = reading.by(decided.order, mixed=decided.mixed)
        if found is None:
            if reading.day_first is None:
                return None, _not(column, text)
            words = (
                "the day and the month cannot be told apart, or stand against the column's order"
            )
            return None, Fault("ambiguous_date", f"Found a date in which {words}.")
        return (found.replace(day=1) if column.type is Type.MONTH else found), None

    return parse


def _flag(column: Column, text: str) -> Translated:
    word = plain_word(text)
    if word in _YES:
        return True, None
    return (False, None) if word in _NO else (None, _not(column, text))


def _integer(column: Column, text: str) -> Translated:
    plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    if _INTEGER.fullmatch(plain):
        return int(plain.partition(".")[0]), None
    return None, _not(column, text)


def _decimal(column: Column, text: str) -> Translated:
    plain = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    if _DECIMAL.fullmatch(plain):
        return Decimal(plain).quantize(PLACES), None
    return None, _not(column, text)


def _not(column: Column, text: str) -> Fault:
    return Fault(
        "wrong_type", f"Found {kind_and_length(text)} where a {column.type.value} is needed."
    )


def _beyond(column: Column, value: Value) -> Fault | None:
    match value:
        case bool() | date():
            return None
        case str() if len(value) > LONGEST_TEXT:
            most = f"at most {LONGEST_TEXT} are allowed, since longer text is a note"
            return Fault("too_long", f"Found {kind_and_length(value)}; {most}.")
        case int() | Decimal() if column.least is not None and value < column.least:
            return Fault(
                "too_small", f"Found a number below {column.least} {column.unit}: correct it."
            )
        case int() | Decimal() if column.most is not None and value > column.most:
            return Fault(
                "too_great", f"Found a number above {column.most} {column.unit}: correct it."
            )
        case _:
            return None


def flag_reader(codes: Mapping[str, str], column: Column) -> Callable[[str], Translated]:
    """Give the function for a cell of several flags as JSON; the first that is set counts."""
    wanted = [(plain_word(name), _meant(code, column)) for name, code in codes.items()]

    def translate(text: str) -> Translated:
        try:
            set_flags = _set_flags(text)
        except ValueError:
            return None, _not(column, text)
        return next((code for name, code in wanted if name in set_flags), None), None

    return translate


def _set_flags(text: str) -> frozenset[str]:
    told = json.loads(text)
    if isinstance(told, list):
        return frozenset(plain_word(str(each)) for each in told)
    if not isinstance(told, dict):
        raise ValueError("neither a list nor a group")
    return frozenset(
        plain_word(name) for name, value in told.items() if plain_word(str(value)) in _YES
    )
