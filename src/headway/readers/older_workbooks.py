"""Reads .xls and .xlsb with python-calamine, which gives values without number formats."""

import datetime as dt
import io
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager

import python_calamine

from headway.domain.problems import Finding, Place, Severity
from headway.readers import xls_records, xlsb_records
from headway.readers.archive import open_archive, unpacked_copy
from headway.readers.compound import open_compound
from headway.readers.grid import BLANK, Cell, CellKind, Sheet
from headway.readers.kinds import locked_workbook
from headway.readers.making import TextCells, date_cell, error_cell, truth_cell
from headway.readers.moments import shown_date, shown_length, shown_time
from headway.readers.numbers import exact, plain
from headway.readers.refusals import SAVE_AS, damaged, noted
from headway.readers.rows import CellCount, SheetRows
from headway.readers.workbook_parts import PartNames

_Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta
_Errors = dict[tuple[int, int], str]
_SCREEN_FOR_ERRORS = 2


def read_xls(file: str, data: bytes) -> tuple[list[Sheet], list[Finding]]:
    """Read the workbook in ``data``; raises ``FileMistake`` when it is broken or locked."""
    try:
        container = open_compound(data)
        stream = container.stream("Workbook" if "Workbook" in container.names else "Book")
        if xls_records.is_locked(stream):
            raise locked_workbook(file)
        xls_records.check_sizes(stream)
        errors = xls_records.errors_by_sheet(stream)
    except (ValueError, struct.error, IndexError) as error:  # NotCompound is a ValueError
        raise damaged(file, "its records cannot be followed") from error
    with _calamine_refused(file):
        workbook = python_calamine.load_workbook(io.BytesIO(data))
    return _read(file, workbook, errors)


def read_xlsb(file: str, data: bytes) -> tuple[list[Sheet], list[Finding]]:
    """Read the workbook in ``data``; raises ``FileMistake`` when it is broken or too large."""
    archive = open_archive(file, data)
    try:
        errors = xlsb_records.errors_by_sheet(PartNames(file, archive))
    except (struct.error, IndexError, UnicodeError) as error:
        raise damaged(file, "its records cannot be followed") from error
    with _calamine_refused(file):
        workbook = python_calamine.load_workbook(unpacked_copy(file, archive))
    return _read(file, workbook, errors)


@contextmanager
def _calamine_refused(file: str) -> Iterator[None]:
    try:
        with _crash_report_hidden():
            yield
    except python_calamine.PasswordError as error:
        raise locked_workbook(file) from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise damaged(file, "its sheets cannot be read") from error
    except BaseException as error:
        # The library's own crashes come as an exception outside the usual tree.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(file, "its sheets cannot be read") from error


@contextmanager
def _crash_report_hidden() -> Iterator[None]:
    """Keep off the screen what the library writes there, past Python, when it crashes.

    The crash itself still comes as an exception, and is reported in our own words.
    """
    try:
        kept = os.dup(_SCREEN_FOR_ERRORS)
    except OSError:  # a program without a screen
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _SCREEN_FOR_ERRORS)
        yield
    finally:
        os.dup2(kept, _SCREEN_FOR_ERRORS)
        os.close(nowhere)
        os.close(kept)


def _read(
    file: str, workbook: python_calamine.CalamineWorkbook, errors: list[_Errors]
) -> tuple[list[Sheet], list[Finding]]:
    counted, texts = CellCount(file), TextCells()
    sheets = []
    findings = [
        noted(
            file,
            "this kind of workbook is read without its number formats",
            "A cell that shows 6.8% is read as 0.068.",
            SAVE_AS,
        )
    ]
    for at, about in enumerate(workbook.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            findings.append(_no_table(file, about.name))
            continue
        hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
        rows = SheetRows(about.name, counted, hidden=hidden)
        with _calamine_refused(file):
            sheet = workbook.get_sheet_by_index(at)
            _add_rows(rows, sheet, errors[at] if at < len(errors) else {}, texts)
        sheets.append(rows.sheet())
        findings.extend(rows.findings)
    return sheets, findings


def _no_table(file: str, name: str) -> Finding:
    return Finding(
        Place(file=file, sheet=name),
        Severity.NOTED,
        "the sheet is a chart, a dialogue or macros",
        "It was not read; figures are read from sheets with cells.",
    )


def _add_rows(
    rows: SheetRows, sheet: python_calamine.CalamineSheet, errors: _Errors, texts: TextCells
) -> None:
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row + 1, {})[column + 1] = error_cell(text)
    # With the empty area before the data, so that positions are those of the sheet.
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        cells = {at: _cell(value, texts) for at, value in enumerate(values, start=1)}
        rows.add(number, cells | by_row.pop(number, {}))
    for number in sorted(by_row):
        rows.add(number, by_row[number])


def _cell(value: _Value, texts: TextCells) -> Cell:
    if value == "":
        return BLANK
    if isinstance(value, str):
        return texts.cell(value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, bool):
        return truth_cell(value=value)
    if isinstance(value, (int, float)):
        return _number(value)
    return _moment(value)


def _number(value: float) -> Cell:
    number = exact(value)
    if number is None:
        return error_cell("#NUM!")
    return Cell(plain(number), CellKind.NUMBER, number)


def _moment(
    value: dt.time | dt.date | dt.datetime | dt.timedelta,
) -> Cell:
    """Return the cell of a date, or of a time as text: its format is not known."""
    if isinstance(value, dt.timedelta):
        return Cell(shown_length(int(value.total_seconds())), CellKind.TEXT)
    if isinstance(value, dt.time):
        return Cell(shown_time(value), CellKind.TEXT)
    if isinstance(value, dt.datetime):
        return date_cell(value.date(), shown_date(value.date(), value.time()))
    return date_cell(value, shown_date(value))
