"""Marked cells: what is asked in them, and the check on what is typed."""

from datetime import date
from typing import TypeAlias

from xlsxwriter.utility import xl_rowcol_to_cell

from headway.domain.entries import LONGEST_COMMENTARY, LONGEST_NAME, Limits, state_words
from headway.domain.indicator import Unit
from headway.writers.workbook_layout import Prompt, Wanted

Validation: TypeAlias = dict[str, object]
_EARLIEST = date(2000, 1, 1)


def validation_of(prompt: Prompt, row: int, column: int) -> Validation:
    """Return XlsxWriter's options for a marked cell; all of them let a blank stand."""
    return {
        **_RULES[prompt.wanted](prompt, row, column),
        "input_title": prompt.title[:32],
        "input_message": prompt.message[:255],
    }


def _figure(prompt: Prompt, row: int, column: int) -> Validation:
    cell = xl_rowcol_to_cell(row, column)
    limits = prompt.limits or Limits()
    number = ",".join((f"ISNUMBER({cell})", *_tests(limits, cell)))
    words = ",".join(f'{cell}="{word}"' for word in state_words())
    return {
        "validate": "custom",
        "value": f"=OR(AND({number}),{words})",
        "error_title": "Not a figure",
        "error_message": (f"Allowed: {limits.words}; or {', '.join(state_words())}.")[:255],
    }


def _tests(limits: Limits, cell: str) -> list[str]:
    # A percentage cell holds 0.068 where it shows 6.8%.
    top = 1 if limits.unit is Unit.PERCENTAGE else 100
    tests = [f"{cell}>=0"] if limits.from_nought else []
    tests += [f"{cell}<={top}"] if limits.up_to_100 else []
    return tests + ([f"{cell}=INT({cell})"] if limits.whole else [])


def _text(prompt: Prompt, row: int, column: int) -> Validation:
    return _length(LONGEST_COMMENTARY, "Too long")


def _name(prompt: Prompt, row: int, column: int) -> Validation:
    return _length(LONGEST_NAME, "Too long")


def _length(longest: int, title: str) -> Validation:
    return {
        "validate": "length",
        "criteria": "<=",
        "value": longest,
        "error_title": title,
        "error_message": f"Up to {longest:,} characters.",
    }


def _date(prompt: Prompt, row: int, column: int) -> Validation:
    return {
        "validate": "date",
        "criteria": "between",
        "minimum": _EARLIEST,
        "maximum": "=TODAY()",
        "error_title": "Not a date",
        "error_message": "A date such as 14/09/2020, not in the future.",
    }


_RULES = {
    Wanted.FIGURE: _figure,
    Wanted.TEXT: _text,
    Wanted.NAME: _name,
    Wanted.DATE: _date,
}
