"""Which priority each table, row and printed figure of a plan belongs to."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from headway.domain.rounding import round_to
from headway.domain.values import Number
from headway.intake.plan_blocks import Block, IndicatorTable, PlanTable, Section
from headway.intake.plan_headings import Says, priority_number
from headway.intake.plan_lines import without_page
from headway.intake.plan_printed import PrintedPair, PrintedSummary
from headway.intake.plan_rows import PlanRow

_NUMBER_AND_TITLE = re.compile(
    r"(?:priority|theme|p)?\s*(\d{1,2})\b\s*[.:)\-–—]*\s*(.*)", re.IGNORECASE
)
_REFERENCE = re.compile(r"P?(\d{1,2})\.\d+.*", re.IGNORECASE)
LONGEST_TITLE = 40  # words


@dataclass(slots=True)
class Numbering:
    """Gives each priority its number: its own where it has one, else the next that is free.

    ``titles`` are the best titles known, by number; those of the plan's own summary come first.
    """

    titles: dict[int, str] = field(default_factory=dict)
    from_summary: set[int] = field(default_factory=set)

    def learn(self, summaries: Iterable[PrintedSummary]) -> None:
        """Take the titles of the plan's own summary."""
        for each in summaries:
            if each.number is not None and each.title and each.number not in self.from_summary:
                self.titles[each.number] = each.title
                self.from_summary.add(each.number)

    def number(self, section: Section | None, current: int | None) -> int | None:
        """Return the number of a section; of what went before where none is announced."""
        if section is None:
            return current
        if section.number is not None:
            self.name(section.number, section.title)
            return section.number
        name = "" if re.fullmatch(r"sheet\s*\d*", section.title, re.IGNORECASE) else section.title
        return self.number_of_title(name)

    def number_of_table(self, table: PlanTable, current: int | None) -> int | None:
        """Return the number of a table's section; None where its rows name their priorities."""
        own = [at for at, each in enumerate(table.headings) if each.says is Says.PRIORITY]
        if not is_numbered(table) and any(line.text(at) for at in own for line in table.lines):
            return None
        return self.number(table.section, current)

    def number_of_title(self, title: str) -> int:
        """Return the number of the priority with this title, a new one where it is not known."""
        known = next((n for n, each in self.titles.items() if same_title(each, title)), None)
        if known is not None:
            return known
        number = max(self.titles, default=0) + 1
        self.titles[number] = title
        return number

    def name(self, number: int, title: str) -> None:
        """Note a title for a number where none better is known."""
        if not self.titles.get(number):
            self.titles[number] = title if len(title.split()) <= LONGEST_TITLE else ""

    def row_number(self, row: PlanRow, numbered: bool, current: int | None) -> int | None:
        """Return the priority of a row: by its own cell, by its section, or by its reference.

        ``numbered`` says that the heading itself gives the number ("Priority 2").
        """
        text = without_page(row.text(Says.PRIORITY))
        if not numbered and text:
            found = _NUMBER_AND_TITLE.fullmatch(text)
            if found is None:
                by_reference = _REFERENCE.fullmatch(row.text(Says.REFERENCE))
                if by_reference and not self.titles.get(int(by_reference[1])):
                    self.titles[int(by_reference[1])] = text
                return self.number_of_title(text)
            self.name(int(found[1]), found[2])
            return int(found[1])
        if current is None and (found := _REFERENCE.fullmatch(row.text(Says.REFERENCE))):
            return int(found[1])
        return current


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same words, or one is the other cut short."""
    first, second = _letters(one), _letters(other)
    shorter = min(len(first), len(second))
    return shorter > 0 and first[:shorter] == second[:shorter] and (shorter > 20 or first == second)


def _letters(title: str) -> str:
    return re.sub(r"[\W_]+", "", title.casefold()).replace("center", "centre")


def is_numbered(table: PlanTable) -> bool:
    """Whether a table's own heading says which priority it is."""
    return any(
        heading.says is Says.PRIORITY and priority_number(heading.text) is not None
        for heading in table.headings
    )


Owned = tuple[Block, int | None]


def pairs_by_priority(
    owned: Sequence[Owned], means: dict[int, list[Number]]
) -> dict[int, PrintedPair]:
    """Tie each section's printed pair to its priority.

    A pair stands either after something of its section or before all of it, and one document
    does it one way. The way that leaves no pair without a priority, and no priority with two,
    is taken; where both do, the one whose pairs agree with the means; then the first way.
    """
    ways = (_by_what_precedes(owned), _by_what_follows(owned))
    return max(ways, key=lambda way: (len(way), _agreeing(way, means)))


def _by_what_precedes(owned: Sequence[Owned]) -> dict[int, PrintedPair]:
    found: dict[int, PrintedPair] = {}
    last: int | None = None
    for block, number in owned:
        if isinstance(block, PlanTable | IndicatorTable):
            last = last if number is None else number
        elif isinstance(block, PrintedPair) and last is not None:
            found.setdefault(last, block)
    return found


def _by_what_follows(owned: Sequence[Owned]) -> dict[int, PrintedPair]:
    return _by_what_precedes(list(reversed(owned)))


def _agreeing(way: dict[int, PrintedPair], means: dict[int, list[Number]]) -> int:
    """Count the printed whole numbers that are the rounded mean of the rows."""
    agree = 0
    for number, pair in way.items():
        for printed, mean in zip(pair.pair, means.get(number, []), strict=False):
            agree += bool(printed) and str(round_to(mean.amount, 0)) == printed
    return agree
