"""Rows of a workbook's sheet as they come in: gaps filled, order kept, cells counted."""

from headway.domain.problems import Finding, Place, Severity
from headway.readers import limits
from headway.readers.grid import BLANK, Cell, CellKind, Row, Sheet, column_letters
from headway.readers.refusals import refusal, some_of

LAST_COLUMN = 16_384  # the last that Excel and LibreOffice have: XFD
LAST_ROW = 1_048_576


class CellCount:
    """The cells of one document, counted against the limit; blanks between others count."""

    def __init__(self, file: str, most: int | None = None) -> None:
        self.file = file
        self.most = most or limits.MAX_CELLS_OF_WORKBOOK
        self.count = 0

    def add(self, cells: int) -> None:
        """Count ``cells`` more; raises ``FileMistake`` beyond the limit."""
        self.count += cells
        if self.count > self.most:
            raise refusal(
                self.file,
                f"the file holds more than {self.most:,} cells",
                f"At most {self.most:,} are read from one file, blanks between others "
                "included, so that the memory of an office computer is enough.",
                "Save only the sheets and rows that are needed in a new file, or split it by "
                "period and give Headway one part at a time.",
            )


class SheetRows:
    """Collects the rows of one sheet and gives the finished ``Sheet``.

    A workbook's file need not hold its rows and cells in order, though Excel's do. They are put
    in order here, and that is noted; a second cell for one place is reported, not dropped.
    """

    def __init__(self, name: str, counted: CellCount, *, hidden: bool) -> None:
        self.name = name or "(no name)"  # without one it would pass for a text file
        self.hidden = hidden
        self.has_unworked = False  # whoever adds a formula without a result says so here
        self.findings: list[Finding] = []
        self._counted = counted
        self._rows: list[Row] = []
        self._disordered: list[int] = []
        self._twice: list[str] = []

    def add(self, number: int, cells: dict[int, Cell]) -> None:
        """Add the row ``number`` with its cells by column, both from 1; blank ones may be there."""
        width = max((at for at, cell in cells.items() if cell is not BLANK), default=0)
        if not width:
            return
        if not (1 <= number <= LAST_ROW and width <= LAST_COLUMN):
            raise ValueError("a cell is beyond the last row or column a sheet can have")
        last = self._rows[-1].number if self._rows else 0
        if number <= last:
            self._disordered.append(number)
        self._fill(last + 1, number)
        self._counted.add(width)
        get = cells.get
        self._rows.append(Row(number, tuple(get(at, BLANK) for at in range(1, width + 1))))

    def twice(self, number: int, column: int) -> None:
        """Take note that the file holds a second cell for one place; the later one is taken."""
        self._twice.append(f"{column_letters(column)}{number}")

    def sheet(self) -> Sheet:
        """Return the sheet with its rows in order; ``findings`` is complete after this."""
        if self._disordered:
            self._rows.sort(key=lambda row: row.number)
            self._find(
                Severity.NOTED,
                f"rows are out of order in the file, or there twice: {some_of(self._disordered)}",
                "All were read, and put in the order of their numbers.",
            )
        if self._twice:
            self._find(
                Severity.NOT_TAKEN,
                f"the file holds two cells for one place: {some_of(self._twice)}",
                "The first was left out, as Excel does.",
                "Open the workbook in Excel, look at these cells and save it.",
            )
        unworked = self._unworked() if self.has_unworked else []
        if unworked:
            self._find(
                Severity.NOT_TAKEN,
                f"formulas without a stored result: {some_of(unworked)}",
                "The workbook was written by a program that does not work formulas out; "
                "these cells were not taken for nought or for blank.",
                "Open the workbook in Excel or LibreOffice, save it, and read it again.",
            )
        return Sheet(self.name, tuple(self._rows), self.hidden, self._counted.file)

    def _unworked(self) -> list[str]:
        return [
            f"{column_letters(at + 1)}{row.number}"
            for row in self._rows
            for at, cell in enumerate(row.cells)
            if cell.formula_without_result
        ]

    def _find(self, severity: Severity, found: str, done: str, next_step: str = "") -> None:
        place = Place(file=self._counted.file, sheet=self.name)
        self.findings.append(Finding(place, severity, found, done, next_step))

    def _fill(self, first: int, end: int) -> None:
        gap = end - first
        if 0 < gap <= limits.MAX_BLANK_RUN:
            self._rows.extend(Row(number, ()) for number in range(first, end))


def holds_something(sheet: Sheet) -> bool:
    """Say whether any cell of the sheet is not blank."""
    return any(cell.kind is not CellKind.BLANK for row in sheet.rows for cell in row.cells)
