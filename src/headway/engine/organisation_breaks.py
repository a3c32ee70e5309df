"""Where the line of a unit breaks because its make-up changed, and where it does not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from headway.domain.breaks import Break, BreakKind, break_on
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.days import day_words
from headway.engine.units import GROUPINGS, MERGED, RENAMED, SPLIT, Placement, Succession, Units

_DAY = timedelta(days=1)


def organisation_breaks(units: Units, unit: UnitRef, names: Mapping[str, str]) -> tuple[Break, ...]:
    """Return the breaks of a unit's line, oldest first; ``names`` are the units' present names.

    A team's line breaks where it took over another, became part of one, or was split. That of a
    locality or service breaks where a team came or went, but not where teams within it merged or
    were split: what it covers is the same. The whole council's never breaks. On the map of one
    day (``units.placed_on``) a break is restated where its figures could be worked out anew.
    """
    if unit.level is Level.COUNCIL or unit.not_allocated:
        return ()
    if unit.level is Level.TEAM:
        return tuple(_of_team(units, unit.id, names))
    history = _History(units, unit.level)
    found = [
        break_on(day, BreakKind.ORGANISATION, "; ".join(said), _restated(units, day, undone))
        for day, (said, undone) in sorted(history.changes_of(unit.id, names).items())
    ]
    return tuple(found)


def why_no_figures(units: Units, unit: UnitRef, names: Mapping[str, str]) -> str:
    """Say in words why a unit has no figures of a period in which it did not stand."""
    known = next((one for one in units.known if one.id == unit.id), None)
    if known is None:
        return "the unit is not known"
    said = []
    if known.opened and any(one.new == unit.id for one in units.successions):
        before = [one for one in units.successions if one.new == unit.id]
        said.append(f"it took over from {_listed([one.old for one in before], names)}")
    if known.closed:
        after = [one for one in units.successions if one.old == unit.id]
        taken = f": {_listed([one.new for one in after], names)} took over" if after else ""
        said.append(f"it ended on {day_words(known.closed)}{taken}")
    elif known.opened:
        said.append(f"it began on {day_words(known.opened)}")
    if units.placed_on:
        said.append(f"on the map of {day_words(units.placed_on)}")
    return ", ".join(said) or "the unit did not stand then"


def _of_team(units: Units, team: str, names: Mapping[str, str]) -> Iterator[Break]:
    by_day: dict[date, list[Succession]] = {}
    for one in units.successions:
        if one.kind != RENAMED and team in (one.old, one.new):
            by_day.setdefault(one.on, []).append(one)
    for day, ones in sorted(by_day.items()):
        said = [_said(one, team, names) for one in ones]
        undone = all(_is_undone(units, one) for one in ones)
        yield break_on(day, BreakKind.ORGANISATION, "; ".join(said), _restated(units, day, undone))


def _said(one: Succession, team: str, names: Mapping[str, str]) -> str:
    old, new = _named(one.old, names), _named(one.new, names)
    if one.kind == MERGED:
        return f"{old} became part of it" if team == one.new else f"it became part of {new}"
    return f"it was split off from {old}" if team == one.new else f"{new} was split off from it"


def _is_undone(units: Units, one: Succession) -> bool:
    """Whether the map in use lets both sides of a succession be counted alike."""
    if one.kind == MERGED:
        return units.carried.get(one.old) == units.carried.get(one.new, one.new)
    if one.kind == SPLIT:
        return units.carried.get(one.new) == units.carried.get(one.old, one.old)
    return True


def _restated(units: Units, day: date, undone: bool) -> str:
    if units.placed_on is None or not undone:
        return ""
    return f"the map of teams of {day_words(units.placed_on)}"


@dataclass(slots=True)
class _History:
    """Where every team stood at a level, as recorded, whatever map is in use."""

    units: Units
    level: Level
    places: dict[tuple[str, date], str] = field(default_factory=dict)

    def changes_of(self, unit: str, names: Mapping[str, str]) -> dict[date, tuple[list[str], bool]]:
        """Give, for each day on which a unit's make-up changed, what changed in words.

        With each stands whether the map in use undoes all of it.
        """
        first = min(
            (one.start for one in self._placements() if one.member_of == unit), default=None
        )
        found: dict[date, tuple[list[str], bool]] = {}
        for day in sorted(self._days()):
            if first is None or day <= first:
                continue
            told = list(self._on(day, unit, names))
            if told:
                found[day] = ([said for said, _ in told], all(undone for _, undone in told))
        return found

    def _on(self, day: date, unit: str, names: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
        passed: set[str] = set()
        for one in self.units.successions:
            if one.on != day:
                continue
            before, after = self._at(one.old, day - _DAY), self._at(one.new, day)
            if before and after:
                passed |= {one.old, one.new}
                if before != after and unit in (before, after):
                    yield _crossed(one, before, after, unit, names), _is_undone(self.units, one)
        for team in self._teams():
            before, after = self._at(team, day - _DAY), self._at(team, day)
            if before == after or unit not in (before, after) or self._explained(team, day, passed):
                continue
            yield from _moved(_named(team, names), before, after, unit, names)

    def _explained(self, team: str, day: date, passed: set[str]) -> bool:
        """Whether a team began or ended here because another took over or went before."""
        return team in passed and not (self._at(team, day - _DAY) and self._at(team, day))

    def _teams(self) -> list[str]:
        return sorted(one.id for one in self.units.known if one.kind == "team")

    def _placements(self) -> list[Placement]:
        return [one for found in self.units.placements.values() for one in found]

    def _days(self) -> set[date]:
        teams = set(self._teams())
        days = {one.on for one in self.units.successions}
        for one in self._placements():
            days |= {each for each in (one.start, one.end) if each}
        for each in self.units.known:
            if each.id in teams:
                days |= {day for day in (each.opened, each.closed) if day}
        return days

    def _at(self, team: str, on: date) -> str:
        key = (team, on)
        if key not in self.places:
            self.places[key] = self._found(team, on)
        return self.places[key]

    def _found(self, team: str, on: date) -> str:
        known = next((one for one in self.units.known if one.id == team), None)
        if known is None or not known.stood_on(on):
            return ""
        own = self._above(team, GROUPINGS[self.level], on)
        if own or self.level is Level.LOCALITY:
            return own
        return self._above(self._above(team, "locality", on), GROUPINGS[self.level], on)

    def _above(self, unit: str, grouping: str, on: date) -> str:
        held = [
            one
            for one in self.units.placements.get(grouping, ())
            if one.unit == unit and one.start <= on and (one.end is None or on < one.end)
        ]
        return max(held, key=lambda one: (one.start, one.member_of)).member_of if held else ""


def _crossed(one: Succession, before: str, after: str, unit: str, names: Mapping[str, str]) -> str:
    old, new = _named(one.old, names), _named(one.new, names)
    if unit == after:
        return f"{new} took over from {old} of {_named(before, names)}"
    return f"{old} passed to {new} of {_named(after, names)}"


def _moved(
    team: str, before: str, after: str, unit: str, names: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    if before and after:
        where = f"from {_named(before, names)}" if unit == after else f"to {_named(after, names)}"
        yield f"{team} moved {where}", True
    elif after:
        yield f"{team} was added", False
    else:
        yield f"{team} ended or left", False


def _named(unit: str, names: Mapping[str, str]) -> str:
    return f"{unit} {names[unit]}" if names.get(unit) else unit


def _listed(units: list[str], names: Mapping[str, str]) -> str:
    return " and ".join(_named(one, names) for one in sorted(set(units)))
