"""Setting one row's cells under the headings of its sheet, and saying what was not certain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from headway.domain.problems import Severity
from headway.intake.aligning import Alignment, Column, align
from headway.intake.body import Line
from headway.intake.evidence import Evidence, weigh
from headway.intake.layout import Layout
from headway.intake.looks import Look, look_of, tidy
from headway.intake.reporting import Report, quoted
from headway.intake.roles import CHANGES, Role
from headway.readers.grid import BLANK, Cell, CellKind

MOST_SEARCHES = 2_000  # rows of one sheet that are set anew; more than that is no damage
SHIFTS_TRIED = (1, -1, 2, -2)
_CONFIRMED = (Role.PERIOD, *CHANGES)
_NUMBERS = (Look.NUMBER, Look.PERCENT, Look.MARKED_NUMBER)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row set under its headings.

    For each column: its ``cells`` (blank where nothing belongs there), the ``origins`` of
    these in the row, and whether that is ``certain``. ``withheld`` are the columns whose figure
    could not be told for certain and is not taken.
    """

    line: Line
    cells: tuple[Cell, ...]
    origins: tuple[int | None, ...]
    certain: tuple[bool, ...]
    withheld: frozenset[int] = frozenset()

    def text(self, column: int | None) -> str:
        """Return what stands in a column; empty for no column."""
        return "" if column is None else tidy(self.cells[column].text)


