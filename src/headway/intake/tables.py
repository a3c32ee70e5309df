"""Finding the tables of a document that are scorecards: headings, what is above, the rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from headway.domain.period_labels import period_of_day
from headway.intake.heading_periods import calendar_year
from headway.intake.headings import Heading, plain_words, read_heading
from headway.intake.looks import Look, look_of, tidy
from headway.intake.roles import Role
from headway.readers.grid import Cell, CellKind, Row, Sheet

FIGURE_LOOKS = (
    Look.NUMBER,
    Look.PERCENT,
    Look.AWAITED,
    Look.NOT_APPLICABLE,
    Look.SUPPRESSED,
    Look.ERROR,
    Look.MARKED_NUMBER,
    Look.FOOTNOTED,
)
LONGEST_LABEL = 60
ROWS_ABOVE = 15  # how far above its headings a table's title may stand
GAP_WITH_TEXT = 4  # rows without a figure, one of them with text, that end a table
GAP_OF_BLANKS = 12
FEWEST_OTHER_HEADINGS = 3
ROWS_FOR_MISS = 2_000  # how far the row nearest to headings is looked for
_MAY_BE_LABEL = re.compile(r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_LIKE_FIGURE = re.compile(r"[£(+\-]?\d.{0,18}$")
_SUBHEADS = re.compile(
    r"actuals?|targets?|rag|status|no|%|rate|num(?:erator)?|den(?:om|ominator)?|performance|dot"
    r"|results?|number|percentage|n|d"
    r"|variance|values?|count|percent(?:age)?|figures?|outturn|trend"
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures: its heading row, the group headings over it, and its rows.

    ``groups`` are rows of headings that span several columns, the nearest first; ``above`` the
    rows over these, from the top down; ``body`` every row under the headings up to the table's
    end; ``after`` the rows that follow, up to the next table. ``moved_from`` is the column from
    which the headings were moved to stand over their figures, None where they stand as found.
    """

    sheet: Sheet
    heading: Row
    groups: tuple[Row, ...]
    above: tuple[Row, ...]
    body: tuple[Row, ...]
    after: tuple[Row, ...]
    moved_from: int | None = None


def tables_in(sheet: Sheet) -> tuple[Table, ...]:
    """Return every table of a sheet whose headings name periods and whose rows hold figures."""
    rows = sheet.rows
    heads = [at for at in range(len(rows)) if is_heading_row(rows[at])]
    found: list[Table] = []
    free = 0  # the first row that belongs to no table yet
    for head, bottom in _heading_blocks(rows, heads):
        if head < free:
            continue
        following = next((at for at in heads if at > bottom), len(rows))
        end = _end_of_body(rows, bottom + 1, following)
        if end > bottom + 1:
            table = _table(sheet, head, bottom, end, free)
            if found and _texts(found[-1].heading) == _texts(table.heading):
                # The same headings again, as on every page of a long table.
                found[-1] = replace(found[-1], body=found[-1].body + table.body)
            else:
                found.append(table)
            free = end
    return tuple(_with_after(found, rows))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(tidy(cell.text).casefold() for cell in row.cells if cell.text)


def nearest_miss(sheet: Sheet) -> tuple[Row, int] | None:
    """Return the row most like a row of headings, with how many headings it holds, or None."""
    counted = [(len(_known(row)), row) for row in sheet.rows[:ROWS_FOR_MISS]]
    most, row = max(counted, key=lambda each: each[0], default=(0, None))
    return (row, most) if row is not None and most else None


def is_heading_row(row: Row) -> bool:
    """Whether a row is the headings of figures: it names periods, and holds no figures itself."""
    filled = [cell for cell in row.cells if cell.text]
    # Most rows hold figures, and leave at the first of them.
    if not filled or any(_is_figure(cell) for cell in filled):
        return False
    labels = sum(is_label(cell) for cell in filled)
    if not labels:
        return False
    if labels == 1:
        roles = {heading.role for heading in _known(row)}
        return bool(roles & {Role.TITLE, Role.REFERENCE}) and len(filled) <= 2 * len(_known(row))
    return True


def is_label(cell: Cell) -> bool:
    """Whether a cell names a period, as a date or in words."""
    if cell.date is not None:
        return period_of_day(cell.date) is not None
    return _is_label_text(cell.text)


