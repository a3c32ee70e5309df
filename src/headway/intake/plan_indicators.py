"""The rows of a priority's indicator table, and which cell of a damaged row is which month."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from headway.domain.problems import Findings, Severity
from headway.intake.aligning import BLANK_SUITS, NEVER, SUITS, Column, align, by_look
from headway.intake.looks import Look, look_of
from headway.intake.plan_blocks import IndicatorTable
from headway.intake.plan_indicator_headings import IndicatorHeadings
from headway.intake.plan_lines import Line
from headway.intake.roles import Role

_FIGURE = {
    Look.BLANK: BLANK_SUITS,
    Look.NUMBER: SUITS,
    Look.PERCENT: SUITS,
    Look.AWAITED: 60,
    Look.NOT_APPLICABLE: 60,
    Look.DASH: 60,
    Look.SUPPRESSED: 60,
    Look.ERROR: 40,
}
_WORDS = {Look.BLANK: BLANK_SUITS, Look.TEXT: SUITS, Look.WORD: SUITS - 20, Look.REFERENCE: 20}
_LOOKS = {
    Role.SECTION: {Look.BLANK: BLANK_SUITS, Look.REFERENCE: SUITS, Look.NUMBER: 20, Look.WORD: 20},
    Role.REFERENCE: {Look.BLANK: BLANK_SUITS, Look.REFERENCE: SUITS, Look.NUMBER: 20},
    Role.TITLE: _WORDS,
    Role.POLARITY: _WORDS | {Look.ARROW: SUITS, Look.MARK: SUITS},
    Role.NOTES: _WORDS,
    Role.COMMENTARY: _WORDS,
    Role.MARK: {Look.BLANK: BLANK_SUITS, Look.ARROW: SUITS, Look.MARK: SUITS, Look.WORD: 20},
}
_FIGURE_ROLES = (
    Role.PERIOD,
    Role.NEIGHBOURS,
    Role.ENGLAND,
    Role.REGION,
    Role.YEAR_TO_DATE,
    Role.TARGET,
)
# A figure in a sentence, and no year, date or reference.
_FIGURE_IN_WORDS = re.compile(r"(?<![\w/.\-])(?!20\d\d\b)\d[\d.,]*(?:\s*%|(?![\w/]))")
_NUMBERS = (Look.NUMBER, Look.PERCENT)


@dataclass(frozen=True, slots=True)
class IndicatorCells:
    """One indicator's row: for each heading its text and the cell it stands in.

    ``certain`` is false where months were settled on evidence; ``months_lost`` says that which
    month is which could not be told, so that none is taken.
    """

    line: Line
    texts: tuple[str, ...]
    cells: tuple[int | None, ...]
    certain: bool = True
    months_lost: bool = False

    def text(self, headings: IndicatorHeadings, *roles: Role) -> str:
        """Return the text under the first column with one of these roles."""
        return next((self.texts[at] for at in headings.at(*roles)), "")


def indicator_rows(table: IndicatorTable, findings: Findings) -> Iterator[IndicatorCells]:
    """Yield the rows of a table, each text under its heading; doubts are reported."""
    headings = table.headings
    columns = [_column(at, heading.role) for at, heading in enumerate(headings.headings)]
    for line, title in _whole_rows(table):
        if headings.run is None:
            found = align(columns, line.texts)
            row = IndicatorCells(line, found.texts, found.cells)
            if found.moved and not all(found.sure(at) for at in headings.at(*_FIGURE_ROLES)):
                row = _lost(row, findings, "its cells stand beside their headings")
            elif found.moved:
                row = replace(row, certain=False)
                _infer(
                    row, findings, "its cells stand beside their headings", "what each of them is"
                )
        else:
            row = _told_apart(line, headings, findings)
        row = _with_notes_looked_at(row, headings, findings)
        if title:
            at = headings.at(Role.TITLE)[0]
            row = replace(row, texts=_put(row.texts, at, f"{row.texts[at]} {title}"))
        yield row


def _column(at: int, role: Role) -> Column:
    looks = _FIGURE if role in _FIGURE_ROLES else _LOOKS.get(role, _WORDS)
    return Column(f"{at} {role.value}", by_look(looks, NEVER if looks is _FIGURE else -100))


def _whole_rows(table: IndicatorTable) -> Iterator[tuple[Line, str]]:
    """Yield each row with what its title goes on to say on the lines below it."""
    title = table.headings.at(Role.TITLE)[0]
    at = 0
    while at < len(table.lines):
        line, more = table.lines[at], []
        at += 1
        while at < len(table.lines) and table.lines[at].filled == (title,):
            more.append(table.lines[at].texts[title])
            at += 1
        yield line, " ".join(more)


def _put(texts: tuple[str, ...], at: int, text: str) -> tuple[str, ...]:
    return (*texts[:at], text.strip(), *texts[at + 1 :])


def _told_apart(line: Line, headings: IndicatorHeadings, findings: Findings) -> IndicatorCells:
    """Give the figures that share one cell their headings, where their count fits."""
    run, width = headings.run or 0, len(headings.headings)
    texts = [line.text(at) for at in range(run)] + [""] * (width - run)
    cells: list[int | None] = [*range(run), *[None] * (width - run)]
    parts = " ".join(line.texts[run:]).split()
    row = IndicatorCells(line, tuple(texts), tuple(cells))
    if not parts:
        return row
    columns = _columns_for(parts, headings)
    if columns is None:
        return _lost(row, findings, f"{len(parts)} figures share one cell")
    for column, part in zip(columns, parts, strict=True):
        texts[column], cells[column] = part, run
    left = [headings.headings[at].text for at in _run_figures(headings) if at not in columns]
    blank = f"; {' and '.join(left)} taken as blank" if left else ""
    row = replace(row, texts=tuple(texts), cells=tuple(cells), certain=False)
    _infer(row, findings, f"{len(parts)} figures share one cell", f"their order{blank}")
    return row


def _run_figures(headings: IndicatorHeadings) -> list[int]:
    return [at for at in headings.at(*_FIGURE_ROLES) if at >= (headings.run or 0)]


def _columns_for(parts: Sequence[str], headings: IndicatorHeadings) -> list[int] | None:
    """Return the columns of figures in one cell, or None where their count does not fit.

    It fits when there is one for every column of figures, or one for every period and the year
    to date and no more: periods are filled before benchmarks, which most plans leave blank.
    """
    if not all(look_of(part) in _NUMBERS for part in parts):
        return None
    columns = _run_figures(headings)
    benchmarks = set(headings.at(Role.NEIGHBOURS, Role.ENGLAND, Role.REGION, Role.TARGET))
    without = [at for at in columns if at not in benchmarks]
    return next((fit for fit in (columns, without) if len(fit) == len(parts)), None)


def _with_notes_looked_at(
    row: IndicatorCells, headings: IndicatorHeadings, findings: Findings
) -> IndicatorCells:
    """Settle a figure among the notes: the end of a run of months shifted right, or no month's."""
    notes = next(iter(headings.at(Role.NOTES, Role.COMMENTARY)), None)
    if notes is None or look_of(row.texts[notes]) not in _NUMBERS:
        if notes is not None and (found := _FIGURE_IN_WORDS.search(row.texts[notes])):
            _not_taken(
                row, notes, findings, f"the figure {found[0].strip()} stands among the notes"
            )
        return row
    months = headings.at(Role.PERIOD)
    run = _run_up_to(row, notes, months)
    if not run:
        _not_taken(row, notes, findings, f"the figure {row.texts[notes]} stands among the notes")
        return replace(row, texts=_put(row.texts, notes, ""))
    values = [row.texts[at] for at in (*run, notes)]
    parts = headings.months or months
    texts = _put(row.texts, notes, "")
    row = replace(row, texts=texts)
    found_text = f"{len(values)} figures in a row end under the notes"
    if len(values) != len(parts) or run[0] - 1 not in parts:
        return _lost(row, findings, found_text)
    for at, value in zip(parts, values, strict=True):
        texts = _put(texts, at, value)
    row = replace(row, texts=texts, certain=False)
    _infer(row, findings, found_text, f"there being as many as {len(parts)} months, one cell left")
    return row


