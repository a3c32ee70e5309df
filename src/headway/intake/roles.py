"""What a column of a scorecard can hold."""

from enum import Enum


class Role(Enum):
    """What a column holds; the value says it in words."""

    REFERENCE = "reference"
    TITLE = "indicator"
    OWNER = "owner"
    REPORTER = "reporter"
    OWNER_REPORTER = "owner and reporter"
    OUTCOME = "outcome"
    SECTION = "section"
    POLARITY = "polarity"
    UNIT = "unit"
    FREQUENCY = "frequency"
    PERIOD = "figures of a period"
    CHANGE_PREVIOUS = "change on the previous period"
    CHANGE_LAST_YEAR = "change on the same period last year"
    CHANGE = "change on an earlier period that is not named"
    ARROW = "arrows of the change beside it"
    MARK = "direction of travel"
    AVERAGE = "average of 12 months"
    MAXIMUM = "maximum of 12 months"
    YEAR_TO_DATE = "year to date"
    FLAG = "flag"
    NEIGHBOURS = "statistical neighbours"
    ENGLAND = "England"
    REGION = "region"
    TARGET = "target"
    FLOOR = "floor of the target"
    COMMENTARY = "commentary"
    NOTES = "notes"
    REPEATED = "figures of a period that stands under an earlier heading"
    UNLABELLED = "no heading"
    UNKNOWN = "a heading that says nothing Headway knows"


CHANGES = (Role.CHANGE_PREVIOUS, Role.CHANGE_LAST_YEAR, Role.CHANGE)
TEXTS = (
    Role.REFERENCE,
    Role.TITLE,
    Role.OWNER,
    Role.REPORTER,
    Role.OWNER_REPORTER,
    Role.OUTCOME,
    Role.SECTION,
    Role.POLARITY,
    Role.UNIT,
    Role.FREQUENCY,
    Role.COMMENTARY,
    Role.NOTES,
)
BENCHMARKS = (Role.NEIGHBOURS, Role.ENGLAND, Role.REGION)
