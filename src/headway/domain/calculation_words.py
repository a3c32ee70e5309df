"""A calculation said aloud, one plain sentence after another, from its value alone.

What the sentences call tables, columns, codes and indicators is the teller's choice: their names as
the definitions have them, or the words that the tables have for them (``tables.spoken``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from headway.domain.calculation import (
    Asked,
    Average,
    Beside,
    Calculation,
    Cell,
    Common,
    Condition,
    Count,
    Credit,
    Direction,
    Duration,
    Entered,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    PartOf,
    Rate,
    Ratio,
    Share,
    Statistic,
    Step,
    Test,
    Transition,
    Window,
    Within,
)

_TESTS = {
    Test.IS: "is",
    Test.IS_NOT: "is not",
    Test.IS_ANY_OF: "is any of",
    Test.IS_NONE_OF: "is known and none of",
    Test.AT_LEAST: "is at least",
    Test.AT_MOST: "is at most",
    Test.IS_KNOWN: "is known",
    Test.IS_MISSING: "is empty",
}
_CREDIT = {
    Credit.OWN: "Each counts for the unit that the row itself names.",
    Credit.ON_THE_DAY: "Each counts for the team responsible on the day.",
    Credit.DAY_BEFORE: (
        "Each counts for the team responsible the day before; what began and ended on one day "
        "counts for the team that began it."
    ),
    Credit.NOBODY: "It is worked out for the whole council only.",
}
_STEPS = {Step.DAYS: "days", Step.WORKING_DAYS: "working days", Step.MONTHS: "months"}
STEPS_OF = "tier_episode"
"""The table of the tiers of help, which steps up and down lead out of and into."""

_OfRows = Count | Share | Average | Duration | OpenAtEnd | FollowedBy | LatestChange | Transition


class Vocabulary(Protocol):
    """What to call what a calculation names. A path leads to a column from its table."""

    def table(self, name: str) -> str:
        """Call a table."""

    def column(self, table: str, path: str) -> str:
        """Call a column."""

    def subject(self, table: str, path: str) -> str:
        """Call what the identifiers in a column stand for."""

    def cell(self, table: str, path: str, value: str) -> str:
        """Call what stands in a cell of a column."""

    def indicator(self, name: str) -> str:
        """Call an indicator."""


class Names:
    """Everything by its own name, for those who look it up in the tables or the definitions."""

    def table(self, name: str) -> str:
        """Give the table's name."""
        return name

    def column(self, table: str, path: str) -> str:
        """Give the column's path."""
        return path

    def subject(self, table: str, path: str) -> str:
        """Give the column's path."""
        return path

    def cell(self, table: str, path: str, value: str) -> str:
        """Give what stands there."""
        return value

    def indicator(self, name: str) -> str:
        """Give the indicator's identifier."""
        return name


BY_NAME = Names()


@dataclass(frozen=True, slots=True)
class _Rows:
    """A table's rows, and what to call their columns."""

    say: Vocabulary
    name: str

    @property
    def table(self) -> str:
        return self.say.table(self.name)

    def column(self, path: str) -> str:
        return self.say.column(self.name, path)

    def columns(self, paths: Iterable[str]) -> list[str]:
        return [self.column(one) for one in paths]

    def subject(self, path: str) -> str:
        return self.say.subject(self.name, path)

    def cells(self, path: str, values: Iterable[Cell]) -> list[str]:
        return [self._cell(path, one) for one in values]

    def _cell(self, path: str, value: Cell) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        return self.say.cell(self.name, path, str(value))


def in_words(found: Calculation, say: Vocabulary = BY_NAME) -> tuple[str, ...]:
    """Say how a figure is worked out, in sentences."""
    if isinstance(found, Ratio | PartOf | Rate | Entered):
        return tuple(_of_others(found, say))
    return (*_of_rows(found, say), *_common(found.common))


def divided_in_words(above: str, below: str, scale: int) -> str:
    """Say what a ratio divides by what, each by what it is called there."""
    scaled = f" × {scale}" if scale != 1 else ""
    return f"{above} ÷ {below}{scaled}."


