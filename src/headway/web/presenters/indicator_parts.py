"""An indicator by unit and by group, beside others, and its targets, as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from headway.domain.benchmarks.standing import change_words, rank_words, standing_rows
from headway.domain.days import day_words
from headway.domain.indicator import Indicator, Unit
from headway.domain.period_labels import short_label
from headway.domain.polarity import Quality
from headway.domain.problems import capital, sentence
from headway.domain.show import in_words, show
from headway.domain.target_words import goal_text, target_words
from headway.domain.targets import Revision, Target, TargetForm, directed
from headway.domain.values import Number, Value
from headway.services.office.beside_others import BesideOthers
from headway.services.office.groups import PROTECTED, Part, Parted
from headway.web.remember import once_for_each

_WORDS = {"age_band": "Age", "person": "Person"}


@dataclass(frozen=True, slots=True)
class PartCell:
    """A figure of a part: under which period, what is shown, and what an absent one means."""

    period: str
    text: str
    meaning: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """A unit or a group with its figures; ``key`` chooses a unit, ``behind`` says "18 of 72"."""

    key: str
    name: str
    depth: int
    cells: tuple[PartCell, ...]
    behind: str


@dataclass(frozen=True, slots=True)
class PartTable:
    """The parts of a figure: what they are, the periods, and whether some are withheld.

    ``noughts`` are the parts of which nothing was counted in any of the periods.
    """

    title: str
    periods: tuple[tuple[str, str], ...]
    lines: tuple[PartLine, ...]
    behind: bool
    withheld: bool
    noughts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherLine:
    """Whom the council is set beside: their figure, how the council compares, how it is known."""

    whose: str
    figure: str
    meaning: str
    judged: str
    sign: str
    how: str


@dataclass(frozen=True, slots=True)
class OthersText:
    """The council beside others: sentences, a line each, where it is from; or why there is none."""

    said: tuple[str, ...]
    lines: tuple[OtherLine, ...]
    terms: tuple[tuple[str, str], ...]
    why_none: str


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """A target that was changed: what it was, until when, why, and who agreed."""

    was: str
    on: date | None
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """The target of a year: what it asks, where amber ends, and how it was revised."""

    period: str
    asks: str
    amber: str
    revisions: tuple[RevisionLine, ...]


def part_table(indicator: Indicator, parted: Parted) -> PartTable:
    """Make the texts of a figure's parts, the latest period last."""
    periods = tuple((short_label(one), str(one)) for one in parted.periods)
    noughts = [one for one in parted.parts if indicator.unit is Unit.NUMBER and _nothing(one)]
    lines = tuple(_part_line(indicator, one, parted) for one in parted.parts if one not in noughts)
    return PartTable(
        by_words(parted.by),
        periods,
        lines,
        any(one.behind for one in lines),
        parted.withheld,
        tuple(one.name for one in noughts),
    )


def _nothing(part: Part) -> bool:
    """Whether nought is all that is known of a part."""
    known = [one.amount for one in part.values if isinstance(one, Number)]
    withheld = any(value is PROTECTED for value in part.values)
    return bool(known) and not any(known) and not withheld


def by_words(column: str) -> str:
    """Say by what a figure is parted: "person.age_band" is Age, "closing_reason" Closing reason."""
    own = column.rpartition(".")[2].removesuffix("_id")
    return _WORDS.get(own, own.replace("_", " ").capitalize())


def _part_line(indicator: Indicator, part: Part, parted: Parted) -> PartLine:
    cells = tuple(
        PartCell(short_label(period), *_shown(indicator, value))
        for period, value in zip(parted.periods, part.values, strict=True)
    )
    behind = f"{part.behind[0]:,} of {part.behind[1]:,}" if part.behind else ""
    return PartLine(part.key, part.name, part.depth, cells, behind)


def _shown(indicator: Indicator, value: Value) -> tuple[str, str]:
    shown = show(value, indicator.unit, indicator.decimals)
    return shown, in_words(value)


@once_for_each(256)
def others_text(beside: BesideOthers) -> OthersText:
    """Make the texts of the council beside others."""
    position = beside.position
    if position is None:
        return OthersText((), (), (), beside.why_none)
    found = position.comparison
    year = found.year.words(found.measure.year_type)
    lines = tuple(
        OtherLine(
            capital(row.whose),
            row.text,
            row.note,
            row.quality.value if row.quality is not Quality.NOT_JUDGED else "",
            row.quality.symbol,
            row.method,
        )
        for row in standing_rows(position)
    )
    published = found.measure.published
    terms = (
        ("Year", year),
        ("Rank among all authorities", rank_words(position)),
        ("Change on the year before", change_words(position)),
        ("Source", f"{found.measure.title} ({found.measure.key})"),
        ("Published", day_words(published) if published else ""),
        ("Model of the neighbours", found.model),
        ("Kept here since", beside.loaded),
        ("Remark", position.link.remark),
    )
    said = tuple(sentence(one) for one in (position.sentence, position.vintage) if one)
    known = tuple((term, words) for term, words in terms if words)
    return OthersText(said, lines, (*known, *(("Note", one) for one in found.notes)), "")


def target_lines(indicator: Indicator, targets: Iterable[Target]) -> tuple[TargetLine, ...]:
    """Make a line for each target, the latest year first."""
    newest = sorted(targets, key=lambda one: (one.period.end, one.period.start), reverse=True)
    return tuple(
        TargetLine(
            str(one.period),
            target_words(one, indicator.unit),
            _amber(one, indicator),
            tuple(_revision(each) for each in reversed(one.revisions)),
        )
        for one in newest
    )


def _amber(target: Target, indicator: Indicator) -> str:
    if target.goal is None:
        return ""
    if target.floor is not None:
        asked = directed(target, indicator.polarity) or target
        way = "up" if asked.form is TargetForm.AT_MOST else "down"
        return f"{way} to {goal_text(target.floor, indicator.unit)}"
    if target.tolerance is None:
        return ""
    return f"within {goal_text(target.tolerance, _plain(indicator.unit))}{_points(indicator.unit)}"


def _plain(unit: Unit) -> Unit:
    return Unit.NUMBER if unit is Unit.PERCENTAGE else unit


def _points(unit: Unit) -> str:
    return " points of it" if unit is Unit.PERCENTAGE else " of it"


def _revision(one: Revision) -> RevisionLine:
    return RevisionLine(one.was, one.on, one.reason, one.approved_by)
