"""A calculation names columns that exist, of types that suit what it asks of them."""

from collections.abc import Iterator

from headway.catalogue.definitions import Definitions, Found, mistake
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
from headway.domain.indicator import Indicator
from headway.tables.paths import NoSuchPath, resolve
from headway.tables.schema import Column, Type
from headway.tables.transitions import LADDER

Wrong = tuple[tuple[str, ...], str]
DATES = frozenset({Type.DATE, Type.MONTH})
NUMBERS = frozenset({Type.INTEGER, Type.DECIMAL})


def calculations_suit_tables(definitions: Definitions) -> Found:
    """Refuse a path that leads nowhere, a code that is none, and a comparison that cannot hold."""
    for entry in definitions.indicators:
        calculation = entry.value.calculation
        found: list[tuple[tuple[str | int, ...], str]] = [
            (("versions", at, "calculation", *path), wrong)
            for at, version in enumerate(entry.value.versions)
            if version.calculation is not None
            for path, wrong in _wrong(version.calculation)
        ]
        if calculation is not None:
            wrong_now = [*_wrong(calculation), *_wrong_parts(entry.value, definitions)]
            found += [(("calculation", *path), wrong) for path, wrong in wrong_now]
        for place, wrong in found:
            yield mistake(
                entry.place(*place),
                wrong,
                "The tables and their columns are in docs/tables.md",
                "Put it right on this line.",
            )


def _wrong(found: Calculation) -> Iterator[Wrong]:
    match found:
        case Transition():
            for tier in found.leaving:
                if tier not in LADDER:
                    yield ("leaving",), f"“{tier}” is no tier of the ladder: {', '.join(LADDER)}"
            return
        case Ratio() | PartOf() | Rate():
            return
    selection = getattr(found, "selection", None)
    if selection is None:
        return
    yield from _wrong_selection(selection, ("where",))
    yield from _wrong_common(found, selection.table)
    for key, path in _dates_of(found):
        yield from _date(selection.table, path, key)
    for key, path in _others_of(found):
        yield from _any(selection.table, path, key)
    yield from _number(selection.table, getattr(found, "sum_of", ""))
    yield from _wrong_of_kind(found, selection.table)


def _dates_of(found: Calculation) -> list[tuple[str, str]]:
    """Name the columns that must hold dates, each with its key."""
    match found:
        case Count() | Share() | Average() | FollowedBy() | LatestChange():
            return [("when", found.when)]
        case Duration():
            return [("start", found.start), ("end", found.end)]
        case OpenAtEnd():
            starts = [("starts", path) for path in found.starts]
            return starts + [("ends", path) for path in found.ends]
        case _:
            return []


def _others_of(found: Calculation) -> list[tuple[str, str]]:
    """Name the columns that may hold anything, each with its key."""
    match found:
        case Count() | Share() | OpenAtEnd():
            return [("each", found.each)]
        case FollowedBy():
            return [("subject", found.subject)]
        case LatestChange():
            series = [("series", path) for path in found.series]
            return [("subject", found.subject), ("instrument", found.instrument), *series]
        case _:
            return []


def _wrong_of_kind(found: Calculation, table: str) -> Iterator[Wrong]:
    match found:
        case Share():
            yield from _wrong_selection(Selection(table, found.of_those), ("of_those",))
        case OpenAtEnd() if found.only_highest_tier and table != "tier_episode":
            yield ("only_highest_tier",), "only rows of tier_episode stand on the ladder"
        case OpenAtEnd() if found.beside is not None:
            yield from _wrong_beside(found.beside, table)
        case Average():
            yield from _wrong_average(found, table)
        case FollowedBy():
            yield from _wrong_followed(found)
        case LatestChange():
            yield from _number(table, found.score)


def _wrong_beside(found: Beside, table: str) -> Iterator[Wrong]:
    key, other = "without" if found.absent else "with", found.selection.table
    yield from _wrong_selection(found.selection, (key, "where"))
    yield from _any(table, found.of, key)
    yield from _any(other, found.subject, key)
    yield from _date(other, found.start, key)
    if found.end:
        yield from _date(other, found.end, key)


def _wrong_average(found: Average, table: str) -> Iterator[Wrong]:
    if not found.scores:
        yield from _number(table, found.of, "of")
        return
    column, wrong = _column(table, found.of)
    if wrong:
        yield ("of",), wrong
    elif column is not None:
        for code, _ in found.scores:
            if code not in column.code_values:
                yield ("scores",), f"“{code}” is no code of “{found.of}”"