def _of_others(found: Ratio | PartOf | Rate | Entered, say: Vocabulary) -> Iterable[str]:
    match found:
        case PartOf():
            line = "below" if found.below else "above"
            yield f"How many stand {line} the line of {say.indicator(found.of)}."
        case Ratio():
            yield "One indicator over another: their parts are added up first and divided last."
            yield "Where there is nothing to divide by it is not applicable."
        case Rate():
            yield (
                f"{say.indicator(found.of)} for each {found.per:,} people aged {found.age_from} to "
                f"{found.age_to}, by the population in the middle of the year before."
            )
        case Entered():
            yield "It is entered with its source; no case rows hold it."


def _of_rows(found: _OfRows, say: Vocabulary) -> Iterable[str]:
    if isinstance(found, Transition):
        yield from _stepped(found, _Rows(say, STEPS_OF))
        return
    rows = _Rows(say, found.selection.table)
    match found:
        case Count():
            yield from _counted(found, rows)
        case Share():
            yield from _shared(found, rows)
        case Average():
            yield from _averaged(found, rows)
        case Duration():
            yield from _lasted(found, rows)
        case OpenAtEnd():
            yield from _standing(found, rows)
        case FollowedBy():
            yield from _followed(found, rows)
        case LatestChange():
            yield from _changed(found, rows)


def _stepped(found: Transition, rows: _Rows) -> Iterable[str]:
    way = "up" if found.direction is Direction.UP else "down"
    leaving = _or(rows.cells("tier", found.leaving))
    yield f"Steps {way} the ladder of help in the period, out of {leaving}."
    yield (
        "Records of one person in one direction no more than 28 days apart are one step, "
        "which takes its day from the strongest of them."
    )


def _counted(found: Count, rows: _Rows) -> Iterable[str]:
    what = _what(found, rows)
    yield f"{what} of {rows.table} where {rows.column(found.when)} lies in the period."
    if found.at_least_one:
        yield f"A row without {rows.column(found.sum_of)} counts as one."
    if found.only_the_first:
        yield f"Only the first such row ever of each {rows.subject(found.each)} counts."
    yield from _where(found.selection.where, rows)


def _shared(found: Share, rows: _Rows) -> Iterable[str]:
    what = _what(found, rows)
    yield f"{what} of {rows.table} where {rows.column(found.when)} lies in the period:"
    yield from _where(found.selection.where, rows)
    yield f"The share of those of which {_all_of(found.of_those, rows)}."


def _averaged(found: Average, rows: _Rows) -> Iterable[str]:
    yield (
        f"The mean of {rows.column(found.of)} over the rows of {rows.table} where "
        f"{rows.column(found.when)} lies in the period."
    )
    if found.scores:
        codes = rows.cells(found.of, (code for code, _ in found.scores))
        scores = (f"{code} {score}" for code, (_, score) in zip(codes, found.scores, strict=True))
        yield f"Each scores: {', '.join(scores)}."
    yield "Rows without a number or score are left out, and how many there are is told."
    yield from _where(found.selection.where, rows)


def _lasted(found: Duration, rows: _Rows) -> Iterable[str]:
    end = rows.column(found.end)
    yield (
        f"The {_statistic(found)} number of {_STEPS[found.step]} from {rows.column(found.start)} "
        f"to {end}, of the rows of {rows.table} where {end} lies in the period."
    )
    yield "Rows without a start are left out, and their number is told."
    yield from _where(found.selection.where, rows)


def _what(found: Count | Share | OpenAtEnd, rows: _Rows) -> str:
    if not isinstance(found, Share) and found.sum_of:
        return f"The sum of {rows.column(found.sum_of)} over the rows"
    return f"Each {rows.subject(found.each)} once, among the rows" if found.each else "The rows"


def _statistic(found: Duration) -> str:
    if found.statistic is Statistic.PERCENTILE:
        return f"{found.percentile}th percentile of the"
    return str(found.statistic.value)


def _standing(found: OpenAtEnd, rows: _Rows) -> Iterable[str]:
    starts, ends = rows.columns(found.starts), rows.columns(found.ends)
    yield f"{_what(found, rows)} of {rows.table} that stand open at the end of the last day."
    begun = starts[0] if len(starts) == 1 else f"the latest of {_and(starts)}"
    yield f"Open means: {begun} is that day or earlier, and {_neither(ends)}."
    if found.longer_than is not None:
        yield f"Only what has been open for more than {window_words(found.longer_than)} counts."
    if found.no_longer_than is not None:
        most = window_words(found.no_longer_than)
        yield f"Only what has been open for at most {most} counts."
    if found.beside is not None:
        yield from _beside(found.beside, rows)
    if found.only_highest_tier:
        yield "A person counts in the highest tier of the ladder that is open that day."
    yield from _where(found.selection.where, rows)