def _run_up_to(row: IndicatorCells, notes: int, months: Sequence[int]) -> list[int]:
    """Return the columns of figures that stand side by side just before the notes."""
    found: list[int] = []
    at = notes - 1
    while at in months and look_of(row.texts[at]) in _NUMBERS:
        found.insert(0, at)
        at -= 1
    return found


def _lost(row: IndicatorCells, findings: Findings, what: str) -> IndicatorCells:
    findings.add(
        row.line.place(),
        Severity.NOT_TAKEN,
        f"an indicator's row is damaged: {what}",
        "Which period each is for cannot be told, so none of its figures is taken",
        "Give them from the plan itself",
    )
    return replace(row, months_lost=True)


def _infer(row: IndicatorCells, findings: Findings, what: str, by: str) -> None:
    findings.add(
        row.line.place(),
        Severity.INFERRED,
        f"an indicator's row is damaged: {what}",
        f"Its figures were set under their headings by {by}",
        "Compare them with the plan",
    )


def _not_taken(row: IndicatorCells, column: int, findings: Findings, what: str) -> None:
    cell = row.cells[column]
    findings.add(
        row.line.place(column if cell is None else cell),
        Severity.NOT_TAKEN,
        what,
        "It belongs to no period for certain, so it is not taken",
    )
