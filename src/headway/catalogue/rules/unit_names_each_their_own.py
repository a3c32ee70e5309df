"""A unit has one name on a day, and no two units of a level the same: readers go by names."""

from datetime import date

from headway.catalogue.definitions import Definitions, Found, mistake
from headway.domain.calculation_results import Level
from headway.domain.problems import Place
from headway.domain.unit_naming import shared_names


def unit_names_each_their_own(definitions: Definitions) -> Found:
    """Refuse a second name from the same day, a unit at two levels, and a name that two bear."""
    each = [
        (entry.place("names", at), one)
        for entry in definitions.unit_names
        for at, one in enumerate(entry.value)
    ]
    days: dict[tuple[str, date], Place] = {}
    levels: dict[str, tuple[Level, Place]] = {}
    for place, one in each:
        level, first = levels.setdefault(one.unit.id, (one.unit.level, place))
        if level is not one.unit.level:
            found = f"“{one.unit.id}” is a {one.unit.level.value} here, and a {level.value} before"
            yield mistake(place, found, f"That stands in {first}", "Put the level right.")
            continue
        before = days.setdefault((one.unit.id, one.since), place)
        if before != place:
            since = f"from {one.start.isoformat()}" if one.start else "that always held"
            found = f"“{one.unit.id}” has a name {since} already"
            step = "Keep one of the two; a new name has its own day under “from”."
            yield mistake(place, found, f"It stands in {before}", step)
    for old, new, day in shared_names(tuple(one for _, one in each)):
        when = "" if day == date.min else f" on {day.isoformat()}"
        unit, name = each[old][1].unit, each[new][1].name
        found = f"the {unit.level.value} “{unit.id}” is called “{name}” as well{when}"
        yield mistake(each[new][0], found, f"It stands in {each[old][0]}", "Call one otherwise.")
