"""The rows of a comparison, one for each whom the authority is set beside; every page shows these.

Each has its figure, whether the authority is better than it, and how the figure came about.
"""

from dataclasses import dataclass, replace

from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.position import Position
from headway.domain.benchmarks.ranking import Band
from headway.domain.benchmarks.sentences import published_text
from headway.domain.indicator import Unit
from headway.domain.polarity import Polarity, Quality
from headway.domain.values import Absent, Number, Value

DOUBTFUL = "cannot be right: it lies outside the range of the regions; do not quote it"
BAND_WORDS = {
    Band.A: "the best quarter",
    Band.B: "the second best quarter",
    Band.C: "the second worst quarter",
    Band.D: "the worst quarter",
}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One figure beside others: whose it is, its code, the figure, and what to know of it."""

    whose: str
    code: str
    value: Value
    text: str
    quality: Quality = Quality.NOT_JUDGED  # the authority against this row
    method: str = ""
    known: int | None = None
    of: int | None = None
    note: str = ""


def standing_rows(
    position: Position, methods: tuple[Method, ...] = tuple(Method)
) -> tuple[StandingRow, ...]:
    """Return the authority, its neighbours' averages, region and England, in that order."""
    found, unit = position.comparison, position.unit

    def row(whose: str, code: str, value: Value, quality: Quality, how: str = "") -> StandingRow:
        note = value.note if isinstance(value, Absent) else ""
        shown = published_text(value, unit, found.decimals)
        return StandingRow(whose, code, value, shown, quality, how or "published", note=note)

    rows = [row(found.area.name, found.area.code, found.value, Quality.NOT_JUDGED)]
    for method in methods:
        average = found.average(method)
        rows.append(
            StandingRow(
                f"neighbours, {method.value}",
                "",
                average.value,
                published_text(average.value, unit, found.decimals),
                position.against(method),
                average.words,
                average.known,
                average.of,
            )
        )
    if found.region is not None:
        rows.append(
            row(found.region.name, found.region.code, found.region_value, position.against_region)
        )
    england = row("England", "england", found.england, position.against_england)
    rows.append(replace(england, note=DOUBTFUL) if found.england_doubtful else england)
    return tuple(rows)


def rank_words(position: Position) -> str:
    """Say the rank and band, or why there is none."""
    found = position.comparison
    if found.rank is None:
        if isinstance(found.value, Absent):
            return "not ranked: there is no figure"
        return "not ranked: neither way is better in itself"
    band = (
        f"band {found.band.value}, {BAND_WORDS[found.band]}"
        if found.band
        else "no band: the source gives none for this measure"
    )
    return f"{found.rank.words} (1 is best); {band}"


def quartile_words(position: Position) -> str:
    """Name the least, the quarters and the greatest figure of all authorities."""
    found = position.comparison
    if found.quartiles is None:
        return "no authority has a figure"
    amounts = [Number(each) for each in found.quartiles.points]
    points = [published_text(each, position.unit, found.decimals) for each in amounts]
    return (
        f"{points[0]} least, {points[1]} first quarter, {points[2]} middle, {points[3]} third "
        f"quarter, {points[4]} greatest ({found.quartiles.of} authorities)"
    )


def change_words(position: Position) -> str:
    """Say the change from the year just before, or why there is none."""
    found = position.comparison
    change = found.change
    if isinstance(change.value, Absent):
        return f"none: {change.value.note}"
    since = change.since.label if change.since else ""
    sign = "+" if change.value.amount > 0 else ""
    points = " points" if position.unit is Unit.PERCENTAGE else ""
    base = published_text(change.base, position.unit, found.decimals)
    judged = "" if change.quality is Quality.NOT_JUDGED else f"; {change.quality.value}"
    return (
        f"{sign}{published_text(change.value, None, found.decimals)}{points} "
        f"{change.arrow.symbol} {change.arrow.value} from {base} in {since}{judged}"
    )


def best_words(position: Position) -> str:
    """Name the best neighbour, or say why there is none."""
    found = position.comparison
    if position.polarity not in (Polarity.HIGHER, Polarity.LOWER):
        return "none named: neither way is better in itself"
    if not found.best:
        return "none: no neighbour has a figure"
    names = " and ".join(each.name for each in found.best)
    return f"{names}, {published_text(found.best[0].value, position.unit, found.decimals)}"
