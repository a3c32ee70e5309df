"""Telling a plan's document apart, line by line."""

import re

from headway.domain.ratings import RatingScale
from headway.intake.aligning import SUITS
from headway.intake.looks import Look, look_of
from headway.intake.plan_blocks import (
    MOST_BETWEEN,
    Block,
    IndicatorTable,
    PlanTable,
    ScaleTable,
    Section,
    Stray,
    section_named,
)
from headway.intake.plan_columns import columns_of, named_by_content
from headway.intake.plan_headings import (
    Heading,
    Says,
    plan_headings,
    priority_number,
    with_reviews_below,
)
from headway.intake.plan_indicator_headings import IndicatorHeadings, indicator_headings
from headway.intake.plan_lines import Line, is_page_noise, lines_of
from headway.intake.plan_printed import (
    CURRENT,
    PREVIOUS,
    PrintedPair,
    PrintedSummary,
    is_overall,
    labelled_figure,
    summary_columns,
    summary_line,
)
from headway.intake.roles import Role
from headway.readers.grid import Document

_BRIEF_SECTION = re.compile(r"P(?P<before>\d{1,2})\b\s*[:.,\-–—]*\s*(?P<title>.*)")
WORDS_OF_AN_ACTION = 4


def blocks_of(document: Document, scale: RatingScale) -> list[Block]:
    """Tell a document's lines apart, in their order."""
    scanner = _Scanner(scale)
    for line in lines_of(document):
        scanner.take(line)
    _settle_headings(scanner.blocks, scale)
    return scanner.blocks


def _settle_headings(blocks: list[Block], scale: RatingScale) -> None:
    """Name the columns whose headings say too little by what stands in them."""
    tables = [block for block in blocks if isinstance(block, PlanTable)]
    for table in tables:
        same = [each for each in tables if each.heading_line == table.heading_line]
        lines = [line for each in same for line in each.lines]
        table.headings = named_by_content(table.headings, lines, scale)


class _Scanner:
    """Takes a document's lines one by one; what a line is depends on the table that is open."""

    def __init__(self, scale: RatingScale) -> None:
        self.scale = scale
        self.marks = {step.mark.casefold() for step in scale.steps}
        self.blocks: list[Block] = []
        self.open: PlanTable | IndicatorTable | None = None
        self.gap = False  # whether anything stood between the last row of the table and this line
        self.summary: tuple[int, int] | None = None
        self.announced: Section | None = None
        self.lines_since = 0
        self.sheet = ""
        self.sheet_section: Section | None = None  # what the sheet's name says, for its first table
        self.last_line = self.last_text = ""  # all of the last line; its one text where it has one
        self.summary_is_overall = True  # what figures without a name are in the open summary

    def take(self, line: Line) -> None:
        """File a line under what it belongs to."""
        if line.sheet.name != self.sheet:
            self._start_sheet(line.sheet.name)
        if not line.filled:
            self.gap = True
        elif not (
            self._sub_heading(line)
            or self._heading(line)
            or self._printed(line)
            or self._section(line)
        ):
            self._content(line)
        if line.filled:
            self.last_line, self.last_text = " ".join(filter(None, line.texts)), line.only_text

    def _start_sheet(self, name: str) -> None:
        found = section_named(name, numbered=True)
        if brief := _BRIEF_SECTION.fullmatch(name):
            found = Section(int(brief["before"]), brief["title"])
        self.sheet, self.open, self.gap, self.summary = name, None, False, None
        self.announced, self.sheet_section = None, found or Section(None, name)

    def _sub_heading(self, line: Line) -> bool:
        """Take a second row of headings, right under the first: the reviews of its ratings."""
        if not isinstance(self.open, PlanTable) or self.open.lines or self.gap:
            return False
        found = with_reviews_below(self.open.headings, line.texts)
        if found is not None:
            self.open.headings = found
        return found is not None

    def _heading(self, line: Line) -> bool:
        """Start a table, where the line is the heading row of one."""
        if headings := plan_headings(line.texts):
            self._start(PlanTable(headings, line, self._announced_for(headings)))
        elif found := indicator_headings(line.texts):
            self._start(IndicatorTable(found, line, self._announced_for(())))
        elif columns := summary_columns(line):
            self.summary, self.open = columns, None
            before_tables = not any(isinstance(block, PlanTable) for block in self.blocks)
            self.summary_is_overall = before_tables or is_overall(self.last_line)
        else:
            return False
        return True

    def _start(self, table: PlanTable | IndicatorTable) -> None:
        self.open, self.summary, self.gap = table, None, False
        self.blocks.append(table)
        if isinstance(table, PlanTable):
            self.announced = self.sheet_section = None

    def _announced_for(self, headings: tuple[Heading, ...]) -> Section | None:
        """Return what announces a table: a number in its headings, or a line shortly before it."""
        for heading in headings:
            if heading.says is Says.PRIORITY and priority_number(heading.text) is not None:
                return section_named(heading.text)
        if section := section_named(self.last_text, numbered=True):
            return section
        if self.announced is not None and self.lines_since <= MOST_BETWEEN:
            return self.announced
        return self.sheet_section

    def _printed(self, line: Line) -> bool:
        """Take a printed figure: of the plan's summary, or of a section."""
        if self.summary is not None:
            if found := summary_line(line, self.summary):
                self._take_summary(found)
                return True
            self.summary = None
        figure = labelled_figure(line)
        if figure is None:
            return False
        period, text = figure
        last = self.blocks[-1] if self.blocks else None
        if period == CURRENT and isinstance(last, PrintedPair) and not last.current:
            self.blocks[-1] = PrintedPair(last.previous, text, last.place)
        else:
            pair = (text, "") if period == PREVIOUS else ("", text)
            self.blocks.append(PrintedPair(*pair, line.place()))
        self.gap = True
        return True

    def _take_summary(self, found: PrintedSummary) -> None:
        """Take a line of a summary: figures without a name among the tables are a section's own."""
        if found.number is None and not found.title and not self.summary_is_overall:
            self.blocks.append(PrintedPair(*found.pair, found.place))
        else:
            self.blocks.append(found)

    def _section(self, line: Line) -> bool:
        """Take a line that names a section, above a table or among its rows."""
        inside = self.open is not None and not self.gap and line.filled == (0,)
        section = section_named(line.only_text, numbered=inside)
        if section is None:
            return False
        if inside and isinstance(self.open, PlanTable):
            self._start(PlanTable(self.open.headings, self.open.heading_line, section))
        else:
            self.announced, self.lines_since = section, 0
        return True

    def _content(self, line: Line) -> None:
        if is_page_noise(line):
            self.gap = True
        elif self._is_scale_step(line):
            self._take_scale_step(line)
        elif self.open is not None and self._belongs(line):
            self.open.lines.append(line)
            self.gap = False
        else:
            self._stray(line)

    def _stray(self, line: Line) -> None:
        self.lines_since += 1
        self.gap = True
        if isinstance(self.blocks[-1] if self.blocks else None, Stray):
            self.blocks[-1].lines.append(line)  # type: ignore[union-attr]
        elif any(isinstance(block, PlanTable | IndicatorTable) for block in self.blocks):
            self.blocks.append(Stray([line]))

    def _is_scale_step(self, line: Line) -> bool:
        """Whether a line is a mark of a scale and its meaning, and no row of the open table."""
        if self.open is not None and not self.gap:
            return False
        texts = [line.texts[column] for column in line.filled]
        if len(texts) != 2 or len(texts[1].split()) < WORDS_OF_AN_ACTION:
            return False
        one_digit = look_of(texts[0]) is Look.NUMBER and len(texts[0]) == 1
        goes_on = isinstance(self.blocks[-1] if self.blocks else None, ScaleTable)
        return (
            one_digit
            or (goes_on and len(texts[0].split()) == 1)
            or texts[0].casefold() in self.marks
        )

    def _take_scale_step(self, line: Line) -> None:
        last = self.blocks[-1] if self.blocks else None
        if isinstance(last, ScaleTable):
            last.lines.append(line)
        else:
            self.blocks.append(ScaleTable([line]))

    def _belongs(self, line: Line) -> bool:
        """Whether a line is a row of the open table."""
        if isinstance(self.open, IndicatorTable):
            return _is_indicator_row(line, self.open.headings, self.gap)
        return isinstance(self.open, PlanTable) and _is_plan_row(
            line, self.open, self.scale, self.gap
        )