@dataclass(slots=True)
class Placer:
    """Sets the rows of one sheet under its headings."""

    layout: Layout
    columns: Sequence[Column]
    report: Report
    searches: int = field(default=0)

    def place(self, line: Line) -> Placed:
        """Set one row under the headings; whatever was moved or left out is told."""
        alignment = self._align(line)
        placed = _placed(line, alignment)
        proof = self._weigh(placed)
        if not alignment.moved:
            shifted = self._shifted(placed, alignment, proof) if proof.against else placed
            if shifted is not placed:
                return shifted
            if len(line.cells) < self.layout.even_width and not proof.agreeing:
                return self._short(placed)
            return self._doubted(placed, alignment, proof)
        self._tell_left_over(line, alignment)
        if proof.against:
            other = self._shifted(placed, alignment, proof)
            return other if other is not placed else self._refused(placed, alignment, proof)
        return self._moved(placed, alignment, proof)

    def _align(self, line: Line) -> Alignment:
        found = align(self.columns, line.to_weigh, search=self.searches < MOST_SEARCHES)
        self.searches += found.searched
        return found

    def _figures(self) -> tuple[int, ...]:
        return self.layout.all(Role.PERIOD)

    def _weigh(self, placed: Placed) -> Evidence:
        headings = self.layout.headings
        texts = {
            period: placed.text(at)
            for at in self._figures()
            if (period := headings[at].period) is not None
        }
        return weigh(
            texts,
            self.layout.period,
            previous=placed.text(self.layout.first(Role.CHANGE_PREVIOUS)),
            last_year=placed.text(self.layout.first(Role.CHANGE_LAST_YEAR)),
            highest=placed.text(self.layout.first(Role.MAXIMUM)),
        )

    def _doubted(self, placed: Placed, alignment: Alignment, proof: Evidence) -> Placed:
        """Leave a row in place, marked where another reading of its figures comes near."""
        stray = any(self._is_stray(at, text) for at, text in enumerate(alignment.texts))
        doubtful = [
            at
            for at in self._figures()
            if (stray or not alignment.sure(at)) and look_of(alignment.texts[at]) in _NUMBERS
        ]
        if proof.agreeing:
            # What is printed speaks of the last figures alone; a slip may lie before them.
            doubtful = doubtful[:-2] if stray else []
        if not doubtful or self.searches > MOST_SEARCHES:
            return placed
        self.report.tell(
            placed.line.place(self.report.sheet),
            Severity.INFERRED,
            f"the figures of {self._names(doubtful)} may not stand under their own headings",
            "they are read as they stand; nothing printed in the row confirms their places",
            "check the row against the document it came from",
            kind="rows that suit their headings badly",
        )
        certain = [at not in doubtful for at in range(len(placed.cells))]
        return replace(placed, certain=tuple(certain))

    def _is_stray(self, column: int, text: str) -> bool:
        """Whether a figure stands where none can, or two where one can: it may have slipped."""
        parts = text.split(" ")
        several = len(parts) > 1 and all(look_of(part) in _NUMBERS for part in parts)
        return (several or look_of(text) in _NUMBERS) and self.columns[column].suits(text) < 0

    def _short(self, placed: Placed) -> Placed:
        """Leave a row in place that has fewer cells than the others, with no figure certain."""
        figures = [at for at in self._figures() if look_of(placed.text(at)) in _NUMBERS]
        if not figures:
            return placed
        lost = self.layout.even_width - len(placed.line.cells)
        self.report.tell(
            placed.line.place(self.report.sheet),
            Severity.INFERRED,
            f"this row has {lost} cell{'s' * (lost > 1)} fewer than the others",
            f"the figures of {self._names(figures)} are read as they stand, from the left; where"
            " a cell was lost in their midst, those after it belong one period later",
            "check the row against the document it came from",
            kind="rows with too few cells",
        )
        certain = [at not in figures for at in range(len(placed.cells))]
        return replace(placed, certain=tuple(certain))

    def _shifted(self, placed: Placed, alignment: Alignment, proof: Evidence) -> Placed:
        """Try the months a little right and left; take what alone agrees with what is printed."""
        fitting = []
        for shift in SHIFTS_TRIED:
            other = self._shift(placed, alignment, shift)
            if other is not None:
                found = self._weigh(other)
                if found.agreeing and not found.against:
                    fitting.append((shift, other, found))
        if len(fitting) != 1:
            return placed
        shift, other, found = fitting[0]
        self._tell_shift(placed, shift, found, proof)
        self._tell_abandoned(placed, other)
        return other

    def _shift(self, placed: Placed, alignment: Alignment, shift: int) -> Placed | None:
        """Return the row with its months taken from ``shift`` cells further right, if they can be.

        They may take the cells of one another, and cells to which no other heading has a claim.
        """
        months = self._figures()
        owners = {cell: at for at, cell in enumerate(alignment.cells) if cell is not None}
        cells, origins, certain = list(placed.cells), list(placed.origins), list(placed.certain)
        for at in months:
            cell = (at if placed.origins[at] is None else placed.origins[at] or 0) + shift
            owner = owners.get(cell)
            free = owner in months or (owner is not None and self._is_free(placed, owner))
            if not 0 <= cell < len(placed.line.cells) or not free:
                return None
            cells[at], origins[at], certain[at] = placed.line.cells[cell], cell, False
        return replace(placed, cells=tuple(cells), origins=tuple(origins), certain=tuple(certain))

    def _is_free(self, placed: Placed, column: int) -> bool:
        """Whether a column has no claim to its cell: no heading, or a text that is not its own."""
        if self.layout.headings[column].role is Role.UNLABELLED:
            return True
        return self.columns[column].suits(placed.text(column)) < 0

    def _moved(self, placed: Placed, alignment: Alignment, proof: Evidence) -> Placed:
        """Take a row that was moved: what is sure or confirmed, and states; never a mere guess."""
        certain, withheld = list(placed.certain), set()
        for at, text in enumerate(alignment.texts):
            sure = alignment.sure(at)
            certain[at] = sure and alignment.offset(at) == 0
            confirmed = bool(proof.agreeing) and self.layout.headings[at].role in _CONFIRMED
            if not sure and not confirmed and look_of(text) in _NUMBERS:
                withheld.add(at)
        self._tell_moved(placed, alignment, proof)
        self._tell_withheld(placed, sorted(withheld), "that is not certain")
        return replace(placed, certain=tuple(certain), withheld=frozenset(withheld))

    def _refused(self, placed: Placed, alignment: Alignment, proof: Evidence) -> Placed:
        """Take no month of a row that was moved where the printed figures contradict it."""
        self._tell_moved(placed, alignment, proof)
        months = [at for at in self._figures() if look_of(placed.text(at)) in _NUMBERS]
        self._tell_withheld(placed, months, f"{' and '.join(proof.against)} contradicts it")
        certain = [alignment.offset(at) == 0 for at in range(len(placed.cells))]
        return replace(placed, certain=tuple(certain), withheld=frozenset(months))

    def _tell_moved(self, placed: Placed, alignment: Alignment, proof: Evidence) -> None:
        evidence = "nothing printed in the row confirms it"
        if proof.agreeing:
            evidence = f"{' and '.join(proof.agreeing)} confirms it"
        elif proof.against:
            evidence = f"{' and '.join(proof.against)} contradicts it"
        moves = [self._in_words(*move) for move in _moves(alignment)]
        shared = {cell for cell in alignment.cells if cell is not None}
        merged = len(shared) < sum(cell is not None for cell in alignment.cells)
        split = [at for at in range(len(placed.cells)) if self._is_split(placed, alignment, at)]
        joined = [f"the {self._name(at)} lies in two cells, joined here" for at in split]
        found = "; ".join(moves + joined + ["one cell holds several columns"] * merged)
        likely = [at for at in self._figures() if not alignment.sure(at)]
        doubt = ""
        if likely and not proof.agreeing:
            doubt = (
                f"; {self._names(likely)} may also be meant otherwise, and the likeliest is taken"
            )
        self.report.tell(
            placed.line.place(self.report.sheet),
            Severity.INFERRED,
            found or "a cell of this row is one too many",
            f"read under the headings that suit the cells and their neighbours; {evidence}{doubt}",
            "check the row against the document it came from",
            kind="rows set under their headings anew",
        )

    def _is_split(self, placed: Placed, alignment: Alignment, at: int) -> bool:
        cell = alignment.cells[at]
        return cell is not None and len(alignment.texts[at]) > len(tidy(placed.line.to_weigh[cell]))

    def _in_words(self, offset: int, columns: list[int]) -> str:
        side = "right" if offset > 0 else "left"
        many = "s" * (abs(offset) > 1)
        return (
            f"the cells of {self._names(columns)} stand {abs(offset)} column{many} {side}"
            " of their headings"
        )

    def _names(self, columns: Sequence[int]) -> str:
        first, last = self._name(columns[0]), self._name(columns[-1])
        return first if len(columns) == 1 else f"{first} to {last}"

    def _name(self, column: int) -> str:
        heading = self.layout.headings[column]
        return str(heading.period) if heading.role is Role.PERIOD else heading.role.value

    def _tell_shift(self, placed: Placed, shift: int, found: Evidence, proof: Evidence) -> None:
        side, count = ("right" if shift > 0 else "left"), abs(shift)
        self.report.tell(
            placed.line.place(self.report.sheet),
            Severity.INFERRED,
            f"the figures stand {count} column{'s' * (count > 1)} {side} of their headings",
            f"{' and '.join(found.agreeing)} confirms it; as they stand, "
            f"{' and '.join(proof.against)} would contradict them",
            "check the row against the document it came from",
            kind="rows set under their headings anew",
        )

    def _tell_abandoned(self, placed: Placed, other: Placed) -> None:
        before = {placed.origins[at] for at in self._figures()}
        now = {other.origins[at] for at in self._figures()}
        for cell in sorted(c for c in before - now if c is not None and placed.line.texts[c]):
            tell_unlabelled(self.report, placed.line, cell)

    def _tell_withheld(self, placed: Placed, columns: Sequence[int], why: str) -> None:
        if not columns:
            return
        texts = ", ".join(quoted(placed.text(at)) for at in columns)
        self.report.tell(
            placed.line.place(self.report.sheet, placed.origins[columns[0]]),
            Severity.NOT_TAKEN,
            f"{texts} may belong under {self._names(columns)}, but {why}",
            "not taken" if len(columns) == 1 else "none of them is taken",
            "look the figures up in the document they came from",
            kind="figures whose column is not certain",
        )

    def _tell_left_over(self, line: Line, alignment: Alignment) -> None:
        for cell in alignment.left_over:
            text = tidy(line.texts[cell])
            shown = quoted(text) if look_of(text) in _NUMBERS else _length(text)
            self.report.tell(
                line.place(self.report.sheet, cell),
                Severity.NOT_TAKEN,
                f"{shown} fits under no heading",
                "it is not taken",
                "check the row against the document it came from",
                kind="cells left over",
            )


