"""What every action on a sheet does: find it, see that it may be changed, and tell of it."""

from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction

from headway.domain.calculation_results import Level, UnitRef
from headway.domain.entry_answers import SheetAnswer
from headway.domain.entry_checks import state_of
from headway.domain.exact import exact_text, read_exact
from headway.domain.periods import Period, PeriodKind
from headway.domain.team_sheets import SheetKey, SheetState
from headway.domain.trail import Verb
from headway.domain.values import Absent, Number, State, Value
from headway.register.accounts.forms_sent import was_acted_on
from headway.register.accounts.people import Actor
from headway.register.entries.kept import Closed, SheetKept
from headway.register.entries.models import Answer, Change, Closing, Done, Sheet
from headway.register.entries.refusals import PeriodClosed, Stale, WrongState
from headway.register.trail.actions import record


def columns_of(key: SheetKey) -> dict[str, object]:
    """Give the columns by which a sheet is found."""
    return {
        "sheet": key.sheet,
        "level": key.unit.level.name,
        "unit": key.unit.id,
        "kind": key.period.kind.name,
        "starts": key.period.start,
    }


def key_of(sheet: Sheet) -> SheetKey:
    """Give a record's key."""
    period = Period(PeriodKind[sheet.kind], sheet.starts, sheet.ends)
    return SheetKey(sheet.sheet, UnitRef(Level[sheet.level], sheet.unit), period)


def as_kept(sheet: Sheet) -> SheetKept:
    """Give a record as a value."""
    submitted, accepted = sheet.submitted_by, sheet.accepted_by
    return SheetKept(
        key_of(sheet),
        SheetState[sheet.state],
        sheet.version,
        {one.indicator: answer_of(one) for one in sheet.answers.all()},
        sheet.note,
        sheet.first_on,
        submitted.name if submitted else "",
        submitted.pk if submitted else 0,
        accepted.name if accepted else "",
    )


def answer_of(answer: Answer) -> SheetAnswer:
    """Give an answer's record as a value."""
    value: Value | None = None
    if answer.number:
        value = Number(read_exact(answer.number))
    elif answer.state:
        value = Absent(State[answer.state])
    return SheetAnswer(value, answer.note)


def text_of(answer: SheetAnswer) -> str:
    """Write an answer for the history."""
    if isinstance(answer.value, Number):
        return exact_text(answer.value.amount)
    return state_of(answer.value)


def closed_of(key: SheetKey) -> Closed | None:
    """Give why a period is closed; None where it is open."""
    found = Closing.objects.filter(
        sheet=key.sheet, kind=key.period.kind.name, starts=key.period.start, is_closed=True
    ).first()
    return Closed(found.on, found.by.name, found.reason) if found else None


def opened(key: SheetKey) -> Sheet:
    """Give the record of a sheet for changing it, made where nobody saved it yet.

    Call it inside a transaction: others wait until that ends. Raises PeriodClosed.
    """
    if closed := closed_of(key):
        raise PeriodClosed(closed)
    try:
        with transaction.atomic():
            Sheet.objects.get_or_create(
                **columns_of(key),
                defaults={"ends": key.period.end, "state": SheetState.BEING_FILLED_IN.name},
            )
    except IntegrityError:  # somebody else made it just now
        pass
    return Sheet.objects.select_for_update().get(**columns_of(key))


def is_done(sheet: Sheet, token: str) -> bool:
    """Whether the form of a token was acted on before. Raises FormUsedForAnother."""
    return bool(token) and was_acted_on(Done.objects, token, sheet=sheet)


def check(sheet: Sheet, version: int, allowed: Collection[SheetState], what: str) -> None:
    """Raise Stale or WrongState where the sheet is not as whoever acts saw it."""
    state = SheetState[sheet.state]
    if sheet.version != version:
        raise Stale(as_kept(sheet))
    if state not in allowed:
        raise WrongState(state, what)


def tell(
    sheet: Sheet,
    *,
    verb: Verb,
    token: str,
    by: Actor,
    note: str = "",
    details: Mapping[str, str] | None = None,
) -> None:
    """Keep the sheet with its next version, what was done, and the entry on the trail.

    Raises PeriodClosed, and nothing is kept, where somebody closed the period meanwhile.
    """
    sheet.version += 1
    sheet.save()
    Change.objects.create(
        sheet=sheet,
        version=sheet.version,
        by=by,
        what=verb.value,
        after=SheetState[sheet.state].value,
        note=note,
    )
    if token:
        Done.objects.create(sheet=sheet, token=token)
    key = key_of(sheet)
    subject = f"sheet {key.sheet}, {key.unit.label({})}, {key.period}"
    told = {"version": str(sheet.version), **(details or {})}
    record(verb=verb, subject=subject, by=by.email, details=told)
    # Those who close are on the trail too: from here until our end they wait for us, or have ended.
    if closed := closed_of(key):
        raise PeriodClosed(closed)