def _is_indicator_row(line: Line, headings: IndicatorHeadings, gap: bool) -> bool:
    if len(line.filled) == 1:
        return not gap and line.filled[0] in (
            *headings.at(Role.TITLE),
            *headings.at(Role.YEAR_TO_DATE),
        )
    return not gap or bool(re.fullmatch(r"P?\s?\d{1,2}", line.texts[line.filled[0]], re.IGNORECASE))


def _is_plan_row(line: Line, table: PlanTable, scale: RatingScale, gap: bool) -> bool:
    width = len(table.headings)
    if len(line.filled) == 1:
        return not gap and _may_stand_alone(line, table)
    if not gap:
        return True
    sentence = any(len(text.split()) >= WORDS_OF_AN_ACTION for text in line.texts)
    looks = {look_of(line.texts[column]) for column in line.filled}
    if sentence and (len(line.cells) == width or bool(looks & {Look.PERIOD, Look.NUMBER})):
        return True
    return _suits(line, table, scale)


def _suits(line: Line, table: PlanTable, scale: RatingScale) -> bool:
    """Whether a line says what a row says right under the headings, when or how rated included."""
    if line.filled[-1] >= len(table.headings):
        return False
    columns = columns_of(table.headings, scale)
    fits = {at: columns[at].suits(line.texts[at]) for at in line.filled}
    telling = [at for at in fits if table.headings[at].says in (Says.DUE, Says.RATING)]
    words = [at for at in fits if table.headings[at].says in (Says.ACTION, Says.SUCCESS)]
    return min(fits.values()) > 0 and bool(words) and any(fits[at] == SUITS for at in telling)


def _may_stand_alone(line: Line, table: PlanTable) -> bool:
    """Whether one text in a line can be all that is left of a row, rather than a note or title."""
    column = line.filled[0]
    heading = table.headings[column] if column < len(table.headings) else Heading(Says.OTHER)
    if column == 0:
        return heading.says in (Says.ACTION, Says.SUCCESS)
    return heading.says is not Says.OTHER
