"""The rows of a table as they were before lines were broken, each with the section it stands in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from headway.domain.problems import Place, Severity
from headway.intake.layout import Layout
from headway.intake.looks import Look, look_of, tidy
from headway.intake.reporting import Report, quoted
from headway.intake.roles import TEXTS, Role
from headway.intake.tables import Table, holds_figures, text_to_weigh
from headway.readers.grid import Cell, CellKind, Row, Sheet

LONGEST_SECTION = 12  # words
_REFERENCES = (Look.REFERENCE, Look.NUMBER)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?: \d{3})+")
_NAMELESS = (Role.SECTION, Role.UNLABELLED, Role.UNKNOWN)
_SPILLING = (Role.COMMENTARY, Role.NOTES, Role.OUTCOME, Role.TITLE, Role.OWNER_REPORTER)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table: its cells, where each of them stands, and its section's heading."""

    number: int
    cells: tuple[Cell, ...]
    origins: tuple[tuple[int, int], ...]  # for each cell the row's number and the column's index
    section: str = ""
    has_figures: bool = False

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(cell.text for cell in self.cells)

    @property
    def to_weigh(self) -> tuple[str, ...]:
        """The texts by which the cells are set under their headings."""
        return tuple(text_to_weigh(cell) for cell in self.cells)

    def place(self, sheet: Sheet, cell: int | None = None) -> Place:
        """Return the place of the row, or of one of its cells."""
        if cell is None or cell >= len(self.origins):
            return sheet.place(self.number)
        return sheet.place(*self.origins[cell])


def lines_of(table: Table, layout: Layout, report: Report) -> tuple[Line, ...]:
    """Return the rows of a table, broken ones joined again; each joining is told.

    A row without a reference whose texts go on from the row above belongs to it. A row that is
    one short text over rows of figures is the heading of a section.
    """
    joiner = _Joiner(table, layout, report)
    for row in table.body:
        joiner.take(row)
    return tuple(joiner.lines)