def _beside(found: Beside, counted: _Rows) -> Iterable[str]:
    rows = _Rows(counted.say, found.selection.table)
    row = "no row" if found.absent else "a row"
    until = f", and {rows.column(found.end)} is not" if found.end else ""
    yield (
        f"Only where {row} of {rows.table} holds that day for the same "
        f"{counted.subject(found.of)}: {rows.column(found.start)} is that day or earlier{until}."
    )
    yield from _where(found.selection.where, rows, f"Those of {rows.table} count")


def _followed(found: FollowedBy, rows: _Rows) -> Iterable[str]:
    yield f"Of the rows of {rows.table} where {rows.column(found.when)} lies in the period:"
    yield from _where(found.selection.where, rows)
    if found.still_open is not None:
        subject = rows.subject(found.subject)
        yield f"Left out are those whose {subject} has another such row open across that day."
    others = _Rows(rows.say, found.follower.table)
    whose = f"{others.table} of the same {others.subject(found.follower_subject)}"
    by = f"(by {others.column(found.follower_when)})"
    if found.preceding:
        since = "the same day or earlier" if found.same_day else "an earlier day"
        window = window_words(found.window)
        yield f"The share that comes within {window} of a row of {whose} of {since} {by}."
        yield from _where(found.follower.where, others, "Earlier rows count")
        return
    since = "on that day or" if found.same_day else "after that day,"
    window = window_words(found.window)
    yield f"The share that a row of {whose} follows {since} within {window} {by}."
    if found.unless_named_in:
        named_in = others.column(found.unless_named_in)
        yield f"One that names the first in {named_in} does not count as following."
    yield from _where(found.follower.where, others, "Following rows count")


def _changed(found: LatestChange, rows: _Rows) -> Iterable[str]:
    subject, when = rows.subject(found.subject), rows.column(found.when)
    yield f"Of each {subject} where the latest of {when} lies in the period:"
    yield (
        f"the share where {rows.column(found.score)} got better, the first reading against the "
        f"latest, added up over every {_and(rows.columns(found.series))} that was read on two "
        "days or more."
    )
    if found.lower_is_better:
        lower = _and(rows.cells(found.instrument, found.lower_is_better))
        yield f"On {lower} lower is better; on all others higher is."
    yield "Those with one reading only are left out, and their number is told."


def _common(common: Common) -> Iterable[str]:
    yield _CREDIT[common.credit]
    if common.due_after is not None:
        yield f"It is due {window_words(common.due_after)} after the end of the period."
    if common.minimum_denominator > 1:
        yield f"With fewer than {common.minimum_denominator} to divide by no figure is given."


def window_words(window: Window) -> str:
    """Say how long a window is: "3 months", "1 day"."""
    words = _STEPS[window.step]
    return f"{window.length} {words.removesuffix('s') if window.length == 1 else words}"


def _where(where: Sequence[Asked], rows: _Rows, what: str = "Rows count") -> Iterable[str]:
    if where:
        yield f"{what} only where {_all_of(where, rows)}."


def _all_of(where: Sequence[Asked], rows: _Rows) -> str:
    return _and([_condition(one, rows) for one in where])


def _condition(asked: Asked, rows: _Rows) -> str:
    if isinstance(asked, Within):
        window = window_words(asked.window)
        return f"{rows.column(asked.later)} is within {window} of {rows.column(asked.earlier)}"
    return _of_column(asked, rows)


def _of_column(asked: Condition, rows: _Rows) -> str:
    shown = rows.cells(asked.column, asked.values)
    values = f" {_or(shown)}" if shown else ""
    empty = ", or is empty" if asked.or_missing else ""
    return f"{rows.column(asked.column)} {_TESTS[asked.test]}{values}{empty}"


def _neither(ends: Sequence[str]) -> str:
    if not ends:
        return "nothing ends it"
    return f"{ends[0]} is not" if len(ends) == 1 else f"none of {_or(ends)} is"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _or(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
