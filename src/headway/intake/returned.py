"""A workbook that comes back: the answers in its marked cells, checked, with who and when.

Good answers are returned beside the findings about the others, so that whoever stores them can
refuse the lot or take the good ones. Nothing outside the marked cells is ever taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from headway.domain.asking import identity_of
from headway.domain.entries import Entry, Returned, WorkbookIdentity
from headway.domain.problems import ContentMistake, Finding, Findings, Place, Severity
from headway.domain.scorecard import Scorecard
from headway.intake.returned_answers import Answered, Asking, read_row
from headway.intake.returned_changes import find_changes, find_news
from headway.intake.returned_sheets import Table, entry_tables, identity_in, scorecard_tables
from headway.readers.grid import Document


def read_returned(
    document: Document, *, today: date, by: str = "", expected: Scorecard | None = None
) -> Returned:
    """Read the answers out of a workbook made by ``workbook_bytes``.

    ``today`` stands where an answer has no date, and no answer may be dated after it. ``by``
    stands where an answer has no name. With ``expected``, the scorecard as it is now, a stale
    workbook is told and answers to figures that have come since are found.

    Raises ``ContentMistake`` where the file is not such a workbook at all, or one of another
    scorecard or period. Everything else is a finding: ``STOPS`` for an answer that was not
    taken, ``NOT_TAKEN`` for a change outside the marked cells.
    """
    findings = Findings(list(document.findings))
    identity = identity_in(document)
    tables = entry_tables(document)
    if expected is not None:
        _check_identity(document, identity, expected, findings)
    reading = _Reading(Asking(today, by, identity.made_on), findings)
    for table in tables:
        reading.read(table)
    entries = reading.settle()
    find_changes(tables, scorecard_tables(document), findings)
    if expected is not None:
        entries = find_news(entries, expected, findings)
    return Returned(identity, entries, tuple(findings.items), reading.unanswered)


def _check_identity(
    document: Document, identity: WorkbookIdentity, expected: Scorecard, findings: Findings
) -> None:
    own = identity_of(expected, None)
    if (identity.scorecard, identity.period) != (own.scorecard, own.period):
        raise ContentMistake(
            Finding(
                Place(document.file),
                Severity.STOPS,
                f"the workbook is of “{identity.title}”, {identity.period}",
                f"Answers are wanted for “{own.title}”, {own.period}",
                "Collect it for its own scorecard and period",
            )
        )
    if identity.digest != own.digest:
        findings.add(
            Place(document.file),
            Severity.INFERRED,
            "figures have moved since this workbook was made",
            "Its answers are read; its commentary was written on the earlier figures",
            "Ask the owners whether their commentary still fits, or send a fresh workbook",
        )


@dataclass(slots=True)
class _Reading:
    """Gathers the answers of all sheets, then settles those that were given more than once."""

    asking: Asking
    findings: Findings
    answers: list[Entry] = field(default_factory=list)
    unanswered: int = 0
    without_day: int = 0
    without_name: int = 0

    def read(self, table: Table) -> None:
        for row in table.rows:
            answered = read_row(table, row, self.asking, self.findings)
            if answered is Answered.BLANK:
                self.unanswered += 1
            elif not isinstance(answered, Answered):
                self.answers.append(answered.entry)
                self.without_day += answered.without_day
                self.without_name += answered.without_name

    def settle(self) -> tuple[Entry, ...]:
        self._tell_what_was_filled_in()
        by_key: dict[tuple[object, ...], list[Entry]] = {}
        for entry in self.answers:
            by_key.setdefault((entry.indicator, entry.period, entry.what), []).append(entry)
        return tuple(self._settled(by_key.values()))

    def _settled(self, groups: Iterable[list[Entry]]) -> Iterable[Entry]:
        for group in groups:
            if all(each.value == group[0].value for each in group):
                yield group[0]
                continue
            first = group[0]
            others = "; ".join(str(each.place) for each in group[1:])
            self.findings.add(
                first.place,
                Severity.STOPS,
                f"{first.indicator}, {first.period}, {first.what.value} is answered twice, "
                f"differently; also at {others}",
                "Neither answer was taken",
                "Keep the right one and clear the other",
            )

    def _tell_what_was_filled_in(self) -> None:
        place = self.answers[0].place if self.answers else Place()
        for count, what, done in (
            (self.without_day, "date", f"Today, {self.asking.today:%d/%m/%Y}, was put"),
            (self.without_name, "name", f"“{self.asking.by}” was put, as told"),
        ):
            if count:
                answers = "answer carries" if count == 1 else "answers carry"
                found = f"{count} {answers} no {what}"
                where = Place(place.file, place.sheet)
                self.findings.add(where, Severity.NOTED, found, done)
