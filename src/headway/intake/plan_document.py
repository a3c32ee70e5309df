"""One document of a plan, read: its priorities, its reviews and the figures it prints."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from headway.domain.plan import PlanAction, Priority, Review
from headway.domain.problems import Findings, Severity
from headway.domain.published import PublishedRow
from headway.domain.ratings import RatingScale, mean_rating
from headway.domain.values import Number
from headway.intake.plan_actions import action_of
from headway.intake.plan_blocks import (
    MOST_BETWEEN,
    Block,
    IndicatorTable,
    PlanTable,
    ScaleTable,
    Stray,
    title_of,
)
from headway.intake.plan_collecting import Collected, collect, tell_of_rows
from headway.intake.plan_dates import DueDates, shows_day_first
from headway.intake.plan_headings import Says
from headway.intake.plan_printed import PrintedSummary
from headway.intake.plan_published import published_rows
from headway.intake.plan_remarks import tell_hidden, tell_scale, tell_strays, tell_unread_columns
from headway.intake.plan_scanning import blocks_of
from headway.intake.plan_sections import Numbering, Owned, pairs_by_priority
from headway.intake.plan_suspicions import tell_repeats
from headway.readers.grid import Document


@dataclass(slots=True)
class Read:
    """What one document holds: its priorities, reviews and printed figures."""

    file: str
    title: str
    priorities: dict[int, Priority]
    reviews: dict[str, Review]
    summaries: list[PrintedSummary]


@dataclass(slots=True)
class Reader:
    """Reads document after document; the numbers and titles of priorities are shared."""

    scale: RatingScale
    findings: Findings = field(default_factory=Findings)
    numbering: Numbering = field(default_factory=Numbering)

    def read(self, document: Document, reviews: dict[str, Review]) -> Read:
        """Read one document; ``reviews`` are those known so far, and gain its own."""
        self.findings.items.extend(document.findings)
        tell_hidden(document, self.findings)
        blocks = blocks_of(document, self.scale)
        summaries = [block for block in blocks if isinstance(block, PrintedSummary)]
        self.numbering.learn(summaries)
        owned = self._owned(blocks)
        tables = [(block, number) for block, number in owned if isinstance(block, PlanTable)]
        rows = collect(tables, self.scale, self.numbering, self.findings)
        for key, review in rows.reviews.items():
            reviews.setdefault(key, review)
        actions = self._actions(rows, tuple(reviews))
        indicators = self._indicators(owned, tuple(rows.reviews.values()))
        self._remark(blocks, document)
        pairs = pairs_by_priority(owned, _means(actions))
        priorities = {
            number: Priority(
                number,
                "",
                actions.get(number, ()),
                tuple(indicators.get(number, ())),
                pairs[number].pair if number in pairs else (),
                document.file,
            )
            for number in sorted({*actions, *indicators, *pairs})
        }
        return Read(document.file, title_of(document), priorities, reviews, summaries)

    def _owned(self, blocks: Sequence[Block]) -> list[Owned]:
        """Give each block the number of its priority.

        An indicator table that names none belongs to the actions that follow it closely.
        """
        owned: list[Owned] = []
        current: int | None = None
        for at, block in enumerate(blocks):
            number: int | None = None
            if isinstance(block, PlanTable) and block.lines:
                current = number = self.numbering.number_of_table(block, current)
            elif isinstance(block, IndicatorTable):
                number = self._indicator_number(block, blocks[at + 1 :])
            owned.append((block, number))
        return owned

    def _indicator_number(self, table: IndicatorTable, after: Sequence[Block]) -> int | None:
        named = {number for number in map(table.priority_of, table.lines) if number is not None}
        if len(named) == 1:
            return named.pop()
        if table.section is not None and table.section.number is not None:
            return table.section.number
        for block in after:
            if isinstance(block, Stray) and len(block.lines) > MOST_BETWEEN:
                return None
            if isinstance(block, PlanTable):
                return block.section.number if block.section else None
        return None

    def _actions(
        self, rows: Collected, reviews: tuple[str, ...]
    ) -> dict[int, tuple[PlanAction, ...]]:
        every = [row.text(Says.DUE) for each in rows.rows.values() for row in each]
        dates = DueDates(self.findings, shows_day_first(every))
        found = {}
        for number, each in rows.rows.items():
            found[number] = tuple(
                action_of(row, number, reviews, dates, self.scale) for row in each
            )
            tell_of_rows(each, self.findings)
            tell_repeats(found[number], self.findings)
        dates.tell()
        return found

    def _indicators(
        self, owned: Sequence[Owned], reviews: Sequence[Review]
    ) -> dict[int, list[PublishedRow]]:
        found: dict[int, list[PublishedRow]] = {}
        for block, number in owned:
            if not isinstance(block, IndicatorTable):
                continue
            if number is None and not any(map(block.priority_of, block.lines)):
                self.findings.add(
                    block.heading_line.place(),
                    Severity.NOTED,
                    "a table of figures belongs to no priority of the plan",
                    "It is not read here",
                    "Read it with “headway scorecard”",
                )
                continue
            for named, row in published_rows(block, reviews, self.findings):
                owner = named if named is not None else number
                if owner is not None:
                    found.setdefault(owner, []).append(row)
        return found

    def _remark(self, blocks: Sequence[Block], document: Document) -> None:
        title = title_of(document)
        tell_strays([b for b in blocks if isinstance(b, Stray)], title, blocks, self.findings)
        tell_scale([b for b in blocks if isinstance(b, ScaleTable)], self.scale, self.findings)
        tell_unread_columns([b for b in blocks if isinstance(b, PlanTable)], self.findings)


def _means(actions: dict[int, tuple[PlanAction, ...]]) -> dict[int, list[Number]]:
    """Return the means of each priority at the reviews that hold ratings, for telling pairs."""
    found: dict[int, list[Number]] = {}
    for number, each in actions.items():
        columns = zip(*(action.ratings for action in each), strict=True)
        means = [mean_rating(column).value for column in columns]
        found[number] = [mean for mean in means if isinstance(mean, Number)][-2:]
    return found
