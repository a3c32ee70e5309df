"""What a scorecard asks of its people, and how a workbook of it is known again."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.domain.due import due_period
from headway.domain.entries import LONGEST_COMMENTARY, EntryKind, Limits, WorkbookIdentity
from headway.domain.indicator import Unit, identifier_from
from headway.domain.periods import Period
from headway.domain.rounding import round_to
from headway.domain.scorecard import Cell, Scorecard, ScorecardRow
from headway.domain.values import Absent, Number, State, Value

# A figure that should be there and is not, one that will come, and one that cannot be read.
ASKED_STATES = (State.INCOMPLETE, State.AWAITED, State.BROKEN)
_LOST = "\N{REPLACEMENT CHARACTER}"  # stands where a sign could not be written
MAY_BE_NEGATIVE = (Unit.SCORE, Unit.POUNDS)


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked: an indicator's commentary, or its figure for one period.

    ``now`` is what stands there at present, as text. ``limits`` belongs to a figure only.
    """

    indicator: str
    reference: str
    title: str
    period: Period
    what: EntryKind
    now: str
    limits: Limits | None = None
    owner: str = ""
    decimals: int = 0

    @property
    def allowed(self) -> str:
        """What may be answered, in words."""
        return self.limits.words if self.limits else f"text, up to {LONGEST_COMMENTARY:,} letters"

    @property
    def check(self) -> str:
        """A short code over everything that is not to be changed by hand."""
        return check_code(self.indicator, str(self.period), self.what.value, self.allowed, self.now)


def asked_of(scorecard: Scorecard) -> tuple[Asked, ...]:
    """Return everything asked: row by row its missing figures, oldest first, and its commentary."""
    return tuple(asked for row in scorecard.rows for asked in _asked_of_row(row, scorecard.period))


def _asked_of_row(row: ScorecardRow, period: Period) -> Iterable[Asked]:
    name = (row.indicator.id, row.reference, row.indicator.title)
    limits, decimals = limits_of(row), row.indicator.decimals
    for cell in row.cells:
        # A quarter's figure is asked for once, under its last month: a "tbc" that a sheet prints
        # in a month in which nothing is due asks nothing of anybody.
        due = due_period(cell.column, row.indicator.frequency)
        if due and isinstance(cell.value, Absent) and cell.value.state in ASKED_STATES:
            now = cell.value.state.symbol
            yield Asked(*name, due, EntryKind.FIGURE, now, limits, row.reporter, decimals)
    text = row.commentary.text if row.commentary else ""
    yield Asked(*name, period, EntryKind.COMMENTARY, text or "none yet", owner=row.owner)


def limits_of(row: ScorecardRow) -> Limits:
    """Say what a figure of a row can be, from its definition and the figures already known.

    A percentage reaches beyond 100 only where a known one does (a team at 120% of its
    capacity); a count is whole unless its definition has decimals or a known one is not.
    """
    unit, known = row.indicator.unit, _known(row)
    return Limits(
        unit,
        whole=unit is Unit.NUMBER and not row.indicator.decimals and _whole(known),
        from_nought=unit not in MAY_BE_NEGATIVE and all(each.amount >= 0 for each in known),
        up_to_100=unit is Unit.PERCENTAGE and all(each.amount <= 100 for each in known),
    )


def _known(row: ScorecardRow) -> list[Number]:
    values = [value for _, value in row.series] + [cell.value for cell in row.cells]
    return [value for value in values if isinstance(value, Number)]


def _whole(known: list[Number]) -> bool:
    return all(each.amount.denominator == 1 for each in known)


def check_code(*parts: str) -> str:
    """Return a short code over parts of text, as ``plain_words`` sees them."""
    text = "\x1f".join(plain_words(part) for part in parts)
    return "k" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:10]


def plain_words(text: str) -> str:
    """Return text as it can be compared after a journey through a spreadsheet.

    Runs of blanks count as one, signs that cannot be printed as a blank, and only as much counts
    as a commentary may hold.
    """
    seen = "".join(each if each.isprintable() and each not in _LOST else " " for each in text)
    return " ".join(seen.split())[:LONGEST_COMMENTARY]


def plain_figure(value: Value) -> str:
    """Write a value for comparing: exact decimals without separators, or the state's symbol."""
    if isinstance(value, Absent):
        return value.state.symbol
    return f"{round_to(value.amount, 9).normalize():f}"


def figures_as_written(cells: Iterable[Cell]) -> tuple[str, ...]:
    """Return a row's figures for comparing with what comes back."""
    return tuple(plain_figure(cell.value) for cell in cells)


def figures_digest(scorecard: Scorecard) -> str:
    """Return the SHA-256 over every figure shown, whatever the order of the rows."""
    lines = [
        "\x1f".join((row.indicator.id, str(cell.column), plain_figure(cell.value)))
        for row in scorecard.rows
        for cell in row.cells
    ]
    return hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "replace")).hexdigest()


def identity_of(scorecard: Scorecard, made_on: date | None, version: str = "") -> WorkbookIdentity:
    """Return what a workbook of ``scorecard`` says of itself."""
    return WorkbookIdentity(
        scorecard=identifier_from(scorecard.title),
        title=scorecard.title,
        period=scorecard.period,
        digest=figures_digest(scorecard),
        version=version,
        made_on=made_on,
    )
