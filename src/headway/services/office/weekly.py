"""The weekly report of a unit, from the weeks that were kept."""

from collections.abc import Mapping, Sequence
from datetime import date

from headway.catalogue.model import Catalogue
from headway.domain.calculation_results import Level, UnitRef
from headway.domain.definition_history import definition_breaks
from headway.domain.periods import Period, week_of
from headway.domain.small_numbers import MINIMUM
from headway.domain.values import Absent, State, Value
from headway.domain.weekly import WeeklyLine, WeeklyReport, weekly_line
from headway.services.analysis.kept_figures import KeptFigures
from headway.services.analysis.kept_pages import WEEKLY, unit_key
from headway.services.analysis.weekly import USUAL_CARD
from headway.services.office.kept_pages import page_file, value_of

DID_NOT_STAND = Absent(State.NOT_APPLICABLE, "the team did not stand then")


def weekly_of(
    figures: KeptFigures, catalogue: Catalogue, unit: UnitRef, teams: Sequence[UnitRef]
) -> WeeklyReport | None:
    """Give the report of a unit with some of its teams; None where no weeks were kept.

    Small figures of teams are withheld as in the report that ``headway weekly`` writes.
    """
    kept, card = page_file(figures, WEEKLY), catalogue.scorecards.get(USUAL_CARD)
    if kept is None or card is None or unit_key(unit) not in kept["units"]:
        return None
    weeks = [week_of(date.fromisoformat(one)) for one in kept["weeks"]]
    teams = [one for one in teams if unit_key(one) in kept["units"]]
    lines = {
        name: _line(kept["units"], catalogue, name, weeks, unit, teams)
        for name in card.indicators
        if name in kept["units"][unit_key(unit)] and name in catalogue.indicators
    }
    sections = tuple(
        (one.title, tuple(lines[name] for name in one.indicators if name in lines))
        for one in card.sections
    )
    last = date.fromisoformat(kept["known_to"])
    missing = "" if last >= weeks[-1].last_day else f"the exports end on {last:%A} {last.day}"
    called = figures.names_on(weeks[-1].last_day)
    names = tuple((one.id, called.get(one.id, "")) for one in teams)
    source = f"the case rows of snapshot {figures.snapshot}"
    return WeeklyReport(card.title, weeks[-1], missing, sections, (), MINIMUM, source, names)


def teams_within(figures: KeptFigures, unit: UnitRef) -> tuple[UnitRef, ...]:
    """Give the teams of a unit that is no team itself."""
    if unit.level is Level.TEAM:
        return ()
    found = [one for one in figures.units if one.ref.level is Level.TEAM and one.ref.id]
    if unit.level is not Level.COUNCIL:
        found = [one for one in found if unit in one.within]
    return tuple(one.ref for one in found)


def _line(
    kept: Mapping[str, Mapping[str, Sequence[list[str] | None]]],
    catalogue: Catalogue,
    name: str,
    weeks: Sequence[Period],
    unit: UnitRef,
    teams: Sequence[UnitRef],
) -> WeeklyLine:
    def series(one: UnitRef) -> dict[Period, Value]:
        cells = kept.get(unit_key(one), {}).get(name, [None] * len(weeks))
        values = (value_of(cell) for cell in cells)
        return {
            week: DID_NOT_STAND if value is None else value
            for week, value in zip(weeks, values, strict=True)
        }

    indicator = catalogue.indicators[name]
    breaks = definition_breaks(indicator, catalogue.indicators)
    of_teams = {one.id: series(one) for one in teams}
    return weekly_line(indicator, weeks, series(unit), of_teams, breaks, MINIMUM)