def _wrong_followed(found: FollowedBy) -> Iterator[Wrong]:
    table = found.selection.table
    follower, key = found.follower.table, "earlier" if found.preceding else "follower"
    yield from _wrong_selection(found.follower, (key, "where"))
    yield from _date(follower, found.follower_when, key)
    yield from _any(follower, found.follower_subject, key)
    if found.unless_named_in:
        yield from _any(follower, found.unless_named_in, "unless_named_in")
    if found.still_open is not None:
        still = Selection(table, found.still_open.where)
        yield from _wrong_selection(still, ("still_open", "where"))
        yield from _date(table, found.still_open.start, "still_open")
        yield from _date(table, found.still_open.end, "still_open")


def _wrong_common(found: Calculation, table: str) -> Iterator[Wrong]:
    common = found.common
    if common.unit:
        column, wrong = _column(table, common.unit)
        if wrong:
            yield ("unit",), wrong
        elif column and column.references != "organisation_unit.unit_id":
            yield ("unit",), f"“{common.unit}” does not name an organisation unit"
    for path in common.breakdowns:
        column, wrong = _column(table, path)
        if wrong:
            yield ("breakdowns",), wrong
        elif column and column.personal:
            yield ("breakdowns",), f"“{path}” singles somebody out: figures are not parted by it"
    if common.credit is Credit.DAY_BEFORE and isinstance(found, LatestChange):
        yield ("credit",), "readings credit the team of their own day"


def _wrong_selection(selection: Selection, path: tuple[str, ...]) -> Iterator[Wrong]:
    for asked in selection.where:
        for wrong in _wrong_asked(selection.table, asked):
            name = asked.later if isinstance(asked, Within) else asked.column
            yield (*path, name), wrong


def _wrong_asked(table: str, asked: Asked) -> Iterator[str]:
    if isinstance(asked, Within):
        for path in (asked.later, asked.earlier):
            for _, wrong in _date(table, path, ""):
                yield wrong
        return
    column, wrong = _column(table, asked.column)
    if wrong:
        yield wrong
    elif column is not None and asked.test not in {Test.IS_KNOWN, Test.IS_MISSING}:
        yield from _wrong_values(column, asked)


def _wrong_values(column: Column, asked: Condition) -> Iterator[str]:
    name = f"“{asked.column}”"
    if column.references or column.personal:
        yield f"{name} is an identifier: ask only whether it is known, nobody is singled out"
        return
    ordered = asked.test in {Test.AT_LEAST, Test.AT_MOST}
    if ordered and column.type not in DATES | NUMBERS:
        yield f"{name} has no order: “{asked.test.value}” asks for a number or a date"
    for value in asked.values:
        if column.type is Type.CODE and str(value) not in column.code_values:
            yield f"“{value}” is no code of {name}: {', '.join(sorted(column.code_values))}"
        elif column.type is Type.FLAG and not isinstance(value, bool):
            yield f"{name} is yes or no, not “{value}”"
        elif column.type in NUMBERS and (isinstance(value, bool | str) or not _is_number(value)):
            yield f"{name} is a number, not “{value}”"


def _is_number(value: object) -> bool:
    return hasattr(value, "as_integer_ratio")


def _column(table: str, path: str) -> tuple[Column | None, str]:
    try:
        return resolve(table, path).column, ""
    except NoSuchPath as wrong:
        return None, str(wrong)


def _date(table: str, path: str, key: str) -> Iterator[Wrong]:
    column, wrong = _column(table, path)
    if wrong:
        yield (key,), wrong
    elif column and column.type not in DATES:
        yield (key,), f"“{path}” is no date"


def _number(table: str, path: str, key: str = "sum_of") -> Iterator[Wrong]:
    if path:
        column, wrong = _column(table, path)
        if wrong:
            yield (key,), wrong
        elif column and column.type not in NUMBERS:
            yield (key,), f"“{path}” is no number"


def _any(table: str, path: str, key: str) -> Iterator[Wrong]:
    if path:
        _, wrong = _column(table, path)
        if wrong:
            yield (key,), wrong


def _wrong_parts(indicator: Indicator, definitions: Definitions) -> Iterator[Wrong]:
    """Refuse a ratio without its parts, and a rate of what nobody counts."""
    calculation = indicator.calculation
    if isinstance(calculation, Ratio) and indicator.ratio is None:
        yield ("kind",), "a calculated ratio names its parts under “ratio”"
    if isinstance(calculation, Rate | PartOf) and calculation.of not in definitions.known:
        yield ("of",), f"“{calculation.of}” is not an indicator of the catalogue"
