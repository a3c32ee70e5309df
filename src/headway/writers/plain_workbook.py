"""Tables of plain values as a workbook: one sheet for each, a heading and its rows."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal

import xlsxwriter

from headway.domain.safe_text import neutralise

PlainValue = str | int | Decimal | date | bool | None
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same tables give the same bytes
_WIDTH = 18


def plain_workbook(
    sheets: Mapping[str, tuple[Sequence[str], Iterable[Sequence[PlainValue]]]],
) -> bytes:
    """Return the bytes of an xlsx workbook with these sheets, each of a heading and rows.

    Dates are dates in it, numbers are numbers, and what is absent is an empty cell.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    for name, (headings, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.set_column(0, max(len(headings) - 1, 0), _WIDTH)
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                match value:
                    case None:
                        continue
                    case date():
                        sheet.write_datetime(number, column, _as_time(value), day)
                    case str():
                        sheet.write_string(number, column, neutralise(value))
                    case _:
                        sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


def _as_time(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 # cells have no time zone
