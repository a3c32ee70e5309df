"""A scorecard as plain text: figures under their periods, and beneath them what they mean."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from headway.domain.breaks import BREAK_MARK
from headway.domain.movement import Movement
from headway.domain.noticed import repeat_sentence, restatement_sentence
from headway.domain.period_labels import short_label
from headway.domain.periods import Period
from headway.domain.polarity import Arrow, Quality
from headway.domain.published import Commentary, Derived
from headway.domain.scorecard import Scorecard, ScorecardRow
from headway.domain.sentences import (
    average_words,
    benchmarks_sentence,
    change_sentence,
    compared_periods,
    maximum_words,
    own_break_sentences,
    standing_sentence,
    text_of,
    unit_break_sentences,
)
from headway.domain.show import show_change
from headway.domain.side_by_side import (
    SHORT_VERDICT,
    lines_not_told,
    lines_that_differ,
    printed_beside,
)
from headway.domain.signal_words import chart_notes, signal_lines
from headway.domain.values import Absent
from headway.writers.terminal_page import GAP, Column, Page
from headway.writers.terminal_parts import SEE_ALL, say_findings, say_key

LABEL = 16
COMMENTARY_LENGTH = 240
LEAST_LEFT, MOST_LEFT, LONGEST_REFERENCE = 32, 60, 12
UNCERTAIN = "~"
NO_CHANGE, NOT_COMPARED = "No change on ", "Not compared with "


def scorecard_text(
    scorecard: Scorecard, width: int = 100, unicode: bool = True, see_all: str = SEE_ALL
) -> str:
    """Return a scorecard as text of at most ``width`` columns, and at least 24.

    ``unicode`` false writes arrows as ``^ v =`` and only signs of the cp1252 console.
    ``see_all`` says where every finding can be seen.
    """
    page = Page(width, unicode)
    _opening(page, scorecard)
    grid = _grid(page, scorecard)
    for at, row in enumerate(scorecard.rows):
        if at == 0 or row.section != scorecard.rows[at - 1].section:
            page.head(row.section or "Indicators")
            if grid:
                grid.heads(page, scorecard.columns)
        _row(page, row, grid)
        page.blank()
    _to_look_at(page, scorecard)
    say_findings(page, scorecard.findings, see_all)
    say_key(page, [scorecard.rules.words], (words for _, words in chart_notes(scorecard)))
    return page.text


def _opening(page: Page, scorecard: Scorecard) -> None:
    page.say(scorecard.title.upper())
    page.say(f"{scorecard.period} – {len(scorecard.rows)} indicators")
    if scorecard.sources:
        page.say(f"From {', '.join(scorecard.sources)}", 0, 2)
    if scorecard.made_on:
        page.say(f"Made on {scorecard.made_on:%d/%m/%Y}")
    for said in unit_break_sentences(scorecard):
        page.say(f"{BREAK_MARK} {said}", 0, 2)
    page.rule("=")


def _row(page: Page, row: ScorecardRow, grid: "_Grid | None") -> None:
    if grid is None:
        page.say(f"{row.reference}  {row.indicator.title}", 0, 2)
        figures = [
            f"{short_label(cell.column)} {_figure(row, at)}" for at, cell in enumerate(row.cells)
        ]
        page.say("; ".join(figures), 2, 4)
    else:
        grid.title_and_figures(page, row)
    for label, text in _facts(row):
        page.labelled(label, text, (grid.reference if grid else 0) or 2, LABEL)


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the figures stand on a page that is wide enough: in columns right of the titles."""

    reference: int
    left: int
    cell: int
    across: int

    def heads(self, page: Page, columns: Sequence[Period]) -> None:
        """Write the period heads, once, where all figures fit beside the titles."""
        if self.across >= len(columns):
            page.lines.append(" " * self.left + self._line([short_label(c) for c in columns]))

    def title_and_figures(self, page: Page, row: ScorecardRow) -> None:
        """Write reference and title to the left of the row's figures."""
        names = page.wrapped(row.reference, self.reference - len(GAP))
        title = page.wrapped(row.indicator.title, self.left - self.reference - len(GAP))
        figures = list(self._figures(page, row))
        for name, words, line in zip_longest(names, title, figures, fillvalue=""):
            start = name.ljust(self.reference) + words
            page.lines.append(f"{start.ljust(self.left)}{line}".rstrip())

    def _figures(self, page: Page, row: ScorecardRow) -> Iterator[str]:
        for start in range(0, len(row.cells), self.across):
            places = range(start, min(start + self.across, len(row.cells)))
            cells = [row.cells[at] for at in places]
            if self.across < len(row.cells):
                yield self._line([short_label(cell.column) for cell in cells])
            yield self._line([page.clean(_figure(row, at)) for at in places])

    def _line(self, texts: Sequence[str]) -> str:
        return "".join(text.rjust(self.cell) for text in texts)


