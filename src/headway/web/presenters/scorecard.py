"""A scorecard as a page shows it: each row's texts, drawings and signs, nothing worked out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.safestring import SafeString

from headway.charts.control_icons import assurance_icon, variation_icon
from headway.charts.sparkline import sparkline, text_alternative
from headway.domain.breaks import BREAK_MARK
from headway.domain.control_charts.assurance import Assurance
from headway.domain.movement import Movement
from headway.domain.period_labels import short_label
from headway.domain.polarity import Quality
from headway.domain.problems import sentence
from headway.domain.published import Derived
from headway.domain.scorecard import Cell, Scorecard, ScorecardRow
from headway.domain.sentences import (
    change_sentence,
    own_break_sentences,
    standing_sentence,
    text_of,
)
from headway.domain.show import in_words, show_change
from headway.domain.signal_words import DIFFER, differ_words, signal_lines
from headway.domain.target_words import target_words
from headway.domain.targets import Rag
from headway.domain.values import Absent, Number
from headway.services.office.noticed import noticed_on
from headway.services.office.scorecards import difference
from headway.web.remember import once_for_each

REMEMBERED = 128  # scorecards whose texts are held ready; each takes about 0.2 MB
ABOUT = {
    Derived.CHANGE_PREVIOUS: "On the month before",
    Derived.CHANGE_LAST_YEAR: "On last year",
}
FIRST = ("off target", "concern")
_COUNTED = {"concern": "of concern", "improvement": "for the better"}
_OUT = {"concern": "orange", "improvement": "blue", "not judged": "purple"}
COLOURS = {Rag.GREEN: "green", Rag.AMBER: "amber", Rag.RED: "red"}


@dataclass(frozen=True, slots=True)
class CellText:
    """One figure: what is shown, what an absent one means, and the month it stands under."""

    month: str
    text: str
    meaning: str
    broken: str


@dataclass(frozen=True, slots=True)
class ChangeText:
    """A change, and what it is ``about``.

    Its arrow, its text, what it means with a sign, and the sentence that says all of it.
    """

    about: str
    arrow: str
    text: str
    quality: str
    sign: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RowText:
    """One indicator of a scorecard."""

    id: str
    title: str
    cells: tuple[CellText, ...]
    trend: SafeString
    icons: SafeString
    differ: str
    signs: tuple[tuple[str, str], ...]
    changes: tuple[ChangeText, ...]
    average: str
    target: str
    standing: str
    colour: str
    shape: str
    said: tuple[str, ...]
    now: str


@dataclass(frozen=True, slots=True)
class OutText:
    """An indicator that stands out: what for, in a word with its colour, and the sentence."""

    id: str
    title: str
    words: str
    colour: str
    sentence: str
    caution: str


@dataclass(frozen=True, slots=True)
class CardText:
    """A whole scorecard, by section; ``out`` is what stands out on it, of ``count`` indicators.

    ``counts`` say of how many which word is said, and ``targets`` whether any indicator has one.
    """

    title: str
    period: str
    months: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[RowText, ...]], ...]
    out: tuple[OutText, ...]
    counts: tuple[tuple[int, str], ...]
    count: int
    targets: bool

    @property
    def first(self) -> tuple[OutText, ...]:
        """What asks for somebody: off target, and concerns."""
        return tuple(one for one in self.out if one.words in FIRST)

    @property
    def rest(self) -> tuple[OutText, ...]:
        """What differs for the better, or is not judged."""
        return tuple(one for one in self.out if one.words not in FIRST)


@dataclass(frozen=True, slots=True)
class BesideText:
    """Two scorecards beside each other; ``without`` are indicators without a figure in either."""

    lines: tuple["BesideLine", ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BesideLine:
    """An indicator of two scorecards: the figure here, the one there, and the difference."""

    id: str
    title: str
    here: str
    there: str
    difference: str
    why: str


@once_for_each(REMEMBERED)
def card_text(card: Scorecard) -> CardText:
    """Make the texts of a scorecard."""
    rows = [(row.section, row_text(row, card, at)) for at, row in enumerate(card.rows)]
    sections = tuple(
        (section, tuple(row for _, row in found))
        for section, found in groupby(rows, key=lambda one: one[0])
    )
    months = tuple((short_label(one), str(one)) for one in card.columns)
    targets = any(one.target is not None for one in card.rows)
    out = tuple(_out(card))
    counts = tuple(Counter(one.words for one in out).items())
    told = tuple((number, _COUNTED.get(words, words)) for words, number in counts)
    return CardText(card.title, str(card.period), months, sections, out, told, len(rows), targets)


def _out(card: Scorecard) -> Iterator[OutText]:
    """Tell what stands out: off target first, then concerns, then the rest."""
    rows = {row.indicator.id: row for row in card.rows}
    off = [row for row in card.rows if row.standing.rag is Rag.RED]
    for row in off:
        yield _one_out(row, FIRST[0], "red", standing_sentence(row))
    named = {row.indicator.id for row in off}
    for one in noticed_on(card):
        row = rows[one.indicator]
        if row.signals.drawn is not None and one.indicator not in named:
            said = row.signals.drawn.said.happened
            yield _one_out(row, one.meaning, _OUT.get(one.meaning, "grey"), said)


def _one_out(row: ScorecardRow, words: str, colour: str, said: str) -> OutText:
    about, title = row.indicator.id, row.indicator.title
    return OutText(about, title, words, colour, _plain(said), _plain(differ_words(row)))


def part_of(card: CardText, section: str, *, only_out: bool) -> CardText:
    """Leave a section, or what stands out, of a scorecard; a section it does not have is all."""
    named = section if section in {name for name, _ in card.sections} else ""
    standing = {one.id for one in card.out}
    kept = tuple(
        (name, tuple(row for row in rows if not only_out or row.id in standing))
        for name, rows in card.sections
        if not named or name == named
    )
    return replace(card, sections=tuple((name, rows) for name, rows in kept if rows))


def row_text(row: ScorecardRow, card: Scorecard, at: int) -> RowText:
    """Make the texts of one row; ``at`` tells its drawing from the others on the page."""
    return RowText(
        id=row.indicator.id,
        title=row.indicator.title,
        cells=tuple(_cell(row, place, one) for place, one in enumerate(row.cells)),
        trend=_trend(row, card, at),
        icons=_icons(row, at),
        differ=_plain(differ_words(row)),
        signs=tuple(each for each in signal_lines(row) if each[0] != DIFFER),
        changes=(
            _change(row, row.previous, row.quality_previous, Derived.CHANGE_PREVIOUS),
            _change(row, row.last_year, row.quality_last_year, Derived.CHANGE_LAST_YEAR),
        ),
        average=text_of(row, row.average.value),
        target=target_words(row.target, row.indicator.unit) if row.target else "",
        standing=_plain(standing_sentence(row)),
        colour=COLOURS.get(row.standing.rag, ""),
        shape=row.standing.rag.shape if row.standing.rag in COLOURS else "",
        said=own_break_sentences(row),
        now=text_of(row, row.current),
    )


def _cell(row: ScorecardRow, place: int, cell: Cell) -> CellText:
    broken = row.break_before(place)
    text = text_of(row, cell.value)
    return CellText(
        short_label(cell.column),
        f"{BREAK_MARK} {text}" if broken else text,
        in_words(cell.value) if isinstance(cell.value, Absent) else "",
        broken.said if broken else "",
    )


def _change(row: ScorecardRow, change: Movement, quality: Quality, what: Derived) -> ChangeText:
    return ChangeText(
        ABOUT[what],
        change.arrow.symbol,
        show_change(change),
        quality.value if quality is not Quality.NOT_JUDGED else "",
        quality.symbol,
        _plain(change_sentence(row, what)),
    )


def _icons(row: ScorecardRow, at: int) -> SafeString:
    """Draw what the control chart says; nothing where there is none."""
    found = row.signals
    if found.drawn is None:
        return SafeString("")
    drawn = variation_icon(found.variation, identifier=f"variation-{at}", size=28)
    if found.assurance is not Assurance.NONE:
        drawn += assurance_icon(found.assurance, identifier=f"assurance-{at}", size=28)
    return SafeString(drawn)  # the charts escape every text


def _trend(row: ScorecardRow, card: Scorecard, at: int) -> SafeString:
    until = card.period.end
    series = [(period, value) for period, value in row.series if period.end <= until][-24:]
    words = text_alternative(series, row.indicator.unit, row.indicator.decimals, row.breaks)
    drawing = sparkline(
        series,
        f"Trend of {row.indicator.title}",
        words,
        identifier=f"trend-{at}",
        width=120,
        height=36,
        breaks=row.breaks,
    )
    return SafeString(drawing)  # the charts escape every text


def _plain(said: str) -> str:
    return sentence(said) if said else ""


def beside(one: Scorecard, other: Scorecard, section: str = "") -> BesideText:
    """Set the current figures of two scorecards, or of one section, beside each other."""
    theirs = {row.indicator.id: row for row in other.rows}
    named = section if section in {row.section for row in one.rows} else ""
    pairs = [
        (row, theirs[row.indicator.id])
        for row in one.rows
        if row.indicator.id in theirs and (not named or row.section == named)
    ]
    known = [pair for pair in pairs if any(isinstance(each.current, Number) for each in pair)]
    ids = {row.indicator.id for row, _ in known}
    without = tuple(row.indicator.title for row, _ in pairs if row.indicator.id not in ids)
    return BesideText(tuple(_beside(*pair) for pair in known), without)


def _beside(row: ScorecardRow, other: ScorecardRow) -> BesideLine:
    change = difference(row, other)
    return BesideLine(
        row.indicator.id,
        row.indicator.title,
        text_of(row, row.current),
        text_of(other, other.current),
        show_change(change),
        change.reason,
    )
