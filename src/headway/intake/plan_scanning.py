"""Telling a plan's document apart, line by line."""

import re

from headway.domain.ratings import RatingScale
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
from headway.intake.plan_headings import Heading, Says, plan_headings, priority_number
from headway.intake.plan_indicator_headings import IndicatorHeadings, indicator_headings
from headway.intake.plan_lines import Line, is_page_noise, lines_of
from headway.intake.plan_printed import (
    CURRENT,
    PREVIOUS,
    PrintedPair,
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
    return scanner.blocks


class _Scanner:
    """Takes a document's lines one by one; what a line is depends on the table that is open."""

    def __init__(self, scale: RatingScale) -> None:
        self.marks = {step.mark.casefold() for step in scale.steps}
        self.blocks: list[Block] = []
        self.open: PlanTable | IndicatorTable | None = None
        self.gap = False  # whether anything stood between the last row of the table and this line
        self.summary: tuple[int, int] | None = None
        self.announced: Section | None = None
        self.lines_since = 0
        self.last_text = ""
        self.sheet = ""

    def take(self, line: Line) -> None:
        """File a line under what it belongs to."""
        if line.sheet.name != self.sheet:
            self._start_sheet(line.sheet.name)
        if not line.filled:
            self.gap = True
        elif not (self._heading(line) or self._printed(line) or self._section(line)):
            self._content(line)
        if line.filled:
            self.last_text = line.only_text

    def _start_sheet(self, name: str) -> None:
        found = section_named(name, numbered=True)
        if brief := _BRIEF_SECTION.fullmatch(name):
            found = Section(int(brief["before"]), brief["title"])
        self.sheet, self.open, self.gap, self.summary = name, None, False, None
        self.announced, self.lines_since = found or Section(None, name), 0

    def _heading(self, line: Line) -> bool:
        """Start a table, where the line is the heading row of one."""
        if headings := plan_headings(line.texts):
            self._start(PlanTable(headings, line, self._announced_for(headings)))
        elif found := indicator_headings(line.texts):
            self._start(IndicatorTable(found, line, self._announced_for(())))
        elif columns := summary_columns(line):
            self.summary, self.open = columns, None
        else:
            return False
        return True

    def _start(self, table: PlanTable | IndicatorTable) -> None:
        self.open, self.summary, self.gap = table, None, False
        self.blocks.append(table)
        if isinstance(table, PlanTable):
            self.announced = None

    def _announced_for(self, headings: tuple[Heading, ...]) -> Section | None:
        """Return what announces a table: a number in its headings, or a line shortly before it."""
        for heading in headings:
            if heading.says is Says.PRIORITY and priority_number(heading.text) is not None:
                return section_named(heading.text)
        if section := section_named(self.last_text, numbered=True):
            return section
        return self.announced if self.lines_since <= MOST_BETWEEN else None

    def _printed(self, line: Line) -> bool:
        """Take a printed figure: of the plan's summary, or of a section."""
        if self.summary is not None:
            if found := summary_line(line, self.summary):
                self.blocks.append(found)
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

    def _section(self, line: Line) -> bool:
        """Take a line that names a section, above a table or among its rows."""
        inside = self.open is not None and not self.gap and line.filled == (0,)
        section = section_named(line.only_text, numbered=inside)
        if section is None:
            return False
        if inside and isinstance(self.open, PlanTable):
            self._start(PlanTable(self.open.headings, line, section))
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
        return one_digit or texts[0].casefold() in self.marks

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
        return isinstance(self.open, PlanTable) and _is_plan_row(line, self.open, self.gap)


def _is_indicator_row(line: Line, headings: IndicatorHeadings, gap: bool) -> bool:
    if len(line.filled) == 1:
        return not gap and line.filled[0] in (
            *headings.at(Role.TITLE),
            *headings.at(Role.YEAR_TO_DATE),
        )
    return not gap or bool(re.fullmatch(r"P?\s?\d{1,2}", line.texts[line.filled[0]], re.IGNORECASE))


def _is_plan_row(line: Line, table: PlanTable, gap: bool) -> bool:
    width = len(table.headings)
    if len(line.filled) == 1:
        return not gap and _may_stand_alone(line, table)
    if not gap:
        return True
    sentence = any(len(text.split()) >= WORDS_OF_AN_ACTION for text in line.texts)
    looks = {look_of(line.texts[column]) for column in line.filled}
    return sentence and (len(line.cells) == width or bool(looks & {Look.PERIOD, Look.NUMBER}))


def _may_stand_alone(line: Line, table: PlanTable) -> bool:
    """Whether one text in a line can be all that is left of a row, rather than a note or title."""
    column = line.filled[0]
    heading = table.headings[column] if column < len(table.headings) else Heading(Says.OTHER)
    if column == 0:
        return heading.says in (Says.ACTION, Says.SUCCESS)
    return heading.says is not Says.OTHER