def _grid(page: Page, scorecard: Scorecard) -> _Grid | None:
    """Find the room for titles and figures; None where rows must be stacked."""
    if page.stacked or not scorecard.rows:
        return None
    texts = [short_label(column) for column in scorecard.columns]
    texts += [
        page.clean(_figure(row, at)) for row in scorecard.rows for at in range(len(row.cells))
    ]
    cell = max(len(text) for text in texts) + len(GAP)
    longest = max(len(page.clean(row.reference)) for row in scorecard.rows)
    left = min(MOST_LEFT, max(LEAST_LEFT, page.width - cell * len(scorecard.columns)))
    if cell > page.width - left:
        return None
    reference = min(longest, LONGEST_REFERENCE) + len(GAP) if longest else 0
    return _Grid(reference, left, cell, (page.width - left) // cell)


def _figure(row: ScorecardRow, at: int) -> str:
    cell = row.cells[at]
    mark = f"{BREAK_MARK} " if row.break_before(at) else ""
    return f"{mark}{text_of(row, cell.value)}{'' if cell.certain else UNCERTAIN}"


def _facts(row: ScorecardRow) -> Iterator[tuple[str, str]]:
    for said in own_break_sentences(row):
        yield "Break", f"{BREAK_MARK} {said}"
    _, previous, last_year = compared_periods(row.indicator, row.cells[-1].column)
    for base, change, quality, what in (
        (previous, row.previous, row.quality_previous, Derived.CHANGE_PREVIOUS),
        (last_year, row.last_year, row.quality_last_year, Derived.CHANGE_LAST_YEAR),
    ):
        yield f"On {short_label(base)}", _change(row, change, quality, what, base)
    yield "12-month average", average_words(row) + _printed(row, Derived.AVERAGE_12)
    yield "12-month maximum", maximum_words(row) + _printed(row, Derived.MAXIMUM_12)
    yield "Target", f"{row.standing.rag.shape} {standing_sentence(row)}"
    yield from signal_lines(row)
    if row.benchmarks:
        yield "Benchmarks", benchmarks_sentence(row)
    if row.commentary:
        yield "Commentary", _commentary(row.commentary)


def _change(
    row: ScorecardRow, change: Movement, quality: Quality, what: Derived, base: Period
) -> str:
    if isinstance(change.exact, Absent):
        sentence = change_sentence(row, what)
        reason = change.reason if sentence.startswith((NO_CHANGE, NOT_COMPARED)) else sentence
        return f"{Arrow.NONE.symbol} {show_change(change)}: {reason}"
    marks = "".join(f"; {mark.value}" for mark in change.marks)
    judged = "" if quality is Quality.SIMILAR else f", {quality.symbol} {quality.value}"
    return f"{change.arrow.symbol} {show_change(change)} {change.arrow.value}{judged}{marks}"


def _printed(row: ScorecardRow, what: Derived) -> str:
    line = printed_beside(row, what)
    return f"; printed {line.printed}: {SHORT_VERDICT[line.verdict]}" if line else ""


def _commentary(commentary: Commentary) -> str:
    text = textwrap.shorten(commentary.text, COMMENTARY_LENGTH, placeholder=" ...")
    by = f"{commentary.by}: " if commentary.by else ""
    pointer = f" (see {commentary.points_to})" if commentary.points_to else ""
    stale = f" (the very words of {commentary.carried_from})" if commentary.carried_from else ""
    return f"{by}{text}{pointer}{stale}"


def _to_look_at(page: Page, scorecard: Scorecard) -> None:
    differing, not_told = lines_that_differ(scorecard), lines_not_told(scorecard)
    page.head("What to look at", "=")
    if differing:
        page.say("Where print and arithmetic differ")
        page.table(
            [
                Column("Ref."),
                Column("What", 16),
                Column("Printed"),
                Column("Worked out"),
                Column("Why", 24),
            ],
            [
                (line.reference, line.what, line.printed, line.worked_out, line.why)
                for line in differing
            ],
        )
    else:
        page.say("No printed figure contradicts its own parts.")
    if not_told:
        page.say(f"{len(not_told)} printed figures cannot be told from what is given.")
    for repeat in scorecard.repeats:
        page.item(repeat_sentence(scorecard, repeat) + ".")
    for restatement in scorecard.restatements:
        page.item(restatement_sentence(scorecard, restatement) + ".")
