"""The words by which a workbook's sheets are written, and known again when they come back.

People rename sheets, sort rows and add columns; the headings and items named here are what a
returned workbook is recognised by.
"""

from enum import Enum

from headway.domain.asking import check_code
from headway.domain.entries import EntryKind, WorkbookIdentity

FORMAT = "1"  # of the sheets that come back; raised when their words change


class Heading(Enum):
    """The columns of the sheet on which people answer."""

    REFERENCE = "Ref."
    TITLE = "Indicator"
    PERIOD = "Period"
    ASKED = "Asked for"
    NOW = "Stands now"
    ALLOWED = "Allowed"
    ANSWER = "Your answer"
    BY = "Entered by"
    ON = "Date entered"
    IDENTIFIER = "Identifier"
    CHECK = "Check"


# Without these there is no telling what was answered to what.
NEEDED = (Heading.PERIOD, Heading.ASKED, Heading.ANSWER, Heading.IDENTIFIER)

ASKED_WORDS = {EntryKind.FIGURE: "figure", EntryKind.COMMENTARY: "commentary"}
COMMENTARY = "Commentary"  # these two on the sheet of the scorecard itself
FIGURES_CHECK = "Check of figures"


class Item(Enum):
    """What the sheet "About" says, one item to a row."""

    MADE_BY = "Made by"
    FORMAT = "Workbook format"
    SCORECARD = "Scorecard"
    TITLE = "Title"
    PERIOD = "Period"
    MADE_ON = "Made on"
    DIGEST = "Digest of the figures"


def about_items(identity: WorkbookIdentity) -> tuple[tuple[Item, str, str], ...]:
    """Return each item, what it says and what it is for."""
    made = identity.made_on.isoformat() if identity.made_on else ""
    return (
        (
            Item.MADE_BY,
            f"Headway {identity.version}".strip(),
            "the program that made this workbook",
        ),
        (Item.FORMAT, FORMAT, "the way the sheet “Entry” is laid out"),
        (Item.SCORECARD, identity.scorecard, "the name by which Headway knows the scorecard"),
        (Item.TITLE, identity.title, ""),
        (Item.PERIOD, str(identity.period), "the period the scorecard is about"),
        (Item.MADE_ON, made, "the day this workbook was made"),
        (Item.DIGEST, identity.digest, "tells whether the figures have moved since (SHA-256)"),
    )


def figures_check(indicator: str, figures: tuple[str, ...]) -> str:
    """Return the text that holds a row's figures, with a code that tells if it was changed."""
    joined = "; ".join(figures)
    return f"{joined} [{check_code(indicator, joined)}]"


def figures_in_check(indicator: str, text: str) -> tuple[str, ...] | None:
    """Return the figures of a text from ``figures_check``; None where it was changed."""
    joined, _, _ = text.rpartition(" [")
    figures = tuple(joined.split("; "))
    return figures if figures_check(indicator, figures) == text.strip() else None
