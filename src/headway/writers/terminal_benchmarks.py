"""Where an authority stands among others, as plain text for a console."""

from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.marks import MARKS, sign_of
from headway.domain.benchmarks.position import NotCompared, Position
from headway.domain.benchmarks.sentences import published_text
from headway.domain.benchmarks.standing import (
    best_words,
    change_words,
    quartile_words,
    rank_words,
    standing_rows,
)
from headway.domain.polarity import Quality
from headway.domain.values import Absent, Value
from headway.writers.terminal_page import Column, Page

LABELS = 15


def position_text(
    position: Position | NotCompared,
    methods: tuple[Method, ...] = tuple(Method),
    width: int = 100,
    unicode: bool = True,
) -> str:
    """Return a position as text of at most ``width`` columns, or why there is none."""
    page = Page(width, unicode)
    if isinstance(position, NotCompared):
        page.say(f"{position.indicator or position.measure}: {position.sentence}.")
        return page.text
    found = position.comparison
    page.say((position.indicator.title if position.indicator else found.measure.title).upper())
    page.rule("=")
    page.say(position.sentence)
    page.say(position.vintage)
    page.blank()
    _about(page, position)
    page.head(f"{found.area.name} beside others, {found.year.label}")
    rows = [
        [
            each.whose,
            each.text,
            each.quality.symbol,
            _judged(each.quality),
            each.note or each.method,
        ]
        for each in standing_rows(position, methods)
    ]
    columns = (
        Column("Whose", 16), Column("Figure", 6, right=True), Column("", 1),
        Column(_is(found.area.name), 10), Column("How it came about", 20),
    )  # fmt: skip
    page.table(columns, rows)
    page.blank()
    for label, text in (
        ("Rank", rank_words(position)),
        ("All authorities", quartile_words(position)),
        ("Change", change_words(position)),
        ("Best neighbour", best_words(position)),
    ):
        page.labelled(label, text, 0, LABELS)
    _neighbours(page, position)
    _series(page, position)
    _notes(page, position)
    return page.text


def _is(name: str) -> str:
    """Head the column of judgements: "Southampton is", and "worse" under it."""
    return f"{name} is" if len(name) <= LABELS else "It is"


def _reason(value: Value) -> str:
    """Say why there is no figure, where no mark says it already."""
    if not isinstance(value, Absent) or value.note.startswith(f"{sign_of(value)}: "):
        return ""
    return value.note


def _judged(quality: Quality) -> str:
    return "" if quality is Quality.NOT_JUDGED else quality.value


def _about(page: Page, position: Position) -> None:
    measure = position.comparison.measure
    page.labelled("Measure", f"{measure.key}: {measure.title}", 0, LABELS)
    unit = position.unit.value if position.unit else "not stated"
    page.labelled("Counted in", f"{measure.counted_in or unit}; {position.polarity.value}", 0, 15)
    if position.link.remark:
        page.labelled("To know", position.link.remark, 0, LABELS)


def _neighbours(page: Page, position: Position) -> None:
    found = position.comparison
    if not found.neighbours:
        return
    page.head(f"Its neighbours, nearest first (model {found.model})")
    best = {each.code for each in found.best}
    rows = [
        [
            str(at),
            each.name,
            each.closeness,
            published_text(each.value, position.unit, found.decimals),
            "best" if each.code in best else "",
            _reason(each.value),
        ]
        for at, each in enumerate(found.neighbours, start=1)
    ]
    columns = (
        Column("", 2, right=True), Column("Neighbour", 20), Column("Closeness", 8),
        Column("Figure", 6, right=True), Column("", 4), Column("", 10),
    )  # fmt: skip
    page.table(columns, rows)


def _series(page: Page, position: Position) -> None:
    found = position.comparison
    page.head("Year by year")
    parts = [
        f"{year.label}: {published_text(value, position.unit, found.decimals)}"
        for year, value in found.series
    ]
    page.say("; ".join(parts))


def _notes(page: Page, position: Position) -> None:
    found = position.comparison
    values = [
        found.value,
        found.region_value,
        found.england,
        *(each.value for each in found.neighbours),
        *(value for _, value in found.series),
    ]
    signs = {sign_of(value) for value in values if isinstance(value, Absent)}
    notes = [*found.notes, *(MARKS[sign].note for sign in sorted(signs) if sign in MARKS)]
    if notes:
        page.head("To note")
        for each in notes:
            page.item(each)
