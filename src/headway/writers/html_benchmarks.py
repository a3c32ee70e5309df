"""Where an authority stands among others, as a page; it prints on A4 portrait."""

from headway.domain.benchmarks.averages import Method
from headway.domain.benchmarks.marks import MARKS, sign_of
from headway.domain.benchmarks.position import Position
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
from headway.writers.html_page import Paper, fill

_CLASSES = {Quality.BETTER: "good", Quality.WORSE: "bad", Quality.SIMILAR: "plain"}


def position_page(position: Position, methods: tuple[Method, ...] = tuple(Method)) -> str:
    """Return a position as a page; every figure and sentence comes worked out."""
    found = position.comparison
    values = {
        "found": found,
        "title": position.indicator.title if position.indicator else found.measure.title,
        "said": (position.sentence, position.vintage),
        "remark": position.link.remark,
        "standing": [
            (row, row.quality.value if row.quality in _CLASSES else "", _CLASSES.get(row.quality))
            for row in standing_rows(position, methods)
        ],
        "terms": (
            ("Rank", rank_words(position)),
            ("All authorities", quartile_words(position)),
            ("Change", change_words(position)),
            ("Best neighbour", best_words(position)),
            ("Measure", f"{found.measure.key}: {found.measure.title}"),
            ("Counted in", f"{_counted_in(position)}; {position.polarity.value}"),
        ),
        "best": {each.code for each in found.best},
        "shown": lambda value: published_text(value, position.unit, found.decimals),
        "reason": _reason,
        "notes": [*found.notes, *_marks(position)],
    }
    return fill("benchmarks.html", Paper.A4_PORTRAIT, values, layout="narrow")


def _counted_in(position: Position) -> str:
    words = position.comparison.measure.counted_in
    return words or (position.unit.value if position.unit else "a unit that is not stated")


def _reason(value: Value) -> str:
    return value.note if isinstance(value, Absent) else ""


def _marks(position: Position) -> list[str]:
    found = position.comparison
    values = (*(each.value for each in found.neighbours), *(value for _, value in found.series))
    signs = {sign_of(value) for value in values if isinstance(value, Absent)}
    return [MARKS[sign].note for sign in sorted(signs) if sign in MARKS]
