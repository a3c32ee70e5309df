"""The parts of a plan's document: tables of actions and indicators, printed figures, the rest."""

import re
from dataclasses import dataclass, field

from headway.intake.plan_headings import Heading, priority_number
from headway.intake.plan_indicator_headings import IndicatorHeadings
from headway.intake.plan_lines import Line, lines_of
from headway.intake.plan_printed import PrintedPair, PrintedSummary
from headway.intake.roles import Role
from headway.readers.grid import Document

_NAMED_SECTION = re.compile(
    r"(?:(?:strategic )?(?:priority|theme|objective|work ?stream)(?: area| no\.?| number)?\s*"
    r"(?P<after>\d{1,2})|(?P<before>\d{1,2})\s*[.)]?\s*(?:priority|theme)\b)\s*[:.,\-–—]*\s*(?P<title>.*)",
    re.IGNORECASE,
)
_NUMBERED_SECTION = re.compile(r"(?P<before>\d{1,2})\s*[.):]\s+(?P<title>[^\d\W].*)")
_TITLED_SECTION = re.compile(
    r"(?:priority|theme|work ?stream|strand|objective)\s*[A-Z]?\s*[:\-–—]\s*(?P<title>[^\W\d].*)",
    re.IGNORECASE,
)
LONGEST_SECTION = 30  # words
MOST_BETWEEN = 3  # lines that may stand between a section's name and its table


@dataclass(frozen=True, slots=True)
class Section:
    """What announces a priority: its number where it has one, and its title."""

    number: int | None
    title: str


@dataclass(slots=True)
class PlanTable:
    """A heading row of actions and the lines under it.

    ``section`` is what announces it: its own heading, a line above or among its rows, or the
    sheet's name. None means that it continues the table before it.
    """

    headings: tuple[Heading, ...]
    heading_line: Line
    section: Section | None
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class IndicatorTable:
    """A heading row of indicators and the lines under it."""

    headings: IndicatorHeadings
    heading_line: Line
    section: Section | None
    lines: list[Line] = field(default_factory=list)

    def priority_of(self, line: Line) -> int | None:
        """Return the priority that a row's own cell names, or None: "P2"."""
        texts = (line.text(at) for at in self.headings.at(Role.SECTION, Role.REFERENCE))
        return next((n for n in map(priority_number, texts) if n is not None), None)


@dataclass(slots=True)
class ScaleTable:
    """The rating scale as the plan defines it: lines of a mark and its meaning."""

    lines: list[Line]


@dataclass(slots=True)
class Stray:
    """Text after the first table that belongs to none."""

    lines: list[Line]


Block = PlanTable | IndicatorTable | ScaleTable | Stray | PrintedPair | PrintedSummary


def title_of(document: Document) -> str:
    """Return the plan's own title: the first short line that names a plan, best with its year."""
    lines = (line.only_text for line in lines_of(document))
    named = [
        text.strip(" .")
        for text in lines
        if re.search(r"\bplan\b", text, re.IGNORECASE)
        and len(text.split()) <= 10
        and not text.startswith("-")
    ]
    dated = [text for text in named if re.search(r"\b20\d\d\b", text)]
    return next(iter(dated + named), "")


def section_named(text: str, numbered: bool = False) -> Section | None:
    """Return the section that a text announces: "Priority 2 Early help", "2. Theme: Early help".

    With ``numbered``, "2. Early help" does so too; elsewhere that is any paragraph's number.
    """
    if len(text.split()) > LONGEST_SECTION:
        return None
    found = _NAMED_SECTION.fullmatch(text) or (
        _NUMBERED_SECTION.fullmatch(text) if numbered else None
    )
    if found is None:
        titled = _TITLED_SECTION.fullmatch(text)
        return Section(None, titled["title"].strip(" .:")) if titled else None
    groups = found.groupdict()
    return Section(int(groups.get("after") or groups["before"]), found["title"].strip(" .:"))
