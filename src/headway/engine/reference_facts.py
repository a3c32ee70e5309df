"""The slow way, row by row: which rows a calculation asks about in a period, and what they say.

Each fact has its unit, the day on which it is asked, and what its row holds.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from headway.domain.calculation import (
    Average,
    Beside,
    Calculation,
    Count,
    Duration,
    FollowedBy,
    LatestChange,
    OpenAtEnd,
    Share,
    Step,
    Transition,
    Window,
)
from headway.domain.periods import Period
from headway.engine.reference_transitions import transitions
from headway.engine.world import Row, World, elapsed, is_within, months_after
from headway.tables import TABLES
from headway.tables.transitions import LADDER


def facts_in(
    calculation: Calculation, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    """Give the facts of a period: their unit, the day on which it is asked, and what they hold."""
    match calculation:
        case Count():
            yield from _counted(calculation, period, world)
        case Share():
            yield from _shared(calculation, period, world)
        case Average():
            yield from _averaged(calculation, period, world)
        case Duration():
            yield from _lasted(calculation, period, world)
        case OpenAtEnd():
            yield from _open(calculation, period, world)
        case FollowedBy():
            yield from _followed(calculation, period, world)
        case LatestChange():
            yield from _changed(calculation, period, world)
        case Transition():
            yield from _stepped(calculation, period, world)


def _stepped(
    found: Transition, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    for step in transitions(world, found.direction):
        if step.day in period and step.leaving in found.leaving:
            yield step.unit, step.day, {"above": True, "lost": False, "who": step.person}


def _happened(table: str, when: str, period: Period, world: World) -> Iterable[tuple[Row, date]]:
    for row in world.table(table):
        on = world.cell(table, row, when)
        if isinstance(on, date) and on in period:
            yield row, on


def _counted(
    found: Count, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table, where = found.selection.table, found.selection.where
    for row, on in _happened(table, found.when, period, world):
        if not world.all_met(table, row, where, on):
            continue
        each = world.cell(table, row, found.each, on) if found.each else None
        if found.only_the_first and _has_earlier(found, world, each, on):
            continue
        fact = _fact(found.each, found.sum_of, each, row, on)
        if found.sum_of:
            fact["value"] = world.cell(table, row, found.sum_of, on)
            if found.at_least_one and fact["value"] is None:
                fact["value"] = 1
        # Facts that do not meet the conditions stand nowhere; these stand above the line.
        yield world.unit(table, row, found.common, on), on, fact


def _fact(each: str, sum_of: str, subject: object, row: Row, on: date) -> dict[str, object]:
    return {"row": row, "on": on, "above": True, "each": each, "subject": subject, "sum": sum_of}


def _has_earlier(found: Count, world: World, each: object, on: date) -> bool:
    table = found.selection.table
    for row in world.table(table):
        day = world.cell(table, row, found.when)
        if not isinstance(day, date) or day >= on or each is None:
            continue
        if world.cell(table, row, found.each, day) == each and world.all_met(
            table, row, found.selection.where, day
        ):
            return True
    return False


def _shared(
    found: Share, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table = found.selection.table
    for row, on in _happened(table, found.when, period, world):
        if world.all_met(table, row, found.selection.where, on):
            each = world.cell(table, row, found.each, on) if found.each else None
            fact = _fact(found.each, "", each, row, on)
            fact["above"] = world.all_met(table, row, found.of_those, on)
            yield world.unit(table, row, found.common, on), on, fact


def _averaged(
    found: Average, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table, scores = found.selection.table, dict(found.scores)
    for row, on in _happened(table, found.when, period, world):
        if world.all_met(table, row, found.selection.where, on):
            cell = world.cell(table, row, found.of, on)
            value = scores.get(str(cell)) if scores else cell
            yield world.unit(table, row, found.common, on), on, {"row": row, "on": on, "v": value}


def _lasted(
    found: Duration, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table = found.selection.table
    for row, on in _happened(table, found.end, period, world):
        if not world.all_met(table, row, found.selection.where, on):
            continue
        start = world.cell(table, row, found.start, on)
        passed = None
        if isinstance(start, date) and start <= on:
            passed = elapsed(start, on, found.step)
        fact: dict[str, object] = {"row": row, "on": on, "passed": passed}
        yield world.unit(table, row, found.common, on), on, fact


def _open(
    found: OpenAtEnd, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table, last = found.selection.table, period.last_day
    for row in world.table(table):
        starts = [world.cell(table, row, one, last) for one in found.starts]
        known = [one for one in starts if isinstance(one, date)]
        if starts[0] is None or any(one > last for one in known):
            continue
        ends = [world.cell(table, row, one, last) for one in found.ends]
        if any(isinstance(one, date) and one <= last for one in ends):
            continue
        if not world.all_met(table, row, found.selection.where, last):
            continue
        if not _as_long_as_asked(found, max(known), period.end):
            continue
        if found.beside is not None and _is_beside(found.beside, table, row, last, world) is (
            found.beside.absent
        ):
            continue
        if found.only_highest_tier and _has_higher(row, world, last):
            continue
        each = world.cell(table, row, found.each, last) if found.each else None
        fact = _fact(found.each, found.sum_of, each, row, last)
        if found.sum_of:
            fact["value"] = world.cell(table, row, found.sum_of, last)
        yield world.unit(table, row, found.common, last), last, fact


def _as_long_as_asked(found: OpenAtEnd, start: date, end: date) -> bool:
    if found.longer_than is not None and start >= _long_before(end, found.longer_than):
        return False
    return found.no_longer_than is None or start >= _long_before(end, found.no_longer_than)


def _long_before(end: date, window: Window) -> date:
    if window.step is Step.DAYS:
        return end - timedelta(days=window.length)
    return _months_before(end, window.length)


def _is_beside(found: Beside, table: str, row: Row, last: date, world: World) -> bool:
    other, wanted = found.selection.table, world.cell(table, row, found.of, last)
    for one in world.table(other):
        if wanted is None or world.cell(other, one, found.subject, last) != wanted:
            continue
        start = world.cell(other, one, found.start, last)
        end = world.cell(other, one, found.end, last) if found.end else None
        held = isinstance(start, date) and start <= last
        if not held or (isinstance(end, date) and end <= last):
            continue
        if world.all_met(other, one, found.selection.where, last):
            return True
    return False


def _months_before(end: date, months: int) -> date:
    """Give the same day so many months earlier, or the last of that month where it is shorter."""
    return months_after(end, -months)


def _has_higher(row: Row, world: World, last: date) -> bool:
    if row["tier"] not in LADDER:
        return False
    place = LADDER.index(str(row["tier"]))
    return any(
        other["person_id"] == row["person_id"]
        and other["tier"] in LADDER[place + 1 :]
        and other["started_on"] <= last  # type: ignore[operator]
        and (other["ended_on"] is None or other["ended_on"] > last)  # type: ignore[operator]
        for other in world.table("tier_episode")
    )


def _followed(
    found: FollowedBy, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table = found.selection.table
    for row, on in _happened(table, found.when, period, world):
        if not world.all_met(table, row, found.selection.where, on):
            continue
        subject = world.cell(table, row, found.subject, on)
        if subject is not None and _still_there(found, world, row, subject, on):
            continue
        fact: dict[str, object] = {
            "row": row,
            "on": on,
            "lost": subject is None,
            "above": subject is not None and _comes_back(found, world, row, subject, on),
        }
        yield world.unit(table, row, found.common, on), on, fact


def _still_there(found: FollowedBy, world: World, row: Row, subject: object, on: date) -> bool:
    asked, table = found.still_open, found.selection.table
    if asked is None:
        return False
    for other in world.table(table):
        if other is row or world.cell(table, other, found.subject, on) != subject:
            continue
        start = world.cell(table, other, asked.start, on)
        end = world.cell(table, other, asked.end, on)
        spans = isinstance(start, date) and start < on and (not isinstance(end, date) or end > on)
        if spans and world.all_met(table, other, asked.where, on):
            return True
    return False


def _comes_back(found: FollowedBy, world: World, row: Row, subject: object, on: date) -> bool:
    table = found.follower.table
    for other in world.table(table):
        day = world.cell(table, other, found.follower_when)
        if other is row or not isinstance(day, date):
            continue
        if day == on and not found.same_day:
            continue
        in_time = (
            is_within(day, on, found.window)
            if found.preceding
            else is_within(on, day, found.window)
        )
        if not in_time:
            continue
        if world.cell(table, other, found.follower_subject, day) != subject:
            continue
        if found.unless_named_in:
            named = world.cell(table, other, found.unless_named_in, day)
            if named is not None and named == next(iter(_key(found.selection.table, row))):
                continue
        if world.all_met(table, other, found.follower.where, day):
            return True
    return False


def _key(table: str, row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in TABLES[table].key.columns)


def _changed(
    found: LatestChange, period: Period, world: World
) -> Iterable[tuple[str, date, dict[str, object]]]:
    table = found.selection.table
    subjects: dict[object, list[tuple[date, tuple[object, ...], Decimal, bool, str]]] = {}
    for row in world.table(table):
        on = world.cell(table, row, found.when)
        if not isinstance(on, date) or on >= period.end:
            continue
        subject = world.cell(table, row, found.subject, on)
        score = world.cell(table, row, found.score, on)
        if subject is None or score is None:
            continue
        if not world.all_met(table, row, found.selection.where, on):
            continue
        series = tuple(world.cell(table, row, one, on) for one in found.series)
        turned = world.cell(table, row, found.instrument, on) in found.lower_is_better
        unit = world.unit(table, row, found.common, on)
        reading = (on, series, Decimal(str(score)), turned, unit)
        subjects.setdefault(subject, []).append(reading)
    for subject, readings in subjects.items():
        latest = max(one[0] for one in readings)
        if latest not in period:
            continue
        gains = [_gain([one for one in readings if one[1] == series]) for series in
                 {one[1] for one in readings}]  # fmt: skip
        two = [one for one in gains if one is not None]
        unit = max(one[4] for one in readings if one[0] == latest)
        above = bool(two) and sum(two) > 0
        fact: dict[str, object] = {"lost": not two, "above": above, "who": subject}
        yield unit, period.last_day, fact


def _gain(
    readings: Sequence[tuple[date, tuple[object, ...], Decimal, bool, str]],
) -> Decimal | None:
    days = sorted({one[0] for one in readings})
    if len(days) < 2:
        return None
    first = max(one[2] for one in readings if one[0] == days[0])
    last = max(one[2] for one in readings if one[0] == days[-1])
    return first - last if readings[0][3] else last - first