@lru_cache(maxsize=8192)
def _is_label_text(text: str) -> bool:
    if len(text) > LONGEST_LABEL or not _MAY_BE_LABEL.search(text):
        return False
    return read_heading(text).role is Role.PERIOD


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a figure or a state; a year such as 2019 may be a heading instead."""
    return look_at(cell) in FIGURE_LOOKS and calendar_year(cell.text) is None


def text_to_weigh(cell: Cell) -> str:
    """Return the text by which a cell is set under its heading.

    What a workbook holds as a number is one, however it is shown; an error has its own look.
    """
    if cell.kind is CellKind.ERROR:
        return "#ERROR"
    if cell.kind is CellKind.NUMBER and look_of(cell.text) not in FIGURE_LOOKS:
        return "0%" if cell.percent else "0"
    return cell.text


def look_at(cell: Cell) -> Look:
    """Return what a cell looks like, by its kind where the file says it."""
    return look_of(text_to_weigh(cell))


def _known(row: Row) -> list[Heading]:
    headings = (read_heading(cell.text) for cell in row.cells if cell.text)
    return [heading for heading in headings if heading.role is not Role.UNKNOWN]


def _heading_blocks(rows: Sequence[Row], heads: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the first and last row of each block of headings: several rows may belong together."""
    passed = -1
    for head in heads:
        if head <= passed:
            continue
        bottom = head
        while bottom + 1 < len(rows) and (
            bottom + 1 in heads or _is_subheading_row(rows[bottom + 1])
        ):
            bottom += 1
        passed = bottom
        yield head, bottom


def _is_subheading_row(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) < 2 or any(_is_figure(cell) for cell in filled):
        return False
    return sum(bool(_SUBHEADS.fullmatch(plain_words(cell.text))) for cell in filled) * 2 > len(
        filled
    )


def holds_figures(row: Row) -> bool:
    """Whether a row is named at its left and holds a figure, or a state, further right."""
    first = next((at for at, cell in enumerate(row.cells) if cell.text), None)
    if first is None:
        return False
    rest = [cell for cell in row.cells[first + 1 :] if cell.text]
    looks = [look_at(cell) for cell in rest]
    return any(look in FIGURE_LOOKS for look in looks) or looks.count(Look.DASH) >= 2


def _means_figures(row: Row) -> bool:
    """Whether a row is named and goes on in figures that nobody can read: 1:18, 61 204, 12/40."""
    filled = [cell.text for cell in row.cells if cell.text]
    return sum(bool(_LIKE_FIGURE.match(tidy(text))) for text in filled[1:]) >= 2


def _end_of_body(rows: Sequence[Row], start: int, limit: int) -> int:
    """Return the index after the table's last row: one of figures, or one with a reference."""
    reference = _reference_column(rows[start - 1])
    end, gap, texts, any_figures = start, 0, 0, False
    for at in range(start, limit):
        figures = holds_figures(rows[at]) or _means_figures(rows[at])
        if figures or (any_figures and _is_referenced(rows[at], reference)):
            any_figures = True
            end, gap, texts = at + 1, 0, 0
            continue
        if _is_other_heading(rows[at]):
            break
        gap += 1
        texts += any(cell.text for cell in rows[at].cells)
        if gap >= GAP_OF_BLANKS or (gap >= GAP_WITH_TEXT and texts):
            break
    return end


def _reference_column(heading: Row) -> int | None:
    roles = [read_heading(cell.text).role for cell in heading.cells]
    return roles.index(Role.REFERENCE) if Role.REFERENCE in roles else None


def _is_referenced(row: Row, column: int | None) -> bool:
    """Whether a row has a reference where the table's references stand, and more beside it."""
    if column is None or column >= len(row.cells):
        return False
    filled = sum(bool(cell.text) for cell in row.cells)
    return filled > 1 and look_of(row.cells[column].text) is Look.REFERENCE


def _is_other_heading(row: Row) -> bool:
    """Whether a row is the headings of some other table, such as a plan's actions."""
    filled = [cell for cell in row.cells if cell.text]
    if len(filled) < FEWEST_OTHER_HEADINGS or any(_is_figure(cell) for cell in filled):
        return False
    if any(look_of(cell.text) is Look.REFERENCE for cell in filled):
        return False
    known = _known(row)
    return 2 * len(known) > len(filled) and len({h.role for h in known}) >= FEWEST_OTHER_HEADINGS


def _table(sheet: Sheet, head: int, bottom: int, end: int, free: int) -> Table:
    rows = sheet.rows
    groups = [rows[at] for at in range(bottom - 1, head - 1, -1)]
    above = head
    while above > free and len(groups) < 4 and _may_be_group(rows[above - 1]):
        above -= 1
        groups.append(rows[above])
    return Table(
        sheet,
        rows[bottom],
        tuple(groups),
        tuple(rows[max(free, above - ROWS_ABOVE) : above]),
        tuple(rows[bottom + 1 : end]),
        (),
    )


def _may_be_group(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell.text]
    if not filled or any(_is_figure(cell) for cell in filled):
        return False
    return all(len(tidy(cell.text)) <= 2 * LONGEST_LABEL for cell in filled)


def _with_after(tables: Sequence[Table], rows: Sequence[Row]) -> Iterator[Table]:
    for at, table in enumerate(tables):
        last = (table.body or (table.heading,))[-1]
        start = next(i for i, row in enumerate(rows) if row is last) + 1
        stop = len(rows)
        if at + 1 < len(tables):
            following = tables[at + 1]
            first = (*following.groups, following.heading)
            stop = min(i for i, row in enumerate(rows) if any(row is each for each in first))
        yield replace(table, after=tuple(rows[start:stop]))
