"""The figures a plan prints for itself: a mean per priority, one overall, one per section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from headway.domain.problems import Place
from headway.intake.looks import Look, look_of
from headway.intake.plan_lines import Line

_PERIODS = (
    re.compile(r"(?:previous|prior|last)(?: (?:period|review|month|quarter|rating|score))?"),
    re.compile(r"(?:current|this|latest)(?: (?:period|review|month|quarter|rating|score))?"),
)
_LABELLED = re.compile(r"(.+?)\s*[:=]?\s+(\d+(?:\.\d+)?)")
_OVERALL = re.compile(
    r"(?:overall|total|all (?:areas|priorities)|whole plan|.*summary.*)?:?", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:priority|theme|p)?\s*(\d{1,2})\s*(?:[.:)\-–—]\s*|\s+|$)(.*)", re.IGNORECASE
)
PREVIOUS, CURRENT = 0, 1


@dataclass(frozen=True, slots=True)
class PrintedPair:
    """A section's previous and current figure as printed; empty where one is not given."""

    previous: str
    current: str
    place: Place

    @property
    def pair(self) -> tuple[str, str]:
        """Both, in their order."""
        return (self.previous, self.current)


@dataclass(frozen=True, slots=True)
class PrintedSummary:
    """A line of the plan's own summary: a priority's pair, or the plan's where number is None."""

    number: int | None
    title: str
    pair: tuple[str, str]
    place: Place


def period_label(text: str) -> int | None:
    """Return which of the two periods a label names, or None."""
    plain = text.casefold().strip(" :")
    return next((at for at, pattern in enumerate(_PERIODS) if pattern.fullmatch(plain)), None)


def is_overall(text: str) -> bool:
    """Whether a text names the plan as a whole: "RAG summary of all areas"."""
    return bool(re.search(r"\b(?:summary|overall|all (?:areas|priorities))\b", text, re.IGNORECASE))


def summary_columns(line: Line) -> tuple[int, int] | None:
    """Return the columns headed previous and current, or None where the line is no such heading."""
    found = {period_label(line.texts[column]): column for column in line.filled}
    if PREVIOUS in found and CURRENT in found:
        return found[PREVIOUS], found[CURRENT]
    return None


def labelled_figure(line: Line) -> tuple[int, str] | None:
    """Return the period and figure of a line like "Previous period | 3", in one cell or two."""
    texts = [line.texts[column] for column in line.filled]
    if len(texts) == 1 and (found := _LABELLED.fullmatch(texts[0])):
        texts = [found[1], found[2]]
    if len(texts) != 2 or look_of(texts[1]) is not Look.NUMBER:
        return None
    period = period_label(texts[0])
    return None if period is None else (period, texts[1])


def summary_line(line: Line, columns: tuple[int, int]) -> PrintedSummary | None:
    """Read a line under a heading of previous and current; None where it holds no such pair.

    The pair may stand a cell beside its headings, as extraction leaves it: two figures, in order,
    at the end of the line.
    """
    filled = line.filled
    figures = [column for column in filled if look_of(line.texts[column]) is Look.NUMBER]
    words = [column for column in filled if column not in figures]
    if len(words) > 1 or not figures or (words and words[0] > figures[-1]):
        return None
    numbered_apart = len(figures) == 3 and figures[0] < columns[PREVIOUS]
    number_cell, pair = (figures[:1], figures[1:]) if numbered_apart else ([], figures)
    texts = _pair_texts(line, columns, pair)
    if texts is None:
        return None
    title = line.texts[words[0]] if words else ""
    if number_cell:
        return PrintedSummary(int(float(line.texts[number_cell[0]])), title, texts, line.place())
    found = _NUMBERED.fullmatch(title) if title else None
    if found:
        return PrintedSummary(int(found[1]), found[2].strip(), texts, line.place())
    if _OVERALL.fullmatch(title):
        return PrintedSummary(None, title, texts, line.place())
    return None


def _pair_texts(
    line: Line, columns: tuple[int, int], pair: Sequence[int]
) -> tuple[str, str] | None:
    if len(pair) == 2:
        return (line.texts[pair[0]], line.texts[pair[1]])
    if len(pair) == 1 and pair[0] in columns:
        return (line.text(columns[PREVIOUS]), line.text(columns[CURRENT]))
    return None
