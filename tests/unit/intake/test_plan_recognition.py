"""A plan's own indicators are those of the catalogue where their titles say so."""

from headway.catalogue.model import Catalogue
from headway.domain.indicator import Frequency
from headway.domain.periods import financial_year, month
from headway.domain.plan import Plan, Priority
from headway.domain.published import Figure, PublishedRow
from headway.domain.ratings import RatingScale, RatingStep
from headway.domain.values import number
from headway.intake.plan_recognition import with_catalogued_indicators
from tests.unit.catalogue.catalogue_makers import catalogue, named


def recognised(known: Catalogue, *rows: PublishedRow) -> list[str]:
    scale = RatingScale("s", "S", (RatingStep("1", 1, "Low"), RatingStep("2", 2, "High")))
    plan = Plan("Plan", scale, (), (Priority(1, "First", indicators=rows),))
    (priority,) = with_catalogued_indicators(plan, known).priorities
    return [row.indicator for row in priority.indicators]


def monthly(title: str, reference: str = "", slug: str = "as-read") -> PublishedRow:
    periods = [month(2017, 7), month(2017, 8), month(2017, 9), financial_year(2016)]
    figures = tuple(Figure(period, number(7), period) for period in periods)
    return PublishedRow(slug, reference, title, figures)


def test_the_very_title_gives_the_catalogues_identifier_whatever_the_reference():
    known = catalogue(named("visits", "Visits made on time (%)"), named("other", "Plans made"))
    assert recognised(known, monthly("% visits made on time", "1")) == ["visits"]


def test_a_similar_title_is_not_taken():
    known = catalogue(named("visits", "Visits made on time (%)"))
    assert recognised(known, monthly("Visits made in good time")) == ["as-read"]


def test_an_indicator_of_another_pace_is_not_taken():
    known = catalogue(named("visits", "Visits made", frequency=Frequency.QUARTERLY))
    assert recognised(known, monthly("Visits made")) == ["as-read"]


def test_a_row_without_figures_is_known_by_its_title():
    known = catalogue(named("visits", "Visits made", frequency=Frequency.QUARTERLY))
    assert recognised(known, PublishedRow("as-read", "", "Visits made")) == ["visits"]
