"""What has changed since an edition, in the texts that its pages show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from headway.domain.calculation_results import COUNCIL, UnitRef
from headway.domain.days import day_words
from headway.domain.explained_edition import Explained, ExplainedFigure, causes_counted
from headway.domain.restatement import Cause
from headway.domain.show import in_words
from headway.domain.since_published import (
    Since,
    SinceFigure,
    beside_sentence,
    count_since,
    largest_sentence,
    most_moved_first,
    moved_sentence,
)
from headway.services.analysis.since_published import LaterSnapshot, SinceEdition
from headway.services.office.restatement import PublishedFigureSince, published_and_now
from headway.web.access import access_of

COLOURS = {
    Since.MOVED: "orange",
    Since.KNOWN_SINCE: "blue",
    Since.NO_LONGER: "red",
    Since.OTHER_REASON: "yellow",
    Since.WITHIN: "turquoise",
    Since.OTHERWISE: "purple",
}


MEANINGS = {
    Cause.RECORDED_LATE.value: "Rows that are there now and were not then",
    Cause.CORRECTED.value: "Rows that hold something else now; the columns are named",
    Cause.WITHDRAWN.value: "Rows that were there then and are no longer",
    Cause.ERASED.value: "Rows of people who were erased, or past the time they are kept",
    Cause.REDEFINED.value: "Rows that stand as they stood; the definition counts them otherwise",
    Cause.REORGANISED.value: "Rows that stand as they stood; their team stands elsewhere",
    Cause.NOT_TRACED.value: "No row could be named for it",
}


OfUnit: TypeAlias = tuple[str, tuple[ExplainedFigure, ...]]


@dataclass(frozen=True, slots=True)
class LineText:
    """A figure: as published, known then where that differs, as now known, and its mark."""

    indicator: str
    title: str
    period: str
    printed: str
    printed_means: str
    behind: str
    now: str
    now_means: str
    difference: str
    mark: str
    colour: str
    beside: str


@dataclass(frozen=True, slots=True)
class UnitText:
    """How far the figures of a unit moved."""

    name: str
    compared: int
    moved: int
    largest: str


@dataclass(frozen=True, slots=True)
class SinceText:
    """An edition set against what is known now: sentences on top, then its figures.

    ``covered`` says that some figures were withheld or rounded, so that a column says what was
    known then, and ``moves`` that something is otherwise now, be it of a unit.
    """

    sentences: tuple[str, ...]
    moved: tuple[LineText, ...]
    others: tuple[LineText, ...]
    earlier_sentences: tuple[str, ...]
    earlier: tuple[LineText, ...]
    units: tuple[UnitText, ...]
    covered: bool
    moves: bool


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A figure of an edition beside what is known now, and where more is told."""

    edition: str
    audience: str
    line: LineText


@lru_cache(maxsize=8)
def since_text(since: SinceEdition) -> SinceText:
    """Make the texts of a report: once, since it does not change."""
    latest = most_moved_first(since.latest)
    earlier = [one for one in most_moved_first(since.earlier) if one.became.is_news]
    return SinceText(
        sentences_of(latest),
        tuple(_line(one) for one in latest if one.became.is_news),
        tuple(_line(one) for one in since.latest if not one.became.is_news),
        sentences_of(since.earlier),
        tuple(_line(one) for one in earlier),
        tuple(_unit(unit, figures, since.names) for unit, figures in since.units.items()),
        any(one.was_withheld or one.was_rounded for one in (*since.latest, *since.earlier)),
        since.moves,
    )


def sentences_of(figures: Sequence[SinceFigure]) -> tuple[str, ...]:
    """Say how many of some figures moved, which moved most, and what else became of them."""
    said = (moved_sentence(figures), largest_sentence(figures), beside_sentence(figures))
    return tuple(one for one in said if one)


def snapshot_text(one: LaterSnapshot) -> str:
    """Name a snapshot for a reader: when it was loaded, and how it stands."""
    at = timezone.localtime(one.at)
    stands = [
        word
        for word, holds in (
            ("the current data", one.is_current),
            ("the data that the edition rests on", one.is_own),
            ("withdrawn", bool(one.withdrawn)),
        )
        if holds
    ]
    beside = f" ({', '.join(stands)})" if stands else ""
    return f"{day_words(at)}, {at:%H:%M}{beside}"


def why_lines(figures: Iterable[ExplainedFigure]) -> tuple[OfUnit, ...]:
    """Group explained figures by unit, the council's first."""
    found: dict[str, list[ExplainedFigure]] = {}
    for one in figures:
        found.setdefault(one.unit, []).append(one)
    order = sorted(found, key=lambda unit: (unit != "", unit))
    return tuple((unit or "The whole council", tuple(found[unit])) for unit in order)


def cause_lines(explained: Explained) -> tuple[tuple[str, str, int], ...]:
    """Give each cause, what it means, and how many figures it moved."""
    counted = causes_counted(explained.figures)
    return tuple((cause, MEANINGS.get(cause, ""), count) for cause, count in counted)


def printed_texts(request: HttpRequest, indicator: str, unit: UnitRef) -> tuple[PrintedText, ...]:
    """Make the texts of what editions printed of an indicator of the council, newest first.

    There are none of another unit, and none for those who do not see the whole council.
    """
    if unit != COUNCIL:
        return ()
    office, access = settings.OFFICE, access_of(request)
    found = published_and_now(office.data, office.definitions, access, indicator)
    return tuple(_printed(one) for one in found)


def _printed(one: PublishedFigureSince) -> PrintedText:
    return PrintedText(one.edition.name, one.edition.audience.value, _line(one.figure))


def _line(one: SinceFigure) -> LineText:
    beside = "withheld when published" if one.was_withheld else ""
    if one.was_rounded:
        beside = "rounded when published"
    return LineText(
        one.indicator.id,
        one.indicator.title,
        str(one.period),
        one.shown,
        in_words(one.printed),
        one.text(one.base) if beside else one.shown,
        one.text(one.now) if one.now is not None else "not kept",
        in_words(one.now) if one.now is not None else "",
        one.difference_text or "n/a",
        one.became.value,
        COLOURS.get(one.became, "grey"),
        beside,
    )


def _unit(unit: UnitRef, figures: Sequence[SinceFigure], names: Mapping[str, str]) -> UnitText:
    counted = count_since(figures)
    return UnitText(
        unit.label(names),
        counted.compared,
        counted.moved,
        largest_sentence(figures).removeprefix("The largest: ").removesuffix("."),
    )