def _moves(alignment: Alignment) -> Iterator[tuple[int, list[int]]]:
    """Give the runs of columns whose texts stand equally far beside their headings."""
    filled = [at for at, text in enumerate(alignment.texts) if text]
    for offset, run in groupby(filled, key=alignment.offset):
        if offset:
            yield offset, list(run)


def tell_unlabelled(report: Report, line: Line, cell: int, where: str = "") -> None:
    """Report a figure, or a piece of text, that stands under no heading.

    ``where`` adds where that is: " before March 2020". A text is told by its length alone: it
    may be a name.
    """
    text = tidy(line.texts[cell])
    figure = look_of(text) in _NUMBERS
    report.tell(
        line.place(report.sheet, cell),
        Severity.NOT_TAKEN if figure else Severity.NOTED,
        f"{quoted(text) if figure else _length(text)} stands under no heading{where}",
        "it is not taken: nothing says what it is",
        "name the column in the mapping file, under “unlabelled”, if you know it" if figure else "",
        kind="cells under no heading",
    )


def _length(text: str) -> str:
    return f"a text of {len(text)} letter{'s' * (len(text) != 1)}"


def _placed(line: Line, alignment: Alignment) -> Placed:
    shared = [cell for cell in alignment.cells if cell is not None]
    weighed = line.to_weigh
    cells = []
    for text, cell in zip(alignment.texts, alignment.cells, strict=True):
        if not text or cell is None:
            cells.append(BLANK)
        elif shared.count(cell) > 1 or tidy(weighed[cell]) != text:
            cells.append(Cell(text, CellKind.TEXT))
        else:
            cells.append(line.cells[cell])
    return Placed(line, tuple(cells), alignment.cells, (True,) * len(cells))
