"""How many people live in an area, by year, age and sex: the base of rates."""

from typing import Final

from headway.tables.code_lists import SEX
from headway.tables.columns import code, codes, count, day, label, recorded_on, unit_id
from headway.tables.constraints import NotAfter
from headway.tables.schema import Code, Key, Subject, Table

POPULATION: Final = Table(
    name="population",
    title="Population",
    description=(
        "The people of an area at the middle of a year, by single ages or age bands and by sex."
        " Rates say which year they divide by: published rates of the children's services use the"
        " estimate of the year before. Rows that an estimate later revised are replaced in the"
        " next snapshot; the earlier snapshot keeps what was known then. No row is about a person."
    ),
    subject=Subject.AREA,
    columns=(
        unit_id("area_id", "The council, locality or ward.", required=True, example="A01"),
        count("year", "The year of the estimate.", "calendar year", required=True, most=2999),
        count("age_from", "The youngest age counted.", "years", required=True, most=130),
        count("age_to", "The oldest age counted, itself included.", "years", required=True),
        code("sex", "Whose number it is.", (*SEX, Code("all", "Everybody")), required=True),
        code(
            "cohort",
            "Which of the people are counted.",
            codes(
                everybody="Everybody of that age and sex",
                eligible_two_year_olds="Two-year-olds who may have a funded place",
            ),
            required=True,
        ),
        count("people", "How many they are.", "people", required=True),
        label("source", "Who published it, with the year.", example="Mid-year estimates 2025"),
        day("published_on", "The day it was published."),
        recorded_on(),
    ),
    key=Key(("area_id", "year", "age_from", "age_to", "sex", "cohort")),
    recorded_date="recorded_on",
    constraints=(
        NotAfter(
            code="ages_in_order",
            message="The youngest age lies above the oldest: correct the band.",
            earlier="age_from",
            later="age_to",
        ),
    ),
)
