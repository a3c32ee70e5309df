"""A calculation said aloud, one plain sentence after another, from its value alone."""

from collections.abc import Iterable, Sequence

from headway.domain.calculation import (
    Asked,
    Average,
    Beside,
    Calculation,
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


def in_words(found: Calculation) -> tuple[str, ...]:
    """Say how a figure is worked out, in sentences."""
    if isinstance(found, Ratio | PartOf | Rate | Entered):
        return tuple(_of_others(found))
    return (*_of_rows(found), *_common(found.common))


def _of_others(found: Ratio | PartOf | Rate | Entered) -> Iterable[str]:
    match found:
        case PartOf():
            line = "below" if found.below else "above"
            yield f"How many stand {line} the line of {found.of}."
        case Ratio():
            yield "One indicator over another: their parts are added up first and divided last."
            yield "Where there is nothing to divide by it is not applicable."
        case Rate():
            yield (
                f"{found.of} for each {found.per:,} people aged {found.age_from} to "
                f"{found.age_to}, by the population in the middle of the year before."
            )
        case Entered():
            yield "It is entered with its source; no case rows hold it."


def _of_rows(found: Calculation) -> Iterable[str]:
    match found:
        case Count():
            yield from _counted(found)
        case Share():
            what = _what(found.each, "")
            yield f"{what} of {found.selection.table} whose {found.when} lies in the period:"
            yield from _where(found.selection.where)
            yield f"The share of those of which {_all_of(found.of_those)}."
        case Average():
            yield from _averaged(found)
        case Duration():
            yield from _lasted(found)
        case OpenAtEnd():
            yield from _standing(found)
        case FollowedBy():
            yield from _followed(found)
        case LatestChange():
            yield from _changed(found)
        case Transition():
            way = "up" if found.direction is Direction.UP else "down"
            yield f"Steps {way} the ladder of help in the period, out of {_or(found.leaving)}."
            yield (
                "Records of one person in one direction no more than 28 days apart are one step, "
                "which takes its day from the strongest of them."
            )


def _counted(found: Count) -> Iterable[str]:
    what = _what(found.each, found.sum_of)
    yield f"{what} of {found.selection.table} whose {found.when} lies in the period."
    if found.at_least_one:
        yield f"A row without {found.sum_of} counts as one."
    if found.only_the_first:
        yield f"Only the first such row ever of each {found.each} counts."
    yield from _where(found.selection.where)


def _averaged(found: Average) -> Iterable[str]:
    yield (
        f"The mean of {found.of} over the rows of {found.selection.table} whose {found.when} "
        "lies in the period."
    )
    if found.scores:
        yield f"Each scores: {', '.join(f'{code} {score}' for code, score in found.scores)}."
    yield "Rows without a number or score are left out, and how many there are is told."
    yield from _where(found.selection.where)


def _lasted(found: Duration) -> Iterable[str]:
    yield (
        f"The {_statistic(found)} number of {_STEPS[found.step]} from {found.start} to "
        f"{found.end}, of the rows of {found.selection.table} whose {found.end} lies in the "
        "period."
    )
    yield "Rows without a start are left out, and their number is told."
    yield from _where(found.selection.where)


def _what(each: str, sum_of: str) -> str:
    if sum_of:
        return f"The sum of {sum_of} over the rows"
    return f"The different values of {each} among the rows" if each else "The rows"


def _statistic(found: Duration) -> str:
    if found.statistic is Statistic.PERCENTILE:
        return f"{found.percentile}th percentile of the"
    return str(found.statistic.value)


def _standing(found: OpenAtEnd) -> Iterable[str]:
    what = _what(found.each, found.sum_of)
    yield f"{what} of {found.selection.table} that stand open at the end of the last day."
    begun = found.starts[0] if len(found.starts) == 1 else f"the latest of {_and(found.starts)}"
    yield f"Open means: {begun} is that day or earlier, and {_neither(found.ends)} is."
    if found.longer_than is not None:
        yield f"Only what has been open for more than {window_words(found.longer_than)} counts."
    if found.no_longer_than is not None:
        most = window_words(found.no_longer_than)
        yield f"Only what has been open for at most {most} counts."
    if found.beside is not None:
        yield from _beside(found.beside)
    if found.only_highest_tier:
        yield "A person counts in the highest tier of the ladder that is open that day."
    yield from _where(found.selection.where)


def _beside(found: Beside) -> Iterable[str]:
    row = "no row" if found.absent else "a row"
    until = f", and no {found.end} by then" if found.end else ""
    yield (
        f"Only where {row} of {found.selection.table} holds that day for the same {found.of}: "
        f"its {found.start} that day or earlier{until}."
    )
    yield from _where(found.selection.where, f"Those of {found.selection.table} count")


def _followed(found: FollowedBy) -> Iterable[str]:
    yield f"Of the rows of {found.selection.table} whose {found.when} lies in the period:"
    yield from _where(found.selection.where)
    if found.still_open is not None:
        yield f"Left out are those whose {found.subject} has another such row open across that day."
    if found.preceding:
        yield from _preceded(found)
        return
    since = "on that day or" if found.same_day else "after that day,"
    yield (
        f"The share that a row of {found.follower.table} of the same {found.follower_subject} "
        f"follows {since} within {window_words(found.window)} (by its {found.follower_when})."
    )
    if found.unless_named_in:
        yield f"One that names the first in {found.unless_named_in} does not count as following."
    yield from _where(found.follower.where, "Following rows count")


def _preceded(found: FollowedBy) -> Iterable[str]:
    since = "the same day or earlier" if found.same_day else "an earlier day"
    yield (
        f"The share that comes within {window_words(found.window)} of a row of "
        f"{found.follower.table} of the same {found.follower_subject} of {since} (by its "
        f"{found.follower_when})."
    )
    yield from _where(found.follower.where, "Earlier rows count")


def _changed(found: LatestChange) -> Iterable[str]:
    yield f"Of each {found.subject} whose latest {found.when} lies in the period:"
    yield (
        f"the share whose {found.score} got better, the first reading against the latest, added "
        f"up over every {_and(found.series)} that was read on two days or more."
    )
    if found.lower_is_better:
        yield f"On {_and(found.lower_is_better)} lower is better; on all others higher is."
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


def _where(where: Sequence[Asked], what: str = "Rows count") -> Iterable[str]:
    if where:
        yield f"{what} only where {_all_of(where)}."


def _all_of(where: Sequence[Asked]) -> str:
    return _and([_condition(one) for one in where])


def _condition(asked: Asked) -> str:
    if isinstance(asked, Within):
        return f"{asked.later} is within {window_words(asked.window)} of {asked.earlier}"
    return _of_column(asked)


def _of_column(asked: Condition) -> str:
    shown = [
        {True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one)
        for one in asked.values
    ]
    values = f" {_or(shown)}" if shown else ""
    empty = ", or is empty" if asked.or_missing else ""
    return f"{asked.column} {_TESTS[asked.test]}{values}{empty}"


def _neither(ends: Sequence[str]) -> str:
    return f"no {_or(ends)}" if ends else "nothing ends it, so nothing else"


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _or(words: Sequence[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
