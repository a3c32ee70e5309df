"""What an edition withholds, counted indicator by indicator, against the edition before."""

from headway.catalogue.loading import load_catalogue
from headway.domain.calculation_results import COUNCIL, Level, UnitRef
from headway.domain.periods import month
from headway.domain.values import Absent, State, number
from headway.services.analysis.frozen_figures import FrozenFigure, FrozenFigures
from headway.services.office.withheld_figures import Before, WithheldOf, withheld_figures

STARTED, SHARE = (
    "early-help-assessments-started",
    "early-help-assessments-within-30-days-percentage",
)
HIDDEN, NOT_DUE = Absent(State.SUPPRESSED, "", "*"), Absent(State.NOT_DUE)
AUGUST, SEPTEMBER = month(2026, 8), month(2026, 9)
NORTH = UnitRef(Level.TEAM, "T01")


def edition(figures, said=None):
    """Give an edition's figures, by scorecard, indicator and month."""
    found = tuple(
        FrozenFigure(card, name, when, value, "") for (card, name, when), value in figures.items()
    )
    return FrozenFigures(SEPTEMBER, "s", "c", True, False, found, said or {})


BEFORE = {
    ("council", STARTED, AUGUST): number(12),
    ("council", SHARE, AUGUST): HIDDEN,
    ("team-north", STARTED, AUGUST): number(7),
}
NOW = {
    ("council", STARTED, AUGUST): number(12),
    ("council", STARTED, SEPTEMBER): HIDDEN,
    ("council", SHARE, AUGUST): HIDDEN,
    ("council", SHARE, SEPTEMBER): HIDDEN,
    ("team-the-north", STARTED, AUGUST): HIDDEN,
    ("team-the-north", STARTED, SEPTEMBER): NOT_DUE,
}
UNITS = {"council": COUNCIL, "team-north": NORTH}
RENAMED = {"council": COUNCIL, "team-the-north": NORTH}
KNOWN = load_catalogue(None)
TITLES = {one: KNOWN.indicators[one].title for one in (STARTED, SHARE)}


def test_without_an_edition_before_all_is_counted_and_nothing_was_shown():
    found = withheld_figures(edition(NOW), None, KNOWN)
    assert (found.before, found.shown_before) == ("", 0)
    assert found.indicators == (
        WithheldOf(TITLES[SHARE], 2, 2, 0),
        WithheldOf(TITLES[STARTED], 2, 4, 0),
    )
    assert [one.is_all for one in found.indicators] == [True, False]


def test_what_the_edition_before_shows_comes_first_though_a_team_has_another_name():
    before = Before("2026-08-public-1", edition(BEFORE, UNITS))
    found = withheld_figures(edition(NOW, RENAMED), before, KNOWN)
    assert (found.before, found.shown_before) == ("2026-08-public-1", 1)
    assert found.indicators == (
        WithheldOf(TITLES[STARTED], 2, 4, 1),
        WithheldOf(TITLES[SHARE], 2, 2, 0),
    )


def test_a_scorecard_of_an_old_edition_that_does_not_say_its_unit_is_known_by_its_name():
    before = Before("2026-08-public-1", edition(BEFORE | {("council", SHARE, AUGUST): number(50)}))
    found = withheld_figures(edition(NOW), before, KNOWN)
    assert found.indicators[0] == WithheldOf(TITLES[SHARE], 2, 2, 1)
    assert found.shown_before == 1
