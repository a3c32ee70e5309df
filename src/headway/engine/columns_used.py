"""Which tables and columns a figure rests on: what an export must bring for it."""

from collections.abc import Iterator, Mapping

from headway.domain.calculation import (
    Asked,
    Average,
    Beside,
    Calculation,
    Condition,
    Count,
    Credit,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    PartOf,
    Rate,
    Ratio,
    Selection,
    Share,
    Test,
    Transition,
    Within,
)
from headway.domain.definition_history import parts_of
from headway.domain.indicator import Indicator
from headway.tables import TABLES
from headway.tables.paths import resolve
from headway.tables.transitions import PRECEDENCE

Used = tuple[str, str]
"""A table and one of its columns."""

# A column that is worked out rests on these.
_BEHIND = {
    "age": ("month_of_birth", "expected_month"),
    "age_band": ("month_of_birth", "expected_month"),
    "is_child": ("month_of_birth", "expected_month", "stage_of_life"),
    "first_opened_on": ("opened_on", "continues_plan_id"),
}


def columns_used(
    indicator: Indicator, known: Mapping[str, Indicator]
) -> Mapping[str, tuple[str, ...]]:
    """Give each table a figure rests on with its columns, in the order of the tables.

    A figure made of others rests on what they rest on. Nothing is given for what is entered.
    """
    found = set(_of_indicator(indicator, known))
    return {
        name: tuple(one for one in table.column_names if (name, one) in found)
        for name, table in TABLES.items()
        if any(used == name for used, _ in found)
    }


def codes_asked(
    indicator: Indicator, known: Mapping[str, Indicator]
) -> Mapping[Used, frozenset[str]]:
    """Give the codes that the rows of a figure must have, by table and column: its kinds, tiers."""
    found: dict[Used, frozenset[str]] = {}
    for one in _with_parts(indicator, known):
        calculation = one.calculation
        selections = [getattr(calculation, "selection", None)]
        if isinstance(calculation, FollowedBy):
            selections.append(calculation.follower)
        if isinstance(calculation, OpenAtEnd) and calculation.beside is not None:
            selections.append(calculation.beside.selection)
        for selection in selections:
            if isinstance(selection, Selection):
                for used, codes in _codes(selection):
                    found[used] = found.get(used, frozenset()) | codes
    return found


def _codes(selection: Selection) -> Iterator[tuple[Used, frozenset[str]]]:
    for one in selection.where:
        if isinstance(one, Condition) and one.test in {Test.IS, Test.IS_ANY_OF}:
            path = resolve(selection.table, one.column)
            yield (path.table, path.column.name), frozenset(map(str, one.values))


def _with_parts(indicator: Indicator, known: Mapping[str, Indicator]) -> Iterator[Indicator]:
    yield indicator
    for name in parts_of(indicator) if not _is_of_rows(indicator) else ():
        if name in known:
            yield from _with_parts(known[name], known)


def _is_of_rows(indicator: Indicator) -> bool:
    return not isinstance(indicator.calculation, Ratio | Rate | PartOf)


def _of_indicator(indicator: Indicator, known: Mapping[str, Indicator]) -> Iterator[Used]:
    calculation, others = indicator.calculation, list[str]()
    match calculation:
        case Ratio() if indicator.ratio:
            others = [indicator.ratio.numerator, indicator.ratio.denominator]
        case Rate() | PartOf():
            others = [calculation.of]
        case None:
            return
        case _:
            yield from _of_rows(calculation)
    if isinstance(calculation, Rate):
        names = ("area_id", "year", "age_from", "age_to", "sex", "cohort", "people")
        yield from (("population", name) for name in names)
    for name in others:
        if name in known:
            yield from _of_indicator(known[name], known)


def _of_rows(found: Calculation) -> Iterator[Used]:
    if isinstance(found, Transition):
        for one in PRECEDENCE:
            yield one.table, one.date
            yield one.table, one.column or "tier"
        return
    selection = getattr(found, "selection", None)
    if not isinstance(selection, Selection):
        return
    table = selection.table
    for path in [*_paths(found), *_asked(selection.where)]:
        yield from _along(table, path)
    yield from _unit(found, table)
    match found:
        case FollowedBy():
            follower = found.follower
            paths = [found.follower_when, found.follower_subject, found.unless_named_in]
            for path in [*paths, *_asked(follower.where)]:
                yield from _along(follower.table, path)
        case OpenAtEnd() if found.beside is not None:
            yield from _beside(found.beside)


def _paths(found: Calculation) -> list[str]:
    match found:
        case Count():
            return [found.when, found.each, found.sum_of]
        case Share():
            return [found.when, found.each, *_asked(found.of_those)]
        case Average():
            return [found.when, found.of]
        case Duration():
            return [found.start, found.end]
        case OpenAtEnd():
            beside = [found.beside.of] if found.beside else []
            return [*found.starts, *found.ends, found.each, found.sum_of, *beside]
        case FollowedBy():
            still = found.still_open
            open_too = [still.start, still.end, *_asked(still.where)] if still else []
            return [found.when, found.subject, *open_too]
        case LatestChange():
            return [found.when, found.subject, *found.series, found.score, found.instrument]
        case _:
            return []


def _asked(where: tuple[Asked, ...]) -> Iterator[str]:
    for one in where:
        match one:
            case Within():
                yield from (one.later, one.earlier)
            case Condition():
                yield one.column


def _beside(found: Beside) -> Iterator[Used]:
    table = found.selection.table
    for path in [found.subject, found.start, found.end, *_asked(found.selection.where)]:
        yield from _along(table, path)


def _unit(found: Calculation, table: str) -> Iterator[Used]:
    path = found.common.unit or TABLES[table].unit_column
    if path is None or found.common.credit is Credit.NOBODY:
        return
    yield from _along(table, path)
    responsible = TABLES[resolve(table, path).table].responsibility
    if responsible is not None and found.common.credit is not Credit.OWN:
        yield from ((responsible, name) for name in ("team_id", "started_on", "ended_on"))


def _along(table: str, path: str) -> Iterator[Used]:
    """Give every column on the way, and the one at its end."""
    if not path:
        return
    found, here = resolve(table, path), table
    for step in found.steps:
        yield here, step.by
        here = step.table
    if not found.derived:
        yield here, found.column.name
        return
    yield from ((here, name) for name in _BEHIND[found.column.name])
