"""The rows of a plan's table, each cell set under its heading, with what that rests on."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from headway.domain.plan import Review
from headway.domain.problems import Findings, Place, Severity
from headway.domain.ratings import RatingScale
from headway.intake.aligning import Alignment, align
from headway.intake.plan_blocks import PlanTable
from headway.intake.plan_columns import columns_of
from headway.intake.plan_headings import Heading, Says
from headway.intake.plan_lines import Line, shorten
from headway.readers.grid import Cell

MOST_SEARCHES = 2_000  # rows of one table that are set anew; more than that is no damage
WORDS = (Says.ACTION, Says.SUCCESS, Says.OUTCOME)
CARRIED = (Says.OUTCOME, Says.ACTION, Says.LEAD, Says.RESPONSIBLE)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands in one rating column of a row; ``sure`` where no other column is as likely."""

    review: Review
    text: str
    place: Place
    sure: bool = True


@dataclass(slots=True)
class PlanRow:
    """One row: its texts by what they say, its marks, and what was carried down from above."""

    line: Line
    texts: dict[Says, str]
    marks: tuple[Mark, ...]
    due_cell: Cell
    due_place: Place
    carried: set[Says] = field(default_factory=set)

    @property
    def place(self) -> Place:
        """The row's place."""
        return self.line.place()

    @property
    def rated(self) -> bool:
        """Whether anything stands in a rating column, a nought included."""
        return any(mark.text for mark in self.marks)

    def text(self, says: Says) -> str:
        """Return the row's text under a heading; empty where there is none."""
        return self.texts.get(says, "")

    def own(self, says: Says) -> str:
        """Return the row's own text under a heading; empty where it was carried down."""
        return "" if says in self.carried else self.text(says)

    def own_among(self, *wanted: Says) -> bool:
        """Whether the row itself says any of these."""
        return any(self.own(says) for says in wanted)


def rows_of(table: PlanTable, scale: RatingScale, findings: Findings) -> Iterator[PlanRow]:
    """Yield the rows of a table, each set under its headings."""
    headings = table.headings
    columns = columns_of(headings, scale)
    searches = 0
    for line in table.lines:
        found = align(columns, line.texts, search=searches < MOST_SEARCHES)
        searches += found.searched
        _tell(line, headings, found, findings)
        yield _row(line, headings, found)


def _row(line: Line, headings: tuple[Heading, ...], found: Alignment) -> PlanRow:
    texts: dict[Says, str] = {}
    marks: list[Mark] = []
    due_cell, due_place = line.cell(None), line.place()
    for at, (heading, text) in enumerate(zip(headings, found.texts, strict=True)):
        cell = found.cells[at]
        place = line.place(at if cell is None else cell)
        if heading.review is not None:
            marks.append(Mark(heading.review, text, place, found.sure(at) or not text))
        elif text:
            texts[heading.says] = _joined(texts.get(heading.says, ""), text, heading)
            if heading.says is Says.DUE:
                due_cell, due_place = line.cell(cell), place
    return PlanRow(line, texts, tuple(marks), due_cell, due_place)


def _joined(before: str, text: str, heading: Heading) -> str:
    """Join the texts of two columns that say the same thing, such as two progress updates."""
    if not before:
        return text
    return (
        f"{before} {heading.text}: {text}" if heading.says is Says.PROGRESS else f"{before} {text}"
    )


def _tell(line: Line, headings: tuple[Heading, ...], found: Alignment, findings: Findings) -> None:
    """Report a row whose cells stand beside their headings, and what of it could not be taken."""
    for cell in found.left_over:
        findings.add(
            line.place(cell),
            Severity.NOT_TAKEN,
            f"“{shorten(line.texts[cell])}” stands under no heading of the plan's table",
            "It is left out",
        )
    moved = sorted({found.offset(at) for at in range(len(headings)) if found.offset(at)})
    if not moved:
        return
    doubtful = [
        heading.says.value
        for at, heading in enumerate(headings)
        if found.texts[at] and found.offset(at) and not found.sure(at)
    ]
    done = "Each cell was set under the heading it suits, in the order they stand"
    if doubtful:
        done += f"; less certain are {', '.join(dict.fromkeys(doubtful))}"
    findings.add(
        line.place(),
        Severity.INFERRED,
        f"the row stands {_steps(moved)} its headings",
        done,
        "Compare it with the plan",
    )


def _steps(moved: list[int]) -> str:
    furthest = max(moved, key=abs)
    side = "right" if furthest > 0 else "left"
    cells = "one cell" if abs(furthest) == 1 else f"{abs(furthest)} cells"
    return f"{'up to ' if len(moved) > 1 else ''}{cells} {side} of"


def carry_down(row: PlanRow, above: PlanRow | None) -> None:
    """Fill the row's outcome, action and leads from the row above where it leaves them blank.

    An outer cell that is new starts its own group: nothing further in is carried into it; one
    that starts with a small letter goes on with the outcome above. Who leads is carried only
    into a row of the same action that is due or rated, and only where the row names nobody.
    """
    if above is None:
        return
    if row.own(Says.OUTCOME)[:1].islower() and above.text(Says.OUTCOME):
        row.texts[Says.OUTCOME] = f"{above.text(Says.OUTCOME)} {row.text(Says.OUTCOME)}"
        row.carried.add(Says.OUTCOME)
    for says in (Says.OUTCOME, Says.ACTION):
        if row.own(says):
            return
        _carry(row, above, says)
    named = row.own_among(Says.LEAD, Says.RESPONSIBLE)
    if not named and (row.rated or row.own(Says.DUE)):
        _carry(row, above, Says.LEAD)
        _carry(row, above, Says.RESPONSIBLE)


def _carry(row: PlanRow, above: PlanRow, says: Says) -> None:
    if says not in row.carried and above.text(says):
        row.texts[says] = above.text(says)
        row.carried.add(says)


def continues(row: PlanRow, above: PlanRow) -> bool:
    """Whether a row holds the rest of the one above, cut by the end of a page.

    Some text of it starts with a small letter where the one above stops in the middle of a
    sentence; and it has neither a reference nor a rating of its own.
    """
    if row.rated or row.text(Says.REFERENCE):
        return False
    return any(
        text[:1].islower() and above.own(says) and above.own(says)[-1] not in ".!?;:"
        for says, text in row.texts.items()
    )


def join(row: PlanRow, above: PlanRow) -> None:
    """Add a row's texts to the one above it."""
    for says, text in row.texts.items():
        own = above.own(says)
        above.texts[says] = f"{own} {text}".strip()
        above.carried.discard(says)
        if says is Says.DUE and not own:
            above.due_cell, above.due_place = row.due_cell, row.due_place
