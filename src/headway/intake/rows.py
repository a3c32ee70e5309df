"""One row of a scorecard: which indicator it is, its figures, and all that is printed with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from headway.catalogue.mapping import RowMapping
from headway.catalogue.model import Catalogue
from headway.catalogue.recognition import How, Recognition, recognise
from headway.domain.indicator import Frequency, Indicator, Unit, identifier_from
from headway.domain.problems import Place, Severity
from headway.domain.published import Figure, PublishedRow
from headway.domain.values import Absent, Number, State
from headway.intake.as_read import indicator_as_read, unit_from, unit_from_title
from headway.intake.body import Line
from headway.intake.commentary import commentary_from
from headway.intake.figure_text import Reading, read_figure
from headway.intake.frequency import Pace, due_under, pace_of
from headway.intake.layout import Layout
from headway.intake.parts_of_one import (
    all_within_one,
    as_percentages,
    lost_their_sign,
    with_changes_as_percentages,
    with_their_sign,
)
from headway.intake.people import People
from headway.intake.placing import Placed, Placer, tell_unlabelled
from headway.intake.reporting import Report, quoted
from headway.intake.roles import Role
from headway.intake.row_extras import Extras

NOT_CERTAIN = "a figure stands in the row, but its column is not certain"


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read, with the indicator it is, or the one its own words make."""

    row: PublishedRow
    indicator: Indicator
    recognition: Recognition


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one sheet, in order."""

    layout: Layout
    placer: Placer
    catalogue: Catalogue
    mapping: RowMapping
    report: Report
    formats_known: bool
    people: People = field(init=False)
    extras: Extras = field(init=False)
    _section: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.people = People(self.layout, self.report)
        self.extras = Extras(self.layout, self.report)

    def read(self, line: Line) -> ReadRow | None:
        """Read one row; None, with a finding, where nothing says what its figures are about."""
        mark = self.report.mark()
        placed = self.placer.place(line)
        reference, title = self._text(placed, Role.REFERENCE), self._text(placed, Role.TITLE)
        if not reference and not title:
            self.report.forget_since(mark)
            self._tell_nameless(placed)
            return None
        self._tell_unlabelled(placed)
        pace = self._pace(placed, title, self._readings(placed))
        recognition = recognise(
            self.catalogue,
            reference,
            title,
            self.mapping,
            frequency=pace.frequency if pace and pace.certain else None,
        )
        known = self.catalogue.indicators.get(recognition.indicator or "")
        frequency = self._frequency(placed, known, pace)
        unit = known.unit if known else self._unit(placed, title)
        placed = self._percentages(placed, unit)
        readings = self._readings(placed)
        self._tell_readings(placed, readings)
        row = self._row(placed, reference, title, recognition)
        row = replace(row, figures=tuple(self._figures(placed, readings, frequency)))
        self._tell_recognition(row, recognition)
        return ReadRow(row, known or indicator_as_read(row, unit, frequency), recognition)

    def _row(
        self, placed: Placed, reference: str, title: str, recognition: Recognition
    ) -> PublishedRow:
        owner, reporter = self.people.of(placed)
        at = self.layout.first(Role.COMMENTARY)
        period = (self.layout.headings[at].period if at is not None else None) or self.layout.period
        place = placed.line.place(self.report.sheet, placed.origins[at] if at is not None else None)
        return PublishedRow(
            indicator=recognition.indicator or identifier_from(reference or title),
            reference=reference,
            title=title,
            printed=self.extras.printed(placed),
            benchmarks=self.extras.benchmarks(placed),
            targets=self.extras.targets(placed),
            commentary=commentary_from(
                self._prose(placed, Role.COMMENTARY),
                self._prose(placed, Role.NOTES),
                period,
                place,
            ),
            owner=owner,
            reporter=reporter,
            outcome=self._text(placed, Role.OUTCOME),
            section=self._section_of(placed),
            polarity_printed=self._polarity(placed),
            place=placed.line.place(self.report.sheet),
        )

    def _text(self, placed: Placed, role: Role) -> str:
        return placed.text(self.layout.first(role))

    def _prose(self, placed: Placed, role: Role) -> str:
        at = self.layout.first(role)
        return "" if at is None else placed.cells[at].text.strip()

    def _section_of(self, placed: Placed) -> str:
        """Return the row's section: its own cell, else the one above it, else the heading's."""
        if self.layout.first(Role.SECTION) is None:
            return placed.line.section
        self._section = self._text(placed, Role.SECTION) or self._section
        return self._section

    def _polarity(self, placed: Placed) -> str:
        """Return the printed polarity; a bare yes or no is put together with its heading."""
        text = self._text(placed, Role.POLARITY)
        at = self.layout.first(Role.POLARITY)
        if at is None or text.casefold() not in ("y", "n", "yes", "no", "true", "false"):
            return text
        heading = self.layout.headings[at].text
        if text.casefold() in ("y", "yes", "true"):
            return heading
        opposite = {"bigger": "lower", "higher": "lower", "high": "low",
                    "smaller": "higher", "lower": "higher", "low": "high"}  # fmt: skip
        words = [opposite.get(word, word) for word in heading.casefold().split()]
        return " ".join(words)

    def _unit(self, placed: Placed, title: str) -> Unit | None:
        return unit_from(self._text(placed, Role.UNIT)) or unit_from_title(title)

    def _readings(self, placed: Placed) -> dict[int, Reading]:
        """Read every cell of figures, up to the last period that the sheet is about."""
        found: dict[int, Reading] = {}
        for at in self.layout.all(Role.PERIOD):
            period = self.layout.headings[at].period
            if period is None or (
                period.kind is self.layout.period.kind and period > self.layout.period
            ):
                continue
            if at in placed.withheld:
                found[at] = Reading(Absent(State.BROKEN, NOT_CERTAIN), placed.text(at))
                continue
            found[at] = read_figure(placed.cells[at])
        return found

    def _pace(self, placed: Placed, title: str, readings: Mapping[int, Reading]) -> Pace | None:
        values = {
            period: reading.value
            for at, reading in readings.items()
            if (period := self.layout.headings[at].period)
            and period.kind is self.layout.period.kind
        }
        printed = self._text(placed, Role.FREQUENCY)
        return pace_of(printed, title, self.layout.period.kind, values)

    def _frequency(self, placed: Placed, known: Indicator | None, pace: Pace | None) -> Frequency:
        if known is not None:
            return known.frequency
        if pace is None:
            return Frequency.MONTHLY
        if not pace.certain:
            self.report.tell(
                placed.line.place(self.report.sheet),
                Severity.INFERRED,
                f"the figures of this row are read as {pace.frequency.value}",
                pace.why,
                "define the indicator in the catalogue, if that is wrong",
                kind="frequencies inferred",
            )
        return pace.frequency

    def _percentages(self, placed: Placed, unit: Unit | None) -> Placed:
        """Return the row with percentages shown as such, where the file hides how they are."""
        if not self.formats_known:
            placed = with_changes_as_percentages(placed, self.layout)
        columns = self.layout.all(Role.PERIOD)
        months = [placed.cells[at] for at in columns]
        if lost := lost_their_sign(months):
            return self._with_their_sign(placed, [columns[at] for at in lost])
        if unit is not Unit.PERCENTAGE or not all_within_one(months):
            return placed
        self.report.tell(
            placed.line.place(self.report.sheet),
            Severity.NOTED if self.formats_known else Severity.INFERRED,
            "every figure of this percentage lies between 0 and 1",
            "they are taken as they are shown"
            if self.formats_known
            else "the file does not say how they are shown; read as parts of 1: 0.068 as 6.8%",
            "check one of them against the sheet as it is shown",
            kind="percentages between 0 and 1",
        )
        return placed if self.formats_known else as_percentages(placed, self.layout)

    def _with_their_sign(self, placed: Placed, columns: Sequence[int]) -> Placed:
        changed = with_their_sign(placed, columns)
        for at in columns:
            self.report.tell(
                self._place(placed, at),
                Severity.INFERRED,
                f"{quoted(placed.text(at))} stands among figures that all show a sign of percent",
                f"it is read as a part of 1: {changed.text(at)}",
                "give the cell its percentage format, or correct it",
                kind="figures that lost their sign of percent",
            )
        return changed

    def _figures(
        self, placed: Placed, readings: Mapping[int, Reading], frequency: Frequency
    ) -> Iterator[Figure]:
        for at, reading in readings.items():
            column = self.layout.headings[at].period
            if column is None or (not reading.text and column not in self.layout.columns):
                continue
            due = due_under(column, frequency)
            value = reading.value
            if not reading.text:
                value = Absent(State.INCOMPLETE if due is not None else State.NOT_DUE)
            elif due is None and isinstance(value, Number):
                self._tell_not_due(placed, at, frequency)
            yield Figure(
                due or column,
                value,
                column,
                reading.text,
                self._place(placed, at),
                certain=placed.certain[at] and self.layout.is_plain(at),
            )

    def _check_repeated(self, placed: Placed, readings: Mapping[int, Reading]) -> None:
        first = {self.layout.headings[at].period: at for at in readings}
        for at in self.layout.all(Role.REPEATED):
            original = first.get(self.layout.headings[at].period)
            text = placed.text(at)
            if original is not None and text and text != placed.text(original):
                self.report.tell(
                    self._place(placed, at),
                    Severity.NOT_TAKEN,
                    f"{quoted(text)} stands under {self.layout.headings[at].period} a second time;"
                    f" the first column has {quoted(placed.text(original)) or 'nothing'}",
                    "the first is taken",
                    "correct the headings or the figure",
                    kind="figures of a repeated period",
                )

    def _place(self, placed: Placed, at: int) -> Place:
        return placed.line.place(self.report.sheet, placed.origins[at])

    def _tell_nameless(self, placed: Placed) -> None:
        self.report.tell(
            placed.line.place(self.report.sheet),
            Severity.NOT_TAKEN,
            "a row has figures, but neither a reference nor a title",
            "it is not taken: nothing says what it counts",
            "write the reference or the title into the row",
            kind="rows without a name",
        )

    def _tell_unlabelled(self, placed: Placed) -> None:
        for at in self.layout.all(Role.UNLABELLED):
            origin = placed.origins[at]
            if placed.text(at) and origin is not None:
                after = self.layout.headings[at + 1 : at + 2]
                where = f", before {after[0].period}" if after and after[0].period else ""
                tell_unlabelled(self.report, placed.line, origin, where)

    def _tell_readings(self, placed: Placed, readings: Mapping[int, Reading]) -> None:
        for at, reading in readings.items():
            if at not in placed.withheld:
                self._tell_reading(placed, at, reading)
        self._check_repeated(placed, readings)

    def _tell_reading(self, placed: Placed, at: int, reading: Reading) -> None:
        if reading.problem:
            self.report.tell(
                self._place(placed, at),
                Severity.NOT_TAKEN,
                f"{quoted(reading.text)} stands under {self.layout.headings[at].period}:"
                f" {reading.problem}",
                "no figure is taken from it; a number, or a word such as tbc or n/a, can stand"
                " here",
                "correct the cell",
                kind="cells that cannot be read",
            )
        elif reading.inferred:
            self.report.tell(
                self._place(placed, at),
                Severity.INFERRED,
                f"{quoted(reading.text)} is {reading.inferred}",
                "the number is taken",
                "check it, if the mark changes its meaning",
                kind="numbers with marks",
            )

    def _tell_not_due(self, placed: Placed, at: int, frequency: Frequency) -> None:
        column = self.layout.headings[at].period
        self.report.tell(
            self._place(placed, at),
            Severity.INFERRED,
            f"a figure stands under {column}, where none is due: the indicator is"
            f" {frequency.value}",
            f"it is kept as the figure of {column} alone",
            "check the column, or how often the indicator is due",
            kind="figures where none is due",
        )

    def _tell_recognition(self, row: PublishedRow, recognition: Recognition) -> None:
        if recognition.how is not How.NOT or not self.catalogue.indicators:
            return
        maybe = f"; it may be “{recognition.proposed}”" if recognition.proposed else ""
        self.report.tell(
            row.place,
            Severity.NOTED,
            f"{quoted(row.reference or row.title)} is no indicator of the catalogue:"
            f" {recognition.reason}{maybe}",
            "it is shown by what its own sheet says of it",
            "confirm it in a mapping file" if maybe else "define it, if it is to be judged",
            kind="rows not in the catalogue",
        )
