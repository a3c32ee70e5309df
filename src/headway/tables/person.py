"""People: children, adults and the unborn."""

from typing import Final

from headway.tables.code_lists import ETHNICITY, SEX
from headway.tables.columns import code, codes, flag, identifier, in_order, month, recorded_on
from headway.tables.constraints import Consequence, RequiredWhen
from headway.tables.schema import Key, Subject, Table

PERSON: Final = Table(
    name="person",
    title="Person",
    description=(
        "One row for each child, adult or unborn child, and everything else hangs on it. No names,"
        " no addresses, no day of birth: the month of birth is kept because age is asked at many"
        " dates, and is reckoned as if the birthday were the first of that month. Whether somebody"
        " counts as a child is asked at a date, from the month of birth; stage_of_life is used"
        " only where that month is not known, and then for children and adults alike. An unborn"
        " child has a month of expected birth, counts as a child from the day help begins, and"
        " keeps the same identifier after birth, when the month of birth is added. Two identifiers"
        " that turned out to be one person are joined by merged_identifier."
    ),
    subject=Subject.PERSON,
    columns=(
        identifier(
            "person_id",
            "The case system's identifier, never used again for somebody else.",
            personal=True,
            example="P000123",
        ),
        code(
            "stage_of_life",
            "What the person was when last recorded.",
            codes(child="A child", adult="An adult", unborn="Not yet born"),
        ),
        month("month_of_birth", "The month of birth. The day is dropped when a file is loaded."),
        month("expected_month", "The month in which an unborn child is expected."),
        month("month_of_death", "The month of death, if the person has died."),
        code("sex", "Sex as recorded.", SEX),
        code("ethnicity", "Ethnicity, in the twenty national codes.", ETHNICITY),
        flag("has_disability", "Whether a disability is recorded."),
        code(
            "special_needs",
            "Special educational needs, at the date of the export.",
            codes(
                none="None recorded",
                support="Support in school without a plan",
                plan="An education, health and care plan",
            ),
        ),
        flag(
            "relative_of_staff",
            "Whether the person is close to a member of staff: such rows are never listed.",
        ),
        flag("restricted", "Whether the record is restricted: it is counted, but never listed."),
        recorded_on(),
    ),
    key=Key(("person_id",)),
    recorded_date="recorded_on",
    constraints=(
        in_order(
            "month_of_birth",
            "month_of_death",
            "The person dies before being born: correct either month.",
            code="dies_before_birth",
        ),
        RequiredWhen(
            code="unborn_without_month",
            message="An unborn child has no month of expected birth: add it.",
            consequence=Consequence.TOLD,
            column="expected_month",
            when="stage_of_life",
            has=("unborn",),
        ),
        RequiredWhen(
            code="child_without_month",
            message="A child has no month of birth, so no age: add it.",
            consequence=Consequence.TOLD,
            column="month_of_birth",
            when="stage_of_life",
            has=("child",),
        ),
    ),
)
