"""A team's sheet as a workbook, and what somebody wrote into it, taken back."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from headway import __version__
from headway.domain.asking import Asked, plain_figure
from headway.domain.entries import EntryKind, Returned, WorkbookIdentity
from headway.domain.entry_answers import LONGEST_NOTE, SheetAnswer
from headway.domain.entry_checks import state_of
from headway.domain.indicator import identifier_from
from headway.domain.problems import ContentMistake, Finding, Place, Severity
from headway.domain.show import show
from headway.domain.taken_away import TakenAway
from headway.domain.team_sheets import limits_of_question
from headway.domain.values import Absent, Number, State, Value
from headway.intake.returned import read_returned
from headway.intake.returned_sheets import identity_in
from headway.readers import read_document
from headway.services.office.entry_sheet import SheetShown
from headway.writers.workbook_sheet import sheet_workbook

FILE = "the workbook"
LARGEST = 5_000_000  # bytes
# What else a person may write in a workbook in place of a figure stands for one of the two.
AS_TOLD = {State.NOT_COLLECTED: State.NOT_APPLICABLE, State.NOT_DUE: State.AWAITED}


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The answers of a workbook by indicator, and everything that was noticed in it."""

    answers: Mapping[str, SheetAnswer]
    findings: tuple[Finding, ...]

    @property
    def stops(self) -> bool:
        """Whether something must be put right before anything is taken."""
        return any(one.severity is Severity.STOPS for one in self.findings)


def workbook_of(shown: SheetShown, made_on: date, taken: TakenAway | None = None) -> bytes:
    """Give a sheet as a workbook to fill in: for each question its figure, and a note on it.

    ``taken`` is what it says of itself where it leaves the office.
    """
    identity = identity_of_sheet(shown, made_on)
    return sheet_workbook(identity, _asked(shown), made_on=made_on, taken=taken)


def take_back(shown: SheetShown, contents: bytes, *, today: date, by: str) -> TakenBack:
    """Read what somebody wrote into the workbook of a sheet.

    Raises FileMistake or ContentMistake for a file that is none of Headway's workbooks, for one
    of another sheet, team or period, and for one made before the sheet was last saved.
    """
    if len(contents) > LARGEST:
        raise ContentMistake(_refused("the file is too large", "A filled-in sheet has up to 5 MB"))
    with TemporaryDirectory(prefix="headway-sheet-") as folder:
        path = Path(folder) / FILE
        path.write_bytes(contents)
        document = read_document(path)
    _check(shown, identity_in(document))
    returned = read_returned(document, today=today, by=by)
    return _taken(shown, returned)


def identity_of_sheet(shown: SheetShown, made_on: date | None = None) -> WorkbookIdentity:
    """Say what a workbook of a sheet says of itself; its digest changes with every save."""
    key = shown.key
    told = [key.sheet, key.unit.level.name, key.unit.id, str(key.period), str(shown.kept.version)]
    digest = hashlib.sha256("\x1f".join(told).encode()).hexdigest()
    scorecard = identifier_from(f"{key.sheet} {key.unit.level.value} {key.unit.id}")
    return WorkbookIdentity(scorecard, shown.title, key.period, digest, __version__, made_on)


def _asked(shown: SheetShown) -> tuple[Asked, ...]:
    found = []
    for one in shown.filled.asked:
        indicator, answer = one.indicator, shown.answer(one.indicator.id)
        common = (indicator.id, indicator.part.value, indicator.title, shown.key.period)
        before = "none" if one.before is None else show(one.before)
        now = f"{_figure(answer.value)}; {shown.filled.period_word} before: {before}"
        limits = limits_of_question(indicator)
        found += [
            Asked(*common, EntryKind.FIGURE, now, limits, "", indicator.decimals),
            Asked(*common, EntryKind.COMMENTARY, answer.note or "no note yet"),
        ]
    return tuple(found)


def _figure(value: Value | None) -> str:
    return plain_figure(value) if isinstance(value, Number) else state_of(value)


def _check(shown: SheetShown, identity: WorkbookIdentity) -> None:
    own = identity_of_sheet(shown)
    if (identity.scorecard, identity.period) != (own.scorecard, own.period):
        raise ContentMistake(
            _refused(
                f"this is the workbook of “{identity.title}”, {identity.period}",
                f"Here the one of “{own.title}”, {own.period} is taken",
                "Load it on the page of its own sheet",
            )
        )
    if identity.digest != own.digest:
        raise ContentMistake(
            _refused(
                "the sheet was saved after this workbook was made",
                "Its answers might undo what was entered since, so that none was taken",
                "Download the workbook again and copy your answers into it",
            )
        )


def _taken(shown: SheetShown, returned: Returned) -> TakenBack:
    findings, values = list(returned.findings), dict[str, Value]()
    notes: dict[str, str] = {}
    asked = shown.filled.by_id
    for entry in returned.entries:
        if entry.indicator not in asked or entry.period != shown.key.period:
            findings.append(_not_taken(entry.place, "the sheet does not ask for this"))
        elif isinstance(entry.value, str):
            notes[entry.indicator] = entry.value
            if len(entry.value) > LONGEST_NOTE:
                said = f"the note has {len(entry.value):,} characters, and {LONGEST_NOTE:,} fit"
                findings.append(_not_taken(entry.place, said))
        else:
            value = _as_told(entry.value)
            if value is None:
                said = "in place of a number a team says “n/a” or “tbc”"
                findings.append(_not_taken(entry.place, said))
            else:
                values[entry.indicator] = value
    taken = TakenBack({}, tuple(findings))
    if taken.stops:
        return taken
    answers = {
        name: SheetAnswer(
            values.get(name, shown.answer(name).value), notes.get(name, shown.answer(name).note)
        )
        for name in (*values, *notes)
    }
    return TakenBack(answers, tuple(findings))


def _as_told(value: Value) -> Value | None:
    if isinstance(value, Number):
        return value
    state = AS_TOLD.get(value.state, value.state)
    return Absent(state) if state in {State.NOT_APPLICABLE, State.AWAITED} else None


def _not_taken(place: Place, found: str) -> Finding:
    return Finding(place, Severity.STOPS, found, "The answer was not taken", "Put it right")


def _refused(found: str, allowed: str, step: str = "Choose the right file") -> Finding:
    return Finding(Place(FILE), Severity.STOPS, found, allowed, step)