class _Joiner:
    def __init__(self, table: Table, layout: Layout, report: Report) -> None:
        self.sheet = table.sheet
        self.layout = layout
        self.report = report
        self.reference = layout.first(Role.REFERENCE)
        self.lines: list[Line] = []
        self.section = ""

    def take(self, row: Row) -> None:
        filled = [at for at, cell in enumerate(row.cells) if cell.text]
        if not filled:
            return
        line = self._with_thousands(_line(row, self.section))
        if self._goes_on(line):
            self._join(line)
        elif line.has_figures or self._is_named(line):
            self.lines.append(line)
        elif len(filled) == 1:
            self._take_text(line, filled[0])
        elif self.reference is None and self._is_titled(line):
            self.lines.append(line)
        elif self.reference is None and self._role(filled[0]) in _NAMELESS:
            self._take_text(line, filled[0])
            self._leave(line)
        else:
            self._take_more(line)

    def _with_thousands(self, line: Line) -> Line:
        """Read 61 204 as one number, in a row where one such stands that no cell ran into.

        Two cells that ran together leave the row of a text short of a cell, or a blank one
        beside them.
        """
        spaced = [
            at
            for at, text in enumerate(line.texts[: len(self.layout.headings)])
            if _THOUSANDS.fullmatch(tidy(text)) and self._role(at) not in TEXTS
        ]
        short = len(line.cells) < len(self.layout.headings) and not self.sheet.name
        if short or not any(all(line.texts[at + 1 : at + 2]) for at in spaced):
            return line
        cells = list(line.cells)
        for at in spaced:
            cells[at] = Cell(tidy(cells[at].text).replace(" ", ","), CellKind.TEXT)
            self._tell_thousands(line, at)
        return replace(line, cells=tuple(cells))

    def _tell_thousands(self, line: Line, at: int) -> None:
        text = line.texts[at]
        self.report.tell(
            line.place(self.sheet, at),
            Severity.INFERRED,
            f"spaces part the thousands of {quoted(text)}",
            f"it is read as {tidy(text).replace(' ', ',')}",
            "check that these are not two figures in one cell",
            kind="spaces between thousands",
        )

    def _is_named(self, line: Line) -> bool:
        """Whether a row without figures is an indicator all the same: a reference and a title."""
        if self.reference is None or self.reference >= len(line.cells):
            return False
        filled = sum(bool(text) for text in line.texts)
        return filled > 1 and look_of(line.texts[self.reference]) in _REFERENCES

    def _is_titled(self, line: Line) -> bool:
        """Whether a row without figures is an indicator: a title with something beside it.

        None of it can be read as a figure, but the row is taken, so that every cell is told.
        """
        at = self.layout.first(Role.TITLE)
        if at is None or at >= len(line.cells) or not line.texts[at]:
            return False
        beside = (
            self._role(other) for other, text in enumerate(line.texts) if text and other != at
        )
        return any(role not in _NAMELESS for role in beside)

    def _role(self, column: int) -> Role:
        headings = self.layout.headings
        return headings[column].role if column < len(headings) else Role.UNLABELLED

    def _would_spoil(self, line: Line) -> bool:
        """Whether joining a row to the one above would add its text to a figure there."""
        above = self.lines[-1].texts
        shared = zip(above, line.texts, strict=False)
        return any(
            first and second and self._role(at) is Role.PERIOD
            for at, (first, second) in enumerate(shared)
        )

    def _goes_on(self, line: Line) -> bool:
        """Whether figures without a reference belong to a reference without figures above them."""
        if self.reference is None or not self.lines or not line.has_figures:
            return False
        above = self.lines[-1]
        if above.has_figures or not self._is_named(above):
            return False
        own = line.texts[self.reference] if self.reference < len(line.cells) else ""
        return look_of(own) not in _REFERENCES and not self._would_spoil(line)

    def _join(self, line: Line) -> None:
        """Join a row that was broken: either inside a cell, or column by column."""
        above = self.lines.pop()
        if line.texts[0]:
            # The break lies inside a cell: what follows it goes on after the last cell above.
            last = max(at for at, text in enumerate(above.texts) if text)
            cells = (
                *above.cells[:last],
                _joined(above.cells[last], line.cells[0]),
                *line.cells[1:],
            )
            origins = (*above.origins[: last + 1], *line.origins[1:])
            joined = replace(above, cells=cells, origins=origins, has_figures=True)
        else:
            joined = replace(_by_column(above, line), has_figures=True)
        self.lines.append(joined)
        self._tell(line)

    def _take_text(self, line: Line, at: int) -> None:
        text = tidy(line.texts[at])
        if self.lines and self._spills(line, at):
            self._append(line, at)
        elif len(text.split()) <= LONGEST_SECTION:
            self.section = text
        else:
            self._leave(line)

    def _take_more(self, line: Line) -> None:
        """Take a row of several texts without a reference: more of the row above."""
        first = next(at for at, text in enumerate(line.texts) if text)
        spoils = bool(self.lines) and self._would_spoil(line)
        if spoils and self._is_titled(line):
            self.lines.append(line)
        elif self.lines and first != self.reference and not spoils:
            self.lines[-1] = _by_column(self.lines[-1], line)
            self._tell(line)
        else:
            self._leave(line)

    def _spills(self, line: Line, at: int) -> bool:
        """Whether a lone text is the rest of a text in the row above."""
        text = line.texts[at]
        headings = self.layout.headings
        if at and at < len(headings):
            goes_on = text[0].islower() or text[0] in "(&+-–/"
            if headings[at].role is Role.TITLE:
                return goes_on
            may = self.reference is not None or goes_on
            return may and headings[at].role in _SPILLING
        long = len(text.split()) > LONGEST_SECTION
        last = next(text for text in reversed(self.lines[-1].texts) if text)
        in_words = look_of(last) in (Look.TEXT, Look.WORD)
        return in_words and self.reference is not None and (long or text[0].islower())

    def _append(self, line: Line, at: int) -> None:
        above = self.lines[-1]
        goal = at
        if at == 0 or at >= len(above.cells) or not above.texts[at]:
            goal = max(i for i, text in enumerate(above.texts) if text)
        cells = list(above.cells)
        cells[goal] = _joined(cells[goal], line.cells[at])
        self.lines[-1] = replace(above, cells=tuple(cells))
        self._tell(line)

    def _tell(self, line: Line) -> None:
        self.report.tell(
            self.sheet.place(line.number),
            Severity.INFERRED,
            "this row has no reference and goes on from the row above",
            f"joined to {'row' if self.sheet.name else 'line'} {self.lines[-1].number}",
            "check the row, if it was meant to stand on its own",
            kind="rows joined",
        )

    def _leave(self, line: Line) -> None:
        self.report.tell(
            self.sheet.place(line.number),
            Severity.NOTED,
            f"a row of text stands among the figures: {quoted(' '.join(filter(None, line.texts)))}",
            "it is left out",
            kind="rows of text",
        )


def _line(row: Row, section: str) -> Line:
    origins = tuple((row.number, at) for at in range(len(row.cells)))
    return Line(row.number, row.cells, origins, section, holds_figures(row))


def _by_column(above: Line, line: Line) -> Line:
    width = max(len(above.cells), len(line.cells))
    cells: list[Cell] = []
    origins: list[tuple[int, int]] = []
    for at in range(width):
        first = above.cells[at] if at < len(above.cells) else None
        second = line.cells[at] if at < len(line.cells) else None
        use_first = first is not None and (first.text or second is None)
        origins.append(above.origins[at] if use_first else line.origins[at])
        cells.append(_joined(*(cell for cell in (first, second) if cell is not None)))
    return replace(above, cells=tuple(cells), origins=tuple(origins))


def _joined(*cells: Cell) -> Cell:
    filled: Sequence[Cell] = [cell for cell in cells if cell.text] or cells[:1]
    if len(filled) == 1:
        return filled[0]
    return Cell(" ".join(cell.text for cell in filled), CellKind.TEXT)
